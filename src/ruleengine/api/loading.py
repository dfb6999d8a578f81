"""Loading: names and folders of rules -> Ruleset."""

from __future__ import annotations

import copyreg
import os
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING, Any

from ruleengine.api.rule_cache import found_right, remember, remembered
from ruleengine.api.ruleset import Ruleset
from ruleengine.api.unknown import unknown
from ruleengine.base.garbage import seldom_collected
from ruleengine.base.ids import SHARED
from ruleengine.base.lexical import shown
from ruleengine.base.problem import Problem, RulePackError, UsageError
from ruleengine.base.text import Text
from ruleengine.model.rule_pack import RulePack, from_folder, open_folder
from ruleengine.source.packs import PackFolder, find_packs
from ruleengine.source.shipped import rules_folder
from ruleengine.source.unreadable import unreadable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from ruleengine.compile.parse_memory import ParseMemory


def load(
    *sources: str | Path,
    as_of: dt.date | str | None = None,
    readings: Mapping[str, str] | None = None,
) -> Ruleset:
    """Load rule packs.

    Args:
        sources: folders of rules, or names of shipped packs; all shipped packs when
            left out.
        as_of: the date of the rules for all calls that name none; today when left out.
        readings: reading -> choice, for all calls that name none.

    Returns:
        The rules, compiled and immutable.

    Raises:
        RulePackError: rule files with problems; all of them are in it.
        UsageError: there is no such folder or pack.
    """
    with seldom_collected():
        folders, around = chosen_folders(*sources)
        known, memory = remembered([*folders, *around])
        if memory.is_good:
            packs = [open_folder(folder) for folder in known]
            return Ruleset(packs, as_of, readings, memory)
        shared, memory = known_right(around)
        rules = Ruleset(read_folders([*folders, *shared]), as_of, readings, memory)
        remember([*folders, *shared], memory)
        return rules


@lru_cache(maxsize=8)
def load_sent(
    folders: tuple[tuple[str, str], ...],
    as_of: dt.date | str | None,
    readings: tuple[tuple[str, str], ...],
) -> Ruleset:
    """Load the rules of a ``Ruleset`` that came from another process, once in each.

    Args:
        folders: path and hash of each.
        as_of: as for ``load``.
        readings: reading and choice.

    Raises:
        RulePackError: as for ``load``.
        UsageError: a folder is not there, or holds other rules than the sender had.
    """
    for path, sha256 in folders:
        if Path(path).is_dir() and PackFolder(Path(path), path).sha256 != sha256:
            raise UsageError(
                Text(
                    f"“{path}”里的规则和发送方装载的不一样；请先更新规则，再重新装载",
                    f'the rules in "{path}" differ from those that the sender had loaded;'
                    " bring them up to date and load them again",
                )
            )
    return load(*(path for path, _ in folders), as_of=as_of, readings=dict(readings))


def read(*sources: str | Path) -> list[RulePack]:
    """Read rule packs without compiling them; every edition that is there.

    Args:
        sources: as for ``load``.

    Raises:
        RulePackError: rule files with problems; all of them are in it.
        UsageError: there is no such folder or pack.
    """
    folders, around = chosen_folders(*sources)
    known, memory = remembered([*folders, *around])
    if memory.is_good:
        return [open_folder(folder) for folder in known]
    return read_folders([*folders, *known_right(around)[0]])


def known_right(
    shared: Sequence[PackFolder],
) -> tuple[Sequence[PackFolder], ParseMemory]:
    """Return folders that refer to no other, as once found right, and what was parsed.

    So they need not be judged again with each change of the rules that refer to them.
    Folders with problems come back as they are.
    """
    known, memory = remembered(shared)
    if shared and not memory.is_good:
        with suppress(RulePackError):  # told together with the problems of all others
            Ruleset(read_folders(shared), memory=memory)
            remember(shared, memory)
            known = [found_right(folder, folder.heads) for folder in shared]
    return known, replace(memory, is_good=False)


def chosen_folders(*sources: str | Path) -> tuple[list[PackFolder], list[PackFolder]]:
    """Return the folders of the packs named, and those that they may refer to besides.

    Args:
        sources: as for ``load``.

    Raises:
        RulePackError: a folder that cannot be read.
        UsageError: there is no such folder or pack.
    """
    shipped = list(find_packs(rules_folder()))
    named = [f for source in sources for f in _folders(source, shipped)] or shipped
    folders = list({folder.path.resolve(): folder for folder in named}.values())
    if any(folder.pack == SHARED for folder in folders):
        return folders, []
    return folders, [folder for folder in shipped if folder.path.name == SHARED]


def _folders(source: str | Path, shipped: list[PackFolder]) -> list[PackFolder]:
    written = shown(source)  # another type names nothing, which is said below
    path = Path(written)
    if is_folder(path) and (found := list(find_packs(path))):
        return found
    named = [folder for folder in shipped if written in _names(folder)]
    if named:
        return named
    if os.path.isfile(path):  # noqa: PTH113  says no to a name that cannot be
        raise UsageError(
            Text(
                f"“{written}”是一个文件；请写它所在的文件夹",
                f'"{written}" is a file; name the folder it stands in',
            )
        )
    raise unknown(
        "规则包或规则文件夹（文件夹里应有 document.yaml）",
        "rule pack or folder of rules (with a document.yaml)",
        written,
        [name for folder in shipped for name in _names(folder)],
    )


def is_folder(path: Path) -> bool:
    """Tell whether there is such a folder.

    Raises:
        RulePackError: it stands in a folder that may not be entered.
    """
    try:
        # Later Pythons say of a place where we may not look that there is no folder.
        return S_ISDIR(path.stat().st_mode)
    except PermissionError as error:
        raise unreadable(path.as_posix(), error) from error
    except (OSError, ValueError):  # nothing, or no name that a file could have
        return False


def _names(folder: PackFolder) -> set[str]:
    return {folder.path.name, folder.pack}


def read_folders(folders: Sequence[PackFolder]) -> list[RulePack]:
    """Read the packs of folders without compiling them.

    Raises:
        RulePackError: rule files with problems; all of them are in it.
    """
    packs: list[RulePack] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            packs.append(from_folder(folder))
        except RulePackError as error:
            problems += error.problems
    if problems:
        from ruleengine.api.other_problems import other_problems

        raise RulePackError([*dict.fromkeys([*problems, *other_problems(folders)])])
    return packs


def _sent(rules: Ruleset) -> tuple[Any, ...]:
    """Return what another process needs to load the same rules."""
    editions, as_of, readings = rules.made_of
    folders = [edition.folder for edition in editions]
    named = tuple((str(folder.path.resolve()), folder.sha256) for folder in folders)
    return load_sent, (named, as_of, tuple(readings.items()))


copyreg.pickle(Ruleset, _sent)
