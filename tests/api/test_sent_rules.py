"""Rules that travel to another process are loaded there from the same files."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

import ruleengine
from ruleengine.api.loading import load_sent

if TYPE_CHECKING:
    from pathlib import Path

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
"""
RECORDS = [{"a": "x"}, {"a": "too long"}]

pytestmark = pytest.mark.usefixtures("own_cache")


def test_they_say_the_same(load_pack: PackWriter) -> None:
    rules = load_pack(t1=TABLE)
    there = pickle.loads(pickle.dumps(rules))
    wanted = rules.check(RECORDS, table="demo/T1").to_dict()
    assert there.check(RECORDS, table="demo/T1").to_dict() == wanted


def test_date_and_readings_travel() -> None:
    choice = {"ptdata/decimals": "strict"}
    rules = ruleengine.load("ptdata", as_of="2026-01-31", readings=choice)
    there = pickle.loads(pickle.dumps(rules))
    assert there.day() == rules.day()
    assert there.readings() == rules.readings()
    assert set(there.packs()) == set(rules.packs())


def test_they_are_loaded_once(load_pack: PackWriter) -> None:
    sent = pickle.dumps(load_pack(t1=TABLE))
    load_sent.cache_clear()
    assert pickle.loads(sent) is pickle.loads(sent)


def test_other_rules_in_the_same_place_are_refused(load_pack: PackWriter) -> None:
    sent = pickle.dumps(load_pack(t1=TABLE))
    load_pack(t1=TABLE.replace("an..5", "an..50"))
    load_sent.cache_clear()
    with pytest.raises(ruleengine.UsageError, match="differ"):
        pickle.loads(sent)


def test_a_folder_that_is_not_there_is_told(
    load_pack: PackWriter, tmp_path: Path
) -> None:
    sent = pickle.dumps(load_pack(t1=TABLE))
    (tmp_path / "demo").rename(tmp_path / "gone")
    load_sent.cache_clear()
    with pytest.raises(ruleengine.UsageError, match="demo"):
        pickle.loads(sent)


def test_another_process_checks_with_them(load_pack: PackWriter) -> None:
    rules = load_pack(t1=TABLE)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        report = pool.submit(rules.check, RECORDS, table="demo/T1").result()
    assert report.to_dict() == rules.check(RECORDS, table="demo/T1").to_dict()
