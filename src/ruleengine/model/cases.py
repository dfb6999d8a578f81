"""Cases: examples that prove of a rule that it fires and that it stays silent."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.model.phrase import phrases_of
from ruleengine.source.node import Mapping, Scalar, plain

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from ruleengine.base.position import Position
    from ruleengine.source.node import Node

EMPTY: Map[str, Any] = MappingProxyType({})


@frozen(kw_only=True)
class Case:
    """One example with what must come of it."""

    name: str
    position: Position
    change: Map[str, Any] | None
    """Key -> value over the base; None for a value takes it out."""
    records: tuple[Map[str, Any], ...] | None
    """Changes for several records of the table under test."""
    others: Map[str, tuple[Map[str, Any], ...]]
    """Records of other tables, by their local ids."""
    inputs: Map[str, Any] | None
    outputs: Map[str, Node]
    """Wanted outputs; nodes, because a figure is compared as typed."""
    steps: Map[str, Node]
    """Wanted values of the steps of a calculation; null for a step that does not apply."""
    value: str | None
    facts: Map[str, Any]
    parts: Map[str, Any]
    entry: Map[str, Node]
    """What a code list must say of ``value``."""
    fix: str | None
    readings: Map[str, str]
    as_of: str | None
    """The date of the rules: its own, or that of the file."""
    expect: tuple[str, ...]
    """Local rule ids, once for each finding."""
    grades: Map[str, str]
    """Local rule id -> the severity its findings must have, where that is written."""
    not_checked: tuple[str, ...]
    places: Map[str, Position]
    """Where each rule id of ``expect`` and ``not-checked`` stands."""


@frozen(kw_only=True)
class Cases:
    """All cases of one file."""

    of: str
    """Local id of what is under test."""
    base: Map[str, Any]
    cases: tuple[Case, ...]
    position: Position


def from_node(node: Mapping) -> Cases:
    """Make the cases of a ``*.cases.yaml``; the schema has accepted the shape."""
    day = node.text("as-of")
    return Cases(
        of=node.text("of"),
        base=_data(node.mapping("base")),
        cases=tuple(_case(item, day) for item in node.mappings("cases")),
        position=node.place("of"),
    )


def _case(node: Mapping, day: str) -> Case:
    value = node.get("value")
    others = node.mapping("with")
    outputs = node.mapping("outputs")
    steps = node.mapping("steps")
    entry = node.mapping("entry")
    readings = node.mapping("readings")
    return Case(
        name=node.text("name"),
        position=node.position,
        change=_data(node.mapping("change")) if "change" in node else None,
        records=_records(node, "records") if "records" in node else None,
        others={key: _records(others, key) for key in others.entries} if others else {},
        inputs=_data(node.mapping("inputs")) if "inputs" in node else None,
        outputs=dict(outputs.entries) if outputs else {},
        steps=dict(steps.entries) if steps else {},
        value=value.text if isinstance(value, Scalar) else None,
        facts=_data(node.mapping("facts")),
        parts=_data(node.mapping("parts")),
        entry=dict(entry.entries) if entry else {},
        fix=node.text("fix") or None,
        readings={k: readings.text(k) for k in readings.entries} if readings else {},
        as_of=node.text("as-of") or day or None,
        expect=tuple(text.partition(" ")[0] for text in node.texts("expect")),
        grades=_grades(node.texts("expect")),
        not_checked=node.texts("not-checked"),
        places={
            phrase.text.partition(" ")[0]: phrase.position
            for key in ("expect", "not-checked")
            for phrase in phrases_of(node.get(key))
        },
    )


def _grades(expected: tuple[str, ...]) -> Map[str, str]:
    """Return the severities written behind rule ids: ``T06.C5 warning``."""
    parts = (text.partition(" ") for text in expected)
    return {rule: severity for rule, _, severity in parts if severity}


def _data(node: Mapping | None) -> Map[str, Any]:
    if node is None:
        return EMPTY
    return {key: plain(item) for key, item in node.entries.items()}


def _records(node: Mapping, key: str) -> tuple[Map[str, Any], ...]:
    return tuple(_data(item) for item in node.mappings(key))
