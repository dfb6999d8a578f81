"""The part of the text report that shows what is wrong in many places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.finding import Place
from ruleengine.report.copies import by_files, same_files
from ruleengine.report.place import item_words, place_words
from ruleengine.report.visible import shortened, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.base.outcome import Outcome
    from ruleengine.report.copies import Copy, Part
    from ruleengine.report.grouping import Group
    from ruleengine.report.pen import Pen
    from ruleengine.report.wording import Wording

SHOWN = 20
"""Groups that are shown before "more"."""
COLUMNS_SHOWN = 60
"""Columns that are missing, of which each is named."""
FEWEST = 3
"""A smaller group is not shown as one."""
EXPLAINED = 5
"""Findings from which on a group is explained by an example; one without an item is
always, because its first line does not say what is wrong."""


def unexplained(all_groups: Sequence[Group]) -> list[Group]:
    """Return the groups that do not come of a missing column or of copied data."""
    return [each for each in all_groups if not each.is_told_apart]


def copy_lines(
    outcome: Outcome, all_groups: Sequence[Group], pen: Pen
) -> Iterator[str]:
    """Yield the lines about data that were handed in twice; none when none were."""
    words = pen.words
    same = same_files(outcome.inputs)
    parts = by_files(copy for group in all_groups for copy in group.copies)
    told = [
        words.label("copies.same", part=visible(part), of=visible(of))
        for part, of in same
    ]
    told += [
        copy_words(each, words)
        for each in parts
        if (each[0].part.file, each[0].of.file) not in same
    ]
    if not told:
        return
    yield pen.heading("heading.copies")
    yield pen.paragraph(words.labels["copies.mend"], "  ")
    for line in told[:SHOWN]:
        yield pen.paragraph(line, "    ", "warning")
    if len(told) > SHOWN:
        yield "  " + words.label("more", n=len(told) - SHOWN)


def column_lines(all_groups: Sequence[Group], pen: Pen) -> Iterator[str]:
    """Yield the lines about columns that no header has; none when there is none."""
    lacking = [group for group in all_groups if group.lacks_column]
    if not lacking:
        return
    yield pen.heading("heading.columns")
    yield pen.paragraph(pen.words.labels["columns.mend"], "  ")
    for group in lacking[:COLUMNS_SHOWN]:
        yield _head(group, pen)
        if near := near_words(group, pen.words):
            yield pen.paragraph(near, " " * 12, "warning")
        if group.count < group.records:
            yield from _example(group, pen)
    if rest := lacking[COLUMNS_SHOWN:]:
        yield _more(rest, pen)


def group_lines(all_groups: Sequence[Group], pen: Pen) -> Iterator[str]:
    """Yield the lines about groups of several findings; none when there is none."""
    others = unexplained(all_groups)
    many = [group for group in others if group.count >= FEWEST]
    if not many:
        return
    yield pen.heading("heading.groups")
    for group in many[:SHOWN]:
        yield from _lines(group, pen)
    if rest := many[SHOWN:]:
        yield _more(rest, pen)
    if few := len(others) - len(many):
        yield "  " + pen.words.label("singles", n=few)


def _more(rest: Sequence[Group], pen: Pen) -> str:
    n = sum(group.count for group in rest)
    return "  " + pen.words.label("more-groups", groups=len(rest), n=n)


def _head(group: Group, pen: Pen) -> str:
    first = group.findings[0]
    count = count_words(group, pen.words).rjust(8)
    about = _about(group, pen.words)
    where = [visible(group.rule.table or ""), pen.paint(about, "bold") if about else ""]
    parts = [
        pen.paint(count, "bold"),
        pen.severity(first),
        " ".join(filter(None, where)),
        pen.words.labels[f"kind.{group.rule.kind}"],
        pen.paint(group.rule.id, "dim"),
    ]
    return pen.line(parts, "  ")


def _lines(group: Group, pen: Pen) -> Iterator[str]:
    yield _head(group, pen)
    if habit := habit_words(group, pen.words):
        yield pen.paragraph(habit, " " * 12, "warning")
    if _about(group, pen.words) and group.count < EXPLAINED:
        return
    yield from _example(group, pen)


def _example(group: Group, pen: Pen) -> Iterator[str]:
    first = group.findings[0]
    example = pen.words.labels["example"]
    place = place_words(first.at, pen.words)
    yield " " * 12 + pen.paint(f"{example} {place}".rstrip(), "dim")
    yield pen.sentences(first, " " * 12)


def _about(group: Group, words: Wording) -> str:
    return item_words(group.findings[0], words) or visible(group.rule.title or "")


def near_words(group: Group, words: Wording) -> str:
    """Return which heading may have been meant for a column that is missing."""
    near = group.near and group.near.params.get("header")
    if group.near is None or not near:
        return ""
    place = place_words(group.near.at, words)
    return words.label("columns.near", header=shortened(str(near)), place=place)


def copy_words(same: Sequence[Copy], words: Wording) -> str:
    """Return which file repeats which: one sheet of it, or several tables."""
    first = same[0]
    records = words.count("record", sum(copy.repeated for copy in same))
    if len(same) == 1:
        part, of = (_part(each, words) for each in (first.part, first.of))
        return words.label("copies.part", part=part, of=of, records=records)
    tables = words.count("table", len(same))
    return words.label(
        "copies.file",
        part=visible(first.part.file),
        of=visible(first.of.file),
        tables=tables,
        records=records,
    )


def _part(part: Part, words: Wording) -> str:
    return place_words(Place(part.file, part.sheet), words)


def count_words(group: Group, words: Wording) -> str:
    """Return in how many places a fault was found."""
    if group.is_open:
        return words.label("place.least", n=group.count)
    return words.count("place", group.count)


def habit_words(group: Group, words: Wording) -> str:
    """Return what the values of a group have in common, and what that points to."""
    if group.copies:
        told = [copy_words(same, words) for same in by_files(group.copies)]
        return words.phrases["space"].join([*told, words.labels["copies.mend"]])
    if group.lacks_column:
        parts = (words.labels["habit.no-column"], near_words(group, words))
        return words.phrases["space"].join(filter(None, parts))
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
