"""Conditions and formulas that only a programmer reads."""

from __future__ import annotations

import re

_PROGRAMMED = re.compile(r'"|\b(?:some|every|for|if|function|null)\b|\b(?!abs\b)\w+\(')


def is_programmed(text: str) -> bool:
    """Tell whether a text needs words beside it to be understood."""
    return _PROGRAMMED.search(text) is not None
