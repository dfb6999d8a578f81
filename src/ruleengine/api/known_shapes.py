"""The shapes of all tables in force: what readers look for in files.

In: the compiled packs. Out: the shapes, taken from a cache file where there is one, so
that to find out which few tables a folder holds nobody has to read all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.api.cache_files import cache_file, read, write
from ruleengine.base.record import FieldShape, TableShape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.compile.packs import CompiledPack


def known_shapes(packs: Mapping[str, CompiledPack]) -> Mapping[str, TableShape]:
    """Return full id -> shape of every field table."""
    path = cache_file("shapes", *(f"{n} {pack.sha256}" for n, pack in packs.items()))
    stored = _from_plain(read(path))
    if stored is not None:
        return stored
    shapes = {full: pack.shape(full) for pack in packs.values() for full in pack.titles}
    if path is not None:
        write(path, [_plain(shape) for shape in shapes.values()])
    return shapes


def _plain(shape: TableShape) -> list[Any]:
    fields = [[each.key, each.names, each.pattern] for each in shape.fields]
    return [shape.id, shape.names, fields]


def _from_plain(stored: Any) -> Mapping[str, TableShape] | None:
    """Return what a cache file holds; None where that is none of ours."""
    try:
        return {
            full: TableShape(
                full,
                tuple(names),
                tuple(FieldShape(key, tuple(each), mark) for key, each, mark in fields),
            )
            for full, names, fields in stored
        }
    except (TypeError, ValueError):
        return None
