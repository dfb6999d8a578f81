"""What a demand of a decision held the inputs against.

Whoever computes a million inputs may break the same demand as often: what is known of a
demand before its values is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.compile.compared import Names
from ruleengine.engine.held_against import HeldAgainst
from ruleengine.engine.told_values import GIVEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.finding import Fact
    from ruleengine.compile.decisions_demands import CompiledDemand
    from ruleengine.compile.decisions_formulas import Formula
    from ruleengine.compile.decisions_session import Callee, Session

_MOST = 64
_KEPT: dict[tuple[CompiledDemand, Formula], HeldAgainst] = {}
"""Of the demands that were broken last; they are equal only to themselves."""


def held_against(
    demand: CompiledDemand, values: Mapping[str, Any], session: Session
) -> Mapping[str, Fact]:
    """Return as facts of a finding what a demand that is broken held values against."""
    formula = demand.must.pick(session.readings)
    held = _KEPT.get((demand, formula))
    if held is None:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        held = _KEPT[demand, formula] = _held(demand, formula, session.callables)
    return held.facts(values, session)


def _held(
    demand: CompiledDemand, formula: Formula, decisions: Mapping[str, Callee]
) -> HeldAgainst:
    measured, read = demand.measured, frozenset(formula.names)
    return HeldAgainst(
        formula.program.tree,
        Names(
            own=read & measured.given,
            computed=read - measured.given,
            declared=formula.functions,
        ),
        formula.functions,
        decisions,
        measured.titles,
        measured.units,
        GIVEN,
    )
