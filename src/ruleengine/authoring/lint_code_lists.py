"""Code lists: two codes with one name, levels left out, headings without codes.

What the loader refuses (a code twice, an unknown parent) is not repeated here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.model.code_list import CURRENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.linted import Linted
    from ruleengine.base.problem import Problem
    from ruleengine.model.code_list import Code, CodeList


def code_list_problems(linted: Linted) -> Iterator[Problem]:
    """Yield what is wrong with the code lists of a pack."""
    for written in linted.pack.code_lists:
        yield from _same_names(written)
        yield from _texts_of_two(written)
        yield from _levels(written)
        yield from _empty_headings(written)


def _same_names(written: CodeList) -> Iterator[Problem]:
    seen: dict[tuple[str, str, str], Code] = {}
    for code in written.codes:
        parent = code.parent.text if code.parent else ""
        if not code.name or code.status != CURRENT:
            continue
        key = (parent, code.level, code.name)
        if key in seen and not _takes_over(seen[key], code):
            yield CATALOGUE.problem(
                "E520",
                code.position,
                severity="warning",
                found=code.name,
                code_=code.code,
                other=seen[key].code,
                line=seen[key].position.line,
            )
        seen.setdefault(key, code)


def _takes_over(one: Code, other: Code) -> bool:
    """Tell whether two codes hold at different times."""
    if one.until and other.since:
        return one.until.text < other.since.text
    return bool(one.since and other.until and other.until.text < one.since.text)


def _texts_of_two(written: CodeList) -> Iterator[Problem]:
    """Yield aliases that are also the code or name of another entry."""
    if written.accepts == "code":
        return
    owners: dict[str, str] = {}
    for code in written.codes:
        owners.setdefault(code.name, code.code)
    for code in written.codes:
        for alias in code.aliases:
            owner = owners.setdefault(alias, code.code)
            if owner != code.code:
                yield CATALOGUE.problem(
                    "E521",
                    code.position,
                    found=alias,
                    code_=code.code,
                    other=owner,
                )


def _levels(written: CodeList) -> Iterator[Problem]:
    """Yield codes that hang at the wrong height of the hierarchy."""
    if not written.levels:
        return
    height = {level: number for number, level in enumerate(written.levels)}
    codes = {code.code: code for code in written.codes}
    for code in written.codes:
        at = height.get(code.level)
        parent = codes.get(code.parent.text) if code.parent else None
        above = height.get(parent.level, -1) if parent else -1
        if at is not None and above != at - 1:
            yield CATALOGUE.problem(
                "E522",
                code.parent.position if code.parent else code.position,
                found=code.code,
                level=code.level,
                wanted=written.levels[at - 1] if at else "—",
            )


def _empty_headings(written: CodeList) -> Iterator[Problem]:
    parents = {code.parent.text for code in written.codes if code.parent}
    for code in written.codes:
        if code.level in written.levels[:-1] and code.code not in parents:
            yield CATALOGUE.problem(
                "E523", code.position, severity="warning", found=code.code
            )
