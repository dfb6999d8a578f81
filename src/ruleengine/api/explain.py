"""Any id, name or format -> a page that says in plain words what it is.

In: packs as read, and the word somebody asked about. Out: plain data with sentences in
both languages; a word that means nothing, or several things, is a UsageError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from ruleengine import notation
from ruleengine.api.explain_codes import code_list_page, code_page
from ruleengine.api.explain_decisions import (
    calculation_page,
    decision_table_page,
    demand_page,
    output_page,
    question_page,
    row_page,
    step_page,
)
from ruleengine.api.explain_documents import (
    clause_page,
    erratum_page,
    pack_page,
    reading_page,
)
from ruleengine.api.explain_formats import format_page
from ruleengine.api.explain_identifiers import identifier_page
from ruleengine.api.explain_inputs import (
    OF_DECISION,
    complete_page,
    input_pages,
    number_pages,
    whole_rule_page,
)
from ruleengine.api.explain_problems import CATALOGUES, problem_page
from ruleengine.api.explain_tables import (
    TABLE_KINDS,
    check_page,
    checks_of,
    field_page,
    field_rule_page,
    item_id,
    kinds_of,
    table_page,
    titles_of,
)
from ruleengine.base.ids import bare
from ruleengine.base.problem import UsageError
from ruleengine.base.suggest import holding, near_misses
from ruleengine.model.clauses import clauses_in
from ruleengine.report.explanation import joined, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ruleengine.api.explain_page import Page
    from ruleengine.api.explain_tables import Titles
    from ruleengine.base.catalogue import Catalogue
    from ruleengine.model.calculation import Calculation
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.model.field_table import FieldTable
    from ruleengine.model.identifier import Identifier
    from ruleengine.model.rule_pack import RulePack

LOOKS_LIKE_A_FORMAT = re.compile(r"(?:an|a|n|YYYY|hh)[0-9.．。…,，(（MDhms].{0,20}")
PROBLEM_CODE = re.compile(r"[Ee][0-9]{3}")
UNKNOWN_FIELD = re.compile(r"\.[^./]+\.unknown-field$")
"""A finding about a name that is not known carries that name in its rule id."""
UNPADDED = re.compile(r"-([0-9])(?=\.|$)")


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that can be explained."""

    id: str
    names: tuple[str, ...]
    """What else it goes by: printed names, titles, numbers."""
    page: Callable[[], Page]


def explain(
    packs: Sequence[RulePack],
    name: str,
    catalogues: Iterable[Catalogue] = CATALOGUES,
) -> dict[str, Any]:
    """Explain what goes by a name.

    Args:
        packs: what ``listing.open_packs`` gave.
        name: id (full, or without its pack), printed name, title, ``list/code``,
            problem code such as ``E204``, function of FEEL, or a format such
            as ``n..10,3``.
        catalogues: where problem codes are looked up.

    Raises:
        UsageError: nothing or several things go by that name, or the format is wrong.
    """
    asked = name.strip()
    if not asked:
        raise _unknown(name, ())
    padded = UNPADDED.sub(r"-0\1", UNKNOWN_FIELD.sub(".unknown-field", asked))
    subjects = [subject for pack in packs for subject in _subjects(pack, packs)]
    for found in (
        *_by_precedence(subjects, packs, asked),
        *_by_precedence(subjects, packs, padded),
    ):
        if len(found) == 1:
            return found[0].page().to_dict()
        if found:
            ids = joined(subject.id for subject in found)
            raise UsageError(sentence("several", name=name, ids=ids))
    if page := problem_page(asked.upper(), catalogues):
        return page.to_dict()
    if page := _function_page(asked):
        return page.to_dict()
    if PROBLEM_CODE.fullmatch(asked):
        codes = [code for catalogue in catalogues for code in catalogue.zh]
        raise _unknown(asked, near_misses(asked.upper(), codes))
    return _format_page(asked, subjects).to_dict()


def _by_precedence(
    subjects: Sequence[Subject], packs: Sequence[RulePack], asked: str
) -> Iterator[list[Subject]]:
    """Yield what has exactly this id, this id in some pack, such a code, this name."""
    yield [subject for subject in subjects if subject.id == asked]
    yield [s for s in subjects if bare(s.id) == asked]
    yield list(_codes(packs, asked))
    yield [subject for subject in subjects if asked in subject.names]
    folded = asked.casefold()
    yield [s for s in subjects if folded in {s.id.casefold(), bare(s.id).casefold()}]


def _subjects(pack: RulePack, packs: Sequence[RulePack]) -> Iterator[Subject]:
    yield Subject(pack.name, (pack.document.number,), partial(pack_page, pack))
    yield Subject(f"{pack.name}/complete", (), partial(complete_page, pack))
    titles = titles_of(packs)
    for table in pack.tables:
        yield from _of_table(pack, table, titles)
    for codes in pack.code_lists:
        page = partial(code_list_page, pack, codes)
        yield Subject(f"{pack.name}/{codes.id}", (codes.title,), page)
    yield from _of_decisions(pack)
    yield from _of_document(pack)


def _of_table(pack: RulePack, table: FieldTable, titles: Titles) -> Iterator[Subject]:
    full = f"{pack.name}/{table.id}"
    yield Subject(full, (table.title, table.place), partial(table_page, pack, table))
    for kind in TABLE_KINDS:
        page = partial(whole_rule_page, pack, table, kind)
        yield Subject(f"{full}.{kind}", (), page)
    for check in checks_of(table):
        page = partial(check_page, pack, table, check)
        yield Subject(f"{full}.{check.id}", (), page)
    for item in table.fields:
        own = item_id(pack, table, item)
        page = partial(field_page, pack, table, item, titles)
        printed = f"{table.place} 序号{item.no}"  # as reports cite it
        yield Subject(own, (*item.names, printed, printed.replace(" ", "")), page)
        for kind in kinds_of(item, titles, pack.name):
            page = partial(field_rule_page, pack, table, item, kind, titles)
            yield Subject(f"{own}.{kind}", (), page)


def _of_decisions(pack: RulePack) -> Iterator[Subject]:
    page: Callable[[], Page]
    for table in pack.decision_tables:
        full = f"{pack.name}/{table.id}"
        page = partial(decision_table_page, pack, table)
        yield Subject(full, (table.title,), page)
        for kind in OF_DECISION:
            page = partial(whole_rule_page, pack, table, kind)
            yield Subject(f"{full}.{kind}", (), page)
        for row in table.rows:
            names = (f"{full}/{row.id}", f"{table.id}/{row.id}")  # as coverage has it
            page = partial(row_page, pack, table, row)
            yield Subject(f"{full}.{row.id}", names, page)
        for output in table.outputs:
            page = partial(output_page, pack, table, output)
            yield Subject(f"{full}.{output.key}", (), page)
        yield from _of_questions(pack, table)
        for rule, page in input_pages(pack, full, table.inputs, table.clauses):
            yield Subject(rule, (), page)
    for calculation in pack.calculations:
        yield from _of_calculation(pack, calculation)
    for identifier in pack.identifiers:
        yield from _of_identifier(pack, identifier)


def _of_calculation(pack: RulePack, calculation: Calculation) -> Iterator[Subject]:
    full = f"{pack.name}/{calculation.id}"
    page: Callable[[], Page] = partial(calculation_page, pack, calculation)
    yield Subject(full, (calculation.title,), page)
    for kind in OF_DECISION:
        page = partial(whole_rule_page, pack, calculation, kind)
        yield Subject(f"{full}.{kind}", (), page)
    clauses = calculation.clauses
    for rule, page in input_pages(pack, full, calculation.inputs, clauses):
        yield Subject(rule, (), page)
    for demand in calculation.requires:
        page = partial(
            demand_page, pack, full, calculation.title, demand, calculation.clauses
        )
        yield Subject(f"{full}.{demand.id}", (), page)
    for step in calculation.steps:
        page = partial(step_page, pack, calculation, step)
        yield Subject(f"{full}.{step.key}", (), page)
    yield from _of_questions(pack, calculation)


def _of_questions(
    pack: RulePack, decision: Calculation | DecisionTable
) -> Iterator[Subject]:
    for question in decision.needs_decision:
        page = partial(question_page, pack, decision, question)
        yield Subject(f"{pack.name}/{decision.id}.{question.id}", (), page)


def _of_identifier(pack: RulePack, identifier: Identifier) -> Iterator[Subject]:
    full = f"{pack.name}/{identifier.id}"
    page: Callable[[], Page] = partial(identifier_page, pack, identifier)
    yield Subject(full, (identifier.title,), page)
    for rule, page in number_pages(pack, identifier):
        yield Subject(rule, (), page)
    for demand in identifier.checks:
        page = partial(
            demand_page, pack, full, identifier.title, demand, identifier.clauses
        )
        yield Subject(f"{full}.{demand.id}", (), page)


def _of_document(pack: RulePack) -> Iterator[Subject]:
    for reading in pack.document.readings:
        page = partial(reading_page, pack, reading)
        yield Subject(f"{pack.name}/{reading.name}", (reading.title,), page)
    for erratum in pack.document.errata:
        page = partial(erratum_page, pack, erratum)
        yield Subject(f"{pack.name}/{erratum.id}", (), page)
    for clause in clauses_in(pack.folder):
        yield Subject(clause.id, (), partial(clause_page, pack, clause))


def _codes(packs: Sequence[RulePack], asked: str) -> Iterator[Subject]:
    name, _, code = asked.rpartition("/")
    for pack in packs:
        for codes in pack.code_lists:
            if name and name not in {codes.id, f"{pack.name}/{codes.id}"}:
                continue
            for each in codes.codes:
                if each.code == code:
                    page = partial(code_page, pack, codes, each)
                    yield Subject(f"{pack.name}/{codes.id}/{code}", (), page)


def _function_page(asked: str) -> Page | None:
    from ruleengine.api.explain_functions import function_page

    return function_page(asked)


def _format_page(asked: str, subjects: Sequence[Subject]) -> Page:
    try:
        form = notation.parse(asked)
    except notation.NotationError as error:
        if not LOOKS_LIKE_A_FORMAT.fullmatch(asked):
            near = _near(asked, subjects)
            if near or error.meant is None:
                raise _unknown(asked, near) from error
        raise UsageError(
            sentence(
                "not-a-format",
                message=error.message,
                drawing=error.drawing(),
                hint=error.hint,
            )
        ) from error
    return format_page(asked, form)


def _near(asked: str, subjects: Sequence[Subject]) -> tuple[str, ...]:
    from ruleengine.api.explain_functions import NAMES

    known = dict.fromkeys(
        name
        for subject in subjects
        for name in (subject.id, bare(subject.id), *subject.names)
        if name
    )
    known |= dict.fromkeys(NAMES)
    return near_misses(asked, known) or holding(asked, known)


def _unknown(asked: str, near: Sequence[str]) -> UsageError:
    if not near:
        return UsageError(sentence("no-such-list", name=asked))
    return UsageError(sentence("no-such", name=asked, near=joined(near)))
