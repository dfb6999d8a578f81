"""Differences -> text, JSON, Markdown."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, get_args

from ruleengine.authoring.difference import wording_en, wording_zh
from ruleengine.authoring.difference.changes import Kind
from ruleengine.report.visible import shortened, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.authoring.difference.affected import Affected
    from ruleengine.authoring.difference.against import Judged
    from ruleengine.authoring.difference.answers import Answer, Witness
    from ruleengine.authoring.difference.changes import Change
    from ruleengine.authoring.difference.elements import Detail
    from ruleengine.base.position import Position
    from ruleengine.base.text import Language

LONGEST = 160
LONGEST_VALUE = 40
MOST_SHOWN = 3
"""Examples that are written out for one change."""
MOST_NAMES = 8
"""Values of a record that are written out."""
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that differs between two versions of rules."""

    old: str
    new: str
    changes: tuple[Change, ...]
    affected: tuple[Affected, ...] = ()
    against: tuple[Judged, ...] | None = None
    """None: no files were given."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is judged otherwise; wording does not count."""
        return all(change.kind == "wording" for change in self.changes)


def summary(difference: Difference) -> dict[Kind, int]:
    """Return how many changes of each kind there are."""
    counted = Counter(change.kind for change in difference.changes)
    return {kind: counted[kind] for kind in KINDS}


def write_text(difference: Difference, stream: IO[str], language: Language) -> None:
    """Write each change with its places and examples, then the summary."""
    for change in difference.changes:
        stream.writelines(f"{line}\n" for line in _lines(change, language))
    for each in difference.affected:
        stream.write(f"{_affected(each, language)}\n")
        stream.write(f"  {_witness(each.witness, None, language)}\n")
    stream.writelines(f"{line}\n" for line in _against(difference, language))
    stream.write(f"{headline(difference, language)}\n")


def headline(difference: Difference, language: Language) -> str:
    """Return the summary in one line."""
    if not difference.changes:
        return _say("same", language)
    return _say("summary", language, **summary(difference))


def _lines(change: Change, language: Language) -> Iterator[str]:
    kind = _say(f"kind.{change.kind}", language)
    yield f"{kind}  {change.id}  {name_of(change)}".rstrip()
    for detail in change.details:
        yield f"  {_place(detail)}  {_detail(detail, language)}"
    yield from (f"  {line}" for line in _examples(change, language))


def name_of(change: Change) -> str:
    """Return how people call what changed."""
    element = change.element
    own = visible(element.name) if element and element.part else ""
    return f"{visible(change.title)} {own}".strip()


def _place(detail: Detail) -> str:
    return str(detail.new or detail.old or "")


def _detail(detail: Detail, language: Language) -> str:
    before, after = (shortened(t, LONGEST) for t in (detail.before, detail.after))
    key = "changed" if before and after else "added" if after else "removed"
    said = _say(key, language, before=before, after=after)
    return f"{detail.key}: {said}" if detail.key else said


def _examples(change: Change, language: Language) -> Iterator[str]:
    if change.kind == "wording":
        return
    for witness in change.witnesses[:MOST_SHOWN]:
        yield _witness(witness, change, language)
    left = len(change.witnesses) - MOST_SHOWN
    if left > 0:
        yield _say("more", language, count=left)
    if change.witnesses:
        yield _say("exact" if change.exact else "searched", language)
    elif change.element is not None and not change.exact:
        yield _say("no-witness", language)


def _witness(witness: Witness, change: Change | None, language: Language) -> str:
    return _say(
        "witness",
        language,
        given=_given(witness, change, language),
        before=_answer(witness, witness.before, language),
        after=_answer(witness, witness.after, language),
    )


def _given(witness: Witness, change: Change | None, language: Language) -> str:
    question = witness.question
    said = [shortened(question.value, LONGEST_VALUE)] if question.value else []
    said += [_record(question.given, change)] if question.given else []
    said += (
        _say("and-record", language, record=_record(each, change))
        for each in question.records
    )
    said += (
        _say("and-table", language, table=table, record=_record(each, None))
        for table, records in question.others.items()
        for each in records[:1]
    )
    return "；".join(part for part in said if part) or _say("alone", language)


def _record(record: Mapping[str, Any], change: Change | None) -> str:
    """Write the values of a record that the change speaks of, or the first ones."""
    spoken = _spoken(change) if change else ""
    own = change.element.node.text("key") if change and change.element else ""
    named = [key for key in record if key == own or key in spoken]
    keys = [key for key in named or record if record[key] is not None or key == own]
    pairs = (f"{key}={_value(record[key])}" for key in keys[:MOST_NAMES])
    return ", ".join(pairs)


def _spoken(change: Change) -> str:
    details = " ".join(f"{d.before} {d.after}" for d in change.details)
    node = change.element.node if change.element else None
    on = " ".join((*node.texts("on"), *node.texts("fields"))) if node else ""
    return f"{details} {on}"


def _value(value: Any) -> str:
    words = {None: "null", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return words[value]
    return shortened(str(value), LONGEST_VALUE)


def _answer(witness: Witness, answer: Answer, language: Language) -> str:
    other = witness.after if answer is witness.before else witness.before
    told = dict(other.outputs)
    outputs = [
        _output(name, value, language)
        for name, value in answer.outputs
        if told.get(name) != value
    ]
    findings = [
        f"{rule} {_severity(severity, language)}"
        for rule, severity in answer.findings
        if (rule, severity) not in other.findings
    ]
    if not outputs and not findings:
        return _say("clean" if not answer.findings else "null", language)
    return ", ".join([*outputs, *findings])


def _output(name: str, value: str, language: Language) -> str:
    words = _words(language)
    shown = words.get(value, shortened(value, LONGEST_VALUE))
    return f"{words.get(name, name)}={shown}"


def _severity(severity: str, language: Language) -> str:
    return str(_words(language).get(f"severity.{severity}", severity))


def _affected(each: Affected, language: Language) -> str:
    causes = ", ".join(each.because_of)
    return _say(
        "affected",
        language,
        id=each.id,
        title=visible(each.title),
        causes=causes,
        count=each.count,
    )


def _against(difference: Difference, language: Language) -> Iterator[str]:
    if difference.against is None:
        return
    yield _say("against", language, count=len(difference.against))
    for each in difference.against:
        line = f":{each.line}" if each.line else ""
        changes = [
            _say(f"judged.{key}", language, rules=", ".join(rules))
            for key, rules in (("gone", each.gone), ("new", each.new))
            if rules
        ]
        yield "  " + _say(
            "judged",
            language,
            place=visible(f"{each.file}{line}"),
            table=each.table,
            record=each.record,
            changes="; ".join(changes),
        )


def write_markdown(difference: Difference, stream: IO[str], language: Language) -> None:
    """Write a page for a review: the note, a table of changes, what is affected."""
    old, new = visible(difference.old), visible(difference.new)
    stream.write(f"# {_say('heading', language, old=old, new=new)}\n\n")
    stream.write(f"## {_say('heading.note', language)}\n\n")
    stream.write(f"{headline(difference, language)}\n")
    stream.writelines(f"{line}\n" for line in _note(difference, language))
    if difference.changes:
        stream.write(f"\n## {_say('heading.changes', language)}\n\n")
        names = ("kind", "rule", "place", "text", "witness")
        heads = [_say(f"column.{name}", language) for name in names]
        stream.write(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n")
        for change in difference.changes:
            stream.write(f"| {' | '.join(_cells(change, language))} |\n")
    if difference.affected:
        stream.write(f"\n## {_say('heading.affected', language)}\n\n")
        for each in difference.affected:
            said = (
                f"{_affected(each, language)} {_witness(each.witness, None, language)}"
            )
            stream.write(f"- {_escaped(said)}\n")
    if difference.against is not None:
        stream.write(f"\n## {_say('heading.against', language)}\n\n")
        lines = (_escaped(line.strip()) for line in _against(difference, language))
        stream.write("\n".join(f"- {line}" for line in lines) + "\n")


def _note(difference: Difference, language: Language) -> Iterator[str]:
    """Yield one line for each change that is more than wording."""
    told = [change for change in difference.changes if change.kind != "wording"]
    if told:
        yield ""
    for change in told:
        kind = _say(f"kind.{change.kind}", language)
        first = next(iter(change.witnesses), None)
        said = f" {_witness(first, change, language)}" if first else ""
        yield f"- {kind}：{_escaped(f'{name_of(change)}（{change.id}）{said}')}"


def _cells(change: Change, language: Language) -> Iterator[str]:
    yield _say(f"kind.{change.kind}", language)
    yield _escaped(f"{change.id} {name_of(change)}")
    yield "<br>".join(_escaped(_place(detail)) for detail in change.details)
    yield "<br>".join(_escaped(_detail(d, language)) for d in change.details)
    yield "<br>".join(map(_escaped, _examples(change, language)))


def _escaped(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
    for mark in "<>*_`[]":
        safe = safe.replace(mark, f"\\{mark}")
    return safe


def write_json(difference: Difference, stream: IO[str]) -> None:
    """Write everything, with the facts to ask both versions again."""
    data: dict[str, Any] = {
        "difference": 1,
        "old": difference.old,
        "new": difference.new,
        "summary": summary(difference),
        "changes": [_plain(change) for change in difference.changes],
        "affected": [
            {
                "id": each.id,
                "title": each.title,
                "because_of": list(each.because_of),
                "cases": each.count,
                "witness": _plain_witness(each.witness),
            }
            for each in difference.affected
        ],
    }
    if difference.against is not None:
        data["against"] = [_plain_judged(each) for each in difference.against]
    json.dump(data, stream, ensure_ascii=False, indent=1, default=str)
    stream.write("\n")


def _plain(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "of": change.of,
        "title": change.title,
        "name": name_of(change),
        "kind": change.kind,
        "exact": change.exact,
        "details": [
            {
                "key": detail.key,
                "before": detail.before,
                "after": detail.after,
                "old": _plain_place(detail.old),
                "new": _plain_place(detail.new),
            }
            for detail in change.details
        ],
        "witness": _plain_witness(change.witnesses[0]) if change.witnesses else None,
        "witnesses": len(change.witnesses),
        "message": {
            "zh": " ".join(_lines(change, "zh")),
            "en": " ".join(_lines(change, "en")),
        },
    }


def _plain_place(position: Position | None) -> dict[str, Any] | None:
    if position is None:
        return None
    return {
        "file": position.file,
        "line": position.line,
        "column": position.column,
    }


def _plain_witness(witness: Witness) -> dict[str, Any]:
    question = witness.question
    return {
        "of": question.of,
        "given": dict(question.given),
        "records": [dict(each) for each in question.records],
        "others": {
            name: [dict(each) for each in records]
            for name, records in question.others.items()
        },
        "value": question.value,
        "readings": dict(question.readings),
        "as_of": question.as_of,
        "before": _plain_answer(witness.before),
        "after": _plain_answer(witness.after),
    }


def _plain_answer(answer: Answer) -> dict[str, Any]:
    return {
        "outputs": dict(answer.outputs),
        "findings": [
            {"rule": rule, "severity": severity} for rule, severity in answer.findings
        ],
    }


def _plain_judged(each: Judged) -> dict[str, Any]:
    return {
        "table": each.table,
        "record": each.record,
        "file": each.file,
        "line": each.line,
        "gone": list(each.gone),
        "new": list(each.new),
    }


def _words(language: Language) -> Mapping[str, str]:
    return wording_zh.WORDS if language == "zh" else wording_en.WORDS


def _say(key: str, language: Language, /, **facts: object) -> str:
    return _words(language)[key].format_map(facts)
