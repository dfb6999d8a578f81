"""The extra ``fast`` is used where it is there, is the right one, and is wanted."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from ruleengine.base import compiled as module
from ruleengine.base.compiled import CONTRACT, SWITCH, compiled

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(SWITCH, raising=False)
    module._installed.cache_clear()
    yield
    module._installed.cache_clear()


def extra(contract: int) -> ModuleType:
    found = ModuleType("ruleengine_fast")
    vars(found)["CONTRACT"] = contract
    return found


def test_one_that_is_there_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    there = extra(CONTRACT)
    monkeypatch.setitem(sys.modules, "ruleengine_fast", there)
    assert compiled() is there


def test_one_that_wants_to_be_asked_otherwise_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ruleengine_fast", extra(CONTRACT + 1))
    assert compiled() is None


def test_none_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruleengine_fast", None)
    assert compiled() is None


@pytest.mark.parametrize(("switch", "is_used"), [("0", False), ("1", True), ("", True)])
def test_it_can_be_left_alone(
    monkeypatch: pytest.MonkeyPatch, switch: str, *, is_used: bool
) -> None:
    monkeypatch.setitem(sys.modules, "ruleengine_fast", extra(CONTRACT))
    monkeypatch.setenv(SWITCH, switch)
    assert (compiled() is not None) is is_used
