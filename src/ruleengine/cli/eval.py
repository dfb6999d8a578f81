"""``ruleengine eval``: one FEEL expression in, its value out."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from ruleengine import feel
from ruleengine.base.problem import InputError, UsageError
from ruleengine.base.text import Text
from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.given_values import values_of
from ruleengine.cli.output import deliver, to_json, wants_json
from ruleengine.cli.wording import text
from ruleengine.cli.written_value import value_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console

AT = '@"'
"""How a FEEL literal of a date, time or duration starts."""


def run(given: Arguments, console: Console) -> int:
    """Evaluate the expression; say why a result is null."""
    context = {
        name: _typed(value, name) for name, value in values_of(given, "context").items()
    }
    outcome = _outcome(given, context)
    shown = _literal_or_limit(outcome.value)
    if wants_json(given):
        data = {
            "value": plain(outcome.value),
            "feel": shown,
            "reasons": [_reason(each) for each in outcome.reasons],
        }
        deliver(to_json(data), given, console, given.text("context"))
    else:
        deliver(shown + "\n", given, console, given.text("context"))
    _tell_why(outcome, console)
    _tell_hints(given, context, console)
    return exit_codes.FINE


def _outcome(given: Arguments, context: dict[str, Any]) -> feel.Outcome:
    from ruleengine.compile.functions import STATISTICS

    typed, cell = given.words[0], given.text("unary")
    compiled = partial(feel.compile, typed, tuple(context), functions=STATISTICS)
    if cell is None:
        return _or_usage(compiled).run(context, _Days())
    value = _typed(value_of(cell), "--unary")
    program = _or_usage(partial(compiled, unary=True))
    return program.run(context, _Days(), input_value=value)


class _Days:
    """The working calendar of the shipped rules, read when a day is asked for."""

    def is_working_day(self, date: dt.date) -> bool | None:
        return _calendar().is_working_day(date)


@cache
def _calendar() -> feel.Calendar:
    from ruleengine.api.loading import load
    from ruleengine.base.ids import SHARED

    return load(SHARED).working_days()


def _or_usage(make: Callable[[], feel.Program]) -> feel.Program:
    try:
        return make()
    except feel.FeelError as error:
        raise _wrong(error) from error


def _wrong(error: feel.FeelError) -> UsageError:
    drawing = error.drawing()
    hint = error.hint or Text.same("")
    return UsageError(
        Text(
            f"{error.message.zh}\n{drawing}\n{hint.zh}".rstrip("\n"),
            f"{error.message.en}\n{drawing}\n{hint.en}".rstrip("\n"),
        )
    )


def _typed(value: Any, name: str) -> Any:
    """Return a typed value; a FEEL literal such as ``@"2026-01-31"`` as what it is.

    Raises:
        UsageError: the literal is of no day or time that there is.
    """
    if not isinstance(value, str) or not value.startswith(AT):
        return value
    outcome = _or_usage(lambda: feel.compile(value)).run({})
    if outcome.value is not None:
        return outcome.value
    why = outcome.reasons[0].text if outcome.reasons else Text.same("null")
    raise UsageError(text("null-literal", name=name, value=value, reason=why))


def _tell_why(outcome: feel.Outcome, console: Console) -> None:
    key = "null-because" if outcome.value is None else "null-inside"
    said = (reason.text[console.language] for reason in outcome.reasons)
    for reason in dict.fromkeys(said):
        console.tell(key, reason=reason)
    if outcome.value is None and not outcome.reasons:
        console.tell("null")


def _tell_hints(given: Arguments, context: dict[str, Any], console: Console) -> None:
    """Say what rules would be refused for, where there is a way out to tell."""
    from ruleengine.compile.functions import STATISTICS

    names = dict.fromkeys((*context, "?"), feel.types.ANY)
    is_cell = given.text("unary") is not None
    typed = given.words[0]
    for each in feel.check(typed, names, unary=is_cell, functions=STATISTICS):
        if each.hint is not None:
            said = each.message[console.language]
            console.tell("eval.hint", message=said, hint=each.hint[console.language])


def _reason(reason: feel.Reason) -> dict[str, Any]:
    return {
        "code": reason.code,
        "message": reason.text.to_dict(),
        "start": reason.start,
        "end": reason.end,
    }


def _literal_or_limit(value: Any) -> str:
    from ruleengine.feel.errors import Fault
    from ruleengine.feel.sentences import sentence

    try:
        return literal(value)
    except Fault as fault:  # a list that was handed in may be longer than a text
        why = sentence(fault.code, **fault.facts)
        raise InputError(text("too-long-to-show", why=why)) from fault


def literal(value: Any) -> str:
    """Return a value as FEEL writes it; texts in quotes."""
    from ruleengine.feel.text_of import text_of

    # Inside a list every text is written as a literal.
    return text_of([value])[1:-1]


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it; figures as text, so that they stay exact."""
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return f"{value:f}"
        case list():
            return [plain(each) for each in value]
        case dict():
            return {key: plain(each) for key, each in value.items()}
        case _:
            return _text(value)


def _text(value: Any) -> str:
    from ruleengine.feel.text_of import text_of

    return text_of(value)


COMMAND = Command(
    name="eval",
    run=run,
    words=(Word("FEEL"),),
    flags=(
        Flag("--context", "FILE"),
        Flag("--set", "NAME=VALUE", repeatable=True, words="flag.eval.--set"),
        Flag("--unary", "VALUE"),
        flags.TEXT_OR_JSON,
        flags.TO,
    ),
    examples=(
        "eval '3 in [1..5]'",
        "eval 'staff / 3 + 1' --set staff=120",
        "eval '[20..49]' --unary 30",
        "eval 'd + duration(\"P12M\")' --set 'd=@\"2026-01-31\"'",
    ),
)
