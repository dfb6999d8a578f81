"""Lets the tests of this folder share their data, and that of the examples."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ruleengine

if TYPE_CHECKING:
    from ruleengine.api.ruleset import Ruleset

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "shared"), str(HERE.parents[1] / "examples")]


@pytest.fixture(scope="session")
def rules() -> Ruleset:
    return ruleengine.load("ptdata")
