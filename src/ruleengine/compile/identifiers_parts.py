"""One part of an identifier: its shapes, its range, the codes it must be one of.

In: a model part. Out: ``CompiledPart``.
"""

from __future__ import annotations

from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.base.finding import FieldRef, Rule
from ruleengine.base.frozen import frozen
from ruleengine.base.text import Text
from ruleengine.compile import decisions_wording_en, decisions_wording_zh
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.identifiers_shape import (
    Shape,
    are_characters,
    format_shape,
    length_of,
    shape_of_characters,
    shape_of_text,
)
from ruleengine.compile.identifiers_split import Slot
from ruleengine.model.phrase import Phrase

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from ruleengine.base.finding import Kind, Severity
    from ruleengine.base.problem import Problem
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.decisions_around import Around
    from ruleengine.compile.decisions_session import NumberKind
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.model import identifier as model


@frozen(kw_only=True, eq=False)
class CompiledPart:
    """One part, ready to be held against a text."""

    key: str
    name: str
    ref: FieldRef
    slot: Slot = field(repr=False)
    expected: str
    """What the part looks like, as written in the rule file."""
    codes: Codes | None
    identifier: NumberKind | None
    codes_severity: str
    rule: Rule
    code_rules: Mapping[str, Rule] = field(repr=False)
    """Severity -> the rule of codes that are not in the list."""

    @property
    def length(self) -> int | None:
        """How many characters it has; None when that varies."""
        lengths = {
            length
            for shape in self.slot.shapes
            for length in (shape.shortest, shape.longest)
        }
        return lengths.pop() if len(lengths) == 1 and not self.slot.optional else None

    def misfit(self, text: str) -> str | None:
        """Return the reason why a text is not this part; None when it is."""
        if not any(shape.accepts(text) for shape in self.slot.shapes):
            return "part"
        return self.slot.breach(text)

    def wrong_in(self, span: str | None) -> str | None:
        """Return the reason why a span of a split is not this part; None when it is."""
        if span is None:
            return None if self.slot.optional else "part"
        return self.misfit(span)

    def is_listed(self, text: str, as_of: dt.date, readings: Mapping[str, str]) -> bool:
        """Tell whether the code list or the identifier of the part takes a text."""
        if self.codes is not None:
            return self.codes.judge(text, as_of, readings) is None
        return self.identifier is None or self.identifier.accepts(text)


def compile_part(
    owner: str, written: model.Part, case: str, around: Around
) -> CompiledPart | None:
    """Compile a part; None, with a problem, when it has no shape."""
    problems = around.problems
    before = len(problems)
    shapes = tuple(_shapes(written, case, around.memory, problems))
    if not shapes:
        if len(problems) == before:
            problems.append(CATALOGUE.problem("E442", written.position))
        return None
    codes, identifier = around.either(written.codes)
    slot = _slot(written, shapes)
    problems += _range_problems(written, slot)
    expected = " / ".join(_expected(written))
    return CompiledPart(
        key=written.key,
        name=written.name,
        ref=FieldRef(None, written.key, written.name),
        slot=slot,
        expected=expected,
        codes=codes,
        identifier=identifier,
        codes_severity=written.codes_severity,
        rule=_rule(f"{owner}.{written.key}", "identifier", written, expected),
        code_rules=_code_rules(owner, written, identifier if codes is None else codes),
    )


def _slot(written: model.Part, shapes: tuple[Shape, ...]) -> Slot:
    return Slot(
        prefix=written.prefix,
        shapes=shapes,
        optional=written.optional,
        low=_number(written.low),
        high=_number(written.high),
        leading_zeros=written.leading_zeros,
    )


def _range_problems(written: model.Part, slot: Slot) -> Iterator[Problem]:
    """Yield the problem of limits between which the format has no number, if it is so."""
    limit = written.low or written.high
    if limit is None:
        return
    low = slot.low or 0
    high = float("inf") if slot.high is None else slot.high
    spans = [span for shape in slot.shapes if (span := shape.figures)]
    if not any(max(low, least) <= min(high, most) for least, most in spans):
        yield CATALOGUE.problem(
            "E449", limit.position, name=written.name, wanted=_limits(slot)
        )


def _limits(slot: Slot) -> Text:
    """Return the limits of a part in words."""
    match slot.low, slot.high:
        case _, None:
            key = "from"
        case None, _:
            key = "until"
        case _:
            key = "between"
    facts = {"low": slot.low, "high": slot.high}
    return Text(
        decisions_wording_zh.LIMITS[key].format_map(facts),
        decisions_wording_en.LIMITS[key].format_map(facts),
    )


def _shapes(
    written: model.Part, case: str, memory: ParseMemory, problems: list[Problem]
) -> Iterator[Shape]:
    for phrase in written.formats:
        shape = format_shape(phrase, case, memory, problems)
        if shape is not None:
            yield shape
    # The longest first: of the texts R and RF, RF must win where both begin alike.
    for text in sorted((p.text for p in written.one_of), key=len, reverse=True):
        yield shape_of_text(text)
    if written.characters:
        yield from _of_characters(written, problems)


def _of_characters(written: model.Part, problems: list[Problem]) -> Iterator[Shape]:
    length = written.length or Phrase("", written.position)
    strange = [p for p in written.characters if not are_characters(p.text)]
    problems += (_unclear("characters", phrase) for phrase in strange)
    span = length_of(length.text)
    if span is None:
        problems.append(_unclear("length", length))
    elif not strange:
        yield shape_of_characters((p.text for p in written.characters), span)


def _unclear(key: str, phrase: Phrase) -> Problem:
    what, way_out = map(
        Text, decisions_wording_zh.PARTS[key], decisions_wording_en.PARTS[key]
    )
    return CATALOGUE.problem(
        "E448",
        phrase.position,
        found=phrase.text,
        what=what,
        wanted=way_out,
    )


def _expected(written: model.Part) -> Iterator[str]:
    yield from (phrase.text for phrase in (*written.formats, *written.one_of))
    if written.characters:
        length = written.length.text if written.length else ""
        yield f"[{''.join(p.text for p in written.characters)}] × {length}"


def _number(phrase: Phrase | None) -> int | None:
    return None if phrase is None else int(phrase.text)


def _rule(rule_id: str, kind: Kind, written: model.Part, expected: str) -> Rule:
    return Rule(
        id=rule_id,
        kind=kind,
        field=FieldRef(None, written.key, written.name),
        expected=expected,
        clauses=written.clauses,
        title=written.name,
    )


def _code_rules(
    owner: str, written: model.Part, held: Codes | NumberKind | None
) -> Mapping[str, Rule]:
    expected = "" if held is None else held.title
    rule = _rule(f"{owner}.{written.key}.code", "code", written, expected)
    severities: tuple[Severity, ...] = ("error", "warning", "info")
    return MappingProxyType({each: replace(rule, severity=each) for each in severities})
