"""``--format jsonl``: findings are written while the data are read, and not kept."""

from __future__ import annotations

import io
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ruleengine.base.whole_file import whole_file
from ruleengine.cli.output import not_writable, refuse_to_overwrite
from ruleengine.report.to_jsonl import JsonLines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import Outcome
    from ruleengine.cli.console import Console
    from ruleengine.report.options import Options
    from ruleengine.report.summary import Tally


def write_streamed(
    check: Callable[[Callable[[Finding], None]], Outcome],
    options: Options,
    target: str | None,
    console: Console,
) -> tuple[Outcome, Tally]:
    """Check data and write its findings as they are found.

    Args:
        check: checks the data, hands over each finding and returns the rest.
        options: how to write.
        target: the file to write, there whole or not at all; None for standard output.
        console: has standard output.

    Returns:
        The outcome without findings, and their counts.

    Raises:
        UsageError: the file cannot be written, or is one of those that were checked.
    """
    with _stream(target, console) as stream:
        lines = JsonLines(stream, options)
        lines.begin()
        outcome = check(lines.finding)
        lines.end(outcome)
        if target is not None:
            refuse_to_overwrite(target, *(each.file for each in outcome.inputs))
    return outcome, lines.counts


@contextmanager
def _stream(target: str | None, console: Console) -> Iterator[IO[str]]:
    if target is None:
        yield console.out
        return
    try:
        with whole_file(Path(target)) as stream:
            text = io.TextIOWrapper(stream, "utf-8", newline="")
            yield text
            text.detach()
    except OSError as error:
        raise not_writable(target, error) from error
