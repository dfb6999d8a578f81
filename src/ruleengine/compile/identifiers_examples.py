"""The examples of an identifier against the identifier itself.

In: compiled identifiers and a session. Out: a problem for each example that does not
do what it says. Whoever lints rules asks; loading does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.text import Text
from ruleengine.compile import decisions_wording_en, decisions_wording_zh
from ruleengine.compile.decisions_catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.problem import Problem
    from ruleengine.compile.decisions_session import Session
    from ruleengine.compile.identifiers import CompiledIdentifier
    from ruleengine.model.identifier import Example

WHOLE = "structure"
"""What is wrong when text is left over after the last part."""


def example_problems(
    identifier: CompiledIdentifier, session: Session
) -> Iterator[Problem]:
    """Yield a problem for each example that passes or fails otherwise than it says."""
    for example in identifier.examples:
        text = example.text.text
        wrong = tuple(wrong_places(identifier, text, session))
        detail = _detail(example, wrong)
        if detail:
            found = ", ".join(wrong)
            wanted = example.fails.text if example.fails else ""
            facts = {"found": found, "wanted": wanted}
            if detail == "good" and (
                right := _right_character(identifier, text, wrong)
            ):
                detail, facts["wanted"] = "check-character", right
            reason = Text(
                decisions_wording_zh.DETAILS[detail].format_map(facts),
                decisions_wording_en.DETAILS[detail].format_map(facts),
            )
            yield CATALOGUE.problem(
                "E445", example.text.position, found=text, reason=reason
            )


def _detail(example: Example, wrong: tuple[str, ...]) -> str:
    if example.is_good:
        return "good" if wrong else ""
    if not wrong:
        return "bad"
    return "elsewhere" if example.fails and example.fails.text not in wrong else ""


def _right_character(
    identifier: CompiledIdentifier, text: str, wrong: tuple[str, ...]
) -> str | None:
    """Return the check character that the rule computes, where nothing else is wrong."""
    if identifier.checksum is None or wrong != (identifier.checksum.part,):
        return None
    return identifier.wrong_check_character(identifier.named(identifier.nearest(text)))


def wrong_places(
    identifier: CompiledIdentifier, text: str, session: Session
) -> Iterator[str]:
    """Yield the keys of the parts that are wrong, and the ids and keys of failed checks."""
    split = identifier.nearest(text)
    parts = identifier.named(split)
    wrong: set[str] = set()
    pairs = zip(identifier.parts, split.spans, strict=True)
    for number, (part, span) in enumerate(pairs):
        if number in split.missing_prefix or part.wrong_in(span) is not None:
            wrong.add(part.key)
            yield part.key
    if split.rest:
        yield WHOLE
    plan = identifier.checksum
    if plan and not wrong and identifier.wrong_check_character(parts) is not None:
        yield plan.part
    values = identifier.values_without_facts(parts, session)
    for check in identifier.checks:
        is_error = check.rule.severity == "error" and not check.reads(wrong)
        if is_error and not check.holds(values, session):
            yield check.rule.id.rpartition(".")[2]
            yield from check.on
