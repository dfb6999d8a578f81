"""What else is wrong, when some files of rules cannot be used: all in one go.

In: folders of rules, some with files that are refused. Out: the problems of what is sound
in them, without those that only come of the refused parts being missed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.api.ruleset import Ruleset
from ruleengine.base.problem import RulePackError, UsageError
from ruleengine.feel.reserved import KEYWORDS
from ruleengine.model.rule_pack import RulePack, open_folder
from ruleengine.source.node import Mapping, scalar_at
from ruleengine.source.packs import DOCUMENT, FileHead, PackFolder
from ruleengine.source.sound import sound_parts, words

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
        "E409",
        "E426",
        "E441",
        "E448",
        "E469",
        "E480",
        "E482",
        "E493",
    ]
)
"""Codes of problems that no other part can cause: formats, syntax, keys, dates."""
OF_THE_WHOLE = frozenset(["E407", "E444", "E445"])
"""Codes of problems that may come of any part that is missed: counts, examples."""
OF_EXPRESSIONS = frozenset(["E302", "E494"])
"""Codes of problems that may come of any name in the text they are about."""
DOCUMENT_KEYS = ("kind", "pack", "title", "edition")
RULE_KEYS = ("kind", "id", "title")
"""Keys without which nothing can be done with a file."""
ID = re.compile("^(id|pack): *[^ ]", re.MULTILINE)


def other_problems(folders: Iterable[PackFolder]) -> list[Problem]:
    """Return the problems of everything that holds to its schema."""
    salvage = _Salvage()
    packs = [pack for folder in folders if (pack := salvage.pack(folder)) is not None]
    try:
        Ruleset(packs)
    except RulePackError as error:
        found = [each for each in error.problems if salvage.stands(each)]
        return [*salvage.problems, *found]
    except UsageError:  # a reading or a day; told when the files are mended
        pass
    return salvage.problems


class _Salvage:
    """What is sound of rule packs, and the words of what is not."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._is_whole = True
        self._lost: set[str] = set()
        self._is_named = True
        self._nodes: dict[str, Mapping] = {}

    def pack(self, folder: PackFolder) -> RulePack | None:
        """Return a pack as if only its sound parts were there; None without a document."""
        nodes = {
            name: node
            for name in folder.rule_files
            if (node := self._node(folder, name)) is not None
        }
        if DOCUMENT not in nodes:
            for name in nodes:
                self._lose(folder, name)
            return None
        self._nodes |= {f"{folder.name}/{name}": node for name, node in nodes.items()}
        pack = _opened(folder, nodes)
        unread = pack.unread_rows()
        for name in unread:
            self._lose(folder, name)
        self.problems += (each for found in unread.values() for each in found)
        return _opened(folder, {k: v for k, v in nodes.items() if k not in unread})

    def _node(self, folder: PackFolder, name: str) -> Mapping | None:
        try:
            return folder.read(name)
        except RulePackError:
            self._is_whole = False
        text = _text(folder, name)
        needed = DOCUMENT_KEYS if name == DOCUMENT else RULE_KEYS
        sound = text and sound_parts(text, f"{folder.name}/{name}", needed)
        if not sound:
            self._lose(folder, name)
            return None
        self._lost |= sound.lost
        self._is_named &= sound.is_named
        return sound.node

    def _lose(self, folder: PackFolder, name: str) -> None:
        text = _text(folder, name)
        self._is_whole = False
        self._is_named &= text is not None and bool(ID.search(text))
        self._lost |= words(text or "")

    def stands(self, problem: Problem) -> bool:
        """Tell whether a problem is there whatever the refused parts hold."""
        if self._is_whole or problem.code in OF_ONE_FILE:
            return True
        if not self._is_named or problem.code in OF_THE_WHOLE:
            return False
        if problem.code not in OF_EXPRESSIONS:
            return words(problem.found).isdisjoint(self._lost)
        node = self._nodes[problem.position.file]
        named = words(scalar_at(node, problem.position).text)
        return all(w in KEYWORDS or w.isdecimal() for w in named & self._lost)


def _opened(folder: PackFolder, nodes: dict[str, Mapping]) -> RulePack:
    heads = tuple(
        FileHead(name, node.text("kind"), node.text("id"), node.text("title"))
        for name, node in nodes.items()
    )
    return open_folder(PackFolder(folder.path, folder.name, heads, _read=nodes))


def _text(folder: PackFolder, name: str) -> str | None:
    try:
        return (folder.path / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
