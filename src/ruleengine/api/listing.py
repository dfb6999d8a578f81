"""What there is in rule packs, as plain data: ``list --format json``.

In: packs as read, not compiled, so that listing is quick. Out: mappings and lists in
the order of the documents; keys and shapes are part of the contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.api.loading import read
from ruleengine.api.selection import (
    day_of,
    editions_in_force,
    not_in_force,
)
from ruleengine.api.unknown import unknown
from ruleengine.base.ids import bare, full_id, pack_of
from ruleengine.model.clauses import clauses_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ruleengine.model.code_list import Code
    from ruleengine.model.field_table import Field, FieldTable
    from ruleengine.model.rule_pack import RulePack

Row = dict[str, Any]
BOOLEAN = "boolean"
BOOLEAN_VALUES = ("0", "1")


def open_packs(
    *sources: str | Path,
    as_of: dt.date | str | None = None,
    asked: Iterable[str] = (),
) -> tuple[RulePack, ...]:
    """Read the packs in force on a day.

    Args:
        sources: as for ``ruleengine.load``.
        as_of: the day; today when left out.
        asked: ids that somebody asks about, so that a pack which is not in force is
            told from one that does not exist.

    Raises:
        RulePackError: rule files with problems.
        UsageError: no such folder, pack or day; a pack asked about is not in force.
    """
    editions, day = read(*sources), day_of(as_of)
    packs = editions_in_force(editions, day)
    absent = {each.name for each in editions} - {each.name for each in packs}
    for name in asked:
        if (pack := pack_of(name)) in absent:
            raise not_in_force(editions, pack, day)
    return packs


def listing(
    packs: Sequence[RulePack], noun: str, only: Sequence[str] = ()
) -> dict[str, list[Row]]:
    """Return everything of one kind.

    Args:
        packs: what ``open_packs`` gave.
        noun: one of ``NOUNS``.
        only: names of packs, or ids, to which the list is confined.

    Returns:
        The noun -> one mapping for each thing.

    Raises:
        UsageError: an unknown noun, or nothing has a name in ``only``.
    """
    judge_noun(noun)
    rows = [row for pack in packs for row in _ROWS[noun](pack)]
    chosen = _confined(rows, only, [pack.name for pack in packs])
    if noun == "codes" and only:
        chosen = [row | _entries(packs, row["id"]) for row in chosen]
    return {noun: chosen}


def judge_noun(noun: str) -> None:
    """Refuse what is no kind of thing to list.

    Raises:
        UsageError: it is none of ``NOUNS``; names the near misses.
    """
    if noun not in NOUNS:
        raise unknown("类别", "thing to list", noun, NOUNS)


def overview(packs: Sequence[RulePack]) -> dict[str, list[Row]]:
    """Return each pack with how many things of each kind it has."""
    return {
        "packs": [
            _pack(pack)
            | {noun: len(list(_ROWS[noun](pack))) for noun in NOUNS if noun != "packs"}
            for pack in packs
        ]
    }


def domain_of(item: Field) -> tuple[str, ...]:
    """Return the values an item may have, where they can be counted out."""
    return BOOLEAN_VALUES if item.format.text == BOOLEAN else item.values


def field_row(item: Field) -> Row:
    """Return one item of a table as the contract has it."""
    row: Row = {
        "no": item.no,
        "key": item.key,
        "name": item.name,
        "format": item.format.text,
        "required": item.required.obligation,
        "domain": list(domain_of(item)),
    }
    when = item.required.when
    extra = {
        "type": item.type,
        "corrected": item.corrected,
        "codes": item.codes,
        "when": when.text if when else "",
    }
    return row | {key: value for key, value in extra.items() if value}


def _confined(
    rows: Sequence[Row], only: Iterable[str], packs: Sequence[str]
) -> list[Row]:
    wanted = tuple(only)
    for name in wanted:
        if name not in packs and not any(_goes_by(row, name) for row in rows):
            raise unknown("规则包或编号", "pack or id", name, _names(rows, packs))
    if not wanted:
        return list(rows)
    return [row for row in rows if any(_goes_by(row, name) for name in wanted)]


def _goes_by(row: Row, name: str) -> bool:
    """Tell whether a name is that of a thing, of its table or of its pack."""
    full = str(row.get("id", row["pack"]))
    table = str(row.get("table", full))
    return name in {row["pack"], full, table, bare(full), bare(table)}


def _names(rows: Iterable[Row], packs: Iterable[str]) -> list[str]:
    return [*packs, *(str(row.get("table", row.get("id", ""))) for row in rows)]


def _base(pack: RulePack, local: str, title: str) -> Row:
    return {
        "id": f"{pack.name}/{local}",
        "title": title,
        "pack": pack.name,
        "edition": pack.document.edition,
    }


def _pack(pack: RulePack) -> Row:
    document = pack.document
    return {
        "id": pack.name,
        "pack": pack.name,
        "title": document.title,
        "number": document.number,
        "edition": document.edition,
        "issued": document.issued,
        "effective": {
            "from": document.effective_from,
            "until": document.effective_until,
        },
        "source": document.source,
        "sha256": pack.folder.sha256,
    }


def _packs(pack: RulePack) -> Iterator[Row]:
    yield _pack(pack)


def _tables(pack: RulePack) -> Iterator[Row]:
    for table in _in_order(pack):
        yield _base(pack, table.id, table.title) | {
            "clauses": list(table.clauses),
            "fields": [field_row(item) for item in table.fields],
        }


def _fields(pack: RulePack) -> Iterator[Row]:
    for table in _in_order(pack):
        for item in table.fields:
            yield {
                "id": f"{pack.name}/{table.id}-{item.no:02}",
                "table": f"{pack.name}/{table.id}",
                "pack": pack.name,
                "clauses": list(item.clauses or table.clauses),
            } | field_row(item)


def _in_order(pack: RulePack) -> list[FieldTable]:
    return sorted(pack.tables, key=lambda table: table.id)


def _decisions(pack: RulePack) -> Iterator[Row]:
    for table in pack.decision_tables:
        yield _base(pack, table.id, table.title) | {
            "kind": "decision-table",
            "inputs": [each.key for each in table.inputs],
            "outputs": [each.key for each in table.outputs],
            "clauses": list(table.clauses),
        }
    for calculation in pack.calculations:
        yield _base(pack, calculation.id, calculation.title) | {
            "kind": "calculation",
            "inputs": [each.key for each in calculation.inputs],
            "outputs": [each.text for each in calculation.outputs],
            "clauses": list(calculation.clauses),
        }


def _identifiers(pack: RulePack) -> Iterator[Row]:
    for each in pack.identifiers:
        yield _base(pack, each.id, each.title) | {
            "parts": [part.key for part in each.parts],
            "facts": [fact.key for fact in each.facts],
            "example": next((e.text.text for e in each.examples if not e.fails), ""),
            "clauses": list(each.clauses),
        }


def _codes(pack: RulePack) -> Iterator[Row]:
    for each in pack.code_lists:
        yield _base(pack, each.id, each.title) | {
            "count": len(each.proper),
            "levels": list(each.levels),
            "accepts": each.accepts,
            "source": each.source,
            "vintage": each.vintage,
            "clauses": list(each.clauses),
        }


def _entries(packs: Iterable[RulePack], full: str) -> Row:
    """Return the codes of a list that data may hold; nothing where there is no list."""
    for pack in packs:
        for codes in pack.code_lists:
            if f"{pack.name}/{codes.id}" == full:
                return {"codes": [_entry(code) for code in codes.proper]}
    return {}


def _entry(code: Code) -> Row:
    return {"code": code.code, "name": code.name, "status": code.status}


def _readings(pack: RulePack) -> Iterator[Row]:
    for each in pack.document.readings:
        yield _base(pack, each.name, each.title) | {
            "default": each.default,
            "choices": [
                {"choice": choice.choice, "says": choice.says}
                for choice in each.choices
            ],
            "why": each.why,
            "clauses": list(each.clauses),
        }


def _clauses(pack: RulePack) -> Iterator[Row]:
    for each in clauses_in(pack.folder):
        yield {
            "id": each.id,
            "pack": pack.name,
            "edition": pack.document.edition,
            "place": each.place,
            "gist": each.gist,
            "checkable": each.checkable,
            "severity": each.severity,
            "rules": [full_id(pack.name, rule) for rule in each.rules],
            "why": each.why,
        }


def _errata(pack: RulePack) -> Iterator[Row]:
    for each in pack.document.errata:
        yield {
            "id": f"{pack.name}/{each.id}",
            "pack": pack.name,
            "edition": pack.document.edition,
            "place": each.place,
            "print": each.print,
            "correction": each.correction,
            "reason": each.reason,
            "clauses": list(each.clauses),
        }


_ROWS: Mapping[str, Callable[[RulePack], Iterator[Row]]] = {
    "packs": _packs,
    "tables": _tables,
    "fields": _fields,
    "decisions": _decisions,
    "identifiers": _identifiers,
    "codes": _codes,
    "readings": _readings,
    "clauses": _clauses,
    "errata": _errata,
}
NOUNS = tuple(_ROWS)
"""What can be listed."""
