"""What else answers differently: files whose own text did not change.

In: both sides and the changes. Out: decisions, tables and numbers that use something
that changed, with a case of theirs that comes out otherwise, be it with a value of a
witness put in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.authoring.difference.cases_told import told_by_cases
from ruleengine.authoring.difference.labels import Label, labels_of
from ruleengine.authoring.mutation.dependents import all_dependents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.authoring.difference.answers import Witness
    from ruleengine.authoring.difference.changes import Change
    from ruleengine.authoring.difference.sides import Side


MOST_VALUES = 4
"""Witnesses of one change whose values are tried in the cases of others."""


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
    labels: Mapping[str, Label] = field(repr=False)
    """Key of a value -> how people call it."""


def affected_by(
    changes: Iterable[Change], sides: tuple[Side, Side]
) -> Iterator[Affected]:
    """Yield the files that use a changed one and answer a case otherwise."""
    told = [change for change in changes if change.kind != "wording"]
    meant = {change.of for change in told}
    values = [dict(w.question.given) for c in told for w in c.witnesses[:MOST_VALUES]]
    pieces, direct = sides[1].shop.pieces, sides[1].shop.uses
    users: dict[str, list[str]] = {}
    for full in sorted(meant & pieces.keys()):
        for user in all_dependents(full, direct):
            if user not in meant:
                users.setdefault(user, []).append(full)
    for user, causes in users.items():
        kind = pieces[user].kind
        found = list(told_by_cases(user, kind, sides, values))
        if found:
            pack, _, local = user.partition("/")
            node = sides[1].files(pack).get(local) if pack in sides[1].packs else None
            yield Affected(
                id=user,
                title=node.text("title") if node else user,
                because_of=tuple(causes),
                witness=found[0],
                count=len(found),
                labels=labels_of((node, node)) if node else {},
            )
