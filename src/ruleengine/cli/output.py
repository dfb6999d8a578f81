"""Answers on their way out: to standard output or to the file of ``--to``."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ruleengine.base.problem import UsageError
from ruleengine.base.text import LANGUAGES, Text
from ruleengine.base.whole_file import real_place, write_whole
from ruleengine.cli import exit_codes
from ruleengine.cli.earlier import may_be_answer
from ruleengine.cli.flags import TEXT_OR_JSON
from ruleengine.cli.wording import text
from ruleengine.report.registry import FORMATS
from ruleengine.report.visible import escape_surrogates
from ruleengine.source.packs import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ruleengine.base.text import Language
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.command import Flag
    from ruleengine.cli.console import Console


TEXT = "text"
ENDINGS = {each.suffix: each.name for each in FORMATS.values()} | {".md": "markdown"}
"""Ending of a file -> the format that it stands for."""
del ENDINGS[FORMATS["github"].suffix]  # a log of one's own is text
BY_HAND = frozenset({".csv", ".md", ".txt"})
"""Endings of answers that people write too: code lists and notes beside the rules."""


def to_json(data: object) -> str:
    """Return data as JSON text that reads and diffs well."""
    written = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    return escape_surrogates(written) + "\n"


def languages_of(given: Arguments) -> tuple[Language, ...]:
    """Return the languages of data for programs: both, unless one is asked for.

    What the machine speaks has no say, so that the same call gives the same bytes.
    """
    asked = given.text("lang")
    return LANGUAGES if asked is None else (cast("Language", asked),)


def deliver(answer: str, given: Arguments, console: Console, *read: str | None) -> None:
    """Write an answer to standard output, or to the file of ``--to``.

    Args:
        answer: what to write.
        given: says where.
        console: has standard output.
        read: the files that the answer was made from.

    Raises:
        UsageError: the file cannot be written, or the answer was read from it.
    """
    target = given.text("to")
    if target is None:
        console.write(answer)
        return
    refuse_unfit_target(target)
    refuse_to_overwrite(target, *read)
    try:
        write_whole(Path(target), answer, errors="backslashreplace")
    except OSError as error:
        raise not_writable(target, error) from error
    console.tell("written", file=target)


def wants_json(given: Arguments) -> bool:
    """Tell whether ``--format``, or the ending of ``--to``, asks for JSON."""
    return format_of(given, TEXT_OR_JSON) == "json"


def format_of(given: Arguments, offered: Flag) -> str:
    """Return the format that ``--format``, or the ending of ``--to``, asks for.

    Text when neither does. To be asked before any work is done.

    Raises:
        UsageError: the ending is that of a format which the command does not write, or
            there is no such folder.
    """
    chosen, target = given.text("format"), given.text("to")
    if target is not None:
        refuse_unfit_target(target)
    if chosen is not None or target is None:
        return chosen or TEXT
    guessed = ENDINGS.get(Path(target).suffix.lower(), TEXT)
    if guessed in offered.choices:
        return guessed
    endings = " ".join(e for e, name in ENDINGS.items() if name in offered.choices)
    raise UsageError(text("other-ending", file=target, endings=endings))


def refuse_unfit_target(target: str) -> None:
    """Keep work from being done whose answer cannot be written, or not there.

    Raises:
        UsageError: the file would stand in a folder that does not exist, or in place
            of what people keep in the folder of a pack, or the system knows of no
            such place.
    """
    path = Path(target)
    try:
        place = real_place(path)
        # The null device of Windows exists, but in no folder.
        is_absent = not place.parent.is_dir() and not path.exists()
    except OSError as error:
        raise not_writable(target, error) from error
    if is_absent:
        raise UsageError(text("no-folder", file=target))
    if _is_kept_with_rules(place):
        raise UsageError(text("to-is-rule", file=target))


def _is_kept_with_rules(place: Path) -> bool:
    """Tell whether a file in the folder of a pack may be something else than an answer.

    Rules, code lists, notes, data and sources are; an earlier report may be replaced.
    """
    ending = place.suffix.lower()
    try:
        if not (place.is_file() and (place.parent / DOCUMENT).is_file()):
            return False
        return ending in BY_HAND or ending not in ENDINGS or not may_be_answer(place)
    except OSError:
        return False


def refuse_to_overwrite(target: str, *sources: str | None) -> None:
    """Keep what was read from being lost under what is written.

    Raises:
        UsageError: ``target`` is one of the files that the answer was made from.
    """
    for source in sources:
        if source is not None and _is_same_file(target, source):
            raise UsageError(text("to-is-input", file=target))


def _is_same_file(target: str, source: str) -> bool:
    try:
        return Path(target).is_file() and Path(target).samefile(source)
    except OSError:
        return False


def not_writable(target: str, error: OSError) -> UsageError:
    """Return the error for a file that cannot be written.

    Args:
        target: the file.
        error: what the operating system says.
    """
    return UsageError(text("not-writable", file=target, reason=reason_of(error)))


REASONS = {
    errno.EACCES: "reason.access",
    errno.EPERM: "reason.access",
    errno.EROFS: "reason.read-only",
    errno.EISDIR: "reason.folder",
    errno.ENOENT: "reason.absent",
    errno.ENOTDIR: "reason.absent",
    errno.ELOOP: "reason.absent",
    errno.EEXIST: "reason.absent",  # what is there is a link that leads nowhere
    errno.ENOSPC: "reason.full",
    errno.EFBIG: "reason.large",
    errno.ENAMETOOLONG: "reason.long-name",
    errno.EINVAL: "reason.odd-name",
}
"""What the operating system says in English only -> key of our own sentence."""


def reason_of(error: OSError) -> Text:
    """Return why the operating system refused; its own words where we have none."""
    if key := REASONS.get(error.errno or 0):
        return text(key)
    said = error.strerror or type(error).__name__
    return Text(said, said)


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
