"""What lint decides by algebra is held against plain trial."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings, strategies as st

from ruleengine import feel
from ruleengine.authoring.condition_boxes import Reader, Region, UndecidedError
from ruleengine.authoring.fmt import CannotKeepError, formatted
from ruleengine.authoring.lint_identifiers import two_ways
from ruleengine.compile.identifiers_shape import Shape
from ruleengine.compile.identifiers_split import Slot
from ruleengine.source.node import plain
from ruleengine.source.read import read_text
from ruleengine.table import everything

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {"a": "number", "b": "number", "s": "string", "t": "boolean"}
NUMBERS = (None, -1, 0, 1, 2, 3)
POINTS = [
    {"a": a, "b": b, "s": s, "t": t}
    for a, b, s, t in product(
        NUMBERS, (None, 0, 2), (None, "x", "y", "z"), (None, True, False)
    )
]
OPERATORS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
ATOMS = st.one_of(
    st.builds("{} {} {}".format, st.sampled_from("ab"), OPERATORS, st.integers(0, 3)),
    st.builds("{} {} {}".format, st.integers(0, 3), OPERATORS, st.sampled_from("ab")),
    st.sampled_from(["a < b", "b <= a", "a = b", "a != b", "a > b"]),
    st.builds('s {} "{}"'.format, st.sampled_from(["=", "!="]), st.sampled_from("xyw")),
    st.sampled_from(
        [
            "t", "t = true", "t != false", "true", "false", "a = null", "s != null",
            "a in [1..2]", "a in (0..2]", "a in (1, 3)", "a in [1, 3]", "a in (> 1)",
            "a between 1 and 2", 's in ("x", "y")', "a + b > 2", "abs(a) = 1",
        ]
    ),
)  # fmt: skip
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not({})".format, inner),
    ),
    max_leaves=5,
)


def inside(point: dict[str, Any], region: Region) -> bool:
    """Tell whether a point may lie in a region; axes not looked into may be anything."""
    return any(all(_on(point, axis, box[axis]) for axis in box) for box in region)


def _on(point: dict[str, Any], axis: str, values: Any) -> bool:
    if axis.startswith("?"):
        return True
    if axis.startswith("~"):
        _, one, other = axis.split("~")
        x, y = point[one], point[other]
        if x is None or y is None:
            return True
        return bool(values.contains("<" if x < y else "=" if x == y else ">"))
    return bool(values.contains(point[axis]))


@given(CONDITIONS)
@settings(max_examples=150, deadline=None)
def test_no_point_is_outside_of_the_region_of_its_answer(condition: str) -> None:
    types = {name: feel.types.parse(kind) for name, kind in NAMES.items()}
    program = feel.compile(condition, names=types)
    domains = {name: everything(kind) for name, kind in NAMES.items()}  # type: ignore[arg-type]  # kinds
    try:
        truth = Reader({name: name for name in NAMES}, domains).truth(program.tree)
    except UndecidedError:
        return
    for point in POINTS:
        answer = program.evaluate(point)
        if answer is True:
            assert inside(point, truth.true), point
        elif answer is False:
            assert inside(point, truth.false), point


SHAPES = st.builds(
    lambda characters, shortest, more: Shape(
        (frozenset(characters),) * shortest,
        frozenset(characters),
        shortest,
        shortest + more,
    ),
    st.sampled_from(["1", "A", "1A"]),
    st.integers(0, 2),
    st.integers(0, 2),
)
SLOTS = st.builds(
    lambda prefix, shapes, optional: Slot(prefix, tuple(shapes), optional),
    st.sampled_from(["", "", "-", "A"]),
    st.lists(SHAPES, min_size=1, max_size=2),
    st.booleans(),
)


class Parts:
    """As much of an identifier as the walk looks at."""

    def __init__(self, slots: list[Slot]) -> None:
        self.slots = tuple(slots)


def splits(slots: tuple[Slot, ...], text: str) -> Iterator[tuple[str, ...]]:
    """Yield which characters belong to which part, in every way."""
    if not slots:
        if not text:
            yield ()
        return
    slot, *rest = slots
    if slot.optional:
        yield from (("", *more) for more in splits(tuple(rest), text))
    if text.startswith(slot.prefix):
        for end in range(len(slot.prefix), len(text) + 1):
            span = text[len(slot.prefix) : end]
            if any(shape.accepts(span) for shape in slot.shapes):
                for more in splits(tuple(rest), text[end:]):
                    yield (text[:end], *more)


@given(st.lists(SLOTS, min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_numbers_that_can_be_read_in_two_ways_are_found(slots: list[Slot]) -> None:
    parts: Any = Parts(slots)
    found = two_ways(parts)
    texts = ("".join(t) for n in range(7) for t in product("1A-", repeat=n))
    several = next((t for t in texts if len(set(splits(parts.slots, t))) > 1), None)
    if found is not None:
        assert len(set(splits(parts.slots, found[0]))) > 1
    assert several is None or found is not None, several


ENTRIES = {
    "title": "title: 天数     # 照原文",
    "id": "id: D",
    "hit": "# 只有一行\nhit: unique",
    "inputs": "inputs:\n  - key: n\n    type: integer\n    name: 人数",
    "outputs": "outputs:\n  # 结果\n  - name: 出\n    key: out",
    "rows": "rows:\n  - out: 1\n    n: 5\n    id: r1\n\n  # 二\n  - id: r2\n    n: 6",
}


@given(st.permutations(sorted(ENTRIES)))
@settings(max_examples=60, deadline=None)
def test_fmt_keeps_meaning_and_comments_and_settles_at_once(order: list[str]) -> None:
    text = "kind: decision-table\n" + "\n".join(ENTRIES[key] for key in order) + "\n"
    try:
        once = formatted(text, "rules.yaml")
    except CannotKeepError:
        return
    assert plain(read_text(once, "x")) == plain(read_text(text, "x"))
    assert once.count("#") == text.count("#")
    assert formatted(once, "rules.yaml") == once
