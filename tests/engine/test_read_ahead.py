"""Parts that are made ahead come in their order, and none before its time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from ruleengine.engine.read_ahead import read_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize("most", [1, 2, 5])
@pytest.mark.parametrize("held", [(), (0,), (3,), (2, 3, 4), (9,), range(10)])
def test_the_same_parts(most: int, held: tuple[int, ...]) -> None:
    made: list[int] = []

    def parts() -> Iterator[int]:
        for part in range(10):
            made.append(part)
            yield part

    found = []
    for part in read_ahead(parts(), lambda part: part not in held, most):
        found.append(part)
        if part in held:
            assert made[-1] == part, "the next one waits until this one is done with"
    assert found == list(range(10))


def test_nothing() -> None:
    assert list(read_ahead(iter(()), lambda _part: True, 3)) == []


def test_all_that_may_wait_are_made() -> None:
    are_made = threading.Event()

    def parts() -> Iterator[int]:
        yield from range(4)
        are_made.set()
        yield 4

    found = read_ahead(parts(), lambda _part: True, 4)
    assert next(found) == 0
    assert are_made.wait(10)
    assert list(found) == [1, 2, 3, 4]


def test_an_error_comes_in_its_turn() -> None:
    def parts() -> Iterator[int]:
        yield 1
        yield 2
        raise ValueError("broken")

    found = read_ahead(parts(), lambda _part: True, 3)
    assert [next(found), next(found)] == [1, 2]
    with pytest.raises(ValueError, match="broken"):
        next(found)


def test_who_stops_early() -> None:
    found = read_ahead(iter(range(100)), lambda _part: True, 3)
    assert next(found) == 0
    found.close()  # type: ignore[attr-defined]
