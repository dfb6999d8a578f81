"""How large and how deep a YAML text may be before anything is built from it."""

from __future__ import annotations

import re

from ruleengine.base.frozen import frozen

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]"
)
HIDDEN = re.compile(
    CONTROL.pattern[:-1]
    + "\x85\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
)
"""What nobody sees in a rule file; submitted data may hold it, and are judged for it."""


@frozen
class Limits:
    """Bounds on one YAML text, checked while it is scanned."""

    bytes: int = 8_000_000
    """Of a file; of a text, which has no more characters than bytes, its characters."""
    scalar: int = 100_000
    """Characters in one scalar."""
    depth: int = 32
    nodes: int = 400_000
    refused: re.Pattern[str] = HIDDEN
    """Characters that the text may not hold."""
    items_apart: bool = True
    """Whether no text may go on in lines that look like items of a list."""


RULES = Limits()
DATA = Limits(bytes=200_000_000, nodes=20_000_000, refused=CONTROL, items_apart=False)
