"""Conditions on figures that are there and not large, as source that is one expression.

What is computed row by row in ``compile.doubles``, the bounds on errors, is the same for
all such rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.compile.doubles import Double, Doubles, NotSureError, rounding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.feel import ast

LIMIT = 1e6
"""All figures are below it."""


class BoundedDoubles(Doubles):
    """Writes conditions on figures that are there and below ``LIMIT``.

    The bounds on errors are figures, which Python adds up when it compiles the source.
    """

    def limits(self) -> Iterator[str]:
        """Yield the source of the test whether all figures are below the limit."""
        if self.bounded:
            squares = " + ".join(f"v{at} * v{at}" for at in sorted(self.bounded))
            yield f"{squares} < {LIMIT * LIMIT}"

    def figure(self, at: int) -> Double:
        """Return the double of a figure as it was given."""
        return Double(f"v{at}", f"({rounding(repr(LIMIT))})", repr(LIMIT))

    def absolute(self, one: Double) -> Double:
        """Return the double of an absolute value."""
        return one._replace(value=f"abs({one.value})")

    def in_order(self, left: str, operator: str, right: str) -> str:
        """Return the source of a comparison; equal figures are left to the other way."""
        one, other = self.figures[left], self.figures[right]
        self.used.update((one, other))
        return f"(v{one} {operator[0]} v{other})"

    def presence(self, node: ast.Expression, operator: str) -> str:
        """Return the source of the test whether a figure is there, as all are."""
        super().presence(node, operator)
        return str(operator == "==")

    def quotient(self, a: Double, b: Double) -> Double:
        """Refuse: what is divided by may be as small as anything."""
        raise NotSureError(f"{a.value} / {b.value}")

    def root(self, one: Double) -> Double:
        """Refuse, as for quotients."""
        raise NotSureError(f"{one.value} ** 0.5")

    def new(self, value: str, error: str, size: str) -> Double:
        """Return a double that is computed from others."""
        return Double(f"({value})", f"({error} + {rounding(f'({size})')})", f"({size})")
