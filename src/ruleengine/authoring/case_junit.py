"""Results of cases -> JUnit XML: a suite for each file, a failed case with its differences."""

from __future__ import annotations

from itertools import groupby
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from ruleengine.authoring.case_report import difference_words, failure
from ruleengine.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.authoring.run_cases import CaseResult
    from ruleengine.base.text import Language


def write_junit(
    results: Sequence[CaseResult], stream: IO[str], language: Language
) -> None:
    """Write all cases."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    failed = sum(not result.ok for result in results)
    counts = f'tests="{len(results)}" failures="{failed}" errors="0"'
    stream.write(f'<testsuites name="ruleengine test" {counts}>\n')
    for file, group in groupby(results, key=lambda each: each.case.position.file):
        stream.writelines(_suite(file, list(group), language))
    stream.write("</testsuites>\n")


def _suite(
    file: str, results: Sequence[CaseResult], language: Language
) -> Iterator[str]:
    failed = sum(not result.ok for result in results)
    counts = f'tests="{len(results)}" failures="{failed}" errors="0" skipped="0"'
    yield f"  <testsuite name={_quoted(file)} {counts}>\n"
    for result in results:
        yield from _case(result, language)
    yield "  </testsuite>\n"


def _case(result: CaseResult, language: Language) -> Iterator[str]:
    position = result.case.position
    head = (
        f"    <testcase name={_quoted(result.case.name)} "
        f"classname={_quoted(result.of)} file={_quoted(position.file)} "
        f'line="{position.line}"'
    )
    if result.ok:
        yield f"{head}/>\n"
        return
    message = "; ".join(difference_words(each, language) for each in result.differences)
    body = escape("\n".join(map(visible, failure(result, language))))
    yield f"{head}>\n"
    yield f'      <failure type="case" message={_quoted(message)}>{body}</failure>\n'
    yield "    </testcase>\n"


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
