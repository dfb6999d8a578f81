"""What else answers differently: files whose own text did not change.

In: both sides and the changes. Out: decisions, tables and numbers that use something
that changed, with a case of theirs that comes out otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.authoring.difference.cases_told import told_by_cases
from ruleengine.authoring.mutation.dependents import (
    all_dependents,
    dependents,
    pieces_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.authoring.difference.answers import Witness
    from ruleengine.authoring.difference.changes import Change
    from ruleengine.authoring.difference.sides import Side


@dataclass(frozen=True, slots=True)
class Affected:
    """A file that answers differently because of another one."""

    id: str
    title: str
    because_of: tuple[str, ...]
    """Full ids of the changed files that it uses."""
    witness: Witness
    count: int
    """How many of its cases come out otherwise."""


def affected_by(
    changes: Iterable[Change], sides: tuple[Side, Side]
) -> Iterator[Affected]:
    """Yield the files that use a changed one and answer a case otherwise."""
    meant = {change.of for change in changes if change.kind != "wording"}
    pieces = pieces_of(sides[1].together)
    direct = dependents(pieces)
    users: dict[str, list[str]] = {}
    for full in sorted(meant & pieces.keys()):
        for user in all_dependents(full, direct):
            if user not in meant:
                users.setdefault(user, []).append(full)
    for user, causes in users.items():
        kind = pieces[user].kind
        found = list(told_by_cases(user, kind, sides))
        if found:
            title = _title(user, sides[1])
            yield Affected(user, title, tuple(causes), found[0], len(found))


def _title(full: str, side: Side) -> str:
    pack, _, local = full.partition("/")
    files = side.files(pack) if pack in side.packs else {}
    return files[local].text("title") if local in files else full
