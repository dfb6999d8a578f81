"""Calls and function literals -> code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import ast, limits, types
from ruleengine.feel.errors import Fault, LimitReached
from ruleengine.feel.functions.signature import OMITTED
from ruleengine.feel.instances import MISMATCH, classes_of, coerced
from ruleengine.feel.runtime import Run, Scope, fail_with
from ruleengine.feel.static import constant
from ruleengine.feel.values import FeelFunction, Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruleengine.feel.functions.signature import Function, Signature
    from ruleengine.feel.static import Build, Code, Static

_EARLY = frozenset({"date", "time", "date and time", "duration"})
"""Functions of constants that are computed once; their values never change."""


def compile_call(node: ast.Call, static: Static, build: Build) -> Code:
    """Return the code of ``function(arguments)``."""
    arguments = tuple(build(argument.value, static) for argument in node.arguments)
    names = tuple(argument.name for argument in node.arguments if argument.name)
    if isinstance(node.function, ast.Name):
        function = static.function(node.function.name)
        if function is not None:
            code = _compile_known(node, function, names, arguments)
            early = function.name in _EARLY and function.pure
            return _folded(node, code) if early else code
    return _compile_value_call(node, build(node.function, static), names, arguments)


def _folded(node: ast.Call, code: Code) -> Code:
    """Compute a call of literals once."""
    literals = (ast.StringLiteral, ast.NumberLiteral, ast.NullLiteral)
    if not all(isinstance(part.value, literals) for part in node.arguments):
        return code
    run = Run()
    value = code(Scope({}, None, run))
    return code if run.reasons else constant(value)


def _compile_known(
    node: ast.Call,
    function: Function,
    names: tuple[str, ...],
    arguments: tuple[Code, ...],
) -> Code:
    """Compile the call of a function of the language: its ways are chosen now."""
    if names:
        return _compile_named(node, function, names, arguments)
    count = len(arguments)
    taking = tuple(s for s in function.signatures if s.takes(count))
    if not taking:
        return _never(node, "arity", name=function.name, count=str(count))
    first = taking[0]
    if first.variadic:
        return _compile_choice(node, function, taking, arguments)
    if count == 1:
        return _compile_of_one(node, function, taking, arguments[0])
    # Where nothing has to be fitted to its parameter, the call is made at once.
    call, left_out = first.call, (None,) * (len(first.parameters) - count)
    known = tuple(
        (classes_of(parameter.kinds), len(taking) == 1 and not parameter.nullable)
        for parameter in first.parameters[:count]
    )

    def code(scope: Scope) -> Value:
        values = [argument(scope) for argument in arguments]
        try:
            for value, (classes, is_needed) in zip(values, known, strict=True):
                if value.__class__ not in classes:
                    if value is None and is_needed:
                        return None
                    return function.run(scope.run, taking, values)
            return call(scope.run, *values, *left_out)
        except Fault as fault:
            fail_with(scope.run, node.start, node.end, fault)
            return None

    return code


def _compile_of_one(
    node: ast.Call,
    function: Function,
    taking: tuple[Signature, ...],
    argument: Code,
) -> Code:
    """Compile what most calls are, without the lists that several arguments need."""
    call, parameters = taking[0].call, taking[0].parameters
    fitting, left_out = classes_of(parameters[0].kinds), (None,) * (len(parameters) - 1)
    is_needed = not parameters[0].nullable

    def code(scope: Scope) -> Value:
        value = argument(scope)
        if value is None and is_needed:
            return None
        try:
            if value.__class__ in fitting:
                return call(scope.run, value, *left_out)
            return function.run(scope.run, taking, [value])
        except Fault as fault:
            fail_with(scope.run, node.start, node.end, fault)
            return None

    return code


def _compile_choice(
    node: ast.Call,
    function: Function,
    taking: tuple[Signature, ...],
    arguments: tuple[Code, ...],
) -> Code:
    def code(scope: Scope) -> Value:
        values = [argument(scope) for argument in arguments]
        try:
            return function.run(scope.run, taking, values)
        except Fault as fault:
            fail_with(scope.run, node.start, node.end, fault)
            return None

    return code


def _never(node: ast.Node, code: str, **facts: str) -> Code:
    """Return the code of a call that can have no result."""

    def never(scope: Scope) -> Value:
        scope.run.fail(node.start, node.end, code, **facts)

    return never


def _compile_named(
    node: ast.Call,
    function: Function,
    names: tuple[str, ...],
    arguments: tuple[Code, ...],
) -> Code:
    ways = [(s, s.order(names)) for s in function.signatures]
    fitting = [(signature, order) for signature, order in ways if order is not None]
    if not fitting:
        return _never(
            node, "parameter-names", name=function.name, names=", ".join(names)
        )
    signature, order = fitting[0]
    by_position = tuple(arguments[place] if place >= 0 else None for place in order)

    def code(scope: Scope) -> Value:
        values = [OMITTED if part is None else part(scope) for part in by_position]
        try:
            return _run_named(signature, scope.run, values)
        except Fault as fault:
            fail_with(scope.run, node.start, node.end, fault)
            return None

    return code


def _run_named(signature: Signature, run: Run, values: list[Value]) -> Value:
    """Run a call by name; a list given to a variadic parameter is all of it."""
    if signature.variadic and values and isinstance(values[-1], list):
        values = [*values[:-1], *values[-1]]
    return signature.run(run, values)


def _compile_value_call(
    node: ast.Call, function: Code, names: tuple[str, ...], arguments: tuple[Code, ...]
) -> Code:
    """Compile the call of a function that is a value."""

    def code(scope: Scope) -> Value:
        called = function(scope)
        if called.__class__ is not FeelFunction:
            if called is not None:
                found = kind_of(called)
                scope.run.fail(node.start, node.end, "no-function", found=found)
            return None
        values = [argument(scope) for argument in arguments]
        try:
            if names:
                values = _by_name(called, names, values)
            return call_function(scope.run, called, values)
        except Fault as fault:
            fail_with(scope.run, node.start, node.end, fault)
            return None

    return code


def _by_name(
    called: FeelFunction, names: Sequence[str], values: Sequence[Value]
) -> list[Value]:
    given = dict(zip(names, values, strict=True))
    if sorted(given) != sorted(called.parameters):
        name = called.name or "function"
        raise Fault("parameter-names", name=name, names=", ".join(names))
    return [given[name] for name in called.parameters]


def call_function(run: Run, called: FeelFunction, values: Sequence[Value]) -> Value:
    """Call a function that is a value.

    Raises:
        Fault: the number or the types of the arguments do not fit.
        LimitReached: calls are nested too deep.
    """
    if not called.variadic and len(values) != len(called.parameters):
        name = called.name or "function"
        raise Fault("arity", name=name, count=str(len(values)))
    run.spend(1)
    run.calls += 1
    if run.calls > limits.CALLS:
        raise LimitReached("calls")
    try:
        return called.call(run, *values)
    finally:
        run.calls -= 1


def compile_function(node: ast.FunctionLiteral, static: Static, build: Build) -> Code:
    """Return the code of a function literal: a value that keeps its scope."""
    names = tuple(parameter.name for parameter in node.parameters)
    if node.external:
        return _never(node, "external")
    body = build(node.body, static.inside(*names))
    kinds = tuple(
        None if parameter.type is None else types.from_tree(parameter.type)
        for parameter in node.parameters
    )

    from ruleengine.feel.infer import infer
    from ruleengine.feel.scope_types import Known

    written = {n: k or types.ANY for n, k in zip(names, kinds, strict=True)}
    result = infer(node.body, Known(written, static.functions, closed=False))

    def code(scope: Scope) -> Value:
        return FeelFunction(names, _bound(names, kinds, body, scope), kinds, result)

    return code


def _bound(
    names: tuple[str, ...],
    kinds: tuple[types.Type | None, ...],
    body: Code,
    scope: Scope,
) -> Callable[..., Value]:
    def call(run: Run, *values: Value) -> Value:
        taken = {
            name: _argument(name, kind, value)
            for name, kind, value in zip(names, kinds, values, strict=True)
        }
        return body(Scope(taken, scope, run))

    return call


def _argument(name: str, kind: types.Type | None, value: Value) -> Value:
    if kind is None or value is None:
        return value
    fitted = coerced(value, (kind,))
    if fitted is MISMATCH:
        raise Fault("argument", name=name, wanted=str(kind), found=kind_of(value))
    return fitted
