"""Every condition of a pack in one form: phrase, syntax tree, the values of its names.

In: a pack as written and as compiled. Out: ``Requirement``: what is asked, when, of which
values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard, cast

from ruleengine.authoring.value_sets import domain_of
from ruleengine.compile.field_types import type_name
from ruleengine.table import everything

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.authoring.linted import Linted
    from ruleengine.compile.calculations import CompiledCalculation
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.compile.decisions_demands import CompiledDemand
    from ruleengine.compile.decisions_formulas import Formula
    from ruleengine.compile.decisions_readings import ByChoice
    from ruleengine.compile.plan import TablePlan
    from ruleengine.feel import ast
    from ruleengine.model.demand import Demand
    from ruleengine.model.field_table import FieldTable
    from ruleengine.model.phrase import ByReading, Phrase
    from ruleengine.table import CellSet, Kind

KINDS = frozenset({"number", "integer", "string", "boolean", "date"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """One condition as written and as parsed."""

    phrase: Phrase
    tree: ast.Expression
    speaks_of_null: bool


@dataclass(frozen=True, slots=True)
class Place:
    """The names that conditions of one table, decision or identifier may use."""

    axes: Mapping[str, str]
    """Name -> key."""
    kinds: Mapping[str, Kind]
    """Key -> kind, for values that are ordered or can be listed."""
    domains: Mapping[str, CellSet]
    """Key -> the values it may have, where the place makes sure of them."""
    values: Mapping[str, tuple[str, ...]]
    """Key -> the texts it may have, where they are listed."""
    codes: Mapping[str, Codes]
    """Key -> the list that its code must stand in, where it is filled in."""

    def domain(self, key: str, *, null: bool) -> CellSet:
        """Return the values of a key."""
        return self.domains.get(key) or everything(self.kinds[key], null=null)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A condition that must hold, with its guard."""

    id: str
    place: Place
    must: tuple[Spoken, ...]
    """One for each choice of its reading."""
    when: tuple[Spoken, ...]
    is_error: bool
    is_alone: bool
    """True when it looks at no other record."""


def places_of(linted: Linted) -> Iterator[tuple[Place, list[Requirement]]]:
    """Yield every table, decision and identifier with its conditions."""
    for written in linted.pack.tables:
        plan = linted.compiled.tables[linted.full(written.id)]
        place = place_of_table(plan)
        yield place, list(_of_table(written, plan, place))
    decisions = linted.compiled.decisions
    for calculation in linted.pack.calculations:
        compiled = decisions.decisions[linted.full(calculation.id)]
        place = _place_of_data(compiled.inputs)
        demands = cast("CompiledCalculation", compiled).requires
        yield place, list(_of_demands(calculation.requires, demands, place))
    for identifier in linted.pack.identifiers:
        number = decisions.identifiers[linted.full(identifier.id)]
        place = _place_of_data(number.facts)
        yield place, list(_of_demands(identifier.checks, number.checks, place))


def formulas_of(linted: Linted) -> Iterator[tuple[Place, Spoken]]:
    """Yield the formulas of calculations with the names they may use."""
    for written in linted.pack.calculations:
        full = linted.full(written.id)
        compiled = cast(
            "CompiledCalculation", linted.compiled.decisions.decisions[full]
        )
        place = _place_of_data(compiled.inputs)
        for step, made in zip(written.steps, compiled.steps, strict=True):
            for spoken in _of_formulas(step.formula, made.formula):
                yield place, spoken
            if step.when and made.when:
                tree = made.when.program.tree
                yield place, Spoken(step.when, tree, speaks_of_null=True)


def place_of_table(plan: TablePlan) -> Place:
    """Return the names of a field table with what they may be."""
    every = ((field.ref.key, type_name(field.notation.form)) for field in plan.fields)
    kinds = {key: cast("Kind", name) for key, name in every if name in KINDS}
    return Place(
        axes={name: key for name, key in plan.key_of.items() if key in kinds},
        kinds=kinds,
        domains={},
        values={f.ref.key: f.model.values for f in plan.fields if f.model.values},
        codes={
            field.ref.key: field.codes.codes
            for field in plan.fields
            if field.codes is not None and _is_closed(field.codes.codes)
        },
    )


def _place_of_data(data: Iterable[CompiledDatum]) -> Place:
    every = [datum for datum in data if datum.type in KINDS]
    domains = {datum.key: domain_of(datum) for datum in every}
    return Place(
        axes={datum.key: datum.key for datum in every},
        kinds={datum.key: cast("Kind", datum.type) for datum in every},
        domains={key: values for key, values in domains.items() if values is not None},
        values={
            datum.key: tuple(map(str, datum.values))
            for datum in every
            if datum.values and datum.type == "string"
        },
        codes={d.key: d.codes for d in every if _is_closed(d.codes)},
    )


def _is_closed(codes: Codes | None) -> TypeGuard[Codes]:
    """Tell whether nothing but the codes of a list may be given."""
    return codes is not None and codes.filled and codes.accepts == "code"


def _of_table(
    written: FieldTable, plan: TablePlan, place: Place
) -> Iterator[Requirement]:
    checks = {check.id: check for check in written.checks}
    for compiled in (*plan.checks, *plan.related_checks):
        check = checks[compiled.rule.id.rpartition(".")[2]]
        yield Requirement(
            id=compiled.rule.id,
            place=place,
            must=_spoken(check.must, compiled.must),
            when=_spoken(check.when, compiled.when),
            is_error=compiled.rule.severity == "error",
            is_alone=not compiled.related,
        )


def _spoken(
    written: ByReading | None, compiled: Condition | None
) -> tuple[Spoken, ...]:
    if written is None or compiled is None:
        return ()
    return tuple(
        Spoken(phrase, program.tree, compiled.speaks_of_null)
        for choice, phrase in written.choices.items()
        if (program := compiled.programs.things.get(choice))
    )


def _of_demands(
    written: Iterable[Demand], compiled: Iterable[CompiledDemand], place: Place
) -> Iterator[Requirement]:
    by_id = {demand.rule.id.rpartition(".")[2]: demand for demand in compiled}
    for demand in written:
        found = by_id[demand.id]
        when = found.when
        yield Requirement(
            id=found.rule.id,
            place=place,
            must=tuple(_of_formulas(demand.must, found.must)),
            when=(Spoken(demand.when, when.program.tree, speaks_of_null=True),)
            if demand.when and when
            else (),
            is_error=found.rule.severity == "error",
            is_alone=True,
        )


def _of_formulas(written: ByReading, compiled: ByChoice[Formula]) -> Iterator[Spoken]:
    for choice, phrase in written.choices.items():
        yield Spoken(phrase, compiled.things[choice].program.tree, speaks_of_null=True)
