"""``ruleengine test``: runs the cases beside the rules and shows which do not hold."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from ruleengine.base.problem import UsageError
from ruleengine.cli import exit_codes, flags
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.output import deliver, format_of, not_writable
from ruleengine.cli.wording import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.authoring.editions import Together
    from ruleengine.authoring.run_cases import CaseResult
    from ruleengine.authoring.update_cases import Edit
    from ruleengine.base.text import Language
    from ruleengine.cli.arguments import Arguments
    from ruleengine.cli.console import Console
    from ruleengine.source.packs import PackFolder


def run(given: Arguments, console: Console) -> int:
    """Run the cases; 1 when one of them fails."""
    from ruleengine.authoring.editions import editions
    from ruleengine.authoring.in_place import told_in_place
    from ruleengine.authoring.run_cases import run_cases

    _judge_update(given)
    name = format_of(given, FORMAT)
    results: list[CaseResult] = []
    with console.waiting("checking"):
        groups = editions(*given.words, *given.texts("rules"))
        folders = [folder for group in groups for folder in group.folders]
        # Cases are read only here.
        with told_in_place(folders):
            only = _only(groups, given.texts("of"))
            for group in groups:
                results += run_cases(group.ruleset(), group.folders, only)
    if given.on("update"):
        return _update(folders, results, given, console)
    page = _written(_placed(results, folders), name, console.language)
    deliver(page, given, console)
    failed = any(not result.ok for result in results)
    return exit_codes.FINDINGS if failed else exit_codes.FINE


def _judge_update(given: Arguments) -> None:
    """Refuse flags that would be without effect.

    Raises:
        UsageError: one that ``--update`` does not heed, or one that only it heeds.
    """
    if given.on("yes") and not given.on("update"):
        raise UsageError(text("only-with", flag="--yes", other="--update"))
    for flag in (FORMAT, flags.TO):
        if given.on("update") and given.text(flag.key) is not None:
            raise UsageError(text("not-with", flag=flag.name, other="--update"))


def _placed(
    results: Sequence[CaseResult], folders: Sequence[PackFolder]
) -> list[CaseResult]:
    from ruleengine.authoring.in_place import placed

    return [
        replace(
            each, case=replace(each.case, position=placed(each.case.position, folders))
        )
        for each in results
    ]


def _only(groups: Sequence[Together], wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the full ids of what is asked for.

    A local id stands for each of its name; the name of a pack, or of its folder, for
    all of its cases.

    Raises:
        UsageError: there are no cases of it.
    """
    from ruleengine.api.unknown import unknown

    names = [
        (f"{pack.name}/{local}", local, pack.name, pack.folder.path.name)
        for group in groups
        for pack in group.chosen
        for local in _under_test(pack.folder)
    ]
    known = {name for full, _, *packs in names for name in (full, *packs)}
    found: list[str] = []
    for word in wanted:
        meant = [each[0] for each in names if word in each]
        if not meant:
            raise unknown("用例", "cases", word, known)
        found += meant
    return tuple(found)


def _under_test(folder: PackFolder) -> tuple[str, ...]:
    """Return the local ids of what a pack has cases of."""
    return tuple(folder.read(name).text("of") for name in folder.case_files)


def _written(results: Sequence[CaseResult], name: str, language: Language) -> str:
    from ruleengine.authoring import case_junit, case_report

    page = io.StringIO()
    match name:
        case "json":
            case_report.write_json(results, page)
        case "junit":
            case_junit.write_junit(results, page, language)
        case _:
            case_report.write_text(results, page, language)
    return page.getvalue()


def _update(
    folders: Sequence[PackFolder],
    results: Sequence[CaseResult],
    given: Arguments,
    console: Console,
) -> int:
    from ruleengine.authoring.catalogue import say
    from ruleengine.authoring.update_cases import apply, updates_for

    updates = updates_for(folders, results)
    count, language = len(updates.edits), console.language
    for result in updates.left:
        place = str(result.case.position)
        console.tell_text(say("update.left", language, place=place))
    if not count:
        console.tell_text(say("update.none", language))
        return exit_codes.FINDINGS if updates.left else exit_codes.FINE
    if not given.on("yes"):
        console.tell_text(say("update.would", language, count=count))
        for edit in updates.edits:
            console.write(_shown(edit))
        console.tell_text(say("update.confirm", language))
        return exit_codes.FINDINGS
    try:
        apply(updates.edits)
    except OSError as error:
        raise not_writable(error.filename or "", error) from error
    console.tell_text(say("update.done", language, count=count))
    return exit_codes.FINDINGS if updates.left else exit_codes.FINE


def _shown(edit: Edit) -> str:
    head = [f"{edit.path.name}:{edit.first}"]
    head += [f"- {line}" for line in edit.before if line not in edit.after]
    head += [f"+ {line}" for line in edit.after if line not in edit.before]
    return "\n".join(head) + "\n"


FORMAT = flags.format_flag("text", "json", "junit")
COMMAND = Command(
    name="test",
    run=run,
    words=(Word("DIR", least=0, most=None),),
    flags=(
        flags.RULES,
        Flag("--of", "ID", repeatable=True),
        FORMAT,
        flags.TO,
        Flag("--update"),
        Flag("--yes"),
    ),
    examples=("test", "test my/rules --format junit --to cases.xml", "test --update"),
)
