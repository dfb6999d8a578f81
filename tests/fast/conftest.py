"""Tests of the extra ``fast``: they need it installed, ``pip install ./fast``."""

from __future__ import annotations

import pytest

pytest.importorskip("ruleengine_fast")
