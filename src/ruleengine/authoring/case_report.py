"""Results of cases -> text or JSON: expected against found, with how it came about."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from ruleengine.authoring.catalogue import say
from ruleengine.report import derivation, identity
from ruleengine.report.visible import shortened, visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.authoring.run_cases import CaseResult, Difference
    from ruleengine.base.text import Language

LONGEST = 300
NOTHING = "—"


def write_text(
    results: Sequence[CaseResult], stream: IO[str], language: Language
) -> None:
    """Write the failed cases and the count of all."""
    for result in results:
        if not result.ok:
            stream.writelines(f"{line}\n" for line in failure(result, language))
            stream.write("\n")
    stream.write(headline(results, language) + "\n")


def headline(results: Sequence[CaseResult], language: Language) -> str:
    """Return one sentence about all cases."""
    failed = sum(not result.ok for result in results)
    key = "cases.failed" if failed else "cases.fine" if results else "cases.none"
    return say(key, language, total=len(results), failed=failed)


def failure(result: CaseResult, language: Language) -> Iterator[str]:
    """Yield the lines about a failed case."""
    place = visible(str(result.case.position))
    yield say(
        "case.heading",
        language,
        place=place,
        of=result.of,
        name=visible(result.case.name),
    )
    for difference in result.differences:
        yield f"  {difference_words(difference, language)}"
    lines = list(derivation_lines(result, language))
    if lines:
        yield f"  {say('case.derivation', language)}"
        yield from (f"    {line}" if line else "" for line in lines)


def difference_words(difference: Difference, language: Language) -> str:
    """Return what was expected and what was found instead."""
    what, _, name = difference.what.partition(".")
    return say(
        f"differs.{what}",
        language,
        name=name,
        expected=_joined(difference.expected, language),
        found=_joined(difference.found, language),
        why=shortened(difference.why[language], LONGEST) if difference.why else "",
    )


def _joined(several: Sequence[str], language: Language) -> str:
    mark = wording(language).phrases["join"]
    return shortened(mark.join(several), LONGEST) or NOTHING


def derivation_lines(result: CaseResult, language: Language) -> Iterator[str]:
    """Yield how the answer came about, or what was found in a record."""
    words = wording(language)
    answer = result.answer
    if "decision" in answer:
        yield from derivation.lines(answer, words)
    elif "identifier" in answer:
        yield from identity.lines(answer, words)
    else:
        for finding in answer.get("findings", ()):
            said = finding["message"][language]
            yield f"{finding['rule']}  {shortened(said, LONGEST)}"


def write_json(results: Sequence[CaseResult], stream: IO[str]) -> None:
    """Write every case, the failed ones with what differs."""
    data = {
        "cases": [result_to_dict(result) for result in results],
        "summary": {
            "total": len(results),
            "failed": sum(not result.ok for result in results),
        },
    }
    json.dump(data, stream, ensure_ascii=False, indent=1, default=str)
    stream.write("\n")


def result_to_dict(result: CaseResult) -> dict[str, Any]:
    """Return one result as plain data."""
    position = result.case.position
    return {
        "of": result.of,
        "name": result.case.name,
        "file": position.file,
        "line": position.line,
        "column": position.column,
        "ok": result.ok,
        "fired": list(result.fired),
        "differences": list(map(_difference_to_dict, result.differences)),
        **({} if result.ok else {"answer": result.answer}),
    }


def _difference_to_dict(difference: Difference) -> dict[str, Any]:
    why = difference.why
    return {
        "what": difference.what,
        # Programs have always been given several in this way.
        "expected": "、".join(difference.expected) or NOTHING,
        "found": "、".join(difference.found) or NOTHING,
        **({"why": why.to_dict()} if why else {}),
    }
