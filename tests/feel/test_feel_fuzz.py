"""No text and no data may bring out anything but a value or a FeelError."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine import feel
from ruleengine.feel.lexer import tokenize
from ruleengine.feel.print import to_text

WORDS = [
    "1",
    "2",
    "0.5",
    "1e3",
    "a",
    "b",
    "x",
    "item",
    "partial",
    "名称",
    "true",
    "false",
    "null",
    "and",
    "or",
    "not",
    "in",
    "between",
    "if",
    "then",
    "else",
    "for",
    "return",
    "some",
    "every",
    "satisfies",
    "instance",
    "of",
    "function",
    "external",
    "number",
    "list",
    "<",
    "<=",
    ">",
    ">=",
    "=",
    "!=",
    "+",
    "-",
    "*",
    "/",
    "**",
    ".",
    "..",
    ",",
    ":",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    '""',
    '"a"',
    '"2020-01-31"',
    '@"P1D"',
    '@"2020-02-30"',
    '@"10:00:00@Europe/Paris"',
    "date",
    "time",
    "duration",
    "string",
    "count",
    "sum",
    "min",
    "max",
    "sort",
    "substring",
    "matches",
    "replace",
    "split",
    "range",
    "before",
    "during",
    "get",
    "value",
    "context",
    "put",
    "?",
    '"(a+)+$"',
    "date",
    "and",
    "time",
    "years",
    "and",
    "months",
    "duration",
    "->",
    "`",
    "//",
    "/*",
    "*/",
    "\\",
    "“",
    "，",
    "10**99",
]
EXAMPLES = int(os.environ.get("FEEL_FUZZ_EXAMPLES", "0"))
FIRST_SEED = int(os.environ.get("FEEL_FUZZ_SEED", "0"))
"""Where the seeds of changed expressions start, so that long runs see new ones."""
CONTEXT: dict[str, Any] = {
    "a": 1,
    "b": [1, "x", None, {"c": [2, 3]}],
    "x": {"a": 1.5, "名称": "值"},
    "名称": "text",
    "s": "\ud800x",
}


def check_error(error: feel.FeelError, text: str) -> None:
    assert error.position.offset <= len(text)
    assert str(error)


def must_not_break(text: str) -> None:
    for unary in (False, True):
        try:
            program = feel.compile(text, unary=unary)
        except feel.FeelError as error:
            check_error(error, text)
            continue
        program.run(CONTEXT, input_value=3)
    feel.check(text, {"a": feel.types.NUMBER, "b": feel.types.ANY_LIST})


@given(st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_any_text_is_a_value_or_a_feel_error(text: str) -> None:
    must_not_break(text)


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_row_of_words_is_a_value_or_a_feel_error(text: str) -> None:
    must_not_break(text)


@pytest.mark.slow
@pytest.mark.skipif(not EXAMPLES, reason="set FEEL_FUZZ_EXAMPLES=20000 for a long run")
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
# A long run is for what no run has tried before.
@settings(max_examples=EXAMPLES or 1, deadline=None, derandomize=False)
def test_many_long_rows_of_words_are_values_or_feel_errors(text: str) -> None:
    must_not_break(text)


def written_expressions() -> list[str]:
    """Return the expressions of the tables."""
    lines = [
        line
        for path in sorted(Path(__file__).with_name("tables").glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith(("#", "given "))
    ]
    return [line.rsplit(" => ", 1)[0] for line in lines]


def mutated(random: Random, expressions: list[str], words: list[str]) -> str:
    """Return a written expression with some of its words changed."""
    text = random.choice(expressions)
    parts = [text[token.start : token.end] for token in tokenize(text)] or ["1"]
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(parts))
        match random.randrange(5):
            case 0 | 1:
                parts[place] = random.choice(words)
            case 2:
                parts.insert(place, random.choice(words))
            case 3:
                parts[place] = f"({random.choice(expressions)})"
            case _:
                parts += ["+", random.choice(expressions)]
    return " ".join(parts)


def must_stay_readable(text: str) -> None:
    try:
        tree = feel.parse(text)
    except feel.FeelError:
        return
    assert feel.parse(to_text(tree)) == tree, text


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + 1 + EXAMPLES // 1000))
def test_changed_expressions_are_values_or_feel_errors(seed: int) -> None:
    random = Random(seed)
    expressions = written_expressions()
    words = sorted(
        {
            text[token.start : token.end]
            for text in expressions
            for token in tokenize(text)
        }
    )
    for _ in range(1000 if EXAMPLES else 150):
        text = mutated(random, expressions, words)
        must_not_break(text)
        must_stay_readable(text)
