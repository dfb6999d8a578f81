"""What cases must prove: the rules that an author wrote, the rows and the edges of bands.

Faults that the engine finds for every decision alike (a missing input, a text where a
number belongs) are proven in the tests of the engine, not in each pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.authoring.value_sets import common, domain_of
from ruleengine.table import IntervalSet, print_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.compile.decisions_tables import CompiledTable
    from ruleengine.compile.identifiers import CompiledIdentifier
    from ruleengine.compile.packs import CompiledPack
    from ruleengine.compile.plan import FieldPlan, TablePlan
    from ruleengine.table import CellSet
    from ruleengine.table.interval import Cut

GENERIC = frozenset({"charset", "reference", "unreadable"})
"""Kinds whose rules are those of the notation, of attached files and of the readers."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One rule that needs a case that fires it and one that leaves it silent."""

    rule: str
    owner: str
    """Full id of the table, decision or identifier whose cases these are."""


@dataclass(frozen=True, slots=True)
class EdgeSide:
    """One side of an edge of a band."""

    table: str
    column: str
    edge: str
    """The values that count, as an author reads them."""
    values: IntervalSet
    """A case must have one of these."""
    row: int
    """The first row, from 0, whose band has this edge."""


def demanded(pack: CompiledPack) -> tuple[Demand, ...]:
    """Return the rules of a pack that cases must prove, each once, in reading order."""
    return tuple(dict.fromkeys(_demanded(pack)))


def _demanded(pack: CompiledPack) -> Iterator[Demand]:
    for table in pack.tables.values():
        yield from (Demand(rule, table.id) for rule in _of_table(table))
    for full, decision in pack.decisions.decisions.items():
        yield from (Demand(rule, full) for rule in _of_data(decision.inputs))
        for demand in getattr(decision, "requires", ()):
            yield Demand(demand.rule.id, full)
    for full, identifier in pack.decisions.identifiers.items():
        yield from (Demand(rule, full) for rule in _of_number(identifier))


def _of_table(table: TablePlan) -> Iterator[str]:
    for field in table.fields:
        yield from _of_field(field)
    for check in (*table.checks, *table.related_checks):
        yield check.rule.id
    for unique in table.unique:
        yield unique.rule.id
    for reference in table.references:
        yield reference.rule.id


def _of_field(field: FieldPlan) -> Iterator[str]:
    codes = field.codes.codes if field.codes else None
    # Nobody can say of a code whether it is in a list that is still to be filled in.
    unfilled = codes is not None and not codes.filled
    for (kind, _severity), rule in field.rules.items():
        if kind not in GENERIC and not (kind == "code" and unfilled):
            yield rule.id


def _of_data(data: Iterable[CompiledDatum]) -> Iterator[str]:
    for datum in data:
        if datum.type != "boolean" and (datum.covers is not None or datum.values):
            yield datum.rules["domain"].id
        if datum.format is not None:
            yield datum.rules["format"].id
        if datum.codes is not None and datum.codes.filled:
            yield datum.rules["code"].id
        if datum.identifier is not None:
            yield datum.rules["identifier"].id
        yield from _of_data(datum.items)


def _of_number(identifier: CompiledIdentifier) -> Iterator[str]:
    for part in identifier.parts:
        # Where an optional part without a mark of its own is wrong, it counts as absent.
        if part.slot.prefix or not part.slot.optional:
            yield part.rule.id
        if part.codes is not None and part.codes.filled:
            yield part.code_rules["error"].id
    yield from _of_data(identifier.facts)
    for check in identifier.checks:
        yield check.rule.id


def sides(table: CompiledTable) -> tuple[EdgeSide, ...]:
    """Return both sides of each edge of the bands of a decision table.

    Of whole numbers and days a side is one value; of other numbers the closed side is
    the edge itself and the open side is any value up to the next edge.
    """
    return tuple(
        side
        for column, datum in enumerate(table.inputs)
        for side in _of_column(table, column, datum)
    )


def _of_column(
    table: CompiledTable, column: int, datum: CompiledDatum
) -> Iterator[EdgeSide]:
    cells = [row.cells[column] for row in table.rows]
    sets = [cell.values if cell else None for cell in cells]
    domain = domain_of(datum)
    cuts = sorted({c for s in sets if isinstance(s, IntervalSet) for c in _cuts(s)})
    beside = zip([None, *cuts], [*cuts[1:], None], strict=False)
    neighbours = dict(zip(cuts, beside, strict=False))
    first: dict[IntervalSet, int] = {}
    for row, values in enumerate(sets):
        if isinstance(values, IntervalSet) and len(datum.values) == 0:
            for side in _sides(values, neighbours, domain):
                first.setdefault(side, row)
    for values, row in first.items():
        yield EdgeSide(table.id, datum.key, print_set(values), values, row)


def _sides(
    values: IntervalSet,
    neighbours: Mapping[Cut, tuple[Cut | None, Cut | None]],
    domain: CellSet | None,
) -> Iterator[IntervalSet]:
    for at in _cuts(values):
        before, after = neighbours[at]
        below, above = _between(values, before, at), _between(values, at, after)
        for region, last in ((below, True), (above, False)):
            side = _nearest(region, last=last)
            asked = side if domain is None else common(side, domain)
            if isinstance(asked, IntervalSet) and asked.spans:
                yield asked


def _cuts(values: IntervalSet) -> Iterator[Cut]:
    for low, high in values.spans:
        if not low[0]:
            yield low
        if not high[0]:
            yield high


def _between(like: IntervalSet, low: object, high: object) -> IntervalSet:
    whole = IntervalSet.everything(like.domain).spans[0]
    span = (low or whole[0], high or whole[1])
    return IntervalSet(like.domain, (span,))  # type: ignore[arg-type]  # cuts of this axis


def _nearest(region: IntervalSet, *, last: bool) -> IntervalSet:
    low, high = region.bounds(region.spans[0])
    value, closed = high if last else low
    return (
        IntervalSet.point(region.domain, value)
        if closed and value is not None
        else region
    )
