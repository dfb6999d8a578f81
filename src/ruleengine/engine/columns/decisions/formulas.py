"""Formulas over columns: the syntax tree of FEEL evaluated for all rows at once.

In: trees, columns by name, a session. Out: columns. Decisions that a formula calls are
evaluated the same way. Whatever is not told exactly raises ``NotLoweredError``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.compile.calculations import CompiledCalculation
from ruleengine.compile.decisions_tables import CompiledTable
from ruleengine.engine.columns.decisions import exact, lists, logic
from ruleengine.engine.columns.decisions.domains import accepted
from ruleengine.engine.columns.decisions.lists import items_of, plain_of
from ruleengine.engine.columns.decisions.lookup import looked_up
from ruleengine.engine.columns.decisions.values import (
    Figures,
    Items,
    Members,
    Nothing,
    Truths,
    column_of,
    either,
    everywhere,
    figures_in,
    marked,
    nothing,
    repeated,
    truths_in,
    where,
)
from ruleengine.engine.columns.truth import NotLoweredError
from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from ruleengine.compile.calculations import CompiledStep
    from ruleengine.compile.decisions import Decision
    from ruleengine.compile.decisions_demands import CompiledDemand
    from ruleengine.compile.decisions_formulas import Formula
    from ruleengine.compile.decisions_session import Session
    from ruleengine.engine.columns.decisions.values import Column, Doubt, Plain

Names = Mapping[str, "Column"]
ROUNDINGS = {
    "floor": exact.downward,
    "ceiling": exact.upward,
    "round half up": exact.half_up,
}


@frozen
class Formulas:
    """Evaluates formulas for a frame of so many rows."""

    session: Session
    height: int

    def column(self, formula: Formula, names: Names) -> Column:
        """Return the values of a formula."""
        return self._value(formula.program.tree, names)

    def truths(self, formula: Formula, names: Names) -> Truths:
        """Return the values of a condition."""
        return truths_in(self._value(formula.program.tree, names))

    def values(
        self, decision: Decision, columns: Names
    ) -> tuple[dict[str, Column], Doubt]:
        """Return inputs, steps and outputs of a decision, and what of them is in doubt.

        Args:
            decision: a table or calculation.
            columns: its inputs by key, all of them taken by the decision.
        """
        if isinstance(decision, CompiledTable):
            given = [plain_of(columns[datum.key]) for datum in decision.inputs]
            return {**columns, **looked_up(decision, given, self.session)}, None
        names = dict(columns)
        early, late = decision.demands(late=False), decision.demands(late=True)
        doubt = either(*(self.unmet(one, names) for one in early))
        for step in decision.steps:
            names[step.key], told = self._step(step, names)
            doubt = either(doubt, told)
        return names, either(doubt, *(self.unmet(one, names) for one in late))

    def _step(self, step: CompiledStep, names: Names) -> tuple[Column, Doubt]:
        """Return a step and where it is in doubt; where it does not apply it is null."""
        formula = step.formula.pick(self.session.readings)
        if step.when is None:
            value = self.column(formula, names)
            return value, value.doubt
        when = self.truths(step.when, names)
        if not when.yes.any():
            return Nothing(everywhere(self.height), when.doubt), when.doubt
        value = self.column(formula, names)
        doubt = either(when.doubt, where(when.yes, value.doubt))
        if isinstance(value, Items):
            # There is no list where there should be null: a doubt for who asks there.
            return Items(value.columns, either(doubt, ~when.yes)), doubt
        return marked(logic.kept(plain_of(value), when.yes), when.doubt), doubt

    def unmet(self, demand: CompiledDemand, names: Names) -> pl.Series:
        """Return where a demand is broken or in doubt."""
        must = self.truths(demand.must.pick(self.session.readings), names)
        broken, doubt = must.no, must.doubt
        if demand.when is not None:
            when = self.truths(demand.when, names)
            broken, doubt = broken & when.yes, either(doubt, when.doubt)
        return broken if doubt is None else broken | doubt

    def _value(self, node: ast.Expression, names: Names) -> Column:
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
                parts = [truths_in(self._value(each, names)) for each in operands]
                return logic.joined(parts, both=isinstance(node, ast.And))
            case ast.If(condition, yes, no):
                held = truths_in(self._value(condition, names))
                first = plain_of(self._value(yes, names))
                return logic.chosen(held, first, plain_of(self._value(no, names)))
            case ast.Path(base, name):
                return _member(self._value(base, names), name)
            case ast.Call(ast.Name(function), arguments):
                return self._call(function, arguments, names)
            case _:
                return self._of_items(node, names)

    def _of_items(self, node: ast.Expression, names: Names) -> Column:
        """Return the values of an expression that goes through several values."""
        match node:
            case ast.In(value, tests):
                one = self._value(value, names)
                each = [self._value(literal, names) for literal in _literals(tests)]
                return logic.joined([logic.equal(one, it) for it in each], both=False)
            case ast.ListLiteral(items):
                return items_of([self._value(item, names) for item in items])
            case ast.Filter(base):
                return _nothing_of(self._value(base, names))
            case ast.For((loop,), body):
                return items_of(self._each(loop, body, names))
            case ast.Quantified(quantifier, (loop,), condition):
                held_each = map(truths_in, self._each(loop, condition, names))
                start = repeated(column_of([quantifier == "every"]), self.height)
                parts = [truths_in(start), *held_each]
                return logic.joined(parts, both=quantifier == "every")
            case _:
                raise NotLoweredError(type(node).__name__)

    def _figures(self, node: ast.Expression, names: Names) -> Figures:
        return figures_in(self._value(node, names))

    def _arithmetic(
        self,
        operator: str,
        left: ast.Expression,
        right: ast.Expression,
        names: Names,
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
        names: Names,
    ) -> Column:
        target = self.session.callables.get(function)
        if isinstance(target, CompiledTable | CompiledCalculation):
            return self._decision(target, arguments, names)
        if target is not None or any(each.name for each in arguments):
            raise NotLoweredError(function)
        return self._builtin(function, [each.value for each in arguments], names)

    def _each(
        self, loop: ast.LoopVariable, body: ast.Expression, names: Names
    ) -> list[Column]:
        """Return the values of the body of a loop for each item of its list."""
        domain = self._value(loop.domain, names)
        if not isinstance(domain, Items) or loop.last is not None:
            raise NotLoweredError("a loop over something else than a list")
        return [
            self._value(body, {**names, loop.name: marked(item, domain.doubt)})
            for item in domain.columns
        ]

    def _builtin(
        self, function: str, arguments: Sequence[ast.Expression], names: Names
    ) -> Column:
        if function in lists.FUNCTIONS:
            given = [self._value(argument, names) for argument in arguments]
            return lists.called(function, given, self.height)
        match function, arguments:
            case "not", [inner]:
                return logic.negated(truths_in(self._value(inner, names)))
            case (("floor" | "ceiling"), [inner]):
                figures = self._figures(inner, names)
                return exact.rounded(figures, 0, ROUNDINGS[function])
            case "round half up", [inner, ast.NumberLiteral(places)]:
                figures = self._figures(inner, names)
                return exact.rounded(figures, int(places), exact.half_up)
            case _:
                raise NotLoweredError(function)

    def _decision(
        self,
        decision: Decision,
        arguments: Sequence[ast.Argument],
        around: Names,
    ) -> Column:
        keys = [datum.key for datum in decision.inputs]
        given = {
            argument.name or keys[place]: self._value(argument.value, around)
            for place, argument in enumerate(arguments)
        }
        columns: dict[str, Column] = {
            key: given.get(key, nothing(self.height)) for key in keys
        }
        if isinstance(decision, CompiledCalculation):
            columns = {
                datum.key: accepted(datum, columns[datum.key])
                for datum in decision.inputs
            }
        names, doubt = self.values(decision, columns)
        doubt = either(doubt, *(column.doubt for column in columns.values()))
        outputs = {o.key: plain_of(names[o.key]) for o in decision.outputs}
        if len(outputs) == 1:
            return marked(next(iter(outputs.values())), doubt)
        return Members(outputs, doubt)


def _literals(tests: Sequence[ast.Expression]) -> Iterator[ast.Expression]:
    """Yield the values of which ``in`` asks for one."""
    for test in tests:
        match test:
            case ast.StringLiteral() | ast.NumberLiteral() | ast.BooleanLiteral():
                yield test
            case ast.ListLiteral(items):
                yield from _literals(items)
            case _:
                raise NotLoweredError("a test that is no value")


def _nothing_of(items: Column) -> Items:
    """Return the part of an empty list that meets a condition: nothing."""
    if not isinstance(items, Items) or items.columns:
        raise NotLoweredError("a part of a list")
    return items


def _member(column: Column, name: str) -> Plain:
    if not isinstance(column, Members) or name not in column.columns:
        raise NotLoweredError("no such member")
    return marked(column.columns[name], column.doubt)
