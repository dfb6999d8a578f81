"""Ids -> where in the book they stand: the path of a page and an anchor on it.

Paths come from ids, so that they stay when other rules come and go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.api.explain_inputs import OF_DECISION, OF_INPUT, OF_NUMBER
from ruleengine.api.explain_tables import TABLE_KINDS, checks_of
from ruleengine.authoring.book.words import heading, word
from ruleengine.authoring.rule_places import FIELD_KINDS
from ruleengine.base.ids import bare
from ruleengine.base.text import Text
from ruleengine.model.clauses import clauses_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruleengine.model.calculation import Calculation
    from ruleengine.model.code_list import CodeList
    from ruleengine.model.datum import Datum
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.model.demand import OpenQuestion
    from ruleengine.model.field_table import FieldTable
    from ruleengine.model.identifier import Identifier
    from ruleengine.model.rule_pack import RulePack

CODES_ON_A_PAGE = 500
INDEX, CLAUSES, READINGS, ERRATA = "index", "clauses", "readings", "errata"
OWN_PAGES = (INDEX, CLAUSES, READINGS, ERRATA)
"""Pages that every document has; ``#clauses`` leads to the second."""
DEVICES = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{d}{n}" for d in ("com", "lpt") for n in range(10)),
    }
)
"""Names that Windows gives to no file."""
EMPTY = Text.same("")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    path: str
    anchor: str
    title: Text
    """What it is called; empty for what is found through something else."""
    kind: str
    """Kind of page as ``explain`` names it."""


def page_names(pack: RulePack) -> dict[str, str]:
    """Return local id -> name of its page, different even where case is ignored."""
    taken = {*OWN_PAGES, *DEVICES}
    names = {}
    for local in _things(pack):
        name = local
        while name.casefold() in taken:
            name += "_"
        taken.add(name.casefold())
        names[local] = name
    return names


def _things(pack: RulePack) -> Iterator[str]:
    yield from (each.id for each in pack.tables)
    yield from (each.id for each in pack.decision_tables)
    yield from (each.id for each in pack.calculations)
    yield from (each.id for each in pack.identifiers)
    yield from (each.id for each in pack.code_lists)
    yield from (each.id for each in pack.calendars)


def places_of(pack: RulePack, folder: str) -> dict[str, Place]:
    """Return every id of a pack with its place; the first of one place is its main id.

    Args:
        pack: the pack.
        folder: where the pages of the pack stand.
    """
    places: dict[str, Place] = {}
    for full, place in _places(pack, folder):
        places.setdefault(full, place)
    return places


def _places(pack: RulePack, folder: str) -> Iterator[tuple[str, Place]]:
    paths = {local: f"{folder}/{name}" for local, name in page_names(pack).items()}
    yield from _of_document(pack, folder)
    for table in pack.tables:
        yield from _of_table(pack, table, paths[table.id])
    for decision in pack.decision_tables:
        yield from _of_decision_table(pack, decision, paths[decision.id])
    for calculation in pack.calculations:
        yield from _of_calculation(pack, calculation, paths[calculation.id])
    for identifier in pack.identifiers:
        yield from _of_identifier(pack, identifier, paths[identifier.id])
    for codes in pack.code_lists:
        yield from _of_codes(pack, codes, paths[codes.id])
    for calendar in pack.calendars:
        full, path = f"{pack.name}/{calendar.id}", paths[calendar.id]
        yield full, Place(path, "", Text.same(calendar.title), "calendar")


def _of_document(pack: RulePack, folder: str) -> Iterator[tuple[str, Place]]:
    index = Place(f"{folder}/{INDEX}", "", Text.same(pack.document.title), "pack")
    yield pack.name, index
    yield f"{pack.name}/complete", index
    for name in OWN_PAGES:
        title = EMPTY if name == INDEX else heading(name)
        yield f"#{name}", Place(f"{folder}/{name}", "", title, "pack")
    for clause in clauses_in(pack.folder):
        said = Text.same(f"{clause.place} {clause.gist}")
        yield clause.id, Place(f"{folder}/{CLAUSES}", clause.id, said, "clause")
    for reading in pack.document.readings:
        place = Place(
            f"{folder}/{READINGS}", reading.name, Text.same(reading.title), "reading"
        )
        yield f"{pack.name}/{reading.name}", place
    for erratum in pack.document.errata:
        said = Text.same(f"{erratum.place} {erratum.print} → {erratum.correction}")
        place = Place(f"{folder}/{ERRATA}", erratum.id, said, "erratum")
        yield f"{pack.name}/{erratum.id}", place


def _whole(
    full: str, path: str, title: Text, kind: str, rules: Iterable[str]
) -> Iterator[tuple[str, Place]]:
    place = Place(path, "", title, kind)
    yield full, place
    yield from ((f"{full}.{rule}", place) for rule in rules)


def _rule(full: str, path: str, local: str, title: Text) -> tuple[str, Place]:
    rule = f"{full}.{local}"
    return rule, Place(path, bare(rule), title, "rule")


def _silent(path: str, anchor: str) -> Place:
    return Place(path, anchor, EMPTY, "rule")


def _joined(title: Text, more: Text | str) -> Text:
    added = Text.same(more) if isinstance(more, str) else more
    return Text(f"{title.zh}：{added.zh}", f"{title.en}: {added.en}")


def _of_table(
    pack: RulePack, table: FieldTable, path: str
) -> Iterator[tuple[str, Place]]:
    full, title = f"{pack.name}/{table.id}", Text.same(table.title)
    yield from _whole(full, path, title, "table", TABLE_KINDS)
    for item in table.fields:
        anchor = f"{table.id}-{item.no:02}"
        named = word("item", table=table.place, no=item.no, name=item.name)
        place = Place(path, anchor, named, "field")
        yield f"{pack.name}/{anchor}", place
        yield from ((f"{pack.name}/{anchor}.{kind}", place) for kind in FIELD_KINDS)
    for check in checks_of(table):
        said = check.title or check.fault or check.id
        yield _rule(full, path, check.id, _joined(Text.same(table.place), said))


def _of_decision_table(
    pack: RulePack, decision: DecisionTable, path: str
) -> Iterator[tuple[str, Place]]:
    full, title = f"{pack.name}/{decision.id}", Text.same(decision.title)
    yield from _whole(full, path, title, "decision-table", OF_DECISION)
    yield from _of_data(full, path, decision.inputs, title)
    for row in decision.rows:
        place = _silent(path, f"{decision.id}/{row.id}")
        yield f"{full}/{row.id}", place
        yield f"{full}.{row.id}", place  # as explain and diff name it
    for output in decision.outputs:
        yield f"{full}.{output.key}", _silent(path, "")
    yield from _of_questions(full, path, decision.needs_decision)


def _of_calculation(
    pack: RulePack, calculation: Calculation, path: str
) -> Iterator[tuple[str, Place]]:
    full, title = f"{pack.name}/{calculation.id}", Text.same(calculation.title)
    yield from _whole(full, path, title, "calculation", OF_DECISION)
    yield from _of_data(full, path, calculation.inputs, title)
    for demand in calculation.requires:
        said = _joined(title, demand.title or demand.fault or demand.id)
        yield _rule(full, path, demand.id, said)
    for step in calculation.steps:
        said = _joined(title, step.name or step.key)
        yield (
            f"{full}.{step.key}",
            Place(path, f"{calculation.id}.{step.key}", said, "step"),
        )
    yield from _of_questions(full, path, calculation.needs_decision)


def _of_questions(
    full: str, path: str, questions: Iterable[OpenQuestion]
) -> Iterator[tuple[str, Place]]:
    for question in questions:
        rule = f"{full}.{question.id}"
        yield rule, _silent(path, bare(rule))


def _of_data(
    owner: str, path: str, data: Sequence[Datum], title: Text
) -> Iterator[tuple[str, Place]]:
    for each in data:
        full = f"{owner}.{each.key}"
        place = Place(path, bare(full), _joined(title, each.name), "input")
        yield full, place
        yield from ((f"{full}.{kind}", place) for kind in OF_INPUT)
        yield from _of_data(full, path, each.items, title)


def _of_identifier(
    pack: RulePack, identifier: Identifier, path: str
) -> Iterator[tuple[str, Place]]:
    full, title = f"{pack.name}/{identifier.id}", Text.same(identifier.title)
    yield from _whole(full, path, title, "identifier", OF_NUMBER)
    for part in identifier.parts:
        place = _silent(path, f"{identifier.id}.{part.key}")
        yield f"{full}.{part.key}", place
        yield f"{full}.{part.key}.code", place
    yield from _of_data(full, path, identifier.facts, title)
    for check in identifier.checks:
        said = _joined(title, check.title or check.fault or check.id)
        yield _rule(full, path, check.id, said)


def _of_codes(
    pack: RulePack, codes: CodeList, path: str
) -> Iterator[tuple[str, Place]]:
    full = f"{pack.name}/{codes.id}"
    yield full, Place(path, "", Text.same(codes.title), "code-list")
    for at, code in enumerate(codes.codes):
        page = part_path(path, at // CODES_ON_A_PAGE)
        place = Place(page, code.code, Text.same(code.name or code.code), "code")
        yield f"{full}/{code.code}", place


def part_path(path: str, number: int) -> str:
    """Return the path of one of the pages of a long list; the first has the plain one."""
    return f"{path}.{number + 1}" if number else path
