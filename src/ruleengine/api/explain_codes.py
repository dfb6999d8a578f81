"""Pages about code lists and single codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.explain_page import Page, dated, readings_of
from ruleengine.base.text import Text
from ruleengine.model.code_list import CATEGORY, CURRENT
from ruleengine.report.explanation import joined, sentence, status_in_words

if TYPE_CHECKING:
    from ruleengine.model.code_list import Code, CodeList, StatusRule
    from ruleengine.model.rule_pack import RulePack

FIRST = 12
"""Codes of a list that its page shows."""


def code_list_page(pack: RulePack, codes: CodeList) -> Page:
    """Explain a code list: what it is for, where it comes from, its first codes."""
    page = Page("code-list", f"{pack.name}/{codes.id}", codes.title, pack)
    proper = codes.proper
    page.facts |= {"count": len(proper), "source": codes.source}
    page.say("codes.count", n=len(proper))
    page.say(f"codes.accepts.{codes.accepts}")
    if codes.levels:
        page.say("codes.levels", levels=joined(codes.levels))
    if codes.source:
        page.say("codes.source", source=codes.source)
    if codes.vintage:
        page.say("codes.vintage", vintage=codes.vintage)
    if codes.slot and codes.file:
        page.say("codes.slot", file=f"{pack.folder.name}/{codes.file.text}")
    for rule in codes.statuses:
        _say_status(page, rule)
    _add_codes(page, proper)
    for each in codes.not_listed:
        instead = each.instead.text if each.instead else each.note
        page.add(
            "not-listed", sentence("codes.instead", name=each.printed, instead=instead)
        )
    page.note(codes.note)
    page.readings(readings_of(*(rule.severity for rule in codes.statuses)))
    page.cite(codes.clauses)
    return page


def _say_status(page: Page, rule: StatusRule) -> None:
    reading = rule.severity.reading
    for choice, severity in rule.severity.choices.items():
        facts = {
            "status": status_in_words(rule.status),
            "severity": sentence(f"severity.{severity.text}"),
            "says": rule.says,
        }
        if reading is None:
            page.say("codes.status", **facts)
        else:
            page.say("codes.status-by", reading=reading.text, choice=choice, **facts)


def _add_codes(page: Page, codes: tuple[Code, ...]) -> None:
    for each in codes[:FIRST]:
        page.add("codes", _line(each))
    if len(codes) > FIRST:
        page.add("codes", sentence("codes.more", n=len(codes), id=page.id))


def _line(code: Code) -> Text:
    named = f"{code.code}  {code.name}".rstrip()
    if code.status in {CURRENT, CATEGORY}:
        return dated(Text.same(named), code.since, code.until)
    status = status_in_words(code.status)
    line = sentence("code.line", code=named, status=status)
    return dated(line, code.since, code.until)


def code_page(pack: RulePack, codes: CodeList, code: Code) -> Page:
    """Explain one code: name, status, and where it stands in the hierarchy."""
    full = f"{pack.name}/{codes.id}"
    page = Page("code", f"{full}/{code.code}", code.name, pack)
    page.facts |= {"code": code.code, "name": code.name, "status": code.status}
    page.say("code.list", title=codes.title, list=full)
    if code.name:
        page.say("code.name", name=code.name)
    if codes.is_heading(code):
        page.say("code.category")
    elif code.status != CURRENT or not (code.since or code.until):
        # With an end it is not for the status to say whether the code is valid today.
        page.say("code.status", status=status_in_words(code.status))
    if code.printed:
        page.say("code.printed", printed=code.printed)
    if code.aliases:
        page.say("code.aliases", aliases=joined(code.aliases))
    if code.since or code.until:
        start, until = code.since, code.until
        page.say(
            "code.dates",
            start=start.text if start else "…",
            until=until.text if until else "…",
        )
    _add_family(page, codes, code)
    page.note(code.note)
    page.cite(code.clauses or codes.clauses)
    return page


def _add_family(page: Page, codes: CodeList, code: Code) -> None:
    by_code = {each.code: each for each in codes.codes}
    above: list[Code] = []
    parent = code.parent
    while parent and parent.text in by_code and len(above) < len(by_code):
        above.insert(0, by_code[parent.text])
        parent = by_code[parent.text].parent
    page.facts["parents"] = [each.code for each in above]
    if above:
        named = [f"{each.code} {each.name}".strip() for each in above]
        page.say("code.parent", parents=joined(named))
    for each in codes.codes:
        if each.parent and each.parent.text == code.code:
            page.add("below", _line(each))
