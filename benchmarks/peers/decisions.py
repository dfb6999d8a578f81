"""The audit-time table in zen-engine, bkflow-feel and by hand."""

from __future__ import annotations

import json
from bisect import bisect_right
from decimal import Decimal
from typing import Any

from benchmarks.runner import Runner

BANDS = (
    (1, "1.5"), (6, "2"), (11, "2.5"), (16, "3"), (26, "4"), (46, "5"), (66, "6"),
    (86, "7"), (126, "8"), (176, "9"), (276, "10"), (426, "11"), (626, "12"), (876, "13"),
    (1176, "14"), (1551, "15"), (2026, "16"), (2676, "17"), (3451, "18"), (4351, "19"),
    (5451, "20"), (6801, "21"), (8501, "22"),
)  # fmt: skip
"""First head count of each band, and its days."""
LAST = 10_700
_STARTS = [start for start, _ in BANDS]
_DAYS = [Decimal(days) for _, days in BANDS]


class Bisection(Runner):
    """Hand-written: one bisection for each input."""

    name = "limit: hand-written bisection"

    def check(self, data: Any) -> Any:
        days, starts = _DAYS, _STARTS
        return [days[bisect_right(starts, each["staff"]) - 1] for each in data]


class Zen(Runner):
    """zen-engine, one evaluation for each input."""

    name = package = "zen-engine"
    note = "binary floats"

    def setup(self) -> None:
        import zen  # noqa: PLC0415  one peer at a time

        content = json.dumps(_jdm())
        self.decision = zen.ZenEngine().create_decision(content)

    def check(self, data: Any) -> Any:
        evaluate = self.decision.evaluate
        return [evaluate(each)["result"]["days"] for each in data]


def _jdm() -> dict[str, Any]:
    ends = [*(start - 1 for start in _STARTS[1:]), LAST]
    rules = [
        {"_id": str(at), "in": f"[{start}..{end}]", "out": days}
        for at, ((start, days), end) in enumerate(zip(BANDS, ends, strict=True))
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": "in", "name": "staff", "field": "staff"}],
        "outputs": [{"id": "out", "name": "days", "field": "days"}],
        "rules": rules,
    }
    nodes = [
        {"id": "a", "type": "inputNode", "name": "request"},
        {"id": "b", "type": "decisionTableNode", "name": "days", "content": table},
        {"id": "c", "type": "outputNode", "name": "response"},
    ]
    edges = [
        {"id": "d", "sourceId": "a", "targetId": "b", "type": "edge"},
        {"id": "e", "sourceId": "b", "targetId": "c", "type": "edge"},
    ]
    return {"nodes": nodes, "edges": edges}


class BkflowFeel(Runner):
    """bkflow-feel: one FEEL expression of nested conditions."""

    name = package = "bkflow-feel"
    note = "parses the expression each time; binary floats"
    share = 2000

    def setup(self) -> None:
        from bkflow_feel.api import parse_expression  # noqa: PLC0415  one peer at a time

        self.parse = parse_expression
        ordered = reversed(BANDS)
        self.expression = " ".join(f"if staff >= {start} then {days} else" for start, days in ordered) + " 0"

    def check(self, data: Any) -> Any:
        return [self.parse(self.expression, each) for each in data]
