"""Every id that a pack answers to: what clauses may cite, and what can fire."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.finding import Rule
    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.compile.identifiers import CompiledIdentifier
    from ruleengine.compile.packs import CompiledPack
    from ruleengine.compile.plan import TablePlan


BUILT_IN = frozenset({"engine/notation", "engine/shape", "engine/names"})
"""What enforces clauses about the form of a standard itself: the notation of formats,
the schema of rule files, and the loader's demand that names are unique in a table."""


def ids_of(pack: CompiledPack) -> frozenset[str]:
    """Return every full id of a pack that a clause may cite."""
    name = pack.document.pack
    ids = {f"{name}/complete"} if pack.tables else set()
    ids.update(BUILT_IN)
    ids.update(pack.codes)
    ids.update(rule.id for rule in _all_rules(pack))
    for table in pack.tables.values():
        ids.add(table.id)
        ids.update(f"{table.id}-{field.ref.no:02}" for field in table.fields)
    for full, decision in pack.decisions.decisions.items():
        ids.add(full)
        ids.update(f"{full}.{datum.key}" for datum in decision.inputs)
        ids.update(f"{full}.{output.key}" for output in decision.outputs)
    for full, identifier in pack.decisions.identifiers.items():
        ids.add(full)
        ids.update(f"{full}.{part.key}" for part in identifier.parts)
    return frozenset(ids)


def _all_rules(pack: CompiledPack) -> Iterator[Rule]:
    for table in pack.tables.values():
        yield from table_rules(table)
    for decision in pack.decisions.decisions.values():
        yield from _data_rules(decision.inputs)
        for demand in getattr(decision, "requires", ()):
            yield demand.rule
    for identifier in pack.decisions.identifiers.values():
        yield from _number_rules(identifier)


def table_rules(table: TablePlan) -> Iterator[Rule]:
    """Yield the rules of a field table, item by item, then its checks."""
    for field in table.fields:
        yield from field.rules.values()
    for check in (*table.checks, *table.related_checks):
        yield check.rule
    for unique in table.unique:
        yield unique.rule
    for reference in table.references:
        yield reference.rule


def _data_rules(data: tuple[CompiledDatum, ...]) -> Iterator[Rule]:
    for datum in data:
        yield from datum.rules.values()
        yield from _data_rules(datum.items)


def _number_rules(identifier: CompiledIdentifier) -> Iterator[Rule]:
    for part in identifier.parts:
        yield part.rule
    yield from (identifier.rules[name] for name in ("spelling", "required"))
    yield from _data_rules(identifier.facts)
    for check in identifier.checks:
        yield check.rule
