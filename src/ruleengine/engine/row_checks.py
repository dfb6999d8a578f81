"""The checks of one record alone, as acceptors of the values that they read.

In: a table and the settings of a run. Out: for each check what tells whether it is
certainly met by some values. The screen and the second pass ask the same acceptors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.base.lexical import is_absent, lexical_form
from ruleengine.compile.as_of import with_date
from ruleengine.compile.screen import Acceptor, remembering
from ruleengine.compile.sure import Unsure
from ruleengine.engine.presence import asks_presence_only, by_presence
from ruleengine.notation.ast import DAY, Temporal

if TYPE_CHECKING:
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import CheckPlan, TablePlan
    from ruleengine.engine.settings import Settings

Test = Callable[[Sequence[Any]], bool]
"""Tells whether values, in a fixed order, certainly meet a condition."""


@frozen
class RowCheck:
    """A check that looks at one record."""

    check: CheckPlan
    keys: tuple[str, ...]
    """Of the values that it reads, in the order of the items."""
    acceptor: Acceptor
    """Judges these values, whose forms are right; absent ones are None or ""."""
    silent_without: tuple[int, ...]
    """The places of the values of which none may be absent for anything to be said."""
    by_presence: bool
    """Whether it only matters which of the values are there."""
    unsure: Unsure | None
    """Sorts out most of many records at once."""


def row_checks(plan: TablePlan, settings: Settings) -> tuple[RowCheck, ...]:
    """Return the checks of a table that look at one record, under some settings."""
    return tuple(_row_check(plan, settings, check) for check in plan.checks)


def _row_check(plan: TablePlan, settings: Settings, check: CheckPlan) -> RowCheck:
    read = {key for _, key in check.inputs}
    keys = tuple(field.ref.key for field in plan.fields if field.ref.key in read)
    test = _test_of(plan, settings, check, keys)
    presence = asks_presence_only((check.must, check.when))
    unsure = _unsure_of(plan, settings, check, keys)
    silent = _silent_without(check.must, keys)

    def is_met(values: Sequence[Any]) -> bool:
        if any(is_absent(values[at]) for at in silent):
            return True
        is_sure = unsure is not None and not unsure(_alone(values))
        return is_sure or test(values)

    if unsure is not None:  # figures are hardly ever the same again
        acceptor = Acceptor(set(), is_met)
    else:
        acceptor = remembering(by_presence(is_met) if presence else is_met)
    return RowCheck(check, keys, acceptor, silent, presence, unsure)


def _test_of(
    plan: TablePlan, settings: Settings, check: CheckPlan, keys: Sequence[str]
) -> Test:
    """Return what asks FEEL whether a check is certainly met by some values.

    Args:
        plan: the table.
        settings: of the run.
        check: a check of one record alone.
        keys: the keys of the values, in order; all that the check reads.

    Returns:
        A function of the values, whose forms are right; absent ones are None or "", and
        none of those is without which nothing is said.
    """
    must, when = check.must, check.when
    readings, session = settings.readings_of(plan.id), settings.session_of(plan.id)
    places = [
        (name, keys.index(key), plan.by_key[key].convert)
        for condition in (must, when)
        for name, key in (condition.inputs if condition else ())
        if key in keys
    ]
    judge = must.program(readings)
    guard = when.program(readings).run if when else None

    def is_met(values: Sequence[Any]) -> bool:
        scope: dict[str, Any] = {}
        for name, at, convert in places:
            value = values[at]
            text = value if value.__class__ is str else lexical_form(value)
            scope[name] = convert(text) if text else None
        if guard is not None:
            asked = guard(scope, calendar=session)
            if asked.value is not True:
                # An error in it is told by the second pass, unless the check is met.
                if not asked.reasons:
                    return True
                return judge.evaluate(scope, calendar=session) is True
        if judge.evaluate(scope, calendar=session) is True:
            return True
        outcome = judge.run(scope, calendar=session)
        return outcome.value is None and not outcome.reasons

    return is_met


def _silent_without(must: Condition, keys: Sequence[str]) -> tuple[int, ...]:
    """Return the places of the values without which nothing is said."""
    if must.speaks_of_null:
        return ()
    return tuple(keys.index(key) for _, key in must.inputs if key in keys)


def _unsure_of(
    plan: TablePlan, settings: Settings, check: CheckPlan, keys: Sequence[str]
) -> Unsure | None:
    """Return what finds where a condition on figures may not be met, if it can be told."""
    figures: dict[str, int] = {}
    days: dict[str, int] = {}
    for name, key in check.inputs:
        if key in keys:
            field = plan.by_key[key]
            if field.convert is Decimal:
                figures[name] = keys.index(key)
            elif field.notation.form == Temporal(DAY):
                days[name] = keys.index(key)
    readings = settings.readings_of(plan.id)
    must = with_date(check.must.program(readings).tree, settings.as_of)
    guard = check.when.program(readings).tree if check.when else None
    when = with_date(guard, settings.as_of) if guard else None
    unsure = Unsure(must, when, figures, days)
    return unsure if unsure.is_told else None


def _alone(values: Sequence[Any]) -> list[tuple[Any] | None]:
    """Return the values of one record as columns."""
    return [None if is_absent(value) else (value,) for value in values]
