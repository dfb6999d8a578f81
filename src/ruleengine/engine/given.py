"""Values handed in for a decision or identifier -> FEEL values, or findings.

Meets values as callers have them: text from a command line counts as the number or
date it writes plainly. Never raises.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from ruleengine import feel
from ruleengine.base.finding import NO_PARAMS, FieldRef, Finding, Fix, Rule
from ruleengine.base.lexical import lexical_form, shown
from ruleengine.base.suggest import near_misses
from ruleengine.feel.temporal import Date
from ruleengine.feel.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.base.finding import Fact, Kind
    from ruleengine.compile.code_lists import Verdict
    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.compile.decisions_session import Session

Value = Any
"""A FEEL value, or a value as handed in."""

WRONG = object()
"""Stands for a value that cannot be read as its type."""

PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
LONGEST_NUMBER = 60
LARGEST_EXPONENT = 1000
"""Beyond it a figure is a slip, and its digits would cost too much."""
MOST_DIGITS = 15
"""Before the decimal point; with more of them sums would silently lose decimals."""
DATES = (
    re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)
TRUE = frozenset({"true", "1"})
FALSE = frozenset({"false", "0"})
SPOKEN = {"是": "1", "有": "1", "否": "0", "无": "0"}
"""Answers of people, and the value that they mean."""
SHOWN = 200
"""Characters of a value that a finding quotes."""


class Given:
    """The values of one call, checked one after the other."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.findings: list[Finding] = []

    def read(
        self, data: Sequence[CompiledDatum], given: object, owner: str
    ) -> dict[str, Value]:
        """Return the FEEL value of every datum; what is wrong becomes a finding."""
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
        by_key = {names.get(str(name), str(name)): v for name, v in given.items()}
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
        times = Counter(names.get(str(name), str(name)) for name in given)
        for datum in data:
            if times[datum.key] > 1:
                self._add(datum, "format", "given-twice", None, record)

    def _value(self, datum: CompiledDatum, raw: object, record: int | None) -> Value:
        if raw is None or raw == "":
            if datum.is_required:
                self._add(datum, "required", "missing", None, record)
            return datum.default
        if datum.type == "list":
            return self._list(datum, raw, record)
        if datum.type == "context":
            return self._context(datum, raw, record)
        return self._scalar(datum, raw, record)

    def _scalar(self, datum: CompiledDatum, raw: object, record: int | None) -> Value:
        value = read_value(raw, datum.type)
        if value is WRONG:
            reason = _format_reason(raw, datum.type)
            fix = _mended(raw, datum.type)
            self._add(datum, "format", reason, raw, record, fix=fix)
            return None
        if isinstance(value, Decimal) and value.adjusted() >= MOST_DIGITS:
            digits = {"digits": value.adjusted() + 1, "limit": MOST_DIGITS}
            self._add(datum, "format", "integer-digits", raw, record, digits)
            return None
        if not datum.in_domain(value):
            reason = "not-listed" if datum.values else "out-of-range"
            self._add(datum, "domain", reason, raw, record, _listed(datum, raw))
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
        owner = datum.rules["required"].id.rpartition(".")[0]
        return self._members(datum.items, raw, owner, number)

    def _context(self, datum: CompiledDatum, raw: object, record: int | None) -> Value:
        if not isinstance(raw, Mapping):
            self._add(datum, "format", "type", raw, record)
            return None
        owner = datum.rules["required"].id.rpartition(".")[0]
        if not datum.items:
            return self._free(datum, raw, record)
        return self._members(datum.items, raw, owner, record)

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
    record: int | None = None,
) -> Finding:
    """Return the finding for a value under a name that nobody asks for."""
    near = near_misses(name, known, 1)
    rule = Rule(
        id=f"{owner}.{name}.unknown-field",
        kind="unknown-field",
        field=FieldRef(None, name, name),
        expected=", ".join(known),
    )
    params: dict[str, Fact] = {"near": near, "given": quoted(value)}
    return Finding(by=rule, reason="key", record=record, value=name, params=params)


def read_value(raw: object, kind: str) -> Value:
    """Return what a value means as a type of the DSL, or WRONG."""
    match kind:
        case "integer":
            number = read_number(raw)
            whole = number is not WRONG and number == number.to_integral_value()
            return number if whole else WRONG
        case "number":
            return read_number(raw)
        case "boolean":
            return _boolean(raw)
        case "date":
            return _date(raw)
        case _:
            return _text(raw)


def read_number(raw: object) -> Value:
    """Return the exact decimal that a value is or plainly writes, or WRONG."""
    if isinstance(raw, bool):
        return WRONG
    if isinstance(raw, int):
        # Beyond this a number has no exact form in FEEL, and its digits cost too much.
        return NUMBERS.create_decimal(raw) if raw.bit_length() < 2048 else WRONG
    if isinstance(raw, Decimal):
        sane = raw.is_finite() and abs(raw.adjusted()) < LARGEST_EXPONENT
        return NUMBERS.plus(raw) if sane else WRONG
    if isinstance(raw, float):
        number = Decimal(repr(raw))
        return number if number.is_finite() else WRONG
    if isinstance(raw, str) and len(raw) <= LONGEST_NUMBER:
        plain = PLAIN_NUMBER.fullmatch(raw)
        return NUMBERS.create_decimal(raw) if plain else WRONG
    return WRONG


def _boolean(raw: object) -> Value:
    if isinstance(raw, bool):
        return raw
    text = _plain(raw)
    if text in TRUE:
        return True
    return False if text in FALSE else WRONG


def _date(raw: object) -> Value:
    if isinstance(raw, Date):
        return raw
    if isinstance(raw, dt.date):
        return Date(raw.year, raw.month, raw.day)
    text = _plain(raw)
    found = next((m for pattern in DATES if (m := pattern.fullmatch(text))), None)
    if found is None:
        return WRONG
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return WRONG
    return Date(day.year, day.month, day.day)


def _plain(raw: object) -> str:
    """Return what was typed; a frame may have made a float of it. Empty for no text."""
    if isinstance(raw, float):
        return lexical_form(raw) or ""
    return shown(raw) if isinstance(raw, int | str | Decimal) else ""


def _text(raw: object) -> Value:
    if isinstance(raw, str):
        return raw
    plain = isinstance(raw, int | Decimal) and not isinstance(raw, bool)
    return shown(raw) if plain else WRONG


def _format_reason(raw: object, kind: str) -> str:
    match kind:
        case "integer" if read_number(raw) is not WRONG:
            return "not-an-integer"
        case "integer" | "number":
            return "not-a-number"
        case "boolean":
            return "not-boolean"
        case _:
            return kind


def _mended(raw: object, kind: str) -> Fix | None:
    """Return the value that a text was surely meant to be."""
    if not isinstance(raw, str) or len(raw) > LONGEST_NUMBER:
        return None
    plain = "".join(raw.split()).translate(_PLAIN)
    mended = SPOKEN.get(plain, plain) if kind == "boolean" else plain
    if mended == raw or read_value(mended, kind) is WRONG:
        return None
    return Fix(mended, certain=True)


_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _listed(datum: CompiledDatum, raw: object) -> dict[str, Fact]:
    values = tuple(map(str, datum.values))
    near = near_misses(shown(raw), values, 1) if values else ()
    return {"values": values, "near": near, "unit": datum.unit}


def graded(rule: Rule, verdict: Verdict) -> Rule:
    """Return a rule with the severity of what a code list said."""
    if rule.severity == verdict.severity:
        return rule
    return Rule(
        id=rule.id,
        kind=rule.kind,
        severity=verdict.severity,
        table=rule.table,
        field=rule.field,
        expected=rule.expected,
        clause=rule.clause,
        clauses=rule.clauses,
        title=rule.title,
        fault=rule.fault,
    )


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
