"""Submitted data as paths; standard input becomes a file for as long as it is read."""

from __future__ import annotations

import io
import json
import re
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import InputError, UsageError
from ruleengine.base.text import Text
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import Outcome

STDIN = "-"
SHOWN = "<stdin>"
FIRST = "first_file"
"""The fact that names the file of a record which another one repeats."""
YAML = re.compile(rb"---\s|- |[^,;\t\r\n]+:[ ]*\r?\n")
"""How a document, a list of records, or the name of a table above one, starts."""
COMMENT = re.compile(rb"#[^\n]*\n\s*")
"""A line that only YAML takes for a comment."""
HEAD = 1 << 16
"""Bytes that are looked at to tell the format."""


@frozen
class Submitted:
    """Paths to check, and the name that stands for one of them in the report."""

    paths: tuple[str, ...]
    hidden: str = ""
    """Path of the file that stands for standard input."""

    def renamed(self, outcome: Outcome) -> Outcome:
        """Return the outcome with standard input called by that name."""
        if not self.hidden:
            return outcome
        inputs = tuple(
            replace(each, file=SHOWN) if self.is_hidden(each.file) else each
            for each in outcome.inputs
        )
        findings = tuple(self.moved(finding) for finding in outcome.findings)
        not_checked = tuple(
            replace(each, why=_renamed(each.why, self.hidden))
            for each in outcome.not_checked
        )
        return replace(
            outcome, inputs=inputs, findings=findings, not_checked=not_checked
        )

    def is_hidden(self, file: str | None) -> bool:
        """Tell whether a name in the outcome is that of standard input."""
        return bool(file) and Path(str(file)) == Path(self.hidden)

    def moved(self, finding: Finding) -> Finding:
        """Return a finding with standard input called by that name."""
        if not self.hidden:
            return finding
        at, first = finding.at, finding.params.get(FIRST)
        if at is not None and self.is_hidden(at.file):
            finding = replace(finding, at=replace(at, file=SHOWN))
        if isinstance(first, str) and self.is_hidden(first):
            finding = replace(finding, params={**finding.params, FIRST: SHOWN})
        return finding


@contextmanager
def submitted(words: Sequence[str], table: str | None) -> Iterator[Submitted]:
    """Give the paths of the data; ``-`` is standard input.

    Raises:
        UsageError: ``-`` stands twice, or nobody says which table it holds.
        InputError: standard input is empty.
    """
    if STDIN not in words:
        yield Submitted(tuple(words))
        return
    if words.count(STDIN) > 1:
        raise UsageError(text("stdin-twice"))
    if table is None:
        raise UsageError(text("stdin-table"))
    import tempfile

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        hidden = str(_spooled(Path(folder)))
        paths = tuple(hidden if word == STDIN else word for word in words)
        try:
            yield Submitted(paths, hidden)
        except InputError as error:
            _let_go(error)
            raise InputError(_renamed(error.message, hidden), SHOWN) from error
        except BaseException as error:
            _let_go(error)
            raise


def _let_go(error: BaseException) -> None:
    """Close the files that were being read when work was cut short.

    Windows does not remove a file that is open.
    """
    import gc
    import traceback

    traceback.clear_frames(error.__traceback__)
    gc.collect()


def _renamed(message: Text, hidden: str) -> Text:
    names = (hidden, Path(hidden).as_posix())
    zh, en = message.zh, message.en
    for name in names:
        zh, en = zh.replace(name, SHOWN), en.replace(name, SHOWN)
    return Text(zh, en)


def _spooled(folder: Path) -> Path:
    stream = bytes_in(sys.stdin)
    head = stream.read(HEAD)
    if not head.strip():
        raise InputError(text("stdin-empty"), SHOWN)
    import shutil

    target = folder / f"stdin{suffix_of(head)}"
    with target.open("wb") as file:
        file.write(head)
        shutil.copyfileobj(stream, file)
    return target


def bytes_in(stream: TextIO | None) -> BinaryIO:
    """Return a standard stream for its bytes; none where it was closed (``<&-``)."""
    return io.BytesIO() if stream is None else stream.buffer


def suffix_of(head: bytes) -> str:
    """Return the ending that a file with these first bytes should have."""
    if head.startswith(b"PK\x03\x04"):
        return ".xlsx"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"[":
        return ".json"
    if start[:1] == b"{":
        # An object alone may be a record or hold tables; only a .json may be both.
        first, _, others = start.partition(b"\n")
        return ".jsonl" if others.strip() and _is_json(first) else ".json"
    while comment := COMMENT.match(start):
        start = start[comment.end() :]
    return ".yaml" if YAML.match(start) else ".csv"


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
