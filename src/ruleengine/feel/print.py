"""Syntax tree -> canonical text; parsing that text gives the same tree again.

Comes in: a tree. Goes out: FEEL with one space around operators, brackets only where
they are needed, and back-quotes around names that could not be read otherwise.
"""

from __future__ import annotations

from typing import assert_never

from ruleengine.feel import ast
from ruleengine.feel.names import BUILTIN_NAMES, is_simple
from ruleengine.feel.reserved import KEYWORDS
from ruleengine.feel.strings import escape

_OR, _AND, _COMPARE, _ADD, _MULTIPLY, _POWER, _FACTOR, _POSTFIX, _PRIMARY = range(1, 10)
_ARITHMETIC = {"+": _ADD, "-": _ADD, "*": _MULTIPLY, "/": _MULTIPLY, "**": _POWER}


_Operator = (
    ast.RangeLiteral
    | ast.Negation
    | ast.Arithmetic
    | ast.Comparison
    | ast.And
    | ast.Or
    | ast.Between
    | ast.In
    | ast.InstanceOf
)


def to_text(node: ast.Expression) -> str:
    """Return the canonical text of a tree."""
    return _text(node)


def name_text(name: str) -> str:
    """Return a name as it can be read without a list of names."""
    plain = name == "?" or name in BUILTIN_NAMES or _reads_as_one(name)
    return name if plain else f"`{name}`"


def _reads_as_one(name: str) -> bool:
    words = name.split(" ")
    return all(is_simple(word) and word not in KEYWORDS for word in words) and (
        "instance of" not in f"{name} "
    )


def _level(node: ast.Expression) -> int:
    """Return how tightly a node binds."""
    match node:
        case ast.Or():
            return _OR
        case ast.And():
            return _AND
        case ast.Comparison() | ast.Between() | ast.In() | ast.InstanceOf():
            return _COMPARE
        case ast.Arithmetic():
            return _ARITHMETIC[node.operator]
        case ast.Negation():
            return _FACTOR
        case ast.Path() | ast.Filter() | ast.Call():
            return _POSTFIX
        case (
            ast.If()
            | ast.For()
            | ast.Quantified()
            | ast.FunctionLiteral()
            | ast.UnaryTest()
        ):
            return 0
        case _:
            return _PRIMARY


def _inside(node: ast.Expression, level: int) -> str:
    """Return the text of an operand that must bind at least as tightly."""
    text = _text(node)
    return f"({text})" if _level(node) < level else text


def _joined(nodes: tuple[ast.Expression, ...]) -> str:
    return ", ".join(_text(node) for node in nodes)


def _text(node: ast.Expression) -> str:
    match node:
        case ast.NumberLiteral():
            return (
                f"{node.value:f}"
                if abs(node.value.adjusted()) < 60
                else str(node.value)
            )
        case ast.StringLiteral():
            return escape(node.value)
        case ast.BooleanLiteral():
            return "true" if node.value else "false"
        case ast.NullLiteral():
            return "null"
        case ast.AtLiteral():
            return f"@{escape(node.text)}"
        case ast.Name():
            return name_text(node.name)
        case ast.ListLiteral():
            return f"[{_joined(node.items)}]"
        case ast.ContextLiteral():
            return "{" + ", ".join(_entry(entry) for entry in node.entries) + "}"
        case ast.UnaryTest():
            return f"{node.operator} {_inside(node.value, _ADD)}"
        case ast.UnaryTests():
            return _unary_tests(node)
        case ast.Path():
            return f"{_inside(node.base, _POSTFIX)}.{name_text(node.name)}"
        case ast.Filter():
            return f"{_inside(node.base, _POSTFIX)}[{_text(node.condition)}]"
        case ast.Call():
            return f"{_inside(node.function, _POSTFIX)}({_arguments(node)})"
        case ast.If() | ast.For() | ast.Quantified() | ast.FunctionLiteral():
            return _control(node)
        case _:
            return _operator(node)


def _operator(node: _Operator) -> str:
    match node:
        case ast.RangeLiteral():
            ends = f"{_inside(node.low, _ADD)}..{_inside(node.high, _ADD)}"
            opener = "[" if node.low_included else "("
            return f"{opener}{ends}{']' if node.high_included else ')'}"
        case ast.Negation():
            return f"-{_inside(node.value, _FACTOR)}"
        case ast.Arithmetic():
            level = _ARITHMETIC[node.operator]
            left, right = _inside(node.left, level), _inside(node.right, level + 1)
            return f"{left} {node.operator} {right}"
        case ast.Comparison():
            # After a type "<" would open its arguments.
            lowest = _ADD if isinstance(node.left, ast.InstanceOf) else _COMPARE
            left, right = _inside(node.left, lowest), _inside(node.right, _ADD)
            return f"{left} {node.operator} {right}"
        case ast.And():
            return " and ".join(_inside(part, _COMPARE) for part in node.operands)
        case ast.Or():
            return " or ".join(_inside(part, _AND) for part in node.operands)
        case ast.Between():
            ends = f"{_inside(node.low, _ADD)} and {_inside(node.high, _ADD)}"
            return f"{_inside(node.value, _COMPARE)} between {ends}"
        case ast.In():
            return f"{_inside(node.value, _COMPARE)} in {_tests(node.tests)}"
        case ast.InstanceOf():
            value = _inside(node.value, _POSTFIX)
            return f"{value} instance of {_type(node.type)}"
        case _:
            assert_never(node)


def _tests(tests: tuple[ast.Expression, ...]) -> str:
    if len(tests) > 1:
        return f"({_joined(tests)})"
    return _inside(tests[0], _ADD)


def _entry(entry: ast.ContextEntry) -> str:
    plain = is_simple(entry.key) and entry.key not in KEYWORDS
    return f"{entry.key if plain else escape(entry.key)}: {_text(entry.value)}"


def _arguments(node: ast.Call) -> str:
    return ", ".join(
        f"{name_text(argument.name)}: {_text(argument.value)}"
        if argument.name
        else _text(argument.value)
        for argument in node.arguments
    )


def _control(node: ast.If | ast.For | ast.Quantified | ast.FunctionLiteral) -> str:
    match node:
        case ast.If():
            condition, yes = _text(node.condition), _text(node.yes)
            return f"if {condition} then {yes} else {_text(node.no)}"
        case ast.For():
            return f"for {_variables(node.iterators)} return {_text(node.body)}"
        case ast.Quantified():
            variables = _variables(node.iterators)
            return f"{node.quantifier} {variables} satisfies {_text(node.condition)}"
        case ast.FunctionLiteral():
            parameters = ", ".join(_parameter(part) for part in node.parameters)
            word = " external" if node.external else ""
            return f"function({parameters}){word} {_text(node.body)}"
        case _:
            assert_never(node)


def _variables(variables: tuple[ast.LoopVariable, ...]) -> str:
    return ", ".join(
        f"{name_text(variable.name)} in {_text(variable.domain)}"
        + ("" if variable.last is None else f"..{_text(variable.last)}")
        for variable in variables
    )


def _parameter(parameter: ast.Parameter) -> str:
    name = name_text(parameter.name)
    return name if parameter.type is None else f"{name}: {_type(parameter.type)}"


def _type(kind: ast.TypeName) -> str:
    inside = [_type(part) for part in kind.arguments]
    if kind.result is not None:
        return f"function<{', '.join(inside)}>->{_type(kind.result)}"
    if kind.keys:
        pairs = zip(kind.keys, inside, strict=True)
        inside = [f"{name_text(key)}: {part}" for key, part in pairs]
    name = kind.name if kind.name == "function" else name_text(kind.name)
    return f"{name}<{', '.join(inside)}>" if inside else name


def _unary_tests(node: ast.UnaryTests) -> str:
    if not node.tests:
        return "-"
    inside = _joined(node.tests)
    return f"not({inside})" if node.negated else inside
