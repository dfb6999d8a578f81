"""Coverage -> text: the figures of each pack and the list of what is missing."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ruleengine.authoring.catalogue import say
from ruleengine.authoring.coverage_data import STATES
from ruleengine.report.visible import columns, padded, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruleengine.authoring.coverage import PackCoverage
    from ruleengine.base.text import Language

_ROWS = (
    "coverage.clauses",
    "coverage.rules",
    "coverage.rows",
    "coverage.edges",
    "coverage.cases",
)


def write(packs: Iterable[PackCoverage], stream: IO[str], language: Language) -> None:
    """Write every pack."""
    for pack in packs:
        stream.writelines(f"{line}\n" for line in _lines(pack, language))
        stream.write("\n")


def _lines(pack: PackCoverage, language: Language) -> Iterator[str]:
    heading = f"{pack.pack}  {pack.title}"
    yield say("coverage.heading", language, pack=heading, percent=pack.percent)
    yield _row(
        "coverage.clauses",
        say("coverage.of-data", language, have=pack.count("enforced"), all=pack.data),
        language,
    )
    others = [
        say(f"state.{state}", language, count=pack.count(state))
        for state in STATES[1:]
        if pack.count(state)
    ]
    if others:
        yield f"  {padded('', _left(language))} {say('comma', language).join(others)}"
    yield _row("coverage.rules", f"{pack.proven}/{len(pack.rules)}", language)
    yield _row("coverage.rows", f"{pack.rows_hit}/{len(pack.rows)}", language)
    yield _row("coverage.edges", f"{pack.edges_hit}/{len(pack.edges)}", language)
    cases = say("coverage.failed", language, count=pack.failed) if pack.failed else ""
    yield _row("coverage.cases", f"{pack.cases}{cases}", language)
    for key, items in missing_lists(pack).items():
        yield from _listed(key, items, language)


def _row(key: str, value: str, language: Language) -> str:
    return f"  {padded(say(key, language), _left(language))} {value}"


def _left(language: Language) -> int:
    """Return the columns that the widest label takes."""
    return max(columns(say(key, language)) for key in _ROWS)


def missing_lists(pack: PackCoverage) -> dict[str, list[str]]:
    """Return what is missing, by the key of its heading."""
    return {
        "missing.clauses": [
            f"{c.clause.id}  {shortened(c.clause.why or c.clause.gist, 60)}"
            for c in pack.clauses
            if c.state == "open"
        ],
        "missing.unknown": [
            f"{c.clause.id}: {', '.join(c.unknown)}" for c in pack.clauses if c.unknown
        ],
        "missing.fires": [rule.id for rule in pack.rules if not rule.fires],
        "missing.silent": [
            rule.id for rule in pack.rules if rule.fires and not rule.silent
        ],
        "missing.rows": [row.id for row in pack.rows if not row.hits],
        "missing.edges": [
            f"{edge.side.table} {edge.side.column}: {edge.side.edge}"
            for edge in pack.edges
            if not edge.hits
        ],
    }


def _listed(key: str, items: Sequence[str], language: Language) -> Iterator[str]:
    if items:
        yield f"  {say(key, language, count=len(items))}"
        yield from (f"    {item}" for item in items)
