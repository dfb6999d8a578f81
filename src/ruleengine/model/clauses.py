"""Every clause of a document: which rules enforce it, or why none does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.source.packs import CLAUSES

if TYPE_CHECKING:
    from ruleengine.base.position import Position
    from ruleengine.source.node import Mapping
    from ruleengine.source.packs import PackFolder


@frozen
class Clause:
    """One clause of the source document."""

    id: str
    place: str
    """As printed, such as ``表6 序号8``."""
    gist: str
    checkable: str
    """``data``, ``declared``, ``human`` or ``none``."""
    severity: str
    derived: bool
    """True for what is not printed but follows from printed items."""
    rules: tuple[str, ...]
    why: str
    position: Position


def clauses_in(folder: PackFolder) -> tuple[Clause, ...]:
    """Return the clauses of a document; none when nobody has listed them.

    Raises:
        RulePackError: the list does not hold to its schema.
    """
    return from_node(folder.read(CLAUSES)) if CLAUSES in folder.files else ()


def from_node(node: Mapping) -> tuple[Clause, ...]:
    """Make the clauses of a ``clauses.yaml``."""
    return tuple(_clause(item) for item in node.mappings("clauses"))


def _clause(node: Mapping) -> Clause:
    return Clause(
        id=node.text("id"),
        place=node.text("place"),
        gist=node.text("gist"),
        checkable=node.text("checkable"),
        severity=node.text("severity", "error"),
        derived=node.value("derived") is True,
        rules=node.texts("rules"),
        why=node.text("why"),
        position=node.position,
    )
