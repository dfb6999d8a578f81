"""Finding -> one row of the HTML page; sentences in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.report.markup import bilingual, label, safe
from ruleengine.report.place import (
    place_words,
    read_name,
    record_words,
    spot_words,
)
from ruleengine.report.sentence import expected_words, sentence
from ruleengine.report.visible import shortened

if TYPE_CHECKING:
    from ruleengine.base.finding import Finding, Fix

COLUMNS = (
    "severity",
    "record",
    "name",
    "value",
    "message",
    "expected",
    "fix",
    "clause",
)
_VALUE_LIMIT = 80


def finding_row(finding: Finding, group: int, *, with_file: bool) -> str:
    """Return the row of a finding.

    Args:
        finding: what was found.
        group: the number its group goes by in the page.
        with_file: whether its file is named; of one file alone it would only fill lines.
    """
    at_words = place_words if with_file else spot_words
    place = bilingual(lambda words: at_words(finding.at, words))
    record = bilingual(lambda words: record_words(finding, words))
    cells = (
        f"<td class=s>{label(f'severity.{finding.severity}')}</td>",
        f"<td>{record}<small>{place}</small></td>",
        f"<td>{_item(finding)}</td>",
        f"<td class=v>{safe(shortened(finding.value or '', _VALUE_LIMIT))}</td>",
        f"<td>{bilingual(lambda words: sentence(finding, words.language))}</td>",
        f"<td>{bilingual(lambda words: expected_words(finding, words.language))}</td>",
        f"<td>{_fix(finding.fix)}</td>",
        f"<td>{safe(finding.clause)}<small>{safe(finding.rule)}</small></td>",
    )
    return f'<tr class="{finding.severity}" data-g="{group}">{"".join(cells)}</tr>'


def _item(finding: Finding) -> str:
    field = finding.field
    if field is None:
        return safe(read_name(finding))
    number = "" if field.no is None else f"<small>{field.no}</small>"
    return f"{safe(field.name)}{number}"


def _fix(fix: Fix | None) -> str:
    if fix is None:
        return ""
    value = safe(shortened(fix.value, _VALUE_LIMIT))
    sure = "" if fix.certain else f"<small>{label('fix.unsure')}</small>"
    return f"<span class=f>{value}</span>{sure}"
