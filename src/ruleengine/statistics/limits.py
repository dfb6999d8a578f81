"""How much a function takes on before it answers None, so that nothing hangs."""

from __future__ import annotations

from typing import Final

MOST_VALUES: Final = 100_000
"""Most values in a list. A round has tens to hundreds of participants."""

MOST_ROBUST_VALUES: Final = 10_000
"""Most values of a list that is gone through again and again."""

MOST_ITERATIONS: Final = 10_000
"""Most turns of an iterated estimate. Ordinary data need 5 to 100."""

MOST_WORK: Final = 5_000_000
"""Most values times turns of one estimate: about a second."""


def most_iterations(count: int) -> int:
    """Return how many turns a list of `count` values may take."""
    return min(MOST_ITERATIONS, MOST_WORK // count)
