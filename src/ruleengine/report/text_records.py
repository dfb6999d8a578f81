"""The part of the text report that goes through the records one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from ruleengine.report.grouping import cause_of
from ruleengine.report.headings import is_missing
from ruleengine.report.place import item_words, record_words, spot_words
from ruleengine.report.sentence import expected_words, sentence, value_words
from ruleengine.report.visible import shortened, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import Outcome
    from ruleengine.report.grouping import Cause, Group
    from ruleengine.report.pen import Pen

_SHORT = 24
SHOWN = 50
"""Findings that are listed one by one before "more"; those told together are one."""
NEARLY_EMPTY = 6
"""Required items that one record lacks, from which on they are told together."""
_READABLE = 60
"""A condition that is longer says less to a clerk than its author's sentence."""


def record_lines(
    outcome: Outcome, all_groups: Sequence[Group], pen: Pen
) -> Iterator[str]:
    """Yield the findings record by record; those of a whole column stand above."""
    bare = _bare_tables(outcome)
    files = {each.file for each in outcome.inputs}
    files.update(each.at.file for each in outcome.findings if each.at)
    names_files = len(files) > 1
    whole = _keys(g for g in all_groups if g.has_one_cause)
    alike = _keys(g for g in all_groups if g.habit and g.habit.kind != "mixed")
    listed = [f for f in outcome.findings if cause_of(f) not in whole]
    shown = listed[: _fitting(listed)]
    yield pen.heading("heading.records")
    if whole:
        yield "  " + pen.words.labels["above"]
    for (table, *_), findings in groupby(shown, key=_subject):
        yield from _record(
            table,
            list(findings),
            alike,
            pen,
            is_bare=table in bare,
            names_files=names_files,
        )
    hidden = len(listed) - len(shown)
    yield from _more(outcome, hidden, pen, are_told_above=bool(whole))


def _fitting(listed: Sequence[Finding]) -> int:
    """Return how many findings are told before "more"."""
    room, taken = SHOWN, 0
    for _, found in groupby(listed, key=_subject):
        findings = list(found)
        lacking = sum(map(_is_told_in_a_word, findings))
        together = lacking - 1 if lacking >= NEARLY_EMPTY else 0
        if len(findings) - together > room:
            return taken + (0 if together else room)
        room -= len(findings) - together
        taken += len(findings)
    return taken


def _subject(finding: Finding) -> tuple[str | None, int | None, str | None]:
    """Return the record that a finding is about; a table may come of several files."""
    file = finding.at.file if finding.at and finding.record is None else None
    return finding.table, finding.record, file


def _keys(chosen: Iterable[Group]) -> frozenset[Cause]:
    return frozenset(group.cause for group in chosen)


def _record(
    table: str | None,
    findings: list[Finding],
    alike: frozenset[Cause],
    pen: Pen,
    *,
    is_bare: bool,
    names_files: bool,
) -> Iterator[str]:
    """Yield the lines about one record.

    Args:
        table: its table.
        findings: what was found in it.
        alike: the causes that are explained above.
        pen: writes.
        is_bare: all records of its table lack most.
        names_files: its file is named; of one file alone it would only fill lines.
    """
    where = [visible(table or ""), record_words(findings[0], pen.words)]
    at = findings[0].at
    if at is not None and names_files:
        where.append(pen.paint(visible(at.file), "dim"))
    yield pen.line(where, "  ")
    missing = [finding for finding in findings if _is_told_in_a_word(finding)]
    if len(missing) >= NEARLY_EMPTY:
        yield from _nearly_empty(missing, pen, "all" if is_bare else "one")
        findings = [finding for finding in findings if not _is_told_in_a_word(finding)]
    for finding in findings:
        if cause_of(finding) in alike or _is_told_in_a_word(finding):
            yield _head(finding, pen, _short(finding, pen))
        else:
            yield _head(finding, pen, "")
            yield pen.sentences(finding, " " * 8)
        if left := _unsaid(finding, pen):
            yield pen.paragraph(left, " " * 8, "dim")


def _bare_tables(outcome: Outcome) -> frozenset[str | None]:
    """Return the tables in which every record lacks most: they lack columns."""
    lacking = Counter(
        (f.table, f.record) for f in outcome.findings if _is_told_in_a_word(f)
    )
    bare = Counter(table for (table, _), n in lacking.items() if n >= NEARLY_EMPTY)
    records: Counter[str | None] = Counter()
    for each in outcome.inputs:
        records[each.table] += each.records
    return frozenset(table for table, n in bare.items() if n >= records[table] > 0)


def _nearly_empty(
    missing: Sequence[Finding], pen: Pen, how_many: Literal["one", "all"]
) -> Iterator[str]:
    """Yield one line for a record that lacks most: often it is none."""
    first = missing[0]
    whole = replace(first.by, id="", field=None, clause="")
    yield _head(replace(first, by=whole), pen, "")
    numbers = pen.words.phrases["join"].join(
        str(each.field.no or each.field.name) for each in missing if each.field
    )
    said = pen.words.label(
        f"nearly-empty.{how_many}", n=len(missing), items=visible(numbers)
    )
    yield pen.paragraph(said, " " * 8)


def _head(finding: Finding, pen: Pen, short: str) -> str:
    parts = [
        pen.severity(finding),
        spot_words(finding.at, pen.words),
        pen.paint(item_words(finding, pen.words), "bold"),
        short,
        pen.paint(visible(finding.clause), "dim"),
        pen.paint(finding.rule, "dim"),
    ]
    return pen.line(parts, "    ")


def _is_told_in_a_word(finding: Finding) -> bool:
    """Say whether a word is enough: the value of an item is missing, and no more said."""
    is_of_item = finding.field is not None and finding.by.fault is None
    return is_of_item and is_missing(finding)


def _short(finding: Finding, pen: Pen) -> str:
    """Return value and mend of a finding that needs no sentence of its own."""
    if _is_told_in_a_word(finding):
        return pen.words.labels["short.missing"]
    value = shortened(finding.value or "", _SHORT) or pen.words.phrases["absent"]
    if finding.fix is None or not finding.fix.value:
        shown = pen.words.label("short", value=value) if finding.value else value
        return shown + pen.words.labels["same"]
    key = "short.fix" if finding.fix.certain else "short.guess"
    return pen.words.label(key, value=value, fix=shortened(finding.fix.value))


def _unsaid(finding: Finding, pen: Pen) -> str:
    """Return value and expectation where the author's sentence leaves them out."""
    if finding.by.fault is None:
        return ""
    said = sentence(finding, pen.words.language)
    wanted = expected_words(finding, pen.words.language)
    # An identifier is held to what it is called, anything else to a condition.
    held = "column.expected" if finding.by.kind == "identifier" else "expected-is"
    facts = (("value-is", value_words(finding, pen.words)), (held, wanted))
    return "  ".join(
        f"{pen.words.labels[key]}{pen.words.phrases['colon']}{text}"
        for key, text in facts
        if text and len(text) <= _READABLE and text not in said
    )


def _more(
    outcome: Outcome, hidden: int, pen: Pen, *, are_told_above: bool
) -> Iterator[str]:
    """Yield what is said of findings that are not listed, and where they are."""
    only_counted = outcome.only_counted
    if hidden + only_counted:
        yield "  " + pen.words.label("more", n=hidden + only_counted)
    if only_counted:
        yield "  " + pen.words.label("more-kept", n=only_counted)
    if hidden or are_told_above:
        yield "  " + pen.words.labels["rest"]
