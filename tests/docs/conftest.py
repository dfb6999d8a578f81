"""Lets the tests of this folder import the program that makes the pictures."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "zh" / "pictures"))
