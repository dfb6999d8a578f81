"""Static check: what can never be right in an expression, told before there are data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import ast, types
from ruleengine.feel.errors import FeelError, too_deep
from ruleengine.feel.infer import infer
from ruleengine.feel.library import FUNCTIONS
from ruleengine.feel.parser import parse, parse_unary_tests
from ruleengine.feel.scope_types import FeelProblem, Known
from ruleengine.feel.sentences import sentence
from ruleengine.feel.type_rules import can_pass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.ast import Expression
    from ruleengine.feel.functions.signature import Function
    from ruleengine.feel.types import Type


def check(
    source: str | Expression,
    names: Mapping[str, Type],
    *,
    unary: bool = False,
    wanted: Type = types.ANY,
    functions: Mapping[str, Function] | None = None,
) -> tuple[FeelProblem, ...]:
    """Return what can never be right, in the order of the text.

    Args:
        source: a text, or a tree that was parsed before.
        names: the names in scope with their types; ``?`` is the input value.
        unary: whether the text is a cell of a decision table.
        wanted: the type the value must have; boolean for a condition.
        functions: functions of the caller, beside those of the language.
    """
    known = Known(names, {**FUNCTIONS, **(functions or {})})
    try:
        tree = _tree(source, (*names, *(functions or ())), unary=unary)
        kind = infer(tree, known)
    except FeelError as error:
        return (_problem(error),)
    except RecursionError:
        return (_problem(too_deep(source)),)
    if not can_pass(kind, wanted):
        hint = sentence("hint-no-equals") if _begins_with_equals(tree) else None
        facts = {"wanted": str(wanted), "found": str(kind)}
        known.report(tree, "wrong-type", (), hint, **facts)
    return tuple(sorted(known.problems, key=lambda problem: problem.start))


def _begins_with_equals(tree: Expression) -> bool:
    """Know ``= a + b``, as formulas stand in a spreadsheet."""
    return isinstance(tree, ast.UnaryTest) and tree.operator == "="


def _problem(error: FeelError) -> FeelProblem:
    at = error.position.offset
    return FeelProblem(error.code, error.message, at, at, error.hint)


def type_of_expression(source: str | Expression, names: Mapping[str, Type]) -> Type:
    """Return the type of an expression, Any where it is not known.

    Raises:
        FeelError: the text is no FEEL.
    """
    return infer(_tree(source, tuple(names), unary=False), Known(names, FUNCTIONS))


def _tree(
    source: str | Expression, names: tuple[str, ...], *, unary: bool
) -> Expression:
    if not isinstance(source, str):
        return source
    return parse_unary_tests(source, names) if unary else parse(source, names)
