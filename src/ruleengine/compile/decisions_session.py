"""Sessions: what one computation carries along while formulas call each other.

In: the decisions of a pack, effective readings, the date of the rules. Out: the trail
of steps and the troubles met, when someone asks for them. FEEL hands a calendar through
to every function; the session is that calendar, so that a called decision finds the
readings and the date of its caller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, overload

from ruleengine.base.frozen import frozen
from ruleengine.base.text import Text
from ruleengine.compile import decisions_wording_en, decisions_wording_zh
from ruleengine.feel.text_of import text_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from ruleengine.feel.values import Value


T = TypeVar("T")

MOST_TROUBLES = 20
"""Kept of one computation; more would only repeat themselves."""


class Callee(Protocol):
    """Whatever formulas can call by name."""

    def call(self, session: Session, arguments: Sequence[Value]) -> Value:
        """Return the value for arguments given by position; None when there is none."""
        ...


class NumberKind(Protocol):
    """What data and parts ask of the identifier they refer to."""

    @property
    def id(self) -> str:
        """Full id."""
        ...

    @property
    def title(self) -> str:
        """What people call it."""
        ...

    def accepts(self, text: str) -> bool:
        """Tell whether a text is built as such a number."""
        ...

    def holds(self, text: str, session: Session) -> bool:
        """Tell whether a text is such a number, its own checks included."""
        ...


class Days(Protocol):
    """Whatever knows which days are worked."""

    def is_working(self, day: dt.date) -> bool | None:
        """Tell whether a day is worked; None in a year that is not published."""
        ...


@frozen(kw_only=True)
class StepFact:
    """One line of a derivation."""

    decision: str
    """Full id of the decision it belongs to."""
    name: str
    """Key of a step or output; ``<id>.<key>`` or ``<id>`` inside a called decision."""
    title: str
    symbol: str
    value: Value
    unit: str
    decimals: int | None
    formula: str
    """The expression as written; empty for a table."""
    inputs: Mapping[str, Value]
    rows: tuple[str, ...]
    """Ids of the rows that held; empty for a formula."""
    clauses: tuple[str, ...]


class Trail:
    """Steps in the order in which they were finished, none twice."""

    __slots__ = ("_seen", "steps")

    def __init__(self) -> None:
        self.steps: list[StepFact] = []
        self._seen: set[str] = set()

    def add(self, step: StepFact) -> None:
        """Keep a step, unless the same one is there: formulas ask again and again."""
        mark = repr((step.decision, step.name, step.inputs, step.value))
        if mark not in self._seen:
            self._seen.add(mark)
            self.steps.append(step)


class Consulted(dict[str, str]):
    """Readings that remember which of them decided something."""

    def __init__(self, readings: Mapping[str, str]) -> None:
        super().__init__(readings)
        self.names: set[str] = set()

    @overload
    def get(self, name: str, default: None = None, /) -> str | None: ...
    @overload
    def get(self, name: str, default: str, /) -> str: ...
    @overload
    def get(self, name: str, default: T, /) -> str | T: ...
    def get(self, name: str, default: object = None, /) -> object:
        """Return a choice, and remember that it was asked for."""
        if name in self:
            self.names.add(name)
        return super().get(name, default)


class Session:
    """One computation, or many of the same readings and date when nothing is kept."""

    __slots__ = (
        "as_of",
        "calendar",
        "callables",
        "readings",
        "trail",
        "troubles",
    )

    def __init__(
        self,
        callables: Mapping[str, Callee],
        readings: Mapping[str, str],
        as_of: dt.date,
        calendar: Days | None = None,
        *,
        keep: bool = False,
    ) -> None:
        self.callables = callables
        self.readings = Consulted(readings) if keep else readings
        self.as_of = as_of
        self.calendar = calendar
        self.trail = Trail() if keep else None
        self.troubles: list[Text] | None = [] if keep else None

    @property
    def consulted(self) -> tuple[str, ...]:
        """Bare names of the readings that decided something so far, when kept."""
        kept = self.readings
        return tuple(sorted(kept.names)) if isinstance(kept, Consulted) else ()

    def is_working_day(self, date: dt.date) -> bool | None:
        """Tell whether a day is worked; None when that is not known."""
        return self.calendar.is_working(date) if self.calendar else None

    def trouble(self, key: str, **facts: str) -> None:
        """Keep why a value is null."""
        self.keep_trouble(
            Text(
                decisions_wording_zh.TROUBLES[key].format_map(facts),
                decisions_wording_en.TROUBLES[key].format_map(facts),
            )
        )

    def keep_trouble(self, text: Text) -> None:
        """Keep why a value is null, in words."""
        kept = self.troubles
        if kept is not None and len(kept) < MOST_TROUBLES and text not in kept:
            kept.append(text)


def shown(values: Mapping[str, Value]) -> str:
    """Return values with their names on one line."""
    return ", ".join(f"{name} = {text_of(value)}" for name, value in values.items())
