"""Outcome -> CSV that a spreadsheet opens rightly: one finding a row.

Begins with a byte-order mark (else Chinese comes out damaged) and no cell can be taken
for a formula. What was not checked has no row here; the other formats tell it.
"""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from ruleengine.report.rows import header, row

if TYPE_CHECKING:
    from ruleengine.base.outcome import Outcome
    from ruleengine.report.options import Options

MARK = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def write(outcome: Outcome, stream: IO[str], options: Options) -> None:
    """Write all findings; the stream must be open with ``newline=""``."""
    stream.write(MARK)
    table = csv.writer(stream)
    table.writerow(header(options.languages))
    for finding in outcome.findings:
        table.writerow(harmless(row(finding, options.languages)))


def harmless(cells: list[str]) -> list[str]:
    """Return cells of which a spreadsheet takes none for a formula."""
    return [f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in cells]
