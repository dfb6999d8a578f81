"""What texts of a format surely are, in a few figures.

For those who judge texts without asking a matcher: a text that keeps to the outline is
accepted, about any other one nothing is said. Not every format has one.
"""

from __future__ import annotations

from ruleengine.base.frozen import frozen


@frozen
class TextOutline:
    """Known characters without white space at the edges."""

    minimum: int
    maximum: int | None
    """In characters."""
    excluded: str = ""
    """Characters of the repertoire that must not stand in it."""


@frozen
class DigitsOutline:
    """ASCII digits, perhaps with a decimal mark."""

    minimum: int
    maximum: int | None
    """Digits before the mark."""
    fewest: int
    """Digits after it; 0 where there need be no mark."""
    most: int
    is_signed: bool
    """Whether a minus may lead."""


@frozen
class DayOutline:
    """A day of the calendar, YYYYMMDD."""


Outline = TextOutline | DigitsOutline | DayOutline
