"""What the reports of a computation and of an identifier have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.report.visible import padded, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.report.wording import Wording

DECIDE = "needs_decision"
"""The output that holds what people must decide."""


def basis_lines(result: Mapping[str, Any], words: Wording) -> Iterator[str]:
    """Yield the date of the rules and the readings that were used."""
    yield f"{words.labels['as-of']} {visible(str(result['as_of']))}"
    for name, choice in (result["readings"] or {}).items():
        yield f"{words.labels['derivation.basis']} {visible(name)} = {visible(choice)}"


def finding_lines(
    findings: Sequence[Mapping[str, Any]], words: Wording
) -> Iterator[str]:
    """Yield what was found wrong, one sentence a line, with rule and clause."""
    if not findings:
        return
    yield ""
    yield words.labels["heading.findings"]
    for finding in findings:
        yield finding_line(finding, words)


def finding_line(finding: Mapping[str, Any], words: Wording) -> str:
    """Return a finding with its severity, clause and rule."""
    severity = words.labels[f"severity.{finding['severity']}"]
    message = finding.get("message") or {}
    said = message.get(words.language) or next(iter(message.values()), "")
    clause = finding.get("clause") or ", ".join(finding.get("clauses") or ())
    parts = (severity, said, clause, finding["rule"])
    return "  " + "  ".join(visible(part) for part in parts if part)


def keyed(key: str, names: Mapping[str, str], width: int = 0) -> str:
    """Return a key with its printed name where one is known, names set at ``width``."""
    name = visible(names.get(key, ""))
    return f"{padded(visible(key), width)}  {name}" if name else visible(key)
