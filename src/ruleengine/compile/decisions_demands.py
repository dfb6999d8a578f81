"""Demands and open questions of decisions, compiled.

In: model demands. Out: conditions that are asked in a session; three-valued: only
false breaks a demand.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ruleengine.base.finding import Rule
from ruleengine.base.frozen import frozen
from ruleengine.base.suggest import did_you_mean
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_formulas import (
    Formula,
    compile_formula,
    compile_formulas,
    compile_guard,
)
from ruleengine.feel.types import BOOLEAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set as AbstractSet

    from ruleengine.base.finding import FieldRef
    from ruleengine.base.problem import Problem
    from ruleengine.base.text import Text
    from ruleengine.compile.decisions_around import Around
    from ruleengine.compile.decisions_formulas import Scope
    from ruleengine.compile.decisions_readings import ByChoice
    from ruleengine.compile.decisions_session import Session
    from ruleengine.feel.values import Value
    from ruleengine.model.demand import Demand, OpenQuestion


@frozen(kw_only=True)
class Measured:
    """What is known of the values that a decision may read."""

    given: frozenset[str]
    """Keys of those that are handed in."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Key -> unit, where there is one."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Key of a step -> its name."""


@frozen(kw_only=True, eq=False)
class CompiledDemand:
    """A condition with its guard and the rule of its findings."""

    rule: Rule
    when: Formula | None
    must: ByChoice[Formula] = field(repr=False)
    on: tuple[str, ...]
    """Keys of the values that a finding points at, the first before all."""
    measured: Measured
    """What is known of the values it reads."""
    is_late: bool
    """Whether it reads steps, and so is asked behind them."""

    def holds(self, values: Mapping[str, Value], session: Session) -> bool:
        """Tell whether the demand is met; it is unless its condition is false."""
        return self.verdict(values, session) is not False

    def verdict(self, values: Mapping[str, Value], session: Session) -> bool | None:
        """Tell whether the demand is met or not asked; None where that is not known."""
        if self.when is not None:
            asked = self.when.run(values, session)
            if asked is not True:
                return None if asked is None else True
        told = self.must.pick(session.readings).run(values, session)
        return told if isinstance(told, bool) else None

    def cause(self, values: Mapping[str, Value], session: Session) -> Text | None:
        """Return the error for which it cannot be told whether the demand is met.

        None where a value that is read was not given: that is no error.
        """
        for formula in (self.when, self.must.pick(session.readings)):
            if formula is None:
                continue
            outcome = formula.program.run(values, session)
            if outcome.value is None and outcome.reasons:
                is_given = all(values.get(name) is not None for name in formula.names)
                return outcome.reasons[0].text if is_given else None
            if formula is self.when and outcome.value is not True:
                return None
        return None

    def reads(self, keys: AbstractSet[str]) -> bool:
        """Tell whether the condition or its guard looks at one of some values."""
        return any(not keys.isdisjoint(formula.names) for formula in self.formulas())

    def formulas(self) -> Iterator[Formula]:
        """Yield all that is evaluated."""
        yield from self.must
        if self.when is not None:
            yield self.when


@frozen(kw_only=True, eq=False)
class CompiledQuestion:
    """What people must decide, and when."""

    id: str
    when: Formula
    says: Text
    clauses: tuple[str, ...]


def compile_demands(
    owner: str,
    written: Iterable[Demand],
    scope: Scope,
    refs: Mapping[str, FieldRef],
    around: Around,
    measured: Measured | None = None,
) -> tuple[CompiledDemand, ...]:
    """Compile the demands of a decision, in order.

    Args:
        owner: full id of the decision.
        written: the demands as written.
        scope: what their conditions may use.
        refs: what a finding can point at, by key.
        around: the pack.
        measured: what is known of the values, where units or steps are.
    """
    known = measured or Measured(given=frozenset(refs))
    seen: dict[str, Demand] = {}
    compiled: list[CompiledDemand] = []
    for demand in written:
        _judge_id(demand, seen, around)
        one = _demand(owner, demand, scope, refs, around, known)
        if one is not None:
            compiled.append(one)
    return tuple(compiled)


def _judge_id(demand: Demand, seen: dict[str, Demand], around: Around) -> None:
    if demand.id in seen:
        line = str(seen[demand.id].position.line)
        around.problems.append(
            CATALOGUE.problem("E495", demand.position, found=demand.id, first=line)
        )
    seen[demand.id] = demand


def _demand(
    owner: str,
    written: Demand,
    scope: Scope,
    refs: Mapping[str, FieldRef],
    around: Around,
    measured: Measured,
) -> CompiledDemand | None:
    problems = around.problems
    when = compile_guard(written.when, scope, problems)
    must = compile_formulas(written.must, scope, problems, BOOLEAN)
    problems += _pointing_nowhere(written, refs)
    if must is None or (written.when and when is None):
        return None
    used = sorted({name for formula in must for name in formula.names})
    on = tuple(key.text for key in written.on) or used
    pointed = tuple(key for key in on if key in refs)
    read = {*used, *(when.names if when else ())}
    return CompiledDemand(
        rule=_rule(owner, written, must, refs[pointed[0]] if pointed else None),
        when=when,
        must=must,
        on=pointed,
        measured=measured,
        is_late=not read.isdisjoint(measured.titles),
    )


def _rule(
    owner: str, written: Demand, must: ByChoice[Formula], ref: FieldRef | None
) -> Rule:
    """Return the rule of the findings of a demand, which point at one value."""
    return Rule(
        id=f"{owner}.{written.id}",
        kind="check",
        severity=written.severity,
        field=ref,
        expected=next(iter(must)).text,
        clauses=written.clauses,
        title=written.title,
        fault=written.fault,
    )


def _pointing_nowhere(
    written: Demand, refs: Mapping[str, FieldRef]
) -> Iterator[Problem]:
    for key in written.on:
        if key.text not in refs:
            near = did_you_mean(key.text, refs)
            yield CATALOGUE.problem("E425", key.position, found=key.text, near=near)


def compile_questions(
    written: Iterable[OpenQuestion], scope: Scope, around: Around
) -> tuple[CompiledQuestion, ...]:
    """Compile what people must decide, in order."""
    compiled = (
        (question, compile_formula(question.when, scope, around.problems, BOOLEAN))
        for question in written
    )
    return tuple(
        CompiledQuestion(
            id=question.id, when=when, says=question.says, clauses=question.clauses
        )
        for question, when in compiled
        if when is not None
    )
