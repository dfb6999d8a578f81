"""Outcome -> the published report as JSON text: one finding a line, so that it diffs."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from ruleengine.report.document import (
    finding_to_dict,
    head_to_dict,
    not_checked_to_dict,
)
from ruleengine.report.summary import tally
from ruleengine.report.visible import escape_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.outcome import Outcome
    from ruleengine.report.options import Options


def write(outcome: Outcome, stream: IO[str], options: Options) -> None:
    """Write the report; memory stays bounded by one finding."""
    languages = options.languages
    stream.write("{\n")
    for key, value in head_to_dict(outcome, tally(outcome)).items():
        stream.write(f"{dumps(key)}: {dumps(value)},\n")
    findings = (finding_to_dict(each, languages) for each in outcome.findings)
    _write_list(stream, "findings", findings)
    stream.write(",\n")
    left = (not_checked_to_dict(each, languages) for each in outcome.not_checked)
    _write_list(stream, "not_checked", left)
    stream.write("\n}\n")


def _write_list(stream: IO[str], key: str, items: Iterable[dict[str, Any]]) -> None:
    stream.write(f"{dumps(key)}: [")
    separator = "\n"
    for item in items:
        stream.write(separator + dumps(item))
        separator = ",\n"
    stream.write("]")


def dumps(value: object) -> str:
    """Return JSON on one line, Chinese as it is, always fit for UTF-8."""
    return escape_surrogates(json.dumps(value, ensure_ascii=False))
