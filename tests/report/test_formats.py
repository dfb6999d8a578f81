"""csv, xlsx, sarif, junit, github and html: each safe and right in its own way."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.properties import PageSetupProperties

from ruleengine.base.finding import FieldRef, Finding, Fix, Place, Rule
from ruleengine.base.outcome import InputRef, NotChecked
from ruleengine.base.problem import UsageError
from ruleengine.base.text import Text
from ruleengine.report import html_parts, to_xlsx
from ruleengine.report.html_row import COLUMNS as HTML_COLUMNS
from ruleengine.report.options import Options
from ruleengine.report.registry import (
    FORMATS,
    format_named,
    format_of_path,
    write,
    write_file,
)
from ruleengine.report.rows import COLUMNS
from ruleengine.report.summary_rows import basis_rows
from ruleengine.report.to_sarif import message, uri_of
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.base.outcome import Outcome

EVIL = "<script>alert(1)</script>\"'&"
FORMULA = '=HYPERLINK("http://x")'
BOTH = Options(languages=("zh", "en"))
ZH = Options()
EN = Options(languages=("en",))


def text(outcome: Outcome, name: str, options: Options = ZH) -> str:
    stream = io.StringIO(newline="")
    write(outcome, stream, name, options)
    return stream.getvalue()


def hostile(make: Callable[..., Outcome]) -> Outcome:
    rule = Rule(
        id="p/T-1.format",
        kind="format",
        table="p/T",
        field=FieldRef(1, "k", EVIL),
        expected=EVIL,
        clause=EVIL,
        title=EVIL,
    )
    values = [EVIL, FORMULA, "+1", "-1", "@x", "\tx", "＝1", "#N/A", "%0A::error::x"]
    return make(
        [
            Finding(
                by=rule,
                reason="x",
                record=n,
                value=value,
                fix=Fix(value, certain=True),
                at=Place(f"a,b:{EVIL}.csv", None, None, n + 1),
            )
            for n, value in enumerate(values, 1)
        ]
    )


def test_csv_has_one_finding_a_row_in_the_order_users_asked_for(
    small: Outcome,
) -> None:
    written = text(small, "csv")
    assert written.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(written[1:], newline="")))
    assert rows[0][:5] == ["数据表", "记录", "问题和改法", "序号", "数据项"]
    assert len(rows) == 1 + len(small.findings)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    date = next(row for row in rows if row[5] == "20230230")
    assert date[6:12] == [
        "8 位数字：年月日（YYYYMMDD）",
        "20230228",
        "否",
        "错误",
        "格式",
        "表6 序号12",
    ]
    assert date[-4:] == ["2026年第一季度能力验证.xlsx", "表6", "L4", ""]


def test_csv_has_a_message_for_each_language(small: Outcome) -> None:
    header = text(small, "csv", BOTH).splitlines()[0]
    assert "问题和改法 (zh),问题和改法 (en)" in header


def test_no_cell_of_csv_is_a_formula(make: Callable[..., Outcome]) -> None:
    rows = list(csv.reader(io.StringIO(text(hostile(make), "csv")[1:], newline="")))
    for row in rows[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in row)
    assert rows[2][5] == "'" + FORMULA


def workbook(outcome: Outcome, options: Options = ZH) -> openpyxl.Workbook:
    stream = io.BytesIO()
    write(outcome, stream, "xlsx", options)
    return openpyxl.load_workbook(stream)


def test_the_workbook_has_summary_findings_and_what_was_not_checked(
    small: Outcome,
) -> None:
    book = workbook(small)
    assert book.sheetnames == ["概要", "问题清单", "没有检查的"]
    summary, findings, left = book.worksheets
    assert summary["B1"].value == "不合格：发现 39 个错误、1 个警告"
    assert findings.max_row == 1 + len(small.findings)
    assert findings.freeze_panes == "A2"
    assert findings.auto_filter.ref == f"A1:S{findings.max_row}"
    assert findings["B3"].value == 1
    assert findings["S1"].value == "负责人"
    assert int(findings.column_dimensions["C"].width) == 60
    assert [cell.value for cell in left[2]][:3] == ["ptdata/T06.C2", "ptdata/T06", 12]


def test_the_workbook_prints_across_with_its_heading_on_every_page(
    small: Outcome,
) -> None:
    summary, *tables = workbook(small).worksheets
    for sheet in (summary, *tables):
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == (
            "landscape",
            0,
        )
        assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
        assert "&P / &N" in str(sheet.HeaderFooter.oddFooter)
    assert [sheet.print_title_rows for sheet in tables] == ["$1:$1"] * 2


def test_the_workbook_of_nothing_says_so(clean: Outcome) -> None:
    book = workbook(clean, EN)
    assert book.sheetnames == ["Summary", "Findings", "Not checked"]
    assert book.worksheets[0]["B1"].value == "Nothing was found"
    assert book.worksheets[1].max_row == 1


def test_every_text_cell_of_the_workbook_is_text(make: Callable[..., Outcome]) -> None:
    for sheet in workbook(hostile(make), BOTH).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "inlineStr"}
                assert cell.value is None or isinstance(cell.value, str | int)
    values = [row[6].value for row in workbook(hostile(make), BOTH).worksheets[1].rows]
    assert FORMULA in values
    assert "#N/A" in values


def test_more_findings_than_a_sheet_holds_go_to_the_next(
    small: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(to_xlsx, "ROWS_PER_SHEET", 30)
    monkeypatch.setattr(to_xlsx, "_MEASURED", 5)
    book = workbook(small)
    assert book.sheetnames == ["概要", "问题清单", "问题清单 2", "没有检查的"]
    assert [sheet.max_row for sheet in book.worksheets[1:3]] == [31, 11]


def test_sarif_names_rules_places_and_what_was_not_checked(small: Outcome) -> None:
    log = json.loads(text(small, "sarif"))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(small.findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
    in_text_file = run["results"][-1]["locations"][0]["physicalLocation"]
    assert in_text_file["region"] == {"startLine": 3}
    in_workbook = run["results"][5]["locations"][0]
    assert "region" not in in_workbook["physicalLocation"]
    assert in_workbook["message"]["text"].startswith("表6!")
    assert run["artifacts"][0]["hashes"]["sha-256"]
    assert "%" in run["artifacts"][0]["location"]["uri"]
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [note["descriptor"]["id"] for note in notes] == ["ptdata/T06.C2", "ptdata"]
    prints = {json.dumps(r["partialFingerprints"]) for r in run["results"]}
    assert len(prints) == len(run["results"])


def test_a_workbook_of_several_sheets_is_one_file(small: Outcome) -> None:
    first = small.inputs[0]
    sheets = (first, replace(first, sheet="表7", table="ptdata/T07"))
    book = replace(small, inputs=sheets)
    run = json.loads(text(book, "sarif"))["runs"][0]
    assert len(run["artifacts"]) == 1
    assert first.file
    rows = text(book, "html").partition("id=findings")[2]
    assert first.file not in rows
    assert "表6!" in rows
    assert first.file in text(small, "html").partition("id=findings")[2]


@pytest.mark.parametrize("name", ["sarif", "junit", "github"])
def test_a_format_with_one_text_holds_both_languages_when_both_are_asked_for(
    small: Outcome, name: str
) -> None:
    zh, en = "结果评价为空，无法判断", "the evaluation is empty, nothing to decide on"
    told = text(small, name, BOTH)
    assert f"{zh} / {en}" in told
    assert "请补上。 / 能力验证计划（项目）编号 is empty but must be filled in" in told
    alone = text(small, name, EN)
    assert en in alone
    assert "请补上" not in alone


def test_sarif_of_data_without_a_file_has_logical_places_only(
    make: Callable[..., Outcome],
) -> None:
    bare = Finding(by=Rule(id="p/x", kind="check"), reason="false")
    run = json.loads(text(make([bare]), "sarif", EN))["runs"][0]
    location = run["results"][0]["locations"][0]
    assert location == {"logicalLocations": [{"fullyQualifiedName": "p/x"}]}


@pytest.mark.parametrize(
    ("file", "separator", "uri"),
    [
        ("资料/a b.csv", "/", "%E8%B5%84%E6%96%99/a%20b.csv"),
        ("a:b%0A,c.csv", "/", "a%3Ab%250A%2Cc.csv"),
        ("/srv/a:b.csv", "/", "file:///srv/a%3Ab.csv"),
        ("x/back\\slash.csv", "/", "x/back%5Cslash.csv"),
        ("x\\y.csv", "\\", "x/y.csv"),
        ("C:\\资料\\y.csv", "\\", "file:///C:/%E8%B5%84%E6%96%99/y.csv"),
        ("\\\\host\\x y.csv", "\\", "file://host/x%20y.csv"),
        # a name that is no UTF-8 on the disk, and one that never was on a disk
        ("\udcff.csv", "/", "%FF.csv"),
        ("\ud800.csv", "/", "%ED%A0%80.csv"),
    ],
)
def test_a_file_name_is_a_uri(file: str, separator: str, uri: str) -> None:
    assert uri_of(file, separator) == uri


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("{0} {x}", "{{0}} {{x}}"),
        ("[a](http://x)", "\\[a\\](http://x)"),
        ("\\[a](1)", "\\\\\\[a\\](1)"),
        ("[1..5] \\", "[1..5] \\"),
        ("a\nb\x00", "a⏎b⟨U+0000⟩"),
    ],
)
def test_no_value_is_a_placeholder_or_a_link_of_sarif(value: str, told: str) -> None:
    assert message(value) == {"text": told}


@pytest.mark.parametrize("name", ["sarif", "junit", "github"])
def test_a_run_that_read_nothing_is_no_pass(
    make: Callable[..., Outcome], name: str
) -> None:
    empty = InputRef("a.csv", None, None, "p/T", 0)
    for inputs in ((), (empty,)):
        read = replace(make([], left=()), inputs=inputs)
        assert "不能当作合格" in text(read, name)


def test_junit_skips_a_table_without_records(make: Callable[..., Outcome]) -> None:
    tables = (
        InputRef("a.csv", None, None, "p/A", 0),
        InputRef("b.csv", None, None, "p/B", 3),
    )
    root = ET.fromstring(text(replace(make([], left=()), inputs=tables), "junit"))
    assert [suite.get("skipped") for suite in root] == ["1", "0"]
    assert [len(suite.findall("testcase/skipped")) for suite in root] == [1, 0]


def test_junit_fails_for_errors_and_skips_what_was_not_checked(small: Outcome) -> None:
    root = ET.fromstring(text(small, "junit"))
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == ["ptdata/T06", "ptdata/T11", "ruleengine"]
    first = suites["ptdata/T06"]
    failures = first.findall("testcase/failure")
    assert first.get("failures") == str(len(failures)) == "10"
    assert len(first.findall("testcase/system-out")) == 1
    assert len(first.findall("testcase/skipped")) == 1
    assert first.get("tests") == str(len(first.findall("testcase")))
    message = failures[1].get("message") or ""
    assert message.startswith("13 处：结果提交日期“2026-01-05”")
    assert len((failures[1].text or "").splitlines()) == 13


def test_junit_of_a_clean_table_has_a_case_that_passes(clean: Outcome) -> None:
    root = ET.fromstring(text(clean, "junit"))
    assert [len(suite) for suite in root] == [1, 1]
    assert root.find(".//failure") is None


def test_junit_caps_its_lists(large: Outcome, make: Callable[..., Outcome]) -> None:
    more = {(large.findings[1].rule, "error"): 1000}
    root = ET.fromstring(text(make(list(large.findings), 6_000, more=more), "junit"))
    bodies = [each.text or "" for each in root.iter("failure")]
    capped = next(body for body in bodies if "另有 6,901 条没有在这里列出" in body)
    assert len(capped.splitlines()) == 101


def test_xml_and_workflow_commands_cannot_be_broken_out_of(
    make: Callable[..., Outcome],
) -> None:
    outcome = hostile(make)
    root = ET.fromstring(text(outcome, "junit"))
    assert root.find(".//script") is None
    lines = text(outcome, "github").splitlines()
    assert all(re.match("::(error|warning|notice)[ :]", line) for line in lines)
    annotations = [line for line in lines if line.startswith("::error ")]
    assert len(annotations) == len(outcome.findings)
    for line in annotations:
        properties = line[len("::error ") :].split("::")[0]
        assert [each.split("=")[0] for each in properties.split(",")] == [
            "title",
            "file",
            "line",
        ]


def test_github_tells_verdict_findings_and_the_rest(
    large: Outcome, clean: Outcome
) -> None:
    lines = text(large, "github").splitlines()
    assert lines[0].startswith("::warning::不合格：发现 10,003 个错误")
    assert sum(line.startswith("::error ") for line in lines) >= 49
    assert "另有 9,954 条没有在这里列出" in lines[51]
    assert "::warning title=ptdata/T06.C2::结果评价为空，无法判断" in lines
    assert text(clean, "github").startswith("::notice::没有发现问题")


class Page(HTMLParser):
    """Collects tags, attributes and text of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_the_page_holds_everything_and_loads_nothing(small: Outcome) -> None:
    source = text(small, "html", BOTH)
    page = Page(source)
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert not {"link", "img", "iframe", "object", "form"} & set(page.tags)
    names = {name for name, _ in page.attributes}
    assert not {"src", "href", "style", "onclick", "onload"} & names
    assert page.tags.count("tr") > len(small.findings)
    assert "这是必填的" in source
    assert "must be filled in" in source
    assert "没有要求检查资料是否齐全" in source


def faults(rule: str, count: int) -> list[Finding]:
    by = Rule(id=rule, kind="check", table="p/x")
    return [Finding(by=by, reason="false", record=n) for n in range(1, count + 1)]


def test_the_page_shows_as_a_group_only_what_occurs_several_times(
    make: Callable[..., Outcome],
) -> None:
    mixed = text(
        make([*faults("p/x1", 3), *faults("p/x2", 2), *faults("p/x3", 1)]), "html"
    )
    assert mixed.count("data-g=") == 6 + 1
    assert "另有 2 类问题各只有一两处" in mixed
    assert "成批" not in text(make(faults("p/x1", 2)), "html")


def test_what_was_only_counted_is_in_the_count_of_its_group(
    make: Callable[..., Outcome],
) -> None:
    two = [
        replace(each, reason=reason)
        for reason in ("false", "other")
        for each in faults("p/two", 3)
    ]
    more = {("p/one", "error"): 997, ("p/two", "error"): 994}
    outcome = make([*faults("p/one", 3), *two], more=more)
    assert "<td class=n>1,000</td>" in text(outcome, "html")
    assert text(outcome, "html").count("<td class=n>3+</td>") == 2
    counts = [row[0].value for row in workbook(outcome).worksheets[0].rows]
    assert counts[-3:] == ["1,000", "3+", "3+"]
    said = text(outcome, "text")
    assert "1,000 处  错误" in said
    assert said.count("至少 3 处  错误") == 2
    assert workbook(outcome).worksheets[0]["B3"].value.startswith("有 1,991 条因")
    run = json.loads(text(outcome, "sarif", EN))["runs"][0]
    note = run["invocations"][0]["toolExecutionNotifications"][0]
    assert note["level"] == "note"
    assert note["message"]["text"].startswith("1,991 findings were only counted")


def test_what_was_not_checked_for_one_cause_is_said_once(
    make: Callable[..., Outcome],
) -> None:
    why = Text.same("表3 没有提交")
    rules = ("p/x.C1", "p/x.C2", "unmatched-input")
    left = tuple(NotChecked(rule, None, None, why) for rule in rules)
    source = text(make([], left=left), "html")
    assert source.count("表3 没有提交") == 1
    assert "<code>p/x.C1 p/x.C2</code>" in source


def test_what_a_reader_could_not_take_names_its_item(
    make: Callable[..., Outcome],
) -> None:
    by = Rule(id="p/x.unreadable", kind="unreadable", table="p/x")
    found = Finding(by=by, reason="formula-without-value", params={"name": "结果甲"})
    assert ",结果甲," in text(make([found]), "csv")
    assert "<td>结果甲</td>" in text(make([found]), "html")


def test_what_was_checked_waits_folded_below_the_verdict(small: Outcome) -> None:
    source = text(small, "html")
    assert '<details class="basis"><summary>' in source
    assert "beforeprint" in source


def test_the_sentence_has_the_widest_column_on_any_screen() -> None:
    style = (Path(to_xlsx.__file__).parent / "page.css").read_text("utf-8")
    shares = {
        key: int(n) for key, n in re.findall(r"\.c-([a-z]+) \{ width: ([0-9]+)%", style)
    }
    assert set(shares) == set(HTML_COLUMNS) - {"severity", "message"}
    assert 100 - sum(shares.values()) > 2 * max(shares.values())


def test_no_dark_heading_is_printed_under_black_words() -> None:
    style = (Path(to_xlsx.__file__).parent / "page.css").read_text("utf-8")
    screen, printed = style.split("@media print")
    graded = set(re.findall(r"header\.[a-z]+", screen))
    printed_heads = printed[: printed.index("background: none")]
    assert graded <= set(re.findall(r"header\.[a-z]+", printed_heads))


def test_the_digest_of_a_file_is_told_once(make: Callable[..., Outcome]) -> None:
    sheets = tuple(
        InputRef("a.xlsx", "f" * 64, each, "p/x", 1) for each in ("甲", "乙")
    )
    outcome = replace(make([]), inputs=sheets)
    rows = list(basis_rows(outcome, wording("zh")))
    assert sum("f" * 64 in row[1] for row in rows) == 1


@pytest.mark.parametrize("tag", ["style", "script"])
def test_the_policy_of_the_page_admits_only_its_own_script_and_style(
    small: Outcome, tag: str
) -> None:
    source = text(small, "html")
    policy = re.search('Content-Security-Policy" content="([^"]*)"', source)
    content = re.search(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
    assert policy
    assert content
    assert policy[1].startswith("default-src 'none';")
    digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
    assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert "unsafe" not in policy[1]


def test_no_value_becomes_markup(make: Callable[..., Outcome]) -> None:
    page = Page(text(hostile(make), "html"))
    assert page.tags.count("script") == 1
    assert "alert(1)" not in {value for _, value in page.attributes}


def test_the_page_says_what_it_leaves_out(
    large: Outcome, clean: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html_parts, "SHOWN", 100)
    source = text(large, "html", EN)
    assert Page(source).tags.count("tr") < 150
    assert "9,904 more are not listed here." in source
    assert '<body data-lang="en">' in source
    assert "<h2>" not in text(clean, "html")


def test_groups_that_are_too_many_for_the_page_are_told(
    make: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html_parts, "GROUPS_SHOWN", 2)
    several = [fault for n in range(5) for fault in faults(f"p/many{n}", 3 + n)]
    outcome = make([*several, *faults("p/few", 2)])
    page = text(outcome, "html", EN)
    assert page.count("<button type=button class=tool data-g=") == 2
    assert "3 more kinds of fault with 12 findings are not listed here." in page
    assert "1 more kinds of fault occur once or twice each" in page
    assert "另有 3 类问题" in page
    monkeypatch.setattr(html_parts, "GROUPS_SHOWN", 5)
    assert "more kinds of fault with" not in text(outcome, "html", EN)


def test_the_rest_of_the_annotations_is_a_sentence_of_its_own(large: Outcome) -> None:
    assert " more are not listed here. To see all:" in text(large, "github", EN)
    assert "没有在这里列出。要看全部：" in text(large, "github", ZH)


def test_a_record_of_a_sheet_without_the_column_is_told_by_its_row(
    make: Callable[..., Outcome],
) -> None:
    rule = Rule(id="p/T-1.required", kind="required", table="p/T")
    row = Place("甲.xlsx", "表6", line=7)
    outcome = make([Finding(by=rule, reason="absent", record=5, at=row)])
    assert "表6 第 7 行" in text(outcome, "text", ZH)
    assert "表6 row 7" in text(outcome, "html", EN)
    assert "表6 row 7" in text(outcome, "github", EN)
    assert ",line=" not in text(outcome, "github", EN)
    assert "startLine" not in text(outcome, "sarif", EN)
    assert json.loads(text(outcome, "json"))["findings"][0]["at"]["line"] == 7


def test_a_finding_without_item_or_record_fits_every_format(
    make: Callable[..., Outcome],
) -> None:
    bare = [
        Finding(by=Rule(id="p/x", kind="check"), reason="false"),
        Finding(
            by=Rule(id="p/y", kind="check", field=FieldRef(None, "k", "名")),
            reason="false",
            at=Place("a.xlsx", "表"),
            fix=Fix("1", certain=False),
        ),
    ]
    for name, chosen in FORMATS.items():
        stream: Any = io.BytesIO() if chosen.binary else io.StringIO()
        write(make(bare), stream, name, BOTH)
        assert stream.getvalue()


@pytest.mark.parametrize(
    "name", [name for name, each in FORMATS.items() if not each.binary]
)
def test_every_text_format_is_the_same_for_the_same_outcome(
    small: Outcome, name: str
) -> None:
    assert text(small, name, BOTH) == text(small, name, BOTH)


def test_a_format_that_is_not_there_names_the_near_ones() -> None:
    with pytest.raises(UsageError, match="did you mean: json"):
        format_named("jsn")
    with pytest.raises(UsageError, match=r"there are: .*xlsx"):
        format_named("?")


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.xlsx", "xlsx"), ("b/a.HTML", "html"), ("a.json", "json"), ("a.doc", None)],
)
def test_the_ending_of_a_file_tells_the_format(path: str, name: str | None) -> None:
    chosen = format_of_path(path)
    assert (chosen.name if chosen else None) == name


def test_a_report_file_is_written_whole_or_not_at_all(
    small: Outcome, tmp_path: Path
) -> None:
    written = write_file(small, tmp_path / "报告.json", options=BOTH)
    assert json.loads(written.read_text("utf-8"))["report"] == 1
    assert write_file(small, tmp_path / "x").read_text("utf-8").startswith("不合格")
    with pytest.raises(UsageError):
        write_file(small, tmp_path / "y.json", "nonsense")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["x", "报告.json"]


def test_a_text_is_one_language(small: Outcome) -> None:
    asked = Options(languages="en")  # type: ignore[arg-type]  # callers without mypy
    assert text(small, "text", asked) == text(small, "text", EN)
    for wrong in ("zh,en", ("fr",), ()):
        with pytest.raises(UsageError, match="languages are zh and en"):
            Options(languages=wrong)  # type: ignore[arg-type]  # the same


def test_a_workbook_does_not_go_to_the_screen(small: Outcome) -> None:
    with pytest.raises(UsageError, match="--to"):
        write(small, io.StringIO(), "xlsx")


def test_the_facts_of_the_summary_do_not_widen_the_columns_of_its_groups(
    small: Outcome,
) -> None:
    sheet = workbook(small).worksheets[0]
    severity = wording("zh").labels["column.severity"]
    (heads,) = (row for row in sheet.rows if severity in [each.value for each in row])
    at = next(each.column_letter for each in heads if each.value == severity)
    assert sheet.column_dimensions[at].width < 10
    facts = [row[1] for row in sheet.iter_rows(max_row=(heads[0].row or 0) - 2)]
    assert facts
    assert not any(each.alignment.wrap_text for each in facts)


def test_figures_that_are_texts_bear_no_mark_of_a_mistake(small: Outcome) -> None:
    stream = io.BytesIO()
    write(small, stream, "xlsx", ZH)
    with ZipFile(stream) as packed:
        sheets = [each for each in packed.namelist() if "/worksheets/sheet" in each]
        assert sheets
        for each in sheets:
            assert b'numberStoredAsText="1"' in packed.read(each)
