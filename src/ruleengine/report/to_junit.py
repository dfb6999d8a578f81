"""Outcome -> JUnit XML, for build servers: a suite per table, a case per rule.

An error is a failed case; a warning passes and speaks in ``system-out``; what was not
checked is a skipped case, so that it never counts as passed.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from ruleengine.report.place import place_words, why_words
from ruleengine.report.sentence import sentences
from ruleengine.report.visible import visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import NotChecked, Outcome
    from ruleengine.report.options import Options

_LISTED = 100
"""Findings of one rule that are listed in its case."""
_WHOLE = "ruleengine"


def write(outcome: Outcome, stream: IO[str], options: Options) -> None:
    """Write all suites."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f"<testsuites name={_attribute(_WHOLE)}>\n")
    for table in _tables(outcome):
        stream.writelines(_suite(table, outcome, options))
    stream.write("</testsuites>\n")


def _tables(outcome: Outcome) -> list[str]:
    named = [each.table for each in outcome.inputs]
    named += [finding.table or _WHOLE for finding in outcome.findings]
    named += [each.table or _WHOLE for each in outcome.not_checked]
    return list(dict.fromkeys(named)) or [_WHOLE]


def _suite(table: str, outcome: Outcome, options: Options) -> Iterator[str]:
    rules: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        if (finding.table or _WHOLE) == table:
            rules.setdefault(finding.rule, []).append(finding)
    left = [each for each in outcome.not_checked if (each.table or _WHOLE) == table]
    failed = sum(each[0].severity == "error" for each in rules.values())
    is_empty = not any(each.records for each in outcome.inputs if each.table == table)
    tests = len(rules) + len(left) or 1
    skipped = len(left) or int(is_empty and not rules)
    yield (
        f'  <testsuite name={_attribute(table)} tests="{tests}" failures="{failed}"'
        f' errors="0" skipped="{skipped}">\n'
    )
    for rule, findings in rules.items():
        uncounted = (outcome.more or {}).get(rule, 0)
        yield from _case(rule, table, findings, uncounted, options)
    for each in left:
        yield from _skipped(each, table, options)
    if not rules and not left:
        yield _without_findings(table, options, was_read=not is_empty)
    yield "  </testsuite>\n"


def _without_findings(table: str, options: Options, *, was_read: bool) -> str:
    """Return the one case of a table; no record at all is no pass."""
    labels = wording(options.language).labels
    at = f"classname={_attribute(table)}"
    if was_read:
        return f"    <testcase name={_attribute(labels['verdict.clean'])} {at}/>\n"
    return (
        f"    <testcase name={_attribute(labels['report'])} {at}>\n"
        f"      <skipped message={_attribute(labels['verdict.nothing'])}/>\n"
        "    </testcase>\n"
    )


def _case(
    rule: str, table: str, findings: list[Finding], uncounted: int, options: Options
) -> Iterator[str]:
    yield f"    <testcase name={_attribute(rule)} classname={_attribute(table)}>\n"
    body = escape("\n".join(_listing(findings, uncounted, options)))
    if findings[0].severity == "error":
        words = wording(options.language)
        count = words.count("place", len(findings) + uncounted)
        first = sentences(findings[0], options.languages)
        message = f"{count}{words.phrases['colon']}{first}"
        kind = _attribute(findings[0].kind)
        yield f"      <failure type={kind} message={_attribute(message)}>"
        yield f"{body}</failure>\n"
    else:
        yield f"      <system-out>{body}</system-out>\n"
    yield "    </testcase>\n"


def _listing(
    findings: list[Finding], uncounted: int, options: Options
) -> Iterator[str]:
    words = wording(options.language)
    shown = findings[: options.limit or _LISTED]
    for finding in shown:
        place = place_words(finding.at, words)
        yield f"{place} {sentences(finding, options.languages)}".strip()
    hidden = len(findings) - len(shown) + uncounted
    if hidden:
        yield words.label("more", n=hidden)


def _skipped(each: NotChecked, table: str, options: Options) -> Iterator[str]:
    yield f"    <testcase name={_attribute(each.rule)} classname={_attribute(table)}>\n"
    yield f"      <skipped message={_attribute(why_words(each, options.languages))}/>\n"
    yield "    </testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
