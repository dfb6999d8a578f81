"""Findings of repeated records -> whether the same data were handed in twice.

In: the findings of one rule about keys, the submitted files. Out: which file or sheet
repeats which other one as a whole.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import InputRef

_SHARE = 0.9
"""From this share of its records on, a file is taken for a copy."""
_FEWEST = 2
"""One record that is met again is only a repeated record."""


@frozen
class Part:
    """A file, or a sheet of one."""

    file: str
    sheet: str | None


@frozen
class Copy:
    """A file or sheet of a table that holds what another one holds."""

    table: str
    part: Part
    of: Part
    repeated: int
    """Records that stand in both."""


def copies(findings: Sequence[Finding], inputs: Iterable[InputRef]) -> tuple[Copy, ...]:
    """Return the copies that are behind repeated records; none, where it is not that.

    Args:
        findings: all findings of one rule and reason.
        inputs: what was submitted.
    """
    met = Counter(pair for each in findings if (pair := _pair(each)))
    if not met:
        return ()
    table = findings[0].table
    records = {
        (each.file, each.sheet): each.records for each in inputs if each.table == table
    }
    found = [
        Copy(str(table), Part(*part), Part(*of), n)
        for (part, of), n in met.items()
        if part != of and n >= max(_FEWEST, _SHARE * records.get(part, n))
    ]
    is_behind = sum(each.repeated for each in found) >= _SHARE * len(findings)
    return tuple(found) if is_behind else ()


def same_files(inputs: Iterable[InputRef]) -> list[tuple[str, str]]:
    """Return the files whose bytes are those of another one, with that other one."""
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for each in inputs:
        if each.sha256 and each.file and each.records:
            of = first.setdefault(each.sha256, each.file)
            if of != each.file:
                found[each.file] = of
    return list(found.items())


def by_files(found: Iterable[Copy]) -> list[list[Copy]]:
    """Return copies by the two files, each table once, whatever rules tell of it."""
    best: dict[tuple[str, Part, Part], Copy] = {}
    for each in found:
        name = (each.table, each.part, each.of)
        if name not in best or best[name].repeated < each.repeated:
            best[name] = each
    files: dict[tuple[str, str], list[Copy]] = {}
    for each in best.values():
        files.setdefault((each.part.file, each.of.file), []).append(each)
    return list(files.values())


_Name = tuple[str, str | None]


def _pair(finding: Finding) -> tuple[_Name, _Name] | None:
    """Return where a record stands, and where the one that it repeats does."""
    of, sheet = finding.params.get("first_file"), finding.params.get("first_sheet")
    if finding.kind != "unique" or finding.at is None or not isinstance(of, str):
        return None
    there = (of, sheet if isinstance(sheet, str) else None)
    return (finding.at.file, finding.at.sheet), there
