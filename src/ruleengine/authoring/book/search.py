"""What can be searched: one entry for each place of the book, as compact data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from ruleengine.authoring.book.links import anchor_of
from ruleengine.authoring.book.words import explained, word
from ruleengine.report.explanation import knows
from ruleengine.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.authoring.book.places import Place
    from ruleengine.base.text import Language, Text

KINDS = (
    "table",
    "decision-table",
    "calculation",
    "identifier",
    "code-list",
    "calendar",
    "field",
    "input",
    "step",
    "rule",
    "reading",
    "clause",
    "erratum",
    "pack",
    "code",
)
"""Kinds of places, what is looked for most first."""


def search_index(chapters: Iterable[Chapter], language: Language) -> str:
    """Return ``{"kinds": [...], "entries": [[id, title, address, kind, more ids]]}``.

    The JSON may stand inside an HTML ``script`` element.
    """
    kinds = {kind: at for at, kind in enumerate(KINDS)}
    entries: dict[tuple[str, str], list[str | int]] = {}
    for chapter in chapters:
        for full, place in chapter.places.items():
            spot = (place.path, place.anchor)
            if spot in entries:
                entries[spot][4] = f"{entries[spot][4]} {full}".strip()
            elif place.title[language]:
                name = f"{chapter.pack.name}{full}" if full.startswith("#") else full
                title = visible(place.title[language])
                entries[spot] = [name, title, _address(place), kinds[place.kind], ""]
    named = [_named(kind)[language] for kind in KINDS]
    data = {"kinds": named, "entries": list(entries.values())}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c")


def _named(kind: str) -> Text:
    key = f"kind.{kind}"
    return explained(key) if knows(key) else word("calendar")


def _address(place: Place) -> str:
    anchor = f"#{quote(anchor_of(place.anchor))}" if place.anchor else ""
    return f"{quote(place.path)}.html{anchor}"
