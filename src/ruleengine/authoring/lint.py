"""Lint: rule files in, everything that the loader refuses and everything beyond it out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ruleengine.api.loading import chosen_folders
from ruleengine.api.ruleset import Ruleset
from ruleengine.authoring.coverage import coverage
from ruleengine.authoring.in_place import in_place
from ruleengine.authoring.lint_cases import missing_cases, stray_cases
from ruleengine.authoring.lint_clauses import clause_problems
from ruleengine.authoring.lint_code_lists import code_list_problems
from ruleengine.authoring.lint_conditions import condition_problems
from ruleengine.authoring.lint_decision_tables import decision_table_problems
from ruleengine.authoring.lint_formats import format_problems
from ruleengine.authoring.lint_identifiers import identifier_problems
from ruleengine.authoring.lint_ids import id_problems
from ruleengine.authoring.linted import Linted
from ruleengine.base.problem import Problem, RulePackError
from ruleengine.compile.packs import compile_packs
from ruleengine.model import cases, clauses, rule_pack
from ruleengine.source.packs import CLAUSES, PackFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ruleengine.model.rule_pack import RulePack

JUDGES: tuple[Callable[[Linted], Iterator[Problem]], ...] = (
    decision_table_problems,
    condition_problems,
    code_list_problems,
    identifier_problems,
    format_problems,
    clause_problems,
    id_problems,
    stray_cases,
)


def lint(*sources: str | Path) -> tuple[Problem, ...]:
    """Return every problem of rule packs, in the order of their places.

    Args:
        sources: folders of rules, or names of shipped packs; all shipped packs when
            left out. Packs that are only referred to are read, not judged.

    Raises:
        UsageError: there is no such folder or pack.
    """
    judged, around = chosen_folders(*sources)
    packs, problems = _read([*judged, *around])
    if not problems:
        problems = [*_beyond(packs, judged)]
    every = in_place(dict.fromkeys(problems), [*judged, *around])
    return tuple(sorted(every, key=lambda each: (each.position, each.code)))


def _read(folders: Sequence[PackFolder]) -> tuple[list[RulePack], list[Problem]]:
    packs: list[RulePack] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            packs.append(rule_pack.from_folder(folder))
        except RulePackError as error:
            problems += error.problems
        for name in (*folder.case_files, *({CLAUSES} & set(folder.files))):
            try:
                folder.read(name)
            except RulePackError as error:
                problems += error.problems
    return packs, problems


def _beyond(
    packs: Sequence[RulePack], judged: Sequence[PackFolder]
) -> Iterator[Problem]:
    for together in _editions(packs):
        chosen = [p for p in together if any(p.folder is f for f in judged)]
        try:
            linted = _linted(together, chosen)
        except RulePackError as error:
            yield from error.problems
            continue
        for each in linted:
            yield from chain.from_iterable(judge(each) for judge in JUDGES)
        yield from _of_cases(together, linted)


def _editions(packs: Sequence[RulePack]) -> Iterator[tuple[RulePack, ...]]:
    """Yield packs that can be loaded together, so that every edition is in one of them."""
    by_name: dict[str, list[RulePack]] = defaultdict(list)
    for pack in packs:
        by_name[pack.name].append(pack)
    for number in range(max(map(len, by_name.values()), default=0)):
        yield tuple(each[min(number, len(each) - 1)] for each in by_name.values())


def _linted(together: Sequence[RulePack], chosen: Iterable[RulePack]) -> list[Linted]:
    compiled = compile_packs(together)
    return [
        Linted(
            pack=pack,
            compiled=compiled[pack.name],
            others=compiled,
            clauses=clauses.from_node(pack.folder.read(CLAUSES))
            if CLAUSES in pack.folder.files
            else (),
            cases=tuple(
                cases.from_node(pack.folder.read(name))
                for name in pack.folder.case_files
            ),
        )
        for pack in chosen
    ]


def _of_cases(
    together: Sequence[RulePack], linted: Sequence[Linted]
) -> Iterator[Problem]:
    everywhere = [_always_in_force(pack) for pack in together]
    rules = Ruleset(everywhere)
    for each in linted:
        if any(problem.code == "E575" for problem in stray_cases(each)):
            continue
        for found in coverage(rules, [each.pack.folder]):
            yield from missing_cases(each, found)


def _always_in_force(pack: RulePack) -> RulePack:
    """Return a pack that is in force on any day, so that its cases can be run now."""
    document = replace(pack.document, effective_from=None, effective_until=None)
    return replace(pack, document=document)
