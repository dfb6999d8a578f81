"""Constants of the published methods, as named and frozen parameter sets.

Comes in: nothing. Goes out: parameter sets for the functions of this room.

Why figures stand in Python here, although the figures of a document stand in `rules/`:
a figure of a document is a decision of its author, changes with its edition and is
cited by clause. These constants are mathematics. They follow from the normal
distribution once a method is named (each docstring says how), so they are part of what
"algorithm A" means, as 100 is part of what "per cent" means. A rule file that follows
another edition or print hands its own set over, and then nothing here counts. Bounds of
a verdict and the choice of a quartile or of a stop are decisions: they have no default.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

NORMAL_IQR_FACTOR: Final = Decimal("0.7413")
"""1 / (2 * 0.6745): turns an interquartile range into a standard deviation.
ISO 13528:2022 C.2, GB/T 28043 C.2."""

NORMAL_MAD_FACTOR: Final = Decimal("1.483")
"""1 / 0.6745: turns a median absolute deviation into a standard deviation.
ISO 13528:2022 C.2 and C.3, GB/T 28043 C.2 and C.3."""


@frozen
class AlgorithmA:
    """Constants of algorithm A.

    Attributes:
        tuning: results further than this many s* from x* are pulled in.
        mad_factor: of the median absolute deviation that s* starts from.
        sd_factor: makes up for the spread lost by pulling in; belongs to `tuning`
            (1.134 for 1.5; 1.133393 with more digits).
    """

    tuning: Decimal
    mad_factor: Decimal
    sd_factor: Decimal


ALGORITHM_A: Final = AlgorithmA(
    tuning=Decimal("1.5"), mad_factor=NORMAL_MAD_FACTOR, sd_factor=Decimal("1.134")
)
"""ISO 13528:2022 C.3, GB/T 28043 C.3, ISO 5725-5:1998 6.2, GB/T 6379.5 6.2."""


@frozen
class AlgorithmS:
    """Constants of algorithm S for one number of degrees of freedom.

    Attributes:
        limit_factor: eta; values above eta w* are cut down to it. Its square is the
            90 % point of chi-squared over its degrees of freedom.
        adjustment_factor: xi; makes up for what the cut takes away.
    """

    limit_factor: Decimal
    adjustment_factor: Decimal


ALGORITHM_S: Final[Mapping[Decimal, AlgorithmS]] = MappingProxyType(
    {
        Decimal(degrees): AlgorithmS(Decimal(limit), Decimal(adjustment))
        for degrees, limit, adjustment in (
            (1, "1.645", "1.097"),
            (2, "1.517", "1.054"),
            (3, "1.444", "1.039"),
            (4, "1.395", "1.032"),
            (5, "1.359", "1.027"),
            (6, "1.332", "1.024"),
            (7, "1.310", "1.021"),
            (8, "1.292", "1.019"),
            (9, "1.277", "1.018"),
            (10, "1.264", "1.017"),
        )
    }
)
"""By degrees of freedom. ISO 13528:2022 C.4, GB/T 28043 C.4, ISO 5725-5:1998 6.3.

The figures are those of the printed table, since laboratories calculate with them. For
6 and 10 degrees xi comes out as 1.023 and 1.016 when it is worked out afresh."""
