"""Exceptions -> a few words on standard error and the exit code of the contract."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from ruleengine.base.problem import InputError, RulePackError, UsageError
from ruleengine.cli import exit_codes

if TYPE_CHECKING:
    from ruleengine.cli.console import Console


def answer(error: BaseException, console: Console) -> int:
    """Tell the person at the terminal what happened; return the exit code."""
    match error:
        case UsageError():
            console.tell_text(error.message)
            return exit_codes.USAGE
        case RulePackError():
            _tell_problems(error, console)
            return exit_codes.RULES
        case InputError():
            console.tell_text(error.message)
            return exit_codes.INPUT
        case KeyboardInterrupt():
            return exit_codes.INTERRUPTED
        case OSError() if _is_closed_pipe(error):
            _silence()
            return exit_codes.PIPE_CLOSED
        case OSError(errno=errno.ENOSPC):
            console.tell("output-full")
            return exit_codes.INTERNAL
        case _:
            _tell_bug(error, console)
            return exit_codes.INTERNAL


def _tell_problems(error: RulePackError, console: Console) -> None:
    from ruleengine.report.problems import write

    write(error.problems, console.err, "text", console.language)
    console.tell("rules-do-not-load")


def _tell_bug(error: BaseException, console: Console) -> None:
    if console.debug:
        import traceback

        traceback.print_exception(error, file=console.err)
    said = " ".join(str(error).split())[:200]
    console.tell("internal", kind=type(error).__name__, said=said)


def _is_closed_pipe(error: OSError) -> bool:
    if isinstance(error, BrokenPipeError):
        return True
    # Python makes "invalid argument" of what Windows says of a pipe without a reader.
    is_of_stream = error.errno == errno.EINVAL and error.filename is None
    return sys.platform == "win32" and is_of_stream


def _silence() -> None:
    # The interpreter flushes standard output once more when it ends.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
