"""What the screen asks: is this value, or this group of values, certainly clean.

Built from the same parts as the second pass, so that both agree; a record that is not
certainly clean goes there and is judged in full.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ruleengine.base.lexical import is_finite, is_number, is_value, lexical_form
from ruleengine.compile.screen import (
    REMEMBERED,
    Acceptor,
    function_of,
    make_screen,
    remembering,
)
from ruleengine.compile.sure import unsure_source
from ruleengine.engine.batch_screen import BatchScreen, Column, Group, Unsure
from ruleengine.engine.code_faults import code_faults
from ruleengine.engine.presence import asks_presence_only, by_presence
from ruleengine.engine.rows import RowChecker, read_keys
from ruleengine.engine.separated import item_faults, split_items
from ruleengine.engine.tallies import ABSENT, tallies_of
from ruleengine.engine.typed_record import TypedRecord
from ruleengine.engine.undecided import Undecided

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from ruleengine.compile.plan import CheckPlan, FieldPlan, TablePlan
    from ruleengine.engine.settings import Settings

DAY = ("YYYY", "MM", "DD")


def screen_of(plan: TablePlan, settings: Settings) -> BatchScreen:
    """Return the screen of a table under some settings, for one record and for many.

    It remembers what it accepted, so it is worth keeping; threads may share it.
    """
    checker = RowChecker(plan, settings, Undecided())
    fields = checker.plan.fields
    keys = tuple(field.ref.key for field in fields)
    alone, together = _checks_by_width(checker, keys)
    columns = [_item(checker, field, alone.get(field.ref.key, ())) for field in fields]
    groups = [
        *(_check_group(checker, check, keys) for check in together),
        *_obligation_groups(checker, keys),
    ]
    screen = make_screen(
        keys,
        [column.acceptor for column in columns],
        [(group.members, group.acceptor) for group in groups],
    )
    tallies = tuple(tallies_of(plan, settings))
    return BatchScreen(keys, columns, groups, screen, tallies)


def _item(checker: RowChecker, field: FieldPlan, alone: Sequence[CheckPlan]) -> Column:
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

    def refused(texts: Sequence[str]) -> Collection[str]:
        wrong = set(matcher.refused(texts))
        if only_form:
            return wrong
        return wrong | {t for t in texts if t not in wrong and not is_right(t)}

    accepted: set[Any] = set() if always else set(ABSENT)

    def accept(value: Any) -> bool:
        # Only texts are remembered: numbers may be equal and yet be written otherwise.
        if value.__class__ is str:
            if accepts(value) and (only_form or is_right(value)):
                if len(accepted) < REMEMBERED:
                    accepted.add(value)
                return True
            return False
        if value is None or not is_value(value) or not is_finite(value):
            return False
        text = lexical_form(value) or ""
        fits = accepts_typed if is_number(value) else accepts
        return fits(text) and (only_form or is_right(text))

    return Column(Acceptor(accepted, accept, needed=always), refused)


def _content_is_clean(checker: RowChecker, field: FieldPlan, text: str) -> bool:
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
    checker: RowChecker, keys: Sequence[str]
) -> tuple[dict[str, list[CheckPlan]], list[CheckPlan]]:
    """Part the checks of one item from those of several."""
    alone: dict[str, list[CheckPlan]] = {}
    together: list[CheckPlan] = []
    for check in checker.plan.checks:
        read = read_keys(check, keys)
        if len(read) == 1 and not check.must.speaks_of_null:
            alone.setdefault(read[0], []).append(check)
        else:
            together.append(check)
    return alone, together


def _check_group(checker: RowChecker, check: CheckPlan, keys: Sequence[str]) -> Group:
    read = read_keys(check, keys)
    test = checker.test(check, read)
    presence = asks_presence_only((check.must, check.when))
    looked_at = () if check.must.speaks_of_null else check.must.inputs
    unsure = _unsure_of(checker, check, read)
    return Group(
        tuple(keys.index(key) for key in read),
        # Figures are hardly ever the same again.
        Acceptor(set(), lambda values: not unsure(zip(values)) or test(values))
        if unsure
        else remembering(by_presence(test) if presence else test),
        frozenset(keys.index(key) for _, key in looked_at if key in keys),
        by_presence=presence,
        unsure=unsure,
    )


def _unsure_of(
    checker: RowChecker, check: CheckPlan, read: Sequence[str]
) -> Unsure | None:
    """Return what finds where a condition on figures may not be met, if it can be told."""
    plan, settings = checker.plan, checker.settings
    figures: dict[str, int] = {}
    days: dict[str, int] = {}
    for name, key in check.inputs:
        if key in read:
            field = plan.by_key[key]
            if field.convert is Decimal:
                figures[name] = read.index(key)
            elif getattr(field.notation.form, "parts", None) == DAY:
                days[name] = read.index(key)
    readings = settings.of_pack(plan.id)
    must = check.must.program(readings).tree
    when = check.when.program(readings).tree if check.when else None
    source = unsure_source(must, when, figures, days, len(read))
    if source is None:
        return None
    found: Unsure = function_of(source, "unsure", {})
    return found


def _obligation_groups(checker: RowChecker, keys: Sequence[str]) -> Iterable[Group]:
    """Yield what hangs on other items: obligations, and codes under another code."""
    for field in checker.plan.fields:
        conditions = [c for c in (field.required_when, field.forbidden_when) if c]
        read = {field.ref.key, *(key for c in conditions for _, key in c.inputs)}
        if field.codes is not None and field.model.under:
            read.add(field.model.under)
        if len(read) > 1:
            ordered = [key for key in keys if key in read]
            members = tuple(keys.index(key) for key in ordered)
            yield Group(members, remembering(_obligation_test(checker, field, ordered)))


def _obligation_test(
    checker: RowChecker, field: FieldPlan, read: Sequence[str]
) -> Callable[[Any], bool]:
    conditions = [c for c in (field.required_when, field.forbidden_when) if c]

    def test(values: tuple[Any, ...]) -> bool:
        texts = _texts(read, values)
        typed = TypedRecord(checker.plan, texts, frozenset())
        if any(checker.obligation(field, texts, typed, 0)):
            return False
        if any(checker.cause(condition, typed) for condition in conditions):
            return False
        text = texts.get(field.ref.key)
        if text is None or not field.model.under:
            return True
        return not any(checker.content(field, text, typed, 0))

    return test


def _texts(keys: Sequence[str], values: tuple[Any, ...]) -> dict[str, str]:
    pairs = zip(keys, values, strict=True)
    forms = ((key, lexical_form(value)) for key, value in pairs)
    return {key: text for key, text in forms if text is not None}
