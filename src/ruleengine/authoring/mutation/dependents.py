"""Which rule files call or name which: who may notice that one of them changed.

In: rule packs. Out: full id -> full ids of the files that depend on it. Goes by what the
texts mention, so it may name one too many, never one too few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.base.ids import SHARED
from ruleengine.source.node import Listing, Mapping, Scalar
from ruleengine.source.packs import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping as Map, Sequence

    from ruleengine.model.rule_pack import RulePack
    from ruleengine.source.node import Node

NAMING = ("codes", "identifier")
"""Keys under which a file names a code list or identifier."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One rule file that has an id."""

    pack: str
    id: str
    file: str
    kind: str
    names: frozenset[str]
    """What it names under ``codes`` or ``identifier``."""
    said: str
    """All its texts that may hold a call, without spaces."""

    @property
    def full(self) -> str:
        """The full id."""
        return f"{self.pack}/{self.id}"

    def uses(self, other: Piece) -> bool:
        """Tell whether this file names or calls another.

        Files of any pack are named in full; called are those of its own and the shared.
        """
        if other.full == self.full:
            return False
        named = {other.full, other.id} if other.pack == self.pack else {other.full}
        may_call = other.pack in {self.pack, SHARED}
        return bool(named & self.names) or (may_call and f"{other.id}(" in self.said)


def pieces_of(packs: Sequence[RulePack]) -> dict[str, Piece]:
    """Return the rule files of packs by full id."""
    found = (_piece(pack, name) for pack in packs for name in pack.folder.rule_files)
    return {piece.full: piece for piece in found if piece.id}


def _piece(pack: RulePack, name: str) -> Piece:
    node = pack.folder.read(name)
    scalars = list(_scalars(node, ""))
    calls = (text for _, text in scalars if "(" in text)
    return Piece(
        pack=pack.name,
        id=node.text("id") if name != DOCUMENT else "",
        file=name,
        kind=node.text("kind"),
        names=frozenset(text for key, text in scalars if key in NAMING),
        said="\n".join(text.replace(" ", "-").replace("-(", "(") for text in calls),
    )


def _scalars(node: Node, key: str) -> Iterator[tuple[str, str]]:
    match node:
        case Scalar():
            yield key, node.text
        case Listing():
            for item in node.items:
                yield from _scalars(item, key)
        case Mapping():
            for own, item in node.entries.items():
                yield from _scalars(item, own)


def dependents(pieces: Map[str, Piece]) -> dict[str, tuple[str, ...]]:
    """Return for each file the files that use it directly."""
    return {
        full: tuple(other.full for other in pieces.values() if other.uses(piece))
        for full, piece in pieces.items()
    }


def all_dependents(full: str, direct: Map[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the files that use one, directly or through others, nearest first."""
    found: dict[str, None] = {}
    waiting = list(direct.get(full, ()))
    while waiting:
        name = waiting.pop(0)
        if name not in found and name != full:
            found[name] = None
            waiting.extend(direct.get(name, ()))
    return tuple(found)
