"""Pages about field tables, their items, and the rules of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine import notation
from ruleengine.api.explain_formats import add_samples, readings_of_format
from ruleengine.api.explain_page import Page, readings_of
from ruleengine.api.listing import domain_of, field_row
from ruleengine.base.frozen import frozen
from ruleengine.base.ids import full_id
from ruleengine.base.text import Text
from ruleengine.model.field_table import Check, Reference, Unique
from ruleengine.notation.media import MEDIA
from ruleengine.report.explanation import joined, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.model.field_table import Field, FieldTable, Related
    from ruleengine.model.rule_pack import RulePack

AnyCheck = Check | Unique | Reference
SHOWN = 24
"""Characters of a sample that are shown whole."""
TABLE_KINDS = ("unknown-field", "unreadable")
"""Kinds of finding that belong to a table, not to an item."""


@frozen
class Titles:
    """What items may name, by full id -> title."""

    code_lists: Mapping[str, str]
    identifiers: Mapping[str, str]

    def of(self, full: str) -> str:
        """Return the title of a code list or identifier; its id where it has none."""
        return self.identifiers.get(full) or self.code_lists.get(full, full)


def table_page(pack: RulePack, table: FieldTable) -> Page:
    """Explain a table: its items and its checks."""
    full = f"{pack.name}/{table.id}"
    page = Page("table", full, table.title, pack)
    checks = checks_of(table)
    page.say("table.counts", fields=len(table.fields), checks=len(checks))
    if table.fields:
        page.say("table.more", id=item_id(pack, table, table.fields[0]))
    page.facts["fields"] = [field_row(item) for item in table.fields]
    page.facts["checks"] = [f"{full}.{check.id}" for check in checks]
    for item in table.fields:
        page.add("fields", _field_line(item))
    for check in checks:
        page.add("rules", _check_line(full, check))
    page.note(table.note)
    page.cite(table.clauses)
    return page


def _check_line(table: str, check: AnyCheck) -> Text:
    said = check.title or (check.fault or Text.same(""))
    return sentence("rule.named", id=f"{table}.{check.id}", says=said)


def checks_of(table: FieldTable) -> list[AnyCheck]:
    """Return everything that is checked beyond single items."""
    return [*table.checks, *table.unique, *table.references]


def item_id(pack: RulePack, table: FieldTable, item: Field) -> str:
    """Return the full id of an item, such as ``ptdata/T06-12``."""
    return f"{pack.name}/{table.id}-{item.no:02}"


def _field_line(item: Field) -> Text:
    return sentence(
        "table.field",
        no=item.no,
        name=item.name,
        format=item.format.text,
        required=sentence(f"short.{item.required.obligation}"),
    )


def field_page(pack: RulePack, table: FieldTable, item: Field, titles: Titles) -> Page:
    """Explain an item.

    Args:
        pack: the pack of the table.
        table: the table of the item.
        item: the item.
        titles: of the code lists and identifiers that items may name.
    """
    page = Page("field", item_id(pack, table, item), item.name, pack)
    page.facts |= {"table": f"{pack.name}/{table.id}", **field_row(item)}
    page.say("field.place", table=table.title, no=item.no, key=item.key)
    _say_duty(page, item)
    _say_content(page, pack, table, item, titles)
    for kind in kinds_of(item, titles, pack.name):
        says = sentence(f"rule.{kind}")
        page.add("rules", sentence("rule.named", id=f"{page.id}.{kind}", says=says))
    for check in checks_of(table):
        if item.key in (check.on if isinstance(check, Check) else check.fields):
            page.add("rules", _check_line(f"{pack.name}/{table.id}", check))
    _add_samples(page, item)
    page.note(item.note)
    page.readings(readings_of_format(notation.parse(item.format.text)))
    page.cite(item.clauses or table.clauses)
    return page


def _say_duty(page: Page, item: Field) -> None:
    required = item.required
    when = required.when.text if required.when else ""
    page.say(f"required.{required.obligation}", when=when)
    if required.severity != "error":
        page.say("required.soft")
    if required.forbidden_otherwise:
        page.say("forbidden.otherwise")
    if required.forbidden_when:
        page.say("forbidden.when", when=required.forbidden_when.text)


def _say_content(
    page: Page,
    pack: RulePack,
    table: FieldTable,
    item: Field,
    titles: Titles,
) -> None:
    printed = item.format.text
    page.say("field.format", format=printed, says=notation.parse(printed).explain())
    if values := domain_of(item):
        page.say("field.domain", values=joined(values))
    if item.codes:
        full = full_id(pack.name, item.codes)
        soft = "-warning" if item.codes_severity != "error" else ""
        what = "number" if full in titles.identifiers else "codes"
        page.say(f"field.{what}{soft}", title=titles.of(full), list=full)
    if item.under:
        names = {each.key: each.name for each in table.fields}
        page.say("field.under", name=names.get(item.under, item.under))
    if item.separator:
        page.say("field.separator", mark=item.separator)
    if _names_file(item):
        page.say("field.media")
    if item.corrected:
        page.say("field.corrected", name=item.name, corrected=item.corrected)
    page.say("field.names", names=joined(item.names[1:]))


def titles_of(packs: Iterable[RulePack]) -> Titles:
    """Return the titles of all code lists and identifiers that items may name."""
    every = tuple(packs)
    return Titles(
        {f"{p.name}/{codes.id}": codes.title for p in every for codes in p.code_lists},
        {f"{p.name}/{each.id}": each.title for p in every for each in p.identifiers},
    )


def kinds_of(item: Field, titles: Titles, pack: str) -> Iterator[str]:
    """Yield the kinds of finding that an item can have, as its rule ids end."""
    required = item.required
    if required.obligation in {"always", "conditional"}:
        yield "required"
    if required.forbidden_when or required.forbidden_otherwise:
        yield "forbidden"
    yield "format"
    if item.type in {"", "string", "binary"}:
        yield "charset"
    if item.values:
        yield "domain"
    if item.codes:
        full = full_id(pack, item.codes)
        yield "identifier" if full in titles.identifiers else "code"
    if _names_file(item):
        yield "reference"
    yield "unreadable"


def _names_file(item: Field) -> bool:
    """Tell whether values are names of files, by what every media format is made of."""
    return MEDIA.keys() >= set(item.format.text.split("/"))


def _add_samples(page: Page, item: Field) -> None:
    if item.codes:
        return
    if item.values:
        page.add("good", item.values[0])
        return
    add_samples(page, notation.parse(item.format.text), "fits", "unfit", SHOWN)


def field_rule_page(
    pack: RulePack,
    table: FieldTable,
    item: Field,
    kind: str,
    titles: Titles,
) -> Page:
    """Explain one rule of an item, such as ``ptdata/T06-12.format``."""
    about = field_page(pack, table, item, titles)
    page = Page("rule", f"{about.id}.{kind}", item.name, pack)
    page.facts |= about.facts | {"rule_kind": kind}
    page.say(f"rule.{kind}")
    page.say("field.place", table=table.title, no=item.no, key=item.key)
    if kind in {"required", "forbidden"}:
        _say_duty(page, item)
    else:
        _say_content(page, pack, table, item, titles)
    if kind == "format":
        _add_samples(page, item)
        page.readings(readings_of_format(notation.parse(item.format.text)))
    page.note(item.note)
    page.cite(item.clauses or table.clauses)
    return page


def check_page(pack: RulePack, table: FieldTable, check: AnyCheck) -> Page:
    """Explain a check of a table, such as ``ptdata/T06.C3``."""
    page = Page("rule", f"{pack.name}/{table.id}.{check.id}", check.title, pack)
    page.facts |= {
        "table": f"{pack.name}/{table.id}",
        "severity": check.severity,
        "fault": check.fault.to_dict() if check.fault else None,
    }
    names = {item.key: item.name for item in table.fields}
    _say_check(page, check, names)
    if check.fault:
        page.say("check.fault", fault=check.fault)
    page.say("rule.severity", severity=sentence(f"severity.{check.severity}"))
    page.cite(check.clauses)
    return page


def _say_check(page: Page, check: AnyCheck, names: Mapping[str, str]) -> None:
    match check:
        case Check():
            _say_condition(page, check, names)
        case Unique():
            own = joined(names.get(key, key) for key in check.fields)
            page.facts["fields"] = list(check.fields)
            page.say("unique.says", names=own)
            if check.where:
                page.say("where", where=check.where.text)
        case Reference():
            page.facts |= {"fields": list(check.fields), "target": list(check.target)}
            page.say(
                "reference.says",
                names=joined(names.get(key, key) for key in check.fields),
                table=check.table,
                target=joined(check.target),
            )
            if check.where:
                page.say("where", where=check.where.text)
    page.note(check.note)


def _say_condition(page: Page, check: Check, names: Mapping[str, str]) -> None:
    for choice, must in check.must.choices.items():
        if check.must.reading is None:
            page.say("check.must", must=must.text)
        else:
            reading = check.must.reading.text
            page.say("check.must-by", reading=reading, choice=choice, must=must.text)
    if check.when:
        for phrase in check.when.choices.values():
            page.say("check.when", when=phrase.text)
    page.facts["must"] = [phrase.text for phrase in check.must.choices.values()]
    page.facts["on"] = list(check.on)
    if check.on:
        page.say("check.on", names=joined(names.get(key, key) for key in check.on))
    page.say("check.unknown")
    for related in check.related:
        page.add("related", _related(related))
    if check.related:
        page.add("related", sentence("check.not-submitted"))
    page.readings(readings_of(check.must, check.when))


def _related(related: Related) -> Text:
    pairs = [
        here if here == there else f"{here} = {there}" for here, there in related.match
    ]
    nothing = Text.same("")
    where = related.where.text if related.where else ""
    keys = related.distinct
    return sentence(
        "check.related",
        name=related.name,
        table=related.table,
        match=sentence("check.match", pairs=joined(pairs)) if pairs else nothing,
        where=sentence("check.where", where=where) if where else nothing,
        distinct=sentence("check.distinct", keys=joined(keys)) if keys else nothing,
    )
