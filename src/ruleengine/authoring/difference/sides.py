"""OLD and NEW -> two rule sets with their files and cases, pack by pack."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ruleengine.api.loading import chosen_folders, is_folder
from ruleengine.authoring.difference import wording_en, wording_zh
from ruleengine.authoring.difference.revisions import extract, path_in_repository
from ruleengine.authoring.editions import editions, grouped
from ruleengine.authoring.mutation.workshop import Workshop
from ruleengine.base.problem import UsageError
from ruleengine.base.text import Text
from ruleengine.model.cases import from_node

if TYPE_CHECKING:
    from ruleengine.api.ruleset import Ruleset
    from ruleengine.authoring.editions import Together
    from ruleengine.model.cases import Case, Cases
    from ruleengine.model.rule_pack import RulePack
    from ruleengine.source.node import Mapping

RULES = "rules"
"""Where rules stand in a repository when nothing says otherwise."""


@dataclass(frozen=True, slots=True)
class Side:
    """One version of rules."""

    shop: Workshop
    """All packs that load together, and where single files of them can be exchanged."""
    packs: dict[str, RulePack]
    """The packs that are compared, by name."""
    cases: dict[str, list[tuple[Cases, Case]]]
    """Full id of what is under test -> its cases."""

    @property
    def rules(self) -> Ruleset:
        """The rules of this version."""
        return self.shop.rules

    def files(self, pack: str) -> dict[str, Mapping]:
        """Return the rule files of a pack by local id; its document under ``""``."""
        folder = self.packs[pack].folder
        nodes = (folder.read(name) for name in folder.rule_files)
        return {
            node.text("id") if node.text("kind") != "document" else "": node
            for node in nodes
        }


def open_side(source: str, other: str, scratch: Path) -> Side:
    """Read one side.

    Args:
        source: a folder, the name of a shipped pack, ``REV:path`` or ``REV``.
        other: the other side; a bare revision is read for its folder.
        scratch: an empty folder for what comes out of a revision.

    Raises:
        UsageError: there is no such folder, pack or revision.
        RulePackError: the rules do not load.
    """
    groups = _groups(_folder(source, other, scratch), scratch)
    chosen = {pack.name for group in groups for pack in group.chosen}
    # The last group has the latest edition of every pack.
    packs = [pack for pack in groups[-1].packs if pack.name in chosen]
    cases: dict[str, list[tuple[Cases, Case]]] = defaultdict(list)
    for pack in packs:
        for name in pack.folder.case_files:
            read = from_node(pack.folder.read(name))
            cases[f"{pack.name}/{read.of}"] += [(read, case) for case in read.cases]
    return Side(
        shop=Workshop(groups[-1].packs),
        packs={pack.name: pack for pack in packs},
        cases=cases,
    )


def _one_file(source: str) -> Text:
    zh, en = (words.WORDS["one-file"] for words in (wording_zh, wording_en))
    return Text(zh.format(source=source), en.format(source=source))


def _groups(folder: Path | str, scratch: Path) -> tuple[Together, ...]:
    # What comes out of a revision is gone when its problems are read.
    if scratch in Path(folder).parents:
        return grouped(*chosen_folders(folder))
    return editions(folder)


def _folder(source: str, other: str, scratch: Path) -> Path | str:
    if is_folder(Path(source)):
        return Path(source)
    if Path(source).is_file():
        raise UsageError(_one_file(source))
    revision, colon, path = source.partition(":")
    if not colon:
        try:
            editions(source)
        except UsageError:
            path = path_in_repository(Path(other)) if Path(other).is_dir() else RULES
        else:
            return source
    # The folder keeps its name, because places of rules are told by it.
    target = scratch / (Path(path).name or RULES)
    target.mkdir(parents=True)
    extract(revision, path or RULES, target)
    return target
