"""Formats that are wider than the values listed beside them, or too narrow for a code.

A printed width is part of the print; where the table says why it is so (a note at the
item, or an erratum that cites its clause), it is no fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring import wording_en, wording_zh
from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.base.text import Text
from ruleengine.notation import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.problem import Problem
    from ruleengine.compile.plan import FieldPlan

FAR = 10
"""How many times the longest value a format may be before it is far off."""


def format_problems(linted: Linted) -> Iterator[Problem]:
    """Yield items whose format does not go with the values that they may have."""
    recorded = {c for erratum in linted.pack.document.errata for c in erratum.clauses}
    for plan in linted.compiled.tables.values():
        for field in plan.fields:
            known = not recorded.isdisjoint(field.model.clauses) or field.model.note
            if not known:
                yield from _too_wide(field)
            yield from _too_narrow(field)


def _too_wide(field: FieldPlan) -> Iterator[Problem]:
    longest = max(map(len, field.model.values), default=0)
    widest = _widest(field)
    if longest and widest is not None and widest >= FAR * longest:
        yield CATALOGUE.problem(
            "E540",
            field.model.format.position,
            severity="warning",
            found=field.model.format.text,
            name=field.ref.name,
            longest=longest,
        )


def _too_narrow(field: FieldPlan) -> Iterator[Problem]:
    if field.codes is None or field.model.separator:
        return
    if (number := field.codes.identifier) is not None:
        good = [each.text.text for each in number.examples if each.is_good]
        out = [text for text in good if not field.notation.matches(text)]
        if out:
            yield _no_room(field, out, "examples")
    codes = field.codes.codes
    if codes is None:
        return
    texts: dict[str, list[str]] = {}
    for text, entry in codes.by_text.items():
        if entry.code in codes:
            texts.setdefault(entry.code, []).append(text)
    out = [c for c, ways in texts.items() if not any(map(field.notation.matches, ways))]
    if out:
        yield _no_room(field, out, "codes")


def _no_room(field: FieldPlan, out: list[str], what: str) -> Problem:
    zh, en = wording_zh.NO_ROOM[what], wording_en.NO_ROOM[what]
    return CATALOGUE.problem(
        "E541",
        field.model.format.position,
        found=field.model.format.text,
        name=field.ref.name,
        texts=Text(zh.format(count=len(out)), en.format(count=len(out))),
        code_=out[0],
    )


def _widest(field: FieldPlan) -> int | None:
    match field.notation.form:
        case ast.Fixed(_, length):
            return length
        case ast.UpTo(_, maximum) | ast.Between(_, _, maximum):
            return maximum
        case _:
            return None
