"""Outcome -> rows for tables that people sort and filter: one finding a row.

The columns are stable and stand in the order submitters asked for: record, message,
item, then the rest. All cells are text; csv, xlsx and html share them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.report.place import read_name, why_words
from ruleengine.report.sentence import expected_words, sentence
from ruleengine.report.visible import visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.finding import Finding, Place
    from ruleengine.base.outcome import NotChecked
    from ruleengine.base.text import Language

COLUMNS = (
    "table",
    "record",
    "message",
    "no",
    "name",
    "value",
    "expected",
    "fix",
    "certain",
    "severity",
    "kind",
    "clause",
    "rule",
    "clauses",
    "file",
    "sheet",
    "cell",
    "line",
)
"""Keys of the columns; ``message`` stands once for each language."""

_COUNTED = frozenset({"record", "no", "line"})
OPEN_COUNTED = 2
"""Column of ``open_row`` that holds a count."""


def counted_columns(languages: tuple[Language, ...]) -> tuple[int, ...]:
    """Return the columns of ``row`` whose cells are counts or empty."""
    message = COLUMNS.index("message")
    more = len(languages) - 1
    return tuple(
        number + (more if number > message else 0)
        for number, key in enumerate(COLUMNS)
        if key in _COUNTED
    )


def header(languages: tuple[Language, ...]) -> list[str]:
    """Return the headings in the first language."""
    words = wording(languages[0])
    return [
        words.labels[f"column.{key}"] + suffix
        for key in COLUMNS
        for suffix in (_suffixes(languages) if key == "message" else ("",))
    ]


def _suffixes(languages: tuple[Language, ...]) -> tuple[str, ...]:
    if len(languages) == 1:
        return ("",)
    return tuple(f" ({language})" for language in languages)


def row(finding: Finding, languages: tuple[Language, ...]) -> list[str]:
    """Return one finding as cells of text, safe to show but not shortened."""
    return [
        finding.table or "",
        _text(finding.record),
        *(sentence(finding, language) for language in languages),
        *_item(finding),
        visible(finding.value or ""),
        expected_words(finding, languages[0]),
        *_fix(finding, languages[0]),
        *_rule(finding, languages[0]),
        *_place(finding.at),
    ]


def _item(finding: Finding) -> Iterator[str]:
    field = finding.field
    yield _text(field.no) if field else ""
    yield visible(field.name if field else read_name(finding))


def _fix(finding: Finding, language: Language) -> Iterator[str]:
    fix = finding.fix
    if fix is None or not fix.value:  # what is to be cleared, the sentence says
        yield from ("", "")
        return
    yield visible(fix.value)
    yield wording(language).labels["yes" if fix.certain else "no"]


def _rule(finding: Finding, language: Language) -> Iterator[str]:
    labels = wording(language).labels
    yield labels[f"severity.{finding.severity}"]
    yield labels[f"kind.{finding.kind}"]
    yield visible(finding.clause)
    yield finding.rule
    yield " ".join(finding.clauses)


def _place(at: Place | None) -> Iterator[str]:
    yield visible(at.file) if at else ""
    yield visible(at.sheet or "") if at else ""
    yield (at.cell or "") if at else ""
    yield _text(at.line) if at else ""


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def open_header(language: Language) -> list[str]:
    """Return the headings for what was not checked."""
    labels = wording(language).labels
    return [labels[f"column.{key}"] for key in ("rule", "table", "records", "why")]


def open_row(each: NotChecked, languages: tuple[Language, ...]) -> list[str]:
    """Return one thing that was not checked as cells of text."""
    why = why_words(each, languages)
    return [each.rule, each.table or "", _text(each.records), why]
