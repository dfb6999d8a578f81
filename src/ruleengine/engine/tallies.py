"""What is left undecided about records in which nothing is wrong: it is only counted.

In: a table and the settings of a run. Out: for which items what cannot be looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.engine.content import NO_FOLDER, not_filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruleengine.base.record import Record
    from ruleengine.base.text import Text
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.undecided import Undecided

ABSENT = (None, "")


@frozen
class Tally:
    """What is left undecided for each clean record that has a value of an item."""

    table: str
    key: str
    rule: str
    why: Text


def tallies_of(plan: TablePlan, settings: Settings) -> Iterator[Tally]:
    """Yield what records without faults leave undecided."""
    for field in plan.fields:
        held = field.codes
        if held is not None and held.blank:
            rule = field.rules[held.kind, "error"]
            yield Tally(plan.id, field.ref.key, rule.id, not_filled(held.blank))
        if field.media and settings.attachments is None:
            rule = field.rules["reference", "error"]
            yield Tally(plan.id, field.ref.key, rule.id, NO_FOLDER)


def count_clean(
    tallies: Sequence[Tally],
    records: Sequence[Record],
    suspects: Iterable[int],
    undecided: Undecided,
) -> None:
    """Count what the clean ones of some records leave undecided.

    Args:
        tallies: what to count.
        records: the records.
        suspects: the places of those that are not certainly clean.
        undecided: takes the counts.
    """
    if not tallies:
        return
    others = frozenset(suspects)
    clean = [record for at, record in enumerate(records) if at not in others]
    for tally in tallies:
        if times := sum(record.get(tally.key) not in ABSENT for record in clean):
            undecided.record(tally.rule, tally.table, tally.why, times)
