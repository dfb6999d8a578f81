"""What diff asks of tables: many records in one call, each answered as if alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ruleengine.api.check import check_inputs
from ruleengine.authoring.difference.answers import ask_records, ask_table
from ruleengine.authoring.difference.difference import difference
from ruleengine.authoring.difference.sides import open_side
from ruleengine.authoring.difference.table_questions import records_of_cases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruleengine.base.outcome import Outcome

ITEMS = 12


@pytest.mark.parametrize("table", ["T08", "T11", "T12"])
def test_records_asked_together_are_answered_as_alone(
    table: str, tmp_path: Path
) -> None:
    side = open_side("ptdata", "ptdata", tmp_path)
    full = f"ptdata/{table}"
    questions = [*records_of_cases(full, (side, side))][::15]
    plan = side.rules.tables()[full]
    items = [next(iter(field.rules.values())).id for field in plan.fields]
    elements = [item.rpartition(".")[0] for item in items]
    elements += [check.rule.id for check in plan.checks]
    answers = []
    for element in elements:
        alone = [ask_table(side.rules, each, element) for each in questions]
        assert [*ask_records(side.rules, questions, element)] == alone
        answers += alone
    assert any(answer.findings for answer in answers)


def table_of(length: int) -> str:
    fields = (
        f"  - {{no: {at}, key: k{at}, name: 项{at}, type: string, "
        f"format: an..{length}, required: always}}\n"
        for at in range(1, ITEMS + 1)
    )
    return "kind: field-table\nid: T\ntitle: 表\nfields:\n" + "".join(fields)


def test_an_item_is_asked_about_in_one_call_to_each_side(
    small: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def counted(*arguments: Any) -> Outcome:
        calls.append(arguments)
        return check_inputs(*arguments)

    monkeypatch.setattr("ruleengine.api.check.check_inputs", counted)
    new = small(t__yaml=table_of(9)).rename(tmp_path / "new")
    found = difference(str(small(t__yaml=table_of(5))), str(new))
    assert [change.kind for change in found.changes] == ["looser"] * ITEMS
    assert len(calls) == 2 * ITEMS
