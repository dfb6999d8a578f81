"""A frozen class behaves as a frozen dataclass does, except that only mypy watches it."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from ruleengine.base.frozen import frozen


@frozen
class Point:
    x: int
    y: int = 0
    note: str = field(default="", compare=False, repr=False)


@frozen
class Marked(Point):
    mark: str = ""


@frozen
class Alone:
    name: str


@frozen
class Nothing:
    pass


@frozen(kw_only=True, eq=False)
class Step:
    name: str


@frozen(guarded=True)
class Guarded:
    name: str


@frozen(guarded=True)
class Counted(Guarded):
    times: int = field(default=1, kw_only=True)
    places: list[int] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict, init=False)


@frozen(guarded=True)
class Sorted:
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(sorted(self.names)))


@frozen
class Own:
    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own) and self.name.lower() == other.name.lower()

    def __hash__(self) -> int:
        return hash(self.name.lower())

    def __repr__(self) -> str:
        return f"<{self.name}>"


def test_objects_are_equal_when_their_compared_fields_are() -> None:
    assert Point(1, 2, "a") == Point(1, 2, "b")
    assert hash(Point(1, 2, "a")) == hash(Point(1, 2, "b")) == hash((1, 2))
    assert Point(1) != Point(2)
    assert Point(1) != Marked(1)
    assert Alone("a") == Alone("a")
    assert hash(Alone("a")) == hash(("a",))
    assert Nothing() == Nothing()
    assert len({Point(1), Point(1), Point(2)}) == 2


def test_objects_without_comparison_are_themselves_only() -> None:
    step = Step(name="a")
    assert step == step  # noqa: PLR0124  the same object
    assert step != Step(name="a")
    assert len({step, Step(name="a")}) == 2


def test_an_object_shows_its_fields() -> None:
    assert repr(Point(1, 2, "a")) == "Point(x=1, y=2)"
    assert repr(Marked(1, mark="m")) == "Marked(x=1, y=0, mark='m')"
    assert repr(Nothing()) == "Nothing()"
    assert repr(Step(name="a")) == "Step(name='a')"


def test_what_a_class_writes_itself_stays() -> None:
    assert Own("A") == Own("a")
    assert hash(Own("A")) == hash(Own("a"))
    assert repr(Own("A")) == "<A>"


def test_it_is_a_dataclass_with_slots() -> None:
    assert [each.name for each in fields(Marked)] == ["x", "y", "note", "mark"]
    assert replace(Point(1, 2), y=3) == Point(1, 3)
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    with pytest.raises(AttributeError):
        object.__setattr__(Point(1), "z", 1)


def test_fields_are_taken_as_a_dataclass_takes_them() -> None:
    first, second = Counted("a"), Counted("a", [2], times=3)
    assert (first.times, first.places, first.seen) == (1, [], {})
    assert (second.times, second.places) == (3, [2])
    assert first.places is not Counted("a").places
    assert Sorted(("b", "a")).names == ("a", "b")
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        Counted()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="from 2 to 3 positional arguments"):
        Counted("a", [], 3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="seen"):
        Counted("a", seen={})  # type: ignore[call-arg]


def test_a_guarded_object_refuses_changes() -> None:
    guarded = Guarded("a")
    with pytest.raises(FrozenInstanceError):
        guarded.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del guarded.name
    with pytest.raises(FrozenInstanceError, match="a Guarded does not change"):
        guarded.other = "b"  # type: ignore[attr-defined]
    assert guarded == Guarded("a")
    assert hash(guarded) == hash(("a",))
    assert repr(guarded) == "Guarded(name='a')"


@pytest.mark.parametrize(
    "thing",
    [Point(1, 2, "a"), Marked(1, mark="m"), Nothing(), Guarded("a"), Counted("a", [1])],
)
def test_it_can_be_copied_and_pickled(thing: object) -> None:
    assert copy.deepcopy(thing) == thing
    assert pickle.loads(pickle.dumps(thing)) == thing
