"""Numbers -> their parts, and what is wrong with which of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruleengine.base.finding import Finding, Fix
from ruleengine.base.frozen import frozen
from ruleengine.base.frozen_map import FrozenMap
from ruleengine.base.lexical import is_value, lexical_form, shown
from ruleengine.compile.as_of import AS_OF, feel_date
from ruleengine.engine.compute import unmet, used_readings
from ruleengine.engine.given import Given, code_params, errors, quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from ruleengine.compile.calendars import WorkingCalendar
    from ruleengine.compile.code_lists import Codes, Verdict
    from ruleengine.compile.decisions import Decisions
    from ruleengine.compile.decisions_session import Session
    from ruleengine.compile.identifiers import CompiledIdentifier
    from ruleengine.compile.identifiers_parts import CompiledPart
    from ruleengine.compile.identifiers_split import Split
    from ruleengine.feel.values import Value


@frozen(kw_only=True, guarded=True)
class Identity:
    """What a number is made of."""

    identifier: str
    """Full id."""
    value: str
    """As handed in."""
    parts: Mapping[str, str | None]
    """Part key -> its text, also where it is wrong; null for one that is absent."""
    findings: tuple[Finding, ...]
    readings: Mapping[str, str]
    """``pack/name`` -> choice, for the readings that decided something here."""
    as_of: dt.date

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not any(errors(self.findings))


def identify(
    identifier: CompiledIdentifier,
    pack: Decisions,
    value: object,
    facts: Mapping[str, object],
    readings: Mapping[str, str],
    as_of: dt.date,
    calendar: WorkingCalendar | None = None,
) -> Identity:
    """Take a number apart and check it against its rules and the facts given.

    Args:
        identifier: the kind of number.
        pack: the decisions of its pack.
        value: the number as handed in.
        facts: key or Chinese name -> fact it must agree with.
        readings: name (bare or ``pack/name``) -> choice; defaults are filled in.
        as_of: the date of the rules.
        calendar: the working calendar for conditions that count days.
    """
    session = pack.session(readings, as_of, calendar, keep=True)
    text = (lexical_form(value) or "") if is_value(value) else shown(value)
    parts, findings = take_apart(identifier, text, facts, session)
    return Identity(
        identifier=identifier.id,
        value=text,
        parts=FrozenMap(parts),
        findings=findings,
        readings=used_readings(pack, session),
        as_of=as_of,
    )


def findings_for(
    identifier: CompiledIdentifier, text: str, session: Session
) -> tuple[Finding, ...]:
    """Return what is wrong with a number when no other facts are known."""
    return take_apart(identifier, text, {}, session)[1]


def take_apart(
    identifier: CompiledIdentifier,
    text: str,
    facts: Mapping[str, object],
    session: Session,
) -> tuple[dict[str, str | None], tuple[Finding, ...]]:
    """Return the parts of a number by key, null for those absent, and all findings."""
    if not text.strip():
        rule = identifier.rules["required"]
        nothing = dict.fromkeys(part.key for part in identifier.parts)
        return nothing, (Finding(by=rule, reason="missing"),)
    exact = identifier.exact(text)
    spelt = text if exact else identifier.spelt(text)
    split = exact or identifier.nearest(spelt)
    examined = _Examined(
        identifier, text, spelt, split, session, is_built_right=exact is not None
    )
    findings = examined.findings(facts)
    return identifier.named(split), findings


class _Examined:
    """One number under examination."""

    def __init__(
        self,
        identifier: CompiledIdentifier,
        text: str,
        spelt: str,
        split: Split,
        session: Session,
        *,
        is_built_right: bool,
    ) -> None:
        self.identifier = identifier
        self.text = text
        self.spelt = spelt
        self.split = split
        self.session = session
        self.is_built_right = is_built_right
        """Whether the split has found that every part looks as it has to."""
        self.parts = identifier.named(split)
        self.good = dict(self.parts)
        """The parts, null where they are wrong."""
        self.wrong: set[str] = set()
        """Keys of wrong parts and facts: checks over them would repeat the fault."""

    def findings(self, facts: Mapping[str, object]) -> tuple[Finding, ...]:
        wrong = [*self._parts(), *self._left_over(), *self._checksum(), *self._codes()]
        given = Given(self.session)
        known = given.read(self.identifier.facts, facts, self.identifier.id)
        self.wrong.update(f.field.key for f in errors(given.findings) if f.field)
        relations = list(self._relations(known))
        spelling = self._spelling(clean=not any(errors([*wrong, *relations])))
        return (*spelling, *wrong, *given.findings, *relations)

    def _parts(self) -> Iterator[Finding]:
        pairs = zip(self.identifier.parts, self.split.spans, strict=True)
        for number, (part, span) in enumerate(pairs):
            lacks = number in self.split.missing_prefix
            reason = "prefix" if lacks else self._wrong_in(part, span)
            if reason is not None:
                self.good[part.key] = None
                self.wrong.add(part.key)
                yield self._about(part, reason, span)

    def _wrong_in(self, part: CompiledPart, span: str | None) -> str | None:
        if self.is_built_right:
            return None if span is None else part.slot.breach(span)
        return part.wrong_in(span)

    def _about(self, part: CompiledPart, reason: str, span: str | None) -> Finding:
        limits = {"from": part.slot.low, "until": part.slot.high}
        limit = limits.get(reason)
        return Finding(
            by=part.rule,
            reason=reason,
            value=quoted(self.text),
            wanted=part.slot.prefix + part.expected if reason == "prefix" else None,
            params={
                "part": part.name,
                "key": part.key,
                "found": span or "",
                "limit": limit,
                **({"wanted": part.slot.prefix} if reason == "prefix" else {}),
            },
        )

    def _left_over(self) -> Iterator[Finding]:
        if self.split.rest:
            yield self._whole("structure", self.split.rest)

    def _checksum(self) -> Iterator[Finding]:
        plan = self.identifier.checksum
        if plan is None or self.good.get(plan.part) is None:
            return
        if self.identifier.wrong_check_character(self.good) is None:
            return
        part = next(p for p in self.identifier.parts if p.key == plan.part)
        yield self._about(part, "checksum", self.good[plan.part])

    def _spelling(self, *, clean: bool) -> Iterator[Finding]:
        if self.spelt != self.text:
            # Only a number that is right once it is respelt was surely meant so.
            fix = Fix(self.spelt, certain=True) if clean else None
            about = self._whole("spelling", self.text)
            yield replace(about, wanted=self.spelt, fix=fix)

    def _whole(self, reason: str, found: str) -> Finding:
        """Return a finding of the whole number, under the rule of that name."""
        return Finding(
            by=self.identifier.rules[reason],
            reason=reason,
            value=quoted(self.text),
            params={"found": quoted(found)},
        )

    def _codes(self) -> Iterator[Finding]:
        parts = self.identifier.parts
        for part in parts:
            text = self.good.get(part.key)
            if text is not None:
                yield from self._code_of(part, text)
        whole = self.identifier.codes
        if whole is not None and all(map(self._is_good, parts)):
            yield from self._whole_code(whole)

    def _is_good(self, part: CompiledPart) -> bool:
        return self.good.get(part.key) is not None or part.slot.optional

    def _code_of(self, part: CompiledPart, text: str) -> Iterator[Finding]:
        reason, severity = "unknown", part.codes_severity
        if part.codes is not None:
            verdict = self._verdict(part.codes, text)
            if verdict is None:
                return
            reason, severity = verdict.reason, _severity(verdict, severity)
        elif part.identifier is None or part.identifier.accepts(text):
            return
        yield Finding(
            by=part.code_rules[severity],
            reason=reason,
            value=quoted(self.text),
            params={"part": part.name, "found": text, "near": ()},
        )

    def _whole_code(self, codes: Codes) -> Iterator[Finding]:
        verdict = self._verdict(codes, self.spelt)
        if verdict is not None:
            severity = _severity(verdict, self.identifier.codes_severity)
            yield Finding(
                by=self.identifier.rules[f"code.{severity}"],
                reason=verdict.reason,
                value=self.text,
                params=code_params(verdict),
            )

    def _verdict(self, codes: Codes, text: str) -> Verdict | None:
        return codes.judge(text, self.session.as_of, self.session.readings)

    def _relations(self, known: Mapping[str, Value]) -> Iterator[Finding]:
        values = {**known, **self.good, AS_OF: feel_date(self.session.as_of)}
        for check in self.identifier.checks:
            if not check.reads(self.wrong) and not check.holds(values, self.session):
                yield unmet(check, {**values, **self.parts}, self.session)


def _severity(verdict: Verdict, of_unknown: str) -> str:
    """Return how grave a verdict is; the author grades only what is not in the list."""
    return of_unknown if verdict.reason == "unknown" else verdict.severity
