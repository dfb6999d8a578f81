"""Lets the tests of this folder import what makes the examples."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ruleengine

if TYPE_CHECKING:
    from ruleengine.api.ruleset import Ruleset

EXAMPLES = Path(__file__).parents[2] / "examples"
sys.path.insert(0, str(EXAMPLES))


@pytest.fixture(scope="session")
def rules() -> Ruleset:
    return ruleengine.load("ptdata")


@pytest.fixture(scope="session")
def examples() -> Path:
    return EXAMPLES
