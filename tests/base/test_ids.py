"""Ids in full and inside their pack."""

from __future__ import annotations

import pytest

from ruleengine.base.ids import bare, full_id, pack_of


@pytest.mark.parametrize("name", ["T06", "T06-12.format", "staff-days.r03"])
def test_a_name_is_full_with_its_pack_only(name: str) -> None:
    full = full_id("ptdata", name)
    assert full == f"ptdata/{name}"
    assert full_id("nac", full) == full, "what names its pack keeps it"
    assert (pack_of(full), bare(full)) == ("ptdata", name)


def test_a_pack_is_called_by_its_name_alone() -> None:
    assert (pack_of("nac"), bare("nac")) == ("nac", "nac")
