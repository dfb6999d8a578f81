"""The threshold of the collector is raised for a while, and put back."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from ruleengine.base.garbage import SELDOM, collected_no_more, seldom_collected

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def kept() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(
    ("before", "inside"),
    [(0, 0), (700, SELDOM), (SELDOM, SELDOM), (10 * SELDOM, 10 * SELDOM)],
)
def test_the_threshold_comes_back(before: int, inside: int) -> None:
    gc.set_threshold(before, 10, 10)
    with seldom_collected():
        assert gc.get_threshold()[0] == inside
        with seldom_collected():
            pass
        assert gc.get_threshold()[0] == inside
    assert gc.get_threshold() == (before, 10, 10)


def test_the_threshold_comes_back_after_an_error() -> None:
    gc.set_threshold(700, 10, 10)

    def fail() -> None:
        with seldom_collected():
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert gc.get_threshold() == (700, 10, 10)


def test_what_is_let_be_is_not_looked_through() -> None:
    try:
        collected_no_more()
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
