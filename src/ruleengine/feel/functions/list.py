"""Functions of lists (DMN 1.5, 10.3.4.4); positions count from 1, or back from -1."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.feel import types
from ruleengine.feel.compare import equal
from ruleengine.feel.errors import Fault
from ruleengine.feel.functions.signature import (
    Function,
    Signature,
    one,
    parameter as p,
    table,
)
from ruleengine.feel.values import FeelFunction, Value, kind_of, to_int

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.runtime import Run

_LIST = p("list", types.ANY_LIST)
_POSITION = p("position", types.NUMBER)
_BOOLEANS = frozenset({bool, type(None)})
_LOOKED_UP = frozenset({Decimal, str, bool})
"""Kinds that equal only their own kind, and hash as they compare."""


def place(items: list[Value], position: Decimal) -> int:
    """Return the index from 0 of a position that exists.

    Raises:
        Fault: it does not.
    """
    number = to_int(position)
    if number != position or not 1 <= abs(number) <= len(items):
        raise Fault("no-position", position=f"{position:f}", count=str(len(items)))
    return number - 1 if number > 0 else number + len(items)


def given_items(arguments: list[Value]) -> list[Value]:
    """Return the items of ``f(list)`` and ``f(a, b)`` alike."""
    if len(arguments) == 1 and isinstance(arguments[0], list):
        items: list[Value] = arguments[0]
        return items
    return arguments


def expect_pairs(function: FeelFunction, parameter: str, shape: str) -> None:
    """Refuse a function that cannot be asked about two values.

    Args:
        function: the argument.
        parameter: the name of the parameter that it is given for.
        shape: how such a function is written.

    Raises:
        Fault: it does not take two values.
    """
    if len(function.parameters) != 2 and not function.variadic:
        raise Fault("argument", name=parameter, wanted=shape, found="function")


def holds_of_pair(run: Run, function: FeelFunction, one: Value, other: Value) -> bool:
    """Return what a function says of two values.

    Raises:
        Fault: it says neither true nor false.
    """
    verdict = function.call(run, one, other)
    if verdict.__class__ is not bool:
        raise Fault("not-a-condition", found=kind_of(verdict))
    return bool(verdict)


def _contains(run: Run, items: list[Value], element: Value) -> bool:
    run.spend(len(items))
    if element.__class__ is str:  # equal to nothing but the same text, as in Python
        return element in items
    return any(equal(item, element, run) is True for item in items)


def _all(run: Run, arguments: list[Value]) -> bool | None:
    return _verdict(run, arguments, decisive=False)


def _any(run: Run, arguments: list[Value]) -> bool | None:
    return _verdict(run, arguments, decisive=True)


def _verdict(run: Run, arguments: list[Value], *, decisive: bool) -> bool | None:
    items = given_items(arguments)
    if arguments == [None]:
        return None
    run.spend(len(items))
    if any(item is decisive for item in items):
        return decisive
    strange = [item for item in items if item.__class__ not in _BOOLEANS]
    if strange:
        raise Fault("items", wanted="boolean")
    return None if any(item is None for item in items) else not decisive


def _sublist(
    run: Run, items: list[Value], start: Decimal, length: Decimal | None
) -> list[Value]:
    begin = place(items, start)
    if length is None:
        return items[begin:]
    count = to_int(length)
    most = len(items) - begin
    if not 1 <= count <= most:
        raise Fault("argument", name="length", wanted=f"1..{most}", found=str(count))
    run.spend(count)
    return items[begin : begin + count]


def _append(run: Run, items: list[Value], more: list[Value]) -> list[Value]:
    run.fill(len(items) + len(more))
    return [*items, *more]


def _concatenate(run: Run, lists: list[Value]) -> list[Value] | None:
    if any(part is None for part in lists):
        return None
    joined = [
        item for part in lists for item in (part if isinstance(part, list) else [part])
    ]
    run.fill(len(joined))
    return joined


def _insert(
    run: Run, items: list[Value], position: Decimal, item: Value
) -> list[Value]:
    run.fill(len(items) + 1)
    at = place(items, position)
    return [*items[:at], item, *items[at:]]


def _remove(run: Run, items: list[Value], position: Decimal) -> list[Value]:
    run.fill(len(items))
    at = place(items, position)
    return [*items[:at], *items[at + 1 :]]


def _replace(run: Run, items: list[Value], target: Value, item: Value) -> list[Value]:
    run.fill(len(items))
    if not isinstance(target, FeelFunction):
        at = place(items, target)
        return [*items[:at], item, *items[at + 1 :]]
    expect_pairs(target, "match", "function(item, newItem)")
    replaced: list[Value] = []
    for old in items:
        run.spend(1)
        replaced.append(item if holds_of_pair(run, target, old, item) else old)
    return replaced


def _reverse(run: Run, items: list[Value]) -> list[Value]:
    run.fill(len(items))
    return items[::-1]


def _index_of(run: Run, items: list[Value], match: Value) -> list[Value]:
    run.spend(len(items))
    return [
        Decimal(index)
        for index, item in enumerate(items, 1)
        if equal(item, match, run) is True
    ]


def _distinct(run: Run, items: list[Value]) -> list[Value]:
    """Return each value once; figures, texts and booleans are looked up, not searched.

    The parameters of a year's plans go into thousands, all different.
    """
    kept: list[Value] = []
    seen: set[tuple[type, Value]] = set()
    others: list[Value] = []
    for item in items:
        run.spend(1)
        if item.__class__ in _LOOKED_UP:
            key = (item.__class__, item)
            if key in seen:
                continue
            seen.add(key)
        else:
            run.spend(len(others))
            if any(equal(item, other, run) is True for other in others):
                continue
            others.append(item)
        kept.append(item)
    return kept


def _union(run: Run, lists: list[Value]) -> list[Value] | None:
    joined = _concatenate(run, lists)
    return None if joined is None else _distinct(run, joined)


def _flatten(run: Run, items: list[Value]) -> list[Value]:
    flat: list[Value] = []
    stack = [iter(items)]
    while stack:
        for item in stack[-1]:
            run.spend(1)
            if isinstance(item, list):
                stack.append(iter(item))
                break
            flat.append(item)
        else:
            stack.pop()
    run.fill(len(flat))
    return flat


def _count(run: Run, items: list[Value]) -> Decimal:
    del run
    return Decimal(len(items))


_ANY_ITEMS = [p("list!")]

FUNCTIONS: Mapping[str, Function] = table(
    one("list contains", [_LIST, p("element!")], _contains, types.BOOLEAN),
    one("count", [_LIST], _count, types.NUMBER),
    one("all", _ANY_ITEMS, _all, types.BOOLEAN, variadic=True),
    one("any", _ANY_ITEMS, _any, types.BOOLEAN, variadic=True),
    one(
        "sublist",
        [_LIST, p("start position", types.NUMBER), p("length?", types.NUMBER)],
        _sublist,
        types.ANY_LIST,
    ),
    one("append", [_LIST, p("item!")], _append, types.ANY_LIST, variadic=True),
    one("concatenate", _ANY_ITEMS, _concatenate, types.ANY_LIST, variadic=True),
    one("insert before", [_LIST, _POSITION, p("newItem!")], _insert, types.ANY_LIST),
    one("remove", [_LIST, _POSITION], _remove, types.ANY_LIST),
    Function(
        "list replace",
        (
            Signature((_LIST, _POSITION, p("newItem!")), _replace, types.ANY_LIST),
            Signature(
                (_LIST, p("match", types.ANY_FUNCTION), p("newItem!")),
                _replace,
                types.ANY_LIST,
            ),
        ),
    ),
    one("reverse", [_LIST], _reverse, types.ANY_LIST),
    one("index of", [_LIST, p("match!")], _index_of, types.ListType(types.NUMBER)),
    one("union", _ANY_ITEMS, _union, types.ANY_LIST, variadic=True),
    one("distinct values", [_LIST], _distinct, types.ANY_LIST),
    one("flatten", [_LIST], _flatten, types.ANY_LIST),
)
