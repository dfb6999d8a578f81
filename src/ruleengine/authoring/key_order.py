"""The reading order of keys, as the schemas list them.

In: the kind of a rule file and the path to a mapping in it. Out: keys in order.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from ruleengine.source.shipped import schemas_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Step = str | int


def ordered_keys(kind: str, path: Sequence[Step], present: Sequence[str]) -> list[str]:
    """Return the keys of a mapping in reading order.

    Args:
        kind: of the file, such as ``decision-table``.
        path: keys and numbers of items that lead to the mapping.
        present: its keys as typed. Keys that the schema leaves to the author, such as
            the cells of a row, keep their order and stand after the first key; one that
            it does not know stays behind the key it was typed behind.
    """
    schemas = _at(kind, path)
    known = list(dict.fromkeys(key for s in schemas for key in s.get("properties", {})))
    if not known:
        return list(present)
    place: dict[str, float] = {key: number for number, key in enumerate(known)}
    if not any(isinstance(s.get("additionalProperties"), dict) for s in schemas):
        place = _with_unknown(place, present)
    return sorted(present, key=lambda key: place.get(key, 0.5))


def _with_unknown(
    place: Mapping[str, float], present: Sequence[str]
) -> dict[str, float]:
    """Return the places with those of misspelt keys: that of the key they stand behind."""
    places, behind = dict(place), -1.0
    for key in present:
        behind = places.setdefault(key, behind)
    return places


def _at(kind: str, path: Sequence[Step]) -> list[Mapping[str, Any]]:
    here = list(_ways(_schema(kind)))
    for step in path:
        below = [below for each in here for below in _below(each, step)]
        here = [way for each in below for way in _ways(each)]
    return here


def _below(schema: Mapping[str, Any], step: Step) -> Iterator[Mapping[str, Any]]:
    if isinstance(step, int):
        items = schema.get("items")
        if isinstance(items, dict):
            yield items
        return
    found = schema.get("properties", {}).get(step, schema.get("additionalProperties"))
    if isinstance(found, dict):
        yield found


def _ways(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a schema and those that it lets choose from, by all words that ours have."""
    yield schema
    for word in ("then", "else"):
        if word in schema:
            yield from _ways(schema[word])


@cache
def _schema(kind: str) -> Mapping[str, Any]:
    path = schemas_folder() / f"{kind}.schema.json"
    loaded: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
