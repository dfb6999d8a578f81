"""When an iterated estimate is done.

Comes in: two estimates that follow each other. Goes out: whether they are the same by
the chosen rule. The first figure of an estimate is its spread.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Estimate = tuple[Decimal, ...]
"""The spread, then what else is estimated on the same scale."""

_FIGURES: Final = 3
_TOLERANCE: Final = Decimal("1E-12")


def third_figure(old: Estimate, new: Estimate) -> bool:
    """Tell whether the third significant figure of the spread stands still.

    All parts of the estimate are rounded to the place of that figure and compared.

    Source: ISO 13528:2022 C.3 and C.4, GB/T 28043 C.3 and C.4.
    """
    unit = Decimal((0, (1,), new[0].adjusted() - _FIGURES + 1))
    return [part.quantize(unit) for part in old] == [
        part.quantize(unit) for part in new
    ]


def converged(old: Estimate, new: Estimate) -> bool:
    """Tell whether no part moved by more than 10^-12 of the spread."""
    limit = _TOLERANCE * new[0]
    return all(abs(b - a) <= limit for a, b in zip(old, new, strict=True))


STOPS: Final[Mapping[str, Callable[[Estimate, Estimate], bool]]] = {
    "third-figure": third_figure,
    "converged": converged,
}
