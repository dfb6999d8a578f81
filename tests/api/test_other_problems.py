"""Files refused for their shape: what is sound in them is judged at the same load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import ruleengine
from ruleengine.authoring.editions import editions
from ruleengine.authoring.lint import lint
from ruleengine.base.problem import RulePackError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("own_cache")

DOCUMENT = 'kind: document\npack: demo\ntitle: 甲\nedition: "1"\n'
TABLE = """\
kind: field-table
id: T1
title: 表1 甲
fields:
  - no: 1
    key: a
    name: 甲
    format: an..5
    required: always
  - no: 2
    key: b
    name: 乙
    alias: 别名
    format: n..5
    required: optional
checks:
  - id: C1
    must: '甲 != "x" and 别名 > 1'
  - id: C2
    must: 'b >= limit(2)'
  - id: C3
    must: '甲 = "1"'
unique:
  - id: U1
    fields: [a, b]
references:
  - id: R1
    fields: [a]
    table: T2
"""
OTHER = """\
kind: field-table
id: T2
title: 表2 乙
fields:
  - no: 1
    key: a
    name: 甲
    format: an..5
    codes: colours
    required: always
checks:
  - id: C1
    related:
      - name: 它
        table: T1
        match: [a]
    must: 'every one in 它 satisfies one.b > 2 or limit(2) > 1'
"""
LIMIT = """\
kind: calculation
id: limit
title: 上限
inputs:
  - key: count
    name: 数量
    type: number
steps:
  - key: double
    name: 两倍
    type: number
    formula: 'count * 2'
  - key: result
    name: 结果
    type: number
    formula: 'double + 1'
outputs: [result]
"""
COLOURS = """\
kind: code-list
id: colours
title: 颜色
codes:
  - code: "1001"
    name: 红
  - code: "100101"
    name: 深红
    parent: "1001"
"""
NUMBER = """\
kind: identifier
id: serial
title: 编号
parts:
  - key: first
    name: 前段
    format: a2
  - key: last
    name: 后段
    format: n2
checks:
  - id: C1
    must: 'last != "00"'
examples:
  good: [AB01]
  bad:
    - text: AB00
      fails: C1
"""
FILES = {
    "document.yaml": DOCUMENT,
    "t1.yaml": TABLE,
    "t2.yaml": OTHER,
    "limit.yaml": LIMIT,
    "colours.yaml": COLOURS,
    "serial.yaml": NUMBER,
}


def write(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Write the pack with texts replaced (file, old, new), and an empty ``codes``."""
    files = dict(FILES)
    for name, old, new in changes:
        assert files[name].count(old) == 1, (name, old)
        files[name] = files[name].replace(old, new)
    for pack in ("codes", "demo"):
        (folder / pack).mkdir(exist_ok=True)
    codes = DOCUMENT.replace("demo", "codes")
    (folder / "codes" / "document.yaml").write_text(codes, encoding="utf-8")
    for name, text in files.items():
        (folder / "demo" / name).write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> list[str]:
    """Return file, line and code of all problems of a load; the other ways agree."""
    with pytest.raises(RulePackError) as caught:
        ruleengine.load(folder)
    problems = caught.value.problems
    with pytest.raises(RulePackError) as again:
        editions(folder)
    assert [p.line("zh")[-60:] for p in again.value.problems] == [
        p.line("zh")[-60:] for p in problems
    ]
    assert {p.code for p in lint(folder)} >= {p.code for p in problems}
    places = (each.position for each in problems)
    names = (f"{p.file.rpartition('/')[2]}:{p.line}" for p in places)
    return [f"{n} {each.code}" for n, each in zip(names, problems, strict=True)]


def test_the_pack_is_sound(tmp_path: Path) -> None:
    assert "demo" in ruleengine.load(write(tmp_path)).packs()


UNKNOWN_KEY = ("t1.yaml", "    must: '甲 = \"1\"'\n", "    mast: '甲 = \"1\"'\n")
SHAPE = ["t1.yaml:21 E202", "t1.yaml:22 E201"]

BESIDE = {
    "an unknown name in a condition": (
        ("t1.yaml", '甲 != "x"', '丙 != "x"'),
        "t1.yaml:18 E302",
    ),
    "an unknown table": (("t1.yaml", "table: T2", "table: T3"), "t1.yaml:29 E303"),
    "an unknown code list": (
        ("t2.yaml", "codes: colours", "codes: colors"),
        "t2.yaml:9 E303",
    ),
    "a bad format": (("t1.yaml", "format: n..5", "format: n.5"), "t1.yaml:14 E204"),
    "a bad condition": (
        ("t1.yaml", "b >= limit(2)", "b >= limit(2"),
        "t1.yaml:20 E301",
    ),
    "a wrong call": (("t1.yaml", "limit(2)", "limit(2, 3)"), "t1.yaml:20 E302"),
    "an unknown step": (
        ("limit.yaml", "'double + 1'", "'dubble + 1'"),
        "limit.yaml:16 E494",
    ),
    "an unknown output": (
        ("limit.yaml", "outputs: [result]", "outputs: [resuld]"),
        "limit.yaml:17 E421",
    ),
    "an unknown parent": (
        ("colours.yaml", 'parent: "1001"', 'parent: "1002"'),
        "colours.yaml:9 E461",
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_a_fault_of_meaning_is_told_beside_one_of_shape(
    name: str, tmp_path: Path
) -> None:
    change, place = BESIDE[name]
    assert told(write(tmp_path, UNKNOWN_KEY, change)) == sorted([*SHAPE, place])


def test_a_list_without_its_key_hides_nothing_that_stands_in_it(
    tmp_path: Path,
) -> None:
    lost = ("t1.yaml", "checks:\n", "")
    assert told(write(tmp_path, lost)) == ["t1.yaml:16 E211"]
    change = ("t1.yaml", '甲 != "x"', '丙 != "x"')
    assert told(write(tmp_path, lost, change)) == ["t1.yaml:16 E211", "t1.yaml:17 E302"]
    steps = ("limit.yaml", "steps:\n", "")
    assert told(write(tmp_path, steps)) == ["limit.yaml:8 E211"]


SHAPES = {
    "an item is refused": (
        "t1.yaml",
        "    required: optional",
        "    requird: optional",
    ),
    "an item has a key twice": (
        "t1.yaml",
        "    alias: 别名\n",
        "    alias: 别名\n" * 2,
    ),
    "an item has no name": ("t1.yaml", "    name: 乙\n", ""),
    "an item has no head": ("t1.yaml", "  - no: 2\n", ""),
    "all items are refused": ("t1.yaml", "fields:\n", "feilds:\n"),
    "the first key of all is misspelt": ("t1.yaml", "kind: f", "knd: f"),
    "a list is no list": ("t1.yaml", "fields:\n", "fields:\n  a:\n"),
    "a table has no id": ("t2.yaml", "id: T2\n", ""),
    "a table has no title": ("t2.yaml", "title: 表2 乙\n", ""),
    "a table is no YAML": ("t2.yaml", "title: 表2 乙\n", "title： 表2 乙\n"),
    "a table has a tab": ("t2.yaml", "    key: a\n", "\tkey: a\n"),
    "a table is of no kind": ("t2.yaml", "field-table", "field-tabel"),
    "an input is refused": (
        "limit.yaml",
        "    type: number\nsteps",
        "    typ: x\nsteps",
    ),
    "a step is refused": ("limit.yaml", "    name: 两倍\n", "    nmae: 两倍\n"),
    "outputs are no list": ("limit.yaml", "outputs: [result]", "outputs: {a: result}"),
    "inputs come twice": ("limit.yaml", "steps:\n", "inputs: []\nsteps:\n"),
    "a calculation has a kind alone": ("limit.yaml", "title: 上限\n", "titel: 上限\n"),
    "a code is no text": ("colours.yaml", 'code: "1001"', "code: [1001]"),
    "a code is a number": ("colours.yaml", 'code: "1001"', "code: 1001"),
    "the codes are misspelt": ("colours.yaml", "codes:\n", "code:\n"),
    "a part is refused": ("serial.yaml", "    format: a2\n", "    formt: a2\n"),
    "a check of a number is refused": ("serial.yaml", "must: 'last", "mus: 'last"),
    "a key of the document is unknown": ("document.yaml", "edition:", "editon:"),
    "the document has a bad name": ("document.yaml", "pack: demo", "pack: 示例"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_is_told_that_only_comes_of_a_refused_part(
    name: str, tmp_path: Path
) -> None:
    codes = {each.partition(" ")[2] for each in told(write(tmp_path, SHAPES[name]))}
    assert codes
    assert all(re.fullmatch("E1..|E20[1-9]", code) for code in codes), codes


def test_a_fault_in_a_file_of_cases_hides_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, ("t1.yaml", '甲 != "x"', '丙 != "x"'))
    cases = folder / "demo" / "t1.cases.yaml"
    cases.write_text("kind: cases\nof: T1\ncasses: []\n", encoding="utf-8")
    assert {"E201", "E302"} <= {each.code for each in lint(folder)}


def test_a_csv_that_is_not_there_hides_nothing_and_is_told_beside(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path, UNKNOWN_KEY)
    (folder / "demo" / "more.yaml").write_text(
        "kind: code-list\nid: more\ntitle: 更多\nfile: more.csv\n", encoding="utf-8"
    )
    assert told(folder) == ["more.yaml:4 E101", *SHAPE]
