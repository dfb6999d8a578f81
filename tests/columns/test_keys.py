"""Keys that are written in different formats are the same ones row by row and in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pl = pytest.importorskip("polars")

if TYPE_CHECKING:
    from tests.conftest import PackWriter

TABLE = """\
kind: field-table
id: %s
title: 表%s
fields:
  - {no: 1, key: key, name: 键, format: %r, required: optional}
"""
REFERENCE = """\
references:
  - {id: R1, fields: [key], table: T2}
"""
KEYS = {
    "moments": ("YYYYMMDDhhmm", "YYYYMMDDhhmmss", "202401020830", "20240102083000"),
    "times": ("hhmmss", "hhmm", "083000", "0830"),
    "numbers": ("n..10,3", "n4", "1.0", "0001"),
    "parts of dates": ("MMDD", "an..20", "0102", "0102"),
    "codes": ("YYYYMM", "an6", "202401", "202401"),
    "a date and its midnight": ("YYYYMMDD", "YYYYMMDDhhmm", "20240102", "202401020000"),
    "a year and a text": ("YYYY", "an..20", "2024", "2024"),
}
UNLIKE = {"a date and its midnight", "a year and a text"}


@pytest.mark.parametrize("name", KEYS)
def test_a_key_is_found_where_it_is_written_in_another_format(
    name: str, load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there, own, other = KEYS[name]
    rules = load_pack(
        t1=TABLE % ("T1", "1", here) + REFERENCE, t2=TABLE % ("T2", "2", there)
    )
    given: Any = {
        table: pl.DataFrame({"key": [text]})
        for table, text in (("T1", own), ("T2", other))
    }
    for way in "01":
        monkeypatch.setenv("RULEENGINE_BULK", way)
        found = [finding.rule for finding in rules.check(given).findings]
        assert found == ["demo/T1.R1"] * (name in UNLIKE)
