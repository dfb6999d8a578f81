"""Formats that are wider than the values listed beside them.

A printed width is part of the print; where the table says why it is so (a note at the
item, or an erratum that cites its clause), it is no fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.notation import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.problem import Problem
    from ruleengine.compile.plan import FieldPlan

FAR = 10
"""How many times the longest value a format may be before it is far off."""


def format_problems(linted: Linted) -> Iterator[Problem]:
    """Yield items whose format is far wider than the values they may have."""
    recorded = {c for erratum in linted.pack.document.errata for c in erratum.clauses}
    for plan in linted.compiled.tables.values():
        for field in plan.fields:
            longest = max(map(len, field.model.values), default=0)
            widest = _widest(field)
            if not longest or widest is None or widest < FAR * longest:
                continue
            if not field.model.note and recorded.isdisjoint(field.model.clauses):
                yield CATALOGUE.problem(
                    "E540",
                    field.model.format.position,
                    severity="warning",
                    found=field.model.format.text,
                    name=field.ref.name,
                    longest=longest,
                )


def _widest(field: FieldPlan) -> int | None:
    match field.notation.form:
        case ast.Fixed(_, length):
            return length
        case ast.UpTo(_, maximum) | ast.Between(_, _, maximum):
            return maximum
        case _:
            return None
