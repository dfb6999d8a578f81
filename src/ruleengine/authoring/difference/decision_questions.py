"""Questions about decisions that changed.

For the rows of a decision table the answer is exact: every input is cut at every edge
that either version names, and one value of each piece is asked of both. For formulas it
is a search over the cases and values near the figures in the texts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, cast

from ruleengine.authoring.difference.answers import Question
from ruleengine.authoring.difference.candidates import (
    LIMIT,
    day_of,
    days,
    figures,
    named_in,
    varied,
)
from ruleengine.source.node import Listing, Mapping, Scalar
from ruleengine.table import CellError, IntervalSet, ValueSet, everything, parse_cell
from ruleengine.table.atoms import Atoms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.authoring.difference.candidates import Named
    from ruleengine.authoring.difference.elements import Pair
    from ruleengine.authoring.difference.sides import Side
    from ruleengine.table import CellSet, Kind

ONE_DAY = dt.timedelta(days=1)
MOST_PIECES = 4000
"""Pieces of the inputs that are all asked; beyond, they are searched."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Questions, and whether they leave nothing out."""

    questions: tuple[Question, ...]
    exact: bool


def questions_about_rows(
    full: str, old: Mapping, new: Mapping, pairs: Sequence[Pair]
) -> Inquiry:
    """Return what to ask about a decision table.

    Args:
        full: its full id.
        old: the file in the old version.
        new: the file in the new version.
        pairs: what differs; when only rows do, only their inputs are asked.
    """
    axes = [_axis(datum, old, new) for datum in new.mappings("inputs")]
    rows = [p for p in pairs if p.either.part == "rows" and not p.is_wording]
    everywhere = any(
        not pair.is_wording and pair.either.part != "rows" for pair in pairs
    )
    moments = _moments([*old.mappings("rows"), *new.mappings("rows")])
    boxes: list[list[list[Any]]] = []
    if everywhere or not rows:
        boxes.append([*(axis.pieces for axis in axes), moments])
    else:
        for pair in rows:
            within = [d for d in moments if any(_holds_on(d, n) for n in pair.nodes)]
            boxes.append([*(axis.within(pair.nodes) for axis in axes), within])
    exact = all(axis.exact for axis in axes)
    found: dict[tuple[Any, ...], None] = {}
    for box in boxes:
        if prod(map(len, box)) > MOST_PIECES:
            exact = False
            box = [pieces[: max(2, MOST_PIECES // 500)] for pieces in box]  # noqa: PLW2901  # cut down
        found |= dict.fromkeys(product(*box))
    keys = [axis.key for axis in axes]
    questions = (
        Question(full, dict(zip(keys, values, strict=True)), as_of=day)
        for *values, day in found
    )
    return Inquiry(tuple(questions), exact)


def _moments(rows: Sequence[Mapping]) -> list[str | None]:
    """Return one day of each piece into which the validity of rows cuts time."""
    starts = {day for row in rows if (day := day_of(row.text("from")))}
    ends = {day for row in rows if (day := day_of(row.text("until")))}
    edges = sorted(starts | {day + ONE_DAY for day in ends if day < dt.date.max})
    if not edges:
        return [None]
    before = edges[0] - ONE_DAY if edges[0] > dt.date.min else edges[0]
    return [day.isoformat() for day in dict.fromkeys((before, *edges))]


def _holds_on(day: str | None, row: Mapping) -> bool:
    if day is None:
        return True
    since, until = (day_of(row.text(key)) for key in ("from", "until"))
    moment = dt.date.fromisoformat(day)
    return (since or moment) <= moment <= (until or moment)


@dataclass(frozen=True, slots=True)
class _Axis:
    """One input of a decision table, cut at every edge of both versions."""

    key: str
    kind: Kind
    pieces: list[Any]
    exact: bool

    def within(self, rows: Sequence[Mapping]) -> list[Any]:
        """Return the pieces that lie in a cell of any of these rows."""
        cells = [_cell(row.get(self.key), self.kind) for row in rows]
        if any(cell is None for cell in cells):
            return self.pieces
        return [
            piece
            for piece in self.pieces
            if any(cell.contains(piece) for cell in cells if cell is not None)
        ]


def _axis(datum: Mapping, old: Mapping, new: Mapping) -> _Axis:
    key = datum.text("key")
    kind = cast("Kind", datum.text("type", "string"))
    texts = [row.get(key) for side in (old, new) for row in side.mappings("rows")]
    both = [i for s in (old, new) for i in s.mappings("inputs") if i.text("key") == key]
    texts += [item.get("covers") for item in both]
    cells = [_cell(text, kind) for text in texts if text is not None]
    known = [cell for cell in cells if cell is not None]
    listed = [value for item in both for value in item.texts("values")]
    pieces = _pieces(kind, known, listed)
    if any(item.value("optional") is True or "default" in item for item in both):
        pieces.append(None)
    return _Axis(key, kind, pieces, len(known) == len(cells))


def _cell(node: Any, kind: Kind) -> CellSet | None:
    text = node.text if isinstance(node, Scalar) else "-"
    if isinstance(node, Listing):
        text = ", ".join(item.text for item in node.items if isinstance(item, Scalar))
    try:
        return parse_cell(text, kind)
    except CellError:
        return None


def _pieces(kind: Kind, cells: Sequence[CellSet], listed: Sequence[str]) -> list[Any]:
    """Return one value of each piece that the cells cut the axis into."""
    if kind == "boolean":
        return [True, False]
    if kind == "string":
        words = [v for c in cells if isinstance(c, ValueSet) for v in c.edges()]
        known = dict.fromkeys([*listed, *(w for w in words if isinstance(w, str))])
        other = ValueSet.of("string", None, *known).complement().witness()
        return [*known, other]
    pieces = _cut([c for c in cells if isinstance(c, IntervalSet)], kind)
    found = {piece.witness() for piece in pieces} - {None}
    for piece in pieces:
        found |= set(piece.edges()) if kind != "number" else set()
    return sorted(found, key=lambda value: (isinstance(value, dt.date), value))


def _cut(cells: Sequence[IntervalSet], kind: Kind) -> list[IntervalSet]:
    """Return the pieces of an axis that are wholly within or outside each cell."""
    whole = everything(kind, null=False)
    atoms = Atoms([(whole,), *((cell,) for cell in cells)])
    pieces = [atoms.bits((whole,))]
    for cell in dict.fromkeys(cells):
        (within,) = atoms.bits((cell,))
        pieces = [
            (part,)
            for (piece,) in pieces
            for part in (piece & within, piece & ~within)
            if part
        ]
    sets = (atoms.box(piece)[0] for piece in pieces)
    return [each for each in sets if isinstance(each, IntervalSet)]


def questions_about_formulas(
    full: str, sides: tuple[Side, Side], files: tuple[Mapping, Mapping]
) -> Inquiry:
    """Return what to ask about a calculation: the cases and what lies near them."""
    bases = list(inputs_of_cases(full, sides))
    found: list[Question] = list(bases)
    data = {item.text("key"): item for f in files for item in f.mappings("inputs")}
    named = named_in(files)
    for base in bases[:: max(1, len(bases) // 12)] or [Question(full, {})]:
        axes = {
            key: [None, *_values(item, base.given.get(key), named)]
            for key, item in data.items()
        }
        for given in varied(base.given, axes):
            if len(found) < 6 * LIMIT:
                found.append(Question(full, given, readings=base.readings))
    return Inquiry(tuple(found), exact=False)


def inputs_of_cases(full: str, sides: tuple[Side, Side]) -> Iterator[Question]:
    """Yield the inputs of the cases of a decision."""
    for side in sides:
        for cases, case in side.cases.get(full, ()):
            given = {**cases.base, **(case.inputs or case.change or {})}
            yield Question(full, given, readings=case.readings, as_of=case.as_of)


def _values(datum: Mapping, now: Any, named: Named) -> list[Any]:
    match datum.text("type"):
        case "boolean":
            return [True, False]
        case "integer":
            every = figures(named, [now] if now is not None else [])
            return list(dict.fromkeys(v for v in every if "." not in v))[:40]
        case "number":
            return figures(named, [now] if now is not None else [])[:40]
        case "date":
            return days(named, [now] if day_of(now) else [], now or "2026-01-01")[:40]
        case "list":
            return _lists(datum, now if isinstance(now, list) else [], named)
        case "context":
            return _contexts(datum, now if isinstance(now, dict) else {}, named)
        case _:
            return [*datum.texts("values"), *named.words][:40]


def _lists(datum: Mapping, now: list[Any], named: Named) -> list[Any]:
    """Return lists with one item fewer, one twice, or another first one."""
    rest = now[1:]
    firsts = (
        _contexts(datum, now[0], named)
        if now and isinstance(now[0], dict)
        else [*named.words, *figures(named)]
    )
    return [[], rest, [*now[:1], *now], *([first, *rest] for first in firsts)]


def _contexts(datum: Mapping, now: dict[str, Any], named: Named) -> list[Any]:
    """Return contexts with one value exchanged or left out."""
    items = datum.mappings("items")
    without = {
        item.text("key"): {k: v for k, v in now.items() if k != item.text("key")}
        for item in items
    }
    changed = (
        {**without[key], key: value}
        for item in items
        for key in (item.text("key"),)
        for value in _values(item, now.get(key), named)
    )
    return [*without.values(), *changed]
