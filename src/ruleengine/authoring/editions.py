"""Sources of rules -> the packs that can be loaded together, every edition once.

Authors judge an edition whatever the day; so each is taken as always in force here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruleengine.api.loading import chosen_folders, known_right, read_folders
from ruleengine.api.ruleset import Ruleset
from ruleengine.authoring.in_place import told_in_place
from ruleengine.model.rule_pack import RulePack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ruleengine.source.packs import PackFolder


@dataclass(frozen=True, slots=True)
class Together:
    """Packs that load together, and those among them that were asked for."""

    packs: tuple[RulePack, ...]
    chosen: tuple[RulePack, ...]

    @property
    def folders(self) -> tuple[PackFolder, ...]:
        """The folders of the packs that were asked for."""
        return tuple(pack.folder for pack in self.chosen)

    def ruleset(self) -> Ruleset:
        """Compile the packs.

        Raises:
            RulePackError: they do not fit together.
        """
        with told_in_place([pack.folder for pack in self.packs]):
            return Ruleset([always_in_force(pack) for pack in self.packs])


def editions(*sources: str | Path) -> tuple[Together, ...]:
    """Read rule packs, grouped so that every edition is in a group.

    Args:
        sources: folders of rules, or names of shipped packs; all shipped packs when
            left out.

    Raises:
        RulePackError: files with problems; all of them are in it.
        UsageError: there is no such folder or pack.
    """
    chosen, around = chosen_folders(*sources)
    with told_in_place([*chosen, *around]):
        return grouped(chosen, around)


def grouped(
    chosen: Sequence[PackFolder], around: Sequence[PackFolder]
) -> tuple[Together, ...]:
    """Read folders; see ``editions``. Problems name files by their folders."""
    shared, _ = known_right(around)
    return tuple(together(read_folders([*chosen, *shared]), chosen))


def together(
    packs: Sequence[RulePack], chosen: Sequence[PackFolder]
) -> Iterator[Together]:
    """Group packs so that each group has one edition of each, and none is left out."""
    by_name: dict[str, list[RulePack]] = defaultdict(list)
    for pack in packs:
        by_name[pack.name].append(pack)
    for number in range(max(map(len, by_name.values()), default=0)):
        group = tuple(each[min(number, len(each) - 1)] for each in by_name.values())
        new = (pack for pack in group if by_name[pack.name].index(pack) == number)
        yield Together(
            group, tuple(p for p in new if any(p.folder is f for f in chosen))
        )


def always_in_force(pack: RulePack) -> RulePack:
    """Return a pack that is in force on any day."""
    document = replace(pack.document, effective_from=None, effective_until=None)
    return RulePack(pack.folder, document)
