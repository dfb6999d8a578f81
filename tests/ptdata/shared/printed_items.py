"""The 337 items as printed, and values that are right and wrong for each of them.

Written from the printed table alone (``tests/fixtures/ptdata/items.csv``); asks the
project nothing.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

FIXTURE = Path(__file__).parents[2] / "fixtures" / "ptdata" / "items.csv"
_NUMBER = re.compile("n(?P<most>[.]{2})?(?P<digits>[0-9]+)(,(?P<places>[0-9]+))?")
_TEXT = re.compile("an(?P<most>[.]{2})?(?P<length>[0-9]+)")

Wrong = tuple[str, str]
"""What is wrong, and the value."""


@dataclass(frozen=True)
class Item:
    """One printed row."""

    table: str
    no: int
    name: str
    type: str
    format: str
    """Empty where the print has a dash: a boolean."""
    domain: str
    obligation: str

    def __str__(self) -> str:
        return f"{self.table}-{self.no:02}"

    def rule(self, kind: str) -> str:
        """Return the id of the item's rule of a kind."""
        return f"ptdata/{self.table}-{self.no:02}.{kind}"

    @property
    def number(self) -> tuple[int, int | None] | None:
        """Digits and decimals of a number item."""
        found = _NUMBER.fullmatch(self.format)
        if not found:
            return None
        places = found["places"]
        return int(found["digits"]), int(places) if places else None

    @property
    def is_fixed(self) -> bool:
        """Whether the format says exactly, not at most."""
        return ".." not in self.format and self.length is not None

    @property
    def length(self) -> int | None:
        """Characters of a text item."""
        found = _TEXT.fullmatch(self.format)
        return int(found["length"]) if found else None

    @property
    def values(self) -> tuple[str, ...]:
        """The printed values; the one list whose values hold a slash is kept whole."""
        mark = "；" if "；" in self.domain else "、" if "、" in self.domain else "/"
        return tuple(self.domain.split(mark)) if self.domain else ()


def _items() -> tuple[Item, ...]:
    with FIXTURE.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Item(
                table=f"T{int(row['table']):02}",
                no=int(row["no"]),
                name=row["name"],
                type=row["type"],
                format=row["format"].replace("—", ""),
                domain=row["domain"],
                obligation=row["obligation"],
            )
            for row in csv.DictReader(stream)
        )


ITEMS = _items()


def longest(item: Item) -> list[str]:
    """Return values that just fit."""
    if item.number:
        digits, places = item.number
        whole = "9" * digits
        return [whole, f"{whole}.{'9' * places}"] if places else [whole]
    if item.is_fixed:
        return ["A" * (item.length or 0)]
    return ["中" * (item.length or 0)] if item.length else []


def wrong_forms(item: Item) -> list[Wrong]:
    """Return values that are wrong by one thing each."""
    if item.number:
        return _wrong_numbers(*item.number)
    if item.length:
        return _wrong_lengths(item)
    return {
        "YYYYMMDD": [
            ("calendar", "20230230"),
            ("month", "20261301"),
            ("leap", "20230229"),
            ("over", "202501011"),
            ("under", "2025010"),
            ("dashes", "2025-01-01"),
            ("full-width", "２０２５0101"),
        ],
        "YYYY": [("over", "20250"), ("under", "202"), ("letters", "20x5")],
        "PDF": [("media", "report.png"), ("bare", "report")],
        "PDF/JPEG/PNG": [("media", "report.docx"), ("bare", "report")],
        "": [("boolean", "2"), ("word", "是")],
    }[item.format]


def _wrong_numbers(digits: int, places: int | None) -> list[Wrong]:
    found = [("over", "9" * (digits + 1)), ("word", "x"), ("full-width", "１")]
    if places is None:
        return [*found, ("decimals", "1.5"), ("sign", "-1")]
    return [*found, ("decimals", f"1.{'1' * (places + 1)}")]


def _wrong_lengths(item: Item) -> list[Wrong]:
    length = item.length or 0
    if item.is_fixed:
        return [
            ("over", "A" * (length + 1)),
            ("under", "A" * (length - 1)),
            ("full-width", "Ａ" * length),
        ]
    return [("over", "中" * (length + 1)), ("space", " 中")]
