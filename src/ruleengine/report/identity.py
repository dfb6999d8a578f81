"""Result of taking an identifier apart -> text: each part, and what is wrong with it.

In: the published form of a result (``identify(...).to_dict()``).
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from ruleengine.report.result_lines import basis_lines, finding_lines, keyed
from ruleengine.report.visible import columns, padded, shortened, visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.text import Language
    from ruleengine.report.wording import Wording

_MARK = "◀"


def write(
    result: Mapping[str, Any],
    stream: IO[str],
    language: Language = "zh",
    names: Mapping[str, str] | None = None,
) -> None:
    """Write the parts of the identifier and the findings.

    Args:
        result: ``{identifier, value, ok, parts, findings, readings, as_of}``.
        stream: an open text stream.
        language: of all headings and sentences.
        names: key of a part -> its printed name, to be shown beside the key.
    """
    for line in lines(result, wording(language), names):
        stream.write(line + "\n")


def lines(
    result: Mapping[str, Any],
    words: Wording,
    names: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Yield the report in lines."""
    verdict = words.labels[f"identity.{_grade(result)}"]
    yield f"{shortened(str(result['value']))}  {verdict}"
    yield visible(result["identifier"])
    yield from basis_lines(result, words)
    yield from _parts(result, words, names or {})
    yield from finding_lines(result["findings"], words)


def _grade(result: Mapping[str, Any]) -> str:
    if not result["ok"]:
        return "bad"
    return "doubtful" if result["findings"] else "good"


def _parts(
    result: Mapping[str, Any], words: Wording, names: Mapping[str, str]
) -> Iterator[str]:
    parts: Mapping[str, Any] = result["parts"] or {}
    if not parts:
        return
    faulty = set(map(_part_of, result["findings"]))
    keys = max(columns(visible(key)) for key in parts)
    heads = {key: keyed(key, names, keys) for key in parts}
    width = max(map(columns, heads.values()))
    yield ""
    yield words.labels["identity.parts"]
    for key, text in parts.items():
        shown = words.labels["identity.absent"] if text is None else shortened(text)
        mark = f"  {_MARK}" if key in faulty else ""
        yield f"  {padded(heads[key], width)}  {shown}{mark}"


def _part_of(finding: Mapping[str, Any]) -> str | None:
    field = finding.get("field") or {}
    params = finding.get("params") or {}
    return params.get("key") or field.get("key") or params.get("part")
