"""One object of JSON or YAML as a record.

Comes in: the members of an object. Goes out: a Record by field key, and findings for
what cannot be a value. Knows nothing of files.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ruleengine.readers.catalogue import fold
from ruleengine.readers.encoding import DAMAGED
from ruleengine.readers.faults import suggestions
from ruleengine.readers.header import SUGGESTED
from ruleengine.readers.json_text import Pairs, Unfit, pairs_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ruleengine.base.record import FieldShape, Record, Value
    from ruleengine.readers.catalogue import TableIndex
    from ruleengine.readers.faults import Faults
    from ruleengine.readers.json_text import Members

UNKNOWN_KEYS = 1000
"""Further unknown keys are not told apart."""
SHAPES = 200
"""So many lists of names are remembered."""
_PLAIN = frozenset({str, int, bool, type(None)})
"""What is a value as it is; a text may be damaged."""

_HALF = re.compile("[\ud800-\udfff\ufffd]")
"""Half of a surrogate pair, or a character that was damaged before."""


class ObjectReader:
    """Turns objects into records of one table."""

    def __init__(self, table: TableIndex, faults: Faults, encoding: str) -> None:
        self._table = table
        self._faults = faults
        self._encoding = encoding
        self._known: dict[str, FieldShape | None] = {}
        self._shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        """The names of an object in their order -> the keys that they mean."""
        self._unknown: dict[str, int] = {}
        """Unknown key -> the first record that has it."""

    def record(self, index: int, members: Members) -> Record:
        """Return the record; ``index`` counts from 1 and has been noted before."""
        plain = self._plain(members) if isinstance(members, dict) else None
        if plain is not None:
            return plain
        record: dict[str, Value] = {}
        for name, raw in pairs_of(members):
            item = self._field(name)
            if item is None:
                self._count(name, index)
            elif item.key in record:
                self._tell(index, item, "duplicate-key", header=clean(name))
            else:
                record[item.key] = self._value(index, item, raw)
        return record

    def _plain(self, members: dict[str, Any]) -> Record | None:
        """Return the record of known members with sound values; None for any other."""
        names = tuple(members)
        keys = self._shapes.get(names) or self._learn(names)
        if len(keys) < len(names) or not _are_sound(members.values()):
            return None
        if keys == names:
            return members
        return dict(zip(keys, members.values(), strict=True))

    def _learn(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys of members; fewer where some are of no or of the same field."""
        keys = tuple(dict.fromkeys(filter(None, map(self.key_of, names))))
        if len(self._shapes) < SHAPES:
            self._shapes[names] = keys
        return keys

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield all names by which a field goes, with its key."""
        for item in self._table.shape.fields:
            for name in dict.fromkeys((item.key, *item.names)):
                if self.key_of(name) == item.key:
                    yield name, item.key

    def key_of(self, name: str) -> str | None:
        """Return the key of the field that a member means, or None."""
        item = self._field(name)
        return item.key if item else None

    def skip(self, name: str, index: int, times: int) -> None:
        """Count an unknown member that stands in ``times`` records from ``index`` on."""
        if times:
            self._count(name, index)
            if name not in self._unknown:
                self._faults.dropped["unknown-field"] += times - 1

    def tell(self) -> None:
        """Report each unknown key once."""
        for count, (name, first) in enumerate(self._unknown.items()):
            near = suggestions(name, self._table.shape) if count < SUGGESTED else ()
            self._faults.add(
                "unknown-field",
                "unknown",
                {"header": clean(name), "suggestions": near},
                at=self._faults.locator.place(first, None),
            )

    def _field(self, name: str) -> FieldShape | None:
        if name not in self._known:
            meant = self._table.fields.get(fold(name), ())
            if not meant:
                return None
            self._known[name] = meant[0]
        return self._known[name]

    def _count(self, name: str, index: int) -> None:
        if name not in self._unknown:
            if len(self._unknown) >= UNKNOWN_KEYS:
                self._faults.dropped["unknown-field"] += 1
                return
            self._unknown[name] = index

    def _value(self, index: int, item: FieldShape, raw: object) -> Value:
        match raw:
            case str():
                if _is_sound(raw):
                    return raw
                text = clean(raw)
                self._tell(index, item, "encoding", text, encoding=self._encoding)
                return text
            case None | bool() | int():
                return raw
            case Decimal():
                return _number(raw)
            case Unfit(text):
                self._tell(index, item, "non-finite", text, number=text)
                return None
            case dt.date():
                return raw
            case float():
                return _number(Decimal(repr(raw)))
            case _:
                self._tell(index, item, "nested-value", found=kind_of(raw))
                return None

    def _tell(
        self,
        index: int,
        item: FieldShape,
        reason: str,
        value: str | None = None,
        **params: str,
    ) -> None:
        self._faults.add(
            "unreadable",
            reason,
            {"name": item.names[0], **params},
            record=index,
            value=value,
        )


def _are_sound(values: Collection[Any]) -> bool:
    """Tell whether values go on as they are."""
    try:
        text = "".join(values)
    except TypeError:
        if not set(map(type, values)) <= _PLAIN:
            return False
        text = "".join([value for value in values if value.__class__ is str])
    return _is_sound(text)


def _is_sound(text: str) -> bool:
    """Tell whether nothing in a text is damaged."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return DAMAGED not in text


def _number(value: Decimal) -> int | Decimal:
    """Return a number; many programs write ``12.0`` for the whole number 12."""
    exponent = value.as_tuple().exponent
    is_fraction = isinstance(exponent, int) and exponent < 0
    return int(value) if is_fraction and value == int(value) else value


def kind_of(value: object) -> str:
    """Return what a JSON value is called: object, array, string, number, ..."""
    match value:
        case Pairs() | dict():
            return "object"
        case list() | tuple():
            return "array"
        case str():
            return "string"
        case bool():
            return "boolean"
        case None:
            return "null"
        case int() | float() | Decimal() | Unfit():
            return "number"
        case _:
            return type(value).__name__


def clean(text: str) -> str:
    """Return text that can be written out again: no half surrogate pairs."""
    return _HALF.sub(DAMAGED, text)
