"""A scanner's error -> a problem in the words of a person who types Chinese.

The scanner names what it tripped over, often a line late; here the lines around are
looked at for what people really type: full-width punctuation, tabs, lost spaces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.base.catalogue import Catalogue
from ruleengine.base.position import Position
from ruleengine.base.text import Text
from ruleengine.source import wording_en, wording_zh

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

    from ruleengine.base.problem import Problem

CATALOGUE = Catalogue(wording_zh.PROBLEMS, wording_en.PROBLEMS)
COLON = re.compile(r"^\s*(?:- +)?([^\s\"'#:：]+)：\s*(\S?.*)$")
NO_SPACE = re.compile(r"^\s*(?:- +)?[A-Za-z][A-Za-z0-9_-]*:(?=[^\s/:])")
RUN_TOGETHER = frozenset(
    {
        "could not find expected ':'",
        "mapping values are not allowed in this context",
        "mapping values are not allowed here",
    }
)
"""What the scanners say, a line late, of ``key:value``."""
LOOK_BACK = 2
"""Lines before the reported one in which the cause may stand."""

MARKS = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "，": ",",
    "［": "[",
    "］": "]",
    "－": "-",
}
STARTS = re.compile(r"(?:^|[:\-\[,]\s*)([“”‘’［］－\u3000])")


def syntax_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    """Return the problem behind a scanner error."""
    lines = text.splitlines() or [""]
    mark = _mark(error)
    line = min(mark.line if mark else 0, len(lines) - 1)
    column = mark.column if mark else 0
    for at in range(line, max(-1, line - LOOK_BACK - 1), -1):
        if problem := _typed_wrong(lines[at], Position(name, at + 1, 1)):
            return problem
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    if reason in RUN_TOGETHER and (problem := _without_space(lines, line, name)):
        return problem
    said = Text(
        wording_zh.REASONS.get(reason, reason), wording_en.REASONS.get(reason, reason)
    )
    return CATALOGUE.problem("E107", Position(name, line + 1, column + 1), reason=said)


def _without_space(lines: Sequence[str], line: int, name: str) -> Problem | None:
    for at in range(line, max(-1, line - LOOK_BACK - 1), -1):
        if match := NO_SPACE.match(lines[at]):
            said = Text(wording_zh.NO_SPACE, wording_en.NO_SPACE)
            place = Position(name, at + 1, match.end() + 1)
            return CATALOGUE.problem("E107", place, reason=said)
    return None


def _mark(error: yaml.YAMLError) -> yaml.error.Mark | None:
    """Return where the fault stands; an open quote where it was opened."""
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    at_end = "end of stream" in (getattr(error, "problem", None) or "")
    return context if at_end and context else problem or context


def _typed_wrong(line: str, start: Position) -> Problem | None:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return CATALOGUE.problem("E104", _column(start, indent.index("\t")))
    if match := COLON.match(line):
        right = f"{match[1]}: {match[2]}".rstrip()
        at = _column(start, match.end(1))
        return CATALOGUE.problem("E105", at, found=line.strip(), wanted=right)
    if match := STARTS.search(line):
        half = MARKS.get(match[1], "U+0020")
        found = match[1] if match[1] in MARKS else "U+3000"
        at = _column(start, match.start(1))
        return CATALOGUE.problem("E106", at, found=found, wanted=half)
    return None


def _column(start: Position, offset: int) -> Position:
    return Position(start.file, start.line, offset + 1)
