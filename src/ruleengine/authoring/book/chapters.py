"""Packs -> chapters: where each document stands in the book, and what leads where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.authoring.book.places import places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruleengine.authoring.book.places import Place
    from ruleengine.model.rule_pack import RulePack


@dataclass(frozen=True, slots=True)
class Chapter:
    """One edition of one document."""

    pack: RulePack
    folder: str
    around: tuple[RulePack, ...]
    """The packs that it loads together with, itself among them."""
    places: Mapping[str, Place]
    others: Mapping[str, Place]
    """Places of the latest editions, for ids that are not its own."""

    def place(self, name: str) -> Place | None:
        """Return where an id stands, full or without the name of this pack."""
        for full in (name, f"{self.pack.name}/{name}"):
            if found := self.places.get(full):
                return found
        return self.others.get(name)


def chapters(
    chosen: Iterable[tuple[RulePack, Sequence[RulePack]]],
) -> tuple[Chapter, ...]:
    """Return a chapter for each pack, in order of names and editions, the latest first.

    Args:
        chosen: packs, each with those it loads together with. The latest edition
            stands in a folder named after the pack, an earlier one in
            ``<pack>@<folder of its rules>``, so that links to the latest stay.
    """
    every = sorted(chosen, key=lambda pair: _age(pair[0]), reverse=True)
    every.sort(key=lambda pair: pair[0].name)
    folders: dict[str, RulePack] = {}
    for pack, _ in every:
        earlier = f"{pack.name}@{pack.folder.path.name}"
        folder = earlier if pack.name in folders else pack.name
        while folder in folders:
            folder += "_"
        folders[folder] = pack
    placed = {folder: places_of(pack, folder) for folder, pack in folders.items()}
    others: dict[str, Place] = {}
    for places in placed.values():
        for full, place in places.items():
            if not full.startswith("#"):
                others.setdefault(full, place)
    return tuple(
        Chapter(pack, folder, tuple(around), placed[folder], others)
        for (folder, pack), (_, around) in zip(folders.items(), every, strict=True)
    )


def _age(pack: RulePack) -> tuple[str, str]:
    return pack.document.effective_from or "", pack.folder.path.name
