"""A scanner's error -> a problem in the words of a person who types Chinese.

The scanner names what it tripped over, often a line late; here the lines around are
looked at for what people really type: full-width punctuation, tabs, lost spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

import yaml

from ruleengine.base.position import Position
from ruleengine.base.text import Text
from ruleengine.source import wording_en, wording_zh
from ruleengine.source.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.problem import Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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
NO_KEY = "did not find expected key"
LOOK_BACK = 2
"""Lines before the reported one in which the cause may stand."""
MOST_ASKED = 16
"""Lines further up, of which each alone may be the cause."""

MARKS: dict[str, str | Text] = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "，": ",",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "－": "-",
    "—": "-",
    "–": "-",
    "\u3000": Text("半角空格", "plain spaces"),
    "\u00a0": Text("半角空格", "plain spaces"),
}
ASCII = {ord(mark): meant for mark, meant in MARKS.items() if isinstance(meant, str)}
NEVER_RIGHT = re.compile(r"[ \u3000\u00a0]*[\t\u3000\u00a0]")
"""White space in front of a line that YAML does not count as such."""
STARTS = re.compile(
    r"(?:^ *|[:\-\[,]\s*)([“”‘’［］【】－\u3000\u00a0])|^ *([—–])(?=\s)"
)
BULLET = re.compile(
    r"^\s*(?:[*+•·●▪−]|[0-9]+[.．、)）])\s+(?=[A-Za-z][A-Za-z0-9_-]*:(?:\s|$))"
)
"""What word processors put in front of an item."""
NO_DASH_SPACE = re.compile(r"^\s*-(?=[A-Za-z][A-Za-z0-9_-]*:(?:\s|$))")


def syntax_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    """Return the problem behind a scanner error."""
    lines = text.splitlines() or [""]
    mark = _mark(error)
    line = min(mark.line if mark else 0, len(lines) - 1)
    column = mark.column if mark else 0
    if problem := _typed_near(lines, line, name):
        return problem
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    if reason in RUN_TOGETHER and (problem := _without_space(lines, line, name)):
        return problem
    if match := NO_DASH_SPACE.match(lines[line]):
        return _badly_put("dash", Position(name, line + 1, match.end() + 1))
    for at in (line, line - 1):
        if at >= 0 and BULLET.match(lines[at]):
            indent = len(lines[at]) - len(lines[at].lstrip())
            return _badly_put("bullet", Position(name, at + 1, indent + 1))
    if reason == NO_KEY and (before := lines[line][:column].rstrip()):
        closes = before.endswith(("]", "}"))
        reason = "after a bracket" if closes else "after a quote"
    return _badly_put(reason, Position(name, line + 1, column + 1))


def _typed_near(lines: Sequence[str], line: int, name: str) -> Problem | None:
    """Return what was typed wrongly on ``line`` or, where that is the cause, above."""
    if problem := _typed_wrong(lines[line], Position(name, line + 1, 1)):
        return problem
    above: dict[int, Problem] = {}
    for at in range(line - 1, -1, -1):
        problem = _typed_wrong(lines[at], Position(name, at + 1, 1))
        if problem:
            above[at] = problem
        elif at < line - LOOK_BACK:
            break
    cause = _cause(lines, line, list(above))
    return None if cause is None else above[cause]


def _cause(lines: Sequence[str], line: int, above: Sequence[int]) -> int | None:
    """Return which of some lines is at fault for an error on ``line``, if one is.

    To ask whether a line is takes reading the whole text, so only the nearest are
    asked one by one; one farther up is found by halving.
    """
    for asked, at in enumerate(above):
        if NEVER_RIGHT.match(lines[at]):
            return at
        if asked < MOST_ASKED and _reads_on(lines, line, [at]):
            return at
    if len(above) < 2 or not _reads_on(lines, line, above):
        return None
    counts = range(1, len(above) + 1)
    enough = bisect_left(
        counts, 1, key=lambda count: _reads_on(lines, line, above[:count])
    )
    last = above[min(enough, len(above) - 1)]
    return last if _reads_on(lines, line, [last]) else above[0]


def without_keys(text: str, name: str) -> Problem | None:
    """Return what makes a file one text, where that is every colon being full-width."""
    for at, line in enumerate(text.splitlines()):
        if COLON.match(line):
            return _typed_wrong(line, Position(name, at + 1, 1))
    return None


def _reads_on(lines: Sequence[str], line: int, blamed: Sequence[int]) -> bool:
    """Tell whether the text reads on past ``line`` once some lines are mended.

    A full-width mark is legal in most places, and the fault may be another one.
    """
    mended = list(lines)
    for at in blamed:
        mended[at] = _mended(lines[at])
    try:
        for _ in yaml.parse("\n".join(mended), Loader=LOADER):
            pass
    except yaml.YAMLError as error:
        mark = _mark(error)
        return mark is None or mark.line > line
    return True


def _mended(line: str) -> str:
    if match := COLON.match(line):
        return f"{line[: match.end(1)]}: {match[2]}"
    return line.translate(ASCII)


def _badly_put(reason: str, place: Position) -> Problem:
    """Return the problem for what a scanner says, or for a reason of our own."""
    zh, zh_hint = wording_zh.REASONS.get(reason, (reason, wording_zh.COMPARE))
    en, en_hint = wording_en.REASONS.get(reason, (reason, wording_en.COMPARE))
    said, hint = Text(zh, en), Text(zh_hint, en_hint)
    return CATALOGUE.problem("E107", place, reason=said, hint=hint)


def _without_space(lines: Sequence[str], line: int, name: str) -> Problem | None:
    for at in range(line, max(-1, line - LOOK_BACK - 1), -1):
        if match := NO_SPACE.match(lines[at]):
            return _badly_put("colon", Position(name, at + 1, match.end() + 1))
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
        mark = match[1] or match[2]
        found = f"U+{ord(mark):04X}" if mark.isspace() else mark
        at = _column(start, match.start(match.lastindex or 0))
        return CATALOGUE.problem("E106", at, found=found, wanted=MARKS[mark])
    return None


def _column(start: Position, offset: int) -> Position:
    return Position(start.file, start.line, offset + 1)
