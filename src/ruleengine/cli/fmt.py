"""``ruleengine fmt``: rule files into reading order, comments kept."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from ruleengine.base.problem import RulePackError, UsageError
from ruleengine.base.whole_file import write_whole
from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.output import not_writable
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from ruleengine.base.problem import Problem
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console


def run(given: Arguments, console: Console) -> int:
    """Put files in order; with ``--check`` only name those that are not."""
    from ruleengine.authoring.fmt import CannotKeepError, formatted
    from ruleengine.source.read import bytes_of, decoded

    changed = refused = 0
    problems: list[Problem] = []
    for path in _files((*given.words, *given.texts("rules"))):
        name = path.as_posix()
        try:
            typed = decoded(bytes_of(path, name), name)
            old = typed.replace("\r\n", "\n").replace("\r", "\n")
            new = formatted(old, name)
        except RulePackError as error:
            problems += error.problems
            continue
        except CannotKeepError as error:
            refused += 1
            console.tell("fmt.refused", file=path.as_posix(), line=error.line)
            continue
        if new != old:
            changed += 1
            console.write(f"{path.as_posix()}\n")
            if not given.on("check"):
                _write(path, new, "\r\n" if "\r\n" in typed else "\n")
    console.tell("fmt.check" if given.on("check") else "fmt.done", count=changed)
    if problems:
        raise RulePackError(problems)
    wrong = refused or (given.on("check") and changed)
    return exit_codes.FINDINGS if wrong else exit_codes.FINE


def _files(sources: tuple[str, ...]) -> list[Path]:
    from ruleengine.api.loading import chosen_folders
    from ruleengine.authoring.in_place import from_here

    single = [Path(source) for source in sources if _is_file(Path(source))]
    others = [source for source in sources if Path(source) not in single]
    if single and not others:
        return single
    for source in others:
        if Path(source).suffix.lower() in {".yaml", ".yml"}:
            _refuse_absent(source)
    folders, _ = chosen_folders(*others)
    return single + [from_here(f.path / name) for f in folders for name in f.files]


def _is_file(path: Path) -> bool:
    try:
        return S_ISREG(path.stat().st_mode)
    except PermissionError:  # told when it is read
        return True
    except OSError:  # nothing, or no name that a file could have
        return False


def _refuse_absent(source: str) -> None:
    """Say of the name of a file that there is none, rather than no such pack."""
    if not Path(source).exists():
        raise UsageError(text("no-file", file=source))


def _write(path: Path, content: str, newline: str) -> None:
    try:
        write_whole(path, content, newline=newline)
    except OSError as error:
        raise not_writable(path.as_posix(), error) from error


COMMAND = Command(
    name="fmt",
    run=run,
    words=(Word("DIR", least=0, most=None),),
    flags=(flags.RULES, Flag("--check")),
    examples=("fmt my/rules", "fmt --check"),
)
