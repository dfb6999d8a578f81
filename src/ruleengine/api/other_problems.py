"""What else is wrong, when some files of rules cannot be used: all in one go.

In: folders of rules, some with files that are refused. Out: the problems of the other
files that do not come of the refused ones being missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.ruleset import Ruleset
from ruleengine.base.problem import RulePackError, UsageError
from ruleengine.model.rule_pack import RulePack, open_folder
from ruleengine.source.packs import FileHead, PackFolder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.problem import Problem

OF_ONE_FILE = frozenset(
    [
        "E204",
        "E301",
        "E305",
        "E308",
        "E309",
        "E403",
        "E405",
        "E409",
        "E426",
        "E441",
        "E448",
        "E480",
        "E482",
        "E493",
    ]
)
"""Codes of problems that no other file can cause: formats, syntax, keys, dates."""


def other_problems(folders: Iterable[PackFolder]) -> list[Problem]:
    """Return the problems of the files that hold to their schemas, each by itself."""
    packs = [pack for folder in folders if (pack := _usable(folder)) is not None]
    try:
        Ruleset(packs)
    except RulePackError as error:
        return [each for each in error.problems if each.code in OF_ONE_FILE]
    except UsageError:  # a reading or a day; told when the files are mended
        return []
    return []


def _usable(folder: PackFolder) -> RulePack | None:
    """Return a pack as if only its good files were there; None without a document."""
    heads = []
    for name in folder.rule_files:
        try:
            node = folder.read(name)
        except RulePackError:
            continue
        heads.append(
            FileHead(name, node.text("kind"), node.text("id"), node.text("title"))
        )
    try:
        return open_folder(PackFolder(folder.path, folder.name, tuple(heads)))
    except RulePackError:
        return None
