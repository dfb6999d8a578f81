"""Mutants: what is changed, what cases notice, what is said of those they do not."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ruleengine.authoring.difference import (
    wording_en as difference_en,
    wording_zh as difference_zh,
)
from ruleengine.authoring.mutation import report, wording_en, wording_zh
from ruleengine.authoring.mutation.conditions import edits_of_condition
from ruleengine.authoring.mutation.run import Outcome, Wish, _most_jobs, mutate
from ruleengine.authoring.mutation.texts import edits_of_cell
from ruleengine.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TABLE = """\
    kind: decision-table
    id: band
    title: 表1 分档
    inputs:
      - key: staff
        name: 人数
        type: integer
        covers: '>= 1'
    outputs:
      - key: days
        name: 天数
        type: number
    rows:
      - id: r01
        staff: 1-19
        days: 1
      - id: r02
        staff: 20+
        days: 2.5
    """
CASES = """\
    kind: cases
    of: band
    cases:
      - name: 一人
        inputs:
          staff: 1
        outputs:
          days: 1
      - name: 十九人
        inputs:
          staff: 19
        outputs:
          days: 1
      - name: 二十人
        inputs:
          staff: 20
        outputs:
          days: 2.5
      - name: 没有人
        inputs:
          staff: 0
        expect: [band.staff.domain]
      - name: 没有填
        inputs: {}
        expect: [band.staff.required]
    """
CALCULATION = """\
    kind: calculation
    id: fee
    title: 收费
    inputs:
      - key: yuan
        name: 元
        type: number
    steps:
      - key: half
        name: 一半
        type: number
        decimals: 2
        formula: 'yuan / 2'
      - key: whole
        name: 合计
        type: number
        decimals: 2
        formula: 'half * 2'
    outputs: [whole]
    """
UNNOTICED = ["band.r01.staff 19→18", "band.r02.staff 20→19"]
"""What no case tells without the one of 19."""
CASES_WITHOUT_19 = CASES.replace("staff: 19", "staff: 18")


class Texts(NamedTuple):
    text: str
    changed: set[str]


CELLS = (
    Texts("1-19", {"0-19", "2-19", "1-18", "1-20"}),
    Texts("> 5.0", {">= 5.0", "> 4.9", "> 5.1"}),
    Texts("[1..5)", {"(1..5)", "[0..5)", "[2..5)", "[1..4)", "[1..6)", "[1..5]"}),
    Texts('"A1", "B2"', {'"A1"', ' "B2"'}),
    Texts("2026-01-01", {"2025-12-31", "2026-01-02"}),
    Texts("-", set()),
)


@pytest.mark.parametrize("given", CELLS)
def test_a_cell_is_changed_by_one_step_at_a_time(given: Texts) -> None:
    changed = {edit.applied(given.text) for edit in edits_of_cell(given.text)}
    assert changed == given.changed


CONDITIONS = (
    Texts("a < 3", {"a <= 3", "a < 2", "a < 4"}),
    Texts("a = true", {"a != true", "a = false"}),
    Texts("a and b", {"b", "a", "not(a) and b", "a and not(b)", "a or b"}),
    Texts("not(a)", {"(a)"}),
    Texts("min(a, b)", {"max(a, b)"}),
    Texts(
        'a + duration("P3Y")',
        {
            'a - duration("P3Y")',
            'a + duration("P2Y")',
            'a + duration("P4Y")',
            'a + duration("P3M")',
        },
    ),
    Texts(
        "some x in a satisfies x > b",
        {
            "every x in a satisfies x > b",
            "some x in a satisfies not(x > b)",
            "some x in a satisfies x >= b",
        },
    ),
    Texts("a in [1..b]", {"a in (1..b]", "a in [1..b)", "a in [0..b]", "a in [2..b]"}),
    Texts("if a then b else c", {"if not(a) then b else c"}),
    Texts(
        "(some x in a satisfies b)",
        {"(every x in a satisfies b)", "(some x in a satisfies not(b))"},
    ),
    Texts("a < ( 5 )", {"a <= ( 5 )", "a < ( 4 )", "a < ( 6 )"}),
    Texts('a = (("b"))', {'a != (("b"))', 'a = (("b?"))'}),
    Texts("a in", set()),
)


@pytest.mark.parametrize("given", CONDITIONS)
def test_a_condition_is_changed_by_one_step_at_a_time(given: Texts) -> None:
    changed = {edit.applied(given.text) for edit in edits_of_condition(given.text, ())}
    assert changed == given.changed


def test_good_cases_notice_every_change(small: Callable[..., Path]) -> None:
    folder = small(band__yaml=TABLE, band__cases__yaml=CASES)
    outcome = mutate(folder, wish=Wish(jobs=1))
    assert [each.mutant.id for each in outcome.survivors] == []
    assert not outcome.failing
    assert report.scores(outcome)[0]["score"] == "100"


def test_what_no_case_notices_is_told_with_its_place(
    small: Callable[..., Path],
) -> None:
    folder = small(band__yaml=TABLE, band__cases__yaml=CASES_WITHOUT_19)
    outcome = mutate(folder, wish=Wish(jobs=1))
    assert [each.mutant.id for each in outcome.survivors] == UNNOTICED
    page = io.StringIO()
    report.write_text(outcome, page, "zh")
    first, _, last = page.getvalue().splitlines()
    assert first == (
        "small/p/band.yaml:15:14 没有用例能发现：表1 分档 第 1 行 staff 19→18"
        "  [band.r01.staff 19→18]"
    )
    assert last.startswith("p：改动 ")
    page = io.StringIO()
    report.write_json(outcome, page)
    told = json.loads(page.getvalue())["survivors"][0]
    assert told["message"]["en"] == ("no case would notice: 表1 分档 row 1 staff 19→18")
    assert (told["line"], told["column"]) == (15, 14)


def test_an_argued_survivor_does_not_count_and_a_needless_argument_is_told(
    small: Callable[..., Path],
) -> None:
    folder = small(band__yaml=TABLE, band__cases__yaml=CASES_WITHOUT_19)
    with (folder / "p" / "document.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "mutation:\n  equivalent:\n"
            "    - id: 'band.r01.staff 19→18'\n      why: 试验\n"
            "    - id: 'band.r02.staff 20→19'\n      why: 试验\n"
            "    - id: 'band.r02.days 2.5→2.4'\n      why: 试验\n"
        )
    outcome = mutate(folder, wish=Wish(jobs=1))
    assert not outcome.survivors
    assert outcome.stale == (("p", "band.r02.days 2.5→2.4"),)
    page = io.StringIO()
    report.write_text(outcome, page, "en")
    assert "2 argued as equivalent" in page.getvalue()


def test_files_left_out_by_name_are_not_changed(small: Callable[..., Path]) -> None:
    folder = small(band__yaml=TABLE)
    with (folder / "p" / "document.yaml").open("a", encoding="utf-8") as file:
        file.write("mutation:\n  leave-out:\n    - id: band\n      why: 照搬来的\n")
    assert mutate(folder, wish=Wish(jobs=1)).verdicts == ()


def test_a_case_that_fails_anyway_is_told_and_not_used(
    small: Callable[..., Path],
) -> None:
    cases = CASES.replace("staff: 19", "staff: 99")
    outcome = mutate(
        small(band__yaml=TABLE, band__cases__yaml=cases), wish=Wish(jobs=1)
    )
    assert [case.name for case in outcome.failing] == ["十九人"]
    assert [each.mutant.id for each in outcome.survivors] == UNNOTICED


def _told(outcome: Outcome) -> list[tuple[str, str]]:
    return [(each.mutant.id, each.fate) for each in outcome.verdicts]


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    first, again, other = (
        mutate("ilac", wish=Wish(sample=20, seed=seed, jobs=1)) for seed in (1, 1, 2)
    )
    assert _told(first) == _told(again)
    assert _told(first) != _told(other)
    assert len(_told(first)) == 20


def test_several_processes_answer_as_one_does() -> None:
    one, two = (mutate("ilac", wish=Wish(sample=160, jobs=jobs)) for jobs in (1, 2))
    assert _told(one) == _told(two)


@pytest.mark.parametrize(("system", "jobs"), [("linux", 128), ("win32", 60)])
def test_windows_gets_no_more_processes_than_it_can_wait_for(
    system: str, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert _most_jobs(Wish(jobs=128)) == jobs


def test_the_command_fails_when_a_change_survives(
    small: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small(band__yaml=TABLE, band__cases__yaml=CASES)
    assert main(["mutate", str(folder), "--lang", "en"]) == 0
    assert "score 100%" in capsys.readouterr().out
    folder = small(band__cases__yaml=CASES_WITHOUT_19)
    assert main(["mutate", str(folder), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["packs"][0]["survived"] == 2


def _changed(folder: Path) -> set[str]:
    outcome = mutate(folder, wish=Wish(jobs=1))
    return {each.mutant.id for each in outcome.verdicts}


def test_decimals_of_a_step_that_is_not_put_out_are_left_alone(
    small: Callable[..., Path],
) -> None:
    inner = {"fee.half.decimals 2→1", "fee.half.decimals 2→3"}
    assert inner.isdisjoint(_changed(small(fee__yaml=CALCULATION)))
    shown = CALCULATION.replace("[whole]", "[whole, half]")
    assert inner <= _changed(small(fee__yaml=shown))


@pytest.mark.parametrize(
    ("covers", "values", "is_dropped"),
    [
        ("2, 1", "[1, 2]", False),
        ("[1..2]", "[1, 2]", False),
        ("[1..3]", "[1, 2]", True),
        ("> 0", "[1, 2]", True),
        ("-", "[1, 2]", True),
    ],
)
def test_values_that_covers_names_again_are_not_dropped(
    small: Callable[..., Path], *, covers: str, values: str, is_dropped: bool
) -> None:
    both = f"covers: '{covers}'\n        values: {values}"
    folder = small(band__yaml=TABLE.replace("covers: '>= 1'", both))
    assert ("band.staff.values 1, 2→" in _changed(folder)) is is_dropped


def test_only_takes_a_pack_a_rule_or_a_change_and_refuses_other_names(
    small: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small(band__yaml=TABLE, band__cases__yaml=CASES_WITHOUT_19)
    for name, survivors in (
        ("p", 2),
        ("p/band", 2),
        ("band", 2),
        (UNNOTICED[0], 1),
    ):
        outcome = mutate(folder, wish=Wish(only=(name,), jobs=1))
        assert len(outcome.survivors) == survivors, name
    assert main(["mutate", str(folder), "--only", "bond", "--lang", "en"]) == 2
    assert "did you mean: band" in capsys.readouterr().err


def test_the_wordings_have_the_same_keys() -> None:
    assert wording_zh.WORDS.keys() == wording_en.WORDS.keys()
    assert difference_zh.WORDS.keys() == difference_en.WORDS.keys()
