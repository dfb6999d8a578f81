"""Submitted files under both versions: which records are judged otherwise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.api.report import Report
    from ruleengine.authoring.difference.sides import Side


@dataclass(frozen=True, slots=True)
class Judged:
    """One record that is judged otherwise."""

    table: str
    record: int
    """Counts from 1 in its table; 0 for the whole table."""
    file: str
    line: int | None
    gone: tuple[tuple[str, str], ...]
    """(rule, severity) of what was found before and is not any more."""
    new: tuple[tuple[str, str], ...]
    """(rule, severity) of what is found now and was not before."""


def checked(files: Sequence[str], sides: tuple[Side, Side]) -> tuple[Report, Report]:
    """Return what the two versions say of files.

    Raises:
        InputError: a file that cannot be read.
        UsageError: there is no such file or table.
    """
    old, new = sides
    return old.rules.check(list(files)), new.rules.check(list(files))


def files_of(report: Report) -> tuple[str, ...]:
    """Return the files that were read."""
    return tuple(each.file for each in report.outcome.inputs if each.file)


def judged_otherwise(old: Report, new: Report) -> tuple[Judged, ...]:
    """Return the records that two reports on the same files judge otherwise."""
    return tuple(_judged(old, new))


def _judged(old: Report, new: Report) -> Iterator[Judged]:
    before, after = _by_record(old), _by_record(new)
    for key in sorted({*before, *after}):
        gone = before.get(key, frozenset()) - after.get(key, frozenset())
        more = after.get(key, frozenset()) - before.get(key, frozenset())
        if gone or more:
            table, record, file, line = key
            yield Judged(
                table,
                record,
                file,
                line or None,
                tuple(sorted(gone)),
                tuple(sorted(more)),
            )


def _by_record(
    report: Report,
) -> dict[tuple[str, int, str, int], frozenset[tuple[str, str]]]:
    found: dict[tuple[str, int, str, int], set[tuple[str, str]]] = defaultdict(set)
    for finding in report.findings:
        place = finding.at
        file = place.file if place else ""
        line = place.line if place and place.line else 0
        key = (finding.table or "", finding.record or 0, file, line)
        found[key].add((finding.rule, finding.severity))
    return {key: frozenset(rules) for key, rules in found.items()}
