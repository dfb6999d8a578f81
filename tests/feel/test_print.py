"""What is printed is read back as the same tree; every tree can be evaluated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.feel.trees import trees

from ruleengine import feel
from ruleengine.feel.ast import Expression
from ruleengine.feel.print import to_text

CANONICAL = [
    ("a+b*c", "a + b * c"),
    ("(a+b)*c", "(a + b) * c"),
    ("a-(b-c)", "a - (b - c)"),
    ("x  in(1,<5,[1 .. 3])", "x in (1, < 5, [1..3])"),
    ("]1..2[", "(1..2)"),
    ("if a then b else c", "if a then b else c"),
    ('`检测/校准参数名称`="a"', '`检测/校准参数名称` = "a"'),
    ('{a b:1,"c":2}', '{"a b": 1, c: 2}'),
    ("not( a )", "not(a)"),
    ("-2**2", "-2 ** 2"),
    ("function(a:number,b)a", "function(a: number, b) a"),
    (
        "x instance of function<number>->list<string>",
        "x instance of function<number>->list<string>",
    ),
]


@pytest.mark.parametrize(("text", "printed"), CANONICAL)
def test_a_tree_is_printed_in_one_way(text: str, printed: str) -> None:
    assert to_text(feel.parse(text)) == printed


@pytest.mark.parametrize("text", ["-", "< 5, [1..3]", 'not("a", "b")', "? > 5"])
def test_unary_tests_are_printed_as_they_are_written(text: str) -> None:
    assert to_text(feel.parse_unary_tests(text)) == text


@given(trees)
@settings(max_examples=200, deadline=None)
def test_printing_and_parsing_gives_the_same_tree(tree: Expression) -> None:
    text = to_text(tree)
    assert feel.parse(text) == tree, text


@given(trees)
@settings(max_examples=300, deadline=None)
def test_every_tree_has_a_value_and_a_type(tree: Expression) -> None:
    context = {
        "a": 1,
        "b": [1, 2, "x"],
        "x": {"a": 2},
        "名称": "text",
        "first name": None,
    }
    feel.compile(tree).run(context)
    feel.check(tree, {"a": feel.types.NUMBER})
