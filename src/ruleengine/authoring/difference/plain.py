"""Differences -> JSON, with the facts to ask both versions again."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from ruleengine.authoring.difference.result import summary
from ruleengine.authoring.difference.words import change_lines, name_of

if TYPE_CHECKING:
    from ruleengine.authoring.difference.against import Judged
    from ruleengine.authoring.difference.answers import Answer, Witness
    from ruleengine.authoring.difference.changes import Change
    from ruleengine.authoring.difference.result import Difference
    from ruleengine.base.position import Position


def write_json(difference: Difference, stream: IO[str]) -> None:
    """Write everything, with the facts to ask both versions again."""
    data: dict[str, Any] = {
        "difference": 1,
        "old": difference.old,
        "new": difference.new,
        "summary": summary(difference),
        "changes": [_plain(change) for change in difference.changes],
        "affected": [
            {
                "id": each.id,
                "title": each.title,
                "because_of": list(each.because_of),
                "cases": each.count,
                "witness": _plain_witness(each.witness),
            }
            for each in difference.affected
        ],
    }
    if difference.against is not None:
        data["against"] = [_plain_judged(each) for each in difference.against]
    json.dump(data, stream, ensure_ascii=False, indent=1, default=str)
    stream.write("\n")


def _plain(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "of": change.of,
        "title": change.title,
        "name": name_of(change),
        "kind": change.kind,
        "exact": change.exact,
        "details": [
            {
                "key": detail.key,
                "before": detail.before,
                "after": detail.after,
                "old": _plain_place(detail.old),
                "new": _plain_place(detail.new),
            }
            for detail in change.details
        ],
        "witness": _plain_witness(change.witnesses[0]) if change.witnesses else None,
        "witnesses": len(change.witnesses),
        "message": {
            "zh": " ".join(change_lines(change, "zh")),
            "en": " ".join(change_lines(change, "en")),
        },
    }


def _plain_place(position: Position | None) -> dict[str, Any] | None:
    if position is None:
        return None
    return {
        "file": position.file,
        "line": position.line,
        "column": position.column,
    }


def _plain_witness(witness: Witness) -> dict[str, Any]:
    question = witness.question
    return {
        "of": question.of,
        "given": dict(question.given),
        "records": [dict(each) for each in question.records],
        "others": {
            name: [dict(each) for each in records]
            for name, records in question.others.items()
        },
        "value": question.value,
        "readings": dict(question.readings),
        "as_of": question.as_of,
        "before": _plain_answer(witness.before),
        "after": _plain_answer(witness.after),
    }


def _plain_answer(answer: Answer) -> dict[str, Any]:
    return {
        "outputs": dict(answer.outputs),
        "units": dict(answer.units),
        "findings": [
            {"rule": rule, "severity": severity} for rule, severity in answer.findings
        ],
    }


def _plain_judged(each: Judged) -> dict[str, Any]:
    return {
        "table": each.table,
        "record": each.record,
        "file": each.file,
        "line": each.line,
        "gone": [" ".join(rule) for rule in each.gone],
        "new": [" ".join(rule) for rule in each.new],
    }
