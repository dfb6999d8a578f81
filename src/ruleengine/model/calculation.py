"""Calculations: named steps in order, a DMN boxed context.

In: a node that the schema has accepted. Out: frozen dataclasses; formulas stay text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ruleengine.base.frozen import frozen
from ruleengine.model.datum import Datum, datum_of
from ruleengine.model.demand import Demand, OpenQuestion, demand_of, open_question_of
from ruleengine.model.phrase import (
    ByReading,
    Phrase,
    by_reading_of,
    phrase_of,
    phrases_of,
)

if TYPE_CHECKING:
    from ruleengine.base.position import Position
    from ruleengine.source.node import Mapping, Node


@frozen(kw_only=True)
class Step:
    """One named result of a formula over the inputs and the steps before it."""

    key: str
    name: str
    symbol: str
    unit: str
    type: str
    formula: ByReading
    when: Phrase | None
    """The step applies only then; else its value is null."""
    decimals: int | None
    """How many decimals the figure is written with; None: as many as it has."""
    clauses: tuple[str, ...]
    note: str
    position: Position


@frozen(kw_only=True)
class Calculation:
    """A calculation as written."""

    id: str
    title: str
    clauses: tuple[str, ...]
    note: str
    inputs: tuple[Datum, ...]
    requires: tuple[Demand, ...]
    steps: tuple[Step, ...]
    needs_decision: tuple[OpenQuestion, ...]
    outputs: tuple[Phrase, ...]
    """Keys of the steps that are results; the first is the value."""
    position: Position


def from_node(node: Mapping) -> Calculation:
    """Build a calculation from a node that the schema has accepted."""
    return Calculation(
        id=node.text("id"),
        title=node.text("title"),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        inputs=tuple(datum_of(item) for item in node.mappings("inputs")),
        requires=tuple(demand_of(item) for item in node.mappings("requires")),
        steps=tuple(_step(item) for item in node.mappings("steps")),
        needs_decision=tuple(
            open_question_of(item) for item in node.mappings("needs-decision")
        ),
        outputs=phrases_of(node.get("outputs")),
        position=node.place("id"),
    )


def _step(node: Mapping) -> Step:
    return Step(
        key=node.text("key"),
        name=node.text("name", node.text("key")),
        symbol=node.text("symbol"),
        unit=node.text("unit"),
        type=node.text("type"),
        formula=by_reading_of(cast("Node", node.get("formula"))),
        when=phrase_of(node.get("when")),
        decimals=node.integer("decimals"),
        clauses=node.texts("clauses"),
        note=node.text("note"),
        position=node.place("key"),
    )
