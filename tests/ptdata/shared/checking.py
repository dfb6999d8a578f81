"""One record of one table checked, and what is expected of its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sample_year import Record, full_record

if TYPE_CHECKING:
    from printed_items import Item

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.base.finding import Finding


def check(
    rules: Ruleset, item: Item, record: Record, **readings: str
) -> tuple[Finding, ...]:
    chosen = {name.replace("_", "-"): choice for name, choice in readings.items()}
    report = rules.check([record], table=f"ptdata/{item.table}", readings=chosen)
    return report.findings


def errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in findings if each.severity == "error"]


def key_of(rules: Ruleset, item: Item) -> str:
    return rules.tables()[f"ptdata/{item.table}"].fields[item.no - 1].ref.key


def spoiled(rules: Ruleset, item: Item, value: Any) -> Record:
    return full_record(item.table) | {key_of(rules, item): value}


def assert_one(found: tuple[Finding, ...], item: Item, *kinds: str) -> None:
    (finding,) = errors(found)
    assert finding.rule in {item.rule(kind) for kind in kinds}
    assert finding.field is not None
    assert (finding.field.no, finding.field.name) == (item.no, item.name)
    assert finding.record == 1
    assert finding.clause == f"表{int(item.table[1:])} 序号{item.no}"
