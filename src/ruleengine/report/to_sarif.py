"""Outcome -> SARIF 2.1.0, for code-review tools and archives.

A cell of a workbook is a logical location, a line of a text file is a region. What was
not checked stands among the notifications of the run.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote

from ruleengine.base.version import VERSION
from ruleengine.report.document import finding_to_dict
from ruleengine.report.place import spot_words, why_words
from ruleengine.report.sentence import sentences
from ruleengine.report.verdict import grade_of, verdict
from ruleengine.report.visible import escape_surrogates, visible
from ruleengine.report.wording import LANGUAGE_TAGS, wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.base.finding import Finding, Place, Rule
    from ruleengine.base.outcome import InputRef, NotChecked, Outcome
    from ruleengine.report.options import Options

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_DRIVE = re.compile("[A-Za-z]:/")
_LINK_MARKS = re.compile(r"[\[\]\\]")


def write(outcome: Outcome, stream: IO[str], options: Options) -> None:
    """Write one run."""
    log = sarif_log(_run(outcome, options))
    stream.write(escape_surrogates(json.dumps(log, ensure_ascii=False)))
    stream.write("\n")


def sarif_log(run: dict[str, Any]) -> dict[str, Any]:
    """Return a SARIF log of one run."""
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def driver(rules: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the SARIF tool, with descriptions of the rules that found something."""
    named = {"name": "ruleengine", "version": VERSION, "semanticVersion": VERSION}
    return {"driver": named | {"rules": rules}}


def uri_of(file: str, separator: str = os.sep) -> str:
    """Return a file name as a URI reference; that of an absolute path has its scheme.

    Args:
        file: the path as it was given.
        separator: what stands between folders; elsewhere than on Windows a backslash
            is a character of a name.
    """
    on_windows = separator == "\\"
    path = file.replace("\\", "/") if on_windows else file
    if on_windows and _DRIVE.match(path):
        return "file:///" + path[:2] + quote(_bytes_of(path[2:]), safe="/")
    scheme = "file://" if path.startswith("/") else ""
    if on_windows and path.startswith("//"):  # the host stands behind the slashes
        scheme = "file:"
    return scheme + quote(_bytes_of(path), safe="/")


def _bytes_of(path: str) -> bytes:
    """Return the bytes of a file name, also of one that is no UTF-8 on the disk."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def message(text: str) -> dict[str, str]:
    """Return a SARIF message in which nothing is a placeholder or a link."""
    plain = visible(text).replace("{", "{{").replace("}", "}}")
    if "](" in plain:
        plain = _LINK_MARKS.sub(r"\\\g<0>", plain)
    return {"text": plain}


def _run(outcome: Outcome, options: Options) -> dict[str, Any]:
    rules = {finding.rule: finding.by for finding in outcome.findings}
    index = {rule: n for n, rule in enumerate(rules)}
    return {
        "tool": driver([_rule_to_dict(rule) for rule in rules.values()]),
        "language": LANGUAGE_TAGS[options.language],
        "columnKind": "unicodeCodePoints",
        "artifacts": _artifacts(outcome.inputs),
        "invocations": [_invocation(outcome, options)],
        "results": [
            _result(finding, index[finding.rule], options)
            for finding in outcome.findings
        ],
        "properties": {
            "asOf": outcome.as_of.isoformat(),
            "readings": dict(sorted(outcome.readings.items())),
        },
    }


def _rule_to_dict(rule: Rule) -> dict[str, Any]:
    text = rule.title or (rule.field.name if rule.field else rule.id)
    return {
        "id": rule.id,
        "name": rule.kind,
        "shortDescription": message(text),
        "help": message(f"{rule.clause} {rule.expected}".strip() or text),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"clauses": list(rule.clauses), "tags": [rule.kind]},
    }


def _artifacts(inputs: Sequence[InputRef]) -> list[dict[str, Any]]:
    """Return each file once; a workbook is an input for each of its sheets."""
    by_file = {each.file: each for each in inputs if each.file}
    return list(map(_artifact, by_file.values()))


def _artifact(each: InputRef) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": uri_of(each.file or "")}}
    if each.sha256:
        artifact["hashes"] = {"sha-256": each.sha256}
    return artifact


def _invocation(outcome: Outcome, options: Options) -> dict[str, Any]:
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            *_nothing_read(outcome, options),
            *_only_counted(outcome, options),
            *(_not_checked(each, options) for each in outcome.not_checked),
        ],
    }


def _nothing_read(outcome: Outcome, options: Options) -> Iterator[dict[str, Any]]:
    """Yield what keeps a run without any record from looking like a pass."""
    if grade_of(outcome) == "nothing":
        headline = verdict(outcome, options.language).headline
        yield {
            "level": "warning",
            "descriptor": {"id": "nothing-read"},
            "message": message(headline),
        }


def _only_counted(outcome: Outcome, options: Options) -> Iterator[dict[str, Any]]:
    if only_counted := outcome.only_counted:
        told = wording(options.language).label("only-counted", n=only_counted)
        yield {
            "level": "note",
            "descriptor": {"id": "max-per-rule"},
            "message": message(told),
        }


def _not_checked(each: NotChecked, options: Options) -> dict[str, Any]:
    return {
        "level": "warning",
        "descriptor": {"id": each.rule},
        "message": message(why_words(each, options.languages)),
        "properties": {"table": each.table, "records": each.records},
    }


def _result(finding: Finding, index: int, options: Options) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": message(sentences(finding, options.languages)),
        "locations": [_location(finding, options)],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
        "properties": _properties(finding),
    }


def _properties(finding: Finding) -> dict[str, Any]:
    facts = finding_to_dict(finding, ())
    kept = ("table", "record", "value", "expected", "clause", "fix")
    return {key: facts[key] for key in kept}


def _location(finding: Finding, options: Options) -> dict[str, Any]:
    words = wording(options.language)
    parts = (finding.table, finding.record, finding.field and finding.field.key)
    name = "/".join(str(part) for part in parts if part)
    location: dict[str, Any] = {
        "logicalLocations": [{"fullyQualifiedName": name or finding.rule}]
    }
    if finding.at is not None:
        location["physicalLocation"] = _physical(finding.at)
        location["message"] = message(spot_words(finding.at, words) or finding.at.file)
    return location


def _physical(at: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(at.file)}}
    if at.line and not at.sheet:
        physical["region"] = {"startLine": at.line}
    return physical


def _fingerprint(finding: Finding) -> str:
    facts = (finding.rule, finding.reason, finding.record, finding.value)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
