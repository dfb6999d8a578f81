"""What authors do to a new rule, and what lint, test and diff make of it."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from ruleengine.api.explain import explain
from ruleengine.api.listing import open_packs
from ruleengine.authoring.difference.difference import difference
from ruleengine.authoring.difference.report import write_text
from ruleengine.authoring.editions import editions
from ruleengine.authoring.lint import lint
from ruleengine.authoring.mutation.run import Wish, mutate
from ruleengine.authoring.new_rule import new_rule
from ruleengine.authoring.run_cases import run_cases
from ruleengine.base.problem import UsageError
from ruleengine.cli import exit_codes
from ruleengine.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruleengine.authoring.difference.result import Difference

RULES = {
    "table": "T01",
    "decision": "staff-days",
    "identifier": "cert-number",
    "code-list": "unit",
    "calculation": "total-time",
}
MUST = "must: '开始日期 <= 结束日期'"
REQUIRES = "must: 'basic > 0 or share = 0'"
FORMULA = "formula: 'basic * (1 - share)'"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "p1"
    for kind, local in RULES.items():
        new_rule(kind, local, folder, "")
    return folder


@pytest.fixture
def changed(made: Path, tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Return how to change one text wherever it stands in one file of a copy."""

    def change(name: str, old: str, new: str) -> Path:
        folder = tmp_path / "changed"
        if not folder.exists():
            shutil.copytree(made, folder)
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return change


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line"),
    [
        # A condition that is neither true nor false never fires.
        ("t01.yaml", MUST, "must: '编号'", "E302", 31),
        ("t01.yaml", MUST, "must: '>= 开始日期'", "E302", 31),
        ("total-time.yaml", REQUIRES, "must: 'basic + 1'", "E494", 19),
        # "=" before a formula makes a range of it, as officers write it in a workbook.
        ("total-time.yaml", FORMULA, "formula: '= basic * 2'", "E494", 28),
        ("total-time.yaml", FORMULA, "formula: 'basic > 2'", "E494", 28),
        ("staff-days.yaml", "days: 0.5", "days:", "E402", 22),
    ],
)
def test_lint_refuses(
    name: str,
    old: str,
    new: str,
    code: str,
    line: int,
    changed: Callable[[str, str, str], Path],
) -> None:
    (problem,) = lint(changed(name, old, new))
    assert (problem.code, problem.position.line) == (code, line)


def test_a_step_with_a_unit_is_a_figure(
    changed: Callable[[str, str, str], Path],
) -> None:
    changed(
        "total-time.yaml",
        "    unit: 天\n    type: number\n    f",
        "    unit: 天\n    f",
    )
    (problem,) = lint(changed("total-time.yaml", FORMULA, "formula: 'basic > 2'"))
    assert problem.code == "E494"


def test_an_empty_cell_is_what_the_output_gives_by_default(
    changed: Callable[[str, str, str], Path],
) -> None:
    changed("staff-days.yaml", "days: 0.5", "days:")
    unit = "    type: number\n    unit: 天\n"
    folder = changed("staff-days.yaml", unit, f"{unit}    default: 0.5\n")
    assert lint(folder) == ()


@pytest.mark.parametrize(
    ("name", "line"),
    [("staff-days.r02", 22), ("total-time.reduced", 24), ("total-time.R1", 18)],
)
def test_retired_ids_are_not_used_again(
    name: str, line: int, changed: Callable[[str, str, str], Path]
) -> None:
    end = "  from: null\n"
    (problem,) = lint(changed("document.yaml", end, f"{end}retired:\n  - id: {name}\n"))
    assert (problem.code, problem.found) == ("E561", name)
    assert problem.position.line == line


def test_rule_files_in_an_inner_folder_are_told(
    changed: Callable[[str, str, str], Path],
) -> None:
    folder = changed("staff-days.yaml", "天数", "日数")
    (folder / "第二章").mkdir()
    shutil.copy(folder / "unit.yaml", folder / "第二章")
    (folder / "图").mkdir()
    (problem,) = lint(folder)
    assert (problem.code, problem.found) == ("E581", "第二章")
    assert problem.position.file.endswith("第二章/unit.yaml")


KIND = """\
  - key: kind
    name: 类别
    type: string
    values: [甲, 乙, 丙]
outputs:
"""


@pytest.mark.parametrize("cell", ["甲, 乙, 丙, 丁", "not(丁)"])
def test_a_text_that_an_input_never_is(
    cell: str, changed: Callable[[str, str, str], Path]
) -> None:
    changed("staff-days.yaml", "outputs:\n", KIND)
    changed("staff-days.cases.yaml", "    inputs:\n", "    inputs:\n      kind: 甲\n")
    folder = changed("staff-days.yaml", "20-49", f"20-49\n    kind: {cell}")
    (problem,) = (each for each in lint(folder) if each.code != "E571")
    assert (problem.code, problem.found, str(problem.position)) == (
        "E509",
        "丁",
        f"{folder.as_posix()}/staff-days.yaml:28:11",
    )


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("basic + share", ["元"]),
        ("(basic - 1) + -share", ["元"]),
        ("if basic >= share then basic else 0", ["元"]),
        ("staff days(staff: basic) + basic", ["天"]),
        ("basic * share + 1", []),
        ("basic + 2 * share", []),
    ],
)
def test_figures_in_two_units_do_not_meet(
    formula: str, found: list[str], changed: Callable[[str, str, str], Path]
) -> None:
    changed("total-time.yaml", "    covers: '[0..0.5]'", "    unit: 元")
    folder = changed("total-time.yaml", FORMULA, f"formula: '{formula}'")
    units = [each for each in lint(folder) if each.code == "E515"]
    assert [each.found for each in units] == found
    changed("total-time.yaml", "    clauses: [C-1]\noutputs", "    note: 有意\noutputs")
    assert "E515" not in {each.code for each in lint(folder)}


@pytest.mark.parametrize(
    ("written", "meant"), [("0,5", "0.5"), ("1,250.5", "1250.5"), ("12,500", "12500")]
)
def test_a_comma_is_taken_for_what_it_is(
    written: str, meant: str, changed: Callable[[str, str, str], Path]
) -> None:
    (problem,) = lint(changed("staff-days.yaml", "days: 0.5", f"days: {written}"))
    assert f"是否想写 {meant}？" in str(problem.hint)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("t01.cases.yaml", 'end_date: "20260104"', '结束日期: "20260104"'),
        ("staff-days.cases.yaml", "staff: 19", "员工人数: 19"),
        ("total-time.cases.yaml", "basic: 0", "基本天数: 0"),
    ],
)
def test_cases_may_call_a_value_by_its_printed_name(
    name: str, old: str, new: str, changed: Callable[[str, str, str], Path]
) -> None:
    (group,) = editions(changed(name, old, new))
    results = list(run_cases(group.ruleset(), group.folders))
    assert [result.case.name for result in results if not result.ok] == []
    assert len(results) == 21


def told(found: Difference) -> list[str]:
    page = io.StringIO()
    write_text(found, page, "zh")
    return page.getvalue().splitlines()


@pytest.mark.parametrize(
    ("name", "old", "new", "lines"),
    [
        (
            "cert-number.yaml",
            "case: upper\n",
            "",
            [
                "更宽  p1/cert-number  编号的名称，照原文写",
                "  例如 abc-2026-0001：机构代码 ABC, p1/cert-number.spelling 错误 → 机构代码 abc",
            ],
        ),
        (
            "cert-number.yaml",
            "from: 2000",
            "from: 2001",
            ["  例如 ABC-2000-0000：没有这个问题 → p1/cert-number.year 错误"],
        ),
        (
            "staff-days.yaml",
            "unit: 天",
            "unit: 小时",
            [
                "结果不同  p1/staff-days.days  决策表的名称，照原文写 天数",
                "  例如 员工人数 20 人：天数 0.5 天 → 天数 0.5 小时",
            ],
        ),
        (
            "staff-days.yaml",
            "unit: 人",
            "unit: 班",
            [
                "结果不同  p1/staff-days.staff  决策表的名称，照原文写 员工人数",
                "  数字没有变，单位变了：同一个数说的是另一回事",
            ],
        ),
        (
            "total-time.yaml",
            "unit: 天",
            "unit: 小时",
            ["  例如 基本天数 4 小时：减少后的天数 4 天 → 减少后的天数 4 小时"],
        ),
        (
            "unit.yaml",
            '  - code: "02"\n    name: 第二类\n',
            "",
            ["  例如 02：代码 02, 名称 第二类, 状态 current → 没有这个代码 错误"],
        ),
    ],
)
def test_diff_says(
    name: str,
    old: str,
    new: str,
    lines: list[str],
    made: Path,
    changed: Callable[[str, str, str], Path],
) -> None:
    said = told(difference(str(made), str(changed(name, old, new))))
    assert [line for line in lines if line not in said] == []


def test_an_output_of_another_key_is_not_shown_twice_the_same(
    made: Path, changed: Callable[[str, str, str], Path]
) -> None:
    changed("staff-days.yaml", "days: ", "dayz: ")
    folder = changed("staff-days.yaml", "key: days", "key: dayz")
    said = told(difference(str(made), str(folder)))
    assert "  例如 员工人数 20 人：days 0.5 天 → dayz 0.5 天" in said
    assert not any("天数 0.5 天 → 天数 0.5 天" in line for line in said)


def test_submitted_records_are_told_with_words(
    made: Path, changed: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    data = tmp_path / "T01.csv"
    data.write_text("编号,开始日期,结束日期\nA,20260101,20260101\n", encoding="utf-8")
    folder = changed("t01.yaml", "<=", "<")
    said = told(difference(str(made), str(folder), [str(data)]))
    assert any(line.endswith("第 1 条：新报 p1/T01.C1 错误") for line in said)


def test_a_single_file_is_no_version_of_rules(made: Path) -> None:
    with pytest.raises(UsageError, match="请写它所在的文件夹"):
        difference(str(made / "t01.yaml"), str(made))


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_rules_may_stand_at_the_top_of_a_repository(
    changed: Callable[[str, str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = changed("staff-days.yaml", "天数", "天数")
    monkeypatch.chdir(folder)
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "x")):
        subprocess.run(["git", *words], check=True)
    changed("staff-days.yaml", "days: 0.5", "days: 0.6")
    (change,) = difference("HEAD", ".").changes
    assert change.id == "p1/staff-days.r02"
    assert str(change.details[0].new) == "changed/staff-days.yaml:24:11"


def test_survivors_in_the_working_folder_are_named_by_it(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(made)
    found = mutate(".", wish=Wish(only=("staff-days",), jobs=1))
    assert {s.mutant.step.position.file for s in found.survivors} == {
        "p1/staff-days.yaml"
    }


REPORT = """\
kind: field-table
id: T02
title: 报告
clauses: [C-1]
fields:
  - no: 1
    key: number
    name: 编号
    format: an..20
    required: always
  - no: 2
    key: sent
    name: 报告日期
    format: YYYYMMDD
    required: optional
  - no: 3
    key: state
    name: 状态
    format: an..4
    required: optional
  - no: 4
    key: amount
    name: 金额
    format: n..8,2
    required:
      when: '状态 = "已发"'
      otherwise: forbidden
checks:
  - id: C1
    related:
      - name: 计划
        table: T01
        match: [number]
    must: 'working days between(计划[1].end_date, 报告日期) <= 15'
    fault: 报告晚了
"""
PLAN = """\
    with:
      T01:
        - number: A
          start_date: "20260105"
          end_date: "20260109"
"""
REPORTED = f"""\
kind: cases
of: T02
base:
  number: A
  sent: "20260120"
cases:
  - name: 好
{PLAN}  - name: 晚
    change:
      sent: "20260320"
{PLAN}    expect: [T02.C1]
"""


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "<= 15",
            "<= 14",
            [
                "更严  p1/T02.C1  报告",
                "  例如 报告日期 20260130；p1/T01 有记录 number A, start_date 20260105, end_date 20260109：没有问题 → p1/T02.C1 错误",
            ],
        ),
        (
            "name: 编号",
            "name: 单号",
            ["  例如 编号 A：没有问题 → p1/T02-01.required 错误"],
        ),
        (
            'when: \'状态 = "已发"',
            'when: \'状态 != "未发"',
            ["  例如 金额 1, 状态 没有填：p1/T02-04.forbidden 错误 → 没有问题"],
        ),
        (
            "        match: [number]\n",
            "",
            [
                "  例如 编号 没有填, 报告日期 20260320；p1/T01 有记录 number A, start_date 20260105, end_date 20260109：p1/T02.C1 没有检查 → p1/T02.C1 错误"
            ],
        ),
    ],
)
def test_diff_says_of_a_table_without_types(
    old: str, new: str, lines: list[str], made: Path, tmp_path: Path
) -> None:
    folders = [tmp_path / name for name in ("old", "new")]
    for folder, text in zip(folders, (REPORT, REPORT.replace(old, new)), strict=True):
        shutil.copytree(made, folder)
        (folder / "t02.yaml").write_text(text, encoding="utf-8")
        (folder / "t02.cases.yaml").write_text(REPORTED, encoding="utf-8")
    said = told(difference(*map(str, folders)))
    assert [line for line in lines if line not in said] == []


def test_items_of_related_records_go_by_their_keys(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "p")
    text = REPORT.replace("[1].end_date", "[1].结束日期")
    (tmp_path / "p" / "t02.yaml").write_text(text, encoding="utf-8")
    (problem,) = lint(tmp_path / "p")
    assert problem.code == "E302"
    assert "把“结束日期”改成 end_date" in str(problem.hint)


@pytest.mark.parametrize(
    ("name", "old", "new", "hint"),
    [
        (
            "total-time.yaml",
            FORMULA,
            "formula: '基本天数 * 2'",
            "“基本天数”改成 basic ",
        ),
        ("total-time.yaml", REQUIRES, "must: '1 < 基本天数'", "“基本天数”改成 basic "),
        (
            "total-time.yaml",
            "outputs:",
            "needs-decision:\n  - id: D1\n    when: '减少后的天数 > 5'\n    says: 多\noutputs:",
            "“减少后的天数”改成 reduced ",
        ),
        (
            "cert-number.yaml",
            "examples:",
            "checks:\n  - id: C1\n    must: '年份 > \"1\"'\n    fault: 早\nexamples:",
            "“年份”改成 year ",
        ),
    ],
)
def test_formulas_go_by_keys(
    name: str, old: str, new: str, hint: str, changed: Callable[[str, str, str], Path]
) -> None:
    (problem,) = lint(changed(name, old, new))
    assert hint in str(problem.hint)


def test_a_pasted_table_is_no_list_of_rows(
    made: Path, changed: Callable[[str, str, str], Path]
) -> None:
    rows = (made / "staff-days.yaml").read_text("utf-8").partition("rows:\n")[2]
    pasted = "  id\tstaff\tdays\n  r01\t1-19\t0\n"
    (problem,) = lint(changed("staff-days.yaml", rows, pasted))
    assert (problem.code, problem.position.line) == ("E203", 19)
    assert "每一条从新的一行“- ”开始" in str(problem.hint)


def test_a_document_of_unknown_source_is_a_whole_sentence(made: Path) -> None:
    page = explain(open_packs(made), "p1")
    assert page["says"][0]["zh"] == "依据文件的名称（文件编号），版次 1。"


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        ("t01.cases.yaml", "    expect: []\n", "    outputs:\n      x: 1\n", "outputs"),
        (
            "staff-days.cases.yaml",
            "    outputs:\n      days: 1\n",
            "    fix: x\n",
            "fix",
        ),
        ("unit.cases.yaml", "    entry:", "    parts:", "parts"),
        ("cert-number.cases.yaml", "    parts:", "    outputs:", "outputs"),
    ],
)
def test_what_a_case_says_in_vain(
    name: str, old: str, new: str, key: str, changed: Callable[[str, str, str], Path]
) -> None:
    (problem,) = (p for p in lint(changed(name, old, new)) if p.code != "E573")
    assert (problem.code, problem.found) == ("E578", key)


@pytest.mark.parametrize(
    ("name", "old", "new", "found", "near"),
    [
        ("staff-days.cases.yaml", "      days: 1\n", "      day: 1\n", "day", "days"),
        ("cert-number.cases.yaml", "      year:", "      yaer:", "yaer", "year"),
    ],
)
def test_a_case_of_a_result_that_is_not_there(
    name: str,
    old: str,
    new: str,
    found: str,
    near: str,
    changed: Callable[[str, str, str], Path],
) -> None:
    (problem,) = (p for p in lint(changed(name, old, new)) if p.code != "E573")
    assert (problem.code, problem.found) == ("E579", found)
    assert problem.hint is not None
    assert f"“{near}”" in problem.hint.zh


@pytest.mark.parametrize("command", ["test", "mutate", "coverage"])
def test_what_is_wrong_with_cases_comes_with_its_line(
    command: str,
    changed: Callable[[str, str, str], Path],
    capfd: pytest.CaptureFixture[str],
) -> None:
    folder = changed("unit.cases.yaml", "    entry:", "    entri:")
    assert main([command, str(folder), "--lang", "zh"]) == exit_codes.RULES
    assert "    entri:\n        ^\n" in capfd.readouterr().err
