"""Cases that are missing, and cases that speak of what does not exist.

In: a pack and the coverage of its cases. Out: problems at the rule, row or band that no
case proves.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ruleengine.api.rule_index import ids_of
from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.authoring.rule_places import places_of_rules
from ruleengine.base.ids import bare
from ruleengine.base.suggest import did_you_mean, meant
from ruleengine.base.text import Text, listed
from ruleengine.compile.code_lists import REASONS
from ruleengine.engine.compute import NEEDS_DECISION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping as Map

    from ruleengine.authoring.coverage import PackCoverage
    from ruleengine.authoring.edges import EdgeCoverage
    from ruleengine.authoring.linted import Linted
    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.model.cases import Case, Cases
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.source.node import Mapping

COMMON = frozenset({"name", "as-of", "readings", "expect", "clauses", "note"})
"""Keys of a case whatever it is about."""


def stray_cases(linted: Linted) -> Iterator[Problem]:
    """Yield cases of something that is not there, and expectations of no rule."""
    owners = _owners(linted)
    known = ids_of(linted.compiled) | places_of_rules(linted.pack).keys()
    for name, cases in zip(linted.pack.folder.case_files, linted.cases, strict=True):
        yield from _repeated(cases)
        full = linted.full(cases.of)
        node = linted.pack.folder.read(name)
        yield from _unused_keys(linted, full, node)
        yield from _unknown_names(linted, full, node)
        if full in owners:
            here = known | _generic(full) | _reasons(linted, full)
            for case in cases.cases:
                yield from _expecting_no_rule(linted, full, case, here)
        else:
            yield CATALOGUE.problem(
                "E575",
                cases.position,
                found=cases.of,
                near=did_you_mean(cases.of, [bare(each) for each in owners]),
            )


def _expecting_no_rule(
    linted: Linted, owner: str, case: Case, known: Collection[str]
) -> Iterator[Problem]:
    for rule in dict.fromkeys((*case.expect, *case.not_checked)):
        if linted.full(rule) not in known:
            yield CATALOGUE.problem(
                "E574",
                case.places.get(rule, case.position),
                found=rule,
                name=case.name,
                near=_meant(owner, rule, known),
            )


def _meant(owner: str, rule: str, known: Collection[str]) -> Text | str:
    """Return which rule was meant: of the owner, if the id begins like its own."""
    if f"{owner}.{rule}" in known:  # ``C1`` alone
        return meant(f"{owner}.{rule}")
    here = (f"{owner}.", f"{owner}-")
    own = [bare(each) for each in known if each.startswith(here)]
    begins_alike = bare(rule).startswith(bare(owner))
    return did_you_mean(bare(rule), own if begins_alike else map(bare, known))


def _unused_keys(linted: Linted, full: str, node: Mapping) -> Iterator[Problem]:
    """Yield what a case says that is asked of another kind of rule: nobody looks at it."""
    used = next((keys for kind, keys in _kinds(linted) if full in kind), None)
    if used is None:
        return
    for case in node.mappings("cases"):
        for key in case.entries:
            if key not in COMMON | used:
                yield CATALOGUE.problem(
                    "E578",
                    case.keys[key],
                    found=key,
                    name=case.text("name"),
                    wanted=listed(sorted(used)),
                )


def _unknown_names(linted: Linted, full: str, node: Mapping) -> Iterator[Problem]:
    """Yield what a case expects of an output, step or part that is not there."""
    for section, known in _answered(linted, full).items():
        for case in node.mappings("cases"):
            wanted = case.mapping(section)
            for name, place in wanted.keys.items() if wanted else ():
                if name not in known:
                    yield CATALOGUE.problem(
                        "E579",
                        place,
                        found=name,
                        name=case.text("name"),
                        section=section,
                        wanted=listed(known),
                        near=did_you_mean(name, known),
                    )


def _answered(linted: Linted, full: str) -> dict[str, tuple[str, ...]]:
    """Return what an answer of a rule consists of; without what has no names at all."""
    decision = linted.compiled.decisions.decisions.get(full)
    number = linted.compiled.decisions.identifiers.get(full)
    found: dict[str, tuple[str, ...]] = {}
    if decision is not None:
        outputs = (each.key for each in decision.outputs)
        steps = (each.key for each in getattr(decision, "steps", ()))
        found = {"outputs": (*outputs, NEEDS_DECISION), "steps": (*steps,)}
    elif number is not None:
        found = {"parts": tuple(part.key for part in number.parts)}
    return {section: names for section, names in found.items() if names}


def _kinds(linted: Linted) -> Iterator[tuple[Collection[str], frozenset[str]]]:
    compiled = linted.compiled
    yield (
        compiled.tables,
        frozenset({"change", "records", "with", "not-checked", "fix"}),
    )
    yield (
        compiled.decisions.decisions,
        frozenset({"inputs", "change", "outputs", "steps"}),
    )
    yield (
        compiled.decisions.identifiers,
        frozenset({"value", "facts", "parts", "fix"}),
    )
    yield compiled.codes, frozenset({"value", "entry", "fix"})


def _repeated(cases: Cases) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for case in cases.cases:
        if case.name in lines:
            yield CATALOGUE.problem(
                "E577",
                case.position,
                severity="warning",
                found=case.name,
                line=lines[case.name],
            )
        lines.setdefault(case.name, case.position.line)


def missing_cases(linted: Linted, coverage: PackCoverage) -> Iterator[Problem]:
    """Yield what of a pack no case proves."""
    places = places_of_rules(linted.pack)
    without = _owners(linted).keys() - {linted.full(c.of) for c in linted.cases}
    for full in sorted(without):
        if any(rule.owner == full for rule in coverage.rules) or any(
            row.id.startswith(f"{full}/") for row in coverage.rows
        ):
            yield _missing("E570", places[full], bare(full))
    for rule in coverage.rules:
        if rule.owner in without or rule.is_proven:
            continue
        local = bare(rule.id)
        yield _missing("E571" if not rule.fires else "E572", places[rule.id], local)
    for row in coverage.rows:
        if not row.hits and row.id.rpartition("/")[0] not in without:
            yield _missing("E573", places[row.id], bare(row.id))
    yield from _edges(linted, coverage, without)


def _missing(code: str, position: Position, found: str) -> Problem:
    return CATALOGUE.problem(code, position, severity="warning", found=found)


def _edges(
    linted: Linted, coverage: PackCoverage, without: set[str]
) -> Iterator[Problem]:
    tables = {linted.full(table.id): table for table in linted.pack.decision_tables}

    def place(edge: EdgeCoverage) -> tuple[str, int, str]:
        return edge.side.table, edge.side.row, edge.side.column

    missing = [e for e in coverage.edges if not e.hits and e.side.table not in without]
    for (full, row, column), edges in groupby(sorted(missing, key=place), key=place):
        written = tables[full].rows[row]
        cell = written.cells.get(column)
        yield CATALOGUE.problem(
            "E576",
            cell.position if cell else written.position,
            severity="warning",
            found=written.id,
            name=_name(tables[full], column),
            values="; ".join(edge.side.edge for edge in edges),
        )


def _name(table: DecisionTable, column: str) -> str:
    return next(datum.name for datum in table.inputs if datum.key == column)


def _owners(linted: Linted) -> Map[str, object]:
    return {
        **linted.compiled.tables,
        **linted.compiled.decisions.decisions,
        **linted.compiled.decisions.identifiers,
        **linted.compiled.codes,
    }


def _reasons(linted: Linted, full: str) -> set[str]:
    """Return what cases of a code list may expect: why it does not accept a value."""
    codes = linted.compiled.codes.get(full)
    if codes is None:
        return set()
    statuses = (entry.status for entry in codes.entries.values())
    return {f"{full}.{reason}" for reason in (*REASONS, *statuses)}


def _generic(owner: str) -> set[str]:
    """Return the rules that everything has without being written."""
    return {
        f"{owner}.{name}"
        for name in (
            "undecided",
            "structure",
            "spelling",
            "required",
            "code",
            "unknown-field",
            "unreadable",
            "missing",
        )
    }
