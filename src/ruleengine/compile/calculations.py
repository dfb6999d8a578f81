"""Calculations ready to run: steps in order over one set of values.

In: model calculations. Out: ``CompiledCalculation``.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.ids import bare
from ruleengine.base.suggest import did_you_mean
from ruleengine.base.text import Text, listed
from ruleengine.compile.as_of import AS_OF, feel_date, name_taken
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_data import CompiledDatum, compile_data
from ruleengine.compile.decisions_demands import (
    CompiledDemand,
    CompiledQuestion,
    Measured,
    compile_demands,
    compile_questions,
)
from ruleengine.compile.decisions_formulas import (
    Formula,
    Scope,
    compile_formulas,
    compile_guard,
)
from ruleengine.compile.decisions_session import StepFact
from ruleengine.compile.decisions_values import feel_type
from ruleengine.feel.types import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.compile.decisions_around import Around
    from ruleengine.compile.decisions_formulas import Named
    from ruleengine.compile.decisions_readings import ByChoice
    from ruleengine.compile.decisions_session import Session
    from ruleengine.feel.types import Type
    from ruleengine.feel.values import Value
    from ruleengine.model import calculation as model


@frozen(kw_only=True, eq=False)
class CompiledStep:
    """One named result."""

    key: str
    name: str
    symbol: str
    unit: str
    decimals: int | None
    formula: ByChoice[Formula]
    when: Formula | None
    clauses: tuple[str, ...]

    def value(self, values: Mapping[str, Value], session: Session) -> Value:
        """Return the result over the values before it; null when it does not apply."""
        if self.when is not None and self.when.run(values, session) is not True:
            return None
        return self.formula.pick(session.readings).run(values, session)

    def formulas(self) -> Iterator[Formula]:
        """Yield all that is evaluated."""
        yield from self.formula
        if self.when is not None:
            yield self.when


@frozen(kw_only=True, eq=False)
class CompiledCalculation:
    """A calculation; immutable, so threads may share it."""

    id: str
    title: str
    clauses: tuple[str, ...]
    inputs: tuple[CompiledDatum, ...]
    requires: tuple[CompiledDemand, ...]
    """What must hold, of the inputs alone or of the steps as well."""
    steps: tuple[CompiledStep, ...] = field(repr=False)
    questions: tuple[CompiledQuestion, ...]
    outputs: tuple[CompiledStep, ...]
    """The steps that are results; the first is the value."""

    @property
    def local_id(self) -> str:
        """The id inside the pack."""
        return bare(self.id)

    def run(self, values: dict[str, Value], session: Session, prefix: str = "") -> None:
        """Compute all steps into ``values``, which holds the inputs already.

        Args:
            values: every input by its key, and the date; the steps are added.
            session: readings, date, trail.
            prefix: put before the names of steps in the trail of a caller.
        """
        trail = session.trail
        for step in self.steps:
            value = values[step.key] = step.value(values, session)
            applies = value is not None or step.when is None
            if trail is not None and applies:
                trail.add(self._fact(step, values, session, prefix))

    def demands(self, *, late: bool) -> Iterator[CompiledDemand]:
        """Yield what is asked before the steps, or behind them."""
        return (demand for demand in self.requires if demand.is_late == late)

    def call(self, session: Session, arguments: Sequence[Value]) -> Value:
        """Return the only output, or a context of several; None for bad arguments."""
        values: dict[str, Value] = {AS_OF: feel_date(session.as_of)}
        for datum, value in zip(self.inputs, arguments, strict=True):
            given = datum.fallback() if value is None and datum.has_default else value
            if not datum.accepts(given):
                datum.tell_refused(given, self.title, session)
                return None
            values[datum.key] = given
        if not self._met(values, session, late=False):
            return None
        self.run(values, session, f"{self.local_id}.")
        if not self._met(values, session, late=True):
            return None
        if len(self.outputs) == 1:
            return values[self.outputs[0].key]
        return {step.key: values[step.key] for step in self.outputs}

    def _met(
        self, values: Mapping[str, Value], session: Session, *, late: bool
    ) -> bool:
        """Tell whether no grave demand is broken or open; keep why one is."""
        for demand in self.demands(late=late):
            if demand.rule.severity != "error":
                continue
            verdict = demand.verdict(values, session)
            if verdict is False:
                title = demand.rule.title or demand.rule.expected
                session.keep_trouble(demand.rule.fault or Text.same(title))
                return False
            if verdict is None and (cause := demand.cause(values, session)):
                session.keep_trouble(cause)
                return False
        return True

    def _fact(
        self,
        step: CompiledStep,
        values: Mapping[str, Value],
        session: Session,
        prefix: str,
    ) -> StepFact:
        formula = step.formula.pick(session.readings)
        return StepFact(
            decision=self.id,
            name=prefix + step.key,
            title=step.name,
            symbol=step.symbol,
            value=values[step.key],
            unit=step.unit,
            decimals=step.decimals,
            formula=formula.text,
            inputs={name: values.get(name) for name in formula.names},
            rows=(),
            clauses=step.clauses or self.clauses,
        )

    def formulas(self) -> Iterator[Formula]:
        """Yield all that is evaluated."""
        for demand in self.requires:
            yield from demand.formulas()
        for step in self.steps:
            yield from step.formulas()
        yield from (question.when for question in self.questions)


def compile_calculation(
    written: model.Calculation, around: Around
) -> CompiledCalculation:
    """Compile a calculation; what is wrong with it is added to the problems."""
    owner = f"{around.pack}/{written.id}"
    inputs = compile_data(owner, written.inputs, around)
    kinds = {item.key: feel_type(item.type, item.items) for item in written.inputs}
    later = [step.key for step in written.steps]
    members = [each for item in written.inputs for each in item.items]
    printed: list[Named] = [*members, *written.inputs, *written.steps]
    words = frozenset(text.text for item in written.inputs for text in item.values)
    scope = replace(around.scope(kinds, printed, later), words=words)
    refs = {datum.key: datum.ref for datum in inputs}
    steps, scope = _steps(written, scope, around)
    measured = _measured(inputs, steps)
    requires = compile_demands(owner, written.requires, scope, refs, around, measured)
    questions = compile_questions(written.needs_decision, scope, around)
    return CompiledCalculation(
        id=owner,
        title=written.title,
        clauses=written.clauses,
        inputs=inputs,
        requires=requires,
        steps=steps,
        questions=questions,
        outputs=_outputs(written, steps, around),
    )


def _measured(
    inputs: Sequence[CompiledDatum], steps: Sequence[CompiledStep]
) -> Measured:
    return Measured(
        given=frozenset(datum.key for datum in inputs),
        units={datum.key: datum.unit for datum in inputs}
        | {step.key: step.unit for step in steps},
        titles={step.key: step.name or step.key for step in steps},
    )


def _steps(
    written: model.Calculation, scope: Scope, around: Around
) -> tuple[tuple[CompiledStep, ...], Scope]:
    lines = {item.key: item.position.line for item in written.inputs}
    compiled: list[CompiledStep] = []
    for step in written.steps:
        if step.key == AS_OF:
            around.problems.append(name_taken(step.position))
        elif step.key in lines:
            first = str(lines[step.key])
            around.problems.append(
                CATALOGUE.problem("E420", step.position, found=step.key, first=first)
            )
        lines[step.key] = step.position.line
        one = _step(step, replace(scope, step=step.key), around)
        if one is not None:
            compiled.append(one)
        scope = scope.with_name(step.key, feel_type(step.type))
    return tuple(compiled), scope


def _step(written: model.Step, scope: Scope, around: Around) -> CompiledStep | None:
    problems = around.problems
    when = compile_guard(written.when, scope, problems)
    # A text such as "= a * 2" is a range in FEEL, and would be a result without a figure.
    formula = compile_formulas(written.formula, scope, problems, _wanted(written))
    if formula is None or (written.when and when is None):
        return None
    return CompiledStep(
        key=written.key,
        name=written.name,
        symbol=written.symbol,
        unit=written.unit,
        decimals=written.decimals,
        formula=formula,
        when=when,
        clauses=written.clauses,
    )


def _wanted(written: model.Step) -> Type:
    if written.type or not written.unit:
        return feel_type(written.type)
    return NUMBER


def _outputs(
    written: model.Calculation, steps: tuple[CompiledStep, ...], around: Around
) -> tuple[CompiledStep, ...]:
    by_key = {step.key: step for step in steps}
    keys = [step.key for step in written.steps]
    for output in written.outputs:
        if output.text not in keys:
            around.problems.append(
                CATALOGUE.problem(
                    "E421",
                    output.position,
                    found=output.text,
                    near=did_you_mean(output.text, keys),
                    wanted=listed(keys),
                )
            )
    return tuple(by_key[o.text] for o in written.outputs if o.text in by_key)
