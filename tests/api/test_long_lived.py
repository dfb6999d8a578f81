"""Rules that a service keeps for long: no call hangs on what was asked before it."""

from __future__ import annotations

import datetime as dt
import gc
import os
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from ruleengine.api import prepared, screens
from ruleengine.engine import row_parts, screening
from ruleengine.engine.screening import screen_of
from ruleengine.engine.second_phase import second_phase
from ruleengine.readers.attachments import AttachmentFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import PackWriter

    from ruleengine import Ruleset
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.batch_screen import BatchScreen
    from ruleengine.engine.second_phase import SecondPhase, Submitted
    from ruleengine.engine.settings import Settings

PDF = b"%PDF-1.7"
LONG = 50_000
"""Characters of texts that are too long to be kept."""
CALLS = 40

FILES = """\
kind: field-table
id: T1
title: 表1 附件
fields:
  - {no: 1, key: file, name: 附件, format: PDF, required: always}
"""
WORDS = """\
kind: field-table
id: T2
title: 表2 说明
fields:
  - {no: 1, key: words, name: 说明, format: an..ul, required: always}
  - {no: 2, key: more, name: 补充, format: an..ul, required: {when: 说明 = "x"}}
"""
RELATED = """\
kind: field-table
id: T3
title: 表3 结果
fields:
  - {no: 1, key: figure, name: 结果, type: number, format: n..5, required: always}
  - {no: 2, key: kind, name: 种类, type: string, format: an..5, required: always}
checks:
  - id: C1
    title: 另有一条差 1 的结果
    related: [{name: 各条, table: T3, match: [kind]}]
    must: some r in 各条 satisfies abs(r.figure - 结果 - 1) < 0.1
    fault: {zh: 没有差 1 的结果, en: no result differs by 1}
"""
KEYED = """\
kind: field-table
id: T3
title: 表3 编号
fields:
  - {no: 1, key: name, name: 编号, format: an..ul, required: always}
unique:
  - id: U1
    fields: [name]
    title: 编号不重复
    fault: {zh: 重复, en: repeated}
    where: 编号 != "x"
"""
CODED = """\
kind: field-table
id: T3
title: 表3 代码
fields:
  - {no: 1, key: code, name: 代码, format: an..ul, required: always, codes: other/list}
"""
OTHER = """\
kind: document
pack: other
title: 别的规范
edition: "1"
effective: {from: null}
readings:
  - name: old
    title: 旧代码
    default: lax
    choices:
      - {choice: lax, says: 可用}
      - {choice: strict, says: 不可用}
    why: 示例
"""
LIST = """\
kind: code-list
id: list
title: 代码表
statuses:
  - {status: withdrawn, severity: {reading: old, lax: none, strict: error}, says: 已废止}
codes:
  - {code: "1", name: 一}
  - {code: "2", name: 二, status: withdrawn}
"""

pytestmark = pytest.mark.usefixtures("own_cache")


def faults(rules: Ruleset, folder: Path) -> list[tuple[str, object]]:
    report = rules.check([{"file": "x.pdf"}], table="T1", folder=folder)
    return [(f.reason, f.params["near"]) for f in report.findings]


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    folder = tmp_path / "submission"
    (folder / "inner").mkdir(parents=True)
    return folder


def test_a_file_that_came_into_a_folder_below_is_proposed(
    load_pack: PackWriter, submission: Path
) -> None:
    rules = load_pack(t1=FILES)
    assert faults(rules, submission) == [("file-missing", ())]
    (submission / "inner" / "x.pdf").write_bytes(PDF)
    assert faults(rules, submission) == [("file-missing", ("inner/x.pdf",))]


def test_another_submission_in_the_same_place_is_looked_at(
    load_pack: PackWriter, submission: Path
) -> None:
    """Who unpacks an archive sets when its folders were changed."""
    rules = load_pack(t1=FILES)
    os.utime(submission, (0, 0))
    assert faults(rules, submission) == [("file-missing", ())]
    (submission / "x.pdf").write_bytes(PDF)
    os.utime(submission, (0, 0))
    assert faults(rules, submission) == []


def test_nothing_is_kept_of_a_folder(load_pack: PackWriter, submission: Path) -> None:
    rules = load_pack(t1=FILES)
    assert faults(rules, submission) == [("file-missing", ())]
    gc.collect()
    assert not [o for o in gc.get_objects() if isinstance(o, AttachmentFolder)]


def test_codes_of_another_pack_follow_its_readings(
    load_pack: PackWriter, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    for name, text in {"document": OTHER, "list": LIST}.items():
        (tmp_path / "other" / f"{name}.yaml").write_text(text, encoding="utf-8")
    rules = load_pack(t3=CODED)

    def found(choice: str) -> int:
        readings = {"other/old": choice}
        report = rules.check([{"code": "2"}], table="T3", readings=readings)
        return len(report.findings)

    choices = ("lax", "strict", "lax", "strict")
    assert [found(choice) for choice in choices] == [0, 1, 0, 1]


def long_number(rules: Ruleset, text: str) -> object:
    return rules.identify("codes/uscc", text)


def long_code(rules: Ruleset, text: str) -> object:
    return rules.codes("codes/country").judge(text, rules.day(), {})


def long_words(rules: Ruleset, text: str) -> object:
    return rules.check([{"words": text, "more": text}], table="demo/T2")


def many_long_words(rules: Ruleset, text: str) -> object:
    records: list[dict[str, Any]] = [{"words": text, "more": text}] * 10
    return rules.check(records, table="demo/T2")


def long_key(rules: Ruleset, text: str) -> object:
    return rules.check([{"name": text}, {"name": text}], table="demo/T3")


@pytest.mark.parametrize(
    "ask",
    [long_number, long_code, long_words, many_long_words, long_key],
    ids=lambda f: f.__name__,
)
def test_long_texts_are_not_kept(
    ask: Callable[[Ruleset, str], object], load_pack: PackWriter, tmp_path: Path
) -> None:
    load_pack(t2=WORDS, t3=KEYED)
    rules = ruleengine.load(tmp_path / "demo", "codes")

    def asked(count: int) -> int:
        for number in range(count):
            ask(rules, f"{count} {number} " + "x" * LONG)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = asked(CALLS - 1)
        assert asked(CALLS) - before < CALLS * LONG // 4
    finally:
        tracemalloc.stop()


def test_a_stream_keeps_no_long_texts(load_pack: PackWriter) -> None:
    rules = load_pack(t2=WORDS)
    records = ({"words": f"{n} " + "x" * LONG, "more": [n]} for n in range(2 * CALLS))
    rules.check([{"words": "x", "more": [0]}], table="T2")
    tracemalloc.start()
    try:
        report = rules.check(records, table="T2", each=lambda _finding: None)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert report.to_dict()["summary"]["errors"] == 2 * CALLS
    assert peak < CALLS * LONG


def test_the_newest_screens_are_kept(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = load_pack(t2=WORDS)
    made: list[dt.date] = []

    def noted(plan: TablePlan, settings: Settings) -> BatchScreen:
        made.append(settings.as_of)
        return screen_of(plan, settings)

    monkeypatch.setattr(screening, "screen_of", noted)
    monkeypatch.setattr(screens, "MOST_SCREENS", 2)
    days = [dt.date(2026, 1, day) for day in (1, 2, 1, 3, 1, 2, 1)]
    for day in days:
        assert rules.check({"T2": [{"words": "y"}]}, as_of=day).ok
    assert [day.day for day in made] == [1, 2, 3, 1, 2]


def test_what_judges_records_is_made_once(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = load_pack(t3=RELATED)
    faulty = {"demo/T3": [{"figure": "1", "kind": "a"}, {"figure": "x"}]}
    found = rules.check(faulty).findings
    for name in ("matcher", "row_checks", "nearness", "AskedCheck"):
        monkeypatch.delattr(row_parts, name)
    assert rules.check(faulty).findings == found
    assert "demo/T3.C1" in {finding.rule for finding in found}


def test_what_hangs_on_the_tables_that_are_submitted_is_found_out_once(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = load_pack(t2=WORDS, t3=RELATED)
    asked: list[dict[str, Any]] = [
        {"demo/T3": [{"figure": "1", "kind": "a"}]},
        {"demo/T2": [{"words": "y"}]},
        {"demo/T2": [], "demo/T3": []},
    ]

    def answers() -> list[dict[str, Any]]:
        return [
            rules.check(data, complete=complete).to_dict()
            for data in asked
            for complete in (False, True)
        ]

    found = answers()
    monkeypatch.delattr("ruleengine.api.submission.second_phase")
    assert answers() == found
    assert [each["summary"]["errors"] for each in found] == [1, 2, 0, 1, 0, 0]
    assert [len(each["not_checked"]) for each in found] == [1, 0, 1, 0, 0, 0]


def test_a_table_of_bands_is_decided_beforehand_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = ruleengine.load("nac")
    staff: list[dict[str, Any]] = [{"staff": 1}, {}, {"x": 1}]
    found = rules.compute_many("nac/qms-days", staff)
    monkeypatch.delattr("ruleengine.engine.compute.bands_of")
    assert rules.compute_many("qms-days", staff) == found
    assert found[0] is not None


def test_of_choices_of_tables_the_last_ones_are_kept(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str, ...]] = []

    def noted(plans: Any, titles: Any, submitted: Submitted) -> SecondPhase:
        made.append(submitted.tables)
        return second_phase(plans, titles, submitted)

    monkeypatch.setattr(prepared, "MOST_SUBMISSIONS", 2)
    monkeypatch.setattr("ruleengine.api.submission.second_phase", noted)
    rules = load_pack(t2=WORDS, t3=KEYED)
    for tables in (["T2"], ["T3"], ["T2"], ["T2", "T3"], ["T2"], ["T3"]):
        rules.check({table: [] for table in tables})
    told = ("demo/T2",), ("demo/T3",), ("demo/T2", "demo/T3"), ("demo/T3",)
    assert tuple(made) == told
