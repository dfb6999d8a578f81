"""Marks of Chinese typing that became part of a value, a code, an id or an edition.

YAML knows half-width marks only: ``[男，女]`` is one value and ``“01”`` has four
characters. Where others must write the very same, nobody ever will.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.source.node import Listing, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.problem import Problem
    from ruleengine.source.node import Node

LISTS = frozenset({"values", "clauses"})
"""Keys over words that data or other files must write in the same way."""
IN_QUOTES = re.compile("[“”‘’「『].*[“”‘’」』]")
ONE_PAIR = re.compile("[“‘「『][^“”‘’「」『』]*[”’」』]")
DESIGNATIONS = frozenset(
    {
        "alias",
        "corrected",
        "edition",
        "id",
        "issued",
        "number",
        "separator",
        "status",
        "supersedes",
        "symbol",
        "unit",
        "vintage",
    }
)
"""Keys over what is shown or looked up as it stands; prose may begin with a quote."""
ROWS = "rows"
NOTE = "note"
"""The one key of a row of a decision table that is no cell."""
AS_PRINTED = frozenset({"alias", "corrected", ROWS})
"""Where wide letters may stand, as print has them."""
JOINED = re.compile("[，；]")
PAUSE = "、"
"""Stands inside of values too; where it is in the only one, it was to part several."""
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")


def mark_problems(linted: Linted) -> Iterator[Problem]:
    """Yield values that hold marks which were to stand around or between values."""
    folder = linted.pack.folder
    for name in folder.rule_files:
        tree = folder.read(name)
        for listing in _listings(tree):
            yield from _marked(listing)
        for key, found in _designations(tree):
            is_wide = key not in AS_PRINTED and WIDE.search(found.text)
            if is_wide or (not found.quoted and ONE_PAIR.fullmatch(found.text)):
                yield CATALOGUE.problem("E590", found.position, found=found.text)
    for codes in linted.pack.code_lists:
        for code in codes.codes:
            if IN_QUOTES.fullmatch(code.code) or WIDE.search(code.code):
                yield CATALOGUE.problem("E589", code.position, found=code.code)


def _listings(node: Node, key: str = "") -> Iterator[Listing]:
    match node:
        case Scalar():
            return
        case Listing():
            if key in LISTS:
                yield node
            for item in node:
                yield from _listings(item)
        case Mapping():
            for name, item in node.entries.items():
                yield from _listings(item, name)


def _designations(node: Node) -> Iterator[tuple[str, Scalar]]:
    """Yield what a word or a number stands for, with its key, and cells of tables."""
    match node:
        case Scalar():
            return
        case Listing():
            for item in node:
                yield from _designations(item)
        case Mapping():
            for name, item in node.entries.items():
                if name in DESIGNATIONS and isinstance(item, Scalar):
                    yield name, item
                yield from _designations(item)
            for row in node.mappings(ROWS):
                cells = (item for key, item in row.entries.items() if key != NOTE)
                yield from ((ROWS, each) for each in cells if isinstance(each, Scalar))


def _marked(listing: Listing) -> Iterator[Problem]:
    for item in listing:
        if not isinstance(item, Scalar) or item.quoted:
            continue
        is_only = len(listing.items) == 1
        if (
            IN_QUOTES.fullmatch(item.text)
            or JOINED.search(item.text)
            or (is_only and PAUSE in item.text)
        ):
            yield CATALOGUE.problem("E588", item.position, found=item.text)
