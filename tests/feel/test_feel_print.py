"""What is printed is read back as the same tree; every tree can be evaluated."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine import feel
from ruleengine.feel import ast
from ruleengine.feel.print import to_text

if TYPE_CHECKING:
    from ruleengine.feel.ast import Expression

# A tree is small, but written out with every position it may be long.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Generating overly large repr:hypothesis.errors.HypothesisWarning"
)
NAMES = (
    "a",
    "b",
    "x",
    "item",
    "partial",
    "名称",
    "first name",
    "a+b",
    "检测/校准参数名称",
)
FUNCTIONS = [
    "count",
    "sum",
    "min",
    "max",
    "sort",
    "flatten",
    "string",
    "number",
    "substring",
    "matches",
    "replace",
    "split",
    "range",
    "before",
    "during",
    "reverse",
    "append",
    "concatenate",
    "date",
    "duration",
    "abs",
    "modulo",
    "sqrt",
    "floor",
]
TYPES = ("number", "string", "date", "date and time", "Any", "list")

names = st.sampled_from(NAMES).map(ast.Name)
leaves = st.one_of(
    st.decimals(min_value=0, max_value=10**9, places=2).map(ast.NumberLiteral),
    st.integers(0, 5).map(lambda number: ast.NumberLiteral(Decimal(number))),
    st.text(max_size=6).map(ast.StringLiteral),
    st.sampled_from(
        ["2020-01-31", "P1D", "P2M", "10:00:00Z", "2020-01-31T10:00:00", "?"]
    ).map(ast.AtLiteral),
    st.booleans().map(ast.BooleanLiteral),
    st.just(ast.NullLiteral()),
    names,
)


def _pairs(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    many = st.lists(parts, min_size=2, max_size=3).map(tuple)
    tests = st.one_of(
        parts, st.builds(ast.UnaryTest, st.sampled_from(["<", ">=", "!="]), parts)
    )
    variables = st.lists(
        st.builds(ast.LoopVariable, st.sampled_from(NAMES), parts, st.none() | parts),
        min_size=1,
        max_size=2,
    ).map(tuple)
    arguments = st.one_of(
        st.lists(st.builds(ast.Argument, st.just(""), parts), max_size=3),
        st.lists(
            st.builds(ast.Argument, st.sampled_from(NAMES), parts),
            max_size=3,
            unique_by=lambda argument: argument.name,
        ),
    ).map(tuple)
    keys = st.sampled_from((*NAMES, "", "if", "a b\n", "}"))
    return st.one_of(
        st.builds(
            ast.Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), parts, parts
        ),
        st.builds(
            ast.Comparison, st.sampled_from(["=", "!=", "<", ">="]), parts, parts
        ),
        st.builds(ast.And, many),
        st.builds(ast.Or, many),
        st.builds(ast.Negation, parts),
        st.builds(ast.Between, parts, parts, parts),
        st.builds(ast.In, parts, st.lists(tests, min_size=1, max_size=3).map(tuple)),
        st.builds(ast.ListLiteral, st.lists(parts, max_size=3).map(tuple)),
        st.builds(
            ast.ContextLiteral,
            st.lists(st.builds(ast.ContextEntry, keys, parts), max_size=3).map(tuple),
        ),
        st.builds(ast.RangeLiteral, parts, parts, st.booleans(), st.booleans()),
        st.builds(ast.Path, parts, st.sampled_from(NAMES)),
        st.builds(ast.Filter, parts, parts),
        st.builds(ast.Call, st.sampled_from(FUNCTIONS).map(ast.Name), arguments),
        st.builds(ast.If, parts, parts, parts),
        st.builds(ast.For, variables, parts),
        st.builds(ast.Quantified, st.sampled_from(["some", "every"]), variables, parts),
        st.builds(ast.InstanceOf, parts, st.sampled_from(TYPES).map(ast.TypeName)),
        st.builds(
            ast.FunctionLiteral,
            st.lists(st.builds(ast.Parameter, st.sampled_from(NAMES)), max_size=2).map(
                tuple
            ),
            parts,
        ),
    )


trees = st.recursive(leaves, _pairs, max_leaves=12)

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
    ("f(`a-b`:1,first name:2)", "f(`a-b`: 1, first name: 2)"),
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
