"""Operators -> code: arithmetic, comparison, logic, between, in, instance of."""

from __future__ import annotations

import operator
from decimal import Decimal, DecimalException
from typing import TYPE_CHECKING

from ruleengine.feel import arithmetic, ast, types
from ruleengine.feel.compare import compare, contained, in_range
from ruleengine.feel.errors import Fault
from ruleengine.feel.free_names import INPUT, asks_input
from ruleengine.feel.instances import is_instance
from ruleengine.feel.runtime import Scope, fail_with
from ruleengine.feel.static import constant
from ruleengine.feel.temporal import Date
from ruleengine.feel.values import NUMBERS, Range, Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.feel.static import Build, Code, Static

_OPERATIONS: dict[str, Callable[[Value, Value], Value]] = {
    "+": arithmetic.add,
    "-": arithmetic.subtract,
    "*": arithmetic.multiply,
    "/": arithmetic.divide,
    "**": arithmetic.power,
}
_FAST = {"+": NUMBERS.add, "-": NUMBERS.subtract, "*": NUMBERS.multiply}
_TESTS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compile_arithmetic(node: ast.Arithmetic, static: Static, build: Build) -> Code:
    """Return the code of ``left operator right``."""
    left, right = build(node.left, static), build(node.right, static)
    fast = _FAST.get(node.operator)
    slow = _guarded(node, _OPERATIONS[node.operator])
    if fast is None:
        return lambda scope: slow(scope, left(scope), right(scope))

    def code(scope: Scope) -> Value:
        a, b = left(scope), right(scope)
        if a.__class__ is Decimal and b.__class__ is Decimal:
            try:
                return fast(a, b)
            except DecimalException:
                scope.run.fail(node.start, node.end, "overflow")
                return None
        return slow(scope, a, b)

    return code


def _guarded(
    node: ast.Node, operation: Callable[[Value, Value], Value]
) -> Callable[[Scope, Value, Value], Value]:
    """Make null of null operands, and null with a reason of faults."""

    def guarded(scope: Scope, a: Value, b: Value) -> Value:
        if a is None or b is None:
            return None
        try:
            return operation(a, b)
        except Fault as fault:
            fail_with(scope.run, node.start, node.end, fault)
            return None

    return guarded


def compile_negation(node: ast.Negation, static: Static, build: Build) -> Code:
    """Return the code of ``-value``."""
    inner = build(node.value, static)

    def code(scope: Scope) -> Value:
        value = inner(scope)
        if value is None:
            return None
        try:
            return arithmetic.negate(value)
        except Fault as fault:
            fail_with(scope.run, node.start, node.end, fault)
            return None

    return code


def compile_comparison(node: ast.Comparison, static: Static, build: Build) -> Code:
    """Return the code of ``left operator right``."""
    left, right = build(node.left, static), build(node.right, static)
    if isinstance(node.right, ast.NullLiteral) and node.operator in ("=", "!="):
        wanted = node.operator == "="
        return lambda scope: (left(scope) is None) is wanted
    fast, slow = _TESTS[node.operator], _compared(node)
    if isinstance(node.right, ast.StringLiteral | ast.NumberLiteral):
        return _compared_with(left, fast, slow, node.right.value)

    def code(scope: Scope) -> Value:
        a, b = left(scope), right(scope)
        kind = a.__class__
        if kind is b.__class__:
            if kind is Decimal or kind is str:
                return fast(a, b)
            if kind is Date:
                return fast(a.key, b.key)
        return slow(scope, a, b)

    return code


def _compared_with(
    left: Code,
    fast: Callable[[Value, Value], bool],
    slow: Callable[[Scope, Value, Value], Value],
    literal: str | Decimal,
) -> Code:
    """Return the code of a comparison with a literal, as most are."""
    kind = literal.__class__

    def code(scope: Scope) -> Value:
        value = left(scope)
        if value.__class__ is kind:
            return fast(value, literal)
        return slow(scope, value, literal)

    return code


def _compared(node: ast.Comparison) -> Callable[[Scope, Value, Value], Value]:
    """Return what compares values of any types, and says why it cannot."""

    def slow(scope: Scope, a: Value, b: Value) -> Value:
        result = compare(node.operator, a, b, scope.run)
        if result is None and a is not None and b is not None:
            not_comparable(scope, node, a, b)
        return result

    return slow


def not_comparable(scope: Scope, node: ast.Node, a: Value, b: Value) -> None:
    """Keep the reason why two values cannot be compared."""
    left, right = kind_of(a), kind_of(b)
    code = "not-comparable"
    if left in ("list", "context", "function", "boolean", "range") and left == right:
        code = "no-order"
    scope.run.fail(node.start, node.end, code, left=left, right=right)


def compile_logic(node: ast.And | ast.Or, static: Static, build: Build) -> Code:
    """Return the code of ``and`` or ``or``: three-valued, stops when decided."""
    operands = tuple(build(operand, static) for operand in node.operands)
    decisive = isinstance(node, ast.Or)
    other = not decisive
    word = "or" if decisive else "and"

    def code(scope: Scope) -> Value:
        result: bool | None = other
        for operand in operands:
            value = operand(scope)
            if value is decisive:
                return decisive
            if value is not other:
                result = None
                if value is not None:
                    kind = kind_of(value)
                    scope.run.fail(
                        node.start, node.end, "not-boolean", operator=word, found=kind
                    )
        return result

    return code


def compile_between(node: ast.Between, static: Static, build: Build) -> Code:
    """Return the code of ``value between low and high``."""
    value_code = build(node.value, static)
    low_code, high_code = build(node.low, static), build(node.high, static)

    def code(scope: Scope) -> Value:
        value, low, high = value_code(scope), low_code(scope), high_code(scope)
        if value is None or low is None or high is None:
            return None
        result = in_range(value, Range(low, high))
        if result is None:
            fits = kind_of(value) == kind_of(low)
            not_comparable(scope, node, value, high if fits else low)
        return result

    return code


def compile_in(node: ast.In, static: Static, build: Build) -> Code:
    """Return the code of ``value in tests``: true when any test holds."""
    value_code = build(node.value, static)
    tests = tuple(
        (_compile_own_test if asks_input(test) else compile_test)(test, static, build)
        for test in node.tests
    )

    def code(scope: Scope) -> Value:
        value = value_code(scope)
        return any_test(scope, value, tests)

    return code


def _compile_own_test(
    node: ast.Expression, static: Static, build: Build
) -> Callable[[Scope, Value], Value]:
    """Compile a condition that names the tested value ``?``: it is its own verdict."""
    if isinstance(node, ast.UnaryTest):
        ordered = _compile_order_test(node, static.inside(INPUT), build)
        return lambda scope, value: ordered(
            Scope({INPUT: value}, scope, scope.run), value
        )
    inner = build(node, static.inside(INPUT))

    def code(scope: Scope, value: Value) -> Value:
        verdict = inner(Scope({INPUT: value}, scope, scope.run))
        if verdict is not None and verdict.__class__ is not bool:
            found = kind_of(verdict)
            scope.run.fail(node.start, node.end, "not-a-condition", found=found)
            return None
        return verdict

    return code


def any_test(
    scope: Scope, value: Value, tests: tuple[Callable[[Scope, Value], Value], ...]
) -> bool | None:
    """Return the disjunction of tests of one value."""
    result: bool | None = False
    for test in tests:
        found = test(scope, value)
        if found is True:
            return True
        if found is None:
            result = None
    return result


def compile_test(
    node: ast.Expression, static: Static, build: Build
) -> Callable[[Scope, Value], Value]:
    """Return the code that tests a value against what stands after ``in``."""
    if isinstance(node, ast.UnaryTest):
        return _compile_order_test(node, static, build)
    inner = build(node, static)
    quick = _numeric_test(node)
    is_range = isinstance(node, ast.RangeLiteral)

    def code(scope: Scope, value: Value) -> Value:
        if quick is not None and value.__class__ is Decimal:
            return quick(value)
        test = inner(scope)
        if test is None and is_range:
            return None
        result = contained(value, test, scope.run)
        if result is None and value is not None and test is not None:
            end = test
            if isinstance(test, Range):
                end = test.start if test.start is not None else test.end
            not_comparable(scope, node, value, end)
        return result

    return code


def _numeric_test(node: ast.Expression) -> Callable[[Decimal], bool] | None:
    """Return the test of a number against a range of two written numbers."""
    if not isinstance(node, ast.RangeLiteral):
        return None
    low, high = node.low, node.high
    if not (isinstance(low, ast.NumberLiteral) and isinstance(high, ast.NumberLiteral)):
        return None
    least, most = low.value, high.value
    above = operator.ge if node.low_included else operator.gt
    below = operator.le if node.high_included else operator.lt
    return lambda value: above(value, least) and below(value, most)


def _compile_order_test(
    node: ast.UnaryTest, static: Static, build: Build
) -> Callable[[Scope, Value], Value]:
    inner = build(node.value, static)
    sign = node.operator

    def code(scope: Scope, value: Value) -> Value:
        end = inner(scope)
        result = compare(sign, value, end, scope.run)
        if result is None and value is not None and end is not None:
            not_comparable(scope, node, value, end)
        return result

    return code


def compile_instance_of(node: ast.InstanceOf, static: Static, build: Build) -> Code:
    """Return the code of ``value instance of type``."""
    value_code = build(node.value, static)
    kind = types.from_tree(node.type)
    if kind is None:
        start, end, name = node.type.start, node.type.end, node.type.name

        def unknown(scope: Scope) -> Value:
            scope.run.fail(start, end, "unknown-type", name=name)
            return None

        return unknown
    if kind == types.ANY:
        return lambda scope: value_code(scope) is not None
    return lambda scope: is_instance(value_code(scope), kind, scope.run)


def compile_range(node: ast.RangeLiteral, static: Static, build: Build) -> Code:
    """Return the code of ``[low..high]``."""
    low_code, high_code = build(node.low, static), build(node.high, static)

    def code(scope: Scope) -> Value:
        low, high = low_code(scope), high_code(scope)
        if low is None or high is None:
            # An end that is absent is not an open one.
            return None
        if compare("<=", low, high) is None:
            not_comparable(scope, node, low, high)
            return None
        return Range(low, high, node.low_included, node.high_included)

    return code


def compile_unary_range(node: ast.UnaryTest, static: Static, build: Build) -> Code:
    """Return the code of ``(< 5)`` as a value: a range open to one side."""
    inner = build(node.value, static)
    included = node.operator in ("<=", ">=")
    if node.operator == "!=":
        return constant(None)

    def code(scope: Scope) -> Value:
        end = inner(scope)
        if end is None:
            return None
        if node.operator == "=":
            return Range(end, end, single=True)
        if node.operator in ("<", "<="):
            return Range(None, end, start_included=False, end_included=included)
        return Range(end, None, start_included=included, end_included=False)

    return code
