"""The screen and the second pass agree on every record of every shipped table."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

import ruleengine
from ruleengine.compile.screen import Acceptor, make_screen, screen_source
from ruleengine.engine.batches import Batch
from ruleengine.engine.judges import Column
from ruleengine.engine.rows import RowChecker
from ruleengine.engine.screening import screen_of
from ruleengine.engine.settings import Settings
from ruleengine.engine.undecided import Undecided
from ruleengine.notation import matcher
from ruleengine.notation.joined import refused_one_by_one

if TYPE_CHECKING:
    from ruleengine.api.ruleset import Ruleset
    from ruleengine.compile.plan import FieldPlan, TablePlan
    from ruleengine.engine.batch_screen import BatchScreen

LEFT_OUT = object()
TABLES = tuple(f"ptdata/T{number:02}" for number in range(1, 18))


@cache
def rules() -> Ruleset:
    return ruleengine.load("ptdata", as_of="2026-06-30")


@cache
def prepared(table: str) -> tuple[TablePlan, Settings, BatchScreen]:
    ready = rules()._prepared()
    settings = Settings(
        as_of=ready.day, readings=ready.readings, sessions=ready.sessions
    )
    plan = ready.tables[table]
    return plan, settings, screen_of(plan, settings)


def second_pass(table: str, record: dict[str, Any]) -> bool:
    """Tell whether the full check of a record has nothing at all to say."""
    plan, settings, _ = prepared(table)
    undecided = Undecided()
    checked = RowChecker(plan, settings, undecided).check(record, 1)
    return not checked.findings and not undecided.entries()


@cache
def values(table: str, key: str) -> st.SearchStrategy[Any]:
    field = prepared(table)[0].by_key[key]
    samples = field.notation.samples()
    texts = [case.text for case in samples.cases]
    if field.model.values:
        texts += field.model.values
    return st.one_of(
        st.sampled_from(texts),
        st.none(),
        st.sampled_from(
            [
                "",
                " ",
                "1",
                "0",
                "甲",
                "a，b",
                "a、b",
                "１",
                1,
                0,
                1.5,
                True,
                Decimal("1.50"),
            ]
        ),
        st.sampled_from([dt.date(2026, 1, 5), ["x"], "20260105", "2026-01-05"]),
    )


@pytest.mark.parametrize("table", TABLES)
@hypothesis_settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_screen_is_true_of_exactly_the_records_without_findings(
    table: str, data: st.DataObject
) -> None:
    plan, _, screens = prepared(table)
    record = {
        key: data.draw(values(table, key), label=key)
        for key in plan.by_key
        if data.draw(st.integers(0, 9)) > 0
    }
    if screens.screen(record):
        assert second_pass(table, record)
    elif second_pass(table, record):
        # A clean record may go the long way, but not for a reason that is easy to see.
        assert any(not isinstance(value, str | None) for value in record.values())


def clean_record(plan: TablePlan) -> dict[str, Any]:
    """Return the record of the first texts that fit; checks may find fault with it."""
    return {
        field.ref.key: (field.model.values or (accepted_text(field),))[0]
        for field in plan.fields
    }


def accepted_text(field: FieldPlan) -> str:
    judge = matcher(field.notation.form)
    cases = field.notation.samples().cases
    return next(case.text for case in cases if judge.accepts(case.text))


@pytest.mark.parametrize("table", TABLES)
@hypothesis_settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_batch_has_the_suspects_that_its_records_are(
    table: str, data: st.DataObject
) -> None:
    plan, settings, screens = prepared(table)
    batch_screen = screens if data.draw(st.booleans()) else screen_of(plan, settings)
    base = clean_record(plan)
    absent = data.draw(st.sets(st.sampled_from(sorted(base))))
    filler = data.draw(st.sampled_from([LEFT_OUT, None, ""]))
    filled: dict[str, Any] = {
        key: filler if key in absent else text for key, text in base.items()
    }
    records = [
        {key: text for key, text in filled.items() if text is not LEFT_OUT}
        for _ in range(data.draw(st.sampled_from([1, 9, 100])))
    ]
    for _ in range(data.draw(st.integers(0, 6))):
        key = data.draw(st.sampled_from(sorted(base)))
        record = data.draw(st.sampled_from(records))
        record[key] = data.draw(values(table, key), label=key)
    suspects = batch_screen.suspects(Batch.of(records))
    clean = [at for at in range(len(records)) if at not in suspects]
    assert list(suspects) == sorted(suspects)
    assert all(second_pass(table, records[at]) for at in clean[:20])
    assert all(not screens.screen(records[at]) for at in suspects)
    checker = RowChecker(plan, settings, Undecided())
    for at, doubt in list(suspects.items())[:20]:
        wanted = checker.check(records[at], 1).findings
        assert checker.check(records[at], 1, doubt).findings == wanted


def test_records_that_are_no_plain_dicts_are_screened_one_by_one() -> None:
    _, _, screens = prepared("ptdata/T06")
    several = [MappingProxyType({"plan_name": "x"})] * 20
    assert screens.suspects(Batch.of(several)) == dict.fromkeys(range(20))


def test_a_column_tells_numbers_and_texts_apart_that_are_equal() -> None:
    accepted = {"1"}
    column = Column(
        Acceptor(accepted, lambda value: value.__class__ is int),
        refused_one_by_one(str.isdigit),
    )
    assert column.refused([1, True, 1.0, "1", "2"]) == [1, 2, 4]
    assert accepted == {"1"}


def test_a_column_finds_the_wrong_texts_and_remembers_the_others() -> None:
    accepted: set[Any] = set()
    column = Column(Acceptor(accepted, str.isdigit), refused_one_by_one(str.isdigit))
    assert column.refused(["3", "x", "4", "3", "x"]) == [1, 4]
    assert accepted == {"3", "4"}
    varied = [str(number) for number in range(100)]
    assert column.refused([*varied, "y"]) == [100]
    assert column.is_varied
    assert column.refused([*varied, "y", "", None]) == [100]
    assert accepted == {"3", "4"}


def test_a_screen_remembers_texts_and_asks_about_everything_else() -> None:
    asked: list[Any] = []
    memory: set[Any] = set()

    def accept(value: Any) -> bool:
        asked.append(value)
        if value == "good":
            memory.add(value)
        return value in {"good", 1}

    screen = make_screen(["a"], [Acceptor(memory, accept)], [])
    assert screen({"a": "good"})
    assert screen({"a": "good"})
    assert screen({"a": 1})
    assert not screen({"a": ["unhashable"]})
    assert not screen({})
    assert asked == ["good", 1, None]


def test_a_screen_asks_nothing_of_a_record_without_a_needed_item() -> None:
    asked: list[Any] = []
    screen = make_screen(["a"], [Acceptor(set(), asked.append, needed=True)], [])  # type: ignore[arg-type]  # never asked
    assert not screen({})
    assert asked == []


def test_the_source_of_a_screen_can_be_read() -> None:
    source = screen_source(["plan", "code"], [(0, 1)], [0])
    assert "v0, = pick(record)" in source
    assert "v1 = get('code')" in source
    assert "if t not in g0 and not b0(t): return False" in source


def test_a_wrong_value_does_not_stand_for_what_is_there() -> None:
    plan, _, screens = prepared("ptdata/T06")
    base = clean_record(plan)
    records = [
        {**base, "makeup_result_date": "00000229"},
        *(dict(base) for _ in range(20)),
    ]
    assert 0 in screens.suspects(Batch.of(records))


class Untellable:
    """A value that is neither true nor false, as an array of several numbers is."""

    __hash__ = None  # type: ignore[assignment]  # as of arrays

    def __bool__(self) -> bool:
        raise ValueError

    def __eq__(self, other: object) -> bool:
        return bool(self)


FITTING = {
    "method": "GB 5009.12-2023 铅的测定",
    "assigned_value": "5",
    "z_score": "0.5",
    "u_assigned": "0.1",
    "median_value": "5",
    "iqr": "10",
    "niqr": "7.413",
}


@pytest.mark.parametrize("count", [1, 40])
def test_a_value_that_nobody_can_ask_anything_is_a_suspect(count: int) -> None:
    plan, _, screens = prepared("ptdata/T07")
    always = (f for f in plan.fields if f.model.required.obligation == "always")
    texts = clean_record(plan)
    base = {**{f.ref.key: texts[f.ref.key] for f in always}, **FITTING}
    for key in base:
        records: list[Any] = [dict(base) for _ in range(20)]
        records += [{**base, key: Untellable()} for _ in range(count)]
        suspects = screens.suspects(Batch.of(records))
        assert list(suspects) == list(range(20, 20 + count))


@pytest.mark.parametrize("is_varied", [False, True])
def test_such_a_value_stops_no_column(*, is_varied: bool) -> None:
    acceptor = Acceptor(set(), lambda value: value.__class__ is str)
    column = Column(acceptor, refused_one_by_one(str.isdigit), is_varied=is_varied)
    assert list(column.refused(["1", Untellable(), "2"])) == [1]


@pytest.mark.parametrize("filler", [None, ""])
def test_values_that_are_absent_are_not_asked_one_by_one(filler: str | None) -> None:
    """They are as usual in files as keys that are left out are in objects."""
    plan, _, screens = prepared("ptdata/T06")
    base = clean_record(plan)
    group = next(group for group in screens.groups if group.unsure)
    keys = [screens.keys[at] for at in group.silent_without]
    records = [{**base, **dict.fromkeys(keys, filler)} for _ in range(20)]
    counted = replace(
        group,
        acceptor=replace(group.acceptor, accept=lambda _values: pytest.fail("asked")),
    )
    columns = [[record[screens.keys[at]] for record in records] for at in group.members]
    assert counted.refused(columns, 20, set(), has_gaps=True) == []


def _refusing_all(_value: Any) -> bool:
    raise AssertionError("asked one by one")


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ([1.5, 2, Decimal("1E+1"), None], []),
        ([0.25, 123.5, -1], [1]),
        ([True, False, None], [0, 1]),
    ],
)
def test_values_that_came_as_numbers_or_booleans_are_judged_together(
    given: list[Any], refused: list[int]
) -> None:
    def wrong(texts: Any) -> set[str]:
        return {text for text in texts if len(text) > 4}

    def no_booleans(texts: Any) -> set[str]:
        return set(texts) & {"0", "1"}

    one_by_one = Acceptor({None, ""}, _refusing_all)
    of_numbers = Column(Acceptor({None, ""}, _refusing_all), wrong)
    column = Column(one_by_one, no_booleans, of_numbers)
    assert list(column.refused(given)) == refused


@pytest.mark.parametrize("odd", [float("nan"), Decimal("sNaN"), 1e400, "1", True, []])
def test_a_column_of_numbers_with_another_value_is_judged_one_by_one(odd: Any) -> None:
    def is_number(value: Any) -> bool:
        return bool(value == 1.5)

    def texts_only(texts: Any) -> set[str]:
        return {"".join(texts)}

    of_numbers = Column(Acceptor(set(), _refusing_all), lambda _texts: set())
    column = Column(Acceptor(set(), is_number), texts_only, of_numbers)
    assert list(column.refused([1.5, odd])) == [1]
