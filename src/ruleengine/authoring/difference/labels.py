"""How people call the values of a rule file, with their units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.source.node import Mapping

LISTS = ("fields", "inputs", "outputs", "steps", "parts", "facts")


@dataclass(frozen=True, slots=True)
class Label:
    """One value as people call it."""

    name: str
    unit: str
    names: tuple[str, ...]
    """Every name that conditions may use for it."""


def labels_of(files: tuple[Mapping, Mapping]) -> dict[str, Label]:
    """Return the labels of a file by key; the new version has the last word."""
    return {
        item.text("key"): Label(
            item.text("name", item.text("key")), item.text("unit"), _names(item)
        )
        for file in files
        for part in LISTS
        for item in file.mappings(part)
    }


def _names(item: Mapping) -> tuple[str, ...]:
    every = (item.text(key) for key in ("name", "corrected", "alias", "key"))
    return tuple(name for name in every if name)
