"""The published report: the contract to the letter, the same for the same input."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

import ruleengine
from ruleengine.base.finding import Finding, Rule
from ruleengine.base.version import VERSION
from ruleengine.report.document import finding_to_dict, to_dict
from ruleengine.report.options import Options
from ruleengine.report.registry import write
from ruleengine.report.to_jsonl import JsonLines

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.base.outcome import Outcome

SCHEMA = Path(__file__).parents[2] / "schemas" / "report.schema.json"
BOTH = Options(languages=("zh", "en"))


@pytest.fixture(scope="session")
def validator() -> Draft7Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def written(outcome: Outcome, name: str, options: Options = BOTH) -> str:
    stream = io.StringIO()
    write(outcome, stream, name, options)
    return stream.getvalue()


def test_the_keys_stand_in_the_order_of_the_contract(small: Outcome) -> None:
    report = to_dict(small)
    assert list(report) == (
        [
            "report",
            "tool",
            "rules",
            "as_of",
            "readings",
            "inputs",
            "summary",
            "findings",
            "not_checked",
        ]
    )
    assert list(report["summary"]) == (
        ["records", "errors", "warnings", "infos", "not_checked", "by_rule"]
    )
    assert list(report["inputs"][0]) == ["file", "sha256", "sheet", "table", "records"]
    assert list(report["findings"][0]) == (
        [
            "rule",
            "kind",
            "severity",
            "table",
            "record",
            "field",
            "value",
            "expected",
            "clause",
            "clauses",
            "params",
            "message",
            "fix",
            "at",
        ]
    )
    assert list(report["not_checked"][0]) == ["rule", "table", "records", "why"]


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((SCHEMA.parents[1] / "pyproject.toml").read_text("utf-8"))
    assert VERSION == ruleengine.__version__ == project["project"]["version"]


def test_a_finding_is_told_as_the_contract_shows_it(small: Outcome) -> None:
    dates = (f for f in small.findings if f.reason == "calendar")
    told = finding_to_dict(next(dates))
    message = told.pop("message")
    assert told == {
        "rule": "ptdata/T06-12.format",
        "kind": "format",
        "severity": "error",
        "table": "ptdata/T06",
        "record": 3,
        "field": {"no": 12, "key": "result_date", "name": "结果提交日期"},
        "value": "20230230",
        "expected": "YYYYMMDD",
        "clause": "表6 序号12",
        "clauses": ["PT-T06", "PT-T06-12"],
        "params": {"limit": 8, "part": "DD", "found": "30"},
        "fix": {"value": "20230228", "certain": False},
        "at": {
            "file": "2026年第一季度能力验证.xlsx",
            "sheet": "表6",
            "cell": "L4",
            "line": None,
        },
    }
    assert list(message) == ["zh", "en"]


def test_what_is_not_there_is_null_and_lists_are_lists() -> None:
    bare = Finding(
        by=Rule(id="p/x", kind="check"), reason="false", params={"a": ("b",)}
    )
    told = finding_to_dict(bare, ("en",))
    assert told["field"] is None
    assert told["fix"] is None
    assert told["at"] is None
    assert told["params"] == {"a": ["b"]}
    assert list(told["message"]) == ["en"]


def test_the_report_is_as_its_schema_says(
    small: Outcome, clean: Outcome, validator: Draft7Validator
) -> None:
    for outcome in (small, clean):
        for languages in (("zh", "en"), ("zh",), ("en",)):
            validator.validate(to_dict(outcome, languages))


def test_the_schema_refuses_what_is_not_in_the_contract(
    small: Outcome, validator: Draft7Validator
) -> None:
    spoils: list[Callable[[dict[str, Any]], object]] = [
        lambda r: r.update(extra=1),
        lambda r: r.update(report=2),
        lambda r: r.pop("not_checked"),
        lambda r: r["findings"][0].update(kind="other"),
        lambda r: r["findings"][0].update(record=0),
    ]
    for spoil in spoils:
        report = to_dict(small)
        spoil(report)
        assert not validator.is_valid(report)


def test_only_the_languages_asked_for_are_in_the_messages(small: Outcome) -> None:
    report = to_dict(small, ("en",))
    assert {tuple(f["message"]) for f in report["findings"]} == {("en",)}
    assert {tuple(n["why"]) for n in report["not_checked"]} == {("en",)}


def test_findings_that_were_not_kept_are_counted(
    make: Callable[..., Outcome], small: Outcome
) -> None:
    rule = small.findings[1].rule
    report = to_dict(
        make(list(small.findings), more={(rule, "error"): 60, ("p/other", "error"): 5})
    )
    kept = sum(f.rule == rule for f in small.findings)
    assert report["summary"]["by_rule"][rule] == kept + 60
    assert report["summary"]["errors"] == 39 + 65


def test_json_text_is_the_report_and_byte_identical(large: Outcome) -> None:
    once, again = written(large, "json"), written(large, "json")
    assert once == again
    assert json.loads(once) == json.loads(json.dumps(to_dict(large)))


def test_json_text_of_nothing_is_the_report_too(clean: Outcome) -> None:
    assert json.loads(written(clean, "json")) == to_dict(clean)


def test_a_lone_surrogate_can_be_written_as_utf_8(
    make: Callable[..., Outcome],
) -> None:
    bad = Finding(
        by=Rule(id="p/x", kind="format"), reason="x", record=1, value="\ud800"
    )
    for name in ("json", "jsonl", "text", "csv", "sarif", "junit", "github", "html"):
        stream = io.BytesIO()
        write(make([bad]), stream, name, BOTH)
        assert stream.getvalue().decode("utf-8")
    assert json.loads(written(make([bad]), "json"))["findings"][0]["value"] == "\ud800"


def test_json_lines_are_findings_and_then_the_rest(small: Outcome) -> None:
    lines = [json.loads(line) for line in written(small, "jsonl").splitlines()]
    whole = to_dict(small)
    assert lines[:-1] == whole["findings"]
    assert lines[-1] == {key: v for key, v in whole.items() if key != "findings"}


def test_a_streaming_writer_counts_what_it_does_not_keep(
    small: Outcome, make: Callable[..., Outcome]
) -> None:
    stream = io.StringIO()
    writer = JsonLines(stream, BOTH)
    writer.begin()
    for finding in small.findings:
        writer.finding(finding)
    writer.end(make([], records=40))
    assert stream.getvalue() == written(make(list(small.findings), records=40), "jsonl")


def test_json_loads_nothing_that_only_other_formats_need() -> None:
    probe = (
        "import sys, ruleengine.report.document, ruleengine.report.registry as r, io;"
        "heavy = {'openpyxl', 'html', 'lark', 'yaml', 'jsonschema', 'xml', 'csv'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
