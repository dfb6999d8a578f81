"""Days as submitted data write them: YYYYMMDD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import ast
from ruleengine.feel.temporal import Date
from ruleengine.feel.temporal_parse import parse_at_literal

if TYPE_CHECKING:
    from ruleengine.feel.ast import Node

_LAST_YEAR = 9999


def written(day: Date) -> str:
    """Return the eight digits of a day."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def digits_of_day(node: Node) -> str:
    """Return the digits of a literal day; empty for anything else."""
    if not isinstance(node, ast.AtLiteral):
        return ""
    day = parse_at_literal(node.text)
    if isinstance(day, Date) and 0 < day.year <= _LAST_YEAR:
        return written(day)
    return ""
