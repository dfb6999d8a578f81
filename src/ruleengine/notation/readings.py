"""The readings that change what a format means, where the source leaves it open.

In: names and choices as a rule pack declares them. Out: one frozen value that keys
the compiled matchers. Knows no rule pack.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Literal, get_args

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

Strictness = Literal["practical", "strict"]
LengthUnit = Literal["characters", "gb2312-bytes"]


@frozen(kw_only=True, guarded=True)
class Readings:
    """One choice for each open question; the defaults are the practical ones."""

    fixed_number: Strictness = "practical"
    """Whether ``n4`` means exactly four digits or at most four."""
    decimals: Strictness = "practical"
    """Whether ``,3`` means exactly three decimals or at most three."""
    length_unit: LengthUnit = "characters"
    """Whether a Chinese character counts as one or, in GB 2312 bytes, as two."""
    charset: Strictness = "practical"
    """Whether characters outside GB 2312 are errors or only warnings."""

    @classmethod
    def chosen(cls, choices: Mapping[str, str]) -> Readings:
        """Make readings from names such as ``fixed-number``; other names are ignored.

        Raises:
            ValueError: a choice that the reading does not have.
        """
        known = {field.name.replace("_", "-"): field.name for field in fields(cls)}
        picked = {known[name]: c for name, c in choices.items() if name in known}
        for name, choice in picked.items():
            if choice not in CHOICES[name]:
                raise ValueError(f"{name}: {choice!r} is none of {CHOICES[name]}")
        return cls(**picked)  # type: ignore[arg-type]  # checked just above


CHOICES: Mapping[str, tuple[str, ...]] = {
    "fixed_number": get_args(Strictness),
    "decimals": get_args(Strictness),
    "length_unit": get_args(LengthUnit),
    "charset": get_args(Strictness),
}
DEFAULT = Readings()
