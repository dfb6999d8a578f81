"""Steps as a trail recorded them -> the steps that are worth a line to a reader.

In: steps in their published form. Out: the same steps without those that only repeat
another or stand for nothing, each with its formula in numbers. What a table answered
goes into the formula that asked. Knows nothing of languages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.report.figures import literal, with_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Recorded = Mapping[str, Any]

_ATOM = r'(?:-?[0-9]+(?:\.[0-9]+)?|"[^"]*"|true|false|null)'
_CHOICE = re.compile(
    rf"if (?P<left>{_ATOM})(?: (?P<sign>!?=) (?P<right>{_ATOM}))?"
    r" then (?P<then>.*?) else (?P<other>.*)"
)


@frozen
class Told:
    """One step for a reader."""

    step: Recorded
    numbers: str
    """The formula with its numbers; empty where that would say nothing new."""
    rows: tuple[str, ...]
    """Rows of the tables that were asked, as ``<table> <row>``."""
    clauses: tuple[str, ...]
    """Of the step, then those of the rows."""


@frozen
class _Answer:
    """What a table gave for a call."""

    place: int
    call: re.Pattern[str]
    value: str
    row: str
    clauses: tuple[str, ...]


def told(steps: Sequence[Recorded], decision: str) -> list[Told]:
    """Return the steps to be told, in their order.

    Args:
        steps: all that were recorded.
        decision: full id of the decision that was asked for.
    """
    answers = [each for at, step in enumerate(steps) for each in _answer(at, step)]
    used: set[int] = set()
    lines = [_told(step, answers, used) for step in steps]
    repeated = set(_repeated(steps, decision))
    return [
        line
        for place, line in enumerate(lines)
        if place not in used and place not in repeated and line.step["value"] != []
    ]


def _answer(place: int, step: Recorded) -> Iterator[_Answer]:
    if step.get("formula") or not step.get("decision"):
        return
    table = step["decision"].rpartition("/")[2]
    given = ", ".join(literal(v) for v in (step.get("inputs") or {}).values())
    member = step["name"].partition(".")[2]
    call = re.escape(f"{table.replace('-', ' ')}({given}){'.' if member else ''}")
    yield _Answer(
        place,
        re.compile(rf"(?<!\w){call}{re.escape(member)}(?![\w.])"),
        literal(step["value"]),
        " ".join((table, ", ".join(rows_of(step)))).rstrip(),
        tuple(step.get("clauses") or ()),
    )


def rows_of(step: Recorded) -> tuple[str, ...]:
    """Return the ids of the rows that held."""
    row = step.get("row") or ()
    return (row,) if isinstance(row, str) else tuple(row)


def _told(step: Recorded, answers: Sequence[_Answer], used: set[int]) -> Told:
    formula = step.get("formula") or ""
    asked = numbers = with_numbers(formula, step.get("inputs") or {})
    rows: list[str] = []
    clauses = list(step.get("clauses") or ())
    for answer in answers:
        if answer.value and answer.call.search(numbers):
            numbers = answer.call.sub(answer.value.replace("\\", r"\\"), numbers)
            used.add(answer.place)
            rows.append(answer.row)
            clauses += answer.clauses
    numbers = _decided(numbers)
    if rows and _same(numbers, step["value"]):
        numbers = _decided(asked)
    is_new = numbers != formula and not _same(numbers, step["value"])
    return Told(
        step=step,
        numbers=numbers if is_new else "",
        rows=tuple(dict.fromkeys(rows)),
        clauses=tuple(dict.fromkeys(clauses)),
    )


def _same(numbers: str, value: Any) -> bool:
    """Tell whether a formula in numbers is the value itself, zeros at the end aside."""
    return numbers == literal(value) or numbers == re.sub(r"\.0+$", "", literal(value))


def _decided(numbers: str) -> str:
    """Return the branch that was taken, as far as its condition can be read off."""
    while (found := _CHOICE.fullmatch(numbers)) and "if " not in found["then"]:
        truth = _truth(found)
        if truth is None:
            break
        numbers = found["then"] if truth else found["other"]
    return numbers


def _truth(found: re.Match[str]) -> bool | None:
    if found["sign"]:
        return (found["left"] == found["right"]) == (found["sign"] == "=")
    return {"true": True, "false": False}.get(found["left"])


def _repeated(steps: Sequence[Recorded], decision: str) -> Iterator[int]:
    """Yield the places of steps of called decisions that the caller does again."""
    own = [_gist(step) for step in steps if step.get("decision") == decision]
    for place, step in enumerate(steps):
        called = step.get("decision", decision) != decision
        if called and step.get("formula") and _gist(step) in own:
            yield place


def _gist(step: Recorded) -> tuple[Any, ...]:
    return step.get("formula"), step.get("inputs"), step["value"]
