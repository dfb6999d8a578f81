"""Questions about field tables that changed: records that may be judged otherwise.

In: both sides, the table and the element that differs. Out: questions; exact where an
element speaks of one value only (its format, domain, obligation), else a search around
the records of the cases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any

from ruleengine import notation
from ruleengine.authoring.difference.answers import Question
from ruleengine.authoring.difference.candidates import (
    day_of,
    days,
    figures,
    figures_around,
    named_in,
    varied,
)
from ruleengine.authoring.difference.decision_questions import Inquiry
from ruleengine.base.ids import full_id, pack_of
from ruleengine.source.node import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping as Map, Sequence

    from ruleengine.authoring.difference.candidates import Named
    from ruleengine.authoring.difference.elements import Pair
    from ruleengine.authoring.difference.sides import Side
    from ruleengine.model.cases import Case
    from ruleengine.source.node import Mapping, Node

MOST_BASES = 8
MOST_OTHERS = 60
"""Changes of the records of other tables that are tried with one case."""
MOST_VARIED = 150
"""Variations of one record that are tried."""
MOST_DAYS = 120
NUMERIC = re.compile(r"n[0-9.]")
MOST_CODES = 400
"""Codes of a list that are tried as values."""
NAMES = ("name", "corrected", "alias")
CONDITIONS = ("must", "when", "related", "required", "forbidden", "where")


def questions_about_table(
    full: str, sides: tuple[Side, Side], files: tuple[Mapping, Mapping], pair: Pair
) -> Inquiry:
    """Return what to ask about one element of a field table."""
    match pair.either.part:
        case "fields":
            return _about_field(full, sides, files, pair)
        case "unique":
            found = tuple(_about_unique(full, sides, files, pair))
            return Inquiry(found, exact=not _conditions(pair))
        case "references":
            return Inquiry(tuple(_about_reference(full, sides, pair)), exact=False)
        case _:
            found = tuple(_around_cases(full, sides, files, pair))
            return Inquiry(found, exact=False)


def _about_field(
    full: str, sides: tuple[Side, Side], files: tuple[Mapping, Mapping], pair: Pair
) -> Inquiry:
    nodes = pair.nodes
    key = nodes[-1].text("key")
    values = list(dict.fromkeys(_values(full, sides, nodes)))
    names = [key, *_other_names(nodes)]
    alone = [Question(full, {n: value}) for n in names for value in (None, *values)]
    if any(_is_conditional(node) for node in nodes):
        around = islice(_around_cases(full, sides, files, pair), 3000)
        return Inquiry((*alone, *around), exact=False)
    changed = {detail.key.partition(".")[0] for detail in pair.details}
    return Inquiry(tuple(alone), exact=changed <= {"format", "values", "required"})


def _other_names(nodes: Sequence[Mapping]) -> list[str]:
    """Return the names that only one version takes for the field, as in a heading."""
    both = [[n for k in NAMES if (n := node.text(k))] for node in nodes]
    return [
        n
        for n in dict.fromkeys([*both[0], *both[-1]])
        if (n in both[0]) != (n in both[-1])
    ]


def _is_conditional(node: Mapping) -> bool:
    return node.mapping("required") is not None or "forbidden" in node


def _values(
    full: str, sides: tuple[Side, Side], nodes: Sequence[Mapping]
) -> Iterator[str]:
    for node in nodes:
        yield from node.texts("values")
    for node in nodes:
        try:
            yield from (s.text for s in notation.parse(node.text("format")).samples())
        except notation.NotationError:
            continue
    for side, node in zip(sides, (nodes[0], nodes[-1]), strict=True):
        if "codes" in node:
            yield from islice(_codes(side, full, node.text("codes")), MOST_CODES)
    key = nodes[-1].text("key")
    for side in sides:
        for base in _bases(full, side):
            if base.record.get(key) is not None:
                yield str(base.record[key])


def _codes(side: Side, full: str, name: str) -> Iterator[str]:
    pack = pack_of(full)
    wanted = full_id(pack, name)
    for compiled in side.rules.packs().values():
        if wanted in compiled.codes:
            yield from compiled.codes[wanted].entries


@dataclass(frozen=True, slots=True)
class _Base:
    """The records of one case, around which others are tried."""

    record: dict[str, Any]
    """The first; the one that is varied."""
    more: tuple[dict[str, Any], ...]
    """Further records of the same table."""
    case: Case


def _bases(full: str, side: Side) -> Iterator[_Base]:
    """Yield the cases of a table with their records."""
    for cases, case in side.cases.get(full, ()):
        changes = case.records if case.records is not None else (case.change or {},)
        every = [{**cases.base, **change} for change in changes]
        if every:
            yield _Base(every[0], tuple(every[1:]), case)


def _question(full: str, base: _Base, record: dict[str, Any] | None = None) -> Question:
    case, pack = base.case, pack_of(full)
    others = {full_id(pack, name): records for name, records in case.others.items()}
    return Question(
        of=full,
        given=base.record if record is None else record,
        records=base.more,
        others=others,
        readings=case.readings,
        as_of=case.as_of,
    )


def records_of_cases(full: str, sides: tuple[Side, Side]) -> Iterator[Question]:
    """Yield the records of the cases of a table."""
    for side in sides:
        yield from (_question(full, base) for base in _bases(full, side))


def _around_cases(
    full: str, sides: tuple[Side, Side], files: tuple[Mapping, Mapping], pair: Pair
) -> Iterator[Question]:
    """Yield the records of the cases, then what lies near those that matter most."""
    yield from records_of_cases(full, sides)
    bases = [base for side in sides for base in _bases(full, side)]
    local = pair.either.id
    nodes = pair.nodes
    related = {r.text("table") for node in nodes for r in node.mappings("related")}
    bases.sort(key=lambda base: _distance(base.case, local, related))
    texts = _conditions(pair)
    named = named_in(texts)
    fields = _spoken_of(files, "\n".join(map(one_line, texts)))
    if pair.either.part == "fields":
        fields.setdefault(nodes[-1].text("key"), nodes[-1])
    for base in bases[:MOST_BASES]:
        others = base.case.others.values()
        there = [v for records in others for each in records for v in each.values()]
        known = [*base.record.values(), *there]
        axes = {k: _tried(f, base.record, known, named) for k, f in fields.items()}
        question = _question(full, base)
        for changed in islice(_others_varied(question, named), MOST_OTHERS):
            yield replace(question, others=changed)
        for record in varied(base.record, axes, MOST_VARIED):
            yield _question(full, base, record)


def _distance(case: Case, rule: str, related: set[str]) -> int:
    """Return how far a case is from a rule: it fires, it has the records, neither."""
    if any(name.startswith(rule) for name in case.expect):
        return 0
    return 1 if related and related <= case.others.keys() else 2


def _others_varied(
    question: Question, named: Named
) -> Iterator[dict[str, Sequence[Map[str, Any]]]]:
    """Yield the other tables: one empty, one record gone or twice, one value other."""
    tables = list(question.others)
    # In turn, so that no table uses up what may be tried.
    turns = zip_longest(*(_records_varied(question.others[t], named) for t in tables))
    for turn in turns:
        for table, changed in zip(tables, turn, strict=True):
            if changed is not None:
                yield {**question.others, table: changed}


def _records_varied(
    records: Sequence[Map[str, Any]], named: Named
) -> Iterator[list[Map[str, Any]]]:
    yield []
    for at, record in enumerate(records):
        before, after = list(records[:at]), list(records[at + 1 :])
        yield [*before, *after]
        yield [*before, record, record, *after]
        for key, value in record.items():
            for other in (None, *named.words, *figures_around(named, value)[:20]):
                yield [*before, {**record, key: other}, *after]


def _spoken_of(files: Iterable[Mapping], text: str) -> dict[str, Mapping]:
    """Return the fields that a condition names, by key."""
    found: dict[str, Mapping] = {}
    for file in files:
        for item in file.mappings("fields"):
            names = (item.text(k) for k in ("name", "corrected", "alias", "key"))
            if any(name and name in text for name in names):
                found[item.text("key")] = item
    return found


def _tried(
    item: Mapping, record: dict[str, Any], known: Iterable[Any], named: Named
) -> list[Any]:
    """Return values to try for a field: named, near, of its domain, none."""
    now = record.get(item.text("key"))
    kind, listed = _kind_of(item), item.texts("values")
    if listed:
        return [None, *listed]
    if kind == "boolean":
        return [None, "0", "1"]
    if kind in {"date", "datetime"}:
        known = [value for value in known if day_of(value)]
        return [None, *days(named, known, now or "20260101")][:MOST_DAYS]
    if kind == "number":
        near = figures_around(named, now)[:60]
        return [None, *near, *figures(named, record.values())][:120]
    return [None, *named.words, f"{now or ''}1"][:20]


def _kind_of(item: Mapping) -> str:
    """Return the type of a field; its format says it where no type is written."""
    written_type, form = item.text("type"), item.text("format")
    if written_type or not form:
        return written_type
    if form.startswith("YYYY"):
        return "date"
    if form == "boolean":
        return form
    return "number" if NUMERIC.match(form) else "string"


def _conditions(pair: Pair) -> list[Node]:
    """Return the conditions of an element, in both versions."""
    return [n for node in pair.nodes for key in CONDITIONS if (n := node.get(key))]


def _about_unique(
    full: str, sides: tuple[Side, Side], files: tuple[Mapping, Mapping], pair: Pair
) -> Iterator[Question]:
    nodes = pair.nodes
    keys = dict.fromkeys(key for node in nodes for key in node.texts("fields"))
    named = named_in(_conditions(pair))
    fields = _spoken_of(files, "\n".join(map(one_line, _conditions(pair))))
    for side in sides:
        for base in islice(_bases(full, side), MOST_BASES):
            record, case = base.record, base.case
            yield _question(full, base)
            filled = {key: record.get(key) or f"{key}1" for key in keys}
            one = {**record, **filled}
            twins = [(one, one)]
            twins += [(one, {**one, key: f"{one[key]}1"}) for key in keys]
            axes = {k: _tried(f, one, one.values(), named) for k, f in fields.items()}
            for other in varied(one, axes, MOST_VARIED):
                twins += [(one, other), (other, other)]
            for first, second in twins:
                yield Question(
                    full,
                    first,
                    records=(second,),
                    readings=case.readings,
                    as_of=case.as_of,
                )


def _about_reference(
    full: str, sides: tuple[Side, Side], pair: Pair
) -> Iterator[Question]:
    nodes = pair.nodes
    pack = pack_of(full)
    for side in sides:
        for base in islice(_bases(full, side), 2 * MOST_BASES):
            question = _question(full, base)
            yield question
            for node in nodes:
                here = node.texts("fields")
                there = node.texts("target") or here
                table = f"{pack}/{node.text('table')}"
                same = {
                    t: base.record.get(h) for h, t in zip(here, there, strict=False)
                }
                for other in _with_one_changed(same):
                    others = {**question.others, table: [other]}
                    yield Question(
                        full, base.record, others=others, as_of=question.as_of
                    )


def _with_one_changed(record: Map[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a record as it is, then once with each of its values changed."""
    yield dict(record)
    for key, value in record.items():
        yield {**record, key: f"{value or ''}1"}
