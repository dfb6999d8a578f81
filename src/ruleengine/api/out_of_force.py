"""Packs without an edition in force: data of theirs is told, not taken for other data.

In: all editions that were loaded, and the packs in force. Out: the shapes by which
readers know such data, and when the packs hold.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ruleengine.api.selection import not_in_force
from ruleengine.base.frozen import frozen
from ruleengine.base.problem import RulePackError
from ruleengine.compile.parse_memory import ParseMemory
from ruleengine.compile.table_shapes import shape_of
from ruleengine.notation import NotationError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from ruleengine.base.record import TableShape
    from ruleengine.base.text import Text
    from ruleengine.model.rule_pack import RulePack


@frozen
class OutOfForce:
    """What readers and people must know of packs that do not hold on a day."""

    shapes: tuple[TableShape, ...] = ()
    why: tuple[Text, ...] = ()
    """Of each pack with tables, when it holds."""


def out_of_force(
    editions: Collection[RulePack], in_force: Collection[str], as_of: dt.date
) -> OutOfForce:
    """Return what is to be known of packs with tables but no edition in force."""
    absent = {
        each.name: each
        for each in editions
        if each.name not in in_force and each.heads("field-table")
    }
    return OutOfForce(
        tuple(shape for pack in absent.values() for shape in _shapes(pack)),
        tuple(not_in_force(editions, name, as_of).message for name in absent),
    )


def _shapes(pack: RulePack) -> Iterator[TableShape]:
    """Yield the shapes of the tables that can be read.

    Problems of a pack are told on the days on which it holds.
    """
    memory = ParseMemory()
    with suppress(RulePackError, NotationError):
        for table in pack.tables:
            yield shape_of(table, f"{pack.name}/{table.id}", memory)
