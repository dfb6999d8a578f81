"""Gaps, overlaps, hidden and mergeable rows, held to brute force."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine import table
from ruleengine.table import (
    CellSet,
    IntervalSet,
    Kind,
    atoms,
    cover,
    parse_cell,
    pieces,
)


def rows_of(kinds: list[Kind], *rows: str) -> list[tuple[CellSet | None, ...]]:
    return [
        tuple(
            parse_cell(cell, kind)
            for cell, kind in zip(row.split("|"), kinds, strict=True)
        )
        for row in rows
    ]


def box_of(kinds: list[Kind], row: str) -> cover.Box:
    (cells,) = rows_of(kinds, row)
    return tuple(cell for cell in cells if cell is not None)


def test_a_forgotten_band_is_a_gap_with_a_witness() -> None:
    rows = rows_of(["integer"], "1-19", "20-49", "80+")
    (gap,) = table.gaps(rows, box_of(["integer"], ">= 1"))
    assert str(gap) == "50-79"
    assert gap.witness == (Decimal(50),)


def test_bands_of_numbers_with_closed_ends_leave_gaps_between() -> None:
    rows = rows_of(["number"], "[0..19]", "[20..49]", "> 49")
    (gap,) = table.gaps(rows, box_of(["number"], ">= 0"))
    assert str(gap) == "(19..20)"
    assert gap.witness == (Decimal("19.5"),)


def test_gaps_over_two_inputs_are_boxes() -> None:
    kinds: list[Kind] = ["integer", "string"]
    rows = rows_of(kinds, "1-19|A", "20+|-", "1-10|not(A)")
    (gap,) = table.gaps(rows, box_of(kinds, ">= 1|-"))
    assert str(gap) == '11-19 | not("A")'
    assert gap.witness == (Decimal(11), "其他")


def test_a_whole_table_has_no_gap_and_an_empty_one_has_all() -> None:
    covers = box_of(["boolean"], "true, false")
    assert list(table.gaps(rows_of(["boolean"], "true", "false"), covers)) == []
    (gap,) = table.gaps([], covers)
    assert gap.box == covers
    assert list(table.gaps([], box_of(["boolean"], "not(-)"))) == []


def test_a_feel_test_may_fill_a_gap_and_is_named() -> None:
    rows = rows_of(["integer"], "1-19", "? > other", "30+")
    (gap,) = table.gaps(rows, box_of(["integer"], ">= 1"))
    assert (str(gap), gap.perhaps) == ("20-29", (1,))


def test_a_feel_test_in_another_place_does_not_fill_it() -> None:
    kinds: list[Kind] = ["integer", "integer"]
    rows = rows_of(kinds, "1-19|-", "1-19|? > 3")
    (gap,) = table.gaps(rows, box_of(kinds, ">= 1|-"))
    assert gap.perhaps == ()


def test_overlapping_bands_are_named_with_the_common_part() -> None:
    rows = rows_of(["integer"], "1-50", "50-100", "101+")
    (overlap,) = table.overlaps(rows)
    assert (overlap.first, overlap.second, overlap.certain) == (0, 1, True)
    assert cover.describe(overlap.box) == "50"
    assert cover.witness(overlap.box) == (Decimal(50),)


def test_an_overlap_with_a_feel_test_is_not_certain() -> None:
    rows = rows_of(["integer", "integer"], "1-5|? > 3", "5-9|? < 1")
    (overlap,) = table.overlaps(rows)
    assert not overlap.certain
    assert len(cover.witness(overlap.box)) == 2


def test_a_row_taken_by_the_rows_before_it_never_hits() -> None:
    rows = rows_of(["integer"], "1-10", "5-20", "3-15", "21-30", "? > 3")
    assert table.never_hit(rows, "first") == (cover.Hidden(2, (0, 1)),)
    assert table.never_hit(rows, "unique") == ()


def test_a_row_with_an_empty_cell_never_hits_under_any_policy() -> None:
    rows = rows_of(["integer"], "not(-)", "1")
    assert table.never_hit(rows, "collect") == (cover.Hidden(0, ()),)


def test_touching_rows_with_equal_outputs_could_be_one() -> None:
    rows = rows_of(["integer", "string"], "1-19|A", "20-49|A", "80+|A", "80+|B")
    merges = table.mergeable(rows, ["x", "x", "x", "x"])
    found = [(m.first, m.second, m.column, table.print_set(m.joined)) for m in merges]
    assert found == [(0, 1, 0, "1-49"), (2, 3, 1, '"A", "B"')]


def test_rows_with_other_outputs_or_feel_tests_are_not_merged() -> None:
    rows = rows_of(["integer"], "1-19", "20-49", "? > 3")
    assert table.mergeable(rows, ["x", "y", "y"]) == ()
    assert table.mergeable(rows_of(["integer"], "1", "1"), ["x", "x"]) == ()


def test_too_many_boxes_stop_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MAXIMUM_PIECES", 2)
    rows = rows_of(["integer", "integer"], *(f"{n}|{n}" for n in range(5)))
    with pytest.raises(table.CoverLimitError):
        list(table.gaps(rows, box_of(["integer", "integer"], "-|-")))


def test_many_rows_of_many_inputs_are_judged_to_the_end() -> None:
    columns = range(8)
    kinds: list[Kind] = ["integer"] * len(columns)
    # Each number of a column is cut off by a row of its own; the last row takes all.
    single = [
        "|".join(str(n) if at == column else "-" for at in columns)
        for column in columns
        for n in range(0, 20, 2)
    ]
    covers = box_of(kinds, "|".join(["0-19"] * len(columns)))
    (gap,) = table.gaps(rows_of(kinds, *single), covers)
    odd = ", ".join(str(n) for n in range(1, 20, 2))
    assert str(gap) == " | ".join([odd] * len(columns))
    every = rows_of(kinds, *single, "|".join(["-"] * len(columns)))
    assert list(table.gaps(every, covers)) == []


def test_a_table_of_many_rows_is_covered_quickly() -> None:
    rows = rows_of(["integer"], *(f"{n}-{n + 9}" for n in range(0, 3000, 10)))
    (gap,) = table.gaps(rows, box_of(["integer"], ">= 0"))
    assert str(gap) == ">= 3000"


SMALL = range(5)
CELLS = st.one_of(
    st.builds(
        lambda a, b: IntervalSet.between(
            "integer", Decimal(min(a, b)), Decimal(max(a, b))
        ),
        st.sampled_from(SMALL),
        st.sampled_from(SMALL),
    ),
    st.just(IntervalSet.everything("integer")),
    st.builds(
        lambda n: IntervalSet.point("integer", Decimal(n)).complement(),
        st.sampled_from(SMALL),
    ),
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=5)
)


def points(width: int) -> list[tuple[Decimal, ...]]:
    return list(itertools.product(map(Decimal, SMALL), repeat=width))


def matching(
    rows: list[tuple[IntervalSet, ...]], point: tuple[Decimal, ...]
) -> set[int]:
    return {
        index
        for index, row in enumerate(rows)
        if all(cell.contains(v) for cell, v in zip(row, point, strict=True))
    }


def inside(box: cover.Box, point: tuple[Decimal, ...]) -> bool:
    return all(
        isinstance(cell, IntervalSet) and cell.contains(value)
        for cell, value in zip(box, point, strict=True)
    )


@settings(max_examples=60)
@given(TABLES)
def test_gaps_are_exactly_the_points_without_a_row(
    rows: list[tuple[IntervalSet, ...]],
) -> None:
    width = len(rows[0])
    universe = IntervalSet.between("integer", Decimal(0), Decimal(4))
    gaps = list(table.gaps(rows, (universe,) * width))
    for point in points(width):
        found = [gap for gap in gaps if inside(gap.box, point)]
        assert len(found) == (0 if matching(rows, point) else 1)
    for gap in gaps:
        assert inside(gap.box, gap.witness)  # type: ignore[arg-type]  # integers only


@settings(max_examples=60)
@given(TABLES)
def test_overlaps_are_exactly_the_pairs_with_a_common_point(
    rows: list[tuple[IntervalSet, ...]],
) -> None:
    found = {(o.first, o.second): o for o in table.overlaps(rows)}
    for point in points(len(rows[0])):
        for pair in itertools.combinations(sorted(matching(rows, point)), 2):
            assert inside(found[pair].box, point)
    for pair, overlap in found.items():
        assert set(pair) <= matching(rows, cover.witness(overlap.box))  # type: ignore[arg-type]  # integers only


WORDS = st.builds(
    lambda words, others: table.ValueSet("string", frozenset(words), others),
    st.lists(st.sampled_from(["A", "B", "C", None]), max_size=3),
    st.booleans(),
)
MIXED = st.lists(
    st.tuples(st.none() | CELLS, st.none() | WORDS), min_size=1, max_size=6
)


@settings(max_examples=200)
@given(MIXED)
def test_no_pair_is_overlooked(rows: list[tuple[table.CellSet | None, ...]]) -> None:
    universe: cover.Box = (
        IntervalSet.everything("integer"),
        table.ValueSet.everything("string"),
    )
    full: list[cover.Box] = [
        tuple(u if c is None else c for c, u in zip(row, universe, strict=True))
        for row in rows
    ]
    pairs = itertools.combinations(range(len(rows)), 2)
    wanted = [(i, j) for i, j in pairs if cover.meet(full[i], full[j])]
    assert [(o.first, o.second) for o in table.overlaps(rows)] == wanted
    plain = [i for i, row in enumerate(rows) if None not in row]
    for hidden in table.never_hit(rows, "first"):
        near = [i for i in plain if (i, hidden.row) in wanted]
        assert list(hidden.by) in (near, [])


def test_rows_that_lie_apart_are_not_tried_in_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[cover.Box] = []

    def meet(one: cover.Box, other: cover.Box) -> cover.Box | None:
        tried.append(one)
        return true_meet(one, other)

    true_meet = cover.meet
    monkeypatch.setattr(cover, "meet", meet)
    kinds: list[Kind] = ["string", "integer"]
    rows = rows_of(kinds, *(f"{n % 5}|{n}-{n + 9}" for n in range(0, 8000, 10)))
    assert table.overlaps(rows) == ()
    assert table.never_hit(rows, "first") == ()
    assert len(tried) == 0


@settings(max_examples=60)
@given(TABLES)
def test_hidden_rows_are_exactly_those_that_never_come_first(
    rows: list[tuple[IntervalSet, ...]],
) -> None:
    universe = [*map(Decimal, range(-1, 6)), None]
    first = {
        min(found)
        for point in itertools.product(universe, repeat=len(rows[0]))
        if (found := matching(rows, point))  # type: ignore[arg-type]  # null belongs here
    }
    hidden = {h.row for h in table.never_hit(rows, "first")}
    assert hidden == set(range(len(rows))) - first


@settings(max_examples=100)
@given(MIXED)
def test_bits_stand_for_the_sets_they_were_made_from(
    rows: list[tuple[table.CellSet | None, ...]],
) -> None:
    boxes = [
        tuple(cell for cell in row if cell is not None)
        for row in rows
        if None not in row
    ]
    if not boxes:
        return
    found = atoms.Atoms(boxes)
    for one, other in itertools.product(boxes, repeat=2):
        both = tuple(
            a & b for a, b in zip(found.bits(one), found.bits(other), strict=True)
        )
        assert found.box(found.bits(one)) == one
        assert cover.meet(one, other) == (found.box(both) if all(both) else None)
