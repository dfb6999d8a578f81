"""What the screen asks: is this value, or this group of values, certainly clean.

Built from the same parts as the second pass, so that both agree; a record that is not
certainly clean goes there and is judged in full.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import filterfalse
from typing import TYPE_CHECKING, Any

from ruleengine.base.lexical import is_finite, is_number, is_value, lexical_form
from ruleengine.compile.screen import (
    LONGEST,
    REMEMBERED,
    Acceptor,
    make_screen,
    remembering,
)
from ruleengine.engine.batch_screen import BatchScreen
from ruleengine.engine.code_faults import code_faults
from ruleengine.engine.content import has_content
from ruleengine.engine.judges import Column, Group
from ruleengine.engine.row_parts import RowParts
from ruleengine.engine.rows import RowChecker
from ruleengine.engine.separated import item_faults, split_items
from ruleengine.engine.tallies import ABSENT, tallies_of
from ruleengine.engine.typed_record import TypedRecord
from ruleengine.engine.undecided import Undecided

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ruleengine.compile.plan import FieldPlan, TablePlan
    from ruleengine.engine.row_checks import RowCheck
    from ruleengine.engine.settings import Settings


TextTest = Callable[[str], bool]


def screen_of(plan: TablePlan, settings: Settings) -> BatchScreen:
    """Return the screen of a table under some settings, for one record and for many.

    It remembers what it accepted, so it is worth keeping; threads may share it.
    """
    parts = RowParts(plan, settings)
    checker = RowChecker(plan, settings, Undecided(), parts)
    fields = checker.plan.fields
    keys = tuple(field.ref.key for field in fields)
    alone, together = _checks_by_width(parts.checks)
    columns = [_item(checker, field, alone.get(field.ref.key, ())) for field in fields]
    groups = [
        *(_check_group(each, keys) for each in together),
        *_obligation_groups(checker, keys),
    ]
    screen = make_screen(
        keys,
        [column.acceptor for column in columns],
        [(group.members, group.acceptor) for group in groups],
    )
    tallies = tuple(tallies_of(plan, settings))
    return BatchScreen(keys, columns, groups, screen, parts, tallies)


def _item(checker: RowChecker, field: FieldPlan, alone: Sequence[RowCheck]) -> Column:
    """Return what judges the values of an item, with the checks of it ``alone``."""
    needed = field.model.required.obligation == "always"
    matcher = checker.parts.matchers[field.ref.key]
    is_right = _content_test(checker, field, alone)
    accepts, accepts_typed = matcher.accepts, matcher.accepts_typed
    accepted = _accepted_at_first(needed=needed)

    def accept(value: Any) -> bool:
        # Only texts are remembered: numbers may be equal and yet be written otherwise.
        if value.__class__ is str:
            if accepts(value) and (is_right is None or is_right(value)):
                if len(accepted) < REMEMBERED and len(value) <= LONGEST:
                    accepted.add(value)
                return True
            return False
        if value is None or not is_value(value) or not is_finite(value):
            return False
        text = lexical_form(value) or ""
        fits = accepts_typed if is_number(value) else accepts
        return fits(text) and (is_right is None or is_right(text))

    return Column(
        Acceptor(accepted, accept, needed=needed),
        _refusing(matcher.refused, is_right),
        _of_numbers(accepts_typed, is_right, needed=needed),
        outline=matcher.outline if is_right is None else None,
    )


def _accepted_at_first(*, needed: bool) -> set[Any]:
    return set() if needed else set(ABSENT)


def _of_numbers(
    accepts: TextTest, is_right: TextTest | None, *, needed: bool
) -> Column:
    """Return what judges the texts of values that came as numbers."""

    def fits(text: str | None) -> bool:
        return text is not None and accepts(text)

    refused = _refusing(lambda texts: filterfalse(fits, texts), is_right)
    accepted = _accepted_at_first(needed=needed)

    def accept(text: Any) -> bool:
        return not refused([text])

    return Column(Acceptor(accepted, accept, needed=needed), refused)


def _refusing(
    of_wrong_form: Callable[[Sequence[str]], Iterable[str]], is_right: TextTest | None
) -> Callable[[Sequence[str]], Collection[str]]:
    """Return what finds the texts that are wrong in form, or not right in content."""

    def refused(texts: Sequence[str]) -> Collection[str]:
        wrong = set(of_wrong_form(texts))
        if is_right is None:
            return wrong
        return wrong | {t for t in texts if t not in wrong and not is_right(t)}

    return refused


def _content_test(
    checker: RowChecker, field: FieldPlan, alone: Sequence[RowCheck]
) -> TextTest | None:
    """Return what asks of a text of right form all else; None where that is nothing."""
    if not (has_content(field) or alone):
        return None
    conditions = [each.acceptor.takes for each in alone]

    def is_right(text: str) -> bool:
        return _content_is_clean(checker, field, text) and all(
            is_met((text,)) for is_met in conditions
        )

    return is_right


def _content_is_clean(checker: RowChecker, field: FieldPlan, text: str) -> bool:
    """Tell whether ``ContentChecker`` surely says nothing of a text of right form."""
    if field.values and text not in field.values:
        return False
    mark = field.model.separator
    if mark and any(item_faults(text, mark)):
        return False
    if field.media and checker.settings.attachments is not None:
        return False
    codes = field.codes
    # A code below another is judged together with it; what cannot be is only counted.
    if codes is None or field.model.under or not codes.filled:
        return True
    return not any(
        fault
        for item in split_items(text, mark)
        for fault in code_faults(codes, item, None, checker.settings)
    )


def _checks_by_width(
    checks: Iterable[RowCheck],
) -> tuple[dict[str, list[RowCheck]], list[RowCheck]]:
    """Part the checks that ask a value of one item from all others.

    Where only the guard reads the item, something may be said about its absence too.
    """
    alone: dict[str, list[RowCheck]] = {}
    together: list[RowCheck] = []
    for each in checks:
        must = each.check.must
        asked = {key for _, key in must.inputs}
        if (
            len(each.keys) == 1
            and asked.issuperset(each.keys)
            and not must.speaks_of_null
        ):
            alone.setdefault(each.keys[0], []).append(each)
        else:
            together.append(each)
    return alone, together


def _check_group(asked: RowCheck, keys: Sequence[str]) -> Group:
    """Return what judges the values of several items, by their places in ``keys``."""
    members = tuple(map(keys.index, asked.keys))
    return Group(
        members,
        asked.acceptor,
        frozenset(members[at] for at in asked.silent_without),
        by_presence=asked.by_presence,
        unsure=asked.unsure,
    )


def _obligation_groups(checker: RowChecker, keys: Sequence[str]) -> Iterable[Group]:
    """Yield what hangs on other items: obligations, and codes under another code."""
    for field in checker.plan.fields:
        asked = (key for condition in field.conditions for _, key in condition.inputs)
        read = {field.ref.key, *asked}
        if field.codes is not None and field.model.under:
            read.add(field.model.under)
        # One that reads no other item is asked too: of today, or of its own value.
        if field.conditions or len(read) > 1:
            ordered = [key for key in keys if key in read]
            members = tuple(keys.index(key) for key in ordered)
            yield Group(members, remembering(_obligation_test(checker, field, ordered)))


def _obligation_test(
    checker: RowChecker, field: FieldPlan, read: Sequence[str]
) -> Callable[[Any], bool]:
    """Return what tells of the values of ``read`` that nothing is to be said of an item."""

    def test(values: tuple[Any, ...]) -> bool:
        texts = _texts(read, values)
        typed = TypedRecord(checker.plan, texts, frozenset())
        if any(checker.obligations.faults(field, texts, typed, 0)):
            return False
        if not checker.obligations.is_told(field, typed):
            return False
        text = texts.get(field.ref.key)
        if text is None or not field.model.under:
            return True
        return not any(checker.content.faults(field, text, typed, 0))

    return test


def _texts(keys: Sequence[str], values: tuple[Any, ...]) -> dict[str, str]:
    pairs = zip(keys, values, strict=True)
    forms = ((key, lexical_form(value)) for key, value in pairs)
    return {key: text for key, text in forms if text is not None}
