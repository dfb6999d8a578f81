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
    """zen-engine in its loop mode: one call for all inputs."""

    name = package = "zen-engine"
    note = "loop mode; binary floats"

    def setup(self) -> None:
        import zen

        looped = {"executionMode": "loop", "inputField": "items", "outputPath": "found"}
        self.decision = zen.ZenEngine().create_decision(json.dumps(_jdm(looped)))

    def check(self, data: Any) -> Any:
        found = self.decision.evaluate({"items": data})["result"]["found"]
        return [each["days"] for each in found]


class ZenOneByOne(Zen):
    """zen-engine, one call for each input."""

    name = "zen-engine, call by call"
    note = "binary floats"
    share = 20

    def setup(self) -> None:
        import zen

        self.decision = zen.ZenEngine().create_decision(json.dumps(_jdm({})))

    def check(self, data: Any) -> Any:
        evaluate = self.decision.evaluate
        return [evaluate(each)["result"]["days"] for each in data]


def _jdm(mode: dict[str, Any]) -> dict[str, Any]:
    ends = [*(start - 1 for start in _STARTS[1:]), LAST]
    rules = [
        {"_id": str(end), "in": f"<= {end}", "out": days}
        for (_, days), end in zip(BANDS, ends, strict=True)
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": "in", "name": "staff", "field": "staff"}],
        "outputs": [{"id": "out", "name": "days", "field": "days"}],
        "rules": rules,
        **mode,
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
    """bkflow-feel: it has no tables and no "if", so a row is a comparison, parsed once."""

    name = package = "bkflow-feel"
    note = "comparisons only; rows gone through in Python"
    share = 20

    def setup(self) -> None:
        import bkflow_feel

        def parsed(text: str) -> Any:
            return bkflow_feel.transformer.transform(bkflow_feel.parser.parse(text))

        self.rows = [
            (parsed(f"staff >= {low}"), Decimal(days)) for low, days in BANDS[::-1]
        ]

    def check(self, data: Any) -> Any:
        return [
            next(days for row, days in self.rows if row.evaluate(each)) for each in data
        ]
