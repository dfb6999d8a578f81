"""Entries of code lists: what it costs to find the headings above a code."""

from __future__ import annotations

from functools import partial

from tests.counted import calls_of

from ruleengine.base.position import Position
from ruleengine.compile.code_lists_entries import entries_of
from ruleengine.model.code_list import Code, CodeList
from ruleengine.model.phrase import Phrase

HERE = Position("c.csv", 1, 1)


class _Counted(str):
    """A text of which each look is a call."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other)

    def __hash__(self) -> int:
        return str.__hash__(self)


def _code(number: int) -> Code:
    """Return a code below the one before, as a column filled by dragging has it."""
    above = Phrase(_Counted(f"{number - 1:04}"), HERE) if number else None
    return Code(
        code=f"{number:04}",
        name="",
        aliases=(),
        parent=above,
        level="",
        status="",
        printed="",
        since=None,
        until=None,
        note="",
        clauses=(),
        position=HERE,
    )


def _chain(length: int) -> CodeList:
    return CodeList(
        id="c",
        title="表",
        clauses=(),
        note="",
        source="",
        vintage="",
        accepts="code",
        shape=None,
        slot=False,
        file=None,
        levels=(),
        statuses=(),
        codes=tuple(map(_code, range(length))),
        not_listed=(),
        position=HERE,
    )


def test_a_heading_above_is_looked_up_not_searched_for() -> None:
    short, long = _chain(20), _chain(80)
    assert entries_of(short, [])["0003"].parents == ("0000", "0001", "0002")
    some, more = (calls_of(partial(entries_of, c, [])) for c in (short, long))
    assert more < 24 * some, "each code names all above it, and no more is done"
