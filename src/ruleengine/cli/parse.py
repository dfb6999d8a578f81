"""Words of the command line -> Arguments, or a UsageError that names the way out.

In: what a Command declares and the words typed after it.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ruleengine.base.problem import UsageError
from ruleengine.base.suggest import near_misses
from ruleengine.base.text import Text
from ruleengine.cli import wording_en, wording_zh
from ruleengine.cli.arguments import Arguments
from ruleengine.cli.flags import flags_of
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruleengine.cli.command import Command, Flag


def parse(command: Command, typed: Sequence[str]) -> Arguments:
    """Read the words after the name of a command.

    Raises:
        UsageError: an unknown flag, a missing or unknown value, too many words.
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
        add_help=False, allow_abbrev=False, exit_on_error=False
    )
    for flag in flags:
        names = (flag.name, "-h") if flag.name == "--help" else (flag.name,)
        if not flag.value:
            parser.add_argument(*names, dest=flag.key, action="store_true")
        elif flag.repeatable:
            parser.add_argument(*names, dest=flag.key, action="append")
        else:
            parser.add_argument(*names, dest=flag.key)
    return parser


def _of_argparse(error: argparse.ArgumentError) -> UsageError:
    name = (error.argument_name or "").partition("/")[0]
    takes_none = "ignored explicit argument" in str(error)
    return UsageError(text("takes-no-value" if takes_none else "no-value", flag=name))


def _word(typed: str, flags: Sequence[Flag], command: str) -> str:
    """Return a word that argparse left over, unless it is an unknown flag."""
    if not typed.startswith("-") or typed == "-" or " " in typed:
        return typed
    if not typed.strip("-")[:1].isalpha():
        return typed
    name = typed.partition("=")[0]
    known = [flag.name for flag in flags]
    near = near_misses(name, known)
    raise UsageError(
        text(
            "unknown-flag" if near else "unknown-flag-list",
            flag=name,
            command=command,
            near=", ".join(near or known),
        )
    )


def _judge_choices(values: Mapping[str, object], flags: Iterable[Flag]) -> None:
    for flag in flags:
        value = values.get(flag.key)
        if flag.choices and isinstance(value, str) and value not in flag.choices:
            raise UsageError(no_choice(flag.name, value, flag.choices))


def no_choice(name: str, value: str, choices: Sequence[str]) -> Text:
    """Return the sentence for a value that is none of the choices."""
    near = near_misses(value, choices, 1)
    facts = {"flag": name, "value": value}
    return Text(
        wording_zh.WORDS["no-choice"].format(**facts, choices="、".join(choices))
        + (wording_zh.WORDS["meant"].format(near=near[0]) if near else ""),
        wording_en.WORDS["no-choice"].format(**facts, choices=", ".join(choices))
        + (wording_en.WORDS["meant"].format(near=near[0]) if near else ""),
    )


def _judge_words(command: Command, words: Sequence[str]) -> None:
    least = sum(word.least for word in command.words)
    if len(words) < least:
        missing = command.words[len(words) if len(words) < len(command.words) else -1]
        raise UsageError(text("missing-word", command=command.name, word=missing.name))
    if any(word.most is None for word in command.words):
        return
    most = sum(word.most or 0 for word in command.words)
    if len(words) > most:
        surplus = " ".join(words[most:])
        raise UsageError(text("surplus-words", command=command.name, words=surplus))
