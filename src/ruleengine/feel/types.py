"""The types of FEEL, as written in ``instance of`` and as known of names in scope.

Comes in: the text or the tree of a type. Goes out: frozen types and whether one
conforms to another. It knows no values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.feel.ast import InstanceOf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.ast import TypeName


@frozen(guarded=True)
class SimpleType:
    """A type without parts: number, string, boolean, date, Any, Null ..."""

    name: str

    def __str__(self) -> str:
        return self.name


@frozen(guarded=True)
class ListType:
    """``list<item>``."""

    item: Type

    def __str__(self) -> str:
        return f"list<{self.item}>"


@frozen(guarded=True)
class RangeType:
    """``range<item>``."""

    item: Type

    def __str__(self) -> str:
        return f"range<{self.item}>"


@frozen(guarded=True)
class ContextType:
    """``context<key: type, ...>``; without entries every context conforms."""

    entries: tuple[tuple[str, Type], ...] = ()

    @property
    def by_key(self) -> Mapping[str, Type]:
        """The types of the entries by their keys."""
        return dict(self.entries)

    def __str__(self) -> str:
        inside = ", ".join(f"{key}: {kind}" for key, kind in self.entries)
        return f"context<{inside}>" if inside else "context"


@frozen(guarded=True)
class FunctionType:
    """``function<parameter, ...> -> result``; parameters None: any function."""

    parameters: tuple[Type, ...] | None = None
    result: Type = SimpleType("Any")

    def __str__(self) -> str:
        if self.parameters is None:
            return "function"
        return f"function<{', '.join(map(str, self.parameters))}> -> {self.result}"


Type = SimpleType | ListType | RangeType | ContextType | FunctionType

ANY = SimpleType("Any")
NULL = SimpleType("Null")
NUMBER = SimpleType("number")
STRING = SimpleType("string")
BOOLEAN = SimpleType("boolean")
DATE = SimpleType("date")
TIME = SimpleType("time")
DATE_TIME = SimpleType("date and time")
YEAR_MONTH = SimpleType("years and months duration")
DAY_TIME = SimpleType("days and time duration")
ANY_LIST = ListType(ANY)
ANY_RANGE = RangeType(ANY)
ANY_CONTEXT = ContextType()
ANY_FUNCTION = FunctionType()

_NAMED: Mapping[str, Type] = {
    **{
        kind.name: kind
        for kind in (
            ANY,
            NULL,
            NUMBER,
            STRING,
            BOOLEAN,
            DATE,
            TIME,
            DATE_TIME,
            YEAR_MONTH,
            DAY_TIME,
        )
    },
    "dateTime": DATE_TIME,
    "dayTimeDuration": DAY_TIME,
    "yearMonthDuration": YEAR_MONTH,
    "list": ANY_LIST,
    "range": ANY_RANGE,
    "context": ANY_CONTEXT,
    "function": ANY_FUNCTION,
}
TYPE_NAMES = tuple(_NAMED)
_BEFORE_TYPE = "null instance of "


def parse(text: str) -> Type:
    """Return the type that a text such as ``list<number>`` writes.

    Raises:
        FeelError: there is no such type.
    """
    # Imported here so that the types alone need no parser.
    from ruleengine.feel.errors import FeelError
    from ruleengine.feel.parser import parse as parse_tree

    tree = parse_tree(f"{_BEFORE_TYPE}{text}")
    found = from_tree(tree.type) if isinstance(tree, InstanceOf) else None
    if found is None:
        raise FeelError("unknown-type", text, 0, name=text)
    return found


def from_tree(written: TypeName) -> Type | None:
    """Return the type of a tree, or None when there is no such type."""
    parts = [from_tree(part) for part in written.arguments]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        return None
    match written.name:
        case "list" if len(known) == 1 and not written.keys:
            return ListType(known[0])
        case "range" if len(known) == 1 and not written.keys:
            return RangeType(known[0])
        case "context" if written.keys:
            return ContextType(tuple(zip(written.keys, known, strict=True)))
        case "function" if written.result is not None:
            result = from_tree(written.result)
            return FunctionType(tuple(known), result) if result is not None else None
        case name:
            return None if parts else _NAMED.get(name)


def conforms(given: Type, wanted: Type) -> bool:
    """Tell whether every value of ``given`` is one of ``wanted``."""
    if wanted in (ANY, given) or given == NULL:
        return True
    match given, wanted:
        case (ListType(inner), ListType(outer)) | (RangeType(inner), RangeType(outer)):
            return conforms(inner, outer)
        case ContextType(), ContextType():
            has = given.by_key
            return all(
                key in has and conforms(has[key], kind) for key, kind in wanted.entries
            )
        case FunctionType(), FunctionType():
            return _function_conforms(given, wanted)
        case _:
            return False


def _function_conforms(given: FunctionType, wanted: FunctionType) -> bool:
    if wanted.parameters is None:
        return True
    if given.parameters is None or len(given.parameters) != len(wanted.parameters):
        return False
    # Parameters are contravariant: what is wanted must be acceptable to what is given.
    pairs = zip(wanted.parameters, given.parameters, strict=True)
    return all(conforms(want, have) for want, have in pairs) and conforms(
        given.result, wanted.result
    )
