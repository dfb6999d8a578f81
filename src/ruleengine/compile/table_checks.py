"""The checks of a field table: inside a record, over the table, between tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from ruleengine import feel
from ruleengine.base.finding import FieldRef, Kind, Rule, Severity
from ruleengine.base.frozen import frozen
from ruleengine.base.text import Text, listed
from ruleengine.compile import wording_en, wording_zh
from ruleengine.compile.as_of import AS_OF
from ruleengine.compile.catalogue import CATALOGUE
from ruleengine.compile.condition import (
    Scope,
    compile_condition,
    compile_optional,
)
from ruleengine.compile.field_types import type_of, types_of_names
from ruleengine.compile.plan import CheckPlan, ReferencePlan, RelatedPlan, UniquePlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.compile.surroundings import Surroundings
    from ruleengine.feel.types import Type
    from ruleengine.model.field_table import (
        Check,
        Field,
        FieldTable,
        Reference,
        Related,
    )
    from ruleengine.model.phrase import Phrase


class _Placed(Protocol):
    """What names things and knows where each name stands."""

    @property
    def places(self) -> Mapping[str, Position]: ...
    @property
    def position(self) -> Position: ...


@frozen
class TableChecks:
    """Compiles everything below ``checks``, ``unique`` and ``references``."""

    table: FieldTable
    scope: Scope
    around: Surroundings

    def own(self) -> tuple[CheckPlan, ...]:
        """Compile the checks that a record decides by itself."""
        return self._checks(related=False)

    def related(self) -> tuple[CheckPlan, ...]:
        """Compile the checks that also look at other records."""
        return self._checks(related=True)

    def unique(self) -> tuple[UniquePlan, ...]:
        """Compile the keys that must not occur twice."""
        plans = []
        for item in self.table.unique:
            fields = self._fields(item.fields, self.table, item)
            rule = self._rule(item.id, "unique", item.severity, fields, item.clauses)
            plans.append(
                UniquePlan(
                    rule=_with(rule, item.title, item.fault),
                    keys=tuple(field.key for field in fields),
                    where=compile_optional(
                        item.where, self.scope, self.around.problems
                    ),
                )
            )
        return tuple(plans)

    def references(self) -> tuple[ReferencePlan, ...]:
        """Compile the keys that must occur in another table."""
        plans = []
        for item in self.table.references:
            other = self._table(item.table, item)
            fields = self._fields(item.fields, self.table, item)
            if other is None:
                continue
            target = self._fields(item.target, other, item)
            if len(item.fields) != len(item.target):
                self.around.problems.append(_uneven(item))
            rule = self._rule(item.id, "reference", item.severity, fields, item.clauses)
            plans.append(
                ReferencePlan(
                    rule=_with(rule, item.title or other.title, item.fault),
                    keys=tuple(field.key for field in fields),
                    table=self.around.full_id(item.table),
                    target=tuple(field.key for field in target),
                    where=self._on_other(item.where, item.table, other),
                )
            )
        return tuple(plans)

    def _checks(self, *, related: bool) -> tuple[CheckPlan, ...]:
        chosen = (c for c in self.table.checks if bool(c.related) == related)
        return tuple(plan for item in chosen if (plan := self._check(item)))

    def _check(self, item: Check) -> CheckPlan | None:
        scope, models = self._scope_with(item.related)
        must = compile_condition(item.must, scope, self.around.problems)
        when = compile_optional(item.when, scope, self.around.problems)
        if must is None:
            return None
        fields = self._pointed_at(item, must)
        rule = self._rule(item.id, item.kind, item.severity, fields, item.clauses)
        looked_at = self._looked_at(item.related, (must, when))
        return CheckPlan(
            rule=_with(rule, item.title, item.fault, must.text),
            when=when,
            must=must,
            related=tuple(
                self._related(one, models[one.name], looked_at)
                for one in item.related
                if one.name in models
            ),
            value_key=fields[0].key if fields else None,
        )

    def _looked_at(
        self, related: tuple[Related, ...], conditions: tuple[Condition | None, ...]
    ) -> set[str]:
        """Return the keys of related records that a check may look at."""
        if not related:
            return set()
        steps = (mentioned(condition) for condition in conditions if condition)
        return _joined(related).union(*steps)

    def _pointed_at(self, item: Check, must: Condition) -> tuple[Field, ...]:
        if item.on:
            return self._fields(item.on, self.table, item)
        keys = {key for _, key in must.inputs}
        return tuple(field for field in self.table.fields if field.key in keys)

    def _scope_with(
        self, related: tuple[Related, ...]
    ) -> tuple[Scope, dict[str, FieldTable]]:
        models: dict[str, FieldTable] = {}
        self.around.problems.extend(self._hiding(related))
        for one in related:
            if other := self._table(one.table, one):
                models[one.name] = other
        # A table that is not known is told of; its name is no fault of the condition.
        types = {
            one.name: list_of_records(models[one.name], self.around.memory)
            if one.name in models
            else feel.types.ANY
            for one in related
        }
        rows = {name: model.key_of for name, model in models.items()}
        return self.scope.with_rows(types, rows), models

    def _hiding(self, related: tuple[Related, ...]) -> Iterator[Problem]:
        """Yield names of related records that already mean something else."""
        taken = {*self.scope.keys, AS_OF}
        for one in related:
            if one.name in taken:
                yield CATALOGUE.problem("E316", one.position, found=one.name)
            taken.add(one.name)

    def _related(
        self, item: Related, other: FieldTable, looked_at: set[str]
    ) -> RelatedPlan:
        there = self._fields(tuple(pair[1] for pair in item.match), other, item)
        self._fields(item.distinct, other, item)
        where = self._on_other(item.where, item.table, other)
        keys = {field.key for field in other.fields}
        wanted = {field.key for field in there} | set(item.distinct)
        wanted |= {key for _, key in where.inputs} if where else set()
        wanted |= looked_at & keys
        return RelatedPlan(
            name=item.name,
            table=self.around.full_id(item.table),
            here=tuple(self._here(pair[0], item) for pair in item.match),
            there=tuple(field.key for field in there),
            where=where,
            distinct=item.distinct,
            keeps=tuple(sorted(wanted)),
        )

    def _here(self, text: str, item: Related) -> tuple[str, str]:
        name, dot, key = text.rpartition(".")
        if dot:
            return name, key
        fields = self._fields((text,), self.table, item)
        return "", fields[0].key if fields else text

    def _on_other(
        self, source: Phrase | None, name: str, other: FieldTable
    ) -> Condition | None:
        """Compile a condition on the records of another table."""
        if source is None:
            return None
        scope = other_scope(other, self.scope, self.around.full_id(name))
        return compile_condition(source, scope, self.around.problems)

    def _table(self, name: str, item: _Placed) -> FieldTable | None:
        found = self.around.tables.get(self.around.full_id(name))
        if found is None:
            self._unknown("table", name, self.around.table_ids, item)
        return found

    def _fields(
        self, names: tuple[str, ...], table: FieldTable, item: _Placed
    ) -> tuple[Field, ...]:
        by_name = table.named
        for name in names:
            if name not in by_name:
                self._unknown("field", name, tuple(by_name), item)
        return tuple(by_name[name] for name in names if name in by_name)

    def _unknown(
        self, what: str, name: str, known: tuple[str, ...], item: _Placed
    ) -> None:
        self.around.problems.append(
            CATALOGUE.problem(
                "E303",
                item.places.get(name, item.position),
                found=name,
                what=Text(wording_zh.NOUNS[what], wording_en.NOUNS[what]),
                wanted=listed(known),
                near=self.around.way_out(name, known),
            )
        )

    def _rule(
        self,
        local: str,
        kind: Kind,
        severity: Severity,
        fields: tuple[Field, ...],
        clauses: tuple[str, ...],
    ) -> Rule:
        full, place = self.scope.owner, self.table.place
        numbers = "、".join(str(field.no) for field in fields)
        first = fields[0] if fields else None
        return Rule(
            id=f"{full}.{local}",
            kind=kind,
            severity=severity,
            table=full,
            field=FieldRef(first.no, first.key, first.name) if first else None,
            clause=f"{place} 序号{numbers}" if numbers else place,
            clauses=clauses or self.table.clauses,
        )


def _uneven(item: Reference) -> Problem:
    found, wanted = map(str, (len(item.fields), len(item.target)))
    return CATALOGUE.problem("E312", item.position, found=found, wanted=wanted)


def _joined(related: tuple[Related, ...]) -> set[str]:
    """Return the keys of earlier related records by which later ones are found."""
    sides = (left.rpartition(".") for one in related for left, _ in one.match)
    return {key for name, _, key in sides if name}


def _with(rule: Rule, title: str, fault: Text | None, expected: str = "") -> Rule:
    return replace(rule, title=title, fault=fault, expected=expected)


def other_scope(other: FieldTable, scope: Scope, owner: str) -> Scope:
    """Return the scope of a condition on another table's record: its names alone."""
    types = types_of_names(other, scope.memory)
    return replace(scope, keys=other.key_of, types=types, owner=owner)


def list_of_records(model: FieldTable, memory: ParseMemory) -> Type:
    """Return the FEEL type of a list of a table's records, known by their keys."""
    entries = tuple((field.key, type_of(field, memory)) for field in model.fields)
    return feel.types.ListType(feel.types.ContextType(entries))


def mentioned(condition: Condition) -> set[str]:
    """Return every text in a condition: names, path steps and literals.

    Literals do no harm: the result is cut down to keys that exist.
    """
    trees = (program.tree for program in condition.programs)
    return {
        node
        for tree in trees
        for node in feel.ast.pieces(tree)
        if isinstance(node, str)
    }
