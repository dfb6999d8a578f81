"""All that differs between two versions of rules, and how much of each kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from ruleengine.authoring.difference.changes import Kind

if TYPE_CHECKING:
    from ruleengine.authoring.difference.affected import Affected
    from ruleengine.authoring.difference.against import Judged
    from ruleengine.authoring.difference.changes import Change

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that differs between two versions of rules."""

    old: str
    new: str
    changes: tuple[Change, ...]
    affected: tuple[Affected, ...] = ()
    against: tuple[Judged, ...] | None = None
    """None: no files were given."""
    submitted: tuple[str, ...] = ()
    """The files that were checked under both, those of folders included."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is judged otherwise; wording does not count."""
        return all(change.kind == "wording" for change in self.changes)


def summary(difference: Difference) -> dict[Kind, int]:
    """Return how many changes of each kind there are."""
    counted = Counter(change.kind for change in difference.changes)
    return {kind: counted[kind] for kind in KINDS}
