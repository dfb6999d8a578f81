"""The part of the text report that shows what is wrong in many places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.report.place import item_words, place_words
from ruleengine.report.visible import shortened, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.report.grouping import Group
    from ruleengine.report.pen import Pen
    from ruleengine.report.wording import Wording

SHOWN = 20
"""Groups that are shown before "more"."""
FEWEST = 3
"""A smaller group is not shown as one."""
EXPLAINED = 5
"""Findings from which on a group is explained by an example; one without an item is
always, because its first line does not say what is wrong."""


def group_lines(all_groups: Sequence[Group], pen: Pen) -> Iterator[str]:
    """Yield the lines about groups of several findings; none when there is none."""
    many = [group for group in all_groups if group.count >= FEWEST]
    if not many:
        return
    yield pen.heading("heading.groups")
    for group in many[:SHOWN]:
        yield from _lines(group, pen)
    if rest := many[SHOWN:]:
        n = sum(group.count for group in rest)
        yield "  " + pen.words.label("more-groups", groups=len(rest), n=n)
    if few := len(all_groups) - len(many):
        yield "  " + pen.words.label("singles", n=few)


def _lines(group: Group, pen: Pen) -> Iterator[str]:
    first = group.findings[0]
    count = count_words(group, pen.words).rjust(8)
    about = item_words(first, pen.words) or visible(group.rule.title or "")
    where = [visible(group.rule.table or ""), pen.paint(about, "bold") if about else ""]
    parts = [
        pen.paint(count, "bold"),
        pen.severity(first),
        " ".join(filter(None, where)),
        pen.words.labels[f"kind.{group.rule.kind}"],
        pen.paint(group.rule.id, "dim"),
    ]
    yield pen.line(parts, "  ")
    if habit := habit_words(group, pen.words):
        yield pen.paragraph(habit, " " * 12, "warning")
    if about and group.count < EXPLAINED:
        return
    example = pen.words.labels["example"]
    place = place_words(first.at, pen.words)
    yield " " * 12 + pen.paint(f"{example} {place}".rstrip(), "dim")
    yield pen.sentences(first, " " * 12)


def count_words(group: Group, words: Wording) -> str:
    """Return in how many places a fault was found."""
    if group.is_open:
        return words.label("place.least", n=group.count)
    return words.count("place", group.count)


def habit_words(group: Group, words: Wording) -> str:
    """Return what the values of a group have in common, and what that points to."""
    habit = group.habit
    if habit is None:
        return ""
    n = group.count - habit.others
    share = "share.all" if n >= group.records else "share.most"
    key = f"habit.{habit.kind}"
    # Where some values are there, so is their column.
    if group.is_whole_column and (habit.kind, share) != ("absent", "share.most"):
        key += ".all"
    if key not in words.labels:
        return ""
    of_column = words.label(share, n=n, records=group.records)
    text = words.label(key, n=n, share=of_column, example=shortened(habit.example))
    if not group.is_whole_column:
        return text + words.phrases["stop"]
    cause = words.labels["habit.cause"]
    return f"{text}{words.phrases['stop']}{words.phrases['space']}{cause}"
