"""Faults in field tables: code and exact place of every name that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import DOCUMENT

import ruleengine
from ruleengine.base.problem import RulePackError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PackWriter

TABLE = """\
kind: field-table
id: T1
title: 表1 甲
fields:
  - no: 1
    key: a
    name: 甲
    format: an..5
    values: [x, y]
    required: always
  - no: 2
    key: b
    name: 乙
    format: n..5
    under: a
    required: optional
checks:
  - id: C1
    related:
      - name: 它
        table: T1
        match: [a, 乙 = b]
        distinct: [b]
    must: 'count(它) < 3'
    on: [甲, 乙]
unique:
  - id: U1
    fields:
      - a
      - b
references:
  - id: R1
    fields: [a, b]
    table: T1
    target: [a, b]
"""

FAULTS = [
    ("[x, y]", "[x, zzzzzz]", ("E309", 9, 17, "zzzzzz")),
    ("under: a", "under: c", ("E303", 15, 12, "c")),
    ("        table: T1", "        table: T9", ("E303", 21, 16, "T9")),
    ("[a, 乙 = b]", "[a, 乙 = c]", ("E303", 22, 20, "c")),
    ("[a, 乙 = b]", "[a, 丙 = b]", ("E303", 22, 20, "丙")),
    ("distinct: [b]", "distinct: [c]", ("E303", 23, 20, "c")),
    ("on: [甲, 乙]", "on: [甲, 丙]", ("E303", 25, 13, "丙")),
    ("      - b\n", "      - c\n", ("E303", 30, 9, "c")),
    ("    table: T1\n    target", "    table: T9\n    target", ("E303", 34, 12, "T9")),
    ("target: [a, b]", "target: [a, c]", ("E303", 35, 17, "c")),
    ("target: [a, b]", "target: [a]", ("E312", 32, 5, "2")),
]


def test_the_table_is_sound(load_pack: PackWriter) -> None:
    assert "demo/T1" in load_pack(t1=TABLE).tables()


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_a_name_that_is_not_there_is_told_where_it_stands(
    load_pack: PackWriter, old: str, new: str, told: tuple[str, int, int, str]
) -> None:
    assert TABLE.count(old) == 1
    with pytest.raises(RulePackError) as caught:
        load_pack(t1=TABLE.replace(old, new))
    found = [
        (p.code, p.position.line, p.position.column, p.found)
        for p in caught.value.problems
    ]
    assert found == [told]


@pytest.mark.parametrize(
    ("kind", "form", "codes"),
    [
        ("number", "YYYYMMDD", ["E411"]),
        ("number", "YYYY", []),
        ("boolean", "an..5", ["E411"]),
        ("date", "n8", ["E411"]),
        ("date", "YYYYMM", []),
        ("binary", "an..5", ["E411"]),
        ("string", "YYYYMMDD", []),
    ],
)
def test_a_format_is_that_of_its_type(
    load_pack: PackWriter, kind: str, form: str, codes: list[str]
) -> None:
    item = f"no: 3\n    key: c\n    name: 丙\n    type: {kind}\n    format: {form}\n"
    text = TABLE.replace("checks:\n", f"  - {item}    required: optional\nchecks:\n")
    try:
        load_pack(t1=text)
        found = []
    except RulePackError as error:
        found = [problem.code for problem in error.problems]
    assert found == codes


def test_related_records_have_a_name_of_their_own(load_pack: PackWriter) -> None:
    text = TABLE.replace("- name: 它", "- name: 乙").replace("count(它)", "count(乙)")
    with pytest.raises(RulePackError) as caught:
        load_pack(t1=text)
    (told,) = caught.value.problems
    assert (told.code, told.position.line, told.found) == ("E316", 20, "乙")


def test_two_related_records_have_two_names(load_pack: PackWriter) -> None:
    twice = "    related:\n      - name: 它\n        table: T1\n        match: [a]\n"
    with pytest.raises(RulePackError) as caught:
        load_pack(t1=TABLE.replace("    related:\n", twice))
    assert [problem.code for problem in caught.value.problems] == ["E316"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("key: b\n", "key: a\n", ("E305", 11, "a")),
        ("name: 乙\n", "name: 甲\n", ("E308", 11, "甲")),
    ],
)
def test_a_key_and_a_name_are_of_one_item(
    load_pack: PackWriter, old: str, new: str, told: tuple[str, int, str]
) -> None:
    with pytest.raises(RulePackError) as caught:
        load_pack(t1=TABLE.replace(old, new))
    found = [(p.code, p.position.line, p.found) for p in caught.value.problems]
    assert told in found


def test_the_default_of_a_reading_is_one_of_its_choices(
    load_pack: PackWriter,
) -> None:
    other = DOCUMENT.replace("default: practical", "default: practcal")
    with pytest.raises(RulePackError) as caught:
        load_pack(document=other, t1=TABLE)
    (told,) = caught.value.problems
    assert (told.code, told.position.line, told.found) == ("E310", 8, "practcal")
    assert told.hint is not None
    assert "practical" in told.hint.en.partition("?")[0]


def test_a_choice_of_a_reading_is_written_once(load_pack: PackWriter) -> None:
    again = DOCUMENT.replace("choice: strict", "choice: practical")
    with pytest.raises(RulePackError) as caught:
        load_pack(document=again, t1=TABLE)
    (told,) = caught.value.problems
    assert (told.code, told.position.line, told.found) == ("E315", 14, "practical")


def test_a_wrong_format_is_told_alone(load_pack: PackWriter) -> None:
    text = TABLE.replace("format: n..5", "format: n.5").replace(
        "'count", "'乙 > 1 and count"
    )
    with pytest.raises(RulePackError) as caught:
        load_pack(t1=text)
    assert [problem.code for problem in caught.value.problems] == ["E204"]


@pytest.mark.parametrize(
    ("pack", "name", "way_out"),
    [
        ("demo", "other/T1", "规则包“other”没有读进来"),
        ("other", "T1", "是否想写“other/T1”？"),
    ],
)
def test_a_table_of_another_pack_is_found_again(
    tmp_path: Path, pack: str, name: str, way_out: str
) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / pack).mkdir(exist_ok=True)
    for each in {"demo", pack}:
        document = DOCUMENT.replace("pack: demo", f"pack: {each}")
        (tmp_path / each / "document.yaml").write_text(document, encoding="utf-8")
    (tmp_path / pack / "t1.yaml").write_text(TABLE, encoding="utf-8")
    mine = TABLE.replace("id: T1", "id: T2").replace("table: T1", "table: T2", 1)
    mine = mine.replace("table: T1", f"table: {name}")
    (tmp_path / "demo" / "t2.yaml").write_text(mine, encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        ruleengine.load(tmp_path)
    (told,) = caught.value.problems
    assert (told.code, told.position.line, told.found) == ("E303", 34, name)
    assert told.hint is not None
    assert told.hint.zh.startswith(way_out)


@pytest.mark.parametrize(
    ("must", "hint"),
    [
        ('甲 != "A #1"', "If # follows, YAML took the rest for a comment"),
        ("'甲 != \"A'", ""),
    ],
)
def test_an_open_quote_in_a_bare_value_may_come_of_a_comment(
    load_pack: PackWriter, must: str, hint: str
) -> None:
    with pytest.raises(RulePackError) as caught:
        load_pack(t1=TABLE.replace("'count(它) < 3'", must))
    (problem,) = caught.value.problems
    assert problem.code == "E301"
    told = problem.hint.en if problem.hint else ""
    assert told.partition(":")[0] == hint
