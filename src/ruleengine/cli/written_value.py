"""``name=value`` as typed -> values in a mapping; names may lead into lists."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.base.lexical import whole
from ruleengine.base.problem import UsageError
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from collections.abc import Mapping

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
STEP = re.compile(r"\.?([^.\[\]]+)|\[([1-9][0-9]{0,3})\]")
CONSTANTS: Mapping[str, object] = {"true": True, "false": False, "null": None}
Step = str | int


def value_of(typed: str) -> Any:
    """Return what a typed value means: number, true, false, null, JSON, else text.

    Numbers with leading zeros stay text, because codes look like that.

    Raises:
        UsageError: it starts like JSON but is none.
    """
    if typed in CONSTANTS:
        return CONSTANTS[typed]
    if NUMBER.fullmatch(typed):
        return Decimal(typed)
    if typed[:1] in {"[", "{", '"'}:
        return json_value(typed, typed)
    return typed


def json_value(written: str, name: str) -> Any:
    """Return the value of a JSON text with exact numbers.

    Raises:
        UsageError: the text is no JSON, is nested too deep, or gives a name twice.
    """
    try:
        return json.loads(
            written,
            parse_int=whole,
            parse_float=partial(_exact, name),
            parse_constant=partial(_refuse, name),
            object_pairs_hook=partial(_members, name),
        )
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
    except RecursionError as error:
        raise UsageError(text("json-deep", file=name)) from error
    raise UsageError(text("not-json", file=name, **where))


def _members(file: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the members of an object; which of two values counts is not guessed."""
    members = dict(pairs)
    if len(members) < len(pairs):
        times = Counter(name for name, _ in pairs)
        twice = next(name for name in times if times[name] > 1)
        raise UsageError(text("member-twice", file=file, name=twice))
    return members


def _exact(file: str, written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation as error:  # its exponent has twenty digits or so
        raise UsageError(text("json-number", file=file, name=written)) from error


def _refuse(file: str, name: str) -> Any:
    """Refuse ``NaN`` and ``Infinity``, which Python reads although JSON has none."""
    raise UsageError(text("json-number", file=file, name=name))


def put(values: dict[str, Any], path: str, value: object, flag: str) -> None:
    """Set a value under a name such as ``staff`` or ``sites[1].staff``.

    Args:
        values: the mapping that is changed.
        path: names joined by dots, places in lists counted from 1.
        value: what to set there.
        flag: the flag that this came from, for the error.

    Raises:
        UsageError: the path is not written right or does not fit what is there.
    """
    way = _Way(path, flag)
    steps = way.steps()
    here: Any = values
    for step, following in pairwise(steps):
        empty: Any = [] if isinstance(following, int) else {}
        here = way.enter(here, step, empty, replace=False)
    way.enter(here, steps[-1], value, replace=True)


@frozen
class _Way:
    """A path as typed after a flag."""

    path: str
    flag: str

    def steps(self) -> list[Step]:
        steps: list[Step] = []
        at = 0
        while at < len(self.path):
            match = STEP.match(self.path, at)
            if not match or (at == 0) != (match[0][0] not in ".["):
                raise self.wrong("not-a-path")
            steps.append(int(match[2]) if match[2] else match[1])
            at = match.end()
        if not steps:
            raise self.wrong("not-a-path")
        return steps

    def enter(self, here: Any, step: Step, value: Any, *, replace: bool) -> Any:
        """Return what stands at ``step``, put there if it is new or to be replaced."""
        if isinstance(step, int):
            return self._enter_list(here, step, value, replace=replace)
        if not isinstance(here, dict):
            raise self.wrong("path-conflict")
        if replace or step not in here:
            here[step] = value
        return here[step]

    def _enter_list(self, here: Any, place: int, value: Any, *, replace: bool) -> Any:
        if not isinstance(here, list):
            raise self.wrong("path-conflict")
        if place > len(here) + 1:
            raise self.wrong("path-gap")
        if place > len(here):
            here.append(value)
        elif replace:
            here[place - 1] = value
        return here[place - 1]

    def wrong(self, key: str) -> UsageError:
        """Return the error for this path."""
        return UsageError(text(key, flag=self.flag, name=self.path))
