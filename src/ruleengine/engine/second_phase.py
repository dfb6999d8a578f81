"""What hangs on which tables are submitted: what is kept of each, which rules are asked.

In: the plans, the tables that are submitted. Out: ``SecondPhase``, the same in every run
to which the same tables are submitted, so that a run of few records finds it made. It
holds nothing of what is submitted.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ruleengine.base.frozen import frozen
from ruleengine.base.outcome import NotChecked
from ruleengine.base.text import Text
from ruleengine.engine.keys import Keyed, keyed_by
from ruleengine.engine.undecided import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import (
        CheckPlan,
        LooksAway,
        ReferencePlan,
        TablePlan,
        UniquePlan,
    )


class Submitted(NamedTuple):
    """Which tables are submitted."""

    tables: tuple[str, ...]
    """Their full ids."""
    read: tuple[str, ...]
    """Those of them whose records will come: nobody may conclude that something is not
    among records that cannot be read."""
    complete: bool
    """Whether every table of the packs used must be there."""


@frozen(kw_only=True, eq=False)
class Wants:
    """What the second phase wants of the records of one table."""

    kept: tuple[str, ...]
    """The keys of the items that rows are kept with, for other tables to look at."""
    keyed: tuple[Keyed, ...]
    counted: Mapping[str, Condition]
    """Id of a rule about keys -> which records it counts; all, where it is not named."""
    references: tuple[ReferencePlan, ...]
    """Those to submitted tables."""
    related: tuple[CheckPlan, ...]
    """The checks that look at submitted tables only."""
    reads: tuple[str, ...]
    """The keys of all items that it looks at."""

    @property
    def only_keys(self) -> bool:
        """Whether nothing but the keys of all records is wanted."""
        return not (self.kept or self.related)


@frozen(eq=False)
class SecondPhase:
    """What is asked of all records together."""

    wants: Mapping[str, Wants]
    """Of each table whose records will come, by its full id."""
    unasked: tuple[NotChecked, ...]
    """The rules that cannot be asked, in order, because other tables are not there."""
    missing: tuple[str, ...]
    """The tables of a complete submission that are not there."""


def second_phase(
    plans: Mapping[str, TablePlan],
    titles: Mapping[str, str],
    submitted: Submitted,
) -> SecondPhase:
    """Return what is asked of all records together.

    Args:
        plans: all tables by full id.
        titles: full id -> title of the tables that a complete submission has.
        submitted: which tables are submitted.
    """
    own = {table: plans[table] for table in submitted.read}
    references = {
        table: tuple(plan.references[at] for at in _askable(plan.refers_to, own))
        for table, plan in own.items()
    }
    related = {
        table: tuple(plan.related_checks[at] for at in _askable(plan.related_to, own))
        for table, plan in own.items()
    }
    kept = _kept_keys(own, chain(*references.values()), chain(*related.values()))
    missing = tuple(table for table in titles if table not in submitted.tables)
    unasked = [e for plan in own.values() for e in _unasked(plan, own, titles)]
    if not submitted.complete:
        unasked += _not_asked_for(missing, titles)
    return SecondPhase(
        {
            table: _wanted(plan, kept.get(table, ()), references[table], related[table])
            for table, plan in own.items()
        },
        in_order(unasked),
        missing if submitted.complete else (),
    )


def _wanted(
    plan: TablePlan,
    kept: tuple[str, ...],
    references: tuple[ReferencePlan, ...],
    related: tuple[CheckPlan, ...],
) -> Wants:
    reads = set(kept).union(
        *(unique.reads for unique in plan.unique),
        *(reference.keys for reference in references),
        *map(owner_keys, related),
    )
    about_keys: list[UniquePlan | ReferencePlan] = [*plan.unique, *references]
    return Wants(
        kept=kept,
        keyed=tuple(keyed_by(plan, each) for each in about_keys),
        counted={u.rule.id: u.where for u in plan.unique if u.where is not None},
        references=references,
        related=related,
        reads=tuple(sorted(reads & plan.by_key.keys())),
    )


def _askable(
    several: Sequence[LooksAway], read: Mapping[str, TablePlan]
) -> Iterator[int]:
    """Yield the places of the rules that look only at tables that are read.

    Only these are compiled.
    """
    return (at for at, away in enumerate(several) if away.is_askable(read))


def _kept_keys(
    read: Mapping[str, TablePlan],
    references: Iterable[ReferencePlan],
    related: Iterable[CheckPlan],
) -> dict[str, tuple[str, ...]]:
    """Return for each table the keys that checks of any table look at in it.

    Of rows that are only counted nothing is looked at; they are kept all the same, by
    the first item.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        inputs = reference.where.inputs if reference.where else ()
        keys[reference.table].update(reference.target)
        keys[reference.table].update(key for _, key in inputs)
    for one in chain.from_iterable(check.related for check in related):
        first = read[one.table].fields[0].ref.key
        keys[one.table].update(one.keeps or (first,))
    return {table: tuple(sorted(wanted)) for table, wanted in keys.items()}


def owner_keys(check: CheckPlan) -> set[str]:
    """Return the own items of which a check of related records reads the values."""
    keys = {key for _, key in check.inputs}
    keys |= {key for one in check.related for name, key in one.here if not name}
    return keys | ({check.value_key} if check.value_key else set())


def _unasked(
    plan: TablePlan, read: Mapping[str, TablePlan], titles: Mapping[str, str]
) -> Iterator[NotChecked]:
    """Yield the rules of a table that look at tables that are not read."""
    for away in (*plan.refers_to, *plan.related_to):
        absent = [table for table in away.tables if table not in read]
        if absent:
            names = "、".join(titles.get(table, table) for table in absent)
            why = Text(
                f"没有提交“{names}”，或者没有读出来",
                f'"{names}" was not submitted or could not be read',
            )
            yield NotChecked(away.rule, plan.id, None, why)


def _not_asked_for(
    missing: Sequence[str], titles: Mapping[str, str]
) -> Iterator[NotChecked]:
    """Yield for each pack that nobody asked whether these tables of it are there."""
    names: dict[str, list[str]] = {}
    for table in missing:
        names.setdefault(table.partition("/")[0], []).append(titles[table].split()[0])
    for pack, several in names.items():
        why = Text(
            f"没有要求整套提交；未提交：{'、'.join(several)}",
            f"completeness was not asked for; not submitted: {', '.join(several)}",
        )
        yield NotChecked(f"{pack}/complete", None, None, why)
