"""One decision for the rows of a file -> a table for spreadsheets, or lines to read.

In: for each row what stood there and the published form of its result. Out: csv with the
columns of the file and those of the outputs; or text, a line for each row.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.report.figures import FIGURE, measured, value_words
from ruleengine.report.place import spot_words
from ruleengine.report.result_lines import (
    DECIDE,
    basis_lines,
    finding_line,
    finding_lines,
)
from ruleengine.report.to_csv import MARK, harmless
from ruleengine.report.units import unit_words
from ruleengine.report.visible import visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.base.finding import Place
    from ruleengine.base.text import Language
    from ruleengine.report.wording import Wording


@frozen
class Heading:
    """A column of figures or words, as the decision calls it."""

    key: str
    name: str
    unit: str = ""


@frozen
class ComputedRow:
    """One row of the file."""

    at: Place
    given: Mapping[str, str]
    """Heading or key -> value, as it stands in the file."""
    result: Mapping[str, Any]
    """``compute(...).to_dict()`` of it, in one language."""


@frozen
class ComputedRows:
    """All rows of the file."""

    decision: str
    beside: Sequence[str]
    """The headings of columns that are no input."""
    inputs: Sequence[Heading]
    """The inputs that have a column."""
    outputs: Sequence[Heading]
    rows: Sequence[ComputedRow]
    findings: Sequence[Mapping[str, Any]]
    """What is wrong with the file."""


def to_csv(computed: ComputedRows, language: Language) -> str:
    """Return csv that a spreadsheet opens rightly: a line for each row of the file."""
    words = wording(language)
    stream = io.StringIO(newline="")
    stream.write(MARK)
    table = csv.writer(stream)
    table.writerow(harmless(_header(computed, words)))
    table.writerows(_cells(row, computed, words) for row in computed.rows)
    return stream.getvalue()


def _header(computed: ComputedRows, words: Wording) -> list[str]:
    known = (*computed.inputs, *computed.outputs)
    return [
        *map(visible, computed.beside),
        *(_title(each, words) for each in known),
        words.labels["derivation.decide"],
        words.labels["heading.findings"],
    ]


def _title(heading: Heading, words: Wording) -> str:
    name = visible(heading.name or heading.key)
    if not heading.unit:
        return name
    unit = visible(unit_words(heading.unit, words.language))
    return words.phrases["titled-unit"].format(name=name, unit=unit)


def _cells(row: ComputedRow, computed: ComputedRows, words: Wording) -> list[str]:
    outputs = row.result["outputs"]
    given = [*computed.beside, *(each.key for each in computed.inputs)]
    cells = [
        *(visible(row.given.get(name, "")) for name in given),
        *(_figure(outputs.get(each.key), words) for each in computed.outputs),
        _joined(outputs.get(DECIDE) or (), words),
        _joined([_said(each, words) for each in row.result["findings"]], words),
    ]
    return [cell if FIGURE.fullmatch(cell) else harmless([cell])[0] for cell in cells]


def _figure(value: Any, words: Wording) -> str:
    if value is None:
        return ""
    # A figure with all its digits: others go on computing with it.
    return value if isinstance(value, str) else value_words(value, words)


def _joined(texts: Sequence[str], words: Wording) -> str:
    return words.phrases["join"].join(map(visible, texts))


def _said(finding: Mapping[str, Any], words: Wording) -> str:
    said: str = finding["message"][words.language]
    return said


def to_text(computed: ComputedRows, language: Language) -> str:
    """Return what came out of each row, and what is wrong, in lines."""
    return "".join(f"{line}\n" for line in _page(computed, wording(language)))


def _page(computed: ComputedRows, words: Wording) -> Iterator[str]:
    yield visible(computed.decision)
    if computed.rows:
        yield from basis_lines(computed.rows[0].result, words)
    yield from finding_lines(computed.findings, words)
    for row in computed.rows:
        yield ""
        yield from _lines(row, computed, words)


def _lines(row: ComputedRow, computed: ComputedRows, words: Wording) -> Iterator[str]:
    result = row.result
    beside = (row.given.get(heading) for heading in computed.beside)
    yield "  ".join(
        [spot_words(row.at, words), *(visible(each) for each in beside if each)]
    )
    if not result["ok"]:
        yield f"  {words.labels['computed.failed']}"
    else:
        for each in computed.outputs:
            value = result["outputs"].get(each.key)
            yield f"  {_name(each)} = {measured(value, each.unit, words)}"
        for question in result["outputs"].get(DECIDE) or ():
            yield f"  {words.labels['derivation.decide']}  {visible(question)}"
    yield from (finding_line(each, words) for each in result["findings"])


def _name(heading: Heading) -> str:
    return visible(f"{heading.key}  {heading.name}".rstrip())
