"""What a JSON text is made of: members of an object, elements of a list, with places.

Comes in: a JsonText with its cursor on the object or list. Goes out: what stands in it,
one after the other; none is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.readers.json_text import Pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.readers.json_text import JsonText

Element = tuple[int | None, object]
"""Line, counted from 1, and value."""


@frozen
class Member:
    """A member of the object that a file holds."""

    name: str
    offset: int
    """Where its value begins; 0 where another parser has read it."""
    value: object
    """Of an array its first element only, inside a list; of a scalar None."""

    @property
    def is_container(self) -> bool:
        """Whether it holds further values."""
        return isinstance(self.value, list | dict)

    @property
    def holds_records(self) -> bool:
        """Whether objects are among what it holds, or it is one."""
        match self.value:
            case Pairs() | dict():
                return True
            case [*items]:
                return any(isinstance(item, Pairs | dict) for item in items)
            case _:
                return False


def members_of(text: JsonText) -> Iterator[Member]:
    """Walk over the members of the object at the cursor and what follows it."""
    text.expect("{")
    is_open = not text.take("}")
    while is_open:
        name = text.value()
        if not isinstance(name, str):
            raise text.broken()
        text.expect(":")
        is_list = text.peek() == "["
        offset = text.offset
        if is_list:
            first = [
                value for at, (_, value) in enumerate(elements_of(text)) if at == 0
            ]
            yield Member(name, offset, first)
        else:
            value = text.value()
            shape: object = {} if isinstance(value, Pairs | dict) else None
            yield Member(name, offset, shape)
        is_open = text.take(",")
        if not is_open:
            text.expect("}")
    if text.peek():
        raise text.broken("json-lines" if text.peek() == "{" else "json-broken")


def elements_of(text: JsonText) -> Iterator[Element]:
    """Walk over the elements of the list at the cursor."""
    text.expect("[")
    if text.take("]"):
        return
    while True:
        text.peek()
        yield text.line(), text.value()
        if not text.take(","):
            text.expect("]")
            return
