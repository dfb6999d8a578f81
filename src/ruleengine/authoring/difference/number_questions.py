"""Questions about identifiers and code lists that changed.

Numbers come from the cases and examples; each part is exchanged for what lies at the
bounds of either version, and the check character is set right again.
"""

from __future__ import annotations

import datetime as dt
from itertools import chain, product
from typing import TYPE_CHECKING, Any

from ruleengine import notation
from ruleengine.authoring.difference.answers import Question
from ruleengine.authoring.difference.candidates import days, named_in, varied
from ruleengine.authoring.difference.decision_questions import Inquiry
from ruleengine.base.ids import pack_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.authoring.difference.sides import Side
    from ruleengine.compile.code_lists_entries import Entry
    from ruleengine.compile.identifiers import CompiledIdentifier
    from ruleengine.source.node import Mapping

MOST_BASES = 20
FULL_WIDTH = {mark: mark + 0xFEE0 for mark in range(ord("!"), ord("~") + 1)}


def questions_about_number(
    full: str, sides: tuple[Side, Side], files: tuple[Mapping, Mapping]
) -> Inquiry:
    """Return what to ask about an identifier."""
    found = list(numbers_of_cases(full, sides))
    for file in files:
        examples = file.mapping("examples")
        texts = examples.texts("good") if examples else ()
        found += (Question(full, {}, value=text) for text in texts)
    for question in list(found)[:MOST_BASES]:
        found += _near(question, sides, files)
    return Inquiry(tuple(found), exact=False)


def numbers_of_cases(full: str, sides: tuple[Side, Side]) -> Iterator[Question]:
    """Yield the numbers of the cases of an identifier, with their facts."""
    for side in sides:
        for cases, case in side.cases.get(full, ()):
            given = {**cases.base, **case.facts}
            value = case.value or ""
            yield Question(
                full, given, value=value, readings=case.readings, as_of=case.as_of
            )


def _near(
    question: Question, sides: tuple[Side, Side], files: tuple[Mapping, Mapping]
) -> Iterator[Question]:
    facts = {f.text("key"): f for file in files for f in file.mappings("facts")}
    named = named_in(files)
    axes = {key: _facts(item, question, named) for key, item in facts.items()}
    for given in varied(question.given, axes):
        yield _with(question, given, question.value or "")
    for spelling in _respelled(question.value or ""):
        yield _with(question, question.given, spelling)
    for side in sides:
        number = _compiled(side, question.of)
        exact = number.exact(question.value or "") if number else None
        if number is None or exact is None:
            continue
        parts = number.named(exact)
        for file in files:
            for part in file.mappings("parts"):
                for text in _texts(part, parts.get(part.text("key"))):
                    changed = {**parts, part.text("key"): text}
                    value = _joined(number, files[0], changed)
                    yield _with(question, question.given, value)


def _respelled(text: str) -> Iterator[str]:
    """Yield the same number in other letters and widths, which a version may refuse."""
    yield text.lower()
    yield text.upper()
    yield text.translate(FULL_WIDTH)
    yield f"{text[:1]} {text[1:]}"


def _with(question: Question, given: Any, value: str) -> Question:
    return Question(
        question.of,
        given,
        value=value,
        readings=question.readings,
        as_of=question.as_of,
    )


def _facts(item: Mapping, question: Question, named: Any) -> list[Any]:
    now = question.given.get(item.text("key"))
    if item.text("type") == "date":
        return [None, *days(named, [now] if now else [], now or "2026-01-01")][:30]
    return [None, *item.texts("values"), *named.words][:30]


def _compiled(side: Side, full: str) -> CompiledIdentifier | None:
    pack = side.rules.packs().get(pack_of(full))
    return pack.decisions.identifiers.get(full) if pack else None


def _joined(
    number: CompiledIdentifier, file: Mapping, parts: dict[str, str | None]
) -> str:
    right = number.wrong_check_character(parts)
    if right is not None and number.checksum is not None:
        parts = {**parts, number.checksum.part: right}
    prefixes = {
        part.text("key"): part.text("prefix") for part in file.mappings("parts")
    }
    return "".join(
        f"{prefixes.get(key, '')}{text}" for key, text in parts.items() if text
    )


def _texts(part: Mapping, now: str | None) -> Iterator[str | None]:
    """Yield what may stand for a part: bounds, listed texts, samples of formats."""
    yield None
    yield from part.texts("one-of")
    for key in ("from", "until"):
        bound = part.text(key)
        if bound.isdigit():
            for near in (int(bound) - 1, int(bound), int(bound) + 1):
                yield str(max(near, 0)).zfill(len(now or ""))
    for text in (*part.texts("format"), *part.texts("any-of")):
        try:
            yield from notation.parse(text).samples().valid
        except notation.NotationError:
            continue
    if now:
        yield f"0{now}"
        yield now + now[-1]
        yield now[:-1]


def questions_about_codes(full: str, lists: Iterable[Iterable[Entry]]) -> Inquiry:
    """Return what to ask about a code list: every code of either version.

    Each is asked alone, with the names that stand beside it, and on the days on which
    it comes or goes.
    """
    found: dict[tuple[str, dt.date | None], Question] = {}
    for entry in chain.from_iterable(lists):
        names = dict.fromkeys((entry.name, entry.printed, *entry.aliases))
        texts = [entry.code, *(f"{entry.code} {name}" for name in names if name)]
        for text, day in product(texts, _days_of(entry)):
            as_of = day.isoformat() if day else None
            found[text, day] = Question(full, {}, value=text, as_of=as_of)
    return Inquiry(tuple(found.values()), exact=True)


def _days_of(entry: Entry) -> Iterator[dt.date | None]:
    yield None
    for edge in (entry.since, entry.until):
        if edge and dt.date.min < edge < dt.date.max:
            yield from (edge + dt.timedelta(days=away) for away in (-1, 0, 1))
