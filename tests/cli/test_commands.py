from __future__ import annotations

import errno
import io
import json
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from ruleengine.api.loading import load
from ruleengine.api.printed_names import input_names, part_names
from ruleengine.base.problem import UsageError
from ruleengine.cli import console, eval as evaluating, registry
from ruleengine.cli.command import Command
from ruleengine.cli.main import main
from ruleengine.cli.output import not_writable, refuse_unfit_target

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

RULES = Path(__file__).parent / "rules"
CLEAN = {"订单编号": "X1", "数量": 3, "下单日期": "20260105"}
WRONG = {"订单编号": "X1", "数量": "abc"}
SOFT = {"订单编号": "X1", "数量": 3, "是否加急": 1}


def write(folder: Path, *records: dict[str, Any]) -> str:
    file = folder / "T01.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("record", "flags", "code"),
    [
        (CLEAN, [], 0),
        (WRONG, [], 1),
        (WRONG, ["--fail-on", "never"], 0),
        (SOFT, [], 0),
        (SOFT, ["--fail-on", "warning"], 1),
        (CLEAN, ["--complete", "--fail-on", "warning"], 0),
    ],
)
def test_validate_ends_as_the_findings_ask(
    record: dict[str, Any],
    flags: list[str],
    code: int,
    tmp_path: Path,
    run: Callable[..., Ran],
) -> None:
    ran = run("validate", write(tmp_path, record), "--table", "T01", *flags)
    assert ran.code == code, ran
    assert ran.err == ""


def test_json_stands_alone_on_standard_output(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    file = write(tmp_path, WRONG, CLEAN)
    ran = run("validate", file, "--format", "json", "--as-of", "2026-06-01")
    report = json.loads(ran.out)
    assert report["as_of"] == "2026-06-01"
    assert [f["rule"] for f in report["findings"]] == [
        "demo/T01-02.format",
        "demo/T01.U1",
    ]
    assert set(report["findings"][0]["message"]) == {"zh", "en"}
    assert "1" in ran.err
    again = run("validate", file, "--format", "json", "--as-of", "2026-06-01")
    assert again == ran


def test_the_languages_of_a_report_can_be_chosen(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    file = write(tmp_path, WRONG)
    for asked, got in (("en", ["en"]), ("zh", ["zh"]), ("en,zh", ["en", "zh"])):
        ran = run("validate", file, "--format", "json", "--lang", asked)
        assert list(json.loads(ran.out)["findings"][0]["message"]) == got
    assert run("validate", file, "--lang", "fr").code == 2


@pytest.mark.parametrize("name", ["r.xlsx", "r.csv", "r.html", "r.sarif", "r.txt"])
def test_the_ending_of_a_file_names_the_format(
    name: str, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    target = tmp_path / name
    ran = run("validate", write(tmp_path, WRONG), "--to", str(target))
    assert (ran.code, ran.out) == (1, "")
    assert target.stat().st_size > 0
    assert str(target) in ran.err


@pytest.mark.parametrize(
    "flags",
    [
        ["--to", "report.doc"],
        ["--to", "/no/such/folder/r.json"],
        ["--format", "xlsx"],
        ["--format", "jsno"],
        ["--table", "T99"],
        ["--reading", "rounding=sideways"],
        ["--reading", "runding=up"],
        ["--reading", "rounding"],
        ["--as-of", "gestern"],
        ["--max-per-rule", "0"],
        ["--fail-on", "info"],
    ],
)
def test_wrong_usage_of_validate_ends_with_2(
    flags: list[str], tmp_path: Path, run: Callable[..., Ran]
) -> None:
    ran = run("validate", write(tmp_path, CLEAN), *flags)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err) > 5


def test_a_report_that_cannot_be_written_ends_with_2(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    (tmp_path / "r.json").mkdir()
    target = str(tmp_path / "r.json")
    assert run("validate", write(tmp_path, CLEAN), "--to", target).code == 2
    assert run("list", "--to", target).code == 2


def test_a_report_never_takes_the_place_of_the_data(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    data = write(tmp_path, CLEAN)
    before = (tmp_path / "T01.json").read_bytes()
    for words in ([data], [str(tmp_path)]):
        ran = run("validate", *words, "--to", data)
        assert (ran.code, ran.out) == (2, "")
        assert "换一个文件名" in ran.err
    assert (tmp_path / "T01.json").read_bytes() == before


def test_an_earlier_report_beside_the_data_is_written_anew(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    write(tmp_path, CLEAN)
    report = str(tmp_path / "报告.xlsx")
    for _ in range(2):
        assert run("validate", str(tmp_path), "--to", report).code == 0


def test_an_answer_never_takes_the_place_of_the_input(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    file = tmp_path / "input.json"
    file.write_text("{}", encoding="utf-8")
    ran = run("eval", "1", "--context", str(file), "--to", str(file))
    assert (ran.code, file.read_text(encoding="utf-8")) == (2, "{}")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "权限"),
        (errno.EISDIR, "文件夹"),
        (errno.ENOSPC, "磁盘满了"),
        (errno.EINVAL, "文件名"),
        (errno.EIO, "odd"),
    ],
)
def test_why_the_machine_refuses_is_said_in_the_language_of_the_reader(
    number: int, said: str
) -> None:
    error = not_writable("r.json", OSError(number, "odd"))
    assert said in error.message.zh


def test_devices_and_places_of_another_system_are_no_internal_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The null device of Windows stands in no folder, other devices stand nowhere.
    monkeypatch.setattr(os.path, "realpath", lambda _: str(tmp_path / "none" / "here"))
    refuse_unfit_target(os.devnull)

    def odd(_path: Path) -> str:
        raise OSError(errno.EINVAL, "Invalid name")

    monkeypatch.setattr(os.path, "realpath", odd)
    with pytest.raises(UsageError, match="文件名"):
        refuse_unfit_target("nul.json")


def test_data_that_cannot_be_read_end_with_4(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    ran = run("validate", str(tmp_path / "nothing.csv"))
    assert (ran.code, ran.out) == (4, "")


def test_rules_that_do_not_load_end_with_3(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    (tmp_path / "document.yaml").write_text("kind: document\npack: x\n", "utf-8")
    ran = run("validate", "x.csv", "--rules", str(tmp_path), rules=False)
    assert (ran.code, ran.out) == (3, "")
    assert "document.yaml:1:1" in ran.err
    lint = run("lint", str(tmp_path), rules=False)
    assert (lint.code, lint.err) == (1, "")
    data = json.loads(run("lint", str(tmp_path), "--format", "json", rules=False).out)
    assert data["summary"]["errors"] >= 1


def test_rules_without_errors_lint_clean(run: Callable[..., Ran]) -> None:
    assert run("lint", "--fail-on", "error").code == 0


@pytest.mark.parametrize(
    ("data", "records"),
    [
        (b'[{"order_number": "1", "amount": 2}]', 1),
        (
            b'{"order_number": "1", "amount": 2}\n{"order_number": "2", "amount": 2}\n',
            2,
        ),
        ("订单编号,数量\n1,2\n".encode(), 1),
        ("订单编号,数量:\n1,2\n".encode(), 1),
        ("- 订单编号: '1'\n  数量: 2\n- 订单编号: '2'\n".encode(), 2),
        ("T01:\r\n  - 订单编号: '1'\r\n    数量: 2\r\n".encode(), 1),
        ("---\n- 订单编号: '1'\n".encode(), 1),
        ("\ufeff# 说明\r\n\r\n# 又\n---\r\nT01:\n- 订单编号: '1'\n".encode(), 1),
        ("# 说明\n- 订单编号: '1'\n- 订单编号: '2'\n".encode(), 2),
        ("#,订单编号,数量\n1,2,3\n".encode(), 1),
        (b'{\n"T01": [{"order_number": "1", "amount": 2}]}', 1),
        (b'{"T01": [{"order_number": "1", "amount": 2}], "note": "x"}\n', 1),
        (b'{"order_number": "1", "amount": 2}\n', 1),
    ],
)
def test_standard_input_is_sniffed(
    data: bytes, records: int, run: Callable[..., Ran]
) -> None:
    ran = run("validate", "-", "--table", "T01", "--format", "json", stdin=data)
    report = json.loads(ran.out)
    assert report["summary"]["records"] == records
    assert report["inputs"][0]["file"] == "<stdin>"


def test_findings_in_standard_input_are_placed_there(run: Callable[..., Ran]) -> None:
    ran = run(
        "validate",
        "-",
        "--table",
        "T01",
        "--format",
        "json",
        stdin=b'[{"amount": "x"}]',
    )
    assert {f["at"]["file"] for f in json.loads(ran.out)["findings"]} == {"<stdin>"}


def test_what_is_left_out_of_standard_input_is_called_so(
    run: Callable[..., Ran],
) -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        workbook.add_worksheet("说明").write_row(0, 0, ["x", "y"])
        workbook.add_worksheet("T01").write_row(0, 0, ["订单编号", "数量"])
    words = ("validate", "-", "--table", "T01", "--format", "json")
    ran = run(*words, stdin=book.getvalue())
    (left,) = json.loads(ran.out)["not_checked"]
    assert left["rule"] == "unmatched-input"
    assert left["why"]["en"].startswith("<stdin>")
    assert "stdin." not in ran.out


@pytest.mark.parametrize(
    ("argv", "data", "code"),
    [
        (["-"], b"[]", 2),
        (["-", "-", "--table", "T01"], b"[]", 2),
        (["-", "--table", "T01"], b"  ", 4),
        (["-", "--table", "T01"], b"PK\x03\x04 broken", 4),
        (["-", "--table", "T01"], b'[{"a"', 4),
    ],
)
def test_standard_input_that_cannot_be_used_is_refused(
    argv: list[str], data: bytes, code: int, run: Callable[..., Ran]
) -> None:
    ran = run("validate", *argv, stdin=data)
    assert (ran.code, ran.out) == (code, "")
    assert "stdin." not in ran.err


def test_compute_shows_a_derivation_or_data(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    sets = ("--set", "staff=5", "--set", "sites[1].staff=3")
    ran = run("compute", "demo/fees", *sets)
    assert ran.code == 0
    assert "51" in ran.out
    data = json.loads(run("compute", "fees", *sets, "--format", "json").out)
    assert data["outputs"]["total"] == "51"
    file = tmp_path / "in.yaml"
    file.write_text("staff: 700\n", "utf-8")
    ran = run("compute", "fees", "--input", str(file), "--lang", "en")
    assert ran.code == 0
    assert "100" in ran.out
    target = tmp_path / "out.json"
    assert run("compute", "fees", *sets, "--to", str(target)).out == ""
    assert json.loads(target.read_text("utf-8"))["ok"] is True


def test_data_for_programs_speak_the_language_asked_for(
    run: Callable[..., Ran],
) -> None:
    asked = ("compute", "fees", "--format", "json", "--set")
    decide = [
        json.loads(run(*asked, "staff=700", *lang).out)["outputs"]["needs_decision"]
        for lang in ((), ("--lang", "zh"), ("--lang", "en"))
    ]
    assert decide[0] == decide[1] != decide[2]
    wrong = json.loads(run(*asked, "staff=0", "--lang", "en").out)
    assert list(wrong["findings"][0]["message"]) == ["en"]
    number = ("identify", "serial", "?", "--format", "json")
    both = json.loads(run(*number).out)["findings"][0]["message"]
    assert list(both) == ["zh", "en"]
    one = json.loads(run(*number, "--lang", "zh").out)["findings"][0]["message"]
    assert list(one) == ["zh"]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["fees", "--set", "staff=0"], 1),
        (["fees", "--set", "staff=0", "--fail-on", "never"], 0),
        (["fees", "--set", "staff"], 2),
        (["feess", "--set", "staff=1"], 2),
        (["fees", "--input", "no-such-file.yaml"], 4),
        ([], 2),
    ],
)
def test_compute_ends_with_the_code_of_the_contract(
    argv: list[str], code: int, run: Callable[..., Ran]
) -> None:
    assert run("compute", *argv).code == code


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", b"[1]", "a.json"),
        ("a.json", b"{", "a.json"),
        ("a.yaml", b"a: [", "a.yaml"),
        ("a.yaml", b"\xff\xfe\x00", "不是 UTF-8 编码"),
        ("a.yaml", b" \n", "a.yaml”是空的"),
        ("a.xlsx", b"PK\x03\x04\xff", "已损坏"),
        ("a.csv", b"", "a.csv 是空文件"),
        ("a.json", b'{"staff": 1, "staff": 2}', "“staff”写了两次"),
    ],
)
def test_a_file_of_inputs_that_is_no_mapping_ends_with_4(
    name: str, content: bytes, said: str, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    ran = run("compute", "fees", "--input", str(file))
    assert ran.code == 4
    assert said in ran.err


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".xlsx"])
def test_an_expression_sees_one_set_of_values(
    ending: str, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    file = tmp_path / f"a{ending}"
    file.write_text("staff,note\n5,x\n", encoding="utf-8")
    ran = run("eval", "staff + 1", "--context", str(file), rules=False)
    assert ran.code == 4
    assert f"”是 {ending} 文件；这里读 yaml 或 json" in ran.err


def test_the_title_of_a_decision_leads_to_its_id(run: Callable[..., Ran]) -> None:
    ran = run("compute", "收费", "--set", "staff=5")
    assert ran.code == 2
    assert "是否想写：demo/fees" in ran.err


def test_inputs_that_cannot_be_opened_end_with_4(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    folder = run("compute", "fees", "--input", str(tmp_path))
    assert folder.code == 4
    assert "是文件夹" in folder.err
    empty = run("compute", "fees", "--input", "-", stdin=b"")
    assert empty.code == 4
    assert "<stdin>" in empty.err


def test_a_value_that_is_set_stands_over_that_of_the_file_under_either_name(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    file = tmp_path / "in.json"
    sites = {"场所": [{"staff": 1}, {"staff": 2}]}
    file.write_text(json.dumps({"人数": 700} | sites), encoding="utf-8")
    asked = ("compute", "fees", "--format", "json", "--input", str(file), "--set")
    for name in ("staff", "人数"):
        outputs = json.loads(run(*asked, f"{name}=5").out)["outputs"]
        assert outputs["total"] == "52"
    both = json.loads(run(*asked, "staff=5", "--set", "场所[3].staff=3").out)
    assert both["outputs"]["total"] == "53"
    file.write_text(json.dumps({"人数": 700, "staff": 5}), encoding="utf-8")
    twice = json.loads(run(*asked, "activity=initial").out)
    assert twice["findings"][0]["rule"] == "demo/fees.staff.format"


def test_inputs_may_come_from_standard_input(run: Callable[..., Ran]) -> None:
    ran = run(
        "compute", "fees", "--input", "-", "--format", "json", stdin=b'{"staff": 5}'
    )
    assert json.loads(ran.out)["outputs"]["base"] == "50.00"
    ran = run("compute", "fees", "--input", "-", stdin=b"staff: 5\n")
    assert ran.code == 0
    ran = run("eval", "x + 1", "--context", "-", stdin=b"x: 2\n", rules=False)
    assert ran.out == "3\n"


def test_a_file_of_inputs_may_not_be_huge(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]
) -> None:
    monkeypatch.setattr("ruleengine.cli.given_values.LIMIT", 4)
    ran = run("compute", "fees", "--input", "-", stdin=b'{"staff": 5}')
    assert (ran.code, ran.err) == (4, "文件“<stdin>”太大（最多 4 字节）\n")


def test_identify_takes_numbers_apart(run: Callable[..., Ran]) -> None:
    ran = run("identify", "serial", "A0011")
    assert ran.code == 0
    assert "001" in ran.out
    ran = run("identify", "serial", "A0011", "A0012", "--format", "json")
    assert ran.code == 1
    assert [each["ok"] for each in json.loads(ran.out)] == [True, False]
    one = json.loads(run("identify", "serial", "A0011", "--format", "json").out)
    assert one["parts"]["number"] == "001"
    both = run("identify", "serial", "A0011", "A0012", "--lang", "en")
    assert "\n\n" in both.out


def test_inputs_and_parts_are_shown_with_their_printed_names() -> None:
    rules = load(RULES)
    for decision in rules.packs()["demo"].decisions.decisions.values():
        wanted = {each.key: each.name for each in decision.inputs if each.name}
        assert input_names(rules, decision.id) == wanted
    for number in rules.packs()["demo"].decisions.identifiers.values():
        wanted = {each.key: each.name for each in number.parts if each.name}
        assert part_names(rules, number.id) == wanted
    for name in ("demo/none", "none/none", "none"):
        assert not input_names(rules, name)
        assert not part_names(rules, name)


def test_identify_holds_a_number_against_facts(run: Callable[..., Ran]) -> None:
    argv = ("identify", "serial", "A0011", "--as-of", "2026-06-01", "--with")
    assert run(*argv, "issued=2026-01-05").code == 0
    late = run(*argv, "issued=2027-01-05", "--fail-on", "warning")
    assert late.code == 1
    assert run(*argv, "readings=x").code == 2


@pytest.mark.parametrize(
    ("argv", "out", "err"),
    [
        (["3 in [1..5]"], "true", ""),
        (['"a" + "b"'], '"ab"', ""),
        (["x / 3", "--set", "x=6"], "2", ""),
        (["[20..49]", "--unary", "30"], "true", ""),
        (['d + duration("P1D")', "--set", 'd=@"2026-01-31"'], "2026-02-01", ""),
        (["null"], "null", "null"),
        (['"a" * 2'], "null", "null"),
        (["-1"], "-1", ""),
    ],
)
def test_eval_shows_a_value_and_why_it_is_null(
    argv: list[str], out: str, err: str, run: Callable[..., Ran]
) -> None:
    ran = run("eval", *argv, rules=False)
    assert ran.code == 0
    assert ran.out.strip().strip('@"') == out.strip('@"')
    assert err in ran.err
    assert bool(ran.err) == bool(err)


@pytest.mark.parametrize("example", evaluating.COMMAND.examples)
def test_the_examples_of_eval_give_values_as_a_shell_hands_them_on(
    example: str, run: Callable[..., Ran]
) -> None:
    ran = run(*shlex.split(example), rules=False)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("IF(1 > 2, 1, 2)", "请写成 if 条件 then 值 else 值 。"),
        ("2026-01-01", '是否想写 date("2026-01-01") ？'),
        ("null < 3", "问有没有填写，用 = null 或 != null。"),
    ],
)
def test_eval_tells_what_rules_would_be_refused_for(
    text: str, hint: str, run: Callable[..., Ran]
) -> None:
    ran = run("eval", text, rules=False)
    assert ran.code == 0
    assert ran.err.endswith(f"{hint}\n")


def test_eval_says_once_where_null_came_up_on_the_way_to_a_value(
    run: Callable[..., Ran],
) -> None:
    ran = run("eval", "if 1 then 2 else 3", rules=False)
    assert (ran.out, ran.code) == ("3\n", 0)
    assert ran.err == "计算中有一处得出 null：条件应为真或假，这里是数。\n"
    ran = run("eval", "1 and 2", rules=False)
    assert ran.err == "结果为 null：and 的两边应为真或假，这里是数。\n"


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--set", 'd=@"2026-02-30"'], "“d”的值"),
        (["--set", "d=1", "--unary", '@"24:61:00"'], "“--unary”的值"),
        (["--context", "-"], "“d”的值"),
    ],
)
def test_eval_says_that_there_is_no_such_day(
    flags: list[str], said: str, run: Callable[..., Ran]
) -> None:
    given = b'{"d": "@\\"2026-02-30\\""}'
    ran = run("eval", "d", *flags, stdin=given, rules=False)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "不是日期、时间或时长" in ran.err


def test_eval_counts_working_days_by_the_calendar_of_the_rules(
    run: Callable[..., Ran],
) -> None:
    counted = run("eval", 'add working days(date("2026-02-13"), 3)', rules=False)
    assert counted.out == "2026-02-25\n"
    beyond = run("eval", 'is working day(date("2027-01-04"))', rules=False)
    assert beyond.out == "null\n"
    assert "2027" in beyond.err


def test_eval_knows_the_statistics_that_rules_may_call(
    run: Callable[..., Ran],
) -> None:
    assert run("eval", "z score(10.5, 10, 0.2)", rules=False).out == "2.5\n"
    seven = "[4.5, 4.9, 5.6, 4.2, 6.2, 5.2, 9.9]"
    ran = run("eval", f'robust mean({seven}, "converged")', rules=False)
    assert ran.out.startswith("5.38648923")
    cell = run(
        "eval", "> z score(x, 10, 0.2)", "--set", "x=10.5", "--unary", "3", rules=False
    )
    assert cell.out == "true\n"


def test_eval_gives_data_with_exact_figures(run: Callable[..., Ran]) -> None:
    text = '{a: 0.1, b: [true, "x", null], c: @"2026-01-31"}'
    data = json.loads(run("eval", text, "--format", "json", rules=False).out)
    assert data["value"] == {"a": "0.1", "b": [True, "x", None], "c": "2026-01-31"}
    data = json.loads(run("eval", '"a" * 2', "--format", "json", rules=False).out)
    assert data["reasons"][0]["message"]["zh"]


def test_eval_says_that_a_value_is_too_long_to_write(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "long.json"
    file.write_text(json.dumps({"x": ["a" * 1000] * 1001}))
    assert run("eval", "count(x)", "--context", str(file), rules=False).out == "1001\n"
    ran = run("eval", "x", "--context", str(file), rules=False)
    assert (ran.code, ran.out) == (4, "")
    assert "1000000" in ran.err


@pytest.mark.parametrize(
    "argv", [["1 +* 2"], ["x", "--set", 'x=@"'], ["]", "--unary", "1"]]
)
def test_a_text_that_is_no_feel_ends_with_2_and_a_caret(
    argv: list[str], run: Callable[..., Ran]
) -> None:
    ran = run("eval", *argv, rules=False)
    assert (ran.code, ran.out) == (2, "")
    assert "^" in ran.err


def failing(error: BaseException) -> Command:
    def fail(*_: object) -> int:
        raise error

    return Command(name="list", run=fail)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ZeroDivisionError("no"), 70),
        (RecursionError(), 70),
        (KeyboardInterrupt(), 130),
    ],
)
def test_a_bug_is_one_line_and_an_interrupt_is_quiet(
    error: BaseException,
    code: int,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "command_named", lambda _: failing(error))
    ran = run("list", rules=False)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.count("\n") == (1 if code == 70 else 0)
    if code == 70:
        assert "Traceback" in run("list", "--debug", rules=False).err


@pytest.mark.parametrize(
    ("system", "error"),
    [
        (sys.platform, BrokenPipeError()),
        ("win32", OSError(errno.EINVAL, "Invalid argument")),
    ],
)
def test_a_closed_pipe_is_quiet(
    system: str,
    error: OSError,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silenced: list[int] = []
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr("os.dup2", lambda _source, target: silenced.append(target))
    monkeypatch.setattr(registry, "command_named", lambda _: failing(error))
    ran = run("list", rules=False)
    assert (ran.code, ran.out, ran.err) == (141, "", "")
    assert silenced


def test_a_full_disk_is_said_to_be_one(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    full = failing(OSError(errno.ENOSPC, "No space left on device"))
    monkeypatch.setattr(registry, "command_named", lambda _: full)
    ran = run("list", rules=False)
    assert (ran.code, ran.out) == (70, "")
    assert "磁盘满了" in ran.err


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_a_closed_stream_is_no_fault(
    closed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, WRONG)
    monkeypatch.setattr(sys, closed, None)
    rules = str(Path(__file__).parent / "rules")
    assert main(["validate", file, "--rules", rules]) == 1
    assert main(["nothing-of-this-name"]) == 2


def test_progress_is_shown_to_a_person_only(
    tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, CLEAN)
    assert run("validate", file).err == ""
    monkeypatch.setattr(console, "obeys_escapes", lambda _: True)
    assert "\x1b[K" in run("validate", file).err


def test_colour_is_for_a_terminal_whose_owner_wants_it(
    tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, WRONG)
    assert "\x1b" not in run("validate", file).out
    monkeypatch.setattr(console, "obeys_escapes", lambda _: True)
    assert "\x1b" in run("validate", file).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("validate", file).out


def test_problems_of_all_files_are_told_at_once(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    head = "kind: document\npack: x\ntitle: 规则\nedition: '1'\n"
    table = (
        "kind: field-table\nid: {id}\ntitle: 表\nfields:\n  - no: 1\n    key: a\n"
        "    name: 甲\n    format: {format}\n    required: {required}\n"
    )
    for name, text in (
        ("document", head),
        ("a", table.format(id="A", format="an.200", required="always")),
        ("b", table.format(id="B", format="an..200", required="alwys")),
        ("c", table.format(id="C", format="an..200", required="always")),
    ):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    found = [
        run("validate", "x.csv", "--rules", str(tmp_path), rules=False).err,
        run("lint", str(tmp_path), rules=False).out,
        run("test", str(tmp_path), rules=False).err,
    ]
    for said in found[:2]:
        assert "a.yaml:8:15" in said
        assert "b.yaml:9:15" in said
        assert "c.yaml" not in said
    assert "b.yaml:9:15" in found[2]


def test_rule_files_are_named_as_the_working_folder_sees_them(
    tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine" / "rules"
    folder.mkdir(parents=True)
    head = "kind: document\npack: x\ntitle: 规则\nedition: '1'\n"
    (folder / "document.yaml").write_text(head, "utf-8")
    monkeypatch.chdir(tmp_path)
    for kind in ("table", "decision"):
        assert (
            run("new", kind, f"x-{kind}", "--rules", "mine/rules", rules=False)[0] == 0
        )
    tested = json.loads(run("test", "mine/rules", "--format", "json", rules=False).out)
    assert {case["file"] for case in tested["cases"]} == {
        "mine/rules/x-table.cases.yaml",
        "mine/rules/x-decision.cases.yaml",
    }
    table = folder / "x-table.yaml"
    table.write_text(table.read_text("utf-8").replace("fields:", "feilds:"), "utf-8")
    ran = run("validate", "x.csv", "--rules", "mine/rules", rules=False)
    assert ran.code == 3
    assert "mine/rules/x-table.yaml:" in ran.err
    assert "feilds:\n" in ran.err


@pytest.mark.parametrize("command", ["lint", "test", "coverage"])
def test_several_folders_are_taken_together(
    command: str, run: Callable[..., Ran]
) -> None:
    demo, codes = str(RULES / "demo"), str(RULES / "codes")
    asked = run(command, demo, codes, "--format", "json", rules=False)
    flagged = ("--rules", demo, "--rules", codes)
    assert asked == run(command, *flagged, "--format", "json", rules=False)


@pytest.mark.parametrize(
    "argv",
    [
        ["lint", "FILE"],
        ["test", "FILE"],
        ["mutate", "FILE"],
        ["book", "--rules", "FILE"],
        ["validate", "x.csv", "--rules", "FILE"],
        ["list", "--rules", "FILE"],
        ["explain", "T01", "--rules", "FILE"],
    ],
)
def test_a_file_is_no_folder_of_rules(argv: list[str], run: Callable[..., Ran]) -> None:
    file = str(RULES / "demo" / "t01.yaml")
    ran = run(*(file if word == "FILE" else word for word in argv), rules=False)
    assert (ran.code, ran.out) == (2, "")
    assert "是一个文件；请写它所在的文件夹" in ran.err


def test_a_shipped_pack_is_found_beside_a_file_of_its_name(
    tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "codes").touch()
    monkeypatch.chdir(tmp_path)
    assert run("list", "--rules", "codes", rules=False).code == 0


def test_fmt_says_that_there_is_no_such_file(run: Callable[..., Ran]) -> None:
    ran = run("fmt", "no-file.yaml", rules=False)
    assert (ran.code, ran.err) == (2, "找不到文件“no-file.yaml”；请核对路径\n")
    assert "规则文件夹" in run("fmt", "no-folder", rules=False).err


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--update", "--to", "x.json"], "--to 不能和 --update 一起用"),
        (["--update", "--yes", "--format", "json"], "--format 不能和 --update"),
        (["--yes"], "--yes 只和 --update 一起用"),
    ],
)
def test_flags_without_effect_are_refused(
    flags: list[str], said: str, run: Callable[..., Ran]
) -> None:
    ran = run("test", *flags)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_the_usual_seed_may_be_said(run: Callable[..., Ran]) -> None:
    asked = ("mutate", "--only", "serial", "--sample", "2", "--jobs", "1")
    assert run(*asked, "--seed", "0") == run(*asked)
