"""How large and how deep a YAML text may be before anything is built from it."""

from __future__ import annotations

from ruleengine.base.frozen import frozen


@frozen
class Limits:
    """Bounds on one YAML text, checked while it is scanned."""

    bytes: int = 8_000_000
    scalar: int = 100_000
    """Characters in one scalar."""
    depth: int = 32
    nodes: int = 400_000


RULES = Limits()
DATA = Limits(bytes=200_000_000, nodes=20_000_000)
