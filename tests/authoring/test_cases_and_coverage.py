"""``test``, ``coverage``, ``new`` and ``fmt`` as a rule author uses them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest

from ruleengine.authoring.fmt import CannotKeepError, formatted
from ruleengine.authoring.lint import lint
from ruleengine.authoring.new_rule import KINDS
from ruleengine.cli.main import main
from ruleengine.report.visible import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

DECISION = """\
kind: decision-table
id: D
title: 天数
inputs:
  - key: n
    name: 人数
    type: integer
    covers: '>= 1'
outputs:
  - key: out
    name: 天数
    type: number
rows:
  - id: r1
    n: 1-9
    out: 0
  - id: r2
    n: 10+
    out: 0.5
"""
CASES = """\
kind: cases
of: D
# 两边各一个
cases:
  - name: 九人
    inputs:
      n: 9
    outputs:
      out: 0       # 不加
  - name: 十人
    inputs:
      n: 10
    outputs:
      out: 1       # 抄错了
"""
SHARE = """\
kind: field-table
id: T
title: 占比
fields:
  - no: 1
    key: part
    name: 部分
    type: number
    format: n..3
    required: always
  - no: 2
    key: whole
    name: 全部
    type: number
    format: n..3
    required: always
checks:
  - id: C1
    title: 占比不超过一
    must: '部分 / 全部 <= 1'
    fault: 占比超过一
"""
SHARE_CASES = """\
kind: cases
of: T
cases:
  - name: 全部是零
    change:
      part: "1"
      whole: "0"
    expect: []
"""
NUMBER = """\
kind: identifier
id: N
title: 号
case: upper
parts:
  - key: head
    name: 头
    format: a2
  - key: tail
    name: 尾
    format: n2
"""
NUMBER_CASES = """\
kind: cases
of: N
cases:
  - name: 尾不对
    value: AB1
    parts:
      head: AC
    expect: [N.head]
  - name: 没有写期望
    value: "1212"
  - name: 小写
    value: ab12
    fix: AB13
    expect:
      # 拼写
      - N.spelling
      - N.tail
  - name: 没有这种取法
    value: AB12
    readings:
      nothing: here
"""


SUM = """\
kind: calculation
id: S
title: 合计
inputs:
  - key: n
    name: 人数
    type: integer
steps:
  - key: half
    name: 一半
    type: number
    formula: 'n / 2'
  - key: more
    name: 加一
    type: number
    when: 'n > 10'
    formula: 'half + 1'
  - key: total
    name: 合计
    type: number
    formula: 'if n > 10 then more else half'
outputs: [total]
"""
SUM_CASES = """\
kind: cases
of: S
cases:
  - name: 多于十人
    inputs:
      n: 12
    outputs:
      total: 7
    steps:
      half: 6
      more: 7
  - name: 十人
    inputs:
      n: 10
    outputs:
      total: 5
    steps:
      more: null
"""
LIST = """\
kind: code-list
id: L
title: 等级
levels: [大类, 小类]
statuses:
  - status: surplus
    severity: warning
codes:
  - code: "A"
    name: 甲
    level: 大类
    status: category
  - code: "A1"
    name: 甲一
    aliases: [老甲一]
    parent: "A"
    level: 小类
  - code: "A2"
    parent: "A"
    level: 小类
    status: surplus
    printed: 乙一
  - code: "A3"
    name: 甲三
    parent: "A"
    level: 小类
    until: 2026-06-30
not-listed:
  - name: 丙
    title: 没有代码的名称
    instead: "A1"
"""
LIST_CASES = """\
kind: cases
of: L
cases:
  - name: 小类
    value: A1
    entry:
      code: A1
      name: 甲一
      status: current
      parents: [A]
      level: 小类
      printed: ""
  - name: 别名
    value: 老甲一
    entry:
      code: A1
  - name: 大类不是代码
    value: A
    entry:
      parents: []
    expect: [L.category error]
  - name: 没有名称的代码
    value: A2
    entry:
      name: null
      printed: 乙一
    expect: [L.surplus warning]
  - name: 已经停用
    value: A3
    as-of: 2026-07-01
    expect: [L.retired]
  - name: 停用以前
    value: A3
    as-of: 2026-06-30
    expect: []
  - name: 没有代码的名称
    value: 丙
    expect: [L.not-listed warning]
    fix: A1
  - name: 没有这个代码
    value: B1
    expect: [L.unknown error]
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*words: object) -> tuple[int, str, str]:
        code = main([*map(str, words), "--lang", "zh"])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_a_failing_case_shows_expected_found_and_derivation(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = small(d__yaml=DECISION, d__cases__yaml=CASES)
    code, out, _ = run("test", folder)
    assert code == 1
    assert "输出 out：应为 1，得到 0.5" in out
    assert "p/D：十人" in out
    assert "r2" in out
    assert out.endswith("2 个用例，1 个不符。\n")


def test_cases_that_hold_say_so_in_one_line(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    good = CASES.replace("out: 1 ", "out: 0.5 ")
    code, out, _ = run("test", small(d__yaml=DECISION, d__cases__yaml=good))
    assert (code, out) == (0, "2 个用例，全部相符。\n")


@pytest.mark.parametrize(
    ("written", "instead", "says"),
    [
        ("half: 6", "half: 6", "2 个用例，全部相符。"),
        ("half: 6", "half: 5", "步骤 half：应为 5，得到 6"),
        ("more: 7", "more: null", "步骤 more：应为 null，得到 7"),
        ("more: null", "more: 6", "步骤 more：应为 6，得到 null"),
        ("more: null", "less: null", "步骤 less：应为 null，得到 —"),
    ],
)
def test_a_case_may_hold_the_steps_of_a_calculation(
    written: str,
    instead: str,
    says: str,
    small: Callable[..., Path],
    run: Callable[..., tuple[int, str, str]],
) -> None:
    cases = SUM_CASES.replace(written, instead, 1)
    code, out, _ = run("test", small(s__yaml=SUM, s__cases__yaml=cases))
    assert says in out
    assert code == (written != instead)


def test_cases_of_a_code_list_hold_what_it_says_of_a_value(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = small(l__yaml=LIST, l__cases__yaml=LIST_CASES)
    assert run("test", folder) == (0, "8 个用例，全部相符。\n", "")
    assert [problem.line("zh") for problem in lint(folder)] == []
    assert run("coverage", folder, "--format", "json")[0] == 0


@pytest.mark.parametrize(
    ("written", "instead", "says"),
    [
        ("parents: [A]", "parents: [B]", "代码表里的 parents：应为 ['B']，得到 ['A']"),
        ("name: 甲一", "name: 甲二", "代码表里的 name：应为 甲二，得到 甲一"),
        ("printed: 乙一", "printed: 乙二", "代码表里的 printed：应为 乙二，得到 乙一"),
        ("[L.surplus warning]", "[L.surplus error]", "p/L.surplus warning"),
        ("[L.surplus warning]", "[]", "没有要求却报出：p/L.surplus"),
        ("fix: A1", "fix: A2", "建议的改法：应为 A2，得到 A1"),
        ("value: 老甲一", "value: 新甲一", "代码表里的 code：应为 A1，得到 —"),
        ("as-of: 2026-07-01", "as-of: 2026-06-30", "没有报出：p/L.retired"),
    ],
)
def test_a_case_of_a_code_list_that_does_not_hold_says_what_is_otherwise(
    written: str,
    instead: str,
    says: str,
    small: Callable[..., Path],
    run: Callable[..., tuple[int, str, str]],
) -> None:
    assert written in LIST_CASES
    cases = LIST_CASES.replace(written, instead, 1)
    code, out, _ = run("test", small(l__yaml=LIST, l__cases__yaml=cases))
    assert code == 1
    assert says in out


def test_update_rewrites_what_a_code_list_says(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    cases = LIST_CASES.replace("name: 甲一", "name: 甲二")
    folder = small(l__yaml=LIST, l__cases__yaml=cases)
    assert run("test", folder, "--update", "--yes")[0] == 0
    text = (folder / "p" / "l.cases.yaml").read_text(encoding="utf-8")
    assert text == LIST_CASES


def test_only_a_reason_of_the_code_list_may_be_expected(
    small: Callable[..., Path],
) -> None:
    cases = LIST_CASES.replace("L.unknown", "L.unknwon")
    (problem,) = lint(small(l__yaml=LIST, l__cases__yaml=cases))
    assert problem.code == "E574"
    assert "L.unknown" in problem.line("zh")


def test_only_the_cases_asked_for_are_run(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = small(
        d__yaml=DECISION,
        d__cases__yaml=CASES,
        n__yaml=NUMBER,
        n__cases__yaml=NUMBER_CASES,
    )
    code, out, _ = run("test", folder, "--of", "p/D", "--format", "json")
    data = json.loads(out)
    assert code == 1
    assert data["summary"] == {"total": 2, "failed": 1}
    (failed,) = (case for case in data["cases"] if not case["ok"])
    assert failed["name"] == "十人"
    assert failed["line"] == 10
    assert failed["differences"] == [
        {"what": "outputs.out", "expected": "1", "found": "0.5"}
    ]
    assert failed["answer"]["steps"][0]["row"] == "r2"


def test_what_has_no_cases_is_a_wrong_word(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = small(d__yaml=DECISION, d__cases__yaml=CASES)
    for wrong, meant in (("p/DD", "p/D"), ("DD", "p/D"), ("pp", "p")):
        code, out, err = run("test", folder, "--of", wrong)
        assert (code, out) == (2, "")
        assert "是否想写" in err
        assert meant in err
    assert run("test", folder, "--of", "D")[0] == 1


def test_the_name_of_a_pack_stands_for_all_its_cases(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = small(
        d__yaml=DECISION,
        d__cases__yaml=CASES,
        n__yaml=NUMBER,
        n__cases__yaml=NUMBER_CASES,
    )
    every = json.loads(run("test", folder, "--format", "json")[1])["summary"]
    chosen = run("test", folder, "--of", "p", "--format", "json")[1]
    assert json.loads(chosen)["summary"] == every
    twice = run("test", folder, "--of", "p", "--of", "p/D", "--format", "json")[1]
    assert json.loads(twice)["summary"] == every


def test_junit_has_a_suite_for_each_file(
    small: Callable[..., Path],
    run: Callable[..., tuple[int, str, str]],
    tmp_path: Path,
) -> None:
    folder = small(
        d__yaml=DECISION,
        d__cases__yaml=CASES,
        n__yaml=NUMBER,
        n__cases__yaml=NUMBER_CASES,
    )
    target = tmp_path / "cases.xml"
    code, out, _ = run("test", folder, "--format", "junit", "--to", target)
    assert (code, out) == (1, "")
    suites = ET.fromstring(target.read_text(encoding="utf-8"))
    counts = [(suite.get("tests"), suite.get("failures")) for suite in suites]
    assert counts == [("2", "1"), ("4", "4")]
    assert "应为 1" in (suites[0][1][0].get("message") or "")


def test_a_case_that_cannot_be_run_has_failed(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = small(n__yaml=NUMBER, n__cases__yaml=NUMBER_CASES)
    code, out, _ = run("test", folder)
    assert code == 1
    assert "这个用例无法运行" in out


@pytest.mark.parametrize(
    ("foreseen", "code"), [("", 1), ("    not-checked: [T.C1]", 0)]
)
def test_a_case_in_which_a_condition_has_no_answer_must_say_so(
    small: Callable[..., Path],
    run: Callable[..., tuple[int, str, str]],
    foreseen: str,
    code: int,
) -> None:
    cases = f"{SHARE_CASES}{foreseen}\n"
    found, out, _ = run("test", small(t__yaml=SHARE, t__cases__yaml=cases))
    assert (found, "条件算不出来" in out) == (code, code == 1)


def test_rules_that_do_not_load_are_exit_code_3(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = small(d__yaml=DECISION.replace("rows", "row"))
    assert run("test", folder)[0] == 3
    assert run("coverage", folder)[0] == 3
    assert run("lint", folder)[0] == 1


def test_update_shows_first_and_writes_only_when_told(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = small(d__yaml=DECISION, d__cases__yaml=CASES)
    path = folder / "p" / "d.cases.yaml"
    code, out, err = run("test", folder, "--update")
    assert code == 1
    assert "-       out: 1       # 抄错了\n+       out: 0.5       # 抄错了\n" in out
    assert "--yes" in err
    assert path.read_text(encoding="utf-8") == CASES
    code, _, err = run("test", folder, "--update", "--yes")
    assert code == 0
    assert "1" in err
    new = path.read_text(encoding="utf-8")
    assert new == CASES.replace("out: 1 ", "out: 0.5 ")
    assert run("test", folder)[0] == 0
    assert run("test", folder, "--update")[0] == 0


def test_update_rewrites_expectations_parts_and_fixes(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = small(n__yaml=NUMBER, n__cases__yaml=NUMBER_CASES)
    code, _, err = run("test", folder, "--update", "--yes")
    assert code == 1
    assert "要由人来改" in err
    new = (folder / "p" / "n.cases.yaml").read_text(encoding="utf-8")
    assert "      head: AB\n" in new
    assert "expect:\n      - N.tail\n" in new
    assert "    fix: AB12\n" in new
    assert "      # 拼写\n" in new
    code, out, _ = run("test", folder)
    assert code == 1
    assert "4 个用例，1 个不符" in out


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        (
            '  - name: 一\n    value: "A112"\n    expect: []\n',
            '  - name: 一\n    value: "A112"\n    expect:\n      - N.head\n',
        ),
        (
            '  - expect: [N.tail]\n    name: 一\n    value: "A112"\n',
            '  - expect:\n      - N.head\n    name: 一\n    value: "A112"\n',
        ),
        (
            '  - name: 一\n    value: "AB12"\n    expect:\n      - N.tail\n',
            '  - name: 一\n    value: "AB12"\n    expect: []\n',
        ),
        (
            '  - name: 一\n    value: "AB12"\n    parts:\n      tail: "13"\n',
            '  - name: 一\n    value: "AB12"\n    parts:\n      tail: "12"\n',
        ),
        (
            "  - name: 一\n    value: AB12\n    parts:\n      tail: 十三\n",
            "  - name: 一\n    value: AB12\n    parts:\n      tail: 12\n",
        ),
        # Left to a person: a comment between the brackets, two lines, no such part.
        ('  - name: 一\n    value: "A112"\n    expect: [] # 说明\n', None),
        (
            '  - name: 一\n    value: "A112"\n    expect: [N.tail,\n      N.tail]\n',
            None,
        ),
        ('  - name: 一\n    value: "AB12"\n    parts:\n      body: "12"\n', None),
        ('  - name: "一" # 说明\n    value: "A112"\n', None),
    ],
)
def test_update_writes_as_an_author_would(
    case: str,
    wanted: str | None,
    small: Callable[..., Path],
    run: Callable[..., tuple[int, str, str]],
) -> None:
    head = "kind: cases\nof: N\ncases:\n"
    folder = small(n__yaml=NUMBER, n__cases__yaml=head + case)
    code, _, _ = run("test", folder, "--update", "--yes")
    text = (folder / "p" / "n.cases.yaml").read_text(encoding="utf-8")
    assert text == head + (case if wanted is None else wanted)
    assert code == (1 if wanted is None else 0)


def test_coverage_counts_clauses_rules_rows_and_edges(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    clauses = """\
    kind: clauses
    document: p
    clauses:
      - id: A
        place: 第1条
        gist: 天数
        checkable: data
        rules: [D]
      - id: B
        place: 第2条
        gist: 由人看
        checkable: human
        why: 看现场
      - id: C
        place: 第3条
        gist: 还没有规则
        checkable: data
    """
    few = CASES.partition("  - name: 十人")[0]
    folder = small(d__yaml=DECISION, d__cases__yaml=few, clauses__yaml=clauses)
    code, out, _ = run("coverage", folder / "p", "--format", "json")
    (pack,) = json.loads(out)["packs"]
    assert code == 0
    assert pack["clauses"]["enforced"] == 1
    assert pack["clauses"]["open"] == 1
    assert pack["clauses"]["human"] == 1
    assert pack["rules"] == {"total": 1, "proven": 0}
    assert pack["rows"] == {"total": 2, "hit": 1}
    assert pack["edges"] == {"total": 3, "hit": 1}
    assert pack["unhit"] == ["p/D/r2"]
    assert {each["values"] for each in pack["untouched"]} == {"1", "10"}
    assert pack["percent"] == 37
    _, text, _ = run("coverage", folder / "p")
    assert "p  小规则包：37%" in text
    assert "）0/1" not in text
    figures = [line for line in text.splitlines() if re.search("[0-9]/[0-9]+$", line)]
    assert (
        len({columns(line.rpartition(" ")[0]) for line in figures}) == 1 < len(figures)
    )
    assert "没有用例用到的行（1）：\n    p/D/r2\n" in text
    _, page, _ = run("coverage", folder / "p", "--format", "html")
    assert page.startswith("<!DOCTYPE html>")
    assert "<li>p/D/r2</li>" in page
    assert "http" not in page.partition("</style>")[2]
    assert "<th>" not in page
    assert page.count("<main>") == page.count("</main>") == 1
    bars = re.findall(r'<progress aria-label="([^"]+)" value="(\d+)" max="(\d+)"', page)
    assert len({label for label, *_ in bars}) == len(bars) == page.count("<progress")
    assert all(int(value) <= int(most) != 0 for _, value, most in bars)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_rule_is_clean_and_its_cases_hold(
    kind: str, tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = tmp_path / "mine"
    code, out, _ = run("new", kind, "X1", "--rules", folder)
    assert code == 0
    assert "x1.yaml" in out
    assert [problem.line("zh") for problem in lint(folder)] == []
    assert run("test", folder)[0] == 0
    assert run("fmt", "--check", folder) == (0, "", "0 个文件要调整。\n")
    code, _, err = run("new", kind, "X1", "--rules", folder)
    assert code == 2
    assert "已经有文件" in err


def test_a_new_rule_in_a_pack_with_clauses_rests_on_one(
    broken: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = broken("ilac/document.yaml")
    assert run("new", "decision", "my-days", "--rules", folder)[0] == 0
    assert run("new", "table", "T9", "--rules", folder, "--clause", "IL-99")[0] == 0
    assert {problem.code for problem in lint(folder)} == {"E552"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("tabel", "T1"), "table"),
        (("table", "9-1"), "不能作编号"),
        (("table", "员工"), "不能作编号"),
    ],
)
def test_new_refuses_what_it_cannot_make(
    words: Sequence[str],
    says: str,
    tmp_path: Path,
    run: Callable[..., tuple[int, str, str]],
) -> None:
    code, _, err = run("new", *words, "--rules", tmp_path)
    assert code == 2
    assert says in err
    assert list(tmp_path.iterdir()) == []


MIXED = """\
# 说明
kind: decision-table
title: 天数     # 照原文
id: D
outputs:
  - type: number
    # 结果
    key: out
    name: 天数
rows:
  # 第一行
  - n: 1-9
    id: r1
    out: 0
  # 第二行
  - id: r2
    out: 0.5

    n: 10+
inputs:
  - key: n
    type: integer
    name: 人数
needs-decision:
  - id: Q1
    says: 请决定
    when: "n > 100"
"""
ORDERED = """\
# 说明
kind: decision-table
id: D
title: 天数     # 照原文
inputs:
  - key: n
    name: 人数
    type: integer
outputs:
  # 结果
  - key: out
    name: 天数
    type: number
rows:
  # 第一行
  - id: r1
    n: 1-9
    out: 0
  # 第二行
  - id: r2
    out: 0.5

    n: 10+
needs-decision:
  - id: Q1
    when: 'n > 100'
    says: 请决定
"""


def test_fmt_moves_whole_entries_and_keeps_comments() -> None:
    with pytest.raises(CannotKeepError):
        formatted(MIXED, "rules.yaml")
    plain = MIXED.replace("    # 结果\n", "")
    assert formatted(plain, "rules.yaml") == ORDERED.replace("  # 结果\n", "")


def test_fmt_of_what_is_in_order_changes_nothing() -> None:
    once = ORDERED.replace("  # 结果\n", "")
    assert formatted(once, "rules.yaml") == once


def test_fmt_goes_on_behind_a_file_that_it_cannot_read(
    tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    text = "kind: document\ntitle: 甲\npack: p\nedition: '1'\n"
    (folder / "document.yaml").write_text(text, encoding="utf-8", newline="\r\n")
    (folder / "a.yaml").write_bytes("kind: code-list\ntitle: 甲\n".encode("gb18030"))
    (folder / "b.yaml").write_bytes(b"\xef\xbb\xbfkind: code-list\n")
    code, out, said = run("fmt", folder)
    assert code == 3
    assert out == f"{folder.as_posix()}/document.yaml\n"
    assert [f"/{name}.yaml:" in said for name in "ab"] == [True, True]
    ordered = (folder / "document.yaml").read_bytes()
    assert ordered.startswith(b"kind: document\r\npack: p\r\n")


@pytest.mark.parametrize(
    "words",
    [
        ("test", "."),
        ("coverage", "."),
        ("diff", ".", "."),
        ("list", "tables", "--rules", "."),
        ("explain", "D", "--rules", "."),
        ("book", "--rules", ".", "--to", "book"),
        ("fmt", "."),
    ],
)
def test_files_of_problems_are_named_from_the_working_folder(
    small: Callable[..., Path],
    run: Callable[..., tuple[int, str, str]],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(small(d__yaml=DECISION + "\tx: 1\n") / "p")
    code, _, said = run(*words)
    assert code == 3
    assert said.startswith("d.yaml:") or "\nd.yaml:" in said


def test_fmt_check_names_files_and_changes_none(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    text = DECISION.replace("id: D\ntitle: 天数\n", "title: 天数\nid: D\n")
    folder = small(d__yaml=text)
    path = folder / "p" / "d.yaml"
    code, out, _ = run("fmt", "--check", folder)
    assert code == 1
    assert out.strip().endswith("p/d.yaml")
    assert path.read_text(encoding="utf-8") == text
    code, _, _ = run("fmt", path)
    assert code == 0
    assert path.read_text(encoding="utf-8") == DECISION
    assert run("fmt", folder, "--check")[0] == 0


def test_lint_reports_in_every_format(
    small: Callable[..., Path], run: Callable[..., tuple[int, str, str]]
) -> None:
    folder = small(d__yaml=DECISION.replace("10+", "11+"), d__cases__yaml=CASES)
    code, out, _ = run("lint", folder, "--format", "json")
    problems: list[dict[str, Any]] = json.loads(out)["problems"]
    (gap,) = (each for each in problems if each["code"] == "E501")
    assert code == 1
    assert gap["line"] == 15
    assert gap["column"] == 8
    assert gap["message"]["zh"] == "人数 = 10，例如 10：没有一行。"
    assert "E501" in run("lint", folder)[1]
    assert "::error title=E501" in run("lint", folder, "--format", "github")[1]
    sarif = json.loads(run("lint", folder, "--format", "sarif")[1])
    assert "E501" in {each["ruleId"] for each in sarif["runs"][0]["results"]}
    assert run("lint", folder, "--fail-on", "never")[0] == 0
