"""``ruleengine validate``: submitted files in, a report out."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

from ruleengine.base.problem import UsageError
from ruleengine.base.text import LANGUAGES
from ruleengine.cli import flags
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.output import (
    exit_code,
    not_writable,
    refuse_to_overwrite,
    refuse_unfit_target,
)
from ruleengine.cli.rules import open_rules
from ruleengine.cli.standard_input import submitted
from ruleengine.cli.wording import text
from ruleengine.report.options import Options
from ruleengine.report.registry import FORMATS, format_of_path, write, write_file
from ruleengine.report.summary import tally
from ruleengine.report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import Outcome
    from ruleengine.base.text import Language
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console
    from ruleengine.report.summary import Tally

FOR_PROGRAMS = ("json", "jsonl")
"""Formats that hold both languages unless one is asked for."""
STREAMED = "jsonl"
"""The format that is written while the data are read."""


def run(given: Arguments, console: Console) -> int:
    """Check the data and write the report."""
    name = _format(given)
    options = Options(
        languages=_languages(given.text("lang"), name, console.language),
        colour=console.colour and given.text("to") is None,
        width=console.width,
    )
    if name == STREAMED:
        from ruleengine.cli.streamed import write_streamed

        check = partial(_check, given, console)
        outcome, counts = write_streamed(check, options, given.text("to"), console)
    else:
        outcome = _check(given, console)
        counts = tally(outcome)
        _write(outcome, name, options, given, console)
    _tell(outcome, counts, name, given, console)
    found = (each for each in ("error", "warning") if counts.severities[each])
    return exit_code(found, given.text("fail_on"))


def _check(
    given: Arguments,
    console: Console,
    each: Callable[[Finding], None] | None = None,
) -> Outcome:
    """Check the data; ``each`` takes the findings, which are kept without it."""
    rules = open_rules(given)
    table = given.text("table")
    # Findings that go to the same terminal one by one show by themselves how it goes on.
    shows = each is not None and given.text("to") is None and console.out_is_seen
    watched = nullcontext() if shows else console.progressing("checking")
    with submitted(given.words, table) as data, watched as progress:
        report = rules.check(
            data.paths,
            table=table,
            complete=given.on("complete"),
            max_per_rule=given.count("max_per_rule"),
            each=each and (lambda finding: each(data.moved(finding))),
            progress=progress,
        )
        return data.renamed(report.outcome)


def _format(given: Arguments) -> str:
    chosen, target = given.text("format"), given.text("to")
    if chosen is None and target is not None:
        guessed = format_of_path(target)
        if guessed is None:
            endings = " ".join(each.suffix for each in FORMATS.values())
            raise UsageError(text("unknown-ending", file=target, endings=endings))
        chosen = guessed.name
    if target is None and chosen and FORMATS[chosen].binary:
        raise UsageError(text("binary-to-screen", name=chosen))
    if target is not None:
        refuse_unfit_target(target)
        refuse_to_overwrite(target, *given.words)
    return chosen or "text"


def _languages(wanted: str | None, name: str, spoken: Language) -> tuple[Language, ...]:
    if wanted is None:
        return LANGUAGES if name in FOR_PROGRAMS else (spoken,)
    asked = wanted.split(",")
    return tuple(sorted(LANGUAGES, key=asked.index)) if len(asked) > 1 else (spoken,)


def _write(
    outcome: Outcome, name: str, options: Options, given: Arguments, console: Console
) -> None:
    target = given.text("to")
    if target is None:
        write(outcome, console.out, name, options)
    else:
        refuse_to_overwrite(target, *(each.file for each in outcome.inputs))
        try:
            write_file(outcome, target, name, options)
        except OSError as error:
            raise not_writable(target, error) from error


def _tell(
    outcome: Outcome, counts: Tally, name: str, given: Arguments, console: Console
) -> None:
    target = given.text("to")
    if target is not None or (name != "text" and not console.out.isatty()):
        said = verdict(outcome, console.language, counts)
        console.tell("summary", headline=said.headline, scope=said.scope)
    if target is not None:
        console.tell("written", file=target)


COMMAND = Command(
    name="validate",
    run=run,
    words=(Word("DATA", most=None),),
    flags=(
        flags.RULES,
        Flag("--table", "ID"),
        flags.AS_OF,
        flags.READING,
        flags.format_flag(*FORMATS),
        flags.TO,
        flags.LANGUAGES,
        flags.FAIL_ON,
        Flag("--max-per-rule", "N"),
        Flag("--complete"),
    ),
    examples=(
        "validate examples/submission",
        "validate results.csv --table ptdata/T06",
        "validate examples/submission --to report.xlsx",
        "validate examples/submission --format json --lang zh,en",
    ),
)
