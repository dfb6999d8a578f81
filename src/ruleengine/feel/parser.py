"""Text of an expression -> syntax tree, or a FeelError that says what is wrong.

Comes in: a text and the names in scope. Goes out: nodes of ``ast.py``. Lark is met
here only, and only when the first text is parsed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ruleengine.feel import ast, limits
from ruleengine.feel.brackets import mark_ranges
from ruleengine.feel.errors import FeelError
from ruleengine.feel.lexer import Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lark import Lark


def parse(text: str, names: Iterable[str] = ()) -> ast.Expression:
    """Return the syntax tree of an expression.

    Args:
        text: the expression.
        names: names in scope; needed for those with spaces or operators.

    Raises:
        FeelError: the text is no FEEL expression.
    """
    return _parse(text, mark_ranges(tokenize(text, names)), "expression")


def parse_unary_tests(text: str, names: Iterable[str] = ()) -> ast.UnaryTests:
    """Return the syntax tree of a cell of a decision table.

    Args:
        text: tests joined by comma, ``not(...)`` around them, or ``-``.
        names: names in scope; needed for those with spaces or operators.

    Raises:
        FeelError: the text is no list of unary tests.
    """
    tokens = _mark_not(mark_ranges(tokenize(text, names)))
    return cast("ast.UnaryTests", _parse(text, tokens, "unary_tests"))


def _mark_not(tokens: list[Token]) -> list[Token]:
    """Give the ``not`` that embraces all tests its own terminal."""
    opening = [token.type for token in tokens[:2]]
    if opening != ["NAME", "LPAR"] or tokens[0].value != "not":
        return tokens
    level = 0
    for index, token in enumerate(tokens):
        level += {"LPAR": 1, "RPAR": -1}.get(token.type, 0)
        if token.type == "RPAR" and level == 0:
            closes_all = index == len(tokens) - 1
            return (
                [tokens[0]._replace(type="NOT"), *tokens[1:]] if closes_all else tokens
            )
    return tokens


def _parse(text: str, tokens: list[Token], start: str) -> ast.Expression:
    # Lark is slow to import and most runs of the program need no new expression.
    from lark import UnexpectedInput

    from ruleengine.feel.tree import TreeFault

    try:
        node = cast("ast.Expression", _parser().parse(cast("Any", tokens), start=start))
    except UnexpectedInput as error:
        from ruleengine.feel.syntax_trouble import syntax_error

        trouble = syntax_error(text, tokens, error)
    except TreeFault as fault:
        trouble = FeelError(fault.code, text, fault.start, **fault.facts)
    else:
        if ast.depth(node) <= limits.NESTING:
            return node
        trouble = FeelError("too-deep", text, node.start, limit=str(limits.NESTING))
    # Raised here it has no context: the parser cannot be sent to another process.
    raise trouble


@cache
def _parser() -> Lark:
    """Build the parser once; it keeps no state between texts."""
    from pathlib import Path

    from lark import Lark, Token as LarkToken
    from lark.lexer import Lexer

    from ruleengine.feel.tree import TreeBuilder

    class ReadyTokens(Lexer):
        """Hand tokens on that were read before."""

        def __init__(self, lexer_conf: object) -> None:
            del lexer_conf

        def lex(
            self, lexer_state: Any, parser_state: Any = None
        ) -> Iterator[LarkToken]:
            del parser_state
            for token in lexer_state:
                yield LarkToken(
                    token.type, token.value, start_pos=token.start, end_pos=token.end
                )

    grammar = Path(__file__).with_name("grammar.lark")
    return Lark(
        grammar.read_text(encoding="utf-8"),
        parser="lalr",
        lexer=ReadyTokens,
        start=["expression", "unary_tests"],
        transformer=TreeBuilder(),
        maybe_placeholders=False,
    )
