"""Functions that make one value of a list (DMN 1.5, 10.3.4.4)."""

from __future__ import annotations

from decimal import Decimal
from functools import cmp_to_key, reduce
from typing import TYPE_CHECKING

from ruleengine.feel import types
from ruleengine.feel.arithmetic import add, number, number_of
from ruleengine.feel.compare import order
from ruleengine.feel.errors import Fault
from ruleengine.feel.functions.list import (
    expect_pairs,
    given_items,
    holds_of_pair,
)
from ruleengine.feel.functions.signature import Function, one, parameter as p, table
from ruleengine.feel.values import NUMBERS, FeelFunction, Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ruleengine.feel.runtime import Run


def _numbers(run: Run, arguments: list[Value]) -> list[Decimal]:
    items = given_items(arguments)
    run.spend(len(items))
    if not all(isinstance(item, Decimal) for item in items):
        raise Fault("items", wanted="number")
    return items


def sum_of(numbers: list[Decimal]) -> Decimal:
    """Return the sum of numbers, at 34 digits."""
    return reduce(lambda a, b: number(NUMBERS.add, a, b), numbers)


def mean_of(numbers: list[Decimal]) -> Decimal:
    """Return the arithmetic mean of numbers, at 34 digits."""
    return number(NUMBERS.divide, sum_of(numbers), Decimal(len(numbers)))


def _of_numbers(
    compute: Callable[[list[Decimal]], Decimal | None],
) -> Callable[..., Decimal | None]:
    def call(run: Run, arguments: list[Value]) -> Decimal | None:
        if arguments == [None]:
            return None
        numbers = _numbers(run, arguments)
        return compute(numbers) if numbers else None

    return call


def _product(numbers: list[Decimal]) -> Decimal:
    return reduce(lambda a, b: number(NUMBERS.multiply, a, b), numbers)


def _median(numbers: list[Decimal]) -> Decimal:
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return mean_of(ordered[middle - 1 : middle + 1])


def _deviation(numbers: list[Decimal]) -> Decimal | None:
    """Return the standard deviation of a sample; of one number there is none."""
    if len(numbers) < 2:
        raise Fault("too-few", count="2")
    mean = mean_of(numbers)
    squares = []
    for item in numbers:
        distance = number(NUMBERS.subtract, item, mean)
        squares.append(number(NUMBERS.multiply, distance, distance))
    variance = number(NUMBERS.divide, sum_of(squares), Decimal(len(numbers) - 1))
    return number_of(NUMBERS.sqrt, variance)


def _mode(run: Run, arguments: list[Value]) -> list[Decimal] | None:
    if arguments == [None]:
        return None
    numbers = _numbers(run, arguments)
    counts: dict[Decimal, int] = {}
    for item in numbers:
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(item for item, count in counts.items() if count == most)


def _sum(run: Run, arguments: list[Value]) -> Value:
    """Return the sum of numbers, or of durations of one kind."""
    if arguments == [None]:
        return None
    items = given_items(arguments)
    kinds = {kind_of(item) for item in items}
    run.spend(len(items))
    summable = kinds in ({"days and time duration"}, {"years and months duration"})
    if not summable:
        return sum_of(_numbers(run, items)) if items else None
    return reduce(add, items)


def _extreme(sign: int) -> Callable[..., Value]:
    def call(run: Run, arguments: list[Value]) -> Value:
        items = given_items(arguments)
        run.spend(len(items))
        best = items[0] if items else None
        for item in items:
            found = order(item, best)
            if found is None:
                if item is None or best is None:
                    return None
                raise Fault("not-comparable", left=kind_of(best), right=kind_of(item))
            if found == sign:
                best = item
        return best

    return call


def _sort(run: Run, items: list[Value], precedes: FeelFunction | None) -> list[Value]:
    run.fill(len(items))
    if precedes is not None:
        expect_pairs(precedes, "precedes", "function(a, b)")

    def before(a: Value, b: Value) -> bool:
        run.spend(1)
        if precedes is None:
            found = order(a, b)
            if found is None:
                raise Fault("not-comparable", left=kind_of(a), right=kind_of(b))
            return found < 0
        return holds_of_pair(run, precedes, a, b)

    def compared(a: Value, b: Value) -> int:
        return -1 if before(a, b) else int(before(b, a))

    return sorted(items, key=cmp_to_key(compared))


_ITEMS = [p("list!")]

FUNCTIONS: Mapping[str, Function] = table(
    one("min", _ITEMS, _extreme(-1), variadic=True),
    one("max", _ITEMS, _extreme(1), variadic=True),
    one("sum", _ITEMS, _sum, variadic=True),
    one("mean", _ITEMS, _of_numbers(mean_of), types.NUMBER, variadic=True),
    one("product", _ITEMS, _of_numbers(_product), types.NUMBER, variadic=True),
    one("median", _ITEMS, _of_numbers(_median), types.NUMBER, variadic=True),
    one("stddev", _ITEMS, _of_numbers(_deviation), types.NUMBER, variadic=True),
    one("mode", _ITEMS, _mode, types.ListType(types.NUMBER), variadic=True),
    one(
        "sort",
        [p("list", types.ANY_LIST), p("precedes?", types.ANY_FUNCTION)],
        _sort,
        types.ANY_LIST,
    ),
)
