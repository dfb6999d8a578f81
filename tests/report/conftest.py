"""A believable submission with planted faults, small and large."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from ruleengine.base.finding import (
    Fact,
    FieldRef,
    Finding,
    Fix,
    Kind,
    Place,
    Rule,
    Severity,
)
from ruleengine.base.outcome import InputRef, NotChecked, Outcome, PackRef
from ruleengine.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILE = "2026年第一季度能力验证.xlsx"
ITEMS = {
    2: ("scheme_code", "能力验证计划（项目）编号", "an..100"),
    3: ("sample_no", "样品编号", "an..30"),
    5: ("participant_code", "能力验证参加者代码", "an..30"),
    7: ("parameter", "参加参数名称", "an..200"),
    12: ("result_date", "结果提交日期", "YYYYMMDD"),
    14: ("result", "测试结果", "n..10,3"),
    16: ("certificate", "校准证书", "PDF"),
    20: ("evaluation", "结果评价", "满意、可疑、不满意"),
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def rule(no: int, kind: Kind, severity: Severity = "error") -> Rule:
    key, name, expected = ITEMS[no]
    return Rule(
        id=f"ptdata/T06-{no:02}.{kind}",
        kind=kind,
        severity=severity,
        table="ptdata/T06",
        field=FieldRef(no, key, name),
        expected=expected,
        clause=f"表6 序号{no}",
        clauses=("PT-T06", f"PT-T06-{no:02}"),
    )


def finding(
    no: int,
    kind: Kind,
    reason: str,
    record: int,
    value: str | None = None,
    fix: tuple[str, bool] | None = None,
    severity: Severity = "error",
    wanted: str | None = None,
    **params: Fact,
) -> Finding:
    return Finding(
        by=rule(no, kind, severity),
        reason=reason,
        record=record,
        value=value,
        params=params,
        wanted=wanted,
        fix=Fix(*fix) if fix else None,
        at=Place(FILE, "表6", f"{LETTERS[no - 1]}{record + 1}"),
    )


CHECK = Rule(
    id="ptdata/T11.C1",
    kind="check",
    table="ptdata/T11",
    field=FieldRef(19, "cert_until", "认可证书证书有效期"),
    expected="认可证书发证日期 <= 认可证书证书有效期",
    clause="表11 序号18、19",
    clauses=("PT-T11",),
    title="发证日期不晚于有效期",
    fault=Text("发证日期晚于有效期", "the date of issue is after the date of expiry"),
)
UNIQUE = Rule(
    id="ptdata/T06.U1",
    kind="unique",
    table="ptdata/T06",
    field=FieldRef(3, "sample_no", "样品编号"),
    clause="表6 序号3",
    clauses=("PT-T06",),
)
REFERENCE = Rule(
    id="ptdata/T06.R1",
    kind="reference",
    table="ptdata/T06",
    field=FieldRef(5, "participant_code", "能力验证参加者代码"),
    clause="表6 序号5",
    clauses=("PT-T06",),
)
COLUMN = Rule(id="ptdata/T06.unknown-field", kind="unknown-field", table="ptdata/T06")


def iso_dates(records: int) -> list[Finding]:
    dates = [dt.date(2026, 1, 5) + dt.timedelta(days=n % 80) for n in range(records)]
    return [
        finding(
            12,
            "format",
            "date-separators",
            n,
            day.isoformat(),
            (f"{day:%Y%m%d}", True),
            limit=8,
        )
        for n, day in enumerate(dates, 1)
    ]


def entry_faults(record: int) -> list[Finding]:
    at = Place(FILE, "表6", f"C{record + 1}")
    return [
        finding(2, "required", "missing", record),
        finding(
            3,
            "charset",
            "invisible",
            record,
            f"S\u200b2026\u202e-{record:03}",
            characters=("U+200B", "U+202E"),
            position=2,
            count=2,
        ),
        finding(
            7,
            "format",
            "too-long",
            record,
            f"第{record}号" + "铅镉汞砷" * 55,
            limit=200,
            length=225,
        ),
        finding(
            12,
            "format",
            "calendar",
            record,
            "20230230",
            ("20230228", False),
            limit=8,
            part="DD",
            found="30",
        ),
        finding(14, "format", "decimals", record, f"{record}.12345", limit=3, digits=5),
        finding(
            16,
            "reference",
            "file-missing",
            record,
            f"证书{record}.pdf",
            near=(f"证书0{record}.pdf",),
        ),
        finding(
            20,
            "domain",
            "not-listed",
            record,
            "满 意",
            ("满意", False),
            near=("满意",),
            values=("满意", "可疑", "不满意"),
        ),
        Finding(
            by=UNIQUE,
            reason="duplicate",
            record=record,
            value=f"S-{record % 7:03}",
            params={"first": 1, "count": 2},
            at=at,
        ),
        Finding(
            by=REFERENCE,
            reason="missing",
            record=record,
            value=f"P-{record}",
            params={"table": "ptdata/T03"},
            at=at,
        ),
    ]


def table_faults() -> list[Finding]:
    return [
        Finding(
            by=COLUMN,
            reason="column",
            value="样品编码",
            params={"header": "样品编码", "near": ("样品编号",)},
            at=Place(FILE, "表6", "AB1"),
        ),
        Finding(
            by=CHECK,
            reason="false",
            record=2,
            value="20250101",
            params={"认可证书发证日期": "20260101", "认可证书证书有效期": "20250101"},
            at=Place("机构.csv", None, None, 3),
        ),
        finding(
            7,
            "charset",
            "outside-gb2312",
            9,
            "镕㎡",
            severity="warning",
            characters=("镕", "㎡"),
            position=1,
            count=2,
        ),
    ]


LEFT = (
    NotChecked(
        "ptdata/T06.C2",
        "ptdata/T06",
        12,
        Text("结果评价为空，无法判断", "the evaluation is empty, nothing to decide on"),
    ),
    NotChecked(
        "ptdata",
        None,
        None,
        Text(
            "没有要求检查资料是否齐全（加 --complete 才检查）",
            "whether the data set is complete was not asked for (--complete)",
        ),
    ),
)


def outcome(
    findings: list[Finding],
    records: int = 300,
    left: tuple[NotChecked, ...] = LEFT,
    more: Mapping[tuple[str, Severity], int] | None = None,
) -> Outcome:
    return Outcome(
        packs=(PackRef("ptdata", "2023", "1a2b3c4d" * 8),),
        as_of=dt.date(2026, 11, 20),
        readings={
            "ptdata/fixed-number": "practical",
            "ptdata/charset": "practical",
        },
        inputs=(
            InputRef(FILE, "5e6f7a8b" * 8, "表6", "ptdata/T06", records),
            InputRef("机构.csv", "9c0d1e2f" * 8, None, "ptdata/T11", 4),
        ),
        findings=tuple(findings),
        not_checked=left,
        more=more,
    )


def in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(
        findings,
        key=lambda f: (
            f.table or "",
            f.record or 0,
            (f.field.no or 0) if f.field else 0,
            f.rule,
        ),
    )


def sample(records: int, entry_records: int) -> Outcome:
    step = max(1, records // max(1, entry_records))
    typed = [
        each
        for n in range(entry_records)
        for each in entry_faults(n * step + 3)
        if each.kind != "format" or each.reason != "calendar" or n == 0
    ]
    dates = iso_dates(records) if records > 100 else iso_dates(12)
    return outcome(in_order([*dates, *typed, *table_faults()]), records)


@pytest.fixture(scope="session")
def small() -> Outcome:
    """About 40 findings in 40 records."""
    return sample(40, 3)


@pytest.fixture(scope="session")
def large() -> Outcome:
    """About 10,000 findings in 6,000 records."""
    return sample(6_000, 500)


@pytest.fixture(scope="session")
def clean() -> Outcome:
    return outcome([], left=())


@pytest.fixture(scope="session")
def make() -> Callable[..., Outcome]:
    """Makes an outcome of findings; see ``outcome``."""
    return outcome
