"""Cells of decision tables -> code: tests of an input value, named ``?`` in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import ast
from ruleengine.feel.compile_operators import any_test, compile_test
from ruleengine.feel.errors import Fault
from ruleengine.feel.free_names import asks_input
from ruleengine.feel.runtime import MISSING, fail_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.feel.runtime import Scope
    from ruleengine.feel.static import Build, Code, Static
    from ruleengine.feel.values import Value


def compile_unary_tests(node: ast.UnaryTests, static: Static, build: Build) -> Code:
    """Return the code of a cell: true, false or null for the input value."""
    tests = tuple(_compile_one(test, static, build) for test in node.tests)
    if not tests:
        return lambda _scope: True

    def code(scope: Scope) -> Value:
        try:
            value = scope.find("?")
        except Fault as fault:
            fail_with(scope.run, node.start, node.end, fault)
            return None
        if value is MISSING:
            scope.run.fail(node.start, node.end, "unknown-name", name="?")
            return None
        result = any_test(scope, value, tests)
        if node.negated:
            return None if result is None else not result
        return result

    return code


def _compile_one(
    node: ast.Expression, static: Static, build: Build
) -> Callable[[Scope, Value], Value]:
    """Compile one test; a condition about ``?`` is its own verdict."""
    if not _is_condition(node):
        return compile_test(node, static, build)
    inner = build(node, static)
    equality = compile_test(node, static, build)
    asks = asks_input(node)

    def code(scope: Scope, value: Value) -> Value:
        if asks or value.__class__ is not bool:
            verdict = inner(scope)
            if verdict is None or verdict.__class__ is bool:
                return verdict
        return equality(scope, value)

    return code


_CONDITIONS = (
    ast.And,
    ast.Or,
    ast.Comparison,
    ast.Between,
    ast.In,
    ast.InstanceOf,
    ast.Quantified,
    ast.Call,
    ast.If,
)


def _is_condition(node: ast.Node) -> bool:
    return isinstance(node, _CONDITIONS) or asks_input(node)
