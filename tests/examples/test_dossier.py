"""The sample dossier of a certification: without faults, and each change is noticed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

import ruleengine

if TYPE_CHECKING:
    from pathlib import Path

    from ruleengine.api.ruleset import Ruleset

Tables = dict[str, list[dict[str, str]]]

# table, record, item, other value -> the rules that must tell it
CHANGES = [
    (
        ("certification-decision", 1, "认证决定人员", "吴刚，王磊"),
        {"certification-decision.C2"},
    ),
    (
        ("certificate-content", 1, "颁证日期", "20260331"),
        {"certificate-content.C4", "certificate-content.R1"},
    ),
    (
        ("inspection-coverage", 2, "产品小类代码", "C4-1101"),
        {"inspection.C15"},
    ),
    (
        ("inspection-coverage", 4, "产品小类代码", "C4-1301"),
        {
            "inspection.C14",
            "inspection.C17",
            "surveillance.C6",
        },
    ),
    (("product-test", 2, "检测项目", "砷"), {"product-standard.C4"}),
    (("nonconformity", 1, "跟踪核查的检查编号", ""), {"surveillance.C5"}),
    (("recertification", 1, "认证决定编号", "JD-2029-009"), {"recertification.R2"}),
    (
        ("surveillance", 2, "上次检查结束日期", "20261201"),
        {"surveillance.C2", "surveillance.C9", "surveillance.C12"},
    ),
    (
        ("certificate-status", 1, "处置日期", "20270502"),
        {"alliance-report.C4", "certificate-status.C9"},
    ),
    (("mark-use", 1, "使用日期", "20270510"), {"mark-use.C5"}),
    (("application", 1, "境外目标市场", "中国"), {"application.C14"}),
    (
        ("product-test", 3, "检测报告日期", "20260402"),
        {"certification-decision.C17"},
    ),
    (
        ("surveillance", 2, "验证产品安全的检测报告编号", "BG-2027-010"),
        {"surveillance.C15"},
    ),
    (
        ("unannounced-inspection", 1, "策划日期", "20260330"),
        {"recertification.C17", "unannounced-inspection.C1"},
    ),
    (("surveillance", 2, "监督结果", "撤销"), {"surveillance.C14"}),
    (("checklist", 3, "结论", "不符合"), {"checklist.C3"}),
    (("certified-units", 1, "unit_name", "制茶"), {"certified-units.C2"}),
]


@pytest.fixture(scope="module")
def santong() -> Ruleset:
    return ruleengine.load("santong", as_of="2029-04-01")


@pytest.fixture(scope="module")
def dossier(examples: Path) -> Tables:
    return {
        f"santong/{path.stem}": list(
            csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        )
        for path in sorted((examples / "dossier").glob("*.csv"))
    }


def test_the_dossier_is_complete_and_without_faults(
    santong: Ruleset, examples: Path
) -> None:
    report = santong.check(examples / "dossier", complete=True)
    assert report.findings == ()
    assert report.not_checked == ()


@pytest.mark.parametrize(("change", "wanted"), CHANGES)
def test_a_change_of_the_dossier_is_noticed(
    change: tuple[str, int, str, str],
    wanted: set[str],
    santong: Ruleset,
    dossier: Tables,
) -> None:
    table, number, item, value = change
    records = [dict(record) for record in dossier[f"santong/{table}"]]
    records[number - 1][item] = value
    report = santong.check({**dossier, f"santong/{table}": records})
    found = {finding.rule.removeprefix("santong/") for finding in report.findings}
    assert found == wanted
