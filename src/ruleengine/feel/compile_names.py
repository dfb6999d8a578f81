"""Names, paths, filters, lists and contexts -> code."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import ast
from ruleengine.feel.errors import Fault
from ruleengine.feel.properties import property_of
from ruleengine.feel.runtime import MISSING, Scope, fail_with
from ruleengine.feel.values import (
    NUMBERS,
    READY,
    Ready,
    Value,
    kind_of,
    to_int,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.feel.runtime import Run
    from ruleengine.feel.static import Build, Code, Static


def compile_name(node: ast.Name, static: Static) -> Code:
    """Return the code that looks a name up."""
    name = node.name
    function = static.function(name)
    fallback = function.as_value() if function is not None else MISSING
    plus = NUMBERS.plus

    def found(scope: Scope, value: Value) -> Value:
        if value is MISSING:
            value = fallback
        if value is MISSING:
            scope.run.fail(node.start, node.end, "unknown-name", name=name)
            return None
        try:
            return scope.run.value_of(name, value)
        except Fault as fault:
            fail_with(scope.run, node.start, node.end, fault)
            return None

    def from_caller(scope: Scope) -> Value:
        value = scope.values.get(name, MISSING)
        kind = value.__class__
        if kind in READY:
            return value
        if kind is Ready:
            return value.value
        if kind is Decimal and value.is_finite() and -6000 < value.adjusted() < 6000:
            return plus(value)
        return found(scope, value)

    def from_scopes(scope: Scope) -> Value:
        while scope.parent is not None:
            if name in scope.values:
                return scope.values[name]
            scope = scope.parent
        value = scope.values.get(name, MISSING)
        kind = value.__class__
        if kind in READY:
            return value
        if kind is Ready:
            return value.value
        # Loops ask again and again for what stands outside: it is kept.
        converted = scope.run.converted
        return converted[name] if name in converted else found(scope, value)

    if name in static.held:
        return lambda scope: scope.values[name]
    return from_scopes if static.nested else from_caller


def compile_list(node: ast.ListLiteral, static: Static, build: Build) -> Code:
    """Return the code of ``[a, b]``."""
    items = tuple(build(item, static) for item in node.items)
    return lambda scope: [item(scope) for item in items]


def compile_context(node: ast.ContextLiteral, static: Static, build: Build) -> Code:
    """Return the code of ``{key: value}``; an entry sees those before it."""
    keys = [entry.key for entry in node.entries]
    times = Counter(keys)
    inner = static.inside(*keys)
    entries = tuple((entry.key, build(entry.value, inner)) for entry in node.entries)
    twice = next((key for key in keys if times[key] > 1), None)

    def code(scope: Scope) -> Value:
        if twice is not None:
            scope.run.fail(node.start, node.end, "duplicate-key", key=twice)
            return None
        values: dict[str, Value] = {}
        inside = Scope(values, scope, scope.run)
        for key, value in entries:
            values[key] = value(inside)
        return values

    return code


def compile_path(node: ast.Path, static: Static, build: Build) -> Code:
    """Return the code of ``base.name``; of a list, the path of each item."""
    base = build(node.base, static)
    name = node.name

    def member(run: Run, value: Value) -> Value:
        if value is None:
            return None
        try:
            return (
                _entry(value, name)
                if value.__class__ is dict
                else property_of(value, name)
            )
        except Fault as fault:
            fail_with(run, node.start, node.end, fault)
            return None

    def code(scope: Scope) -> Value:
        value = base(scope)
        if value.__class__ is dict and name in value:
            return value[name]
        if value.__class__ is list:
            scope.run.spend(len(value))
            try:
                return [item[name] for item in value]  # most often rows that have it
            except (KeyError, TypeError):
                return [member(scope.run, item) for item in value]
        return member(scope.run, value)

    return code


def _entry(context: dict[str, Value], name: str) -> Value:
    found = context.get(name, MISSING)
    if found is MISSING:
        raise Fault("no-entry", name=name)
    return found


def compile_filter(node: ast.Filter, static: Static, build: Build) -> Code:
    """Return the code of ``base[condition]`` or ``base[index]``."""
    base = build(node.base, static)
    condition = build(node.condition, static.inside("item"))
    scope_of = item_scope if ast.mentions(node.condition, "item") else _entries_scope

    def code(scope: Scope) -> Value:
        items = base(scope)
        if items is None:
            return None
        if items.__class__ is not list:
            items = [items]
        return _filtered(node, scope, items, condition, scope_of)

    return code


def _filtered(
    node: ast.Filter,
    scope: Scope,
    items: list[Value],
    condition: Code,
    scope_of: Callable[[Value, Scope], Scope],
) -> Value:
    run = scope.run
    if not items:
        # Only a number tells whether an index or a condition was meant.
        known = len(run.reasons)
        probe = condition(Scope({"item": None}, scope, run))
        del run.reasons[known:]
        if isinstance(probe, Decimal):
            run.fail(node.start, node.end, "no-item", index=str(probe), count="0")
            return None
        return []
    kept: list[Value] = []
    for item in items:
        run.spend(1)
        verdict = condition(scope_of(item, scope))
        if verdict is True:
            kept.append(item)
        elif verdict.__class__ is Decimal:
            return _picked(node, run, items, verdict)
        elif verdict is not None and verdict is not False:
            found = kind_of(verdict)
            place = node.condition
            run.fail(place.start, place.end, "not-a-filter", found=found)
            return None
    return kept


def item_scope(item: Value, scope: Scope) -> Scope:
    """Return the names a filter sees: ``item``, and before it the entries of a context."""
    inside = Scope({"item": item}, scope, scope.run)
    return Scope(item, inside, scope.run) if item.__class__ is dict else inside


def _entries_scope(item: Value, scope: Scope) -> Scope:
    """Return what a filter sees that does not ask for ``item``."""
    return Scope(item, scope, scope.run) if item.__class__ is dict else scope


def _picked(node: ast.Filter, run: Run, items: list[Value], index: Decimal) -> Value:
    try:
        place = to_int(index)
    except Fault as fault:
        fail_with(run, node.start, node.end, fault)
        return None
    if index == place and 1 <= abs(place) <= len(items):
        return items[place - 1 if place > 0 else place]
    count = str(len(items))
    run.fail(node.start, node.end, "no-item", index=f"{index:f}", count=count)
    return None
