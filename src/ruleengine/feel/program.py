"""Syntax tree -> Program: closures that are built once and run many times.

Comes in: a text or a tree. Goes out: an immutable Program that threads may share.
It knows neither Lark nor where the data come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, assert_never

from ruleengine.base.frozen import frozen
from ruleengine.feel import ast
from ruleengine.feel.compile_calls import compile_call, compile_function
from ruleengine.feel.compile_loops import compile_for, compile_if, compile_quantified
from ruleengine.feel.compile_names import (
    compile_context,
    compile_filter,
    compile_list,
    compile_name,
    compile_path,
)
from ruleengine.feel.compile_operators import (
    compile_arithmetic,
    compile_between,
    compile_comparison,
    compile_in,
    compile_instance_of,
    compile_logic,
    compile_negation,
    compile_range,
    compile_unary_range,
)
from ruleengine.feel.compile_unary import compile_unary_tests
from ruleengine.feel.errors import FeelError, LimitReached, Reason, too_deep
from ruleengine.feel.free_names import NO_MEMBERS, free_paths
from ruleengine.feel.library import FUNCTIONS
from ruleengine.feel.names import top_names
from ruleengine.feel.runtime import KEPT, MISSING, Calendar, Run, Scope
from ruleengine.feel.shared_parts import kept, shared_parts
from ruleengine.feel.static import Code, Static, constant
from ruleengine.feel.temporal_parse import parse_at_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.feel.free_names import Members
    from ruleengine.feel.functions.signature import Function
    from ruleengine.feel.values import Value


@frozen(guarded=True)
class Outcome:
    """A value, and why it is null where that was an error."""

    value: Value
    reasons: tuple[Reason, ...] = ()


_YES, _NO = Outcome(value=True), Outcome(value=False)
"""What most conditions say."""


@frozen(guarded=True)
class Program:
    """A compiled expression; immutable, so threads may share it."""

    tree: ast.Expression
    code: Code
    paths: frozenset[tuple[str, ...]]
    """Names the expression takes from its context, with the members it asks of them."""

    @property
    def names(self) -> frozenset[str]:
        """Names the expression takes from its context."""
        return frozenset(path[0] for path in self.paths)

    def evaluate(
        self,
        context: Mapping[str, object],
        calendar: Calendar | None = None,
        *,
        input_value: object = MISSING,
    ) -> Value:
        """Return the value of the expression; null where there is none.

        Args:
            context: the names in scope with their values.
            calendar: answers which days are worked.
            input_value: what unary tests are about (``?``).
        """
        return self._start(context, calendar, input_value)[0]

    def run(
        self,
        context: Mapping[str, object],
        calendar: Calendar | None = None,
        *,
        input_value: object = MISSING,
    ) -> Outcome:
        """Return the value with the reasons of nulls that came of an error.

        Args:
            context: the names in scope with their values.
            calendar: answers which days are worked.
            input_value: what unary tests are about (``?``).
        """
        value, run = self._start(context, calendar, input_value)
        if value.__class__ is bool and not run.reasons:
            return _YES if value else _NO
        return Outcome(value, tuple(run.reasons))

    def _start(
        self,
        context: Mapping[str, object],
        calendar: Calendar | None,
        input_value: object,
    ) -> tuple[Value, Run]:
        run = Run(calendar, context.get(KEPT))  # type: ignore[arg-type]
        if input_value is not MISSING:
            context = {**context, "?": input_value}
        try:
            return self.code(Scope(context, None, run)), run
        except LimitReached as limit:
            run.reasons.clear()
            run.fail(-1, -1, f"limit-{limit.limit}")
        except RecursionError:
            run.fail(-1, -1, "limit-calls")
        return None, run


def compile_expression(
    source: str | ast.Expression,
    names: Iterable[str] = (),
    *,
    unary: bool = False,
    functions: Mapping[str, Function] | None = None,
    shared: Members = NO_MEMBERS,
) -> Program:
    """Return the program of an expression.

    Args:
        source: a text, or a tree that was parsed before.
        names: names in scope; needed for those with spaces or operators.
        unary: whether the text is a cell of a decision table.
        functions: functions of the caller, beside those of the language.
        shared: names of lists that stand for the same in all evaluations that bring the
            same dict (``KEPT``), with the members that all their items have. Parts that
            read only these are computed once.

    Raises:
        FeelError: the text is no FEEL.
    """
    known = {**FUNCTIONS, **(functions or {})}
    if isinstance(source, str):
        from ruleengine.feel import parser

        read = parser.parse_unary_tests if unary else parser.parse
        tree: ast.Expression = read(source, (*names, *(functions or ())))
    else:
        tree = source
    try:
        kept_parts = frozenset(map(id, shared_parts(tree, shared, known)))
        static = Static(known, shared=kept_parts)
        return Program(tree, build(tree, static), free_paths(tree, known))
    except RecursionError:
        raise too_deep(source) from None


def evaluate(text: str, context: Mapping[str, object] | None = None) -> Value:
    """Return the value of a text; null where there is none.

    Args:
        text: the expression.
        context: the names in scope with their values.

    Raises:
        FeelError: the text is no FEEL, or the context has no names.
    """
    if not isinstance(text, str):
        raise FeelError("no-text", "", 0, found=type(text).__name__)
    given = {} if context is None else context
    if not isinstance(given, Mapping):
        raise FeelError("no-context", text, 0, found=type(given).__name__)
    return compile_expression(text, top_names(given)).evaluate(given)


_Other = (
    ast.ListLiteral
    | ast.ContextLiteral
    | ast.RangeLiteral
    | ast.UnaryTest
    | ast.Negation
    | ast.Between
    | ast.In
    | ast.InstanceOf
    | ast.If
    | ast.For
    | ast.Quantified
    | ast.FunctionLiteral
    | ast.UnaryTests
)


def build(node: ast.Expression, static: Static) -> Code:
    """Return the code of a node."""
    code = _build(node, static)
    return kept(node, code) if id(node) in static.shared else code


def _build(node: ast.Expression, static: Static) -> Code:
    match node:
        case ast.NumberLiteral() | ast.StringLiteral() | ast.BooleanLiteral():
            return constant(node.value)
        case ast.NullLiteral():
            return constant(None)
        case ast.AtLiteral():
            return _at_literal(node)
        case ast.Name():
            return compile_name(node, static)
        case ast.Arithmetic():
            return compile_arithmetic(node, static, build)
        case ast.Comparison():
            return compile_comparison(node, static, build)
        case ast.And() | ast.Or():
            return compile_logic(node, static, build)
        case ast.Path():
            return compile_path(node, static, build)
        case ast.Filter():
            return compile_filter(node, static, build)
        case ast.Call():
            return compile_call(node, static, build)
        case _:
            return _build_other(node, static)


def _build_other(node: _Other, static: Static) -> Code:
    match node:
        case ast.Negation():
            return compile_negation(node, static, build)
        case ast.Between():
            return compile_between(node, static, build)
        case ast.In():
            return compile_in(node, static, build)
        case ast.InstanceOf():
            return compile_instance_of(node, static, build)
        case ast.RangeLiteral():
            return compile_range(node, static, build)
        case ast.UnaryTest():
            return compile_unary_range(node, static, build)
        case ast.ListLiteral():
            return compile_list(node, static, build)
        case ast.ContextLiteral():
            return compile_context(node, static, build)
        case ast.If():
            return compile_if(node, static, build)
        case ast.For():
            return compile_for(node, static, build)
        case ast.Quantified():
            return compile_quantified(node, static, build)
        case ast.FunctionLiteral():
            return compile_function(node, static, build)
        case ast.UnaryTests():
            return compile_unary_tests(node, static, build)
        case _:
            assert_never(node)


def _at_literal(node: ast.AtLiteral) -> Code:
    value = parse_at_literal(node.text)
    if value is not None:
        return constant(value)

    def code(scope: Scope) -> Value:
        scope.run.fail(node.start, node.end, "not-temporal", found=node.text)

    return code
