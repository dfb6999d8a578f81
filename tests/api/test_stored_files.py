"""What single rule files hold is kept beside the rule cache, and never trusted blindly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.other_process import printed_by

import ruleengine
from ruleengine.source.packs import PackFolder

if TYPE_CHECKING:
    from pathlib import Path

    from ruleengine.source.node import Mapping

CLAIM = "ilac/accreditation-claim"
ONE = {"结果提交日期": "20230230"}
CODE = (
    "import sys, ruleengine\n"
    "rules = ruleengine.load('ptdata')\n"
    f"found = rules.check([{ONE!r}], table='T06').findings\n"
    "print(len(found), [m for m in ('yaml', 'lark', 'jsonschema') if m in sys.modules])"
)


pytestmark = pytest.mark.usefixtures("own_cache")


def count_of_findings() -> int:
    rules = ruleengine.load("ptdata")
    return len(rules.check([ONE], table="T06").findings)


def test_a_third_load_reads_no_yaml(own_cache: Path) -> None:
    ruleengine.load("ptdata")
    expected = count_of_findings()
    assert list(own_cache.glob("files/*.json"))
    assert printed_by(CODE) == f"{expected} []"


def test_identifiers_and_lists_of_codes_are_not_parsed_again() -> None:
    code = (
        "import sys, ruleengine\n"
        "rules = ruleengine.load('ptdata')\n"
        "number = rules.identify('codes/uscc', '91350100M000100Y43')\n"
        "rules.check([{'认可类型': 'CNAS'}], table='T12')\n"
        "print(number.ok, [m for m in ('yaml', 'lark') if m in sys.modules])"
    )
    printed_by(code)  # the rules are judged
    printed_by(code)  # what files hold is stored
    assert printed_by(code) == "True []"


def test_what_readers_look_for_is_known_without_reading_the_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shapes = ruleengine.load("ilac").shapes()
    rules = ruleengine.load("ilac")
    read: list[str] = []
    monkeypatch.setattr(PackFolder, "read", lambda _self, name: read.append(name))
    assert rules.shapes() == shapes
    assert not read


@pytest.mark.parametrize("damage", [b"", b"x\n[]", b"[1]"])
def test_damaged_shapes_are_made_again(own_cache: Path, damage: bytes) -> None:
    shapes = ruleengine.load("ilac").shapes()
    (stored,) = own_cache.glob("shapes/*.json")
    stored.write_bytes(damage)
    assert ruleengine.load("ilac").shapes() == shapes
    assert stored.read_bytes() != damage


@pytest.mark.parametrize("damage", [b"", b"x\n[]", b"\xff", b"[1, 1]"])
def test_a_damaged_file_is_read_from_the_rules_again(
    own_cache: Path, damage: bytes
) -> None:
    def count_of_findings() -> int:
        return len(ruleengine.load("ilac").check([{}], table=CLAIM).findings)

    ruleengine.load("ilac")
    expected = count_of_findings()
    stored = list(own_cache.glob("files/*.json"))
    assert stored
    for each in stored:
        each.write_bytes(damage)
    assert count_of_findings() == expected > 0
    assert count_of_findings() == expected


def test_the_rules_about_other_tables_wait_until_these_are_submitted() -> None:
    ruleengine.load("ptdata")
    rules = ruleengine.load("ptdata")
    alone = rules.check({"ptdata/T06": [ONE]})
    plan = rules.tables()["ptdata/T06"]
    unasked = {each.rule for each in (*plan.related_to, *plan.refers_to)}
    assert unasked <= {each.rule for each in alone.not_checked}
    compiled = [check.rule.id for check in plan.related_checks]
    compiled += [reference.rule.id for reference in plan.references]
    assert compiled == [each.rule for each in (*plan.related_to, *plan.refers_to)]
    tables = [
        tuple(dict.fromkeys(one.table for one in check.related))
        for check in plan.related_checks
    ]
    assert tables == [each.tables for each in plan.related_to]


def test_a_finding_reads_no_rules_that_its_check_does_not_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ruleengine.load("ptdata")
    rules = ruleengine.load("ptdata")
    read: list[str] = []
    known = PackFolder.read

    def noted(folder: PackFolder, name: str) -> Mapping:
        read.append(name)
        return known(folder, name)

    monkeypatch.setattr(PackFolder, "read", noted)
    record = {"median_value": "1", "iqr": "0.3", "niqr": "0.1"}
    report = rules.check({"ptdata/T07": [record]})
    assert any("against" in finding.params for finding in report.findings)
    assert "t07-statistics.yaml" in read
    assert "cnas-al06.yaml" not in read
