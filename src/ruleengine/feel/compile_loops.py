"""``if``, ``for``, ``some`` and ``every`` -> code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import ast, limits
from ruleengine.feel.compare import order
from ruleengine.feel.errors import Fault, LimitReached
from ruleengine.feel.runtime import Scope, fail_with
from ruleengine.feel.temporal import Date
from ruleengine.feel.values import Range, Value, kind_of, to_int

if TYPE_CHECKING:
    from ruleengine.feel.runtime import Run
    from ruleengine.feel.static import Build, Code, Static

Domain = tuple[str, Callable[[Scope], Iterable[Value] | None]]
"""A loop variable and the code of the values it takes; None: there are none."""


class _NoDomainError(Exception):
    """A loop runs over null."""


def compile_if(node: ast.If, static: Static, build: Build) -> Code:
    """Return the code of ``if``; a condition that is not true takes ``else``."""
    condition = build(node.condition, static)
    yes, no = build(node.yes, static), build(node.no, static)

    def code(scope: Scope) -> Value:
        verdict = condition(scope)
        if verdict is True:
            return yes(scope)
        if verdict is not False and verdict is not None:
            place, found = node.condition, kind_of(verdict)
            scope.run.fail(place.start, place.end, "not-a-condition", found=found)
        return no(scope)

    return code


def compile_for(node: ast.For, static: Static, build: Build) -> Code:
    """Return the code of ``for``; ``partial`` is the list of results so far."""
    domains, inner = _compile_domains(node.iterators, static, build)
    asks_partial = ast.mentions(node.body, "partial")
    if asks_partial:
        inner = inner.holding((*inner.held, "partial"))
    body = build(node.body, inner)

    def code(scope: Scope) -> Value:
        results: list[Value] = []
        try:
            for names in _bindings(domains, scope, {}):
                if asks_partial:
                    # A value never changes, so each turn sees a copy.
                    scope.run.spend(len(results))
                    names = {**names, "partial": list(results)}  # noqa: PLW2901  own copy
                results.append(body(Scope(names, scope, scope.run)))
                if len(results) > limits.LIST_LENGTH:
                    raise LimitReached("list")
        except _NoDomainError:
            return None
        return results

    return code


def compile_quantified(node: ast.Quantified, static: Static, build: Build) -> Code:
    """Return the code of ``some`` and ``every``: or, and over all turns."""
    domains, inner = _compile_domains(node.iterators, static, build)
    condition = build(node.condition, inner)
    decisive = node.quantifier == "some"

    def code(scope: Scope) -> Value:
        result: bool | None = not decisive
        try:
            for names in _bindings(domains, scope, {}):
                verdict = condition(Scope(names, scope, scope.run))
                if verdict is decisive:
                    return decisive
                if verdict is not (not decisive):
                    result = None
                    _note_verdict(node, scope.run, verdict)
        except _NoDomainError:
            return None
        return result

    return code


def _note_verdict(node: ast.Quantified, run: Run, verdict: Value) -> None:
    if verdict is not None:
        place, found = node.condition, kind_of(verdict)
        run.fail(place.start, place.end, "not-a-condition", found=found)


def _compile_domains(
    variables: Sequence[ast.LoopVariable], static: Static, build: Build
) -> tuple[tuple[Domain, ...], Static]:
    """Compile the domains; each sees the variables before it."""
    domains: list[Domain] = []
    names: list[str] = []
    inner = static
    for variable in variables:
        domains.append((variable.name, _compile_domain(variable, inner, build)))
        names.append(variable.name)
        inner = static.holding(names)
    return tuple(domains), inner


def _bindings(
    domains: Sequence[Domain], scope: Scope, outer: dict[str, Value]
) -> Iterator[dict[str, Value]]:
    """Yield the variables of every turn, the last one running fastest."""
    (name, domain), *rest = domains
    values = domain(Scope(outer, scope, scope.run) if outer else scope)
    if values is None:
        raise _NoDomainError
    spend = scope.run.spend
    for value in values:
        spend(1)
        names = {**outer, name: value}
        if rest:
            yield from _bindings(rest, scope, names)
        else:
            yield names


def _compile_domain(
    variable: ast.LoopVariable, static: Static, build: Build
) -> Callable[[Scope], Iterable[Value] | None]:
    first = build(variable.domain, static)
    last = None if variable.last is None else build(variable.last, static)
    start = variable.domain.start
    end = (variable.last or variable.domain).end

    def domain(scope: Scope) -> Iterable[Value] | None:
        value = first(scope)
        try:
            if last is not None:
                return _counted(value, last(scope))
            return _items(value)
        except Fault as fault:
            fail_with(scope.run, start, end, fault)
            return None

    return domain


def _items(value: Value) -> Iterable[Value] | None:
    if value is None:
        return None
    if isinstance(value, Range):
        return _range_items(value)
    return value if isinstance(value, list) else [value]


def _range_items(span: Range) -> Iterable[Value] | None:
    if span.start is None or span.end is None:
        raise Fault("endless-range")
    values = list_of(span.start, span.end)
    if order(span.start, span.end) == 1:
        raise Fault("falling-range")
    if not span.start_included:
        values = values[1:]
    if not span.end_included:
        values = values[:-1]
    return values


def list_of(first: Value, last: Value) -> Sequence[Value]:
    """Return the whole numbers or days from ``first`` to ``last``, up or down.

    Raises:
        Fault: they are no whole numbers or dates, or too many.
    """
    if isinstance(first, Date) and isinstance(last, Date):
        return [Date.from_days(day) for day in _count(first.days, last.days)]
    if not (isinstance(first, Decimal) and isinstance(last, Decimal)):
        raise Fault("no-loop", left=kind_of(first), right=kind_of(last))
    low, high = to_int(first), to_int(last)
    if low != first or high != last:
        raise Fault("no-whole-number")
    return [Decimal(number) for number in _count(low, high)]


def _count(first: int, last: int) -> range:
    step = 1 if first <= last else -1
    numbers = range(first, last + step, step)
    if len(numbers) > limits.LIST_LENGTH:
        raise LimitReached("list")
    return numbers


def _counted(first: Value, last: Value) -> Iterable[Value] | None:
    if first is None or last is None:
        return None
    return list_of(first, last)
