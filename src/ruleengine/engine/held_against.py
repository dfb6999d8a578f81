"""A condition that is not met -> facts of its finding: what items were held against.

Where nothing but one comparison can be at fault, the facts also say how the item had to
stand to the value, in what that is measured and how it is computed.
"""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ruleengine import feel
from ruleengine.base.frozen import frozen
from ruleengine.base.frozen_map import FrozenMap
from ruleengine.compile.compared import compared
from ruleengine.compile.condition import program_of
from ruleengine.engine.computed_names import formula_of, unit_of
from ruleengine.engine.told_values import SUBMITTED, flat, texts
from ruleengine.feel.free_names import NO_MEMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruleengine.base.finding import Fact
    from ruleengine.compile.compared import Names, Side
    from ruleengine.compile.decisions_session import Callee, Session
    from ruleengine.engine.told_values import Spelling
    from ruleengine.feel.free_names import Members
    from ruleengine.feel.functions.signature import Function

_TOLD = (Decimal, feel.Date)
"""Values that are told as bounds: of others it is not known which side is wrong."""
NO_UNITS: Mapping[str, str] = FrozenMap({})
_OF_FIGURES = {
    ">=": "at-least",
    ">": "more-than",
    "<=": "at-most",
    "<": "less-than",
    "=": "equal",
}
_OF_DATES = {
    ">=": "not-before",
    ">": "after",
    "<=": "not-after",
    "<": "before",
    "=": "equal",
}
_UP, _DOWN = decimal.ROUND_CEILING, decimal.ROUND_FLOOR
_CUTS = {">=": (_UP, _DOWN), ">": (_UP, _DOWN), "<=": (_DOWN, _UP), "<": (_DOWN, _UP)}
"""How a bound is cut, so that who keeps to it is right, and what does not keep to it."""
_NEAREST = (decimal.ROUND_HALF_EVEN, decimal.ROUND_HALF_EVEN)


@frozen(kw_only=True)
class _Told:
    """One side, ready to be evaluated and told."""

    side: Side
    there: feel.Program
    broken: feel.Program
    given: feel.Program
    """The own side."""
    is_plain: bool
    """Whether it is no more than one item."""
    item: str
    unit: str
    formula: str


class HeldAgainst:
    """Tells what a condition held items against, where it was not met."""

    def __init__(
        self,
        tree: feel.ast.Expression,
        names: Names,
        functions: Mapping[str, Function],
        decisions: Mapping[str, Callee],
        printed: Mapping[str, str],
        units: Mapping[str, str] = NO_UNITS,
        spelling: Spelling = SUBMITTED,
        rows: Members = NO_MEMBERS,
    ) -> None:
        """Take a condition and what its names stand for.

        Args:
            tree: of the condition.
            names: what its names stand for.
            functions: what it may call beside the language.
            decisions: those that it may ask, by name.
            printed: name -> what a person calls the item or step.
            units: name -> unit, where it has one.
            spelling: how values are written.
            rows: name of related records -> keys of their items.
        """
        self._rows = rows
        self._functions = functions
        self._decisions = decisions
        self._units = units
        self._printed = printed
        self._spelling = spelling
        sides = compared(tree, names)
        self._sides = tuple(self._told(s, names) for s in sides if not s.is_listed)
        self._items = tuple(self._program(s.there) for s in sides if s.is_listed)

    @property
    def names(self) -> frozenset[str]:
        """Names of the values that the facts hang on."""
        programs = [each for t in self._sides for each in (t.there, t.broken, t.given)]
        return frozenset(n for each in (*programs, *self._items) for n in each.names)

    def facts(self, scope: Mapping[str, Any], session: Session) -> dict[str, Fact]:
        """Return what the values of a scope were held against; may be empty."""
        items = self._shown("against_items", self._items, scope, session)
        if bound := self._bound(scope, session):
            return bound | items
        sides = (told.there for told in self._sides)
        return self._shown("against", sides, scope, session) | items

    def _shown(
        self,
        name: str,
        programs: Iterable[feel.Program],
        scope: Mapping[str, Any],
        session: Session,
    ) -> dict[str, Fact]:
        values = (program.evaluate(scope, session) for program in programs)
        shown = texts(values, self._spelling)
        return {name: shown} if shown else {}

    def _told(self, side: Side, names: Names) -> _Told:
        is_readable = names.are_known(side.plain)
        return _Told(
            side=side,
            there=self._program(side.there),
            broken=self._program(side.broken),
            given=self._program(side.here),
            is_plain=isinstance(side.here, feel.ast.Name),
            item=self._text(side.here),
            unit=unit_of(side.plain, self._decisions, self._units),
            formula=self._text(side.plain) if is_readable else "",
        )

    def _text(self, tree: feel.ast.Expression) -> str:
        return formula_of(tree, self._decisions, self._printed)

    def _program(self, tree: feel.ast.Expression) -> feel.Program:
        return program_of(tree, self._functions, self._rows)

    def _bound(self, scope: Mapping[str, Any], session: Session) -> dict[str, Fact]:
        """Return the facts of the one comparison that was not met; else none."""
        failed: dict[tuple[object, object], _Told] = {}
        for told in self._sides:
            for value in flat([told.broken.evaluate(scope, session)]):
                if not told.side.operator or not isinstance(value, _TOLD):
                    return {}
                failed[told.item, value] = told
        if not failed:
            return {}
        told_once = list(failed.values())
        if len(failed) > 1 and not all(told.side.is_choice for told in told_once):
            return {}
        values = [value for _, value in failed]
        own = told_once[0].given.evaluate(scope, session)
        return self._facts(told_once, values, own)

    def _facts(
        self, every: Sequence[_Told], values: Sequence[object], own: object
    ) -> dict[str, Fact]:
        told = every[0]
        operator = told.side.operator
        name = _name(operator, values)
        if not name:
            return {}
        cut, other_way = _CUTS.get(operator, _NEAREST)
        facts: dict[str, Fact] = {
            "against": texts(values, self._spelling, cut),
            "against_bound": name,
            "against_item": told.item,
        }
        if not told.is_plain and own is not None:
            facts["against_given"] = "".join(texts([own], self._spelling, other_way))
        if isinstance(values[0], Decimal) and len({each.unit for each in every}) == 1:
            facts |= {"against_unit": told.unit} if told.unit else {}
        if told.formula and len(values) == 1:
            facts["against_formula"] = told.formula
        return facts | _days_over(name, own, values)


def _days_over(name: str, own: object, values: Sequence[object]) -> dict[str, Fact]:
    """Return by how many days a date is later than the last one allowed."""
    if name != _OF_DATES["<="] or not isinstance(own, feel.Date):
        return {}
    last = max(value.days for value in values if isinstance(value, feel.Date))
    return {"against_days": str(own.days - last)}


def _name(operator: str, values: Sequence[object]) -> str:
    """Return how an item had to stand to values; empty where no word says it."""
    if all(isinstance(value, feel.Date) for value in values):
        return _OF_DATES[operator]
    if all(isinstance(value, Decimal) for value in values):
        return _OF_FIGURES[operator]
    return ""
