"""Entries of code lists: every code with the headings above it.

In: model code lists. Out: ``Entry`` by code; what is wrong becomes a problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.base.suggest import did_you_mean
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.rule_dates import date_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ruleengine.base.problem import Problem
    from ruleengine.model import code_list as model
    from ruleengine.model.phrase import Phrase


@frozen(kw_only=True)
class Entry:
    """One code."""

    code: str
    name: str
    status: str
    parents: tuple[str, ...]
    """Codes of the headings above it, from the root down."""
    aliases: tuple[str, ...]
    printed: str
    """The name that a damaged print pairs with the code."""
    level: str
    since: dt.date | None
    until: dt.date | None

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as the contract publishes it; no name is null."""
        return {
            "code": self.code,
            "name": self.name or None,
            "status": self.status,
            "parents": list(self.parents),
        }

    def to_context(self) -> dict[str, Any]:
        """Return what a formula sees of the entry."""
        return {**self.to_dict(), "printed": self.printed, "level": self.level}


def entries_of(written: model.CodeList, problems: list[Problem]) -> dict[str, Entry]:
    """Return the entries of a list by code; the first of two alike is kept."""
    codes: dict[str, model.Code] = {}
    for code in written.codes:
        if not code.code:
            problems.append(CATALOGUE.problem("E467", code.position))
        elif code.code in codes:
            first = str(codes[code.code].position.line)
            problems.append(
                CATALOGUE.problem("E460", code.position, found=code.code, first=first)
            )
        else:
            codes[code.code] = code
        if code.level and written.levels and code.level not in written.levels:
            problems.append(_unknown_level(code, written.levels))
    return {code.code: _entry(code, codes, problems) for code in codes.values()}


def _unknown_level(code: model.Code, levels: tuple[str, ...]) -> Problem:
    return CATALOGUE.problem(
        "E463", code.position, found=code.level, wanted=", ".join(levels)
    )


def _entry(
    code: model.Code, codes: Mapping[str, model.Code], problems: list[Problem]
) -> Entry:
    since, until = date_of(code.since, problems), date_of(code.until, problems)
    if since and until and since > until:
        problems.append(
            CATALOGUE.problem(
                "E469", code.position, found=code.code, first=since, last=until
            )
        )
    return Entry(
        code=code.code,
        name=code.name,
        status=code.status,
        parents=_parents(code, codes, problems),
        aliases=code.aliases,
        printed=code.printed,
        level=code.level,
        since=since,
        until=until,
    )


def _parents(
    code: model.Code, codes: Mapping[str, model.Code], problems: list[Problem]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    current = code
    while current.parent is not None:
        above = current.parent.text
        if above in found or above == code.code:
            problems.append(
                CATALOGUE.problem("E462", current.parent.position, found=above)
            )
            break
        if above not in codes:
            if current is code:
                problems.append(unknown_code(current.parent, codes))
            break
        found[above] = None
        current = codes[above]
    return tuple(reversed(found))


def unknown_code(name: Phrase, codes: Mapping[str, object]) -> Problem:
    """Return the problem of a code that is named but not in the list."""
    near = did_you_mean(name.text, codes)
    return CATALOGUE.problem("E461", name.position, found=name.text, near=near)
