"""Functions of numbers (DMN 1.5, 10.3.4.5)."""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from typing import TYPE_CHECKING

from ruleengine.feel import limits, types
from ruleengine.feel.arithmetic import number_of
from ruleengine.feel.errors import Fault
from ruleengine.feel.functions.signature import Function, one, parameter as p, table
from ruleengine.feel.temporal import DayTimeDuration, YearMonthDuration
from ruleengine.feel.values import NUMBERS, Value, to_int

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ruleengine.feel.runtime import Run

_LOWEST_SCALE, _HIGHEST_SCALE = -6111, 6176


def rounded(value: Decimal, scale: Decimal | None, rounding: str) -> Decimal:
    """Return a number with so many digits after the point.

    Raises:
        Fault: the scale is outside -6111..6176, or the result is too large.
    """
    places = 0 if scale is None else to_int(scale)
    if not _LOWEST_SCALE <= places <= _HIGHEST_SCALE:
        raise Fault("argument", name="scale", wanted="-6111..6176", found=str(places))
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        # Nothing to round; padding zeros would not fit into 34 digits.
        return value
    context = Context(
        prec=limits.EXPONENT * 3, Emax=limits.EXPONENT * 3, Emin=-limits.EXPONENT * 3
    )
    result = value.quantize(
        Decimal((0, (1,), -places)), rounding=rounding, context=context
    )
    return number_of(NUMBERS.plus, result)


def _rounding(name: str) -> Callable[..., Decimal]:
    def call(run: Run, value: Decimal, scale: Decimal | None) -> Decimal:
        del run
        return rounded(value, scale, name)

    return call


def _absolute(run: Run, value: Value) -> Value:
    del run
    if isinstance(value, Decimal):
        return value.copy_abs()
    if isinstance(value, YearMonthDuration):
        return YearMonthDuration(abs(value.months))
    return DayTimeDuration(abs(value.nanoseconds))


def modulo(run: Run, dividend: Decimal, divisor: Decimal) -> Decimal:
    """Return what is left of a division; it has the sign of the divisor."""
    del run
    if not divisor:
        raise Fault("division-by-zero")
    if dividend.adjusted() - divisor.adjusted() > 2 * NUMBERS.prec:
        raise Fault("no-number")
    wide = Context(prec=4 * NUMBERS.prec, Emax=limits.EXPONENT, Emin=-limits.EXPONENT)
    rest = wide.remainder(dividend, divisor)
    if rest and (rest < 0) != (divisor < 0):
        rest = wide.add(rest, divisor)
    return NUMBERS.plus(rest)


def _unary(operation: Callable[[Decimal], Decimal]) -> Callable[..., Decimal]:
    def call(run: Run, value: Decimal) -> Decimal:
        del run
        return number_of(operation, value)

    return call


def _logarithm(run: Run, value: Decimal) -> Decimal:
    del run
    if value <= 0:
        raise Fault("argument", name="number", wanted="> 0", found=f"{value:f}")
    return number_of(NUMBERS.ln, value)


def _is_odd(run: Run, value: Decimal) -> bool:
    return modulo(run, value, Decimal(2)) == 1


def _is_even(run: Run, value: Decimal) -> bool:
    return modulo(run, value, Decimal(2)) == 0


def _scaled(name: str, rounding: str, *, optional: bool = False) -> Function:
    scale = p("scale?" if optional else "scale", types.NUMBER)
    return one(name, [p("n", types.NUMBER), scale], _rounding(rounding), types.NUMBER)


_NUMBER = [p("number", types.NUMBER)]

FUNCTIONS: Mapping[str, Function] = table(
    _scaled("decimal", ROUND_HALF_EVEN),
    _scaled("floor", ROUND_FLOOR, optional=True),
    _scaled("ceiling", ROUND_CEILING, optional=True),
    _scaled("round up", ROUND_UP),
    _scaled("round down", ROUND_DOWN),
    _scaled("round half up", ROUND_HALF_UP),
    _scaled("round half down", ROUND_HALF_DOWN),
    one("abs", [p("n", types.NUMBER, types.YEAR_MONTH, types.DAY_TIME)], _absolute),
    one(
        "modulo",
        [p("dividend", types.NUMBER), p("divisor", types.NUMBER)],
        modulo,
        types.NUMBER,
    ),
    one("sqrt", _NUMBER, _unary(NUMBERS.sqrt), types.NUMBER),
    one("log", _NUMBER, _logarithm, types.NUMBER),
    one("exp", _NUMBER, _unary(NUMBERS.exp), types.NUMBER),
    one("odd", _NUMBER, _is_odd, types.BOOLEAN),
    one("even", _NUMBER, _is_even, types.BOOLEAN),
)
