"""Chance that falls the same way on every machine."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")

_FACTOR, _ADDEND, _MODULUS = 6364136223846793005, 1442695040888963407, 1 << 64


class Dice:
    """A seeded generator of whole numbers; exact, so no platform rounds differently."""

    def __init__(self, seed: int) -> None:
        """Start at ``seed``."""
        self._state = seed

    def below(self, end: int) -> int:
        """Return a whole number from 0 to ``end`` - 1."""
        self._state = (self._state * _FACTOR + _ADDEND) % _MODULUS
        return (self._state >> 33) % end

    def pick(self, items: tuple[T, ...]) -> T:
        """Return one of the items."""
        return items[self.below(len(items))]

    def normal(self) -> Decimal:
        """Return a number as from the standard normal distribution: 12 even ones."""
        total = sum(self.below(1_000_000) for _ in range(12))
        return Decimal(total) / 1_000_000 - 6
