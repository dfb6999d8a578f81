"""Outcome -> what a person reads first: verdict, what was checked, groups, records.

Stays short at any number of findings: the groups show the causes, the list is capped
and says where the rest is.
"""

from __future__ import annotations

from itertools import islice
from typing import IO, TYPE_CHECKING

from ruleengine.report.grouping import groups
from ruleengine.report.pen import Pen, pen_for
from ruleengine.report.place import (
    by_file,
    input_lines,
    why_words,
)
from ruleengine.report.text_groups import (
    column_lines,
    copy_lines,
    group_lines,
    unexplained,
)
from ruleengine.report.text_records import record_lines
from ruleengine.report.verdict import grade_of, verdict
from ruleengine.report.visible import columns, padded, shortened, visible
from ruleengine.report.wrap import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.outcome import NotChecked, Outcome
    from ruleengine.report.options import Options
    from ruleengine.report.paint import Style

_FEW = 5
"""Up to so many findings need no grouping."""
_INPUTS_SHOWN = 20
_OPEN_SHOWN = 30
_RULES_LIMIT = 400
_DIGEST = 12
_LABELS = ("as-of", "rules", "readings", "inputs")


def write(outcome: Outcome, stream: IO[str], options: Options) -> None:
    """Write the report for a person."""
    for line in lines(outcome, options):
        stream.write(line + "\n")


def lines(outcome: Outcome, options: Options) -> Iterator[str]:
    """Yield the report in pieces of one or more lines."""
    pen = pen_for(options)
    yield from _headline(outcome, pen)
    yield from _basis(outcome, pen)
    all_groups = groups(outcome)
    yield from copy_lines(outcome, all_groups, pen)
    if outcome.findings or outcome.more:
        yield from column_lines(all_groups, pen)
        # What stands above is not repeated below, so it has to stand there.
        if len(outcome.findings) > _FEW or any(
            group.is_whole_column for group in unexplained(all_groups)
        ):
            yield from group_lines(all_groups, pen)
        yield from record_lines(outcome, all_groups, pen)
    yield from _open(outcome.not_checked, pen)


def _headline(outcome: Outcome, pen: Pen) -> Iterator[str]:
    styles: dict[str, Style] = {"failed": "error", "clean": "good"}
    style = styles.get(grade_of(outcome), "warning")
    for language in pen.languages:
        told = verdict(outcome, language)
        yield pen.paint(told.headline, style)
        yield pen.paragraph(told.scope, "")


def _basis(outcome: Outcome, pen: Pen) -> Iterator[str]:
    words = pen.words
    yield ""
    yield _fact("as-of", outcome.as_of.isoformat(), pen)
    for pack in outcome.packs:
        edition = words.label("edition", edition=visible(pack.edition))
        digest = words.label("sha256", digest=pack.sha256[:_DIGEST])
        used = words.label("rules.used", pack=pack.pack, edition=edition, digest=digest)
        yield _fact("rules", used, pen)
    if outcome.readings:
        chosen = (f"{name} = {c}" for name, c in sorted(outcome.readings.items()))
        yield _fact("readings", words.phrases["comma"].join(chosen), pen)
    for same in by_file(outcome.inputs[:_INPUTS_SHOWN]):
        first, *sheets = input_lines(same, words)
        yield _fact("inputs", first, pen)
        for line in sheets:
            yield _fact("", line, pen)
    if len(outcome.inputs) > _INPUTS_SHOWN:
        rest = len(outcome.inputs) - _INPUTS_SHOWN
        yield _fact("inputs", words.label("more-inputs", n=rest), pen)


def _fact(key: str, text: str, pen: Pen) -> str:
    labels = pen.words.labels
    width = 2 + max(columns(labels[each]) for each in _LABELS)
    body = wrapped(text, pen.width - width, " " * width)
    return pen.paint(padded(labels[key] if key else "", width), "dim") + body


def _open(left: tuple[NotChecked, ...], pen: Pen) -> Iterator[str]:
    if not left:
        return
    yield pen.heading("heading.open")
    by_cause: dict[str, list[str]] = {}
    for each in left:
        by_cause.setdefault(_cause(each, pen), []).append(visible(each.rule))
    for cause, rules in islice(by_cause.items(), _OPEN_SHOWN):
        yield pen.paragraph(cause, "  ")
        # What was not read stands under no rule.
        named = pen.words.phrases["join"].join(rule for rule in rules if "/" in rule)
        if named:
            yield pen.paragraph(shortened(named, _RULES_LIMIT), "      ", "dim")
    if len(by_cause) > _OPEN_SHOWN:
        yield "  " + pen.words.label("more", n=len(by_cause) - _OPEN_SHOWN)


def _cause(each: NotChecked, pen: Pen) -> str:
    words = pen.words
    why = why_words(each, pen.languages)
    if each.records is None:
        return why
    counted = words.count("record", each.records)
    return words.label("open.records", records=counted, why=why)
