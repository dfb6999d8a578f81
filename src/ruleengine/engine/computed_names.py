"""What a computed side of a comparison is called, and in what it is measured.

Comes in: the tree of the side. Decisions know the names and units of their results; a
figure keeps its unit when it is multiplied or divided by a plain number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.compile.as_of import AS_OF, asks_date
from ruleengine.compile.calculations import CompiledCalculation, CompiledStep
from ruleengine.compile.decisions_tables import CompiledTable
from ruleengine.feel import ast
from ruleengine.feel.rewrite import rewritten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.compile.decisions_session import Callee as Decision
    from ruleengine.compile.decisions_tables import CompiledOutput

_KEEPING = frozenset({"max", "min", "abs", "round half up", "round up"})
"""Functions whose result is measured as what they are given."""


def unit_of(
    node: ast.Expression,
    decisions: Mapping[str, Decision],
    units: Mapping[str, str] | None = None,
) -> str:
    """Return the unit of an expression; empty where it has none or several.

    Args:
        node: the expression.
        decisions: what it may call, by name.
        units: of the names that it may read.
    """
    match node:
        case ast.Name(name=name):
            return (units or {}).get(name, "")
        case ast.Arithmetic():
            return _of_arithmetic(node, decisions, units)
        case ast.If(yes=yes, no=no):
            return _common([unit_of(each, decisions, units) for each in (yes, no)])
        case ast.Call(function=ast.Name(name=name)) if name in _KEEPING:
            given = node.arguments[:1] if name.startswith("round") else node.arguments
            return _common([unit_of(each.value, decisions, units) for each in given])
        case ast.Call() | ast.Path():
            output = _output(node, decisions)
            return output.unit if output else ""
        case _:
            return ""


def _of_arithmetic(
    node: ast.Arithmetic,
    decisions: Mapping[str, Decision],
    units: Mapping[str, str] | None,
) -> str:
    left, right = (unit_of(each, decisions, units) for each in (node.left, node.right))
    match node.operator:
        case "+" | "-":
            return _common([left, right])
        case "*" if isinstance(node.left, ast.NumberLiteral):
            return right
        case "*" | "/" if isinstance(node.right, ast.NumberLiteral):
            return left
        case _:
            return ""


def _common(units: list[str]) -> str:
    return units[0] if len(set(units)) == 1 else ""


def formula_of(
    node: ast.Expression, decisions: Mapping[str, Decision], printed: Mapping[str, str]
) -> str:
    """Return an expression in the words of a person: names as printed, results by name.

    Empty for a plain value, which says itself.
    """
    if isinstance(node, ast.NumberLiteral | ast.StringLiteral | ast.AtLiteral):
        return ""

    def named(part: ast.Node) -> ast.Expression | None:
        if asks_date(part):
            return ast.Name(AS_OF)
        if isinstance(part, ast.Name):
            return ast.Name(printed.get(part.name, part.name))
        output = _output(part, decisions) if _is_asked(part) else None
        called = isinstance(output, CompiledStep) and output.name
        return ast.Name(called) if called else None

    from ruleengine.feel.print import to_text

    return to_text(rewritten(node, named)).replace("`", "")


def _is_asked(part: ast.Node) -> bool:
    base = part.base if isinstance(part, ast.Path) else part
    return isinstance(base, ast.Call)


def _output(
    node: ast.Node, decisions: Mapping[str, Decision]
) -> CompiledStep | CompiledOutput | None:
    """Return the result of a decision that a call, or a path on one, stands for."""
    match node:
        case ast.Call(function=ast.Name(name=name)):
            key = ""
        case ast.Path(base=ast.Call(function=ast.Name(name=name)), name=key):
            pass
        case _:
            return None
    decision = decisions.get(name)
    if not isinstance(decision, CompiledTable | CompiledCalculation):
        return None
    outputs = decision.outputs
    if not key:
        return outputs[0] if len(outputs) == 1 else None
    return next((output for output in outputs if output.key == key), None)
