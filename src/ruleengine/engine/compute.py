"""Decisions and input values -> outputs with their derivation.

``compute`` explains; ``BareAnswers`` only answers, for many inputs at once. Bad input
gives findings and no figure, never an exception.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ruleengine.base.finding import Finding, Rule
from ruleengine.base.frozen import frozen
from ruleengine.base.frozen_map import FrozenMap
from ruleengine.compile.as_of import AS_OF, feel_date
from ruleengine.compile.calculations import CompiledCalculation
from ruleengine.compile.decisions_bands import bands_of
from ruleengine.compile.decisions_tables import CompiledTable
from ruleengine.engine.derivation import Step, plain, step_of
from ruleengine.engine.given import MOST_DIGITS, Given, errors, quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.base.text import Language, Text
    from ruleengine.compile.calendars import WorkingCalendar
    from ruleengine.compile.decisions import Decision, Decisions
    from ruleengine.compile.decisions_demands import CompiledDemand, CompiledQuestion
    from ruleengine.compile.decisions_session import Session
    from ruleengine.feel.values import Value

NEEDS_DECISION = "needs_decision"
"""The output that lists what people must decide."""


@frozen(kw_only=True, guarded=True)
class Computation:
    """What a decision gave for one set of inputs."""

    decision: str
    """Full id."""
    outputs: Mapping[str, Value]
    """Output key -> FEEL value; all null when there were errors."""
    decimals: Mapping[str, int | None]
    """How many decimals each output is written with."""
    needs_decision: tuple[Text, ...]
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    readings: Mapping[str, str]
    """``pack/name`` -> choice, for the readings that decided something here."""
    as_of: dt.date

    @property
    def ok(self) -> bool:
        """Whether nothing stood in the way of a result."""
        return not any(errors(self.findings))

    @property
    def value(self) -> Value:
        """The first output."""
        return next(iter(self.outputs.values()), None)

    def plain_outputs(self, language: Language = "zh") -> dict[str, Any]:
        """Return the outputs as data for JSON, figures as decimal text.

        Args:
            language: in which to say what people must decide.
        """
        outputs = {
            key: plain(value, self.decimals.get(key))
            for key, value in self.outputs.items()
        }
        if self.needs_decision:
            outputs[NEEDS_DECISION] = [text[language] for text in self.needs_decision]
        return outputs


def compute(
    decision: Decision,
    pack: Decisions,
    inputs: Mapping[str, object],
    readings: Mapping[str, str],
    as_of: dt.date,
    calendar: WorkingCalendar | None = None,
) -> Computation:
    """Compute one decision and keep how it came about.

    Args:
        decision: a decision table or calculation.
        pack: the decisions of its pack.
        inputs: key or Chinese name -> value as handed in.
        readings: name (bare or ``pack/name``) -> choice; defaults are filled in.
        as_of: the date of the rules.
        calendar: the working calendar for formulas that count days.
    """
    session = pack.session(readings, as_of, calendar, keep=True)
    values, findings = _given(decision, inputs, session)
    says = _answer(decision, values, session, findings)
    good = not any(errors(findings))
    outputs = {o.key: values.get(o.key) if good else None for o in decision.outputs}
    outputs[NEEDS_DECISION] = [text.zh for text in says] if good else None
    trail = session.trail
    # Who reads that a figure is too small wants to see how the least came about.
    has_run = all(output.key in values for output in decision.outputs)
    return Computation(
        decision=decision.id,
        outputs=FrozenMap(outputs),
        decimals={output.key: output.decimals for output in decision.outputs},
        needs_decision=says,
        steps=tuple(map(step_of, trail.steps)) if trail and has_run else (),
        findings=tuple(findings),
        readings=used_readings(pack, session),
        as_of=as_of,
    )


def _given(
    decision: Decision, inputs: Mapping[str, object], session: Session
) -> tuple[dict[str, Value], list[Finding]]:
    """Return what formulas read before any step, by name, and what is wrong with it."""
    given = Given(session)
    values = given.read(decision.inputs, inputs, decision.id)
    values[AS_OF] = feel_date(session.as_of)
    return values, given.findings


def _answer(
    decision: Decision,
    values: dict[str, Value],
    session: Session,
    findings: list[Finding],
) -> tuple[Text, ...]:
    """Add the outputs to the inputs, unless there are errors; return open questions."""
    if not any(errors(findings)):
        findings += _unmet_demands(decision, values, session, late=False)
    if any(errors(findings)):
        return ()
    _run(decision, values, session)
    findings += _unmet_demands(decision, values, session, late=True)
    if any(errors(findings)):
        return ()
    says = tuple(q.says for q in _open_questions(decision, values, session))
    if not says:
        findings += _null_outputs(decision, values, session)
    return says


@frozen
class Answer:
    """What a decision gave for one set of inputs, without how it came about."""

    outputs: tuple[Value, ...] | None
    """In order; None where there were errors."""
    says: tuple[str, ...]
    """What people must decide, in Chinese."""
    findings: tuple[str, ...]
    """Ids of the rules behind the findings."""


class BareAnswers:
    """Answers one decision under the same readings and date; threads may share it."""

    def __init__(
        self,
        decision: Decision,
        pack: Decisions,
        readings: Mapping[str, str],
        as_of: dt.date,
        calendar: WorkingCalendar | None = None,
    ) -> None:
        self.decision = decision
        self.session = pack.session(readings, as_of, calendar)
        self._bands = (
            bands_of(decision, self.session, MOST_DIGITS)
            if isinstance(decision, CompiledTable)
            else None
        )
        self._explained = partial(
            compute, decision, pack, readings=readings, as_of=as_of, calendar=calendar
        )

    def of_all(
        self, inputs: Iterable[Mapping[str, Any]]
    ) -> list[tuple[Value, ...] | None]:
        """Return for each set of inputs the outputs in order; None where errors are found.

        Nothing is explained; ask ``compute`` about those that are None.
        """
        bands = self._bands
        if bands is None:
            return [self.of(each).outputs for each in inputs]
        key, starts, results = bands.key, bands.starts, bands.results
        # One name that holds a plain whole number is the rule; all else goes the long way.
        return [
            results[bisect_right(starts, value)]
            if each.__class__ is dict
            and (value := each.get(key)).__class__ is int
            and len(each) == 1
            else self.of(each).outputs
            for each in inputs
        ]

    def of(self, inputs: Mapping[str, object]) -> Answer:
        """Return the same outputs and findings as ``compute``."""
        decision, session = self.decision, self.session
        values, findings = _given(decision, inputs, session)
        if not findings and _runs_clean(decision, values, session):
            outputs = tuple(values[output.key] for output in decision.outputs)
            if None not in outputs:
                asked = _open_questions(decision, values, session)
                return Answer(outputs, tuple(q.says.zh for q in asked), ())
        # Only a session that keeps its troubles can tell why there is no value.
        return self._in_full(inputs)

    def _in_full(self, inputs: Mapping[str, object]) -> Answer:
        found = self._explained(inputs=inputs)
        outputs = (found.outputs[output.key] for output in self.decision.outputs)
        return Answer(
            tuple(outputs) if found.ok else None,
            tuple(text.zh for text in found.needs_decision),
            tuple(finding.rule for finding in found.findings),
        )


def used_readings(pack: Decisions, session: Session) -> Mapping[str, str]:
    """Return the choices that decided something in a session, by ``pack/name``."""
    return FrozenMap(
        {f"{pack.pack}/{name}": session.readings[name] for name in session.consulted}
    )


def _runs_clean(decision: Decision, values: dict[str, Value], session: Session) -> bool:
    """Run a decision, and tell whether nothing is to be said of its demands."""
    if any(_unmet_demands(decision, values, session, late=False)):
        return False
    _run(decision, values, session)
    return not any(_unmet_demands(decision, values, session, late=True))


def _unmet_demands(
    decision: Decision, values: Mapping[str, Value], session: Session, *, late: bool
) -> Iterator[Finding]:
    """Yield the demands that are broken, or of which an error leaves that open."""
    if not isinstance(decision, CompiledCalculation):
        return
    for demand in decision.demands(late=late):
        verdict = demand.verdict(values, session)
        if verdict is False:
            yield unmet(demand, values, session)
        elif verdict is None and (cause := demand.cause(values, session)):
            rule = replace(demand.rule, fault=cause)
            yield Finding(by=rule, reason="undecided", params={"on": demand.on})


def unmet(
    demand: CompiledDemand, values: Mapping[str, Value], session: Session
) -> Finding:
    """Return the finding of a demand that is not met."""
    from ruleengine.engine.held_demands import held_against

    key = demand.on[0] if demand.on else None
    value = values.get(key) if key else None
    present = {name: v for name in demand.on if (v := values.get(name)) is not None}
    shown = {name: quoted(plain(value)) for name, value in present.items()}
    return Finding(
        by=demand.rule,
        reason="false",
        value=None if value is None else quoted(plain(value)),
        params={**shown, **held_against(demand, values, session), "on": demand.on},
    )


def _run(decision: Decision, values: dict[str, Value], session: Session) -> None:
    """Add the outputs, and the steps of a calculation, to the values."""
    if isinstance(decision, CompiledTable):
        row = [values[datum.key] for datum in decision.inputs]
        hit = decision.run(row, session, inside=False)
        results = hit.outputs or (None,) * len(decision.outputs)
        values.update(
            {o.key: v for o, v in zip(decision.outputs, results, strict=True)}
        )
    else:
        decision.run(values, session)


def _open_questions(
    decision: Decision, values: Mapping[str, Value], session: Session
) -> Iterator[CompiledQuestion]:
    """Yield what people must decide for these values."""
    for question in decision.questions:
        if question.when.run(values, session) is True:
            yield question


def _null_outputs(
    decision: Decision, values: Mapping[str, Value], session: Session
) -> Iterator[Finding]:
    """Yield why an output is null where that was not meant."""
    empty = [output for output in decision.outputs if values.get(output.key) is None]
    if not empty or not session.troubles:
        return
    for trouble in session.troubles[:3]:
        rule = Rule(
            id=f"{decision.id}.undecided",
            kind="check",
            expected=decision.title,
            clauses=decision.clauses,
            title=decision.title,
            fault=trouble,
        )
        names = tuple(output.name for output in empty)
        yield Finding(by=rule, reason="undecided", params={"outputs": names})
