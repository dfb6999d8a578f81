"""Units: figures in two units are neither added nor compared, nor handed to each other.

In: calculations as written and as compiled. Out: warnings. Only what bears a unit on
both sides is judged, because products and quotients change it; a step whose note says
why is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.compile.callables import spoken
from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.problem import Problem
    from ruleengine.compile.calculations import CompiledCalculation
    from ruleengine.compile.decisions_formulas import Formula
    from ruleengine.compile.decisions_readings import ByChoice
    from ruleengine.model.datum import Datum
    from ruleengine.model.phrase import ByReading, Phrase

SUMS = frozenset("+-")


def unit_problems(linted: Linted) -> Iterator[Problem]:
    """Yield figures in two units that meet in a formula."""
    called = {spoken(d.id): d.inputs for d in linted.pack.decision_tables}
    called |= {spoken(d.id): d.inputs for d in linted.pack.calculations}
    compiled = linted.compiled.decisions.decisions
    for written in linted.pack.calculations:
        found = cast("CompiledCalculation", compiled[linted.full(written.id)])
        units = {item.key: item.unit for item in written.inputs}
        units |= {step.key: step.unit for step in written.steps}
        judge = _Judge({key: unit for key, unit in units.items() if unit}, called)
        for step, made in zip(written.steps, found.steps, strict=True):
            if not step.note:
                yield from judge.of_choices(step.formula, made.formula)


@dataclass(frozen=True, slots=True)
class _Judge:
    units: Mapping[str, str]
    """Key -> unit, of what has one."""
    called: Mapping[str, tuple[Datum, ...]]
    """Name of a decision, as formulas call it -> what it asks for."""

    def of_choices(
        self, written: ByReading, made: ByChoice[Formula]
    ) -> Iterator[Problem]:
        for choice, phrase in written.choices.items():
            formula = made.things.get(choice)
            if formula is not None:
                yield from self._of_tree(phrase, formula.program.tree)

    def _of_tree(self, phrase: Phrase, tree: ast.Node) -> Iterator[Problem]:
        for node in ast.pieces(tree):
            match node:
                case ast.Arithmetic(operator=operator) if operator in SUMS:
                    yield from self._meeting(phrase, node.left, node.right)
                case ast.Comparison():
                    yield from self._meeting(phrase, node.left, node.right)
                case ast.Call(function=ast.Name(name=name)) if name in self.called:
                    yield from self._handed(phrase, node, self.called[name])

    def _meeting(
        self, phrase: Phrase, one: ast.Node, other: ast.Node
    ) -> Iterator[Problem]:
        units = self._unit(one), self._unit(other)
        if all(units) and units[0] != units[1]:
            yield self._problem(phrase, other, *units)

    def _handed(
        self, phrase: Phrase, call: ast.Call, inputs: tuple[Datum, ...]
    ) -> Iterator[Problem]:
        by_key = {datum.key: datum for datum in inputs}
        for at, argument in enumerate(call.arguments):
            asked = by_key.get(argument.name) if argument.name else None
            if asked is None and at < len(inputs):
                asked = inputs[at]
            unit = self._unit(argument.value)
            if asked and asked.unit and unit and unit != asked.unit:
                yield self._problem(phrase, argument.value, asked.unit, unit)

    def _unit(self, node: ast.Node) -> str:
        """Return the unit of a figure; empty where it is not known."""
        match node:
            case ast.Name(name=name):
                return self.units.get(name, "")
            case ast.Negation(value=value):
                return self._unit(value)
            case ast.Arithmetic(operator=operator) if operator in SUMS:
                return self._unit(node.left) or self._unit(node.right)
            case _:
                return ""

    def _problem(self, phrase: Phrase, node: ast.Node, one: str, other: str) -> Problem:
        return CATALOGUE.problem(
            "E515",
            phrase.at(node.start),
            severity="warning",
            found=other,
            wanted=one,
            text=phrase.text[node.start : node.end],
        )
