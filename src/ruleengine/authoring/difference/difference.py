"""OLD and NEW in, all that differs between them out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ruleengine.authoring.difference.affected import affected_by
from ruleengine.authoring.difference.against import checked, files_of, judged_otherwise
from ruleengine.authoring.difference.changes import changes_between
from ruleengine.authoring.difference.result import Difference
from ruleengine.authoring.difference.sides import open_side

if TYPE_CHECKING:
    from collections.abc import Sequence


def difference(old: str, new: str, against: Sequence[str] = ()) -> Difference:
    """Compare two versions of rules by what they mean.

    Args:
        old: a folder, the name of a shipped pack, ``REV:path`` or ``REV``.
        new: likewise.
        against: submitted files to check under both.

    Raises:
        UsageError: there is no such folder, pack or revision.
        RulePackError: one of them does not load.
        InputError: a submitted file that cannot be read.
    """
    # On Windows a file that is still open cannot be removed; that is no fault here.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        sides = (
            open_side(old, new, Path(scratch) / "old"),
            open_side(new, old, Path(scratch) / "new"),
        )
        changes = tuple(changes_between(*sides))
        reports = checked(against, sides) if against else None
        return Difference(
            old=old,
            new=new,
            changes=changes,
            affected=tuple(affected_by(changes, sides)),
            against=judged_otherwise(*reports) if reports else None,
            submitted=files_of(reports[1]) if reports else (),
        )
