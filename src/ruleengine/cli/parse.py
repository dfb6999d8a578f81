"""Words of the command line -> Arguments, or a UsageError that names the way out.

In: what a Command declares and the words typed after it.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ruleengine.base.problem import UsageError
from ruleengine.base.suggest import near_misses
from ruleengine.base.text import Text, listed
from ruleengine.cli.arguments import Arguments
from ruleengine.cli.flags import flags_of
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruleengine.cli.command import Command, Flag

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
"""What an input method or a word processor writes in place of a minus."""


def parse(command: Command, typed: Sequence[str]) -> Arguments:
    """Read the words after the name of a command.

    Raises:
        UsageError: an unknown flag, a missing, unknown or second value, too many words.
    """
    flags = flags_of(command)
    before, after = _split(typed)
    parser = _parser(flags)
    try:
        found, rest = parser.parse_known_args(before)
    except argparse.ArgumentError as error:
        raise _of_argparse(error) from error
    words = [*(_word(each, flags, command.name) for each in rest), *after]
    values = {name: value for name, value in vars(found).items() if value is not None}
    _judge_repeats(values, flags)
    _judge_choices(values, flags)
    if not values.get("help"):
        _judge_words(command, words)
    return Arguments(tuple(words), values)


def _split(typed: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    if "--" not in typed:
        return typed, ()
    at = list(typed).index("--")
    return typed[:at], typed[at + 1 :]


def _parser(flags: Iterable[Flag]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        add_help=False,
        allow_abbrev=False,
        exit_on_error=False,
        formatter_class=_never_shown,
    )
    for flag in flags:
        names = (flag.name, "-h") if flag.name == "--help" else (flag.name,)
        action = "append" if flag.value else "store_true"
        parser.add_argument(*names, dest=flag.key, action=action)
    return parser


def _never_shown(prog: str) -> argparse.HelpFormatter:
    # argparse makes one for each flag, and would ask for the width of the terminal,
    # which loads all libraries for archives.
    return argparse.HelpFormatter(prog, width=80)


def _of_argparse(error: argparse.ArgumentError) -> UsageError:
    name = (error.argument_name or "").partition("/")[0]
    takes_none = "ignored explicit argument" in str(error)
    return UsageError(text("takes-no-value" if takes_none else "no-value", flag=name))


def _word(typed: str, flags: Sequence[Flag], command: str) -> str:
    """Return a word that argparse left over, unless it is an unknown flag."""
    _refuse_long_dash(typed, flags)
    if not typed.startswith("-") or typed == "-" or " " in typed:
        return typed
    if not typed.strip("-")[:1].isalpha():
        return typed
    name = typed.partition("=")[0]
    known = [flag.name for flag in flags]
    near = near_misses(name, known, 1)
    key = "unknown-flag" if near else "unknown-flag-list"
    said = text(key, flag=name, command=command, near=listed(near or known))
    if not near and not typed.startswith("--"):  # such as the formula -x
        word = text("dash-word")
        said = Text(said.zh + word.zh, said.en + word.en)
    raise UsageError(said)


def _refuse_long_dash(typed: str, flags: Iterable[Flag]) -> None:
    name = typed.partition("=")[0]
    meant = "--" + name.lstrip(DASHES)
    is_dashed = name[:1] in DASHES and not name.startswith("--")
    if is_dashed and any(flag.name == meant for flag in flags):
        raise UsageError(text("long-dash", flag=name, near=meant))


def _judge_repeats(values: dict[str, Any], flags: Iterable[Flag]) -> None:
    """Leave one value of a flag that may stand once; which of two counts is not known.

    Raises:
        UsageError: it has two values that differ.
    """
    for flag in flags:
        if not flag.value or flag.repeatable or flag.key not in values:
            continue
        first, *others = values[flag.key]
        for other in others:
            if other != first:
                facts = {"flag": flag.name, "first": first, "second": other}
                raise UsageError(text("flag-twice", **facts))
        values[flag.key] = first


def _judge_choices(values: Mapping[str, object], flags: Iterable[Flag]) -> None:
    for flag in flags:
        value = values.get(flag.key)
        if flag.choices and isinstance(value, str) and value not in flag.choices:
            raise UsageError(_no_choice(flag.name, value, flag.choices))


def _no_choice(name: str, value: str, choices: Sequence[str]) -> Text:
    """Return the sentence for a value that is none of the choices."""
    said = text("no-choice", flag=name, value=value, choices=listed(choices))
    near = _nearest(value, choices)
    if not near:
        return said
    meant = text("meant", near=near)
    return Text(said.zh + meant.zh, said.en + meant.en)


def _nearest(value: str, choices: Sequence[str]) -> str:
    """Return the choice that the value goes on from (zh-CN), or looks like."""
    begun = [each for each in choices if value.casefold().startswith(each)]
    near = near_misses(value, choices, 1)
    return max(begun, key=len) if begun else "".join(near)


def _judge_words(command: Command, words: Sequence[str]) -> None:
    least = sum(word.least for word in command.words)
    if len(words) < least:
        missing = command.words[len(words) if len(words) < len(command.words) else -1]
        raise _missing(command.name, missing.name)
    if any(word.most is None for word in command.words):
        return
    most = sum(word.most or 0 for word in command.words)
    if len(words) > most:
        surplus = " ".join(words[most:])
        raise UsageError(text("surplus-words", command=command.name, words=surplus))


def _missing(command: str, word: str) -> UsageError:
    about = text(f"word.{command}.{word}")
    return UsageError(text("missing-word", command=command, word=word, about=about))
