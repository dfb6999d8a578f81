"""Steps of decision tables: cells, results, rows, what they cover, their hit policy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from ruleengine.authoring.mutation.datum_steps import datum_steps
from ruleengine.authoring.mutation.mutant import Step, retyped
from ruleengine.authoring.mutation.scalars import Spot, spots
from ruleengine.authoring.mutation.texts import beside
from ruleengine.source.node import Mapping, Scalar
from ruleengine.table import CellError, everything, parse_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.table import CellSet, Kind

FIGURES = {"integer", "number"}


def decision_table_steps(root: Mapping, called: tuple[str, ...]) -> Iterator[Step]:
    """Yield every step of a decision table.

    Args:
        root: the file.
        called: names of functions that its conditions may call.
    """
    table = root.text("id")
    inputs = {item.text("key"): item for item in root.mappings("inputs")}
    outputs = {item.text("key"): item for item in root.mappings("outputs")}
    for spot in spots(root, "inputs", table):
        yield from datum_steps(spot)
    for spot in spots(root, "outputs", table):
        yield from _output(spot)
    rows = list(spots(root, "rows", table))
    for number, spot in enumerate(rows):
        labelled = replace(spot, label=f"#{number + 1}")
        for key, datum in inputs.items():
            yield from _cell(labelled, key, datum)
        for key, output in outputs.items():
            yield from _result(labelled, key, output, rows)
        yield from labelled.cell("from")
        yield from labelled.cell("until")
        if len(rows) > 1:
            yield labelled.gone("row", "id")
    for spot in spots(root, "needs-decision", table):
        yield from spot.condition("when", (*called, *inputs, *outputs))


def _output(spot: Spot) -> Iterator[Step]:
    default = spot.node.get("default")
    if isinstance(default, Scalar):
        yield from _figures(spot, "default", spot.node.text("type"))
    yield from spot.figures("decimals")


def _cell(spot: Spot, key: str, datum: Mapping) -> Iterator[Step]:
    written = spot.node.get(key)
    if not isinstance(written, Scalar):
        yield from spot.items(key)
        return
    covers = _set(datum.text("covers"), datum)
    before = _asked(written.text, datum, covers)
    for step in spot.cell(key):
        assert isinstance(step.node, Scalar)
        after = _asked(step.node.text, datum, covers)
        # Where the table is not asked, nothing can tell the two apart.
        if before is None or after is None or before != after:
            yield step
    if datum.text("type") == "boolean" and written.text in {"true", "false"}:
        other = "false" if written.text == "true" else "true"
        yield spot.step(key, retyped(written, other), written.text, other)


def _set(text: str, datum: Mapping) -> CellSet | None:
    kind = cast("Kind", datum.text("type", "string"))
    if not text:
        return everything(kind) if kind in {"integer", "number", "date"} else None
    try:
        return parse_cell(text, kind)
    except CellError:
        return None


def _asked(text: str, datum: Mapping, covers: CellSet | None) -> CellSet | None:
    """Return the values of a cell that the table may be asked about."""
    values = _set(text, datum)
    if values is None or covers is None or type(values) is not type(covers):
        return None
    return values.intersection(covers)  # type: ignore[arg-type]  # of one type, as just seen


def _result(spot: Spot, key: str, output: Mapping, rows: list[Spot]) -> Iterator[Step]:
    written = spot.node.get(key)
    if not isinstance(written, Scalar):
        return
    yield from _figures(spot, key, output.text("type"))
    others = (row.node.text(key) for row in rows if key in row.node)
    other = _next_other(written.text, list(others))
    if other is not None and output.text("type") not in FIGURES:
        yield spot.step(key, retyped(written, other), written.text, other)


def _next_other(text: str, column: list[str]) -> str | None:
    """Return the next value of a column that is another one."""
    at = column.index(text)
    return next((other for other in column[at:] + column[:at] if other != text), None)


def _figures(spot: Spot, key: str, kind: str) -> Iterator[Step]:
    written = spot.node.get(key)
    if (
        kind not in FIGURES
        or not isinstance(written, Scalar)
        or isinstance(written.value, str | bool)
        or written.value is None
    ):
        return
    for other in beside(written.text):
        yield spot.step(key, retyped(written, other), written.text, other)
