"""Loading: names, folders, editions, problems, and the rule cache."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.other_process import printed_by

import ruleengine
from ruleengine.api.cache_files import cache_folder
from ruleengine.api.listing import open_packs
from ruleengine.api.unknown import unknown
from ruleengine.authoring.lint import lint
from ruleengine.base.problem import RulePackError, UsageError
from ruleengine.compile import code_lists
from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from tests.conftest import PackWriter

TABLE = """\
kind: field-table
id: T1
title: 表1 甲
fields:
  - no: 1
    key: a
    name: 甲
    format: an..5
    required: always
checks:
  - id: C1
    must: '甲 != "x"'
"""


def test_a_pack_is_loaded_by_name_by_folder_name_and_by_path() -> None:
    for source in ("santong", "santong-2026", rules_folder() / "santong-2026"):
        assert set(ruleengine.load(source).packs()) == {"santong", "codes"}


def test_without_a_name_every_shipped_pack_is_loaded() -> None:
    assert set(ruleengine.load().packs()) == {
        "codes",
        "ilac",
        "nac",
        "ptdata",
        "santong",
    }


def test_an_unknown_pack_is_refused_with_near_misses() -> None:
    with pytest.raises(UsageError, match="ptdata"):
        ruleengine.load("ptdate")


def test_all_problems_of_all_files_come_at_once(load_pack: PackWriter) -> None:
    with pytest.raises(RulePackError) as caught:
        load_pack(
            t1=TABLE.replace("an..5", "an.5").replace('!= "x"', "!= 乙"),
            t2=TABLE.replace("id: T1", "id: T2").replace("format", "formt"),
        )
    codes = [problem.code for problem in caught.value.problems]
    assert sorted(codes) == ["E201", "E202", "E204"], "what hangs on T2 is not judged"
    with pytest.raises(RulePackError) as caught:
        load_pack(
            t1=TABLE.replace("an..5", "an.5").replace('!= "x"', "!= 乙"),
            t2=TABLE.replace("id: T1", "id: T2"),
        )
    found = [(p.code, p.position.line) for p in caught.value.problems]
    assert found == [("E204", 8), ("E302", 12)]


def test_a_second_load_is_lazy_and_answers_the_same(own_cache: Path) -> None:
    first = ruleengine.load("ptdata").check([{"结果提交日期": "2"}], table="T06")
    assert list(own_cache.glob("rules/*.json"))
    again = ruleengine.load("ptdata").check([{"结果提交日期": "2"}], table="T06")
    assert first.to_dict() == again.to_dict()


@pytest.mark.parametrize("damage", ["", "x", "{}", "0\n{}", "null\nnull"])
def test_a_damaged_cache_is_rebuilt_silently(own_cache: Path, damage: str) -> None:
    ruleengine.load("ilac")
    stored = {path: path.read_bytes() for path in own_cache.glob("rules/*.json")}
    assert len(stored) == 2  # of the shared codes, and of both together
    for path in stored:
        path.write_text(damage, encoding="utf-8")
    assert ruleengine.load("ilac").check([], table="ilac/accreditation-claim").ok
    assert {path: path.read_bytes() for path in stored} == stored


def test_a_cache_of_another_form_is_foreign(own_cache: Path) -> None:
    import hashlib

    ruleengine.load("ilac")
    text = json.dumps({"heads": 1})
    digest = hashlib.sha256(text.encode()).hexdigest()
    for stored in own_cache.glob("rules/*.json"):
        stored.write_text(f"{digest}\n{text}", encoding="utf-8")
    assert ruleengine.load("ilac").check([], table="ilac/accreditation-claim").ok


def test_a_changed_rule_file_is_never_answered_from_the_cache(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "ilac"
    shutil.copytree(rules_folder() / "ilac", folder)
    ruleengine.load(folder)
    table = folder / "accreditation-claim.yaml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("an..50", "an.50"), encoding="utf-8")
    with pytest.raises(RulePackError, match="E204"):
        ruleengine.load(folder)


def test_the_cache_can_be_put_elsewhere_or_turned_off(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache_folder() == own_cache
    monkeypatch.setenv("RULEENGINE_CACHE", "off")
    assert cache_folder() is None
    ruleengine.load("ilac")
    monkeypatch.delenv("RULEENGINE_CACHE")
    for system, variable in (("win32", "LOCALAPPDATA"), ("linux", "XDG_CACHE_HOME")):
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setenv(variable, str(own_cache))
        found = cache_folder()
        assert found is not None
        assert own_cache in found.parents
    monkeypatch.setattr(sys, "platform", "darwin")
    assert str(cache_folder()).endswith("ruleengine")


def test_who_has_no_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.delenv("RULEENGINE_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    for system in ("linux", "darwin"):
        monkeypatch.setattr(sys, "platform", system)
        assert cache_folder() is None


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("RULEENGINE_CACHE", str(blocked / "below"))
    assert "ilac" in ruleengine.load("ilac").packs()


def test_a_day_before_the_first_edition_is_an_error(load_pack: PackWriter) -> None:
    document = (
        'kind: document\npack: demo\ntitle: 示例\nedition: "1"\n'
        "effective:\n  from: 2026-01-08\n  until: 2026-12-31\n"
    )
    rules = load_pack(document=document, t1=TABLE)
    inside = dt.date(2026, 6, 1)
    assert rules.check([{"甲": "a"}], table="demo/T1", as_of=inside).ok
    for outside, told in (
        ("2026-01-07", "first starts on 2026-01-08"),
        ("20270101", "held until 2026-12-31"),
    ):
        with pytest.raises(UsageError, match=told):
            rules.check([{"甲": "a"}], table="demo/T1", as_of=outside)


def written_twice(folder: Path, second: str) -> Path:
    for name, first_day in (("one", "2026-01-01"), ("two", second)):
        (folder / name).mkdir(parents=True)
        (folder / name / "document.yaml").write_text(
            'kind: document\npack: demo\ntitle: 示例\nedition: "1"\n'
            f"effective:\n  from: {first_day}\n",
            encoding="utf-8",
        )
    return folder


def test_two_editions_from_the_same_day_are_a_problem(tmp_path: Path) -> None:
    folder = written_twice(tmp_path, "2026-01-01")
    with pytest.raises(RulePackError, match="E314"):
        ruleengine.load(folder, as_of="2026-06-01")
    assert [problem.code for problem in lint(folder)] == ["E314"]
    with pytest.raises(RulePackError, match="E314"):
        open_packs(folder, as_of="2026-06-01")


def test_of_two_editions_in_force_the_later_one_counts(tmp_path: Path) -> None:
    folder = written_twice(tmp_path, "2026-03-01")
    for day, name in (("2026-02-01", "one"), ("2026-03-01", "two")):
        packs = open_packs(folder, as_of=day)
        assert [p.folder.path.name for p in packs if p.name == "demo"] == [name]
    assert lint(folder) == ()


def test_a_folder_named_twice_is_read_once() -> None:
    path = rules_folder() / "ptdata"
    assert set(ruleengine.load("ptdata", path, path).packs()) == {"ptdata", "codes"}


def test_a_validity_that_is_no_date_is_a_problem_of_the_rules(
    load_pack: PackWriter,
) -> None:
    document = (
        'kind: document\npack: demo\ntitle: 示例\nedition: "1"\n'
        "effective:\n  from: 2026-02-30\n"
    )
    with pytest.raises(RulePackError, match="2026-02-30"):
        load_pack(document=document, t1=TABLE)


def test_a_second_load_needs_no_parser(own_cache: Path) -> None:
    code = (
        "import sys, ruleengine\n"
        "rules = ruleengine.load('ptdata')\n"
        "rules.check([{'结果提交日期': '20230230'}], table='T06')\n"
        "print([m for m in ('lark', 'jsonschema', 'openpyxl', 'polars') if m in sys.modules])"
    )
    ruleengine.load("ptdata")
    assert printed_by(code) == "[]"
    assert own_cache.is_dir()


def test_a_fault_of_the_document_hides_none_of_the_other_files(tmp_path: Path) -> None:
    (tmp_path / "document.yaml").write_text(
        "kind: document\npack: demo\ntitle: 甲\nisued: x\n", encoding="utf-8"
    )
    (tmp_path / "t1.yaml").write_text(
        TABLE.replace("always", "allways"), encoding="utf-8"
    )
    with pytest.raises(RulePackError) as caught:
        ruleengine.load(tmp_path)
    files = {each.position.file.rpartition("/")[2] for each in caught.value.problems}
    assert files == {"document.yaml", "t1.yaml"}
    assert len(set(map(str, caught.value.problems))) == len(caught.value.problems)


@pytest.mark.parametrize("typed", ["T6", "t06", "ptdata/t6", "PTDATA/T006"])
def test_a_table_is_offered_that_differs_in_case_and_zeros_only(typed: str) -> None:
    known = ("ptdata/T06", "ptdata/T16", "ptdata/T60")
    error = unknown("表", "table", typed, known)
    assert error.message.zh.endswith("是否想写：ptdata/T06")


@pytest.mark.usefixtures("own_cache")
def test_what_shared_codes_hold_is_judged_once(
    load_pack: PackWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_pack(t1=TABLE)
    with monkeypatch.context() as patch:
        patch.setattr(code_lists, "entries_of", lambda *_: pytest.fail("judged again"))
        rules = load_pack(t1=TABLE, t2=TABLE.replace("id: T1", "id: T2"))
    assert rules.codes("codes/country").find("CHN")
