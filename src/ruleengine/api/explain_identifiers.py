"""Pages about identifiers and their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine import notation
from ruleengine.api.explain_decisions import datum_line
from ruleengine.api.explain_page import Page, readings_of
from ruleengine.base.text import Text
from ruleengine.report.explanation import joined, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.model.identifier import Identifier, Part
    from ruleengine.model.rule_pack import RulePack


def identifier_page(pack: RulePack, identifier: Identifier) -> Page:
    """Explain an identifier: its parts, its check character, what it must agree with."""
    page = Page("identifier", f"{pack.name}/{identifier.id}", identifier.title, pack)
    page.facts |= {
        "parts": [part.key for part in identifier.parts],
        "facts": [fact.key for fact in identifier.facts],
    }
    good = [each.text.text for each in identifier.examples if not each.fails]
    if good:
        page.say("identifier.example", example=good[0])
    if identifier.case:
        page.say(f"identifier.case.{identifier.case}")
    if identifier.codes:
        page.say("identifier.codes", list=identifier.codes.text)
    _say_checksum(page, identifier)
    for part in identifier.parts:
        page.add("parts", part_line(part))
    for fact in identifier.facts:
        page.add("facts", datum_line(fact))
    for check in identifier.checks:
        said = check.fault or Text.same(check.title)
        page.add("rules", sentence("rule.named", id=f"{page.id}.{check.id}", says=said))
    _add_examples(page, identifier)
    page.note(identifier.note)
    page.readings(readings_of(*(check.must for check in identifier.checks)))
    page.cite(identifier.clauses)
    return page


def _say_checksum(page: Page, identifier: Identifier) -> None:
    checksum = identifier.checksum
    if checksum is None:
        return
    names = {part.key: part.name for part in identifier.parts}
    page.say(
        "identifier.checksum",
        part=names.get(checksum.part.text, checksum.part.text),
        over=joined(names.get(each.text, each.text) for each in checksum.over),
        modulus=checksum.modulus.text,
    )


def _add_examples(page: Page, identifier: Identifier) -> None:
    names = {part.key: part.name for part in identifier.parts}
    for each in identifier.examples:
        if each.fails is None:
            page.add("good", each.text.text)
        else:
            part = names.get(each.fails.text, each.fails.text)
            page.add(
                "bad", sentence("identifier.fails", text=each.text.text, part=part)
            )


def part_line(part: Part) -> Text:
    """Return a line about one part of a number: key, name, shape, limits."""
    return sentence(
        "part",
        key=part.key,
        name=part.name,
        facts=joined([*_shape(part), *_limits(part)], "comma"),
    )


def _shape(part: Part) -> list[Text]:
    facts = []
    if part.prefix:
        facts.append(sentence("part.prefix", prefix=part.prefix))
    if part.formats:
        explained = (_format(phrase.text) for phrase in part.formats)
        facts.append(joined(explained, "or"))
    if part.one_of:
        key = "part.one" if len(part.one_of) == 1 else "part.one-of"
        values = joined(phrase.text for phrase in part.one_of)
        facts.append(sentence(key, values=values))
    if part.characters:
        facts.append(
            sentence(
                "part.characters",
                length=part.length.text if part.length else "1",
                characters=joined(phrase.text for phrase in part.characters),
            )
        )
    return facts


def _format(text: str) -> Text:
    try:
        return Text.same(str(notation.parse(text)))
    except notation.NotationError:
        return Text.same(text)


def _limits(part: Part) -> Sequence[Text]:
    facts = []
    if part.low:
        facts.append(sentence("part.from", low=part.low.text))
    if part.high:
        facts.append(sentence("part.until", high=part.high.text))
    if not part.leading_zeros:
        facts.append(sentence("part.zeros"))
    if part.codes:
        facts.append(sentence("part.codes", list=part.codes.text))
    if part.optional:
        facts.append(sentence("part.optional"))
    return facts
