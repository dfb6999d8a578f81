"""Performance statistics of one result against its assigned value.

Comes in: a result x, the assigned value X and what measures their distance. Goes out:
D, D%, z, z', zeta or En. All arguments are in the unit of the measurand; the scores
have no unit. Knows no bounds: what a score means is said in `verdict`.

An uncertainty or standard deviation below zero, or a denominator of zero, is undefined.
"""

from __future__ import annotations

from decimal import Decimal

from ruleengine.statistics.exact import exact


@exact
def difference(result: Decimal, assigned_value: Decimal) -> Decimal | None:
    """Return D = x - X, in the unit of the measurand.

    Source: ISO 13528:2022 9.3, GB/T 28043 9.3.
    """
    return result - assigned_value


@exact
def percentage_difference(result: Decimal, assigned_value: Decimal) -> Decimal | None:
    """Return D% = 100 (x - X) / X, in per cent; undefined when X is 0.

    Source: ISO 13528:2022 9.3, GB/T 28043 9.3.
    """
    if assigned_value == 0:
        return None
    return 100 * (result - assigned_value) / assigned_value


@exact
def z_score(result: Decimal, assigned_value: Decimal, sigma: Decimal) -> Decimal | None:
    """Return z = (x - X) / sigma.

    Args:
        result: x.
        assigned_value: X.
        sigma: standard deviation for proficiency assessment; undefined unless > 0.

    Source: ISO 13528:2022 9.4, GB/T 28043 9.4.
    """
    return _scaled(result - assigned_value, sigma)


@exact
def z_prime_score(
    result: Decimal,
    assigned_value: Decimal,
    sigma: Decimal,
    assigned_value_uncertainty: Decimal,
) -> Decimal | None:
    """Return z' = (x - X) / sqrt(sigma^2 + uX^2).

    Args:
        result: x.
        assigned_value: X.
        sigma: standard deviation for proficiency assessment.
        assigned_value_uncertainty: standard uncertainty uX.

    Source: ISO 13528:2022 9.5, GB/T 28043 9.5.
    """
    return _scaled(result - assigned_value, sigma, assigned_value_uncertainty)


@exact
def zeta_score(
    result: Decimal,
    assigned_value: Decimal,
    result_uncertainty: Decimal,
    assigned_value_uncertainty: Decimal,
) -> Decimal | None:
    """Return zeta = (x - X) / sqrt(ux^2 + uX^2).

    Args:
        result: x.
        assigned_value: X.
        result_uncertainty: standard uncertainty ux of the participant.
        assigned_value_uncertainty: standard uncertainty uX.

    Source: ISO 13528:2022 9.6, GB/T 28043 9.6.
    """
    return _scaled(
        result - assigned_value, result_uncertainty, assigned_value_uncertainty
    )


@exact
def en_score(
    result: Decimal,
    assigned_value: Decimal,
    result_expanded_uncertainty: Decimal,
    assigned_value_expanded_uncertainty: Decimal,
) -> Decimal | None:
    """Return En = (x - X) / sqrt(Ux^2 + UX^2).

    Args:
        result: x.
        assigned_value: X.
        result_expanded_uncertainty: Ux of the participant.
        assigned_value_expanded_uncertainty: UX, with the same coverage.

    Source: ISO 13528:2022 9.7, GB/T 28043 9.7.
    """
    return _scaled(
        result - assigned_value,
        result_expanded_uncertainty,
        assigned_value_expanded_uncertainty,
    )


def _scaled(distance: Decimal, *spreads: Decimal) -> Decimal | None:
    if any(spread < 0 for spread in spreads):
        return None
    # One spread is used as it is: its square could lose digits or leave the range.
    total = (
        spreads[0]
        if len(spreads) == 1
        else sum((spread * spread for spread in spreads), Decimal(0)).sqrt()
    )
    return None if total == 0 else distance / total
