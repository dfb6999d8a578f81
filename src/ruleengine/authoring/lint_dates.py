"""Cases whose outcome is another one tomorrow.

In: a pack with its cases. Out: a problem for each file of cases of a table that reads the
date of the rules, where a case says no date.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.compile.as_of import is_dated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.problem import Problem
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import TablePlan


def date_problems(linted: Linted) -> Iterator[Problem]:
    """Yield the first case of each file that would have to say a date and says none."""
    for cases in linted.cases:
        plan = linted.compiled.tables.get(linted.full(cases.of))
        undated = (case for case in cases.cases if case.as_of is None)
        first = next(undated, None)
        if plan is not None and first is not None and _reads_date(plan):
            yield CATALOGUE.problem(
                "E587",
                first.position,
                severity="warning",
                found=cases.of,
                name=first.name,
            )


def _reads_date(plan: TablePlan) -> bool:
    programs = chain.from_iterable(each.programs for each in _conditions(plan))
    return any(is_dated(program.tree) for program in programs)


def _conditions(plan: TablePlan) -> Iterator[Condition]:
    found: list[Condition | None] = []
    for field in plan.fields:
        found += [field.required_when, field.forbidden_when]
    for check in (*plan.checks, *plan.related_checks):
        found += [check.when, check.must, *(one.where for one in check.related)]
    found += [unique.where for unique in plan.unique]
    found += [reference.where for reference in plan.references]
    return filter(None, found)
