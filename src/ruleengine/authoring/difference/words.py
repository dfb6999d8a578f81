"""Changes in words: what differs, where, and examples of another answer."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from ruleengine.authoring.difference import wording_en, wording_zh
from ruleengine.authoring.difference.answers import as_text
from ruleengine.authoring.difference.changes import Change
from ruleengine.authoring.difference.labels import Label
from ruleengine.authoring.difference.result import Difference, summary
from ruleengine.report.visible import shortened, visible
from ruleengine.source.node import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.authoring.difference.affected import Affected
    from ruleengine.authoring.difference.answers import Answer, Witness
    from ruleengine.authoring.difference.elements import Detail
    from ruleengine.base.text import Language

LONGEST = 160
AROUND = 32
"""Characters on both sides of what differs in long texts."""
LONGEST_VALUE = 40
MOST_SHOWN = 3
"""Examples that are written out for one change."""
MOST_NAMES = 8
"""Values of a record that are written out."""
RECORD_RULES = ("checks", "unique", "references")
NOTHING = {"[]", "null", "", None}
"""Ways to have no answer; going from one to the other tells nothing."""
NOT_CHECKED = " ?"
"""Ends the name of a rule that could not be asked."""
SPEAKING = ("must", "when", "on", "fields")
"""Keys of a check under which it names the values it is about."""


def change_lines(change: Change, language: Language) -> Iterator[str]:
    """Yield the lines about one change."""
    kind = say(f"kind.{change.kind}", language)
    yield f"{kind}  {change.id}  {name_of(change)}".rstrip()
    for detail in change.details:
        yield f"  {place_of(detail)}  {detail_words(detail, language)}"
    yield from (f"  {line}" for line in examples(change, language))


def name_of(change: Change) -> str:
    """Return how people call what changed."""
    element = change.element
    own = visible(element.name) if element and element.part else ""
    return f"{visible(change.title)} {own}".strip()


def place_of(detail: Detail) -> str:
    """Return where a detail stands: in the new version, if it is there."""
    return str(detail.new or detail.old or "")


def detail_words(detail: Detail, language: Language) -> str:
    """Return what a text was and what it is."""
    told = _where_they_differ(detail.before, detail.after)
    before, after = (shortened(each, LONGEST) for each in told)
    key = "changed" if before and after else "added" if after else "removed"
    said = say(key, language, before=before, after=after)
    return f"{detail.key}: {said}" if detail.key else said


def _where_they_differ(before: str, after: str) -> tuple[str, str]:
    """Return two texts; long ones without what they have in common far from it."""
    if not (before and after) or len(before + after) <= LONGEST:
        return before, after
    same = _alike(before, after)
    alike = _alike(before[same:][::-1], after[same:][::-1])
    start, left = (n - AROUND if n > 2 * AROUND else 0 for n in (same, alike))

    def shown(text: str) -> str:
        kept = text[start : len(text) - left]
        return f"{'…' if start else ''}{kept}{'…' if left else ''}"

    return shown(before), shown(after)


def _alike(one: str, other: str) -> int:
    """Return with how many equal characters two texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    shorter = min(len(one), len(other))
    return next((n for n, (a, b) in pairs if a != b), shorter)


def examples(change: Change, language: Language) -> Iterator[str]:
    """Yield examples of another answer, and whether there may be more."""
    if change.kind == "wording":
        return
    # What differs in its key alone looks the same to people; it is told at the end.
    witnesses = sorted(change.witnesses, key=_differs_in_key_alone)
    told = dict.fromkeys(witness_words(w, change, language) for w in witnesses)
    yield from islice(told, MOST_SHOWN)
    if len(told) > MOST_SHOWN:
        yield say("more", language, count=len(told) - MOST_SHOWN)
    if told:
        yield say("exact" if change.exact else "searched", language)
    elif change.is_of_unit:
        yield say("unit", language)
    elif change.element is not None and not change.exact:
        yield say("no-witness", language)


def _differs_in_key_alone(witness: Witness) -> bool:
    before, after = witness.before, witness.after
    values = [[v for _, v in side.outputs] for side in (before, after)]
    same = before.findings == after.findings and before.units == after.units
    return same and values[0] == values[1]


def witness_words(
    witness: Witness, about: Change | Affected, language: Language
) -> str:
    """Return one example: what is given, and both answers."""
    labels = about.labels
    before, after = _answers(witness, labels, language)
    if before == after:
        # An output that got another key, and kept its name.
        units = {key: Label(key, label.unit, ()) for key, label in labels.items()}
        before, after = _answers(witness, units, language)
    given = _given(witness, about, language)
    return say("witness", language, given=given, before=before, after=after)


def _answers(
    witness: Witness, labels: Mapping[str, Label], language: Language
) -> tuple[str, str]:
    before, after = witness.before, witness.after
    return (
        _answer(before, after, labels, language),
        _answer(after, before, labels, language),
    )


def _given(witness: Witness, about: Change | Affected, language: Language) -> str:
    question = witness.question
    said = [shortened(question.value, LONGEST_VALUE)] if question.value else []
    given = {k: v for k, v in question.given.items() if v is not None or not said}
    said += [_record(given, about, language)] if given else []
    said += (
        say("and-record", language, record=_record(each, about, language))
        for each in question.records
    )
    said += (
        say("and-table", language, table=table, record=_record(each, None, language))
        for table, records in question.others.items()
        for each in records[:1]
    )
    said += (f"{name}={choice}" for name, choice in question.readings.items())
    said += [say("as-of", language, day=question.as_of)] if question.as_of else []
    mark = say("between", language)
    return mark.join(part for part in said if part) or say("alone", language)


def _record(
    record: Mapping[str, Any], about: Change | Affected | None, language: Language
) -> str:
    """Write the values of a record that the change speaks of, or the first ones."""
    labels = about.labels if about else {}
    keys = _spoken(record, about) if isinstance(about, Change) else list(record)
    pairs = (
        _value(key, record.get(key), labels, language) for key in keys[:MOST_NAMES]
    )
    return ", ".join(pairs)


def _spoken(record: Mapping[str, Any], change: Change) -> list[str]:
    """Return the keys of a record that a change speaks of; all when it names none."""
    element = change.element
    if element is None or element.part not in {"fields", *RECORD_RULES}:
        return list(record)
    texts = [f"{detail.before} {detail.after}" for detail in change.details]
    texts += [one_line(n) for k in SPEAKING if (n := element.node.get(k)) is not None]
    asked = _keys_in("\n".join(texts), change.labels)
    own = element.node.text("key")
    found = [key for key in record if key == own or key in asked]
    # That a value is absent may be what it turns on.
    return [*found, *(k for k in asked if k not in record)] if found else list(record)


def _keys_in(text: str, labels: Mapping[str, Label]) -> list[str]:
    """Return the keys whose names stand in a text, not only inside a longer name."""
    names = [(name, key) for key, label in labels.items() for name in label.names]
    found = set()
    for name, key in sorted(names, key=lambda pair: -len(pair[0])):
        if name in text:
            found.add(key)
            text = text.replace(name, "\0")
    return [key for key in labels if key in found]


def _value(
    key: str, value: Any, labels: Mapping[str, Label], language: Language
) -> str:
    label = labels.get(key)
    if value is None:
        shown = say("absent", language)
    elif isinstance(value, bool):
        shown = say("true" if value else "false", language)
    else:
        shown = shortened(as_text(value), LONGEST_VALUE)
        shown = f"{shown} {label.unit}" if label and label.unit else shown
    return f"{label.name if label else key} {shown}"


def _answer(
    answer: Answer, other: Answer, labels: Mapping[str, Label], language: Language
) -> str:
    told, units, others = dict(other.outputs), dict(answer.units), dict(other.units)
    outputs = [
        _output(name, value, units.get(name), labels, language)
        for name, value in answer.outputs
        if not {value, told.get(name)} <= NOTHING
        and (told.get(name), others.get(name)) != (value, units.get(name))
    ]
    findings = [
        _finding(rule, severity, language)
        for rule, severity in answer.findings
        if (rule, severity) not in other.findings
    ]
    if outputs or findings:
        return ", ".join([*outputs, *findings])
    if not answer.findings:
        return say("clean", language)
    return say(
        "null" if set(other.findings) <= set(answer.findings) else "no-other", language
    )


def _output(
    name: str,
    value: str,
    unit: str | None,
    labels: Mapping[str, Label],
    language: Language,
) -> str:
    words = _words(language)
    if value == "null":
        return f"{_called(name, labels, language)} {say('null', language)}"
    shown = words.get(value, shortened(value, LONGEST_VALUE))
    if unit is None:
        unit = labels[name].unit if name in labels else ""
    called = _called(name, labels, language)
    return f"{called} {shown} {unit}".rstrip()


def _called(name: str, labels: Mapping[str, Label], language: Language) -> str:
    return labels[name].name if name in labels else _words(language).get(name, name)


def _severity(severity: str, language: Language) -> str:
    return str(_words(language).get(f"severity.{severity}", severity))


def affected_line(each: Affected, language: Language) -> str:
    """Return which file answers otherwise because of which."""
    causes = ", ".join(each.because_of)
    return say(
        "affected",
        language,
        id=each.id,
        title=visible(each.title),
        causes=causes,
        count=each.count,
    )


def against_lines(difference: Difference, language: Language) -> Iterator[str]:
    """Yield the submitted records that are judged otherwise."""
    if difference.against is None:
        return
    yield say("against", language, count=len(difference.against))
    for each in difference.against:
        line = f":{each.line}" if each.line else ""
        changes = [
            say(f"judged.{key}", language, rules=_judged(rules, language))
            for key, rules in (("gone", each.gone), ("new", each.new))
            if rules
        ]
        yield "  " + say(
            "judged",
            language,
            place=visible(f"{each.file}{line}"),
            table=each.table,
            record=each.record,
            changes="; ".join(changes),
        )


def _finding(rule: str, severity: str, language: Language) -> str:
    if rule.endswith(NOT_CHECKED):
        return say("not-checked", language, rule=rule.removesuffix(NOT_CHECKED))
    return f"{_words(language).get(rule, rule)} {_severity(severity, language)}"


def _judged(rules: Iterable[tuple[str, str]], language: Language) -> str:
    return ", ".join(f"{rule} {_severity(grade, language)}" for rule, grade in rules)


def headline(difference: Difference, language: Language) -> str:
    """Return the summary in one line."""
    if not difference.changes:
        return say("same", language)
    return say("summary", language, **summary(difference))


def _words(language: Language) -> Mapping[str, str]:
    return wording_zh.WORDS if language == "zh" else wording_en.WORDS


def say(key: str, language: Language, /, **facts: object) -> str:
    """Return a sentence in one language with the facts put in."""
    return _words(language)[key].format_map(facts)
