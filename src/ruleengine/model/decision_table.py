"""Decision tables as in DMN: inputs, outputs, a hit policy, rows of cells.

In: a node that the schema has accepted. Out: frozen dataclasses; cells stay text.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.model.datum import Datum, datum_of
from ruleengine.model.demand import OpenQuestion, open_question_of
from ruleengine.model.phrase import (
    ByReading,
    Phrase,
    by_reading_of,
    phrase_of,
    phrases_of,
)
from ruleengine.source.node import Listing, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from ruleengine.base.position import Position
    from ruleengine.source.node import Mapping, Node

ROW_KEYS = ("id", "from", "until", "clauses", "note")
"""Keys of a row that are not cells."""
UNIQUE = "unique"
"""The hit policy where none is written, as in DMN."""


@frozen(kw_only=True)
class Output:
    """One result column."""

    key: str
    name: str
    symbol: str
    type: str
    unit: str
    default: Phrase | None
    """The value when no row holds."""
    values: tuple[Phrase, ...]
    """The values it may take, highest priority first."""
    optional: bool
    """True when a row may leave the cell out, which makes it null."""
    decimals: int | None
    """How many decimals the figure is written with; None: as many as it has."""
    clauses: tuple[str, ...]
    position: Position


@frozen(kw_only=True)
class Row:
    """One row: a cell for each input it restricts and for each output."""

    id: str
    cells: Map[str, Phrase]
    keys: Map[str, Position]
    since: Phrase | None
    until: Phrase | None
    clauses: tuple[str, ...]
    note: str
    position: Position


@frozen(kw_only=True)
class DecisionTable:
    """A decision table as written."""

    id: str
    title: str
    clauses: tuple[str, ...]
    note: str
    hit: ByReading
    inputs: tuple[Datum, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]
    needs_decision: tuple[OpenQuestion, ...]
    position: Position


def from_node(node: Mapping) -> DecisionTable:
    """Build a decision table from a node that the schema has accepted."""
    return DecisionTable(
        id=node.text("id"),
        title=node.text("title"),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        hit=_hit(node),
        inputs=tuple(datum_of(item) for item in node.mappings("inputs")),
        outputs=tuple(output_of(item) for item in node.mappings("outputs")),
        rows=tuple(_row(item) for item in node.mappings("rows")),
        needs_decision=tuple(
            open_question_of(item) for item in node.mappings("needs-decision")
        ),
        position=node.place("id"),
    )


def _hit(node: Mapping) -> ByReading:
    written = node.get("hit")
    if written is None:
        written = Scalar(UNIQUE, quoted=False, position=node.position)
    return by_reading_of(written)


def output_of(node: Mapping) -> Output:
    """Build an output from a node that the schema has accepted."""
    return Output(
        key=node.text("key"),
        name=node.text("name", node.text("key")),
        symbol=node.text("symbol"),
        type=node.text("type", "string"),
        unit=node.text("unit"),
        default=phrase_of(node.get("default")),
        values=phrases_of(node.get("values")),
        optional=node.value("optional") is True,
        decimals=node.integer("decimals"),
        clauses=node.texts("clauses"),
        position=node.place("key"),
    )


def _row(node: Mapping) -> Row:
    cells = {
        key: cell
        for key, item in node.entries.items()
        if key not in ROW_KEYS and (cell := _cell(item))
    }
    return Row(
        id=node.text("id"),
        cells=MappingProxyType(cells),
        keys=node.keys,
        since=phrase_of(node.get("from")),
        until=phrase_of(node.get("until")),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        position=node.place("id"),
    )


def _cell(node: Node) -> Phrase | None:
    """Return a cell; a YAML list of values reads as the values joined by commas."""
    if isinstance(node, Listing):
        parts = [item.text for item in node if isinstance(item, Scalar)]
        return Phrase(", ".join(parts), node.position)
    return phrase_of(node)
