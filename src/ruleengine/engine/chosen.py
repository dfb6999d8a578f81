"""Rows of a table that a condition chooses.

In: the rows kept of a table, a condition on its records. Out: those that it chooses, and
those of which an error or a value of wrong form leaves that open: nobody may conclude
that they do not count.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ruleengine import feel
from ruleengine.base.frozen import frozen
from ruleengine.base.text import Text
from ruleengine.engine.typed_record import TypedRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruleengine.base.record import Record
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.settings import Settings

REMEMBERED = 20_000
"""Answers that are remembered."""
_WORDS = frozenset({str, bool, type(None)})
_TEXTS = frozenset({str, type(None)})


class Row(dict[str, Any]):
    """The values that are kept of a record."""

    __slots__ = ("_value",)
    _value: object

    @property
    def value(self) -> object:
        """The row as expressions read it; made once, however many checks look at it."""
        try:
            return self._value
        except AttributeError:
            self._value = feel.ready(self)
            return self._value


Counts = bool | Text
"""Whether a row counts, or why that cannot be told."""
Open = tuple[Row, Text]
"""A row, and why it is not known whether it counts."""


class MarredRow(Row):
    """A row with values of wrong form: they are null, and nobody knows what was meant."""

    __slots__ = ("wrong",)

    def __init__(self, values: Mapping[str, Any], wrong: Iterable[str]) -> None:
        """Take the row, and the keys of those values."""
        super().__init__(values)
        self.wrong = frozenset(wrong)


@frozen(eq=False)
class Chosen:
    """Rows, parted by a condition; those that it rules out are left out."""

    taken: Sequence[Row]
    open: Sequence[Open] = ()


def row_of(typed: TypedRecord, keys: Iterable[str]) -> Row:
    """Return some values of a record as they are kept."""
    row = {key: typed[key] for key in keys}
    return MarredRow(row, typed.wrong) if typed.wrong else Row(row)


def choose(
    rows: Sequence[Row],
    condition: Condition | None,
    settings: Settings,
    plan: TablePlan,
) -> Chosen:
    """Return the rows of a table that a condition chooses.

    A condition that is null because a value is absent rules a row out. One in which an
    error came up does not, also when the error made a comparison false; nor does one
    that reads a value of wrong form.
    """
    if condition is None:
        return Chosen(rows)
    answers = Answers(condition, settings, plan)
    taken: list[Row] = []
    left: list[Open] = []
    for row in rows:
        answer = answers.of(row)
        if answer is True:
            taken.append(row)
        elif answer is not False:
            left.append((row, answer))
    return Chosen(taken, left)


class Answers:
    """What a condition says of rows; asked once of those that read alike."""

    def __init__(
        self, condition: Condition, settings: Settings, plan: TablePlan
    ) -> None:
        self._plan = plan
        self._fields = plan.by_key
        self._names = tuple(name for name, _ in condition.inputs)
        self._keys = tuple(key for _, key in condition.inputs)
        self._program = condition.program(settings.readings_of(plan.id))
        self._session = settings.session_of(plan.id)
        self._title = settings.titles.get(plan.id, plan.id)
        self._known: dict[tuple[Any, ...], Counts] = {}
        self._of_texts: dict[tuple[Any, ...], Counts] = {}

    def of_record(self, typed: TypedRecord) -> Counts:
        """Tell whether a record counts, or why that cannot be told."""
        return self.of(row_of(typed, self._keys))

    def of_clean(self, record: Record) -> Counts:
        """Tell the same of a record without faults; no more is read than is needed."""
        given = tuple(map(record.get, self._keys))
        is_text = _TEXTS.issuperset(map(type, given))
        answer = self._of_texts.get(given) if is_text else None
        if answer is None:
            typed = TypedRecord.of_clean(self._plan, record, self._keys)
            answer = self.of_record(typed)
            if is_text and len(self._of_texts) < REMEMBERED:
                self._of_texts[given] = answer
        return answer

    def of(self, row: Row) -> Counts:
        """Tell whether a row counts, or why that cannot be told."""
        if row.__class__ is MarredRow and (why := self._marred(row)):
            return why
        values = tuple(map(row.get, self._keys))
        answer = self._known.get(values)
        if answer is None:
            answer = self._asked(values)
            # Not of numbers: they may be equal and yet be written otherwise.
            if len(self._known) < REMEMBERED and _WORDS.issuperset(map(type, values)):
                self._known[values] = answer
        return answer

    def _marred(self, row: MarredRow) -> Text | None:
        """Return why a condition cannot be asked of a row, if it reads a wrong value."""
        key = next((key for key in self._keys if key in row.wrong), None)
        if key is None:
            return None
        name = self._fields[key].ref.name
        return _not_told(self._title, _wrong_form(name))

    def _asked(self, values: tuple[Any, ...]) -> Counts:
        scope = dict(zip(self._names, values, strict=True))
        outcome = self._program.run(scope, calendar=self._session)
        if outcome.value is True or not outcome.reasons or None in values:
            return outcome.value is True
        return _not_told(self._title, outcome.reasons[0].text)


class Gaps:
    """Says of rows why nobody knows some of the values by which they are found."""

    def __init__(self, keys: Sequence[str], plan: TablePlan) -> None:
        self._keys = keys
        fields = [plan.by_key[key] for key in keys]
        self._names = [field.ref.name for field in fields]
        self._needed = [f.model.required.obligation == "always" for f in fields]
        self._title = plan.model.title

    def why(self, row: Row, values: Sequence[Any]) -> Text | None:
        """Return why one of the values is not known, if there is such."""
        if row.__class__ is Row and None not in values:
            return None
        for at, value in enumerate(values):
            if not self._is_known(row, at, value):
                is_wrong = self._is_wrong(row, at)
                why = (_wrong_form if is_wrong else _empty)(self._names[at])
                return _not_told(self._title, why)
        return None

    def known(self, row: Row, values: Sequence[Any]) -> tuple[int, ...]:
        """Return the places of the values that are known."""
        places = enumerate(values)
        return tuple(at for at, value in places if self._is_known(row, at, value))

    def _is_known(self, row: Row, at: int, value: object) -> bool:
        """Tell whether a value is there, or may rightly be absent."""
        return value is not None or not (self._needed[at] or self._is_wrong(row, at))

    def _is_wrong(self, row: Row, at: int) -> bool:
        return isinstance(row, MarredRow) and self._keys[at] in row.wrong


def least_by(whys: Iterable[tuple[Any, Text]]) -> dict[Any, Text]:
    """Return one reason for each key: the same one in whatever order they come."""
    found: dict[Any, Text] = {}
    for key, why in whys:
        found[key] = min(found.get(key, why), why, key=_order)
    return found


def least(whys: Iterable[Text]) -> Text | None:
    """Return one of some reasons, the same one in whatever order they come."""
    return min(whys, key=_order, default=None)


def _order(why: Text) -> tuple[str, str]:
    return why.en, why.zh


@lru_cache(maxsize=256)
def _not_told(title: str, why: Text) -> Text:
    """Say of which table a record could not be told to count or not, and why."""
    return Text(
        f"“{title}”里有的记录不知道算不算：{why.zh}",
        f'whether a record of "{title}" counts cannot be told: {why.en}',
    )


def _empty(name: str) -> Text:
    return Text(f"“{name}”没有填", f'"{name}" is empty')


def _wrong_form(name: str) -> Text:
    return Text(f"“{name}”的值格式不对", f'the value of "{name}" has a wrong form')
