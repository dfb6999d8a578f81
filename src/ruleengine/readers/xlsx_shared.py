"""What all sheets of a workbook share: texts and number formats.

Comes in: the parts sharedStrings and styles. Goes out: a list of texts, and for each
cell style what its number format shows (a date, a time, leading zeros).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ruleengine.base.frozen import frozen
from ruleengine.readers.xlsx_package import archive, feed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.readers.limits import Budget
    from ruleengine.readers.xlsx_package import Package

STYLES = 100_000
"""Excel allows 65,490 cell styles; further ones are general."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Return a workbook's text with ``_x000D_`` and the like as characters."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return escape[0] if 0xD800 <= code <= 0xDFFF else chr(code)


@frozen
class Shows:
    """What a number format shows."""

    kind: Literal["general", "date", "time", "duration", "zeros"] = "general"
    digits: int = 0
    """How many digits ``zeros`` shows at least."""


GENERAL = Shows()


@frozen
class Shared:
    """Texts and styles of one workbook."""

    strings: tuple[str, ...] = ()
    styles: tuple[Shows, ...] = ()

    def style(self, number: int) -> Shows:
        """Return what cell style ``number`` shows."""
        return self.styles[number] if 0 <= number < len(self.styles) else GENERAL


def read_shared(package: Package, budget: Budget) -> Shared:
    """Read the shared texts and the styles of a workbook."""
    strings, styles = _Strings(budget), _Styles()
    with archive(package.path, package.name) as opened:
        if package.strings_part:
            feed(opened, package.strings_part, strings, budget)
        if package.styles_part:
            feed(opened, package.styles_part, styles, budget)
    return Shared(tuple(strings.found), styles.shows())


@dataclass(slots=True)
class _Strings:
    """Collects the text of each ``si``; phonetic guides (``rPh``) are not text."""

    budget: Budget
    found: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    is_text: bool = False
    is_guide: bool = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        match name:
            case "si":
                self.budget.take(1)
                self.pieces = []
            case "rPh":
                self.is_guide = True
            case "t":
                self.is_text = not self.is_guide
            case _:
                pass

    def end(self, name: str) -> None:
        match name:
            case "si":
                self.found.append(unescaped("".join(self.pieces)))
            case "rPh":
                self.is_guide = False
            case "t":
                self.is_text = False
            case _:
                pass

    def text(self, text: str) -> None:
        if self.is_text:
            self.pieces.append(text)


@dataclass(slots=True)
class _Styles:
    """Collects number formats and the format of each cell style."""

    codes: dict[str, str] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)
    inside: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"numFmts", "cellXfs", "cellStyleXfs", "dxfs"}:
            self.inside = name
        elif name == "numFmt" and self.inside == "numFmts":
            if len(self.codes) < STYLES:
                code = attributes.get("formatCode", "")
                self.codes[attributes.get("numFmtId", "")] = code
        elif name == "xf" and self.inside == "cellXfs" and len(self.cells) < STYLES:
            self.cells.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if name == self.inside:
            self.inside = ""

    def text(self, text: str) -> None:
        """No text is wanted."""

    def shows(self) -> tuple[Shows, ...]:
        known = {
            number: shown_by(self.codes[number])
            if number in self.codes
            else BUILT_IN.get(number, GENERAL)
            for number in set(self.cells)
        }
        return tuple(known[number] for number in self.cells)


_DATE, _TIME, _DURATION = Shows("date"), Shows("time"), Shows("duration")

BUILT_IN: Mapping[str, Shows] = {
    **{str(number): _DATE for number in (*range(14, 18), 22)},
    **{str(number): _TIME for number in (*range(18, 22), 45, 47)},
    "46": _DURATION,
    # Chinese Excel: 27-31, 36, 50-54, 57, 58 are dates; 32-35, 55, 56 times
    **{str(number): _DATE for number in (*range(27, 32), 36, *range(50, 55), 57, 58)},
    **{str(number): _TIME for number in (*range(32, 36), 55, 56)},
}
"""Number formats that a workbook names by number only (ECMA-376 part 1, 18.8.30)."""

_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_ZEROS = re.compile("0{2,30}")


def shown_by(code: str) -> Shows:
    """Return what the number format ``code`` shows."""
    first = _LITERAL.sub("", code).partition(";")[0].casefold()
    if _ZEROS.fullmatch(first):
        return Shows("zeros", len(first))
    if "general" in first or "standard" in first:
        return GENERAL
    if "[" in first:
        return _DURATION
    if re.search("[yd]|e(?![+-])|aaa", first):
        return _DATE
    if re.search("[hs]", first):
        return _TIME
    return _DATE if "m" in first else GENERAL
