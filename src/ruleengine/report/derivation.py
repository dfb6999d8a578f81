"""Result of a computation -> a derivation that a person can check with a pencil.

In: the published form of a result (``compute(...).to_dict()``). Out: lines of text:
what was given, each step with its formula, its numbers, its row and clause, the
outputs, and what a person has to decide.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from ruleengine.report.derivation_steps import rows_of, told
from ruleengine.report.figures import literal, measured, rounded, value_words
from ruleengine.report.result_lines import DECIDE, basis_lines, finding_lines, keyed
from ruleengine.report.visible import shortened, visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.text import Language
    from ruleengine.report.derivation_steps import Told
    from ruleengine.report.wording import Wording

_LIMIT = 400


def write(
    result: Mapping[str, Any],
    stream: IO[str],
    language: Language = "zh",
    names: Mapping[str, str] | None = None,
) -> None:
    """Write the derivation.

    Args:
        result: ``{decision, ok, outputs, steps, findings, readings, as_of}``.
        stream: an open text stream.
        language: of all headings and sentences.
        names: key of an input -> its printed name, to be shown beside the key.
    """
    for line in lines(result, wording(language), names):
        stream.write(line + "\n")


def lines(
    result: Mapping[str, Any],
    words: Wording,
    names: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Yield the derivation in lines."""
    yield visible(result["decision"])
    yield from basis_lines(result, words)
    given = _inputs_from_outside(result)
    yield from _given(given, words, names or {})
    yield from _steps(result, given, words)
    yield from _outputs(result, words)
    yield from _decisions(result["outputs"].get(DECIDE), words)
    yield from finding_lines(result["findings"], words)


def _given(
    given: Mapping[str, Any], words: Wording, names: Mapping[str, str]
) -> Iterator[str]:
    if given:
        yield ""
        yield words.labels["derivation.given"]
    for name, value in given.items():
        if value != []:
            yield f"  {keyed(name, names)} = {value_words(value, words)}"


def _inputs_from_outside(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the decision itself was given; called decisions name it anew."""
    decision = result["decision"]
    own = [s for s in result["steps"] if s.get("decision", decision) == decision]
    made = {step["name"] for step in own} | set(result["outputs"])
    given: dict[str, Any] = {}
    for step in own:
        for name, value in _inputs(step).items():
            if name not in made and value is not None:
                given.setdefault(name, value)
    return given


def _steps(
    result: Mapping[str, Any], given: Mapping[str, Any], words: Wording
) -> Iterator[str]:
    if result["steps"]:
        yield ""
        yield words.labels["derivation.steps"]
    lines = told(result["steps"], result["decision"])
    for number, line in enumerate(lines, 1):
        yield f"  {number}. {_head(line.step)}"
        yield from _way(line, given, words)
        value = measured(line.step["value"], line.step.get("unit"), words)
        yield f"       = {value}"
        if source := _source(line, words):
            yield f"       {source}"


def _head(step: Mapping[str, Any]) -> str:
    symbol = visible(step.get("symbol") or step["name"])
    title = visible(step.get("title") or "")
    name = visible(step["name"]) if symbol != step["name"] else ""
    return "  ".join(part for part in (symbol, title, name) if part)


def _way(line: Told, given: Mapping[str, Any], words: Wording) -> Iterator[str]:
    formula = line.step.get("formula") or ""
    inputs = _inputs(line.step)
    if not formula:
        for name, value in inputs.items():
            yield f"       {visible(name)} = {value_words(value, words)}"
        return
    yield f"       = {shortened(formula, _LIMIT)}"
    if line.numbers:
        yield f"       = {shortened(rounded(line.numbers), _LIMIT)}"
    for name, value in inputs.items():
        is_nested = not literal(value)
        if is_nested and given.get(name) != value:
            yield f"         {visible(name)} = {value_words(value, words)}"


def _inputs(step: Mapping[str, Any]) -> Mapping[str, Any]:
    inputs: Mapping[str, Any] = step.get("inputs") or {}
    return inputs


def _source(line: Told, words: Wording) -> str:
    parts = []
    if rows := (*rows_of(line.step), *line.rows):
        hit = ", ".join(map(visible, rows))
        parts.append(f"{words.labels['derivation.hit']} {hit}")
    if line.clauses:
        cited = ", ".join(map(visible, line.clauses))
        parts.append(f"{words.labels['derivation.clause']} {cited}")
    return "  ".join(parts)


def _outputs(result: Mapping[str, Any], words: Wording) -> Iterator[str]:
    yield ""
    if not result["ok"]:
        yield words.labels["derivation.failed"]
        return
    yield words.labels["derivation.outputs"]
    steps = {step["name"]: step for step in result["steps"]}
    for name, value in result["outputs"].items():
        if name == DECIDE:
            continue
        step = steps.get(name, {})
        title = step.get("title") or ""
        head = visible(f"{name}  {title}".rstrip())
        yield f"  {head} = {measured(value, step.get('unit'), words)}"


def _decisions(texts: Any, words: Wording) -> Iterator[str]:
    if not texts:
        return
    yield ""
    yield words.labels["derivation.decide"]
    for text in texts if isinstance(texts, list | tuple) else [texts]:
        yield f"  - {visible(str(text))}"
