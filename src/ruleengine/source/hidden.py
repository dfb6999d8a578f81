"""Characters of rule files that nobody sees: a problem for each line with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.position import Position
from ruleengine.source.catalogue import CATALOGUE
from ruleengine.source.limits import HIDDEN

if TYPE_CHECKING:
    import re

    from ruleengine.base.problem import Problem

MOST_HIDDEN = 20
"""Lines with such characters that are told at once."""


def hidden_problems(
    text: str, name: str, signs: re.Pattern[str] = HIDDEN
) -> list[Problem]:
    """Return a problem for each line with a character that nobody sees, up to a bound."""
    lines: dict[int, re.Match[str]] = {}
    line, counted = 1, 0
    for match in signs.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        lines.setdefault(line, match)
        if len(lines) == MOST_HIDDEN:
            break
    return [
        CATALOGUE.problem(
            "E113",
            Position(name, line, match.start() - text.rfind("\n", 0, match.start())),
            found=f"U+{ord(match[0]):04X}",
        )
        for line, match in lines.items()
    ]
