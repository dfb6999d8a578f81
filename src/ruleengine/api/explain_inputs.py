"""Pages about the rules that inputs, facts and parts of numbers bring with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ruleengine.api.explain_decisions import datum_line
from ruleengine.api.explain_identifiers import part_line
from ruleengine.api.explain_page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ruleengine.model.calculation import Calculation
    from ruleengine.model.datum import Datum
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.model.field_table import FieldTable
    from ruleengine.model.identifier import Identifier, Part
    from ruleengine.model.rule_pack import RulePack

OF_INPUT = ("required", "format", "domain", "code", "identifier")
OF_DECISION = ("undecided", "unknown-field")
OF_NUMBER = ("spelling", "structure", "required", "code", "unknown-field")


def input_pages(
    pack: RulePack, owner: str, inputs: Iterable[Datum], clauses: tuple[str, ...]
) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield inputs and rule ids such as ``nac/fees.audit_days.domain``, with pages."""
    for each in inputs:
        own = f"{owner}.{each.key}"
        yield own, partial(_datum_page, pack, own, each, clauses)
        for kind in OF_INPUT:
            rule = f"{own}.{kind}"
            yield rule, partial(_input_page, pack, rule, kind, each, clauses)
        yield from input_pages(pack, own, each.items, clauses)


def _datum_page(
    pack: RulePack, own: str, datum: Datum, clauses: tuple[str, ...]
) -> Page:
    page = Page("input", own, datum.name, pack)
    page.say("line", text=datum_line(datum))
    page.cite(datum.clauses or clauses)
    return page


def _input_page(
    pack: RulePack, rule: str, kind: str, datum: Datum, clauses: tuple[str, ...]
) -> Page:
    page = Page("rule", rule, datum.name, pack)
    page.say(f"rule.{kind}")
    page.say("line", text=datum_line(datum))
    page.cite(datum.clauses or clauses)
    return page


def whole_rule_page(
    pack: RulePack, thing: Calculation | DecisionTable | FieldTable, kind: str
) -> Page:
    """Explain a rule of a whole table or decision, such as ``T06.unknown-field``."""
    page = Page("rule", f"{pack.name}/{thing.id}.{kind}", thing.title, pack)
    page.say(f"rule.{kind}")
    page.cite(thing.clauses)
    return page


def number_pages(
    pack: RulePack, identifier: Identifier
) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the rule ids of an identifier, its parts and its facts, with their pages."""
    full = f"{pack.name}/{identifier.id}"
    for kind in OF_NUMBER:
        yield f"{full}.{kind}", partial(_whole_page, pack, identifier, kind)
    for part in identifier.parts:
        yield f"{full}.{part.key}", partial(_part_page, pack, identifier, part, "")
        if part.codes:
            rule = f"{full}.{part.key}.code"
            yield rule, partial(_part_page, pack, identifier, part, ".code")
    yield from input_pages(pack, full, identifier.facts, identifier.clauses)


def _whole_page(pack: RulePack, identifier: Identifier, kind: str) -> Page:
    page = Page("rule", f"{pack.name}/{identifier.id}.{kind}", identifier.title, pack)
    page.say(f"rule.{kind}")
    for part in identifier.parts:
        page.add("parts", part_line(part))
    page.cite(identifier.clauses)
    return page


def _part_page(pack: RulePack, identifier: Identifier, part: Part, suffix: str) -> Page:
    full = f"{pack.name}/{identifier.id}.{part.key}{suffix}"
    page = Page("rule", full, part.name, pack)
    page.say("rule.code" if suffix else "rule.part")
    page.say("line", text=part_line(part))
    page.say("rule.of-number", title=identifier.title)
    page.note(part.note)
    page.cite(part.clauses or identifier.clauses)
    return page


def complete_page(pack: RulePack) -> Page:
    """Explain the rule that every table of a pack is there."""
    page = Page("rule", f"{pack.name}/complete", pack.document.title, pack)
    page.say("rule.complete")
    for table in pack.tables:
        page.add("contents", f"{pack.name}/{table.id}  {table.title}")
    return page
