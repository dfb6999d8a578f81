"""Strict reading of rule files: what is refused, where, and in which words."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, strategies as st

from ruleengine.base.problem import Problem, RulePackError
from ruleengine.source.data import load_data
from ruleengine.source.hidden import hidden_problems
from ruleengine.source.limits import Limits
from ruleengine.source.node import Mapping, Scalar, plain
from ruleengine.source.read import read_bytes, read_node, read_text

REFUSED = [
    # text, (code, line, column) of every problem
    ("", [("E116", 1, 1)]),
    ("- a\n", [("E117", 1, 1)]),
    ("just words\n", [("E117", 1, 1)]),
    ("\ufeffa: 1\n", [("E112", 1, 1)]),
    ("a: 1\n\tb: 2\n", [("E104", 2, 1)]),
    ("a：1\nb: 2\n", [("E105", 1, 2)]),
    ("title：表\nb: 2\n", [("E105", 1, 6)]),
    ("fields:\n  - no: 1\n    name：表\n    key: x\n", [("E105", 3, 9)]),
    ("a: “x”: y\n", [("E106", 1, 4)]),
    ("　a: 1\nb: 1\n   c: d: e\n", [("E106", 1, 1)]),
    ("a:\n  - id: 1\n\u00a0\u00a0\u00a0\u00a0b: 1\n    c: 1\n", [("E113", 3, 1)]),
    ("a:\n  b:\u00a01\n  c: x\u00a0y\n", [("E113", 2, 5), ("E113", 3, 7)]),
    ("a:\n  - b: 1\n  — c: 1\n", [("E106", 3, 3)]),
    ("a:\n  — b: 1\n    c: 1\n", [("E106", 2, 3)]),
    ("a：1\nb：2\nc: 3\n", [("E105", 2, 2)]),
    ("a：1\nb：2\nc：3\nd：4\ne:\n  - f\n", [("E105", 4, 2)]),
    ("kind：x\nid：y\nfields：\n  - no：1\n", [("E105", 1, 5)]),
    # Full-width marks that are legal, above a fault of another kind.
    ("title: “三同”规则\nid: [a\n", [("E107", 2, 1)]),
    ("title: 【C-1】\nid: x: y\n", [("E107", 2, 6)]),
    ("note: |\n  说明：第一\nid: x: y\n", [("E107", 3, 6)]),
    ("a:\n  - b: 1\n  -c: 1\n", [("E107", 3, 4)]),
    ("- b: 1\n  c: 1\n  b: 2\n  c: 2\n  d: 3\n", [("E110", 3, 3)]),
    ("- b: 1\n  c: 1\n  c: 2\n  b: 2\n", [("E110", 3, 3), ("E110", 4, 3)]),
    ("a:\n  - b: 1\n  * b: 2\n    c: 3\n", [("E107", 3, 3)]),
    ("a:\n  1. b: 1\n    c: 3\n", [("E107", 2, 3)]),
    ("a: ?\nb: 1\n", [("E107", 1, 4)]),
    ("a: 'x\n", [("E107", 1, 4)]),
    ("a: [1, 2\nb: 3\n", [("E107", 2, 2)]),
    ("a: >=10\n", [("E107", 1, 5)]),
    ("a:x\nb: 1\n", [("E107", 1, 3)]),
    ("a: 1\nhit:unique\ninputs:\n  - key: x\n", [("E107", 2, 5)]),
    ("a:\n  - id: 1\n   - id: 2\n", [("E107", 3, 4)]),
    ("a: 1\nhttp://x\nb: 1\n", [("E107", 3, 1)]),
    ("a: &x 1\nb: *x\n", [("E108", 1, 4), ("E108", 2, 4)]),
    ("a:\n  - b: 甲\n      - 乙\n      - 丙\n", [("E123", 3, 7)]),
    ("a: x\r\n\r\n  y\r\n  - z\r\nb: 1\r\n", [("E123", 4, 3)]),
    ("a:\n  - x\n    - y\nb: x\n  -\n", [("E123", 3, 5), ("E123", 5, 3)]),
    ("a: {<<: {b: 1}}\n", [("E108", 1, 5)]),
    ("a: !!python/object:os.system x\n", [("E109", 1, 4)]),
    ("a: 1\nb: 2\na: 3\na: 4\n", [("E110", 3, 1), ("E110", 4, 1)]),
    ("a: 1\n---\nb: 2\n", [("E111", 2, 1)]),
    ("a: \x07\n", [("E113", 1, 4)]),
    ("a: \u0000\n", [("E113", 1, 4)]),
    ("a: 20-49\u200b\n", [("E113", 1, 9)]),
    ("a: x\u2028y\n", [("E113", 1, 5)]),
    ("a: x\x85y\n", [("E113", 1, 5)]),
    ("[1, 2]: x\n", [("E115", 1, 1)]),
    ("[" * 50_000, [("E103", 1, 33)]),
    ("a: " + "{b: " * 50_000, [("E103", 1, 128)]),
    ('a: "' + "x" * 200_000 + '"\n', [("E114", 1, 4)]),
]


@pytest.mark.parametrize(("text", "problems"), REFUSED)
def test_a_text_is_refused_with_all_its_problems(
    text: str, problems: list[tuple[str, int, int]]
) -> None:
    with pytest.raises(RulePackError) as caught:
        read_text(text, "规则.yaml")
    found = [
        (p.code, p.position.line, p.position.column) for p in caught.value.problems
    ]
    assert found == problems
    for problem in caught.value.problems:
        assert problem.position.file == "规则.yaml"
        assert problem.message.zh
        assert problem.message.en


def test_a_full_width_colon_is_told_with_the_mended_line() -> None:
    with pytest.raises(RulePackError) as caught:
        read_text("title：表6 结果\nid: T06\n", "t06.yaml")
    line = caught.value.problems[0].line("zh")
    assert line.startswith("t06.yaml:1:6 E105 这里用了全角冒号“：”")
    assert "“title: 表6 结果”" in line
    assert str(caught.value) == line


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("a: 1\nhit:unique\nb: 1\n", "冒号后面缺一个空格", "space is missing"),
        ("a:\n  - id: 1\n   - id: 2\n", "对不齐", "not in line with the dash"),
        ("a: '表\n", "补上后一半引号", "Add the closing quote"),
        ('a: "表4" 名称\n', "引号后面还有文字", "after a closing quote"),
        ("a: >= 1\n", "'>= 1'", "'>= 1'"),
        ("a: [表4] 名称\n", "括号后面还有文字", "text follows a bracket"),
        ("a: {b: c}名称\n", "括号后面还有文字", "put it in quotes"),
        ("a: 表4: 名称\n", "给整段文字加引号", "quote the whole text"),
        ("a: - 名称\n", "从下一行写起", "on the next line"),
        ("a: 1\n...\nb: 1\n", "单独一行的“...”", 'a line of "..."'),
        ("a: @x\n", "给整段文字加引号", "Quote the whole text"),
    ],
)
def test_what_is_wrong_with_the_syntax_is_said_as_people_type(
    text: str, zh: str, en: str
) -> None:
    with pytest.raises(RulePackError) as caught:
        read_text(text, "t06.yaml")
    assert zh in caught.value.problems[0].line("zh")
    assert en in caught.value.problems[0].line("en")


def test_submitted_data_may_hold_what_nobody_sees() -> None:
    assert load_data("a: x\u200by\n", "x.yaml") == {"a": "x\u200by"}


@pytest.mark.parametrize(
    "text",
    [
        "a: x\n  -y\n",
        "a: x\n  y - z\n",
        "a: |\n  x\n  - y\n",
        "a: >\n  x\n  - y\n",
        'a: "x\n  - y"\n',
        "a: x  # - y\n# - z\n",
    ],
)
def test_a_dash_in_a_text_is_no_item(text: str) -> None:
    assert read_text(text, "x.yaml").text("a")


def test_submitted_data_may_have_items_in_their_texts() -> None:
    assert load_data("a: x\n  - y\n", "x.yaml") == {"a": "x - y"}


def test_equal_aliases_are_one_problem_that_tells_how_many() -> None:
    lists = "".join(f"k{n}: [{', '.join(['*a'] * 9)}]\n" for n in range(12))
    with pytest.raises(RulePackError) as caught:
        read_text(f"a: &a 1\n{lists}b: *b\n", "x.yaml")
    anchor, alias, other = caught.value.problems
    assert (anchor.found, alias.found, other.found) == ("&a", "*a", "*b")
    assert alias.position.line == 2
    assert (
        "共 108 处，最前面的在第 2、3、4、5、6、7、8、9、10、11 行" in alias.message.zh
    )
    assert "108 times" in alias.message.en
    assert "共" not in anchor.message.zh + other.message.zh
    assert other.hint
    assert "引号" in other.hint.zh


def test_an_alias_bomb_is_refused_before_anything_is_built() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n"
        for i in range(20)
    )
    with pytest.raises(RulePackError) as caught:
        read_text(bomb, "x.yaml")
    assert {p.code for p in caught.value.problems} == {"E108"}


def test_more_bytes_or_nodes_than_the_limit_are_refused() -> None:
    with pytest.raises(RulePackError, match="E102"):
        read_node("a: 1\n", "x.yaml", Limits(bytes=3))
    with pytest.raises(RulePackError, match="E118"):
        read_node("a: [1, 2, 3]\n", "x.yaml", Limits(nodes=3))


def test_bytes_that_are_no_utf_8_are_refused_at_their_line() -> None:
    with pytest.raises(RulePackError) as caught:
        read_bytes("a: 1\nb: 中".encode("gb18030"), "x.yaml")
    problem = caught.value.problems[0]
    assert (problem.code, problem.position.line) == ("E101", 2)


MEANT = [
    ("true", True),
    ("false", False),
    ("null", None),
    ("", None),
    ("12", 12),
    ("-3", -3),
    ("0", 0),
    ("1.10", Decimal("1.10")),
    ("12345678901234567890.10", Decimal("12345678901234567890.10")),
    ("NO", "NO"),
    ("yes", "yes"),
    ("~", "~"),
    ("01", "01"),
    ("0x1F", "0x1F"),
    ("12:30", "12:30"),
    ("12:30:45", "12:30:45"),
    ("2026-01-01", "2026-01-01"),
    ("1e3", "1e3"),
    ("1_000", "1_000"),
    (".5", ".5"),
    ("an..200", "an..200"),
    ('"12"', "12"),
    ("'true'", "true"),
    ("１２", "１２"),
]


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_a_scalar_means_what_was_typed(typed: str, meant: object) -> None:
    node = read_text(f"a: {typed}\n", "x.yaml").entries["a"]
    assert isinstance(node, Scalar)
    assert node.value == meant
    assert type(node.value) is type(meant)


def test_every_node_knows_its_place_behind_chinese_text() -> None:
    root = read_text("标题: 表6\nfields:\n  - {名称: 结果, no: 12}\n", "x.yaml")
    item = root.mappings("fields")[0]
    assert (item.position.line, item.position.column) == (3, 5)
    assert (item.keys["no"].line, item.keys["no"].column) == (3, 14)
    assert item.place("no").column == 18
    assert item.place("absent") == item.position


def test_mapping_readers_answer_absent_keys_with_nothing() -> None:
    root = read_text("a: x\nb: [1, y]\nc:\n  d: 2\n", "x.yaml")
    assert root.text("z", "default") == "default"
    assert root.value("z") is None
    assert root.texts("a") == ("x",)
    assert root.texts("b") == ("1", "y")
    assert root.nodes("z") == ()
    assert root.mapping("a") is None
    assert root.mapping("c") is not None
    assert "a" in root
    assert root.get("z") is None
    assert plain(root) == {"a": "x", "b": [1, "y"], "c": {"d": 2}}


def test_a_list_may_stand_at_the_top_of_a_data_file() -> None:
    assert plain(read_node("- a: 1\n- a: 2\n", "x.yaml")) == [{"a": 1}, {"a": 2}]


def problems_of(raw: bytes) -> tuple[Problem, ...]:
    try:
        node = read_bytes(raw, "x.yaml")
    except RulePackError as error:
        return error.problems
    assert isinstance(node, Mapping)
    return ()


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_problems(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    assert all(problem.message.zh for problem in problems_of(raw))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_problems(raw: bytes) -> None:
    assert all(problem.position.line >= 1 for problem in problems_of(raw))


def test_hidden_characters_on_a_late_line_are_found_quickly() -> None:
    text = "a: 1\n" * 150_000 + "b: " + "\u200b" * 200_000
    start = time.perf_counter()
    found = hidden_problems(text, "x.yaml")
    assert [(p.position.line, p.position.column) for p in found] == [(150_001, 4)]
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("above", [3, 500])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_marks_above_an_error_are_judged_in_few_readings(
    above: int, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["- “甲”：乙"] * above
    lines[at] = "- 键：[1, 2"
    times = 0

    def parse(*args: Any, **kwargs: Any) -> Any:
        nonlocal times
        times += 1
        return true_parse(*args, **kwargs)

    true_parse = yaml.parse
    monkeypatch.setattr(yaml, "parse", parse)
    with pytest.raises(RulePackError):
        read_text("\n".join([*lines, "a: b"]), "x.yaml")
    assert times <= 30
