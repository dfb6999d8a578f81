"""csv files beside code lists: what is refused, where, and what is read."""

from __future__ import annotations

import pytest

from ruleengine.base.problem import RulePackError
from ruleengine.source.csv_rows import csv_rows
from ruleengine.source.packs import find_packs
from ruleengine.source.shipped import rules_folder

COLUMNS = ("code", "name", "parent")

REFUSED = [
    # text, [(code, line, column, word in the hint or sentence)]
    ("代码,名称\n01,一\n", [("E119", 1, 1, "code,name")]),
    ("code;name\n01;一\n", [("E119", 1, 1, "code;name")]),
    ("01,一\n02,二\n", [("E119", 1, 1, "01,一")]),
    ("code,parnet\n01,\n", [("E120", 1, 1, "是否想写“parent”")]),
    ("code,code\n01,02\n", [("E120", 1, 1, "两次")]),
    ('code,name\n01,一\n02,"二\n03,三\n', [("E121", 3, 1, "双引号")]),
    ("code,name\n01,一,类\n02\n", [("E122", 2, 1, "3 格"), ("E122", 3, 1, "1 格")]),
    ("code,name\n01\u200b,一\n", [("E113", 2, 3, "U+200B")]),
]


@pytest.mark.parametrize(("text", "problems"), REFUSED)
def test_a_csv_is_refused_with_place_and_way_out(
    text: str, problems: list[tuple[str, int, int, str]]
) -> None:
    with pytest.raises(RulePackError) as caught:
        csv_rows(text.encode(), "p/codes.csv", COLUMNS)
    found = caught.value.problems
    places = [(p.code, p.position.line, p.position.column) for p in found]
    assert places == [(code, line, column) for code, line, column, _ in problems]
    for problem, (*_, word) in zip(found, problems, strict=True):
        assert problem.position.file == "p/codes.csv"
        assert word in problem.line("zh")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(RulePackError, match="E101"):
        csv_rows("code\n01\n".encode("utf-16"), "codes.csv", COLUMNS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_keep_their_lines(encoding: str) -> None:
    text = ' code ,name\r\n01,"一\r\n二"\r\n,\r\n \r\n02,三\r\n \u3000, \r\n'
    rows = csv_rows(text.encode(encoding), "codes.csv", COLUMNS)
    assert [(row.line, row.cells["code"]) for row in rows] == [(2, "01"), (6, "02")]


def test_a_csv_of_a_header_alone_has_no_rows() -> None:
    assert csv_rows(b"code,name\n", "codes.csv", COLUMNS) == ()
    assert csv_rows(b"", "codes.csv", COLUMNS) == ()


def test_packs_of_the_same_folder_are_equal_whatever_was_read() -> None:
    one, other = next(find_packs(rules_folder())), next(find_packs(rules_folder()))
    one.read("document.yaml")
    assert one == other
    assert hash(one) == hash(other)
