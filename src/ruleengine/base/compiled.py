"""The compiled extra ``fast``, where it is installed; without it nothing is different."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

SWITCH = "RULEENGINE_FAST"
"""Environment variable: 0 leaves the extra alone."""
CONTRACT = 2
"""How the extra is asked here; one that wants to be asked otherwise is left alone."""


def compiled() -> ModuleType | None:
    """Return the extra; None where it is not to be had."""
    return None if os.environ.get(SWITCH) == "0" else _installed()


@cache
def _installed() -> ModuleType | None:
    try:
        import ruleengine_fast
    except ImportError:
        return None
    return ruleengine_fast if ruleengine_fast.CONTRACT == CONTRACT else None
