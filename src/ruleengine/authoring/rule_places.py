"""Rule ids -> where the rule stands in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.explain_inputs import OF_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.base.position import Position
    from ruleengine.model.datum import Datum
    from ruleengine.model.rule_pack import RulePack

FIELD_KINDS = (
    "required",
    "forbidden",
    "format",
    "charset",
    "domain",
    "code",
    "identifier",
    "reference",
    "unreadable",
)


def places_of_rules(pack: RulePack) -> dict[str, Position]:
    """Return where everything with an id stands: full id -> position."""
    return dict(_places(pack))


def _places(pack: RulePack) -> Iterator[tuple[str, Position]]:
    for table in pack.tables:
        full = f"{pack.name}/{table.id}"
        yield full, table.position
        for field in table.fields:
            item = f"{full}-{field.no:02}"
            yield item, field.position
            yield from ((f"{item}.{kind}", field.position) for kind in FIELD_KINDS)
        for check in table.checks:
            yield f"{full}.{check.id}", check.position
        for unique in table.unique:
            yield f"{full}.{unique.id}", unique.position
        for reference in table.references:
            yield f"{full}.{reference.id}", reference.position
    yield from _of_decisions(pack)
    for identifier in pack.identifiers:
        full = f"{pack.name}/{identifier.id}"
        yield full, identifier.position
        for part in identifier.parts:
            yield f"{full}.{part.key}", part.position
            yield f"{full}.{part.key}.code", part.position
        yield from _of_data(full, identifier.facts)
        yield from (
            (f"{full}.{check.id}", check.position) for check in identifier.checks
        )
    for codes in pack.code_lists:
        yield f"{pack.name}/{codes.id}", codes.position


def _of_decisions(pack: RulePack) -> Iterator[tuple[str, Position]]:
    for table in pack.decision_tables:
        full = f"{pack.name}/{table.id}"
        yield full, table.position
        yield from _of_data(full, table.inputs)
        yield from ((f"{full}/{row.id}", row.position) for row in table.rows)
    for calculation in pack.calculations:
        full = f"{pack.name}/{calculation.id}"
        yield full, calculation.position
        yield from _of_data(full, calculation.inputs)
        for demand in calculation.requires:
            yield f"{full}.{demand.id}", demand.position


def _of_data(owner: str, data: Iterable[Datum]) -> Iterator[tuple[str, Position]]:
    for datum in data:
        full = f"{owner}.{datum.key}"
        yield full, datum.position
        yield from ((f"{full}.{kind}", datum.position) for kind in OF_INPUT)
        yield from _of_data(full, datum.items)
