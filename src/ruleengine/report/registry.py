"""The formats a report can be written in; each is loaded only when it is used.

In: an Outcome, a format name, a stream or a path. Out: the written report.
"""

from __future__ import annotations

import importlib
import io
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Protocol, cast

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import UsageError
from ruleengine.base.suggest import near_misses
from ruleengine.base.text import Text, listed
from ruleengine.base.whole_file import whole_file
from ruleengine.report.options import DEFAULT_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.outcome import Outcome
    from ruleengine.report.options import Options


class Writer(Protocol):
    """What each module of a format offers."""

    def write(self, outcome: Outcome, stream: IO[str], options: Options) -> None:
        """Write a finished outcome to an open text stream."""


class BinaryWriter(Protocol):
    """The same for a format that is not text."""

    def write(self, outcome: Outcome, stream: IO[bytes], options: Options) -> None:
        """Write a finished outcome to an open binary stream."""


@frozen
class Format:
    """One way to write a report."""

    name: str
    suffix: str
    """Ending of a file of this format."""
    module: str
    binary: bool = False
    """True when the stream must be open for bytes."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.name: each
        for each in (
            Format("text", ".txt", "to_text"),
            Format("json", ".json", "to_json"),
            Format("jsonl", ".jsonl", "to_jsonl"),
            Format("csv", ".csv", "to_csv"),
            Format("sarif", ".sarif", "to_sarif"),
            Format("junit", ".xml", "to_junit"),
            Format("github", ".log", "to_github"),
            Format("html", ".html", "to_html"),
            Format("xlsx", ".xlsx", "to_xlsx", binary=True),
        )
    }
)


def format_named(name: str) -> Format:
    """Return a format by its name.

    Raises:
        UsageError: there is no such format; names the near misses.
    """
    if name in FORMATS:
        return FORMATS[name]
    near = near_misses(name, FORMATS)
    zh, en = ("是否想写", "did you mean") if near else ("可用", "there are")
    several = listed(near or FORMATS)
    raise UsageError(
        Text(
            f"没有“{name}”这种报告格式；{zh}：{several.zh}。",
            f'There is no report format "{name}"; {en}: {several.en}.',
        )
    )


def format_of_path(path: str | Path) -> Format | None:
    """Return the format that the ending of a file name stands for, if any."""
    suffix = Path(path).suffix.lower()
    return next((each for each in FORMATS.values() if each.suffix == suffix), None)


def write(
    outcome: Outcome,
    stream: IO[str] | IO[bytes],
    name: str,
    options: Options = DEFAULT_OPTIONS,
) -> None:
    """Write a report to an open stream.

    A text stream should be UTF-8 with ``newline=""``; xlsx wants a binary stream. A
    text format may also be given a binary stream and then writes UTF-8.

    Raises:
        UsageError: there is no such format, or it cannot go to a text stream.
    """
    chosen = format_named(name)
    module = importlib.import_module(f"ruleengine.report.{chosen.module}")
    if chosen.binary:
        _write_binary(cast("BinaryWriter", module), outcome, stream, options)
    elif isinstance(stream, io.BufferedIOBase | io.RawIOBase):
        with_text = io.TextIOWrapper(stream, "utf-8", newline="")
        cast("Writer", module).write(outcome, with_text, options)
        with_text.detach()
    else:
        cast("Writer", module).write(outcome, cast("IO[str]", stream), options)


def _write_binary(
    writer: BinaryWriter,
    outcome: Outcome,
    stream: IO[str] | IO[bytes],
    options: Options,
) -> None:
    if isinstance(stream, io.TextIOBase):
        raise UsageError(
            Text(
                "xlsx 报告不能写到屏幕；请用 --to 报告.xlsx 指定文件。",
                "An xlsx report cannot go to the screen; name a file: --to report.xlsx.",
            )
        )
    writer.write(outcome, cast("IO[bytes]", stream), options)


def write_file(
    outcome: Outcome,
    path: str | Path,
    name: str | None = None,
    options: Options = DEFAULT_OPTIONS,
) -> Path:
    """Write a report to a file; it is there whole or not at all.

    Args:
        outcome: what was found out.
        path: the file; an existing one is replaced.
        name: the format; None takes it from the ending of the path, else text.
        options: how to write.

    Raises:
        UsageError: there is no such format.
        OSError: the file cannot be written.
    """
    target = Path(path)
    guessed = format_of_path(target)
    chosen = name or (guessed.name if guessed else "text")
    with whole_file(target) as stream:
        write(outcome, stream, chosen, options)
    return target
