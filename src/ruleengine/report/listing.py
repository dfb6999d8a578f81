"""Lists as aligned columns for a person; a Chinese character takes two columns.

In: rows of plain data as ``list --format json`` publishes them. Knows no rule packs.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ruleengine.report import listing_wording_en, listing_wording_zh
from ruleengine.report.visible import columns, padded, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.base.text import Language

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "packs": ("pack", "edition", "effective", "number", "title"),
        "tables": ("id", "fields", "clauses", "title"),
        "fields": ("id", "format", "required", "domain", "key", "name"),
        "decisions": ("id", "title", "inputs", "outputs"),
        "identifiers": ("id", "title", "example"),
        "codes": ("id", "count", "vintage", "title"),
        "entries": ("code", "status", "name"),
        "readings": ("id", "default", "choices", "title"),
        "clauses": ("id", "place", "rules", "gist"),
        "errata": ("id", "place", "print", "correction"),
        "overview": (
            "pack",
            "edition",
            "tables",
            "fields",
            "decisions",
            "identifiers",
            "codes",
            "readings",
            "clauses",
            "errata",
        ),
    }
)
WIDEST = 44
"""Columns of a cell that is not the last one; a longer one is cut."""
NARROWEST = 6
"""Columns down to which a cell gives way to the last one where a terminal is narrow."""
LAST = 28
"""Columns of the last cell, the title as a rule, that others give way to."""
GAP = "  "


def lines(
    noun: str, rows: Sequence[Mapping[str, Any]], language: Language, width: int | None
) -> Iterator[str]:
    """Yield a heading and one line for each row.

    Args:
        noun: which columns to show, a key of ``COLUMNS``.
        rows: plain data.
        language: of the headings and words.
        width: columns to keep to; None when no person is watching.
    """
    words = words_of(language)
    if not rows:
        yield words["empty"]
        return
    keys = COLUMNS[noun]
    cells = [[words[key] for key in keys]]
    cells += [[_cell(key, row.get(key), words) for key in keys] for row in rows]
    widths = _widths(cells, width)
    for row in cells:
        yield _line(row, widths, width)
    yield words["total"].format(n=len(rows))


def _widths(cells: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """Return the columns of all cells but the last; ids are never cut for others."""
    *widths, last = (max(map(columns, each)) for each in zip(*cells, strict=True))
    widths = [min(WIDEST, each) for each in widths]
    if width is not None and len(widths) > 1:
        room = width - len(GAP) * len(widths) - min(LAST, last)
        while sum(widths) > room and max(widths[1:]) > NARROWEST:
            widths[widths.index(max(widths[1:]), 1)] -= 1
    return widths


def words_of(language: Language) -> Mapping[str, str]:
    """Return the headings of one language."""
    chinese = language == "zh"
    return listing_wording_zh.LISTING if chinese else listing_wording_en.LISTING


def _line(cells: Sequence[str], widths: Sequence[int], width: int | None) -> str:
    start = GAP.join(
        padded(clipped(cell, size), size)
        for cell, size in zip(cells[:-1], widths, strict=False)
    )
    last = cells[-1]
    if width is not None:
        last = clipped(last, max(8, width - columns(start) - len(GAP)))
    return (start + GAP + last).rstrip()


def clipped(text: str, width: int) -> str:
    """Return the text cut to ``width`` columns of a terminal, with an ellipsis."""
    if columns(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        used += columns(character)
        if used > width - 1:
            break
        kept += character
    return kept + "…"


def _cell(key: str, value: Any, words: Mapping[str, str]) -> str:
    match value:
        case None | "":
            return "-"
        case int():
            return str(value)
        case str():
            return visible(words.get(f"{key}.{value}", value))
        case {"from": start, "until": end}:
            return f"{start or ''}..{end or ''}" if start or end else words["always"]
        case list() if key == "fields":
            return str(len(value))
        case list() if key == "domain":
            return visible("/".join(value)) or "-"
        case list():
            return visible(" ".join(map(_part, value))) or "-"
        case _:
            return visible(str(value))


def _part(value: Any) -> str:
    return str(value["choice"]) if isinstance(value, dict) else str(value)
