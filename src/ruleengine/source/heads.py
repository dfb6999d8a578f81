"""A list that lost its first line, its key: its items run on under the list above.

In: a file and the schema of its kind. Out: the file with these items under their own
key again, and one problem at the place of the lost line instead of several per item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.source.catalogue import CATALOGUE
from ruleengine.source.node import Listing, Mapping

if TYPE_CHECKING:
    from ruleengine.base.problem import Problem
    from ruleengine.source.node import Node

HEAD_MISSING = "E211"


def with_heads(root: Mapping, schema: Any) -> tuple[Mapping, list[Problem]]:
    """Return a file with each item under the key it belongs to, and the keys missing.

    Args:
        root: the file.
        schema: what the JSON Schema of its kind says.
    """
    forms = _forms(schema)
    entries, keys = dict(root.entries), dict(root.keys)
    problems: list[Problem] = []
    for key in root.entries:
        while cut := _cut(entries[key], key, forms, entries):
            at, wanted = cut
            items = _items(entries[key])
            place = items[at].position
            entries[key] = Listing(items[:at], entries[key].position)
            entries[wanted], keys[wanted] = Listing(items[at:], place), place
            problems.append(
                CATALOGUE.problem(HEAD_MISSING, place, found=key, wanted=wanted)
            )
    if not problems:
        return root, problems
    order = sorted(keys, key=lambda key: keys[key])
    return Mapping({k: entries[k] for k in order}, keys, root.position), problems


def _forms(schema: Any) -> dict[str, Any]:
    """Return the keys of a file under which a list of mappings stands, with its form."""
    items = {
        key: form["items"]
        for key, form in schema["properties"].items()
        if isinstance(form.get("items"), dict)
    }
    return {key: form for key, form in items.items() if "properties" in form}


def _cut(
    node: Node, key: str, forms: dict[str, Any], present: dict[str, Node]
) -> tuple[int, str] | None:
    """Return from which item on a list holds those of a key that is not there."""
    if key not in forms:
        return None
    items = _items(node)
    for at, item in enumerate(items[1:], 1):
        if _has_only_known(item, forms[key]):
            continue
        for wanted, form in forms.items():
            if wanted not in present and _fits(item, form):
                is_last = not any(_fits(each, forms[key]) for each in items[at:])
                return (at, wanted) if is_last else None
    return None


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Listing) else ()


def _fits(item: Node, form: Any) -> bool:
    """Tell whether an item has the keys that a form demands, and no others."""
    return _has_only_known(item, form) and all(
        isinstance(item, Mapping) and key in item for key in form["required"]
    )


def _has_only_known(item: Node, form: Any) -> bool:
    if not isinstance(item, Mapping):
        return False
    return bool(form["additionalProperties"]) or item.entries.keys() <= set(
        form["properties"]
    )
