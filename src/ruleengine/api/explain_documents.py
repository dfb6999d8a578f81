"""Pages about packs and what their documents say: readings, clauses, errata."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING

from ruleengine.api.explain_page import Page
from ruleengine.api.listing import NOUNS, listing
from ruleengine.base.ids import full_id
from ruleengine.base.text import Text
from ruleengine.model.phrase import ByReading
from ruleengine.report.explanation import sentence
from ruleengine.report.listing import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.model.calculation import Calculation
    from ruleengine.model.clauses import Clause
    from ruleengine.model.code_list import CodeList
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.model.document import Erratum, Reading
    from ruleengine.model.identifier import Identifier
    from ruleengine.model.rule_pack import RulePack


def pack_page(pack: RulePack) -> Page:
    """Explain a pack: its document, when it is in force, what it holds."""
    document = pack.document
    page = Page("pack", pack.name, document.title, pack)
    page.say(
        "pack.document" if document.source else "pack.document.alone",
        title=document.title,
        number=document.number or pack.name,
        edition=document.edition,
        source=document.source,
    )
    if document.effective_from:
        page.say("pack.from", start=document.effective_from)
    else:
        page.say("pack.always")
    if document.effective_until:
        page.say("pack.until", until=document.effective_until)
    for noun in NOUNS[1:]:
        n = len(listing([pack], noun)[noun])
        page.facts[noun] = n
        if n:
            page.add("contents", _count(noun, n, pack.name))
    page.note(document.note)
    return page


def _count(noun: str, n: int, pack: str) -> Text:
    words = Text(words_of("zh")[noun], words_of("en")[noun].lower())
    return sentence("pack.count", noun=words, n=n, list=noun, pack=pack)


def reading_page(pack: RulePack, reading: Reading) -> Page:
    """Explain a reading: the choices, the default, why, and what it changes."""
    page = Page("reading", f"{pack.name}/{reading.name}", reading.title, pack)
    page.facts |= {
        "default": reading.default,
        "choices": [each.choice for each in reading.choices],
    }
    for each in reading.choices:
        key = "default" if each.choice == reading.default else "choice"
        page.add(
            "choices", sentence(f"reading.{key}", choice=each.choice, says=each.says)
        )
    if reading.why:
        page.say("reading.why", why=reading.why)
    other = next((n for n in reading.names if n != reading.default), reading.default)
    page.say("reading.how", name=reading.name, choice=other)
    used = [f"{pack.name}/{rule}" for rule in _users(pack, reading.name)]
    page.facts["used_by"] = used
    for name in used:
        page.add("used-by", name)
    page.cite(reading.clauses)
    return page


def _users(pack: RulePack, reading: str) -> Iterator[str]:
    things: list[DecisionTable | Calculation | CodeList | Identifier] = [
        *pack.decision_tables,
        *pack.calculations,
        *pack.code_lists,
        *pack.identifiers,
    ]
    yield from (each.id for each in things if _depends(each, reading))
    for table in pack.tables:
        for check in table.checks:
            if _depends(check, reading):
                yield f"{table.id}.{check.id}"


def _depends(thing: object, reading: str) -> bool:
    """Tell whether anything inside a part of the model depends on a reading."""
    if isinstance(thing, ByReading):
        return thing.reading is not None and thing.reading.text == reading
    if isinstance(thing, tuple):
        return any(_depends(each, reading) for each in thing)
    names = _parts(type(thing))  # type: ignore[arg-type]  # classes have a hash
    return any(_depends(getattr(thing, name), reading) for name in names)


@cache
def _parts(of: type) -> tuple[str, ...]:
    """Return the names of what a class of the model is made of; of others, none."""
    return tuple(each.name for each in fields(of)) if is_dataclass(of) else ()


def clause_page(pack: RulePack, clause: Clause) -> Page:
    """Explain a clause: where it stands, what it asks, which rules enforce it."""
    page = Page("clause", clause.id, clause.gist, pack)
    page.facts |= {
        "place": clause.place,
        "gist": clause.gist,
        "checkable": clause.checkable,
        "severity": clause.severity,
        "rules": list(clause.rules),
        "why": clause.why,
    }
    page.say("clause.place", place=clause.place, document=pack.document.title)
    page.say(f"clause.checkable.{clause.checkable}")
    if clause.derived:
        page.say("clause.derived")
    if clause.why:
        page.say("clause.why", why=clause.why)
    for rule in clause.rules:
        page.add("used-by", full_id(pack.name, rule))
    return page


def erratum_page(pack: RulePack, erratum: Erratum) -> Page:
    """Explain an erratum: what is printed, what is taken instead, and why."""
    page = Page("erratum", f"{pack.name}/{erratum.id}", erratum.place, pack)
    page.facts |= {
        "place": erratum.place,
        "print": erratum.print,
        "correction": erratum.correction,
        "reason": erratum.reason,
    }
    page.say("erratum.print", print=erratum.print)
    page.say("erratum.correction", correction=erratum.correction)
    page.say("erratum.reason", reason=erratum.reason)
    page.cite(erratum.clauses)
    return page
