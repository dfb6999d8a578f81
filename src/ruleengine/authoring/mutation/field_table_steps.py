"""Steps of field tables: obligations, formats, domains, codes, checks, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.mutation.mutant import Step, bare
from ruleengine.authoring.mutation.scalars import OTHER_SEVERITY, Spot, spots
from ruleengine.source.node import Listing, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER_OBLIGATION = {"always": "optional", "optional": "always", "system": "always"}


def field_table_steps(root: Mapping, called: tuple[str, ...]) -> Iterator[Step]:
    """Yield every step of a field table.

    Args:
        root: the file.
        called: names of functions that its conditions may call.
    """
    table = root.text("id")
    names = (*called, *_names(root))
    for number, item in enumerate(root.mappings("fields")):
        no = item.text("no")
        element = f"{table}-{no.zfill(2)}"
        label = f"{no} {item.text('name')}"
        yield from _field(Spot(item, ("fields", number), element, label), names)
    for spot in spots(root, "checks", table):
        yield from _check(spot, names)
    for spot in spots(root, "unique", table):
        yield from spot.items("fields")
        yield from _found_in_records(spot, root, "unique", names)
    for spot in spots(root, "references", table):
        yield from _reference(spot)
        yield from _found_in_records(spot, root, "references", names)


def _names(root: Mapping) -> Iterator[str]:
    for item in root.mappings("fields"):
        for key in ("name", "corrected", "alias", "key"):
            if text := item.text(key):
                yield text
    for check in root.mappings("checks"):
        for related in check.mappings("related"):
            yield related.text("name")
    for table in ("checks", "references", "unique"):
        yield from (item.text("name") for item in root.mappings(table))


def _field(spot: Spot, names: tuple[str, ...]) -> Iterator[Step]:
    yield from _obligation(spot, names)
    yield from spot.figures("format")
    yield from spot.items("values")
    yield from spot.without("values")
    yield from spot.without("codes")
    yield from spot.without("under")
    yield from spot.without("separator")
    if "codes" in spot.node and "codes-severity" not in spot.node:
        yield from spot.instead("codes-severity", "warning")
    yield from spot.severities()
    forbidden = spot.node.mapping("forbidden")
    if forbidden is not None:
        yield from spot.without("forbidden")
        inner = _inner(spot, "forbidden", forbidden)
        yield from inner.condition("when", names)
        yield from inner.severities()


def _obligation(spot: Spot, names: tuple[str, ...]) -> Iterator[Step]:
    required = spot.node.mapping("required")
    if required is None:
        other = OTHER_OBLIGATION.get(spot.node.text("required"))
        if other:
            yield from spot.instead("required", other)
        return
    for other in ("always", "optional"):
        node = bare(other, spot.node.place("required"))
        yield spot.step("required", node, "when", other)
    inner = _inner(spot, "required", required)
    yield from inner.condition("when", names)
    yield from inner.severities()
    grave = required.text("otherwise-severity", "error")
    if required.text("otherwise") == "forbidden":
        yield from inner.instead("otherwise", "optional")
        yield from inner.instead("otherwise-severity", OTHER_SEVERITY[grave], "error")
    else:
        yield from inner.instead("otherwise", "forbidden", "optional")


def _inner(spot: Spot, key: str, node: Mapping) -> Spot:
    return Spot(node, (*spot.path, key), spot.element, spot.label)


def _check(spot: Spot, names: tuple[str, ...]) -> Iterator[Step]:
    yield from spot.condition("must", names)
    yield from spot.condition("when", names)
    yield from spot.without("when")
    yield from spot.severity()
    for number, node in enumerate(spot.node.mappings("related")):
        related = spot.below("related", number, node)
        yield from related.items("match")
        yield from related.without("where")
        yield from related.condition("where", names)
        yield from related.without("distinct")


def _found_in_records(
    spot: Spot, root: Mapping, key: str, names: tuple[str, ...]
) -> Iterator[Step]:
    """Yield the steps that keys and references share: gone, graded, for fewer."""
    yield from spot.without("where")
    yield from spot.condition("where", names)
    yield from spot.severity()
    yield Step(
        # The last one takes its list with it, since a list must not be empty.
        path=spot.path if len(root.nodes(key)) > 1 else (key,),
        node=None,
        element=spot.element,
        key=key,
        before=spot.node.text("id"),
        after="",
        position=spot.node.place("id"),
    )


def _reference(spot: Spot) -> Iterator[Step]:
    """Yield a reference with each pair of keys left out."""
    fields = spot.node.nodes("fields")
    targets = spot.node.get("target")
    if len(fields) < 2:
        return
    for number, step in enumerate(spot.items("fields")):
        if not isinstance(targets, Listing):
            yield step
            continue
        entries = dict(spot.node.entries)
        for key, listing in (("fields", fields), ("target", targets.items)):
            left = (*listing[:number], *listing[number + 1 :])
            entries[key] = Listing(left, spot.node.place(key))
        node = Mapping(entries, spot.node.keys, spot.node.position)
        yield Step(
            path=spot.path,
            node=node,
            element=spot.element,
            key="fields",
            before=step.before,
            after="",
            position=step.position,
        )
