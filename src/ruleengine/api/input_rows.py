"""The rows of a file (csv, workbook, JSON lines) as inputs of one decision.

In: a file, a decision. Out: for each row what the decision asks for, and what stands
beside it: the name of an organisation, a remark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.record import FieldShape, TableShape
from ruleengine.readers.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ruleengine.base.finding import Finding, Place
    from ruleengine.base.record import TableInput, Value
    from ruleengine.compile.decisions import Decision
    from ruleengine.compile.decisions_data import CompiledDatum

_OF_PARTS = frozenset({"list", "context"})
"""Types of inputs that no cell holds."""


@frozen(guarded=True)
class InputRow:
    """One row."""

    at: Place
    inputs: Mapping[str, Value]
    """Key of an input -> value, as it stands in the file."""
    beside: Mapping[str, Value]
    """Heading of a column that is no input -> value."""


@frozen(guarded=True)
class InputRows:
    """The rows of a file."""

    beside: tuple[str, ...]
    """The headings of the columns that are no input."""
    rows: tuple[InputRow, ...]
    findings: tuple[Finding, ...]
    """What is wrong with the file, such as two columns for one input, or a column that is
    called nearly as an input."""


def input_rows(decision: Decision, path: Path) -> InputRows:
    """Read a file whose columns are called as the inputs of a decision, or otherwise.

    Raises:
        InputError: the file cannot be read, or holds no input of the decision.
    """
    inputs = [_shape(datum) for datum in decision.inputs if datum.type not in _OF_PARTS]
    tables, findings = _read(path, decision, inputs)
    beside: list[str] = []
    misspelt: list[Finding] = []
    # Only who knows a column gets its values; some headings nobody can be told.
    while more := [each for each in _unknown(findings) if each not in beside]:
        beside += more
        misspelt += (each for each in findings if each.params.get("suggestions"))
        others = [FieldShape(heading, (heading,)) for heading in beside]
        tables, findings = _read(path, decision, [*inputs, *others])
    keys = {shape.key for shape in inputs}
    rows = tuple(row for table in tables for row in _rows(table, keys))
    return InputRows(tuple(beside), rows, (*misspelt, *findings))


def _shape(datum: CompiledDatum) -> FieldShape:
    pattern = "YYYYMMDD" if datum.type == "date" else None
    return FieldShape(datum.key, (datum.name, datum.key), pattern)


_Records = list[tuple["Place", "Mapping[str, Value]"]]


def _read(
    path: Path, decision: Decision, fields: Sequence[FieldShape]
) -> tuple[list[_Records], tuple[Finding, ...]]:
    shape = TableShape(decision.id, (decision.id, decision.title), tuple(fields))
    found = read([path], [shape], table=decision.id).inputs
    tables = [_records(given) for given in found]
    # Complete when the records have been read.
    return tables, tuple(each for given in found for each in given.findings)


def _records(given: TableInput) -> _Records:
    place = given.locator.place
    return [(place(at, None), record) for at, record in enumerate(given.records, 1)]


def _unknown(findings: Iterable[Finding]) -> list[str]:
    """Return the headings of columns that are no input, in their order."""
    headings = (each.params.get("header") for each in findings if _is_beside(each))
    return list(dict.fromkeys(each for each in headings if isinstance(each, str)))


def _is_beside(finding: Finding) -> bool:
    return finding.kind == "unknown-field" and finding.reason == "unknown"


def _rows(table: _Records, keys: set[str]) -> Iterator[InputRow]:
    for at, record in table:
        yield InputRow(
            at,
            {key: value for key, value in record.items() if key in keys},
            {key: value for key, value in record.items() if key not in keys},
        )
