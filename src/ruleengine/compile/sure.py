"""Conditions on figures as tests on doubles that are never wrong where they say yes.

In: the syntax tree of a condition, and which of its names are figures or days. Out: the
source of a function of columns of their texts, for ``compile.screen``; it holds operators
and figures only. Days are compared as the whole numbers that YYYYMMDD reads as. A
comparison counts only where the bounds on the errors of doubles leave no doubt. Where the
function does not say yes, FEEL has to be asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.compile.bounded_doubles import BoundedDoubles
from ruleengine.compile.doubles import Doubles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel import ast

ODD = "(TypeError, ValueError, OverflowError)"
"""What a value raises that writes no number."""


def unsure_source(
    must: ast.Expression,
    when: ast.Expression | None,
    figures: Mapping[str, int],
    days: Mapping[str, int],
    count: int,
) -> str | None:
    """Return the source of a function that finds where a condition may not be met.

    Given columns of texts, it returns the places of the rows about which it is not sure.
    None for a condition that is not told with doubles, or reads no figure.

    Args:
        must: the condition.
        when: where it is asked; None for everywhere.
        figures: the place of each figure among the columns.
        days: the same for days that are written YYYYMMDD.
        count: the number of columns.
    """
    writer = Doubles(figures, days)
    sure = _answers(writer, must, when)
    if not sure or not writer.used:
        return None
    names = "".join(f"c{place}, " for place in range(count))
    lines = [
        f"{names}= columns",
        "found = []",
        "nan = float('nan')",
        *_at_once(figures, days, must, when),
        *_one_by_one(writer, sure),
        "return found",
    ]
    return "\n".join(["def unsure(columns):", *(f"    {line}" for line in lines), ""])


def _one_by_one(writer: Doubles, sure: str) -> list[str]:
    """Return the lines that look at single rows."""
    return [
        "for at in rows:",
        *(f"    t{place} = c{place}[at]" for place in sorted(writer.used)),
        "    try:",
        *(f"        {line}" for line in writer.readings()),
        f"    except {ODD}:",
        "        found.append(at)",
        "        continue",
        *(f"    {line}" for line in writer.lines),
        f"    if not ({sure}):",
        "        found.append(at)",
    ]


def _at_once(
    figures: Mapping[str, int],
    days: Mapping[str, int],
    must: ast.Expression,
    when: ast.Expression | None,
) -> list[str]:
    """Return the lines that find the rows which have to be looked at one by one.

    They are few where every figure is there and none is large.
    """
    every_row = "rows = range(len(c0))"
    writer = BoundedDoubles(figures, days)
    sure = _answers(writer, must, when)
    if not (sure and writer.used):
        return [every_row]
    used = sorted(writer.used)
    values = ", ".join(f"v{at}" for at in used)
    columns = ", ".join(f"map(float, c{at})" for at in used)
    tests = " and ".join([*writer.limits(), f"({sure})"])
    return [
        "try:",
        f"    rows = [at for at, {values} in zip(range(len(c0)), {columns})",
        f"            if not ({tests})]",
        f"except {ODD}:",
        f"    {every_row}",
    ]


def _answers(writer: Doubles, must: ast.Expression, when: ast.Expression | None) -> str:
    """Return the source of the test whether a condition is met or not asked."""
    answers = [writer.told(writer.truth, must)]
    if when is not None:
        answers.append(writer.told(writer.falsity, when))
    return " or ".join(filter(None, answers))
