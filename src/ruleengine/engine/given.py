"""Values handed in for a decision or identifier -> FEEL values, or findings.

Each value is held to what its datum wants: type, domain, format, identifier, code list.
Never raises.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from ruleengine import feel
from ruleengine.base.finding import NO_PARAMS, FieldRef, Finding, Fix, Rule
from ruleengine.base.lexical import is_absent, shown
from ruleengine.base.suggest import near_misses
from ruleengine.engine.raw_values import WRONG, format_reason, mended, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.base.finding import Fact, Kind
    from ruleengine.compile.code_lists import Verdict
    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.compile.decisions_session import Session
    from ruleengine.engine.raw_values import Value

MOST_DIGITS = 15
"""Before the decimal point; with more of them sums would silently lose decimals."""
SHOWN = 200
"""Characters of a value that a finding quotes."""


class Given:
    """The values of one call, checked one after the other.

    Below, ``record`` is the number of the item of a list, from 1; None outside of lists.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.findings: list[Finding] = []

    def read(
        self, data: Sequence[CompiledDatum], given: object, owner: str
    ) -> dict[str, Value]:
        """Return the FEEL value of every datum; what is wrong becomes a finding.

        Args:
            data: what is asked for.
            given: key or Chinese name -> value as handed in.
            owner: full id of what asks.
        """
        if isinstance(given, Mapping):
            return self._members(data, given, owner, None)
        self.findings.append(_no_mapping(owner, given, [d.key for d in data]))
        return {datum.key: None for datum in data}

    def _members(
        self,
        data: Sequence[CompiledDatum],
        given: Mapping[str, object],
        owner: str,
        record: int | None,
    ) -> dict[str, Value]:
        names = {datum.name: datum.key for datum in data}
        by_key = {names.get(key := shown(name), key): v for name, v in given.items()}
        known = [datum.key for datum in data]
        if len(by_key) < len(given):
            self._tell_twice(data, given, names, record)
        self.findings += (
            unknown_name(owner, name, value, known, record)
            for name, value in by_key.items()
            if name not in known
        )
        return {d.key: self._value(d, by_key.get(d.key), record) for d in data}

    def _tell_twice(
        self,
        data: Sequence[CompiledDatum],
        given: Mapping[str, object],
        names: Mapping[str, str],
        record: int | None,
    ) -> None:
        """Report what is given under its key and under its name: which one counts?"""
        times = Counter(names.get(key := shown(name), key) for name in given)
        for datum in data:
            if times[datum.key] > 1:
                self._add(datum, "format", "given-twice", None, record)

    def _value(self, datum: CompiledDatum, raw: object, record: int | None) -> Value:
        if is_absent(raw):
            if datum.is_required:
                self._add(datum, "required", "missing", None, record)
            return datum.fallback()
        if datum.type == "list":
            return self._list(datum, raw, record)
        if datum.type == "context":
            return self._context(datum, raw, record)
        return self._scalar(datum, raw, record)

    def _scalar(self, datum: CompiledDatum, raw: object, record: int | None) -> Value:
        value = read_value(raw, datum.type)
        if value is WRONG:
            reason = format_reason(raw, datum.type)
            fix = mended(raw, datum.type)
            self._add(datum, "format", reason, raw, record, fix=fix)
            return None
        if isinstance(value, Decimal) and value.adjusted() >= MOST_DIGITS:
            digits = {"digits": value.adjusted() + 1, "limit": MOST_DIGITS}
            self._add(datum, "format", "integer-digits", raw, record, digits)
            return None
        if not datum.in_domain(value):
            reason = "not-listed" if datum.values else "out-of-range"
            self._add(datum, "domain", reason, raw, record, _domain_facts(datum, raw))
            return None
        return value if self._passes(datum, raw, value, record) else None

    def _passes(
        self, datum: CompiledDatum, raw: object, value: Value, record: int | None
    ) -> bool:
        text = str(value)
        if datum.format is not None:
            for fault in datum.format.check(text):
                if fault.severity == "error":
                    self._add(datum, "format", fault.reason, raw, record, fault.params)
                    return False
        if datum.identifier is not None and not datum.identifier.holds(
            text, self.session
        ):
            self._add(datum, "identifier", "structure", raw, record)
            return False
        return self._in_codes(datum, raw, text, record)

    def _in_codes(
        self, datum: CompiledDatum, raw: object, text: str, record: int | None
    ) -> bool:
        if datum.codes is None:
            return True
        verdict = datum.codes.judge(text, self.session.as_of, self.session.readings)
        if verdict is None:
            return True
        self.findings.append(
            Finding(
                by=graded(datum.rules["code"], verdict),
                reason=verdict.reason,
                record=record,
                value=quoted(raw),
                params=code_params(verdict),
            )
        )
        return verdict.severity != "error"

    def _list(self, datum: CompiledDatum, raw: object, record: int | None) -> Value:
        if not isinstance(raw, list | tuple):
            self._add(datum, "format", "type", raw, record)
            return None
        if not datum.items:
            return self._free(datum, raw, record)
        return [
            self._item(datum, item, number) for number, item in enumerate(raw, start=1)
        ]

    def _item(self, datum: CompiledDatum, raw: object, number: int) -> Value:
        if not isinstance(raw, Mapping):
            self._add(datum, "format", "type", raw, number)
            return None
        return self._members(datum.items, raw, datum.id, number)

    def _context(self, datum: CompiledDatum, raw: object, record: int | None) -> Value:
        if not isinstance(raw, Mapping):
            self._add(datum, "format", "type", raw, record)
            return None
        if not datum.items:
            return self._free(datum, raw, record)
        return self._members(datum.items, raw, datum.id, record)

    def _free(self, datum: CompiledDatum, raw: object, record: int | None) -> Value:
        """Return a list or context of any content as FEEL has it."""
        outcome = _as_it_is().run({"value": raw})
        if outcome.value is None:
            self._add(datum, "format", "type", raw, record)
        return outcome.value

    def _add(
        self,
        datum: CompiledDatum,
        kind: Kind,
        reason: str,
        raw: object,
        record: int | None,
        params: Mapping[str, Fact] = NO_PARAMS,
        fix: Fix | None = None,
    ) -> None:
        self.findings.append(
            Finding(
                by=datum.rules[kind],
                reason=reason,
                record=record,
                value=None if raw is None else quoted(raw),
                params=params,
                fix=fix,
            )
        )


def _no_mapping(owner: str, given: object, known: Sequence[str]) -> Finding:
    rule = Rule(
        id=f"{owner}.format", kind="format", expected=", ".join(known), title=owner
    )
    return Finding(by=rule, reason="no-names", value=quoted(given))


@cache
def _as_it_is() -> feel.Program:
    return feel.compile("value", ("value",))


def unknown_name(
    owner: str,
    name: str,
    value: object,
    known: Sequence[str],
    record: int | None,
) -> Finding:
    """Return the finding for a value under a name that nobody asks for.

    Args:
        owner: full id of the decision, or of the datum among whose members it is.
        name: the name.
        value: what was given under it.
        known: the names that are asked for.
        record: the number of the item of a list; None outside of lists.
    """
    near = near_misses(name, known, 1)
    rule = Rule(
        id=f"{owner}.{name}.unknown-field",
        kind="unknown-field",
        field=FieldRef(None, name, name),
        expected=", ".join(known),
    )
    params: dict[str, Fact] = {"near": near, "given": quoted(value)}
    return Finding(by=rule, reason="key", record=record, value=name, params=params)


def _domain_facts(datum: CompiledDatum, raw: object) -> dict[str, Fact]:
    values = tuple(map(str, datum.values))
    near = near_misses(shown(raw), values, 1) if values else ()
    facts: dict[str, Fact] = {"values": values, "near": near, "unit": datum.unit}
    # Values are often codes, whose meaning only the author has written down.
    return facts | ({"note": datum.note} if values and datum.note else {})


def graded(rule: Rule, verdict: Verdict) -> Rule:
    """Return a rule with the severity of what a code list said."""
    if rule.severity == verdict.severity:
        return rule
    return replace(rule, severity=verdict.severity)


def code_params(verdict: Verdict) -> dict[str, Fact]:
    """Return what a code list said, as parameters of a finding."""
    entry = verdict.entry
    params: dict[str, Fact] = {"near": verdict.near, "says": verdict.says}
    return {**params, "name": entry.name} if entry else params


def quoted(value: object) -> str:
    """Return a value as a finding shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = shown(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def errors(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings that stand in the way of a result."""
    return (finding for finding in findings if finding.severity == "error")
