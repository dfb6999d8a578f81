"""Rule files against the schema of their kind: every fault at its own place."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft7Validator

from ruleengine.base.problem import RulePackError
from ruleengine.source import wording_en, wording_zh
from ruleengine.source.read import read_text
from ruleengine.source.shape import KINDS, shape_problems
from ruleengine.source.shipped import rules_folder, schemas_folder

HEAD = "kind: field-table\nid: T1\ntitle: 表1 名称\n"
FIELD = HEAD + "fields:\n  - no: 1\n    key: a\n    name: 甲\n"

FAULTY = [
    # text, [(code, line, column, word in the Chinese sentence or hint)]
    ("id: T1\n", [("E202", 1, 1, "kind")]),
    (
        "Kind: calendar\nid: T1\n",
        [("E202", 1, 1, "kind"), ("E201", 1, 1, "是否想写“kind”")],
    ),
    ("kind: field-tabel\n", [("E206", 1, 7, "field-table")]),
    (HEAD, [("E202", 1, 1, "fields")]),
    (HEAD + "fields: []\n", [("E208", 4, 9, "至少 1 项")]),
    (
        FIELD + "    formt: an..20\n    required: always\n",
        [("E202", 5, 5, "format"), ("E201", 8, 5, "是否想写“format”")],
    ),
    (
        "kind: cases\nof: a\nas-of: 20260501\ncases: []\n",
        [("E203", 3, 8, "日期写成 2026-05-01")],
    ),
    (
        FIELD + "    format: an..20\n    required: allways\n",
        [("E205", 9, 15, "always")],
    ),
    (
        FIELD + "    format: 20\n    required: always\n",
        [("E203", 8, 13, '写成 "20"')],
    ),
    (
        FIELD.replace("no: 1", "no: 一") + "    format: an..20\n    required: always\n",
        [("E203", 5, 9, "整数")],
    ),
    (
        HEAD.replace("表1 名称", '" "') + "fields: []\n",
        [("E207", 3, 8, "不能空着"), ("E208", 4, 9, "")],
    ),
    (
        HEAD.replace("表1 名称", "") + "fields: []\n",
        [("E203", 3, 7, "冒号后面写上"), ("E208", 4, 9, "")],
    ),
    (
        HEAD + "fields:\n  - no： 1\n    key： a\n",
        [("E203", 5, 5, "全角冒号")],
    ),
    (
        HEAD + "clauses: ［C-1，C-2、C-3］\nfields: []\n",
        [
            ("E203", 4, 10, "[C-1, C-2, C-3]，或者每项各占一行，如“- C-1”"),
            ("E208", 5, 9, ""),
        ],
    ),
    (
        FIELD.replace("name: ", "名称: ") + "    format: a5\n    required: 必填\n",
        [
            ("E202", 5, 5, "name"),
            ("E201", 7, 5, "是否想写“name”"),
            ("E205", 9, 15, "是否想写“always”"),
        ],
    ),
    (
        FIELD
        + "    type: 数字\n    format: n5\n    required: always\n    条款: [C-1]\n",
        [("E205", 8, 11, "是否想写“number”"), ("E201", 11, 5, "是否想写“clauses”")],
    ),
    (
        FIELD + "    format: n5\n    required: ''\n    编号: 1\n",
        [
            ("E205", 9, 15, "值“”不在可选范围内。 可以写"),
            ("E201", 10, 5, "“编号”。 这里可以写"),
        ],
    ),
    (
        HEAD + "clauses: 【C-1】\nfields: []\n",
        [("E203", 4, 10, "[C-1]"), ("E208", 5, 9, "")],
    ),
    (
        FIELD.replace("甲", "'甲 '") + "    format: a5\n    required: always\n",
        [("E207", 7, 11, "前后不留空格")],
    ),
    (
        FIELD.replace("no: 1", "no: 01") + "    format: a5\n    required: always\n",
        [("E203", 5, 9, "半角数字")],
    ),
    (
        FIELD.replace("no: 1", "no: 0") + "    format: a5\n    required: always\n",
        [("E207", 5, 9, "不小于 1 的数")],
    ),
    (
        FIELD.replace("key: a", "key: A b") + "    format: a5\n    required: always\n",
        [("E207", 6, 10, "小写英文字母开头")],
    ),
    (
        FIELD.replace("key: a", "key: 甲") + "    format: a5\n    required: always\n",
        [("E207", 6, 10, "甲")],
    ),
    (
        (
            "kind: calendar\nid: d\ntitle: 历\nyears:\n  - year: 2026\n    off:\n"
            "      - 2026-01-01\n      - 2026-01-01\n"
        ),
        [("E209", 7, 7, "只留一个")],
    ),
    (
        FIELD.replace("id: T1", "id: T/1") + "    format: a5\n    required: always\n",
        [("E207", 2, 5, "没有空格、点和斜线")],
    ),
    (
        FIELD
        + "    format: a5\n    required: always\n"
        + "checks:\n  - id: C.1\n    title: 甲\n    must: 'a != null'\n",
        [("E207", 11, 9, "没有空格、点和斜线")],
    ),
    (
        FIELD + "    format: a5\n    required: always\n    values: [男, 男]\n",
        [("E209", 10, 13, "男")],
    ),
    (
        FIELD + "    format: a5\n    required:\n      whn: 'x'\n",
        [("E202", 10, 7, "when"), ("E201", 10, 7, "是否想写“when”")],
    ),
]


LOST = [
    # shipped file, the line that is lost, what it then seems to belong to
    ("ptdata/t06-result.yaml", "checks", "fields"),
    ("ptdata/t06-result.yaml", "unique", "checks"),
    ("ptdata/t06-result.yaml", "references", "unique"),
    ("santong-2026/product-unit.yaml", "codes", "statuses"),
    ("ptdata/accreditation-mark.yaml", "not-listed", "codes"),
    ("santong-2026/additional-days.yaml", "rows", "outputs"),
    ("santong-2026/inspection-time.yaml", "steps", "requires"),
    ("ilac/membership-sum.yaml", "steps", "inputs"),
    ("nac-2016/ohsms-table-days.yaml", "needs-decision", "steps"),
    ("santong-2026/certificate-number.yaml", "facts", "parts"),
    ("nac-2016/document.yaml", "errata", "readings"),
]


@pytest.mark.parametrize(("file", "key", "above"), LOST)
def test_a_list_without_its_key_is_one_problem(file: str, key: str, above: str) -> None:
    text = (rules_folder() / file).read_text(encoding="utf-8")
    above_it, below = text.split(f"\n{key}:\n")
    without = f"{above_it}\n{below}"
    line = without[: without.index("\n  - ", len(above_it)) + 1].count("\n") + 1
    (problem,) = shape_problems(read_text(without, file))
    assert (problem.code, problem.position.line) == ("E211", line)
    assert f"是“{key}”的内容，却接在“{above}”下面" in problem.message.zh
    assert f'of "{key}", but they stand under "{above}"' in problem.message.en
    assert f"“{key}:”" in problem.line("zh")


def test_what_is_wrong_below_a_lost_key_is_told_by_that_key() -> None:
    field = FIELD + "    format: a5\n    required: always\n"
    checks = "  - id: C1\n    must: 'true'\n  - id: C2\n    mst: 'true'\n"
    told = [p.line("zh") for p in shape_problems(read_text(field + checks, "t.yaml"))]
    assert [each.split()[1] for each in told] == ["E211", "E202", "E201"]
    assert "是否想写“must”" in told[2]


def test_an_item_in_the_wrong_list_is_not_taken_for_a_lost_key() -> None:
    field = FIELD + "    format: a5\n    required: always\n"
    check = "  - id: C1\n    must: 'true'\n"
    more = "  - no: 2\n    key: b\n    name: 乙\n    format: a5\n    required: always\n"
    found = shape_problems(read_text(field + check + more, "t.yaml"))
    assert {each.code for each in found} == {"E201", "E202"}


def test_a_key_that_stands_twice_hides_no_other_fault() -> None:
    text = FIELD + "    format: 20\n    key: b\n    requierd: always\n"
    with pytest.raises(RulePackError) as caught:
        read_text(text, "t.yaml", judge=shape_problems)
    codes = [each.code for each in caught.value.problems]
    assert sorted(codes) == ["E110", "E201", "E202", "E203"]


@pytest.mark.parametrize(("text", "problems"), FAULTY)
def test_every_fault_is_told_at_its_place(
    text: str, problems: list[tuple[str, int, int, str]]
) -> None:
    found = list(shape_problems(read_text(text, "t.yaml")))
    assert [
        (p.code, p.position.line, p.position.column)
        for p in sorted(found, key=lambda p: (p.position, p.code))
    ] == sorted(
        ((c, line, at) for c, line, at, _ in problems), key=lambda x: (x[1:], x[0])
    )
    for code, _, _, word in problems:
        line = next(p.line("zh") for p in found if p.code == code)
        assert word in line


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in {"deadline", "checks"}])
def test_every_kind_has_a_sound_schema_with_chinese_titles(kind: str) -> None:
    path = schemas_folder() / f"{kind}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    assert schema["properties"]["kind"]["const"] == kind
    assert schema["additionalProperties"] is False
    for name, prop in schema["properties"].items():
        assert prop.get("title"), f"{kind}.{name} has no title"


def test_shipped_folders_are_found() -> None:
    assert (rules_folder() / "ptdata" / "document.yaml").is_file()
    assert (schemas_folder() / "report.schema.json").is_file()


def patterns(schema: object) -> set[str]:
    """Return every pattern in a schema."""
    if isinstance(schema, list):
        return set().union(*map(patterns, schema))
    if not isinstance(schema, dict):
        return set()
    own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
    return own.union(*map(patterns, schema.values()))


@pytest.mark.parametrize("kind", KINDS)
def test_every_pattern_is_said_in_words(kind: str) -> None:
    text = (schemas_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    for pattern in patterns(json.loads(text)):
        assert f"pattern {pattern}" in wording_zh.FORMS
    assert wording_zh.FORMS.keys() == wording_en.FORMS.keys()
    assert wording_zh.WAYS_OUT.keys() == wording_en.WAYS_OUT.keys()
    assert wording_zh.REASONS.keys() == wording_en.REASONS.keys()
