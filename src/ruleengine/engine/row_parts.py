"""What judges records of a table, as far as it is the same in every run.

In: a table, settings. Out: ``RowParts``. The screen of the table keeps them, so that
a run that is asked of few records does not make them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.compile.nearness import nearness
from ruleengine.engine.asked import AskedCheck
from ruleengine.engine.content import has_content
from ruleengine.engine.row_checks import row_checks
from ruleengine.notation import Readings, matcher

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.compile.nearness import Nearness
    from ruleengine.compile.plan import CheckPlan, FieldPlan, TablePlan
    from ruleengine.engine.held_against import HeldAgainst
    from ruleengine.engine.settings import Settings


class RowParts:
    """The parts of the checks of one table, shared by runs with the same settings."""

    def __init__(self, plan: TablePlan, settings: Settings) -> None:
        """Take a table; of the settings, the date and the readings count."""
        self._plan = plan
        self._settings = settings
        readings = Readings.chosen(settings.readings_of(plan.id))
        self.matchers = {
            field.ref.key: matcher(field.notation.form, readings)
            for field in plan.fields
        }
        """Of each item by key: its compiled form."""
        self.fields = tuple(
            (f.ref.key, f, self.matchers[f.ref.key]) for f in plan.fields
        )
        self.checks = row_checks(plan, settings)
        self.wanted = {f.ref.key: f for f in plan.fields if _is_simply_wanted(f)}
        """Items that must be there whatever else is."""
        self.on_condition = tuple(f for f in plan.fields if f.conditions)
        """Items of which it hangs on others whether they must be there."""
        self.with_content = tuple(filter(has_content, plan.fields))
        self._asked: dict[str, AskedCheck] = {}
        self._held: dict[str, HeldAgainst] = {}
        self._near: dict[str, list[Nearness]] = {}

    def asked(self, check: CheckPlan) -> AskedCheck:
        """Return a check of the table as records are asked it."""
        asked = self._asked.get(check.rule.id)
        if asked is None:
            asked = AskedCheck(check, self._plan, self._settings)
            self._asked[check.rule.id] = asked
        return asked

    def held(self, check: CheckPlan) -> HeldAgainst:
        """Return what tells the values that a check compares own ones with."""
        held = self._held.get(check.rule.id)
        if held is None:
            held = self._held[check.rule.id] = self._held_by(check)
        return held

    def near(self, check: CheckPlan) -> list[Nearness]:
        """Return how rows that a check looks at can be told by a figure."""
        near = self._near.get(check.rule.id)
        if near is None:
            readings = self._settings.readings_of(self._plan.id)
            near = self._near[check.rule.id] = nearness(
                check.must, _rows_of(check), readings
            )
        return near

    def _held_by(self, check: CheckPlan) -> HeldAgainst:
        from ruleengine.compile.as_of import AS_OF
        from ruleengine.compile.compared import Names
        from ruleengine.engine.held_against import HeldAgainst

        plan, settings = self._plan, self._settings
        must, own = check.must, plan.by_key
        printed = {name: own[key].ref.name for name, key in must.inputs if key in own}
        return HeldAgainst(
            must.program(settings.readings_of(plan.id)).tree,
            Names(
                own=printed.keys(),
                related={name for name, _ in must.inputs} - printed.keys(),
                computed=frozenset({AS_OF}),
                declared=must.functions,
            ),
            must.functions,
            settings.session_of(plan.id).callables,
            printed,
            rows=_rows_of(check),
        )


def _rows_of(check: CheckPlan) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the related records -> keys of the items that they keep."""
    return {one.name: one.keeps for one in check.related}


def _is_simply_wanted(field: FieldPlan) -> bool:
    return field.model.required.obligation == "always" and not field.conditions
