"""Reports of earlier runs that stand beside the data they are about.

Comes in: the first rows of a sheet or file. Goes out: whether this is a report that
``validate`` wrote. The words are those of the reports; a test holds them equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FINDINGS = (
    frozenset({"建议是否确定", "条款编号", "现在的值"}),
    frozenset({"Proposal certain", "Clause ids", "Value"}),
    frozenset({"rule", "kind", "severity", "params", "message", "clauses"}),
    frozenset({"report", "tool", "rules", "summary", "not_checked"}),
)
"""Headers that stand together in a list of findings only, as a table or as JSON."""
OPEN = (
    frozenset({"规则", "数据表", "记录数", "原因"}),
    frozenset({"Rule", "Table", "Records", "Why"}),
)
"""All the headers over what was not checked."""
SUMMARY = (("检查报告", "规则日期"), ("Validation report", "Rules as of"))
"""First cells of the first and of the third row of a summary."""


def is_report(rows: Sequence[Mapping[int, str]]) -> bool:
    """Tell whether rows are the beginning of a report.

    Args:
        rows: column, counted from 1 -> text, of the rows that are not blank.
    """
    if not rows:
        return False
    first = frozenset(rows[0].values())
    if first in OPEN or any(marks <= first for marks in FINDINGS):
        return True
    return len(rows) > 2 and (rows[0].get(1), rows[2].get(1)) in SUMMARY
