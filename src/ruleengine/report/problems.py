"""Problems of rule files -> text, JSON, SARIF or workflow commands, for rule authors.

In: Problems as loading and lint collect them. Out: a written list in a stable order.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

from ruleengine.base.problem import UsageError
from ruleengine.base.suggest import near_misses
from ruleengine.base.text import LANGUAGES, Text
from ruleengine.report.paint import Paint
from ruleengine.report.to_github import COMMANDS, command
from ruleengine.report.to_json import dumps
from ruleengine.report.to_sarif import LEVELS, driver, message, sarif_log, uri_of
from ruleengine.report.visible import shortened, visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ruleengine.base.problem import Problem
    from ruleengine.base.text import Language
    from ruleengine.report.paint import Style
    from ruleengine.report.wording import Wording

_SAID_LIMIT = 600


def write(
    problems: Sequence[Problem],
    stream: IO[str],
    name: str = "text",
    language: Language = "zh",
    *,
    colour: bool = False,
) -> None:
    """Write problems in the order of their places.

    Args:
        problems: what was found; may be empty.
        stream: an open text stream.
        name: the format: text, json, sarif or github.
        language: of the sentences; JSON always has both.
        colour: colour the text for a terminal.

    Raises:
        UsageError: there is no such format; names the near misses.
    """
    ordered = sorted(problems, key=lambda each: (each.position, each.code))
    if name == "text":
        _write_text(ordered, stream, language, Paint(colour))
    elif name in _FORMATS:
        _FORMATS[name](ordered, stream, language)
    else:
        raise _no_such_format(name)


def _no_such_format(name: str) -> UsageError:
    known = ("text", *_FORMATS)
    near = near_misses(name, known) or known
    return UsageError(
        Text(
            f"规则问题不能写成“{name}”；可用：{'、'.join(near)}。",
            f'Problems cannot be written as "{name}"; there are: {", ".join(near)}.',
        )
    )


def _write_text(
    problems: Sequence[Problem], stream: IO[str], language: Language, paint: Paint
) -> None:
    words = wording(language)
    for problem in problems:
        stream.writelines(f"{line}\n" for line in _text_lines(problem, words, paint))
        stream.write("\n")
    if problems:
        stream.write(words.count("problems", len(problems)) + words.phrases["stop"])
    else:
        stream.write(words.labels["problems.none"])
    stream.write("\n")


def _text_lines(problem: Problem, words: Wording, paint: Paint) -> Iterator[str]:
    position = problem.position
    where = f"{visible(position.file)}:{position.line}:{position.column}"
    style: Style = "warning" if problem.severity == "warning" else "error"
    severity = paint(words.labels[f"severity.{style}"], style)
    yield f"{paint(where, 'bold')}  {severity} {problem.code}"
    yield f"  {shortened(problem.message[words.language], _SAID_LIMIT)}"
    for line in problem.snippet.splitlines():
        yield f"    {visible(line.expandtabs(1))}"
    if problem.hint is not None:
        hint = shortened(problem.hint[words.language], _SAID_LIMIT)
        yield f"  {words.label('problems.hint', hint=hint)}"


def _write_json(
    problems: Sequence[Problem], stream: IO[str], language: Language
) -> None:
    del language  # JSON has both, so that a reader can choose
    by_severity = Counter(problem.severity for problem in problems)
    stream.write('{\n"problems": [')
    separator = "\n"
    for problem in problems:
        stream.write(separator + dumps(problem_to_dict(problem)))
        separator = ",\n"
    summary = {
        "errors": by_severity["error"],
        "warnings": by_severity["warning"],
    }
    stream.write(f'],\n"summary": {dumps(summary)}\n}}\n')


def problem_to_dict(problem: Problem) -> dict[str, Any]:
    """Return one problem as plain data, in both languages."""
    position = problem.position
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": position.file,
        "line": position.line,
        "column": position.column,
        "message": problem.message.to_dict(LANGUAGES),
        "found": problem.found,
        "wanted": problem.wanted,
        "hint": problem.hint.to_dict(LANGUAGES) if problem.hint else None,
        "snippet": problem.snippet,
    }


def _write_sarif(
    problems: Sequence[Problem], stream: IO[str], language: Language
) -> None:
    every = dict.fromkeys(problem.code for problem in problems)
    codes = {code: index for index, code in enumerate(every)}
    run = {
        "tool": driver([{"id": code} for code in codes]),
        "columnKind": "unicodeCodePoints",
        "results": [
            _sarif_result(problem, codes[problem.code], language)
            for problem in problems
        ],
    }
    stream.write(dumps(sarif_log(run)) + "\n")


def _sarif_result(problem: Problem, index: int, language: Language) -> dict[str, Any]:
    position = problem.position
    region = {"startLine": position.line, "startColumn": position.column}
    artifact = {"uri": uri_of(position.file)}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": LEVELS.get(problem.severity, "note"),
        "message": message(_sentences(problem, language)),
        "locations": [
            {"physicalLocation": {"artifactLocation": artifact, "region": region}}
        ],
    }


def _write_github(
    problems: Sequence[Problem], stream: IO[str], language: Language
) -> None:
    for problem in problems:
        place = {
            "title": problem.code,
            "file": problem.position.file,
            "line": str(problem.position.line),
            "col": str(problem.position.column),
        }
        name = COMMANDS.get(problem.severity, "notice")
        stream.write(command(name, _sentences(problem, language), place))


def _sentences(problem: Problem, language: Language) -> str:
    hint = f" {problem.hint[language]}" if problem.hint else ""
    return visible(problem.message[language] + hint)


_FORMATS: Mapping[str, Callable[[Sequence[Problem], IO[str], Language], None]] = (
    MappingProxyType(
        {"json": _write_json, "sarif": _write_sarif, "github": _write_github}
    )
)
