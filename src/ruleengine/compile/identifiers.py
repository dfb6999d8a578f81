"""Identifiers ready to take numbers apart.

In: model identifiers, the code lists they refer to. Out: ``CompiledIdentifier``, which
splits a text into parts and says what is wrong with each.
"""

from __future__ import annotations

from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.base.finding import FieldRef, Rule
from ruleengine.base.frozen import frozen
from ruleengine.compile.as_of import AS_OF, feel_date
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_data import CompiledDatum, compile_data
from ruleengine.compile.decisions_demands import CompiledDemand, compile_demands
from ruleengine.compile.decisions_values import feel_type
from ruleengine.compile.identifiers_checksum import ChecksumPlan, compile_checksum
from ruleengine.compile.identifiers_parts import CompiledPart, compile_part
from ruleengine.compile.identifiers_pattern import taken_apart
from ruleengine.compile.identifiers_spelling import plain_spelling
from ruleengine.compile.identifiers_split import (
    Slot,
    Split,
    exact_split,
    nearest_split,
)
from ruleengine.feel import types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ruleengine.base.finding import Kind, Severity
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.decisions_around import Around
    from ruleengine.compile.decisions_formulas import Named
    from ruleengine.compile.decisions_session import Session
    from ruleengine.feel.values import Value
    from ruleengine.model import identifier as model


@frozen(kw_only=True, eq=False)
class CompiledIdentifier:
    """An identifier; immutable, so threads may share it."""

    id: str
    title: str
    case: str
    parts: tuple[CompiledPart, ...]
    slots: tuple[Slot, ...] = field(repr=False)
    take: Callable[[str], Split | None] = field(repr=False)
    """Takes a text apart; dates are looked at by their digits alone."""
    has_dates: bool
    has_spaces: bool
    """Whether a space may stand in such a number."""
    checksum: ChecksumPlan | None
    codes: Codes | None
    codes_severity: str
    facts: tuple[CompiledDatum, ...]
    checks: tuple[CompiledDemand, ...]
    rules: Mapping[str, Rule] = field(repr=False)
    """Rules of the whole number: spelling, structure, required, code."""
    examples: tuple[model.Example, ...] = field(repr=False)

    def accepts(self, text: str) -> bool:
        """Tell whether a text is built right, its check character included.

        Code lists and ``checks`` are left out: they need readings and a date.
        """
        return self._built_parts(text) is not None

    def is_right(self, text: str, session: Session) -> bool:
        """Tell whether there is nothing to say of a text when no facts are known."""
        parts = self._built_parts(text)
        if parts is None:
            return False
        as_of, readings = session.as_of, session.readings
        for part in self.parts:
            found = parts[part.key]
            if found is not None and not part.is_listed(found, as_of, readings):
                return False
        if self.codes is not None and self.codes.judge(text, as_of, readings):
            return False
        return not any(self._unmet(parts, session))

    def _unmet(
        self, parts: Mapping[str, str | None], session: Session
    ) -> Iterator[CompiledDemand]:
        """Yield the checks that some parts do not meet when no facts are known."""
        if self.checks:
            values = self.values_without_facts(parts, session)
            yield from (c for c in self.checks if not c.holds(values, session))

    def values_without_facts(
        self, parts: Mapping[str, str | None], session: Session
    ) -> dict[str, Value]:
        """Return what the checks read when no facts are known, by key."""
        facts = {fact.key: None for fact in self.facts}
        return {**facts, **parts, AS_OF: feel_date(session.as_of)}

    def _built_parts(self, text: str) -> dict[str, str | None] | None:
        """Return the parts of a text that is built right, or None."""
        split = self.exact(text)
        if split is None:
            return None
        pairs = zip(self.slots, split.spans, strict=True)
        if any(span is not None and slot.breach(span) for slot, span in pairs):
            return None
        parts = self.named(split)
        return parts if self.wrong_check_character(parts) is None else None

    def spelt(self, text: str) -> str:
        """Return a text as such a number has to be written."""
        return plain_spelling(text, self.case, keeps_spaces=self.has_spaces)

    def exact(self, text: str) -> Split | None:
        """Return the split of a text that is built right, or None."""
        found = self.take(text)
        if found is not None and self.has_dates and self._misses_a_date(found):
            return exact_split(self.slots, text)
        return found

    def _misses_a_date(self, found: Split) -> bool:
        pairs = zip(self.parts, found.spans, strict=True)
        return any(s is not None and part.misfit(s) == "part" for part, s in pairs)

    def nearest(self, text: str) -> Split:
        """Return the split of any text in which the least is wrong."""
        return self.exact(text) or nearest_split(self.slots, text)

    def named(self, split: Split) -> dict[str, str | None]:
        """Return the spans of a split by the keys of the parts."""
        return {p.key: s for p, s in zip(self.parts, split.spans, strict=True)}

    def wrong_check_character(self, parts: Mapping[str, str | None]) -> str | None:
        """Return the check character that ought to stand there; None if it does."""
        if self.checksum is None:
            return None
        expected = self.checksum.expected(parts)
        found = parts.get(self.checksum.part)
        return expected if expected is not None and expected != found else None

    def holds(self, text: str, session: Session) -> bool:
        """Tell whether a text is such a number, its own checks included."""
        return self._sound_parts(text, session) is not None

    def call(self, session: Session, arguments: Sequence[Value]) -> Value:
        """Return the parts of a number as a context; None when it is none."""
        text = arguments[0]
        return self._sound_parts(text, session) if isinstance(text, str) else None

    def _sound_parts(self, text: str, session: Session) -> dict[str, str | None] | None:
        parts = self._built_parts(text)
        if parts is None:
            return None
        unmet = self._unmet(parts, session)
        if any(check.rule.severity == "error" for check in unmet):
            return None
        return parts


def compile_identifier(written: model.Identifier, around: Around) -> CompiledIdentifier:
    """Compile an identifier; what is wrong with it is added to the problems."""
    owner = f"{around.pack}/{written.id}"
    parts = tuple(
        part
        for item in _without_doubles(written, around)
        if (part := compile_part(owner, item, written.case, around))
    )
    # The caller may know any of the facts or none; a check over an absent one is silent.
    known = tuple(replace(fact, optional=True) for fact in written.facts)
    facts = compile_data(owner, known, around)
    slots = tuple(part.slot for part in parts)
    checks = _checks(owner, written, parts, facts, around)
    codes = around.codes_of(written.codes)
    lengths = {part.key: part.length for part in parts}
    checksum = written.checksum
    return CompiledIdentifier(
        id=owner,
        title=written.title,
        case=written.case,
        parts=parts,
        slots=slots,
        take=taken_apart(slots),
        has_dates=any(s.notation is not None for slot in slots for s in slot.shapes),
        has_spaces=any(map(_has_spaces, slots)),
        checksum=compile_checksum(checksum, lengths, around.problems)
        if checksum
        else None,
        codes=codes,
        codes_severity=written.codes_severity,
        facts=facts,
        checks=checks,
        rules=MappingProxyType(dict(_rules(owner, written))),
        examples=written.examples,
    )


def _has_spaces(slot: Slot) -> bool:
    sets = (place for shape in slot.shapes for place in (*shape.places, shape.more))
    return " " in slot.prefix or any(" " in characters for characters in sets)


def _without_doubles(written: model.Identifier, around: Around) -> Iterator[model.Part]:
    lines: dict[str, int] = {}
    parts = [(part.key, part.position) for part in written.parts]
    for key, place in (*parts, *((fact.key, fact.position) for fact in written.facts)):
        if key in lines:
            first = str(lines[key])
            around.problems.append(
                CATALOGUE.problem("E440", place, found=key, first=first)
            )
        lines.setdefault(key, place.line)
    seen: set[str] = set()
    for part in written.parts:
        if part.key not in seen:
            seen.add(part.key)
            yield part


def _checks(
    owner: str,
    written: model.Identifier,
    parts: tuple[CompiledPart, ...],
    facts: tuple[CompiledDatum, ...],
    around: Around,
) -> tuple[CompiledDemand, ...]:
    names = {part.key: types.STRING for part in parts}
    kinds = {fact.key: feel_type(fact.type) for fact in facts}
    printed: list[Named] = [*written.parts, *written.facts]
    scope = around.scope({**names, **kinds}, printed)
    refs = {part.key: part.ref for part in parts}
    refs |= {fact.key: fact.ref for fact in facts}
    return compile_demands(owner, written.checks, scope, refs, around)


def _rules(owner: str, written: model.Identifier) -> Iterator[tuple[str, Rule]]:
    kinds: dict[str, Kind] = {
        "spelling": "identifier",
        "structure": "identifier",
        "required": "required",
    }
    for name, kind in kinds.items():
        yield name, _rule(owner, name, kind, "error", written)
    for severity in ("error", "warning", "info"):
        yield (
            f"code.{severity}",
            _rule(owner, "code", "code", severity, written),
        )


def _rule(
    owner: str,
    name: str,
    kind: Kind,
    severity: Severity,
    written: model.Identifier,
) -> Rule:
    return Rule(
        id=f"{owner}.{name}",
        kind=kind,
        severity=severity,
        field=FieldRef(None, written.id, written.title),
        expected=written.title,
        clauses=written.clauses,
        title=written.title,
    )
