"""Values worth trying: what the texts of both sides name, and what lies beside it.

In: nodes and texts. Out: values as people would submit them.
"""

from __future__ import annotations

import calendar
import datetime as dt
import random
import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, product, zip_longest
from typing import TYPE_CHECKING, Any

from ruleengine.source.node import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruleengine.source.node import Node

NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?![\w])")
FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
WORD = re.compile(r'"((?:[^"\\]|\\.)*)"')
DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
PERIOD = re.compile(r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?")
LIMIT = 300
"""Variations of one case that are asked of both sides."""
LONGEST_SPAN = 1500
"""Days beyond which a figure in a condition is none of days."""
MOST_OF_AXIS = 40
"""Values of one key that are paired with those of another."""


@dataclass(frozen=True, slots=True)
class Named:
    """What texts name: figures, words, days and periods."""

    figures: tuple[Decimal, ...] = ()
    words: tuple[str, ...] = ()
    days: tuple[dt.date, ...] = ()
    periods: tuple[tuple[int, int], ...] = field(default=())
    """(months, days)."""


def named_in(nodes: Iterable[Node]) -> Named:
    """Return what nodes name."""
    text = "\n".join(map(one_line, nodes))
    words = dict.fromkeys(found[1] for found in WORD.finditer(text))
    figures = dict.fromkeys(Decimal(found[0]) for found in NUMBER.finditer(text))
    days = [day for word in DAY.finditer(text) if (day := _day(word))]
    periods = [_period(word) for word in words]
    return Named(
        figures=tuple(figures),
        words=tuple(word for word in words if not PERIOD.fullmatch(word)),
        days=tuple(dict.fromkeys(days)),
        periods=tuple(dict.fromkeys(p for p in periods if p)),
    )


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _period(word: str) -> tuple[int, int] | None:
    found = PERIOD.fullmatch(word)
    if found is None or word == "P":
        return None
    years, months, days = (int(part or 0) for part in found.groups())
    return 12 * years + months, days


def day_of(value: object) -> dt.date | None:
    """Return a submitted value as a day, if it is one."""
    if isinstance(value, dt.date):
        return value
    found = DAY.fullmatch(str(value))
    return _day(found) if found else None


def as_day(day: dt.date, like: object) -> str:
    """Write a day as another value is written: with hyphens or without."""
    return day.isoformat() if "-" in str(like) else day.strftime("%Y%m%d")


def beside(value: Decimal) -> Iterator[Decimal]:
    """Yield a figure with those one last digit, and one whole, away."""
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    for away in dict.fromkeys((Decimal(0), -step, step, Decimal(-1), Decimal(1))):
        yield value + away


def figures(named: Named, extra: Iterable[object] = ()) -> list[str]:
    """Return every figure named and those beside it."""
    every = [*named.figures, *(Decimal(str(v)) for v in extra if _is_figure(v))]
    return list(dict.fromkeys(f"{near:f}" for each in every for near in beside(each)))


def figures_around(named: Named, now: object) -> list[str]:
    """Return what lies a named figure away from a value, and just beside that."""
    if not _is_figure(now):
        return []
    value = Decimal(str(now))
    away = [near for figure in named.figures for near in beside(figure)]
    return [f"{value + move * sign:f}" for move in away for sign in (1, -1)]


def _is_figure(value: object) -> bool:
    if isinstance(value, int | Decimal):
        return not isinstance(value, bool)
    return isinstance(value, str) and FIGURE.fullmatch(value) is not None


def days(named: Named, known: Iterable[object], like: object) -> list[str]:
    """Return days named or known, one away from them, and a period away."""
    every = [*named.days, *(day for value in known if (day := day_of(value)))]
    every = list(dict.fromkeys(every))
    spans = [*named.periods, *_spans(named.figures)]
    moves = [(0, 0), *spans, *((-months, -extra) for months, extra in spans)]
    # Every day gets its turn with a move before the next move is made.
    found = [moved for move in moves for day in every for moved in _around(day, move)]
    return [as_day(day, like) for day in dict.fromkeys(found)]


def _spans(figures: Iterable[Decimal]) -> Iterator[tuple[int, int]]:
    """Yield figures as spans of days, and as so many working days without holidays."""
    for figure in figures:
        if figure == figure.to_integral_value() and 0 < figure <= LONGEST_SPAN:
            yield 0, int(figure)
            yield 0, int(figure) * 7 // 5


def _around(day: dt.date, move: tuple[int, int]) -> Iterator[dt.date]:
    months, extra = move
    moved = _later(day, months)
    for away in (0, -1, 1):
        try:
            yield moved + dt.timedelta(days=extra + away)
        except OverflowError:
            continue


def _later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= dt.MAXYEAR:
        return day
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def varied(
    base: Mapping[str, Any],
    axes: Mapping[str, Sequence[Any]],
    limit: int = LIMIT,
) -> Iterator[dict[str, Any]]:
    """Yield a base, then with one value exchanged, then with two.

    Args:
        base: the values to start from.
        axes: key -> other values to try.
        limit: how many are given at most; every axis gets its turn before any ends.
    """
    yield dict(base)
    ones = [[(key, value) for value in values] for key, values in axes.items()]
    turns = (one for turn in zip_longest(*ones) for one in turn if one is not None)
    singles = [(k, v) for k, v in turns if base.get(k) != v][: 2 * limit // 3]
    for key, value in singles:
        yield {**base, key: value}
    pairs = [
        ((one, a), (other, b))
        for one, other in combinations(axes, 2)
        for a, b in product(axes[one][:MOST_OF_AXIS], axes[other][:MOST_OF_AXIS])
    ]
    room = limit - len(singles)
    if len(pairs) > room:
        pairs = random.Random(0).sample(pairs, room)  # noqa: S311  # repeatable, guards nothing
    for first, second in pairs:
        yield {**base, first[0]: first[1], second[0]: second[1]}
