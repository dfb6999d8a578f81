"""Differences -> text, or Markdown for a review."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ruleengine.authoring.difference.words import (
    affected_line,
    against_lines,
    change_lines,
    detail_words,
    examples,
    headline,
    name_of,
    place_of,
    say,
    witness_words,
)
from ruleengine.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.difference.changes import Change
    from ruleengine.authoring.difference.result import Difference
    from ruleengine.base.text import Language


def write_text(difference: Difference, stream: IO[str], language: Language) -> None:
    """Write each change with its places and examples, then the summary."""
    for change in difference.changes:
        stream.writelines(f"{line}\n" for line in change_lines(change, language))
    for each in difference.affected:
        stream.write(f"{affected_line(each, language)}\n")
        stream.write(f"  {witness_words(each.witness, each, language)}\n")
    stream.writelines(f"{line}\n" for line in against_lines(difference, language))
    stream.write(f"{headline(difference, language)}\n")


def write_markdown(difference: Difference, stream: IO[str], language: Language) -> None:
    """Write a page for a review: the note, a table of changes, what is affected."""
    old, new = visible(difference.old), visible(difference.new)
    stream.write(f"# {say('heading', language, old=old, new=new)}\n\n")
    stream.write(f"## {say('heading.note', language)}\n\n")
    stream.write(f"{headline(difference, language)}\n")
    stream.writelines(f"{line}\n" for line in _note(difference, language))
    if difference.changes:
        stream.write(f"\n## {say('heading.changes', language)}\n\n")
        names = ("kind", "rule", "place", "text", "witness")
        heads = [say(f"column.{name}", language) for name in names]
        stream.write(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n")
        for change in difference.changes:
            stream.write(f"| {' | '.join(_cells(change, language))} |\n")
    if difference.affected:
        stream.write(f"\n## {say('heading.affected', language)}\n\n")
        for each in difference.affected:
            said = f"{affected_line(each, language)} {witness_words(each.witness, each, language)}"
            stream.write(f"- {_escaped(said)}\n")
    if difference.against is not None:
        stream.write(f"\n## {say('heading.against', language)}\n\n")
        lines = (_escaped(line.strip()) for line in against_lines(difference, language))
        stream.write("\n".join(f"- {line}" for line in lines) + "\n")


def _note(difference: Difference, language: Language) -> Iterator[str]:
    """Yield one line for each change that is more than wording."""
    told = [change for change in difference.changes if change.kind != "wording"]
    if told:
        yield ""
    for change in told:
        kind = say(f"kind.{change.kind}", language)
        first = next(iter(change.witnesses), None)
        said = f" {witness_words(first, change, language)}" if first else ""
        line = say(
            "note", language, kind=kind, name=name_of(change), id=change.id, said=said
        )
        yield f"- {_escaped(line)}"


def _cells(change: Change, language: Language) -> Iterator[str]:
    yield say(f"kind.{change.kind}", language)
    yield _escaped(f"{change.id} {name_of(change)}")
    yield "<br>".join(_escaped(place_of(detail)) for detail in change.details)
    yield "<br>".join(_escaped(detail_words(d, language)) for d in change.details)
    yield "<br>".join(map(_escaped, examples(change, language)))


def _escaped(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
    for mark in "<>*_`[]":
        safe = safe.replace(mark, f"\\{mark}")
    return safe
