"""frozen: what the type checker holds to be a frozen dataclass, made in a sixth of the time.

``dataclass(frozen=True, slots=True)`` writes and compiles six methods for each class. For
some two hundred classes that was a third of the start of a command, and their objects
take three times as long to make. Here only ``__init__`` is written, and that for the
first object; what compares, hashes and shows an object walks over its fields, and mypy
proves that nobody sets one.

That is for what the program keeps to itself. What callers are given is guarded at run
time too: here, or as a dataclass where it is compared very often.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import (
    TYPE_CHECKING,
    Any,
    NoReturn,
    TypeVar,
    dataclass_transform,
    overload,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(
    *, kw_only: bool = False, eq: bool = True, guarded: bool = False
) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    cls: type[Any] | None = None,
    /,
    *,
    kw_only: bool = False,
    eq: bool = True,
    guarded: bool = False,
) -> Any:
    """Make a class a dataclass with slots that is not to be changed.

    Args:
        cls: the class.
        kw_only: as for ``dataclass``.
        eq: as for ``dataclass``.
        guarded: who sets a field is also refused at run time.
    """

    def make(cls: type[Any]) -> type[Any]:
        made = dataclass(slots=True, kw_only=kw_only, init=False, eq=False, repr=False)(
            cls
        )
        _put(made, "__init__", _late_init(made, guarded=guarded))
        shown = [each.name for each in fields(made) if each.repr]
        _put(made, "__repr__", _written(shown))
        if eq:
            compared = [each.name for each in fields(made) if each.compare]
            values = _values(compared)
            _put(made, "__hash__", lambda self: hash(values(self)))
            _put(made, "__eq__", _equal(values))
        if guarded:
            _put(made, "__setstate__", _restore)
            return sealed(made)
        return made

    return make if cls is None else make(cls)


def sealed(cls: type[T]) -> type[T]:
    """Let objects of a frozen dataclass with slots refuse every name in the same words.

    Python itself does so for fields only: who sets a property, or a name that is not
    there, is told in a TypeError that ``super`` cannot be called.
    """
    for method in ("__setattr__", "__delattr__"):
        setattr(cls, method, _refuse)
    return cls


class MadeOnce:
    """What writes its own ``__init__`` and does not change from its last line on.

    That line is ``self._is_made = True``.
    """

    _is_made: bool

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse what would change the object for everybody who shares it."""
        if hasattr(self, "_is_made"):
            msg = f"{_refusal(self, name)}; hold it in an object of your own"
            raise FrozenInstanceError(msg)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        """Refuse it as well."""
        _refuse(self, name)


def _refuse(self: object, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(_refusal(self, name))


def _refusal(self: object, name: str) -> str:
    return f"cannot set or delete {name!r}: a {type(self).__name__} does not change"


def _restore(self: object, state: tuple[None, Mapping[str, object]]) -> None:
    """Take the fields of an object that was copied or pickled."""
    for name, value in state[1].items():
        object.__setattr__(self, name, value)


def _late_init(cls: type[Any], *, guarded: bool) -> Callable[..., None]:
    """Return an ``__init__`` that writes the real one for the first object.

    Of half of the classes a process makes no object.
    """

    def late(self: object, *values: object, **named: object) -> None:
        cls.__init__ = _init(cls, guarded=guarded)
        cls.__init__(self, *values, **named)

    return late


def _init(cls: type[Any], *, guarded: bool) -> Callable[..., None]:
    """Return an ``__init__`` that takes fields as that of a dataclass does."""
    known: dict[str, Any] = {"_put": object.__setattr__, "_absent": MISSING}
    taken: list[str] = []
    by_name: list[str] = []
    lines: list[str] = []
    for each in fields(cls):
        name = parameter = value = each.name
        if each.default_factory is not MISSING:
            known[f"_make_{name}"] = each.default_factory
            made = f"_make_{name}()"
            value = f"{made} if {name} is _absent else {name}" if each.init else made
            parameter = f"{name}=_absent"
        elif each.default is not MISSING:
            known[f"_default_{name}"] = each.default
            parameter = f"{name}=_default_{name}"
        if each.init:
            (by_name if each.kw_only else taken).append(parameter)
        lines.append(
            f"_put(self, {name!r}, {value})" if guarded else f"self.{name} = {value}"
        )
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join(["self", *taken, *(["*", *by_name] if by_name else ())])
    source = f"def __init__({parameters}):\n " + "\n ".join(lines or ["pass"])
    exec(source, known)  # noqa: S102  the names of our own fields
    written: Callable[..., None] = known["__init__"]
    return written


def _put(cls: type[Any], name: str, method: Callable[..., Any]) -> None:
    # A class with an __eq__ of its own has a __hash__ of None until it writes one.
    if cls.__dict__.get(name) is None:
        setattr(cls, name, method)


def _values(names: Sequence[str]) -> Callable[[object], tuple[object, ...]]:
    if not names:
        return lambda _each: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda each: (get(each),)


def _equal(
    values: Callable[[object], tuple[object, ...]],
) -> Callable[[object, object], Any]:
    def equal(self: object, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return equal


def _written(names: Sequence[str]) -> Callable[[object], str]:
    def written(self: object) -> str:
        parts = (f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({', '.join(parts)})"

    return written
