"""A header in a wrong encoding: one finding that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader_submission import HEADERS, drain, one, reasons

if TYPE_CHECKING:
    from pathlib import Path

LINES = ",".join(HEADERS) + "\nL001,大米,1.5\n"


@pytest.mark.parametrize(
    ("right", "taken"),
    [("utf-8", "gb18030"), ("utf-8", "cp1252"), ("gb18030", "latin-1")],
)
@pytest.mark.parametrize("saved", ["utf-8", "utf-8-sig"])
def test_a_garbled_header_is_one_finding(
    right: str, taken: str, saved: str, tmp_path: Path
) -> None:
    path = tmp_path / "T06.csv"
    text = LINES.encode(right).decode(taken, "replace").replace("\ufffd", "?")
    path.write_bytes(text.encode(saved))
    given = one(path)
    records, findings = drain(given)
    assert records == []
    assert given.is_lost
    assert reasons(findings) == [("unreadable", "garbled")]
    assert findings[0].params["meant"] in HEADERS


def test_other_headers_are_not_garbled(tmp_path: Path) -> None:
    path = tmp_path / "T06.csv"
    path.write_text("甲乙丙丁,戊己庚辛,子丑寅卯\n1,2,3\n", encoding="utf-8")
    _, findings = drain(one(path))
    assert reasons(findings) == [("unreadable", "header")]
