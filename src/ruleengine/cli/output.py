"""Answers on their way out: to standard output or to the file of ``--to``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruleengine.base.problem import UsageError
from ruleengine.cli import exit_codes
from ruleengine.cli.wording import text
from ruleengine.report.visible import escape_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def to_json(data: object) -> str:
    """Return data as JSON text that reads and diffs well."""
    written = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    return escape_surrogates(written) + "\n"


def deliver(answer: str, given: Arguments, console: Console) -> None:
    """Write an answer to standard output, or to the file of ``--to``.

    Raises:
        UsageError: the file cannot be written.
    """
    target = given.text("to")
    if target is None:
        console.write(answer)
        return
    try:
        Path(target).write_text(
            answer, encoding="utf-8", errors="backslashreplace", newline="\n"
        )
    except OSError as error:
        raise not_writable(target, error) from error
    console.tell("written", file=target)


def wants_json(given: Arguments) -> bool:
    """Tell whether ``--format``, or the ending of ``--to``, asks for JSON."""
    chosen, target = given.text("format"), given.text("to")
    if chosen is not None or target is None:
        return chosen == "json"
    return Path(target).suffix.lower() == ".json"


def not_writable(target: str, error: OSError) -> UsageError:
    """Return the error for a file that cannot be written."""
    reason = error.strerror or type(error).__name__
    return UsageError(text("not-writable", file=target, reason=reason))


def code_for(findings: Iterable[Mapping[str, Any]], fail_on: str | None) -> int:
    """Return the exit code for findings as plain data."""
    graded = {finding["severity"] for finding in findings}
    return exit_code(graded, fail_on)


def exit_code(severities: Iterable[str], fail_on: str | None) -> int:
    """Return 1 when a severity is at or above ``--fail-on``, else 0."""
    grave = {"never": (), "warning": ("error", "warning")}.get(
        fail_on or "error", ("error",)
    )
    found = any(severity in grave for severity in severities)
    return exit_codes.FINDINGS if found else exit_codes.FINE
