"""Lint: rule files in, everything that the loader refuses and everything beyond it out."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ruleengine.api.loading import chosen_folders, known_right
from ruleengine.api.other_problems import other_problems
from ruleengine.api.selection import twin_editions
from ruleengine.authoring.coverage import coverage
from ruleengine.authoring.editions import Together, together
from ruleengine.authoring.in_place import in_place
from ruleengine.authoring.lint_cases import missing_cases, stray_cases
from ruleengine.authoring.lint_clauses import clause_problems
from ruleengine.authoring.lint_code_lists import code_list_problems
from ruleengine.authoring.lint_conditions import condition_problems
from ruleengine.authoring.lint_dates import date_problems
from ruleengine.authoring.lint_decision_tables import decision_table_problems
from ruleengine.authoring.lint_documents import document_problems
from ruleengine.authoring.lint_files import file_problems
from ruleengine.authoring.lint_formats import format_problems
from ruleengine.authoring.lint_identifiers import identifier_problems, wrong_examples
from ruleengine.authoring.lint_ids import id_problems
from ruleengine.authoring.lint_marks import mark_problems
from ruleengine.authoring.lint_units import unit_problems
from ruleengine.authoring.linted import Linted
from ruleengine.base.problem import Problem, RulePackError
from ruleengine.model import cases, rule_pack
from ruleengine.model.clauses import clauses_in
from ruleengine.source.packs import CLAUSES, PackFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.compile.packs import CompiledPack
    from ruleengine.model.rule_pack import RulePack

JUDGES: tuple[Callable[[Linted], Iterator[Problem]], ...] = (
    document_problems,
    file_problems,
    decision_table_problems,
    condition_problems,
    code_list_problems,
    identifier_problems,
    wrong_examples,
    format_problems,
    clause_problems,
    id_problems,
    unit_problems,
    stray_cases,
    date_problems,
    mark_problems,
)


def lint(*sources: str | Path) -> tuple[Problem, ...]:
    """Return every problem of rule packs, in the order of their places.

    Args:
        sources: folders of rules, or names of shipped packs; all shipped packs when
            left out. Packs that are only referred to are read, not judged.

    Raises:
        UsageError: there is no such folder or pack.
    """
    try:
        judged, others = chosen_folders(*sources)
        around, _ = known_right(others)
    except RulePackError as error:  # a folder that may not be looked into
        return error.problems
    packs, problems = _read([*judged, *around])
    if problems:
        problems += other_problems([*judged, *around])
    else:
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
    yield from _twins(packs)
    for group in together(packs, judged):
        try:
            rules = group.ruleset()
        except RulePackError as error:
            yield from error.problems
            continue
        linted = _linted(group, rules.packs())
        for each in linted:
            yield from chain.from_iterable(judge(each) for judge in JUDGES)
        yield from _of_cases(rules, linted)


def _twins(packs: Sequence[RulePack]) -> Iterator[Problem]:
    try:
        yield from twin_editions(packs)
    except RulePackError:  # a day that is none, which is told with its document
        return


def _linted(group: Together, compiled: Mapping[str, CompiledPack]) -> list[Linted]:
    return [
        Linted(
            pack=pack,
            compiled=compiled[pack.name],
            together=compiled,
            clauses=clauses_in(pack.folder),
            cases=tuple(
                cases.from_node(pack.folder.read(name))
                for name in pack.folder.case_files
            ),
        )
        for pack in group.chosen
    ]


def _of_cases(rules: Ruleset, linted: Sequence[Linted]) -> Iterator[Problem]:
    for each in linted:
        if any(problem.code == "E575" for problem in stray_cases(each)):
            continue
        for found in coverage(rules, [each.pack.folder]):
            yield from missing_cases(each, found)
