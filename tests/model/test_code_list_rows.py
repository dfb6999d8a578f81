"""The rows of a csv file beside a code list, and phrases with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ruleengine.base.text import Text
from ruleengine.compile.code_lists import compile_codes
from ruleengine.compile.decisions_readings import DeclaredReadings
from ruleengine.compile.parse_memory import ParseMemory
from ruleengine.model.code_list import CodeList, from_node
from ruleengine.model.phrase import by_reading_of, phrase_of, sentence_of
from ruleengine.source.csv_rows import Row
from ruleengine.source.read import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruleengine.base.problem import Problem

LIST = """\
kind: code-list
id: division
title: 区划
file: division.csv
codes:
  - code: "000000"
    name: 全国
"""

ROWS = [
    {"code": "110000", "name": "北京市", "parent": "", "aliases": "北京; 京"},
    {"code": "110101", "name": "东城区", "parent": "110000", "until": "2030-12-31"},
    {"code": "110102", "name": "西城区", "parent": "119999", "status": "retired"},
]


def rows(cells: Sequence[Mapping[str, str]]) -> list[Row]:
    return [Row(line, each) for line, each in enumerate(cells, start=2)]


def _list() -> CodeList:
    return from_node(read_text(LIST, "division.yaml")).with_rows(
        rows(ROWS), "division.csv"
    )


def test_rows_of_a_csv_file_join_the_codes_of_the_list() -> None:
    problems: list[Problem] = []
    codes = compile_codes(
        "codes", _list(), DeclaredReadings("", {}), ParseMemory(), problems
    )
    assert list(codes) == ["000000", "110000", "110101", "110102"]
    assert codes["110101"]["parents"] == ["110000"]
    assert codes.find("京") is codes.entries["110000"]
    assert codes.entries["110102"].status == "retired"
    assert [(p.code, str(p.position)) for p in problems] == [
        ("E461", "division.csv:4:1")
    ]


def test_a_row_that_lacks_columns_takes_the_defaults() -> None:
    written = _list().with_rows(rows([{"code": "1"}]), "other.csv")
    code = written.codes[-1]
    assert (code.name, code.status, code.aliases) == ("", "current", ())
    assert code.position.file == "other.csv"


PHRASES = [
    ("a: 1.50", 0, 4),
    ("a: abc", 2, 6),
    ("a: 'abc'", 0, 4),
    ("a: 'abc'", 2, 7),
    ("a: |\n  abc\n  def", 5, 4),
]


@pytest.mark.parametrize(("text", "offset", "column"), PHRASES)
def test_a_place_inside_a_phrase_counts_its_quote(
    text: str, offset: int, column: int
) -> None:
    phrase = phrase_of(read_text(text, "f.yaml").get("a"))
    assert phrase is not None
    assert phrase.at(offset).column == column


def test_a_phrase_by_reading_keeps_every_choice() -> None:
    node = read_text("a:\n  reading: r\n  x: '1'\n  y: '2'", "f.yaml").get("a")
    assert node is not None
    found = by_reading_of(node)
    assert found.reading is not None
    assert found.reading.text == "r"
    assert {choice: phrase.text for choice, phrase in found.choices.items()} == {
        "x": "1",
        "y": "2",
    }


SENTENCES = [
    ("a: 句", Text("句", "句")),
    ("a:\n  zh: 句\n  en: one", Text("句", "one")),
    ("a: [1]", None),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_a_sentence_is_one_text_or_one_for_each_language(
    text: str, sentence: Text | None
) -> None:
    assert sentence_of(read_text(text, "f.yaml").get("a")) == sentence
