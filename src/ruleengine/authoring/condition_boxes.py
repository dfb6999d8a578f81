"""FEEL conditions -> where they are true and where they are false, as boxes of values.

In: a syntax tree and the values that each name may have. Out: ``Truth``. Comparisons of
a name with constants are exact sets; two names compared are one axis with the values
``<``, ``=``, ``>``; anything else is an axis of its own that may be true or false. So
both answers hold everything that can happen, and an empty one is a proof.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, cast

from ruleengine.authoring.value_sets import common, meet, point, union
from ruleengine.feel import ast, print as printing
from ruleengine.table import IntervalSet, ValueSet, everything

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruleengine.table import CellSet, Kind

Box = Mapping[str, "CellSet"]
"""Axis -> the values it may have; axes that are not named may have any."""
Region = tuple[Box, ...]
"""The points of any of these boxes; none: nothing."""
Constant = Decimal | str | bool | dt.date | None

ANYWHERE: Region = ({},)
NOWHERE: Region = ()
LIMIT = 400
"""Boxes beyond which a condition is left undecided."""
FREE = "?"
"""Begins the name of an axis that stands for something not looked into."""
ORDER = "~"
"""Begins the name of an axis that compares two names."""
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
ORDERS = {
    "<": ("<",),
    "<=": ("<", "="),
    ">": (">",),
    ">=": ("=", ">"),
    "=": ("=",),
    "!=": ("<", ">"),
}


class UndecidedError(Exception):
    """The condition cuts its values into too many boxes."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a condition can be true, and where it can be false."""

    true: Region
    false: Region


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads conditions over names with known values."""

    axes: Mapping[str, str]
    """Name in the text -> axis."""
    domains: Mapping[str, CellSet]
    """Axis -> the values it may have."""

    def truth(self, node: ast.Expression) -> Truth:
        """Return where a condition is true and false.

        Raises:
            UndecidedError: there are too many boxes to go on.
        """
        match node:
            case ast.BooleanLiteral():
                return _always() if node.value else _never()
            case ast.And():
                return self._and(node.operands)
            case ast.Or():
                return _not(self._and(node.operands, negated=True))
            case ast.Comparison():
                return self._comparison(node)
            case ast.Between():
                return self._between(node)
            case ast.In():
                return self._in(node)
            case ast.Call(function=ast.Name(name="not"), arguments=(argument,)):
                return _not(self.truth(argument.value))
            case ast.Name() if self._kind(node) == "boolean":
                return self._within(node, ValueSet.of("boolean", True), node)  # noqa: FBT003  # a value
            case _:
                return _free(node)

    def _and(
        self, operands: Iterable[ast.Expression], *, negated: bool = False
    ) -> Truth:
        true, false = ANYWHERE, NOWHERE
        for operand in operands:
            part = self.truth(operand)
            part = _not(part) if negated else part
            true = both(true, part.true)
            false = _bounded((*false, *part.false))
        return Truth(true, false)

    def _comparison(self, node: ast.Comparison) -> Truth:
        name, operator, other = node.left, node.operator, node.right
        if self._kind(name) is None:
            name, operator, other = other, FLIPPED.get(operator, operator), name
        kind = self._kind(name)
        if kind is None or operator not in ORDERS:
            return _free(node)
        if self._kind(other) is not None:
            return self._order(name, operator, other, node)
        known, constant = constant_of(other)
        tested = _compared(kind, operator, constant) if known else None
        return self._within(name, tested, node) if tested is not None else _free(node)

    def _order(
        self,
        one: ast.Expression,
        operator: str,
        other: ast.Expression,
        node: ast.Expression,
    ) -> Truth:
        first, second = self._axis(one), self._axis(other)
        if first == second or self._kind(one) != self._kind(other):
            return _free(node)
        if first > second:
            first, second, operator = second, first, FLIPPED[operator]
        axis = f"{ORDER}{first}~{second}"
        holds = ValueSet.of("string", *ORDERS[operator])
        fails = ValueSet.of("string", *({"<", "=", ">"} - set(ORDERS[operator])))
        return Truth(({axis: holds},), ({axis: fails},))

    def _between(self, node: ast.Between) -> Truth:
        low = ast.Comparison(operator=">=", left=node.value, right=node.low)
        high = ast.Comparison(operator="<=", left=node.value, right=node.high)
        return self._and((low, high))

    def _in(self, node: ast.In) -> Truth:
        kind = self._kind(node.value)
        if kind is None:
            return _free(node)
        tests = [_tested(kind, test) for test in _flat(node.tests)]
        if any(test is None for test in tests):
            return _free(node)
        whole = cast("list[CellSet]", tests)
        return self._within(node.value, reduce(union, whole), node)

    def _within(
        self, name: ast.Expression, tested: CellSet | None, node: ast.Expression
    ) -> Truth:
        if tested is None:
            return _free(node)
        axis = self._axis(name)
        domain = self.domains[axis]
        ordering = isinstance(node, ast.Comparison) and node.operator not in {"=", "!="}
        asked = _without_null(domain) if ordering or node is name else domain
        return Truth(
            _boxed(axis, common(asked, tested)),
            _boxed(axis, common(asked, tested.complement())),
        )

    def _kind(self, node: ast.Expression) -> Kind | None:
        if not isinstance(node, ast.Name) or node.name not in self.axes:
            return None
        domain = self.domains.get(self.axes[node.name])
        return domain.domain if domain is not None else None

    def _axis(self, node: ast.Expression) -> str:
        assert isinstance(node, ast.Name), "asked only of names with a kind"
        return self.axes[node.name]


def constant_of(node: ast.Expression) -> tuple[bool, Constant]:
    """Tell whether a piece of FEEL is a constant, and return it."""
    match node:
        case ast.NumberLiteral() | ast.StringLiteral() | ast.BooleanLiteral():
            return True, node.value
        case ast.Negation(value=ast.NumberLiteral(value=value)):
            return True, -value
        case ast.NullLiteral():
            return True, None
        case ast.AtLiteral():
            return _date_of(node.text)
        case ast.Call(
            function=ast.Name(name="date"),
            arguments=(ast.Argument(value=ast.StringLiteral(value=text)),),
        ):
            return _date_of(text)
        case _:
            return False, None


def both(one: Region, other: Region) -> Region:
    """Return the points of two regions.

    Raises:
        UndecidedError: there are too many boxes to go on.
    """
    met = (_meet_boxes(a, b) for a in one for b in other)
    return _bounded(tuple(box for box in met if box is not None))


def meeting(one: Region, other: Region) -> bool:
    """Tell whether two regions have a point in common."""
    return any(_boxes_meet(a, b) for a in one for b in other)


def exactly_known(box: Box) -> bool:
    """Tell whether a point of a box exists for certain.

    It does when no axis stands for something not looked into, or that one alone.
    """
    narrow = [
        axis
        for axis, values in box.items()
        if not everything(values.domain, null=False).difference(values).is_empty  # type: ignore[arg-type]  # one kind
    ]
    vague = [axis for axis in narrow if axis.startswith((FREE, ORDER))]
    return not vague or len(narrow) == 1


def _bounded(region: Region) -> Region:
    if len(region) > LIMIT:
        raise UndecidedError
    return region


def _always() -> Truth:
    return Truth(ANYWHERE, NOWHERE)


def _never() -> Truth:
    return Truth(NOWHERE, ANYWHERE)


def _not(truth: Truth) -> Truth:
    return Truth(truth.false, truth.true)


def _free(node: ast.Expression) -> Truth:
    axis = FREE + printing.to_text(node)
    yes, no = ValueSet.of("boolean", True), ValueSet.of("boolean", False)  # noqa: FBT003  # values
    return Truth(({axis: yes},), ({axis: no},))


def _boxed(axis: str, values: CellSet) -> Region:
    return NOWHERE if values.is_empty else ({axis: values},)


def _meet_boxes(one: Box, other: Box) -> Box | None:
    met = dict(one)
    for axis, values in other.items():
        met[axis] = common(met[axis], values) if axis in met else values
        if met[axis].is_empty:
            return None
    return met


def _boxes_meet(one: Box, other: Box) -> bool:
    shared = ((values, other[axis]) for axis, values in one.items() if axis in other)
    return all(meet(a, b) for a, b in shared)


def _without_null(values: CellSet) -> CellSet:
    return common(values, everything(values.domain, null=False))


def _date_of(text: str) -> tuple[bool, Constant]:
    try:
        return True, dt.date.fromisoformat(text)
    except ValueError:
        return False, None


def _compared(kind: Kind, operator: str, constant: Constant) -> CellSet | None:
    """Return the values of a kind that compare so with a constant; None: no idea."""
    if not _fits(kind, constant):
        return None
    equal = point(kind, constant)
    if operator == "=":
        return equal
    if operator == "!=":
        return equal.complement()
    if not isinstance(equal, IntervalSet) or not isinstance(
        constant, Decimal | dt.date
    ):
        return None
    closed = operator.endswith("=")
    if operator.startswith("<"):
        return IntervalSet.between(equal.domain, None, constant, high_closed=closed)
    return IntervalSet.between(equal.domain, constant, None, low_closed=closed)


def _fits(kind: Kind, constant: Constant) -> bool:
    wanted = {"string": str, "boolean": bool, "date": dt.date}.get(kind, Decimal)
    return constant is None or isinstance(constant, wanted)


def _flat(tests: Sequence[ast.Expression]) -> list[ast.Expression]:
    if len(tests) == 1 and isinstance(tests[0], ast.ListLiteral):
        return list(tests[0].items)
    return list(tests)


def _tested(kind: Kind, test: ast.Expression) -> CellSet | None:
    match test:
        case ast.RangeLiteral():
            low_known, low = constant_of(test.low)
            high_known, high = constant_of(test.high)
            low_set = _compared(kind, ">=" if test.low_included else ">", low)
            high_set = _compared(kind, "<=" if test.high_included else "<", high)
            if not low_known or not high_known or low_set is None or high_set is None:
                return None
            return common(low_set, high_set)
        case ast.UnaryTest():
            known, constant = constant_of(test.value)
            return _compared(kind, test.operator, constant) if known else None
        case _:
            known, constant = constant_of(test)
            return _compared(kind, "=", constant) if known else None
