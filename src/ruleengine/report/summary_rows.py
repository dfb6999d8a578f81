"""Outcome -> rows for the summary of a workbook or page: verdict, basis, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.report.place import (
    by_file,
    input_lines,
    item_words,
    place_words,
)
from ruleengine.report.text_groups import habit_words
from ruleengine.report.verdict import verdict
from ruleengine.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.outcome import Outcome
    from ruleengine.report.grouping import Group
    from ruleengine.report.wording import Wording

_GROUP_COLUMNS = ("count", "severity", "kind", "table", "name", "pattern", "rule")


def summary_rows(outcome: Outcome, words: Wording) -> Iterator[list[str]]:
    """Yield pairs of label and text: verdict, date, rules, readings, inputs."""
    told = verdict(outcome, words.language)
    yield [words.labels["report"], told.headline]
    yield ["", told.scope]
    if only_counted := outcome.only_counted:
        yield ["", words.label("only-counted", n=only_counted)]
    yield from basis_rows(outcome, words)


def basis_rows(outcome: Outcome, words: Wording) -> Iterator[list[str]]:
    """Yield what was checked and by which rules."""
    yield [words.labels["as-of"], outcome.as_of.isoformat()]
    for pack in outcome.packs:
        edition = words.label("edition", edition=visible(pack.edition))
        digest = words.label("sha256", digest=pack.sha256)
        yield [words.labels["rules"], f"{pack.pack} {edition} {digest}"]
    for name, choice in sorted(outcome.readings.items()):
        yield [words.labels["readings"], f"{name} = {choice}"]
    for same in by_file(outcome.inputs):
        sha256 = same[0].sha256
        digest = words.label("sha256", digest=sha256) if sha256 else ""
        first, *sheets = input_lines(same, words)
        yield [words.labels["inputs"], f"{first} {digest}".rstrip()]
        yield from (["", line] for line in sheets)


def group_header(words: Wording) -> list[str]:
    """Return the headings over the groups."""
    heads = [words.labels[f"column.{key}"] for key in _GROUP_COLUMNS]
    return [*heads, words.labels["example"]]


def plain_count(group: Group) -> str:
    """Return the count of a group for a column of counts."""
    return f"{group.count:,}{'+' if group.is_open else ''}"


def group_row(group: Group, words: Wording) -> list[str]:
    """Return one group as cells of text."""
    rule = group.rule
    first = group.findings[0]
    return [
        plain_count(group),
        words.labels[f"severity.{rule.severity}"],
        words.labels[f"kind.{rule.kind}"],
        visible(rule.table or ""),
        item_words(first, words) or visible(rule.title),
        habit_words(group, words),
        visible(rule.id),
        place_words(first.at, words),
    ]
