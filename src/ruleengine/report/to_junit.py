"""Outcome -> JUnit XML, for build servers: a suite per table, a case per rule.

An error is a failed case; a warning passes and speaks in ``system-out``, as do the
warnings of a rule that also found errors; what was not checked is a skipped case, so
that it never counts as passed.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from ruleengine.report.place import place_words, why_words
from ruleengine.report.sentence import sentences
from ruleengine.report.visible import visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.finding import Finding, Severity
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
    failed = sum(any(map(_is_grave, each)) for each in rules.values())
    is_empty = not any(each.records for each in outcome.inputs if each.table == table)
    tests = len(rules) + len(left) or 1
    skipped = len(left) or int(is_empty and not rules)
    yield (
        f'  <testsuite name={_attribute(table)} tests="{tests}" failures="{failed}"'
        f' errors="0" skipped="{skipped}">\n'
    )
    for rule, findings in rules.items():
        yield f"    <testcase name={_attribute(rule)} {_class(table)}>\n"
        yield from _case(rule, findings, outcome.more or {}, options)
        yield "    </testcase>\n"
    for each in left:
        yield from _skipped(each, table, options)
    if not rules and not left:
        yield _without_findings(table, options, was_read=not is_empty)
    yield "  </testsuite>\n"


def _without_findings(table: str, options: Options, *, was_read: bool) -> str:
    """Return the one case of a table; no record at all is no pass."""
    labels = wording(options.language).labels
    at = _class(table)
    if was_read:
        return f"    <testcase name={_attribute(labels['verdict.clean'])} {at}/>\n"
    return (
        f"    <testcase name={_attribute(labels['report'])} {at}>\n"
        f"      <skipped message={_attribute(labels['verdict.nothing'])}/>\n"
        "    </testcase>\n"
    )


def _case(
    rule: str,
    findings: list[Finding],
    more: Mapping[tuple[str, Severity], int],
    options: Options,
) -> Iterator[str]:
    grave = [finding for finding in findings if _is_grave(finding)]
    if grave:
        only_counted = more.get((rule, "error"), 0)
        words = wording(options.language)
        count = words.count("place", len(grave) + only_counted)
        first = sentences(grave[0], options.languages)
        message = _attribute(f"{count}{words.phrases['colon']}{first}")
        yield f"      <failure type={_attribute(grave[0].kind)} message={message}>"
        yield f"{_listing(grave, only_counted, options)}</failure>\n"
    slight = [finding for finding in findings if not _is_grave(finding)]
    if slight:
        only_counted = more.get((rule, "warning"), 0) + more.get((rule, "info"), 0)
        body = _listing(slight, only_counted, options)
        yield f"      <system-out>{body}</system-out>\n"


def _is_grave(finding: Finding) -> bool:
    return finding.severity == "error"


def _listing(findings: list[Finding], only_counted: int, options: Options) -> str:
    return escape("\n".join(_lines(findings, only_counted, options)))


def _lines(
    findings: list[Finding], only_counted: int, options: Options
) -> Iterator[str]:
    words = wording(options.language)
    shown = findings[:_LISTED]
    for finding in shown:
        place = place_words(finding.at, words)
        yield f"{place} {sentences(finding, options.languages)}".strip()
    hidden = len(findings) - len(shown) + only_counted
    if hidden:
        yield words.label("more", n=hidden)


def _skipped(each: NotChecked, table: str, options: Options) -> Iterator[str]:
    yield f"    <testcase name={_attribute(each.rule)} {_class(table)}>\n"
    yield f"      <skipped message={_attribute(why_words(each, options.languages))}/>\n"
    yield "    </testcase>\n"


def _class(table: str) -> str:
    return f"classname={_attribute(table)}"


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
