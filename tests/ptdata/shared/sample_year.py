"""The sample year of ``examples/``: tables without a fault, as plain records."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from making.results import SEED
from making.tables import clean_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from making.tables import Value

    from ruleengine.base.finding import Finding

CLEAN_FOLDER = Path(__file__).parents[3] / "examples" / "clean"

Record = dict[str, Any]
Tables = dict[str, list[Record]]

FILLED: dict[str, Record] = {
    "T03": {
        "partner_name": "苏州工业园区检测协作站",
        "partner_postal_address": "苏州市星湖街328号",
        "partner_contact": "陆文博",
        "partner_phone": "0512-62870001",
        "partner_postcode": "215123",
        "partner_fax": "0512-62870002",
        "partner_email": "pt@partner.example.cn",
    },
    "T04": {"legal_entity_name": "华谱检测集团有限公司"},
    "T05": {"receiver_fax": "010-61234567"},
    "T07": {
        "u_result": "0.012",
        "expanded_u_result": "0.024",
        "expanded_u_assigned": "0.020",
        "mean_value": "0.256",
        "standard_deviation": "0.033",
        "outlier": "0.391",
        "other_criteria": "按作业指导书",
    },
    "T12": {
        "other_name": "食品检验机构资质证书",
        "other_issuer": "省级主管部门",
        "other_number": "F2025001",
        "other_file": "other.pdf",
    },
}
"""What no record of the sample year has, so that every item is filled once."""


@cache
def _clean(seed: int) -> Mapping[str, list[dict[str, Value]]]:
    return clean_tables(seed)


def clean_year(seed: int = SEED) -> Tables:
    """Return full table id -> records; a copy that a test may spoil.

    Another seed gives other results, and statistics that follow from them.
    """
    return {
        f"ptdata/{table}": [
            {key: value for key, value in record.items() if value is not None}
            for record in records
        ]
        for table, records in _clean(seed).items()
    }


def full_record(table: str) -> Record:
    """Return a record of a table (``T06``) in which every item is filled and right."""
    return dict(_full_record(table))


@cache
def _full_record(table: str) -> Record:
    records = clean_year()[f"ptdata/{table}"]
    record = max(records, key=len) | FILLED.get(table, {})
    if table == "T07":
        record |= _scores(record)
    return record


def _scores(record: Record) -> Record:
    pairs = {
        "zeta_score": ("u_result", "u_assigned"),
        "en_score": ("expanded_u_result", "expanded_u_assigned"),
    }
    return {
        key: str(_score(record["difference"], *(Decimal(record[one]) for one in used)))
        for key, used in pairs.items()
    }


def _score(difference: Decimal, one: Decimal, other: Decimal) -> Decimal:
    whole = difference / (one**2 + other**2).sqrt()
    return whole.quantize(Decimal("0.001"))


def shown(findings: Iterable[Finding]) -> list[tuple[str, int | None]]:
    """Return rule and record of findings, sorted."""
    return sorted(
        ((each.rule, each.record) for each in findings),
        key=lambda pair: (pair[0], pair[1] or 0),
    )
