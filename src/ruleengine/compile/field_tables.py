"""Field tables -> table plans: names joined, formats and conditions compiled."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ruleengine import notation
from ruleengine.base.finding import FieldRef, Kind, Rule, Severity
from ruleengine.base.frozen import frozen
from ruleengine.base.suggest import did_you_mean
from ruleengine.base.text import Text, listed
from ruleengine.compile import wording_en, wording_zh
from ruleengine.compile.as_of import AS_OF, name_taken
from ruleengine.compile.catalogue import CATALOGUE
from ruleengine.compile.condition import Scope, compile_optional, said
from ruleengine.compile.field_types import media_of, types_of_names
from ruleengine.compile.format_types import misfit_problem
from ruleengine.compile.plan import FieldPlan, LooksAway, TablePlan
from ruleengine.compile.table_checks import TableChecks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.problem import Problem
    from ruleengine.compile.field_codes import FieldCodes
    from ruleengine.compile.surroundings import Surroundings
    from ruleengine.model.field_table import Field, FieldTable, Reference, Related

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def compile_field_table(model: FieldTable, around: Surroundings) -> TablePlan:
    """Compile one table; faults go to ``around.problems``."""
    _judge_names(model, around.problems)
    _judge_above(model, around.problems)
    scope = scope_of(model, around)
    full = scope.owner
    fields = _fields(model, scope, around)
    checks = TableChecks(model, scope, around)
    made = TablePlan(
        id=full,
        model=model,
        fields=fields,
        by_key={plan.ref.key: plan for plan in fields},
        key_of=model.key_of,
        checks=checks.own(),
        unique=checks.unique(),
        related_to=tuple(
            _looks_away(around, f"{full}.{check.id}", check.related)
            for check in model.checks
            if check.related
        ),
        refers_to=tuple(
            _looks_away(around, f"{full}.{each.id}", [each])
            for each in model.references
        ),
        compile_related=cache(checks.related),
        compile_references=cache(checks.references),
        missing=_table_rule(model, full, "required", f"{around.pack}/complete"),
        unknown_field=_table_rule(model, full, "unknown-field"),
        unreadable=_table_rule(model, full, "unreadable"),
    )
    if not around.memory.is_good:
        # Rules that are being judged tell all their problems now.
        _ = made.related_checks, made.references
    return made


def _looks_away(
    around: Surroundings, rule: str, others: Iterable[Related | Reference]
) -> LooksAway:
    tables = dict.fromkeys(around.full_id(other.table) for other in others)
    return LooksAway(rule, tuple(tables))


def scope_of(model: FieldTable, around: Surroundings) -> Scope:
    """Return the names that conditions of a table may use: all names of its items."""
    return Scope(
        keys=model.key_of,
        types=types_of_names(model, around.memory),
        readings=around.readings,
        functions=around.functions,
        owner=around.full_id(model.id),
        memory=around.memory,
        words=frozenset(value for item in model.fields for value in item.values),
    )


def _table_rule(model: FieldTable, full: str, kind: Kind, name: str = "") -> Rule:
    """Return a rule about a whole table, called after its kind if by no other name."""
    return Rule(
        id=name or f"{full}.{kind}",
        kind=kind,
        table=full,
        clause=model.place,
        clauses=model.clauses,
        title=model.title,
    )


def _judge_above(model: FieldTable, problems: list[Problem]) -> None:
    keys = tuple(item.key for item in model.fields)
    problems += (
        CATALOGUE.problem(
            "E303",
            item.places[item.under],
            found=item.under,
            what=Text(wording_zh.NOUNS["field"], wording_en.NOUNS["field"]),
            wanted=listed(keys),
            near=did_you_mean(item.under, keys),
        )
        for item in model.fields
        if item.under and item.under not in keys
    )


def _judge_names(model: FieldTable, problems: list[Problem]) -> None:
    keys: set[str] = set()
    names: set[str] = set()
    for item in model.fields:
        if item.key in keys:
            problems.append(CATALOGUE.problem("E305", item.position, found=item.key))
        if item.name in names:
            problems.append(CATALOGUE.problem("E308", item.position, found=item.name))
        if AS_OF in item.names:
            problems.append(name_taken(item.position))
        keys.add(item.key)
        names.add(item.name)


def _fields(
    model: FieldTable, scope: Scope, around: Surroundings
) -> tuple[FieldPlan, ...]:
    """Return the plans of the items; one whose format is wrong has none."""
    made = (
        _FieldCompiler(item, model, scope, around).compile() for item in model.fields
    )
    return tuple(plan for plan in made if plan)


@frozen
class _FieldCompiler:
    """Compiles one item of a table."""

    item: Field
    table: FieldTable
    scope: Scope
    around: Surroundings

    def compile(self) -> FieldPlan | None:
        """Return its plan; None, with a problem, where its format is wrong."""
        form = self._notation()
        if form is None:
            return None
        item, required = self.item, self.item.required
        self.around.problems.extend(
            misfit_problem(item.format, item.key, item.type, form)
        )
        codes = self._codes()
        self._judge_values(form)
        return FieldPlan(
            model=self.item,
            ref=self.ref,
            notation=form,
            rules=self._rules(form, codes),
            values=frozenset(self.item.values),
            codes=codes,
            required_when=compile_optional(
                required.when, self.scope, self.around.problems
            ),
            forbidden_when=compile_optional(
                required.forbidden_when, self.scope, self.around.problems
            ),
            media=media_of(form),
            convert=notation.converter(form.form),
        )

    @property
    def ref(self) -> FieldRef:
        return FieldRef(self.item.no, self.item.key, self.item.name)

    def _notation(self) -> notation.Notation | None:
        try:
            return self.around.memory.notation(self.item.format.text)
        except notation.NotationError as error:
            self.around.problems.append(
                said(
                    "E204",
                    self.item.format.at(error.position - 1),
                    self.item.format.text,
                    error.message,
                    error.hint,
                )
            )
            return None

    def _codes(self) -> FieldCodes | None:
        if not self.item.codes:
            return None
        found = self.around.codes(self.item.codes)
        if found is None:
            self.around.problems.append(self._unknown_codes())
        return found

    def _unknown_codes(self) -> Problem:
        position = self.item.codes_position or self.item.position
        return CATALOGUE.problem(
            "E303",
            position,
            found=self.item.codes,
            what=Text(wording_zh.NOUNS["codes"], wording_en.NOUNS["codes"]),
            wanted=listed(self.around.code_ids),
            near=self.around.way_out(self.item.codes, self.around.code_ids),
        )

    def _judge_values(self, form: notation.Notation) -> None:
        for value in self.item.values:
            if not form.matches(value):
                self.around.problems.append(
                    CATALOGUE.problem(
                        "E309",
                        self.item.places.get(value, self.item.position),
                        found=value,
                        format=self.item.format.text,
                    )
                )

    def _rules(
        self, form: notation.Notation, codes: FieldCodes | None
    ) -> dict[tuple[Kind, Severity], Rule]:
        rules: dict[tuple[Kind, Severity], Rule] = {}
        for kind, severities, expected in self._possible(form, codes):
            for severity in severities:
                rules[kind, severity] = self._rule(kind, severity, expected)
        return rules

    def _possible(
        self, form: notation.Notation, codes: FieldCodes | None
    ) -> list[tuple[Kind, tuple[Severity, ...], str]]:
        """Name the kinds of fault that the item can have, with what is expected."""
        item = self.item
        required = item.required
        printed = item.format.text
        every: list[tuple[Kind, tuple[Severity, ...], str]] = [
            ("format", ("error",), printed),
            ("unreadable", ("error",), printed),
        ]
        if required.obligation in {"always", "conditional"}:
            every.append(("required", (required.severity,), printed))
        if required.forbidden_when or required.forbidden_otherwise:
            every.append(("forbidden", (required.forbidden_severity,), ""))
        if item.type in {"", "string", "binary"}:
            every.append(("charset", ("error", "warning"), printed))
        if item.values:
            every.append(("domain", ("error",), values_text(item.values)))
        if codes is not None:
            every.append((codes.kind, SEVERITIES, codes.title))
        if media_of(form):
            every.append(("reference", ("error",), printed))
        return every

    def _rule(self, kind: Kind, severity: Severity, expected: str) -> Rule:
        full = self.scope.owner
        return Rule(
            id=f"{full}-{self.item.no:02}.{kind}",
            kind=kind,
            severity=severity,
            table=full,
            field=self.ref,
            expected=expected,
            clause=f"{self.table.place} 序号{self.item.no}",
            clauses=self.item.clauses or self.table.clauses,
            title=self.item.name,
        )


def values_text(values: tuple[str, ...]) -> str:
    """Return the values of a domain as the print lists them."""
    mark = "；" if any("/" in value for value in values) else "/"
    return mark.join(values)
