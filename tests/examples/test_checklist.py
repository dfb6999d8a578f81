"""The requirements of a checklist stand in a code list and in a table: the same ones."""

from __future__ import annotations

from collections import defaultdict

import ruleengine


def test_the_table_of_a_stage_has_all_its_requirements() -> None:
    rules = ruleengine.load("santong-2026")
    by_stage: dict[str, list[str]] = defaultdict(list)
    for code, entry in rules.codes("santong/checklist-item").items():
        (stage,) = entry["parents"]
        by_stage[stage].append(code)
    assert sum(map(len, by_stage.values())) > len(by_stage) > 1
    for stage, codes in by_stage.items():
        told = rules.compute("santong/checklist-count", {"checked_stage": stage})
        outputs = told.to_dict()["outputs"]
        assert outputs["codes"].split("，") == codes
        assert outputs["items"] == str(len(codes))
