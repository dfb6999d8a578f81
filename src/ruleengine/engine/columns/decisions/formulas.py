"""Formulas over columns: the syntax tree of FEEL evaluated for all rows at once.

In: trees, columns by name, a session. Out: columns. Decisions that a formula calls are
evaluated the same way. Whatever is not told exactly raises ``NotLoweredError``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.compile.calculations import CompiledCalculation
from ruleengine.compile.decisions_tables import CompiledTable
from ruleengine.engine.columns.decisions import exact, logic
from ruleengine.engine.columns.decisions.domains import accepted
from ruleengine.engine.columns.decisions.lookup import looked_up
from ruleengine.engine.columns.decisions.values import (
    Figures,
    Members,
    Truths,
    column_of,
    either,
    marked,
    nothing,
    repeated,
)
from ruleengine.engine.columns.truth import NotLoweredError
from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from ruleengine.compile.decisions import Decision
    from ruleengine.compile.decisions_demands import CompiledDemand
    from ruleengine.compile.decisions_formulas import Formula
    from ruleengine.compile.decisions_session import Session
    from ruleengine.engine.columns.decisions.values import Column, Doubt, Plain

ROUNDINGS = {
    "floor": exact.downward,
    "ceiling": exact.upward,
    "round half up": exact.half_up,
}


@dataclass(frozen=True, slots=True)
class Formulas:
    """Evaluates formulas for a frame of so many rows."""

    session: Session
    height: int

    def column(self, formula: Formula, names: Mapping[str, Plain]) -> Plain:
        """Return the values of a formula."""
        return _plain(self._value(formula.program.tree, names))

    def truths(self, formula: Formula, names: Mapping[str, Plain]) -> Truths:
        """Return the values of a condition."""
        return _truths(self._value(formula.program.tree, names))

    def outputs(
        self, decision: Decision, columns: Mapping[str, Plain]
    ) -> tuple[dict[str, Plain], Doubt]:
        """Return the outputs of a decision, and what is in doubt of its steps.

        Args:
            decision: a table or calculation.
            columns: its inputs by key, all of them taken by the decision.
        """
        if isinstance(decision, CompiledTable):
            given = [columns[datum.key] for datum in decision.inputs]
            return looked_up(decision, given, self.session), None
        names = dict(columns)
        doubt = either(*(self.unmet(one, names) for one in decision.requires))
        for step in decision.steps:
            value = self.column(step.formula.pick(self.session.readings), names)
            if step.when is not None:
                rows = self.truths(step.when, names)
                value = marked(logic.kept(value, rows.yes), rows.doubt)
            names[step.key] = value
            doubt = either(doubt, value.doubt)
        return {step.key: names[step.key] for step in decision.outputs}, doubt

    def unmet(self, demand: CompiledDemand, names: Mapping[str, Plain]) -> pl.Series:
        """Return where a demand is broken or in doubt."""
        must = self.truths(demand.must.pick(self.session.readings), names)
        broken, doubt = must.no, must.doubt
        if demand.when is not None:
            when = self.truths(demand.when, names)
            broken, doubt = broken & when.yes, either(doubt, when.doubt)
        return broken if doubt is None else broken | doubt

    def _value(self, node: ast.Expression, names: Mapping[str, Plain]) -> Column:
        match node:
            case ast.NullLiteral():
                return nothing(self.height)
            case (
                ast.NumberLiteral(value)
                | ast.StringLiteral(value)
                | ast.BooleanLiteral(value)
            ):
                return repeated(column_of([value]), self.height)
            case ast.Name(name) if name in names:
                return names[name]
            case ast.Negation(inner):
                return exact.negative(self._figures(inner, names))
            case ast.Arithmetic(operator, left, right):
                return self._arithmetic(operator, left, right, names)
            case ast.Comparison(operator, left, right):
                pair = self._value(left, names), self._value(right, names)
                return logic.compared(operator, *pair)
            case ast.And(operands) | ast.Or(operands):
                parts = [_truths(self._value(each, names)) for each in operands]
                return logic.joined(parts, both=isinstance(node, ast.And))
            case ast.If(condition, yes, no):
                held = _truths(self._value(condition, names))
                first = _plain(self._value(yes, names))
                return logic.chosen(held, first, _plain(self._value(no, names)))
            case ast.Path(base, name):
                return _member(self._value(base, names), name)
            case ast.Call(ast.Name(function), arguments):
                return self._call(function, arguments, names)
            case _:
                raise NotLoweredError(type(node).__name__)

    def _figures(self, node: ast.Expression, names: Mapping[str, Plain]) -> Figures:
        found = self._value(node, names)
        if not isinstance(found, Figures):
            raise NotLoweredError("no figures")
        return found

    def _arithmetic(
        self,
        operator: str,
        left: ast.Expression,
        right: ast.Expression,
        names: Mapping[str, Plain],
    ) -> Figures:
        a, b = self._figures(left, names), self._figures(right, names)
        match operator:
            case "+":
                return exact.total(a, b)
            case "-":
                return exact.total(a, exact.negative(b))
            case "*":
                return exact.product(a, b)
            case "/":
                return exact.quotient(a, b)
            case _:
                raise NotLoweredError(operator)

    def _call(
        self,
        function: str,
        arguments: Sequence[ast.Argument],
        names: Mapping[str, Plain],
    ) -> Column:
        target = self.session.callables.get(function)
        if isinstance(target, CompiledTable | CompiledCalculation):
            return self._decision(target, arguments, names)
        if target is not None or any(each.name for each in arguments):
            raise NotLoweredError(function)
        return self._builtin(function, [each.value for each in arguments], names)

    def _builtin(
        self,
        function: str,
        arguments: Sequence[ast.Expression],
        names: Mapping[str, Plain],
    ) -> Column:
        match function, arguments:
            case "not", [inner]:
                return logic.negated(_truths(self._value(inner, names)))
            case (("min" | "max"), [first, *others]) if others:
                found = self._figures(first, names)
                for other in others:
                    more = self._figures(other, names)
                    found = exact.extreme(found, more, least=function == "min")
                return found
            case (("floor" | "ceiling"), [inner]):
                return exact.rounded(
                    self._figures(inner, names), 0, ROUNDINGS[function]
                )
            case "round half up", [inner, ast.NumberLiteral(places)]:
                figures = self._figures(inner, names)
                return exact.rounded(figures, int(places), exact.half_up)
            case _:
                raise NotLoweredError(function)

    def _decision(
        self,
        decision: Decision,
        arguments: Sequence[ast.Argument],
        names: Mapping[str, Plain],
    ) -> Column:
        keys = [datum.key for datum in decision.inputs]
        given = {
            argument.name or keys[place]: _plain(self._value(argument.value, names))
            for place, argument in enumerate(arguments)
        }
        columns = {key: given.get(key, nothing(self.height)) for key in keys}
        if isinstance(decision, CompiledCalculation):
            columns = {
                datum.key: accepted(datum, columns[datum.key])
                for datum in decision.inputs
            }
        outputs, doubt = self.outputs(decision, columns)
        doubt = either(doubt, *(column.doubt for column in columns.values()))
        if len(outputs) == 1:
            return marked(next(iter(outputs.values())), doubt)
        return Members(outputs, doubt)


def _plain(column: Column) -> Plain:
    if isinstance(column, Members):
        raise NotLoweredError("a context")
    return column


def _truths(column: Column) -> Truths:
    if not isinstance(column, Truths):
        raise NotLoweredError("no truth value")
    return column


def _member(column: Column, name: str) -> Plain:
    if not isinstance(column, Members) or name not in column.columns:
        raise NotLoweredError("no such member")
    return marked(column.columns[name], column.doubt)
