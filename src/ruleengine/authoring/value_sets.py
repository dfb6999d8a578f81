"""Sets of the values of one name: a point, several, what two have in common.

In: kinds, values, inputs as compiled. Out: sets of the table room. A name holds values of
one kind, so that the sets that meet here are always of the same one.
"""

from __future__ import annotations

from functools import partial, reduce
from typing import TYPE_CHECKING, cast

from ruleengine.table import IntervalSet, ValueSet, cover, everything

if TYPE_CHECKING:
    import datetime as dt

    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.table import CellSet, Kind


def point(kind: Kind, value: object) -> CellSet:
    """Return the set of one value of a kind; null may be that value."""
    if kind == "string" or kind == "boolean":  # noqa: PLR1714  # a tuple would not narrow the type
        return ValueSet.of(kind, cast("str | bool | None", value))
    if value is None:
        return IntervalSet.only_null(kind)
    return IntervalSet.point(kind, cast("dt.date", value))


def union(one: CellSet, other: CellSet) -> CellSet:
    """Return the values of either set."""
    return one.union(other)  # type: ignore[arg-type]  # one kind


def common(one: CellSet, other: CellSet) -> CellSet:
    """Return the values of both sets."""
    found = cover.meet((one,), (other,))
    return found[0] if found else one.difference(one)  # type: ignore[arg-type]  # one kind


def meet(one: CellSet, other: CellSet) -> bool:
    """Tell whether two sets have a value in common."""
    return cover.meet((one,), (other,)) is not None


def domain_of(datum: CompiledDatum) -> CellSet | None:
    """Return the values that an input may have; None where nobody wrote them down."""
    kind = cast("Kind", datum.type)
    written = datum.covers
    if written is not None and written.values is None:
        return None
    if not datum.values and written is None and kind != "boolean":
        return None
    listed = map(partial(point, kind), datum.values)
    asked = reduce(union, listed) if datum.values else everything(kind, null=False)
    if written is not None and written.values is not None:
        asked = common(asked, written.values)
    may_be_absent = datum.optional and not datum.has_default
    return union(asked, point(kind, None)) if may_be_absent else asked
