"""The cases of both versions as questions: those that come out otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ruleengine.authoring.difference.answers import (
    Answer,
    Question,
    Witness,
    ask_decision,
    ask_number,
    ask_table,
)
from ruleengine.authoring.difference.decision_questions import inputs_of_cases
from ruleengine.authoring.difference.number_questions import numbers_of_cases
from ruleengine.authoring.difference.table_questions import records_of_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.authoring.difference.sides import Side


def told_by_cases(
    full: str,
    kind: str,
    sides: tuple[Side, Side],
    values: Sequence[Mapping[str, Any]] = (),
) -> Iterator[Witness]:
    """Yield the cases of one file that the two versions answer differently.

    Args:
        full: full id of the file.
        kind: its kind.
        sides: both versions.
        values: what to put into the cases besides, where they have such keys.
    """
    ask: Callable[[Ruleset, Question], Answer]
    match kind:
        case "field-table":
            questions, ask = records_of_cases(full, sides), ask_table
        case "identifier":
            questions, ask = numbers_of_cases(full, sides), ask_number
        case "decision-table" | "calculation":
            questions, ask = inputs_of_cases(full, sides), ask_decision
        case _:
            return
    for question in _with_values(questions, values):
        before, after = (ask(side.rules, question) for side in sides)
        if before != after:
            yield Witness(question, before, after)


def _with_values(
    questions: Iterable[Question], values: Sequence[Mapping[str, Any]]
) -> Iterator[Question]:
    seen: set[str] = set()
    for question in questions:
        yield question
        for each in values:
            shared = {key: v for key, v in each.items() if key in question.given}
            given = {**question.given, **shared}
            if shared and str(given) not in seen:
                seen.add(str(given))
                yield replace(question, given=given)


def told_by_pack(pack: str, sides: tuple[Side, Side]) -> Iterator[Witness]:
    """Yield the cases of a pack that the two versions answer differently."""
    for local, node in sides[1].files(pack).items():
        if local:
            yield from told_by_cases(f"{pack}/{local}", node.text("kind"), sides)
