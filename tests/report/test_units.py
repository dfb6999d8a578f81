"""Units of rule packs in the words of the reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ruleengine.report.units import unit_text, unit_words

RULES = Path(__file__).parents[2] / "rules"
_UNIT = re.compile(r"^ *(?:- )?unit: *(['\"]?)([^\s#]+)\1 *$", re.MULTILINE)


def written() -> set[str]:
    """Return every unit that stands in a rule file; cases may hold wrong ones."""
    return {
        found[2]
        for file in RULES.glob("*/*.yaml")
        if not file.name.endswith((".cases.yaml", "clauses.yaml"))
        for found in _UNIT.finditer(file.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("unit", sorted(written()))
def test_every_unit_of_the_packs_has_an_english_word(unit: str) -> None:
    assert unit_words(unit, "en").isascii(), "name it in report/units.py"


def test_the_units_of_the_packs_are_found() -> None:
    assert {"天", "个", "个工作日", "%"} <= written()


@pytest.mark.parametrize(
    ("unit", "value", "zh", "en"),
    [
        ("天", "1", "天", "day"),
        ("天", "0.5", "天", "days"),
        ("天", "1 or 2", "天", "days"),
        ("个工作日", "", "个工作日", "working days"),
        ("元", "1", "元", "yuan"),
        ("mg/kg", "1", "mg/kg", "mg/kg"),
        ("别的", "2", "别的", "别的"),
    ],
)
def test_a_unit_is_said_for_its_figure(unit: str, value: str, zh: str, en: str) -> None:
    assert unit_words(unit, "zh", value) == zh
    assert unit_words(unit, "en", value) == en


def test_a_unit_may_stand_alone() -> None:
    assert (unit_text("人日").zh, unit_text("人日").en) == ("人日", "person-days")
