"""What the screen asks: is this value, or this group of values, certainly clean.

Built from the same parts as the second pass, so that both agree; a record that is not
certainly clean goes there and is judged in full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.base.lexical import is_number, is_value, lexical_form
from ruleengine.compile.screen import Acceptor, make_screen
from ruleengine.engine.code_faults import code_faults
from ruleengine.engine.presence import asks_presence_only, by_presence
from ruleengine.engine.rows import RowChecker
from ruleengine.engine.separated import item_faults, split_items
from ruleengine.engine.typed_record import TypedRecord
from ruleengine.engine.undecided import Undecided

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ruleengine.compile.plan import CheckPlan, FieldPlan, TablePlan
    from ruleengine.compile.screen import Screen
    from ruleengine.engine.settings import Settings

REMEMBERED = 4_000
"""Accepted values that are remembered of one item; no more are added then."""

ABSENT = (None, "")


def screen_of(plan: TablePlan, settings: Settings) -> Screen:
    """Return the screen of a table under some settings.

    It remembers what it accepted, so it is worth keeping; threads may share it.
    """
    checker = RowChecker(plan, settings, Undecided())
    fields = checker.plan.fields
    keys = tuple(field.ref.key for field in fields)
    alone, together = _checks_by_width(checker, keys)
    items = [_item(checker, field, alone.get(field.ref.key, ())) for field in fields]
    groups = [
        *((_members(c, keys), _check_test(checker, c, keys)) for c in together),
        *_obligation_groups(checker, keys),
    ]
    made = [(members, _remembering(test)) for members, test in groups]
    return make_screen(keys, items, made)


def _remembering(test: Callable[[Any], bool]) -> Acceptor:
    """Return an acceptor of groups of values; only groups of texts are remembered."""
    accepted: set[Any] = set()
    kept = {str, type(None)}

    def accept(values: Any) -> bool:
        if not test(values):
            return False
        if len(accepted) < REMEMBERED and kept.issuperset(map(type, values)):
            accepted.add(values)
        return True

    return Acceptor(accepted, accept)


def _item(
    checker: RowChecker, field: FieldPlan, alone: Sequence[CheckPlan]
) -> Acceptor:
    always = field.model.required.obligation == "always"
    matcher = checker.matcher(field)
    accepts, accepts_typed = matcher.accepts, matcher.accepts_typed
    conditions = [checker.test(check, [field.ref.key]) for check in alone]
    only_form = not (
        field.values or field.media or field.codes or field.model.separator or alone
    )

    def is_right(text: str) -> bool:
        return _content_is_clean(checker, field, text) and all(
            is_met((text,)) for is_met in conditions
        )

    accepted: set[Any] = set() if always else set(ABSENT)

    def accept(value: Any) -> bool:
        # Only texts are remembered: numbers may be equal and yet be written otherwise.
        if value.__class__ is str:
            if accepts(value) and (only_form or is_right(value)):
                if len(accepted) < REMEMBERED:
                    accepted.add(value)
                return True
            return False
        if value is None or not is_value(value):
            return False
        text = lexical_form(value) or ""
        fits = accepts_typed if is_number(value) else accepts
        return fits(text) and (only_form or is_right(text))

    return Acceptor(accepted, accept, needed=always)


def _content_is_clean(checker: RowChecker, field: FieldPlan, text: str) -> bool:
    if field.values and text not in field.values:
        return False
    mark = field.model.separator
    if mark and any(item_faults(text, mark)):
        return False
    if field.media:
        return False
    codes = field.codes
    if codes is None or field.model.under:
        return codes is None
    if not codes.filled:
        return False
    return not any(
        fault
        for item in split_items(text, mark)
        for fault in code_faults(codes, item, None, checker.settings)
    )


def _checks_by_width(
    checker: RowChecker, keys: Sequence[str]
) -> tuple[dict[str, list[CheckPlan]], list[CheckPlan]]:
    """Part the checks of one item from those of several."""
    alone: dict[str, list[CheckPlan]] = {}
    together: list[CheckPlan] = []
    for check in checker.plan.checks:
        read = _read_keys(check, keys)
        if len(read) == 1 and not check.must.speaks_of_null:
            alone.setdefault(read[0], []).append(check)
        else:
            together.append(check)
    return alone, together


def _read_keys(check: CheckPlan, keys: Iterable[str]) -> list[str]:
    conditions = [c for c in (check.must, check.when) if c]
    read = {key for condition in conditions for _, key in condition.inputs}
    return [key for key in keys if key in read]


def _members(check: CheckPlan, keys: Sequence[str]) -> tuple[int, ...]:
    return tuple(keys.index(key) for key in _read_keys(check, keys))


def _check_test(
    checker: RowChecker, check: CheckPlan, keys: Sequence[str]
) -> Callable[[Any], bool]:
    test = checker.test(check, _read_keys(check, keys))
    presence = asks_presence_only((check.must, check.when))
    return by_presence(test) if presence else test


def _obligation_groups(
    checker: RowChecker, keys: Sequence[str]
) -> Iterable[tuple[tuple[int, ...], Callable[[Any], bool]]]:
    """Yield what hangs on other items: obligations, and codes under another code."""
    for field in checker.plan.fields:
        conditions = [c for c in (field.required_when, field.forbidden_when) if c]
        read = {field.ref.key, *(key for c in conditions for _, key in c.inputs)}
        if field.codes is not None and field.model.under:
            read.add(field.model.under)
        if len(read) > 1:
            ordered = [key for key in keys if key in read]
            members = tuple(keys.index(key) for key in ordered)
            yield members, _obligation_test(checker, field, ordered)


def _obligation_test(
    checker: RowChecker, field: FieldPlan, read: Sequence[str]
) -> Callable[[Any], bool]:
    def test(values: tuple[Any, ...]) -> bool:
        texts = _texts(read, values)
        typed = TypedRecord(checker.plan, texts, frozenset())
        if any(checker.obligation(field, texts, typed, 0)):
            return False
        text = texts.get(field.ref.key)
        if text is None or not field.model.under:
            return True
        filled = field.codes is not None and field.codes.filled
        return filled and not any(checker.content(field, text, typed, 0))

    return test


def _texts(keys: Sequence[str], values: tuple[Any, ...]) -> dict[str, str]:
    pairs = zip(keys, values, strict=True)
    forms = ((key, lexical_form(value)) for key, value in pairs)
    return {key: text for key, text in forms if text is not None}
