"""Where a finding is, in words: file, sheet and cell or line; record; data item."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ruleengine.base.finding import Place
from ruleengine.report.visible import shortened, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruleengine.base.finding import Fact, Finding
    from ruleengine.base.outcome import InputRef, NotChecked
    from ruleengine.base.text import Language
    from ruleengine.report.wording import Wording

_NAME_LIMIT = 80
_FIRST = ("first_file", "first_sheet", "first_cell", "first_line", "first_there")


def place_words(at: Place | None, words: Wording) -> str:
    """Return ``a.xlsx 表6!L4`` or ``a.csv 第 12 行``; empty when not known."""
    if at is None:
        return ""
    return " ".join(part for part in (visible(at.file), spot_words(at, words)) if part)


def spot_words(at: Place | None, words: Wording) -> str:
    """Return the place inside the file: ``表6!L4``, ``表6 第 4 行``, ``第 12 行``."""
    if at is None:
        return ""
    if at.cell:
        return "!".join(visible(part) for part in (at.sheet, at.cell) if part)
    kind = "sheet-row" if at.sheet else "row"
    row = words.label(kind, n=at.line) if at.line else ""
    return " ".join(filter(None, (visible(at.sheet or ""), row)))


def first_words(params: Mapping[str, Fact], words: Wording) -> str:
    """Return where the record stands that a finding says is repeated.

    ``（b.csv 第 7 行）``; empty where one input holds all records.
    """
    file, sheet, cell, line, number = map(params.get, _FIRST)
    if not isinstance(file, str):
        return ""
    if cell is None and line is None:
        facts = {"file": visible(file), "n": number}
        return words.phrases["first.record"].format(**facts)
    at = Place(file, _text(sheet), _text(cell), line if isinstance(line, int) else None)
    return words.phrases["first.at"].format(place=place_words(at, words))


def _text(fact: Fact) -> str | None:
    return fact if isinstance(fact, str) else None


def record_words(finding: Finding, words: Wording) -> str:
    """Return ``第 3 条记录``, or words for the whole table."""
    if finding.record is None:
        return words.label("whole-table")
    return words.label("record", n=finding.record)


def item_words(finding: Finding, words: Wording) -> str:
    """Return ``第 12 项 结果提交日期``; empty for a fault of a whole record."""
    field = finding.field
    if field is None:
        return ""
    name = visible(field.name)
    return name if field.no is None else words.label("item", no=field.no, name=name)


def why_words(each: NotChecked, languages: Iterable[Language]) -> str:
    """Return why something was not checked, in each language."""
    return " / ".join(visible(each.why[language]) for language in languages)


def read_name(finding: Finding) -> str:
    """Return the name of the item whose value a reader of files could not take."""
    name = finding.params.get("name")
    is_read = finding.kind == "unreadable" and isinstance(name, str)
    return str(name) if is_read else ""


def _file_words(file: str | None, words: Wording) -> str:
    """Return the name of a submitted file, or what stands for one."""
    return words.label("in-memory") if file is None else shortened(file, _NAME_LIMIT)


def input_words(each: InputRef, words: Wording) -> str:
    """Return ``a.xlsx 表6 → ptdata/T06，100 条记录``."""
    sheet = f" {visible(each.sheet)}" if each.sheet else ""
    return f"{_file_words(each.file, words)}{sheet} → {_held(each, words)}"


def _sheet_words(each: InputRef, words: Wording) -> str:
    """Return ``表6 → ptdata/T06，100 条记录``, where its file is named above."""
    return f"{visible(each.sheet or '')} → {_held(each, words)}"


def _held(each: InputRef, words: Wording) -> str:
    count = words.count("record", each.records)
    return f"{visible(each.table)}{words.phrases['comma']}{count}"


def input_lines(same: Sequence[InputRef], words: Wording) -> list[str]:
    """Return the line about an input; of a file with several sheets, one for each below."""
    if len(same) == 1:
        return [input_words(same[0], words)]
    sheets = (_sheet_words(each, words) for each in same)
    return [_file_words(same[0].file, words), *sheets]


def by_file(inputs: Iterable[InputRef]) -> Iterator[list[InputRef]]:
    """Yield the sheets of each file together; anything else on its own."""
    for _, found in groupby(inputs, key=lambda each: each.sheet and each.file):
        same = list(found)
        if same[0].sheet and same[0].file:
            yield same
        else:
            yield from ([each] for each in same)
