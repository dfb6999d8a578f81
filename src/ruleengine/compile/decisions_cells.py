"""Cells of decision tables and ``covers``: texts as sets of values.

In: phrases. Out: ``SetOfValues``; a text that is none is a problem. A test that is no
plain set is left to FEEL.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, cast

from ruleengine import feel, table
from ruleengine.base.frozen import frozen
from ruleengine.base.text import Text
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_values import feel_type
from ruleengine.feel.temporal import Date

if TYPE_CHECKING:
    import datetime as dt

    from ruleengine.base.problem import Problem
    from ruleengine.feel.program import Program
    from ruleengine.feel.values import Value
    from ruleengine.model.phrase import Phrase
    from ruleengine.table import CellSet, Kind


@frozen(eq=False)
class SetOfValues:
    """The values that a cell takes."""

    values: CellSet | None
    program: Program | None = field(default=None, repr=False)
    """The FEEL test, where the cell is no plain set."""

    def contains(self, value: Value) -> bool:
        """Tell whether a FEEL value is one of them."""
        if self.program is not None:
            return self.program.evaluate({}, input_value=value) is True
        return self.values is None or self.values.contains(on_axis(value))


def on_axis(value: Value) -> Value:
    """Return a FEEL value as the table room has it: dates of the standard library."""
    return to_day(value) if value.__class__ is Date else value


def to_day(value: Date) -> dt.date | None:
    """Return a date of the standard library; None for a year it does not have."""
    try:
        return value.to_python()
    except ValueError:
        return None


def cell_of(
    phrase: Phrase | None, kind: str, problems: list[Problem], code: str = "E403"
) -> SetOfValues | None:
    """Return the values of a phrase; None where there is no phrase or it is no set.

    Args:
        phrase: the cell as written.
        kind: the type of the column in the DSL.
        problems: takes what is wrong.
        code: the code of the problem.
    """
    if phrase is None:
        return None
    try:
        values = table.parse_cell(phrase.text, cast("Kind", kind))
    except table.CellError as error:
        place = phrase.at(error.position - 1)
        problems.append(
            CATALOGUE.problem(
                code,
                place,
                found=phrase.text,
                reason=error.message,
                wanted=error.hint,
            )
        )
        return None
    if values is not None:
        return SetOfValues(values)
    program = _test(phrase, kind, problems, code)
    return SetOfValues(None, program) if program else None


def _test(
    phrase: Phrase, kind: str, problems: list[Problem], code: str
) -> Program | None:
    """Return the FEEL test of a cell; None, with its first problem, where it is none."""
    # A test is asked of the input value alone, so any other name in it is a slip.
    troubles = feel.check(phrase.text, {"?": feel_type(kind)}, unary=True)
    if not troubles:
        return feel.compile(phrase.text, unary=True)
    first = troubles[0]
    problems.append(
        CATALOGUE.problem(
            code,
            phrase.at(first.start),
            found=phrase.text,
            reason=first.message,
            wanted=first.hint or Text.same(""),
        )
    )
    return None
