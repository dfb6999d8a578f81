"""What sentences leave open, so that two languages can be held against each other."""

from __future__ import annotations

from string import Formatter


def placeholders(template: str) -> set[str]:
    """Return the names of the facts that a sentence is filled with."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}
