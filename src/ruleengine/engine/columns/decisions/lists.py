"""Functions of lists over columns: sums, extremes, counts, joined lists.

In: ``Items`` and columns, as arguments of a call. Out: columns.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial, reduce
from typing import TYPE_CHECKING

from ruleengine.engine.columns.decisions import exact
from ruleengine.engine.columns.decisions.values import (
    Figures,
    Items,
    Members,
    column_of,
    either,
    figures_in,
    marked,
    repeated,
)
from ruleengine.engine.columns.truth import NotLoweredError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruleengine.engine.columns.decisions.values import Column, Plain

_FOLDS: dict[str, Callable[[Figures, Figures], Figures]] = {
    "sum": exact.total,
    "min": partial(exact.extreme, least=True),
    "max": partial(exact.extreme, least=False),
}
FUNCTIONS = frozenset({*_FOLDS, "count", "concatenate"})


def items_of(columns: Sequence[Column]) -> Items:
    """Return a list of columns.

    Raises:
        NotLoweredError: one of them is no plain value.
    """
    plain = tuple(map(plain_of, columns))
    return Items(plain, either(*(column.doubt for column in plain)))


def plain_of(column: Column) -> Plain:
    """Return a column that is neither one of contexts nor of lists.

    Raises:
        NotLoweredError: it is.
    """
    if isinstance(column, Members | Items):
        raise NotLoweredError("a context or list")
    return column


def called(function: str, arguments: Sequence[Column], height: int) -> Column:
    """Return what one of ``FUNCTIONS`` gives.

    Raises:
        NotLoweredError: it is not told in columns for such arguments.
    """
    if function == "concatenate":
        lists = [_list(argument) for argument in arguments]
        columns = [column for each in lists for column in each.columns]
        return Items(tuple(columns), either(*(each.doubt for each in lists)))
    alone = len(arguments) == 1 and isinstance(arguments[0], Items)
    items = _list(arguments[0]) if alone else items_of(arguments)
    if function == "count":
        if not alone:
            raise NotLoweredError("a count of no list")
        count = column_of([Decimal(len(items.columns))])
        return marked(repeated(count, height), items.doubt)
    figures = [figures_in(column) for column in items.columns]
    if not figures:
        raise NotLoweredError("nothing of an empty list")
    return marked(reduce(_FOLDS[function], figures), items.doubt)


def _list(column: Column) -> Items:
    if not isinstance(column, Items):
        raise NotLoweredError("no list")
    return column
