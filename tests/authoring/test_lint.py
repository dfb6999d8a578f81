"""Lint on small packs: each fault by its code, at its place, and silence otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ruleengine.authoring.lint import lint
from ruleengine.table import pieces

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruleengine.base.problem import Problem

TABLE = """\
kind: field-table
id: T
title: 表
fields:
  - no: 1
    key: status
    name: 状态
    type: string
    format: an..10
    values: [开始, 结束]
    required: {required}
  - no: 2
    key: low
    name: 低
    type: number
    format: n..5
    required: optional
  - no: 3
    key: high
    name: 高
    type: number
    format: n..5
    required: optional
  - no: 4
    key: day
    name: 日期
    type: date
    format: YYYYMMDD
    required: optional
  - no: 5
    key: paid
    name: 已付
    format: boolean
    required: optional
  - no: 6
    key: text
    name: 文字
    type: string
    format: an..10
    required: optional
checks:
"""
DECISION = """\
kind: decision-table
id: D
title: 决策
hit: {hit}
inputs:
  - key: n
    name: 数
    type: {type}
    {covers}
outputs:
  - key: out
    name: 出
    type: number
    {output}
rows:
"""


def table(*checks: str, required: str = "optional") -> str:
    lines = [TABLE.format(required=required)]
    for number, check in enumerate(checks, start=1):
        must, _, when = check.partition(" ? ")
        lines.append(f"  - id: C{number}\n")
        lines.append(f"    when: '{when}'\n" if when else "")
        lines.append(f"    must: '{must}'\n    fault: 不对\n")
    return "".join(lines)


def decision(
    *rows: str,
    hit: str = "unique",
    kind: str = "integer",
    covers: str = "covers: '>= 1'",
    output: str = "unit: 天",
) -> str:
    text = DECISION.format(hit=hit, type=kind, covers=covers, output=output)
    for number, row in enumerate(rows, start=1):
        cell, _, out = row.partition(" -> ")
        text += f"  - id: r{number}\n    n: {cell}\n    out: {out}\n"
    return text


def beyond_cases(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.message.zh) for each in problems if each.code[2:3] != "7"]


CONDITIONS = {
    "always true, over one item": (("低 >= 0 or 低 <= 100",), ["E510"]),
    "always true, over two items": (("低 <= 高 or 低 > 高",), ["E510"]),
    "always true, over a list": (('状态 in ("开始") or 状态 != "开始"',), ["E510"]),
    "always true, of a truth value": (("已付 or not(已付)",), ["E510"]),
    "never true, over one item": (("低 >= 12 and 低 <= 1",), ["E511"]),
    "never true, over two items": (("低 < 高 and 高 < 低",), ["E511"]),
    "never true, between": (("低 between 5 and 3",), ["E511"]),
    "never true, over days": (
        ('日期 < date("2026-01-01") and 日期 > @"2026-06-01"',),
        ["E511"],
    ),
    "a guard that never holds": (("高 > 1 ? 低 = 1 and 低 = 2",), ["E511"]),
    "a guard that always holds": (("高 > 1 ? 低 > 1 or 低 <= 1",), ["E510"]),
    "must that follows from its guard": (("低 > 1 ? 低 > 5",), ["E510"]),
    "must against its guard": (("低 > 5 ? 低 < 1",), ["E511"]),
    "a guard that is the fault": (("false ? 低 > 5",), []),
    "two checks against each other": (("低 > 5", "低 < 3"), ["E512"]),
    "two checks of two items": (("低 < 高", "高 < 低"), ["E512"]),
    "two checks in different cases": (
        ('低 > 5 ? 状态 = "开始"', '低 < 3 ? 状态 = "结束"'),
        [],
    ),
    "two checks in one case": (
        ('低 > 5 ? 状态 = "开始"', '低 < 3 ? 状态 != "结束"'),
        ["E512"],
    ),
    "two checks that may both hold": (("低 > 5", "低 < 30"), []),
    "a check that fails where it is certain to be asked, and another": (
        ('低 != 1 ? 低 = 1 or (已付 and matches(文字, "a"))', "高 > 2"),
        ["E512"],
    ),
    "what is not looked into is left alone": (
        ('matches(文字, "a")', 'not(matches(文字, "b")) and 低 + 1 > 高'),
        [],
    ),
    "the same question twice": (
        ('matches(文字, "a") and not(matches(文字, "a"))',),
        ["E511"],
    ),
    "null is a value where the text speaks of it": (("低 != null or 高 > 1",), []),
    "a text that the item cannot be": (('状态 = "开使" or 低 > 1',), ["E513"]),
    "a text in a list that the item cannot be": (
        ('状态 in ("开始", "停止") or 低 > 1',),
        ["E513"],
    ),
    "a text on the left": (('"停止" != 状态 or 低 > 1',), ["E513"]),
    "a range": (("低 in [1..5] and 低 > 6",), ["E511"]),
    "an open end": (("低 in (> 5) and 低 < 5",), ["E511"]),
    "negative numbers": (("低 > -1 and 低 < -5",), ["E511"]),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions(name: str, small: Callable[..., Path]) -> None:
    checks, codes = CONDITIONS[name]
    found = lint(small(t__yaml=table(*checks)))
    assert [code for code, _ in beyond_cases(found)] == codes


CODED = """\
kind: field-table
id: C
title: 表
fields:
  - no: 1
    key: kind
    name: 类型
    format: an2
    codes: kinds
    required: optional
checks:
  - id: C1
    must: '{}'
    fault: 不对
"""
KINDS = """\
kind: code-list
id: kinds
title: 类型代码
accepts: {accepts}
codes:
  - code: "01"
    name: 冷水
  - code: "02"
    name: 热水
    aliases: ["2b"]
not-listed:
  - name: 温水
"""
COMPARED_CODES = [
    ("code", '类型 = "01" or 类型 != "2b"', []),
    ("code", '类型 = "温水"', []),
    ("code", '类型 = "2B"', [("E513", "2b")]),
    ("code", '类型 in ("02", "热水")', [("E513", "02")]),
    ("code-or-name", '类型 = "热水"', []),
    ("code-or-name", '类型 = "02 热水"', []),
]


@pytest.mark.parametrize(("accepts", "must", "told"), COMPARED_CODES)
def test_a_code_that_the_list_does_not_have(
    accepts: str,
    must: str,
    told: list[tuple[str, str]],
    small: Callable[..., Path],
) -> None:
    lists = KINDS.format(accepts=accepts)
    found = lint(small(c__yaml=CODED.format(must), kinds__yaml=lists))
    strange = [each for each in found if each.code[2] != "7"]
    assert [each.code for each in strange] == [code for code, _ in told]
    for problem, (_, near) in zip(strange, told, strict=True):
        assert problem.hint is not None
        assert "类型代码" in problem.hint.en
        assert near in problem.hint.zh


def test_a_list_to_be_filled_in_refuses_no_comparison(
    small: Callable[..., Path],
) -> None:
    slot = "kind: code-list\nid: kinds\ntitle: 类型代码\nslot: true\naccepts: code\n"
    found = lint(small(c__yaml=CODED.format('类型 = "03"'), kinds__yaml=slot))
    assert "E513" not in [each.code for each in found]


def test_the_place_of_a_condition_is_that_of_its_text(
    small: Callable[..., Path],
) -> None:
    folder = small(t__yaml=table("低 >= 12 and 低 <= 1", '低 > 1 or 状态 = "开使"'))
    never, strange = (p for p in lint(folder) if p.code[2] != "7")
    text = (folder / "p" / "t.yaml").read_text(encoding="utf-8").splitlines()
    assert text[never.position.line - 1][never.position.column - 1 :].startswith(
        "'低 >="
    )
    assert text[strange.position.line - 1][strange.position.column - 1 :].startswith(
        '"开使"'
    )
    assert strange.hint is not None
    assert "开始" in strange.hint.zh


def test_an_item_cannot_be_required_and_forbidden_at_once(
    small: Callable[..., Path],
) -> None:
    required = "\n      when: '低 > 5'\n    forbidden:\n      when: '低 > 7'"
    found = beyond_cases(lint(small(t__yaml=table("低 > 1", required=required))))
    assert [code for code, _ in found] == ["E514"]


def test_an_obligation_that_never_or_always_holds(small: Callable[..., Path]) -> None:
    never = "\n      when: '低 > 5 and 低 < 3'\n    forbidden:\n      when: '高 > 1 or 高 < 5'"
    found = beyond_cases(lint(small(t__yaml=table("低 > 1", required=never))))
    assert sorted(code for code, _ in found) == ["E510", "E511"]


DECISIONS = {
    "complete": ((("1-9 -> 0"), ("10+ -> 1")), {}, []),
    "a gap": (("1-9 -> 0", "20+ -> 1"), {}, ["E501"]),
    "a gap where the greatest is collected": (
        ("1-9 -> 0", "20+ -> 1"),
        {"hit": "collect max"},
        ["E501"],
    ),
    "no gap noise for collect": (
        ("1-9 -> 0", "20+ -> 1"),
        {"hit": "collect sum"},
        [],
    ),
    "no gap where there is a default": (
        ("1-9 -> 0", "20+ -> 1"),
        {"output": "default: 7"},
        [],
    ),
    "an overlap": (("1-9 -> 0", "9+ -> 1"), {}, ["E502"]),
    "any, with equal results": (("1-9 -> 1", "9+ -> 1"), {"hit": "any"}, ["E504"]),
    "any, with different results": (("1-9 -> 1", "9+ -> 2"), {"hit": "any"}, ["E502"]),
    "first, hidden": (("1+ -> 1", "9+ -> 2"), {"hit": "first"}, ["E503"]),
    "first, in the right order": (("9+ -> 1", "1+ -> 2"), {"hit": "first"}, []),
    "outside": (("1+ -> 1", "'< 0' -> 2"), {}, ["E508"]),
    "could be one": (("1-9 -> 1", "10+ -> 1"), {}, ["E504"]),
    "numbers with decimals": (
        ("'< 1.5' -> 1", "'> 1.5' -> 2"),
        {"kind": "number", "covers": "covers: '>= 0'"},
        ["E501"],
    ),
    "listed texts": (
        ('"A" -> 1', '"B" -> 2'),
        {"kind": "string", "covers": "values: [A, B, C]"},
        ["E501"],
    ),
    "a truth value needs no covers": (
        ("true -> 1",),
        {"kind": "boolean", "covers": "unit: 个"},
        ["E501"],
    ),
    "nobody says what is covered": (("1+ -> 1",), {"covers": "unit: 个"}, ["E505"]),
    "an absent input": (
        ("1+ -> 1",),
        {"covers": "covers: '>= 1'\n    optional: true"},
        ["E501"],
    ),
    "days": (
        ("'< date(\"2026-01-01\")' -> 1", "'> date(\"2026-01-01\")' -> 2"),
        {"kind": "date", "covers": "covers: '-'"},
        ["E501"],
    ),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_decision_tables(name: str, small: Callable[..., Path]) -> None:
    rows, more, codes = DECISIONS[name]
    found = beyond_cases(lint(small(d__yaml=decision(*rows, **more))))
    assert [code for code, _ in found] == codes, found


def test_rows_in_force_at_different_times_do_not_overlap(
    small: Callable[..., Path],
) -> None:
    rows = decision("1+ -> 1", "1+ -> 2").replace(
        "    out: 1\n", "    out: 1\n    until: 2025-12-31\n"
    )
    rows = rows.replace("    out: 2\n", "    out: 2\n    from: 2026-01-01\n")
    assert beyond_cases(lint(small(d__yaml=rows))) == []
    late = rows.replace("2026-01-01", "2026-01-05")
    ((code, said),) = beyond_cases(lint(small(d__yaml=late)))
    assert code == "E501"
    assert "2026-01-01 ≤ as_of ≤ 2026-01-04" in said


def test_a_gap_of_two_inputs_names_both(small: Callable[..., Path]) -> None:
    text = """\
    kind: decision-table
    id: D
    title: 决策
    inputs:
      - key: a
        name: 甲
        type: integer
        covers: '[1..9]'
      - key: b
        name: 乙
        type: boolean
    outputs:
      - key: out
        type: number
    rows:
      - id: r1
        a: 1-5
        out: 1
      - id: r2
        a: 6-9
        b: true
        out: 2
    """
    ((code, said),) = beyond_cases(lint(small(d__yaml=text)))
    assert code == "E501"
    assert said == "6 ≤ 甲 ≤ 9、乙 = false，例如 甲 = 6、乙 = false：没有一行。"


def test_a_table_that_is_cut_too_small_says_that_not_all_is_told(
    small: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "MAXIMUM_PIECES", 30)
    # Each row asks two inputs of its own, and cuts in two what was left before it.
    rows = [{"id": f"r{n}", f"a{n}": True, f"b{n}": True, "out": n} for n in range(5)]
    inputs = [
        {"key": f"{key}{n}", "name": f"{key}{n}", "type": "boolean"}
        for n in range(5)
        for key in "ab"
    ]
    table = {
        "kind": "decision-table",
        "id": "D",
        "title": "决策",
        "inputs": inputs,
        "outputs": [{"key": "out", "type": "number"}],
        "rows": rows,
    }
    found = lint(small(d__yaml=json.dumps(table, ensure_ascii=False)))
    told = [each for each in found if each.code[2] != "7"]
    assert [each.code for each in told] == ["E506", *["E502"] * 10]
    assert (told[0].severity, told[0].found) == ("warning", "D")


def test_of_many_overlaps_some_are_told(small: Callable[..., Path]) -> None:
    rows = decision(*(f"1+ -> {n}" for n in range(9)))
    codes = [code for code, _ in beyond_cases(lint(small(d__yaml=rows)))]
    assert sorted(codes) == ["E502"] * 20 + ["E506"]


def test_a_test_in_feel_is_given_the_benefit_of_the_doubt(
    small: Callable[..., Path],
) -> None:
    rows = decision("1-9 -> 1", "'modulo(?, 2) = 0' -> 2")
    assert "E501" not in dict(beyond_cases(lint(small(d__yaml=rows))))


CODES = {
    "two codes of one name": (
        'codes:\n  - code: "1"\n    name: 甲\n  - code: "2"\n    name: 甲\n',
        "E520",
    ),
    "an alias of two": (
        (
            "accepts: code-or-name\ncodes:\n"
            '  - code: "1"\n    name: 甲\n  - code: "2"\n    name: 乙\n    aliases: [甲]\n'
        ),
        "E521",
    ),
    "a level left out": (
        (
            "levels: [大, 中, 小]\ncodes:\n"
            '  - code: "1"\n    name: 甲\n    level: 大\n'
            '  - code: "11"\n    name: 乙\n    level: 小\n    parent: "1"\n'
        ),
        "E522",
    ),
    "a heading without codes": (
        (
            "levels: [大, 小]\ncodes:\n"
            '  - code: "1"\n    name: 甲\n    level: 大\n'
            '  - code: "2"\n    name: 丙\n    level: 大\n'
            '  - code: "11"\n    name: 乙\n    level: 小\n    parent: "1"\n'
        ),
        "E523",
    ),
    "quotes that became part of a code": (
        "codes:\n  - code: “1”\n    name: 甲\n",
        "E589",
    ),
    "wide digits in a code": (
        'codes:\n  - code: "１"\n    name: 甲\n',
        "E589",
    ),
    "codes at different times may share a name": (
        (
            'codes:\n  - code: "1"\n    name: 甲\n    until: 2020-12-31\n'
            '  - code: "2"\n    name: 甲\n    from: 2021-01-01\n'
        ),
        None,
    ),
}


@pytest.mark.parametrize("name", CODES)
def test_code_lists(name: str, small: Callable[..., Path]) -> None:
    codes, code = CODES[name]
    text = f"kind: code-list\nid: L\ntitle: 表\n{codes}"
    found = beyond_cases(lint(small(l__yaml=text)))
    assert [each for each, _ in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ("[男，女]", ["男，女"]),
        ("[男、女]", ["男、女"]),
        ("[“男”, ‘女’]", ["“男”", "‘女’"]),
        ("[设计、开发, 生产, 所谓“其他”]", []),
        ('["“男”，“女”"]', []),
    ],
)
def test_values_with_marks_of_chinese_typing(
    values: str, found: list[str], small: Callable[..., Path]
) -> None:
    table = (
        "kind: field-table\nid: T\ntitle: 表\nfields:\n  - no: 1\n    key: a\n"
        f"    name: 甲\n    format: an..5\n    values: {values}\n"
        "    required: always\n"
    )
    told = [each for each in lint(small(t__yaml=table)) if each.code == "E588"]
    assert [each.found for each in told] == found
    assert {each.position.line for each in told} <= {9}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("edition: “2022”", ["“2022”"]),
        ("edition: ‘2022’", ["‘2022’"]),
        ('edition: "２０２２"', ["２０２２"]),
        ("number: ＧＢ/T 1", ["ＧＢ/T 1"]),
        ("issued: “2026-01-09”", ["“2026-01-09”"]),
        ('number: "“甲”"', []),
        ("number: “甲”〔2022〕1号", []),
        ("number: “甲”和“乙”", []),
        ("note: “三同”", []),
    ],
)
def test_designations_with_marks_of_chinese_typing(
    line: str, found: list[str], small: Callable[..., Path]
) -> None:
    folder = small()
    document = folder / "p" / "document.yaml"
    key = line.partition(":")[0]
    kept = [
        each
        for each in document.read_text("utf-8").splitlines()
        if not each.startswith(f"{key}:")
    ]
    document.write_text("\n".join([*kept, line, ""]), "utf-8")
    told = [each for each in lint(folder) if each.code == "E590"]
    assert [each.found for each in told] == found


def test_a_cell_in_full_width_quotes_is_told(small: Callable[..., Path]) -> None:
    table = (
        "kind: decision-table\nid: D\ntitle: 表\ninputs:\n  - key: a\n    name: 甲\n"
        "    type: number\n    covers: '>= 0'\noutputs:\n  - key: b\n    name: 乙\n"
        "    type: string\nrows:\n  - id: r1\n    a: '< 5'\n    b: “至少”\n"
        '  - id: r2\n    a: ">= 5"\n    b: "“至多”"\n    note: “五”\n'
    )
    told = [each for each in lint(small(d__yaml=table)) if each.code == "E590"]
    assert [each.found for each in told] == ["“至少”"]


def parts(*formats: str) -> str:
    lines = "".join(
        f"  - key: p{number}\n    {line}\n"
        for number, line in enumerate(formats, start=1)
    )
    return f"kind: identifier\nid: N\ntitle: 号\nparts:\n{lines}"


IDENTIFIERS = {
    "two open lengths": (("format: n2..4", "format: n..5"), True),
    "fixed, then open": (("format: n4", "format: n..5"), False),
    "a mark between": (("format: n..4", 'prefix: "-"\n    format: n..5'), False),
    "letters, then digits": (("format: a..4", "format: n..5"), False),
    "letters or digits, then digits": (("format: an..4", "format: n..5"), True),
    "an optional part that looks like the next": (
        ("format: n2\n    optional: true", "format: n..4"),
        True,
    ),
    "fixed texts": (("one-of: [R, RF]", "one-of: [F1, '1']"), True),
    "fixed texts that cannot be mixed up": (
        ("one-of: [R, X]", "one-of: [F1, '1']"),
        False,
    ),
    "a limit that keeps them apart": (
        ("format: n1..2\n    until: 9\n    leading-zeros: false", "format: a2"),
        False,
    ),
}


@pytest.mark.parametrize("name", IDENTIFIERS)
def test_identifiers(name: str, small: Callable[..., Path]) -> None:
    formats, ambiguous = IDENTIFIERS[name]
    found = beyond_cases(lint(small(n__yaml=parts(*formats))))
    assert [code for code, _ in found] == (["E530"] if ambiguous else [])


def test_a_format_far_wider_than_its_values(small: Callable[..., Path]) -> None:
    wide = table("低 > 1").replace("an..10\n    values", "an..200\n    values")
    ((code, said),) = beyond_cases(lint(small(t__yaml=wide)))
    assert code == "E540"
    assert "an..200" in said
    noted = wide.replace("    values", "    note: 原文如此\n    values", 1)
    assert beyond_cases(lint(small(t__yaml=noted))) == []


CLAUSES = """\
kind: clauses
document: p
clauses:
  - id: A
    place: 第1条
    gist: 数
    checkable: data
    rules: [D]
  - id: B
    place: 第2条
    gist: 背景
    checkable: none
    why: 没有可检查的
"""
GOOD = decision("1+ -> 1").replace("title: 决策\n", "title: 决策\nclauses: [A]\n")


@pytest.mark.parametrize(
    ("rules", "clauses", "codes"),
    [
        (GOOD, CLAUSES, []),
        (GOOD.replace("[A]", "[C]"), CLAUSES, ["E552"]),
        (GOOD.replace("clauses: [A]\n", ""), CLAUSES, ["E550"]),
        (GOOD, CLAUSES.replace("[D]", "[DD]"), ["E553"]),
        (GOOD, CLAUSES.replace("    rules: [D]\n", ""), ["E551"]),
        (GOOD, CLAUSES.replace("id: B", "id: A"), ["E554"]),
        (GOOD, CLAUSES.replace("document: p", "document: q"), ["E555"]),
    ],
)
def test_clauses(
    rules: str, clauses: str, codes: list[str], small: Callable[..., Path]
) -> None:
    found = lint(small(d__yaml=rules, clauses__yaml=clauses))
    assert [code for code, _ in beyond_cases(found)] == codes


def test_ids_used_twice(small: Callable[..., Path]) -> None:
    text = table("低 > 1", "高 > 1").replace("id: C2", "id: C1")
    text = text.replace("no: 6", "no: 5")
    found = beyond_cases(lint(small(t__yaml=text)))
    assert [code for code, _ in found] == ["E560", "E560"]


def test_retired_ids_are_not_used_again(small: Callable[..., Path]) -> None:
    folder = small(t__yaml=table("低 > 1"))
    with (folder / "p" / "document.yaml").open("a", encoding="utf-8") as stream:
        stream.write("retired:\n  - id: T.C1\n    since: 2025-01-01\n  - id: T.C9\n")
    (found,) = (p for p in lint(folder) if p.code == "E561")
    assert "T.C1" in found.message.zh
    assert found.position.file.endswith("t.yaml")


CASES = """\
kind: cases
of: {of}
cases:
  - name: 一
    inputs:
      n: {n}
    outputs:
      out: {out}
"""


@pytest.mark.parametrize(
    ("cases", "codes"),
    [
        (None, ["E570"]),
        (CASES.format(of="D", n=1, out=0), ["E571", "E573", "E576"]),
        (CASES.format(of="E", n=1, out=0), ["E575"]),
        (
            CASES.format(of="D", n=1, out=0) + "    expect: [D.n.rang]\n",
            ["E571", "E573", "E574", "E576"],
        ),
        (
            CASES.format(of="D", n=1, out=0)
            + "  - name: 二\n    inputs:\n      n: 9\n"
            + "  - name: 三\n    inputs:\n      n: 10\n"
            + "  - name: 四\n    inputs:\n      n: 0\n    expect: [D.n.domain]\n",
            [],
        ),
    ],
)
def test_cases_that_are_missing(
    cases: str | None, codes: list[str], small: Callable[..., Path]
) -> None:
    files = {"d__yaml": decision("1-9 -> 0", "10+ -> 1")}
    if cases:
        files["d__cases__yaml"] = cases
    found = lint(small(**files))
    assert sorted(problem.code for problem in found) == codes, found


def test_a_rule_that_every_case_breaks_is_named(small: Callable[..., Path]) -> None:
    cases = "kind: cases\nof: T\ncases:\n  - name: 一\n    change:\n      low: 0\n"
    cases += "    expect: [T.C1]\n"
    found = lint(small(t__yaml=table("低 > 1"), t__cases__yaml=cases))
    assert "E572" in {problem.code for problem in found}


def test_what_the_loader_refuses_comes_first_and_alone(
    small: Callable[..., Path],
) -> None:
    bad = decision("1-9 -> 0").replace("hit:", "hitt:")
    found = lint(
        small(d__yaml=bad, t__yaml=table("低 > 1 and 低 < 0"), d__cases__yaml="of: D\n")
    )
    assert {problem.code for problem in found} == {"E201", "E202"}
    (misspelt,) = (problem for problem in found if problem.code == "E201")
    assert misspelt.snippet == "hitt: unique\n^"


def test_faults_between_files_are_found_too(small: Callable[..., Path]) -> None:
    found = lint(small(d__yaml=decision("1+ -> 0"), e__yaml=decision("1+ -> 0")))
    (twice,) = (problem for problem in found if problem.code == "E304")
    assert twice.position.file.endswith("e.yaml")
    assert "d.yaml 第 2 行" in twice.message.zh


def test_a_format_that_has_no_room_for_a_code(small: Callable[..., Path]) -> None:
    codes = 'kind: code-list\nid: L\ntitle: 表\ncodes:\n  - code: "12345678901"\n'
    text = table("低 > 1").replace("key: text\n", "key: text\n    codes: L\n")
    found = beyond_cases(lint(small(t__yaml=text, l__yaml=codes + "    name: 甲\n")))
    assert [code for code, _ in found] == ["E541"]


def test_a_format_that_has_no_room_for_a_number(small: Callable[..., Path]) -> None:
    number = "kind: identifier\nid: L\ntitle: 号\nparts:\n  - key: a\n    name: 甲\n    format: n..12\nexamples:\n  good:\n    - '12345678901'\n"
    text = table("低 > 1").replace("key: text\n", "key: text\n    codes: L\n")
    found = beyond_cases(lint(small(t__yaml=text, l__yaml=number)))
    assert [code for code, _ in found] == ["E541"]
    assert "编号规则的 1 个正确例子，例如 12345678901" in found[0][1]


def test_a_text_without_its_quotes_is_told_from_a_name(
    small: Callable[..., Path],
) -> None:
    (problem,) = lint(small(t__yaml=table("状态 = 开始")))
    assert problem.code == "E302"
    assert '"开始"' in problem.line("zh")


def test_the_id_of_a_rule_may_lack_its_table(small: Callable[..., Path]) -> None:
    cases = "kind: cases\nof: T\ncases:\n  - name: 一\n    change:\n      low: 0\n"
    cases += "    expect: [C1]\n"
    found = lint(small(t__yaml=table("低 > 1"), t__cases__yaml=cases))
    (unknown,) = (problem for problem in found if problem.code == "E574")
    assert "是否想写“p/T.C1”" in unknown.line("zh")


@pytest.mark.parametrize(
    ("expected", "near"),
    [
        ("[T.C1，T.C2]", "是否想写“T.C1, T.C2”"),
        ("[T.C3]", "是否想写“T.C2”"),
        ("[T-06.requierd]", "是否想写“T-06.required”"),
        ("[Z.C1]", "是否想写“Z1.C1”"),
    ],
)
def test_a_rule_that_is_meant_is_sought_where_the_id_begins(
    small: Callable[..., Path], expected: str, near: str
) -> None:
    first = table("低 > 1") + "  - id: C2\n    must: '低 > 2'\n"
    cases = "kind: cases\nof: T\ncases:\n  - name: 一\n    change:\n      low: 0\n"
    cases += f"    expect: {expected}\n"
    other = table("低 > 1").replace("id: T\n", "id: Z1\n")
    found = lint(small(t__yaml=first, t__cases__yaml=cases, z__yaml=other))
    (unknown,) = (problem for problem in found if problem.code == "E574")
    assert near in unknown.line("zh")


@pytest.mark.parametrize(
    ("condition", "code", "near"),
    [
        ("daay count(低) > 1", "E302", "day count"),
        ("低 != nul", "E302", "null"),
        ("(低 > 1) = ture", "E302", "true"),
    ],
)
def test_a_misspelt_word_of_a_condition_is_told_with_what_is_meant(
    small: Callable[..., Path], condition: str, code: str, near: str
) -> None:
    decision = (
        "kind: calculation\nid: day-count\ntitle: 天数\ninputs:\n"
        "  - key: a\n    type: number\nsteps:\n  - key: b\n    formula: 'a + 1'\n"
    )
    found = lint(small(t__yaml=table(condition), d__yaml=decision))
    (problem,) = (each for each in found if each.code == code)
    assert f"是否想写 {near} ？" in problem.line("zh")


def test_a_misspelt_function_of_a_formula_is_told_with_what_is_meant(
    small: Callable[..., Path],
) -> None:
    text = (
        "kind: calculation\nid: {}\ntitle: 天数\ninputs:\n"
        "  - key: a\n    type: number\nsteps:\n  - key: b\n    formula: '{}'\n"
    )
    one = text.format("day-count", "a + 1")
    two = text.format("twice", "day cuont(a)")
    (problem,) = (
        each for each in lint(small(a__yaml=one, b__yaml=two)) if each.code == "E494"
    )
    assert "是否想写 day count ？" in problem.line("zh")


def test_two_items_of_one_name(small: Callable[..., Path]) -> None:
    text = table("低 > 1").replace("name: 文字\n", "name: 文字\n    alias: 日期\n")
    ((code, said),) = beyond_cases(lint(small(t__yaml=text)))
    assert code == "E562"
    assert "序号6 与序号4 都可以叫“日期”" in said


@pytest.mark.parametrize(
    ("effective", "told"),
    [
        ("from: 2026-02-30", [("E311", "2026-02-30")]),
        ("from: 2026-03-01\n  until: 2026-02-01", [("E313", "2026-03-01")]),
        ("from: null\n  until: 2026-13-01", [("E311", "2026-13-01")]),
        ("from: 2026-03-01\n  until: 2026-03-31", []),
    ],
)
def test_the_dates_of_a_document(
    effective: str, told: list[tuple[str, str]], small: Callable[..., Path]
) -> None:
    folder = small()
    with (folder / "p" / "document.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"effective:\n  {effective}\n")
    found = [(each.code, each.found) for each in lint(folder)]
    assert found == told


def test_two_cases_of_one_name(small: Callable[..., Path]) -> None:
    cases = CASES.format(of="D", n=1, out=0) + "  - name: 一\n"
    found = lint(small(d__yaml=decision("1+ -> 0"), d__cases__yaml=cases))
    (twice,) = (problem for problem in found if problem.code == "E577")
    assert twice.position.line == 9


def test_a_file_that_is_not_read_for_its_name_is_told(
    small: Callable[..., Path],
) -> None:
    folder = small(d__yaml=decision("1+ -> 0"))
    for name in ("副本.yml", "d.yaml.txt", "E.YAML", "readme.txt", "rows.csv"):
        (folder / "p" / name).write_text("kind: decision-table\n", encoding="utf-8")
    found = [each for each in lint(folder) if each.code == "E580"]
    assert [(each.found, each.wanted) for each in found] == [
        ("E.YAML", "E.yaml"),
        ("d.yaml.txt", "d.yaml"),
        ("副本.yml", "副本.yaml"),
    ]
    assert {each.severity for each in found} == {"warning"}
