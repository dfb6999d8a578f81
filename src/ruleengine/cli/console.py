"""Console: the three streams, the language and the looks of one run.

Standard output carries the answer alone; words for people go to standard error.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from ruleengine.base.frozen import frozen
from ruleengine.cli.terminal import obeys_escapes
from ruleengine.cli.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ruleengine.base.progress import Progress
    from ruleengine.base.text import Language, Text

WIDTH = 100
"""Columns when standard output is no terminal, so that the bytes do not vary."""
NARROWEST = 40


@frozen
class Console:
    """Where a command reads and writes."""

    out: TextIO
    err: TextIO
    language: Language
    debug: bool = False

    @property
    def colour(self) -> bool:
        """True on a terminal whose owner has not asked for plain text."""
        plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        return not plain and obeys_escapes(self.out)

    @property
    def out_is_seen(self) -> bool:
        """True where a person reads standard output while it is written."""
        return self.out.isatty()

    @property
    def width(self) -> int:
        """Columns to write in."""
        return _columns(self.out) if self.out_is_seen else WIDTH

    def write(self, text: str) -> None:
        """Write a part of the answer."""
        self.out.write(text)

    def tell(self, key: str, /, **facts: object) -> None:
        """Say a sentence to the person at the terminal."""
        self.tell_text(say(key, self.language, **facts))

    @contextmanager
    def waiting(self, key: str) -> Iterator[None]:
        """Show a sentence while work goes on; only to a person, gone afterwards."""
        if not obeys_escapes(self.err):
            yield
            return
        self._show(say(key, self.language))
        try:
            yield
        finally:
            self._show("\r\x1b[K")

    @contextmanager
    def progressing(self, key: str) -> Iterator[Callable[[Progress], None] | None]:
        """Show a sentence, and then how far the work has come; only to a person.

        Yields:
            What takes that; None where nobody sees it.
        """
        with self.waiting(key):
            if obeys_escapes(self.err):
                from ruleengine.cli.progress import ProgressLine

                yield ProgressLine(self._show, self.language, _columns(self.err))
            else:
                yield None

    def tell_text(self, text: str | Text) -> None:
        """Say a ready sentence to the person at the terminal.

        Where nobody can be told, the exit code still says how it went.
        """
        said = text if isinstance(text, str) else text[self.language]
        self._show(said + "\n")

    def _show(self, said: str) -> None:
        with suppress(OSError):
            self.err.write(said)
            self.err.flush()


def _columns(terminal: TextIO) -> int:
    """Return how wide a terminal is."""
    try:
        return max(NARROWEST, os.get_terminal_size(terminal.fileno()).columns)
    except (OSError, ValueError):
        return WIDTH


def language_of(argv: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language to speak: that of ``--lang``, else of the locale, else zh."""
    for at, word in enumerate(argv):
        value = argv[at + 1] if word == "--lang" and at + 1 < len(argv) else ""
        if word.startswith("--lang="):
            value = word.partition("=")[2]
        if value[:2] in {"zh", "en"}:
            return "zh" if value.startswith("zh") else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LC_CTYPE"):
        if value := environment.get(name, ""):
            return "en" if value.lower().startswith("en") else "zh"
    return _of_system()


def _of_system() -> Language:
    if os.name != "nt":  # Python reads a missing locale as English
        return "zh"
    import locale

    name = locale.getlocale()[0] or ""
    return "en" if name.lower().startswith("en") else "zh"


def open_stream(stream: TextIO | None) -> TextIO:
    """Return a standard stream; one that goes nowhere where it was closed (``>&-``)."""
    return io.StringIO() if stream is None else stream


def settle(stream: TextIO) -> None:
    """Flush a stream before the interpreter does, which has exit codes of its own.

    What cannot be written, to a full disk or to a reader who has gone, goes nowhere.
    """
    try:
        stream.flush()
    except (OSError, ValueError):
        silence(stream)


def silence(stream: TextIO) -> None:
    """Let a stream write to nowhere from here on."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def speak_utf8() -> None:
    """Make the standard streams UTF-8 with plain line ends, on every system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(newline="\n")
