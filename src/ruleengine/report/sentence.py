"""Finding -> the sentence a submitter reads: what was found, what to do about it.

In: a Finding (facts) and a language. Out: one sentence. May not know the form of the
report. Text from outside is made visible and shortened before it gets into a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.report.place import first_words
from ruleengine.report.visible import shortened, visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.finding import Fact, Finding
    from ruleengine.base.text import Language, Text
    from ruleengine.report.wording import Wording

_LISTED = 12
"""Values of a domain that are named in a sentence before "and others"."""
_CONDITION_LIMIT = 160
_MANY_PAIRS = 6
"""Facts beyond which those that are empty are left out: the sentence gets too long."""
_PATTERN = re.compile("(?:YYYY|MM|DD|hh|mm|ss)+")
_WHOLE = re.compile(r"n(?:\.\.)?(?:\d+|ul)")
"""A format of digits alone."""
_LETTERS = re.compile("YYYY|MM|DD|hh|mm|ss")
_PROGRAMMED = re.compile(r'"|\b(?:some|every|for|if|function|null)\b|\b(?!abs\b)\w+\(')
_LIST_PARAMS = frozenset({"near", "suggestions", "values"})
_OBLIGATIONS = frozenset({"required", "forbidden"})
_NOT_SAID = frozenset({"on", "outputs", "against"})
"""Parameters that name places, not values."""


def sentence(finding: Finding, language: Language) -> str:
    """Return what was found and how to mend it, as one sentence on one line."""
    words = wording(language)
    fault = _authored(finding, words) or _templated(finding, words)
    return f"{fault}{_mend(finding, words)}{words.phrases['stop']}"


def sentences(finding: Finding, languages: Iterable[Language]) -> str:
    """Return the sentence in each language, where a format has room for one text."""
    return " / ".join(sentence(finding, language) for language in languages)


def expected_words(finding: Finding, language: Language) -> str:
    """Return what would have been right; a date pattern is put in words.

    A condition that only a programmer reads is left out where its author has said in
    words what is wrong; ``explain`` and the rule book show it.
    """
    words = wording(language)
    if finding.by.fault is not None and _PROGRAMMED.search(finding.expected):
        return ""
    return _in_words(finding.expected, words).strip()


def _authored(finding: Finding, words: Wording) -> str:
    fault = finding.by.fault
    if fault is None or not _speaks(fault, words.language):
        return ""
    text = visible(fault[words.language]).rstrip("。.")
    if finding.kind == "identifier":
        facts = {"field": field_words(finding, words), "text": text}
        text = words.phrases["about"].format(value=value_words(finding, words), **facts)
    if finding.kind == "unique" and "first" in finding.params:
        first, there = finding.params["first"], first_words(finding.params, words)
        text += words.phrases["duplicate"].format(first=first, there=there)
    return text + _condition_values(finding, words)


def _speaks(fault: Text, language: Language) -> bool:
    return language == "zh" or fault.en != fault.zh or fault.en.isascii()


def _condition_values(finding: Finding, words: Wording) -> str:
    if finding.kind not in {"check", "deadline"}:
        return ""
    return _pairs(finding, words)


def _pairs(finding: Finding, words: Wording) -> str:
    """Return the facts that a finding stands on, by their names, in brackets."""
    facts = {n: v for n, v in finding.params.items() if n not in _NOT_SAID}
    if len(facts) > _MANY_PAIRS:
        facts = {n: v for n, v in facts.items() if v != ""} or facts
    pairs = words.phrases["join"].join(
        f"{visible(name)} = {_given(value, words)}" for name, value in facts.items()
    )
    if against := finding.params.get("against"):
        pairs += words.phrases["against"].format(values=_fact(against, words))
    return words.phrases["condition.values"].format(pairs=pairs) if pairs else ""


def _given(value: Fact, words: Wording) -> str:
    return words.phrases["absent"] if value == "" else _fact(value, words)


def _templated(finding: Finding, words: Wording) -> str:
    facts = _facts(finding, words)
    template = words.sentences.get(f"{finding.kind}.{_reason(finding)}")
    if template is None:
        return words.sentences[finding.kind].format_map(facts)
    try:
        return template.format_map(facts)
    except KeyError:  # a parameter is not known: say less rather than nothing
        return words.sentences[finding.kind].format_map(facts)


def _reason(finding: Finding) -> str:
    """Return the reason, told apart where the facts ask for another sentence."""
    if _is_blank(finding):
        return "blank"
    if finding.reason == "sign":
        return _sign(finding)
    told = (finding.kind, finding.reason)
    nothing = not finding.params.get("found") and _WITHOUT_FOUND.get(told)
    return nothing or finding.reason


_WITHOUT_FOUND = {
    ("identifier", "part"): "part-missing",
    ("format", "signature"): "signature-unknown",
}
"""What is said where nothing was found that could be named."""


def _sign(finding: Finding) -> str:
    """Tell a sign that is only written otherwise from one that may not be there."""
    if finding.params.get("character") == "+":
        return "plus"
    return "minus" if finding.fix is not None else "sign"


def _is_blank(finding: Finding) -> bool:
    """Tell whether nothing is left of a value without the white space around it."""
    fix = finding.fix
    return finding.reason == "white-space" and fix is not None and not fix.value


def _mend(finding: Finding, words: Wording) -> str:
    if finding.fix is None or not finding.fix.value:
        return ""
    key = "fix.certain" if finding.fix.certain else "fix.likely"
    return words.phrases[key].format(fix=shortened(finding.fix.value))


def _facts(finding: Finding, words: Wording) -> dict[str, str]:
    phrases = words.phrases
    expected = _wanted(finding.expected, words)
    params = {
        name: _fact(value, words)
        for name, value in finding.params.items()
        if name not in _LIST_PARAMS
    }
    params.setdefault("list", phrases["the-list"])
    if "part" in params:
        params["part"] = words.parts.get(params["part"], params["part"])
    if finding.kind == "unreadable" and "found" in params:
        params["found"] = words.types.get(params["found"], params["found"])
    return params | {
        "field": field_words(finding, words),
        "value": value_words(finding, words),
        "want": phrases["want"].format(expected=expected) if expected else "",
        "format": _bracketed(finding.expected, words),
        "near": _near(_nearest(finding), words),
        "there": first_words(finding.params, words),
        "listed": _listed(finding, words),
        "condition": _condition(finding, words),
        "because": _pairs(finding, words) if finding.kind in _OBLIGATIONS else "",
        **_number_facts(finding, words),
    }


def _number_facts(finding: Finding, words: Wording) -> dict[str, str]:
    """Return how a number, its faulty part, and what its list says are spoken of."""
    facts = {"field": field_words(finding, words), "value": value_words(finding, words)}
    is_part = finding.field and finding.field.key == finding.params.get("key")
    phrase = words.phrases["number" if is_part else "number.of"]
    found, says = finding.params.get("found"), finding.params.get("says")
    written = finding.params.get("number")
    return {
        "number": _fact(written, words) if written else phrase.format_map(facts),
        "piece": _phrase("quote", "text", found, words) or words.phrases["absent"],
        "surplus": _phrase("surplus", "found", found, words),
        "says": _phrase("says", "says", says, words).rstrip("。."),
    }


def _phrase(key: str, name: str, fact: Fact, words: Wording) -> str:
    return words.phrases[key].format(**{name: _fact(fact, words)}) if fact else ""


def field_words(finding: Finding, words: Wording) -> str:
    """Return the name of the data item, else what the finding is about."""
    if finding.field is not None:
        return visible(finding.field.name)
    about = "this-table" if finding.record is None else "this-record"
    return words.phrases[about]


def value_words(finding: Finding, words: Wording) -> str:
    """Return the submitted value, shortened and visible; a word for none."""
    return shortened(finding.value) if finding.value else words.phrases["absent"]


def _fact(value: Fact, words: Wording) -> str:
    match value:
        case tuple():
            return words.phrases["join"].join(map(shortened, value))
        case None:
            return words.phrases["unknown"]
        case str():
            return shortened(value)
        case bool():
            return str(value).lower()
        case int():
            return str(value)


def _nearest(finding: Finding) -> tuple[str, ...]:
    """Return the near misses, but not the one that the mend proposes anyway."""
    params = finding.params
    near = _items(params.get("near") or params.get("suggestions"))
    proposed = finding.fix.value if finding.fix else None
    return tuple(each for each in near if each != proposed)


def _near(near: tuple[str, ...], words: Wording) -> str:
    if not near:
        return ""
    quoted = (words.phrases["quote"].format(text=shortened(text)) for text in near)
    return words.phrases["near"].format(near=words.phrases["near.join"].join(quoted))


def _items(value: Fact) -> tuple[str, ...]:
    match value:
        case tuple():
            return value
        case str() if value:
            return (value,)
        case _:
            return ()


def _listed(finding: Finding, words: Wording) -> str:
    values = _items(finding.params.get("values"))
    if not values:
        return _want(finding, words)
    text = words.phrases["join"].join(map(shortened, values[:_LISTED]))
    if len(values) > _LISTED:
        text += words.phrases["listed.more"].format(n=len(values))
    return words.phrases["listed"].format(values=text)


def _want(finding: Finding, words: Wording) -> str:
    if not finding.expected:
        return ""
    return words.phrases["want"].format(expected=_in_words(finding.expected, words))


def _bracketed(expected: str, words: Wording) -> str:
    if not expected:
        return ""
    spoken = words.types.get(expected) or shortened(expected)
    return words.phrases["format"].format(expected=spoken)


def _condition(finding: Finding, words: Wording) -> str:
    text = finding.expected or finding.by.title or finding.rule
    return shortened(text, _CONDITION_LIMIT) + _condition_values(finding, words)


def _wanted(expected: str, words: Wording) -> str:
    """Return what would have been right, also where a format says it in letters."""
    if _WHOLE.fullmatch(expected):
        return words.phrases["digits"].format(expected=expected)
    return _in_words(expected, words)


def _in_words(expected: str, words: Wording) -> str:
    if not expected:
        return ""
    if not _PATTERN.fullmatch(expected):
        if expected in words.types:
            return words.phrases["type"].format(expected=words.types[expected])
        spoken = shortened(expected, _CONDITION_LIMIT)
        # Chinese stands next to Chinese without a space.
        key = "expected" if spoken[:1].isascii() else "expected.wide"
        return words.phrases[key].format(expected=spoken)
    letters = _LETTERS.findall(expected)
    join = "" if words.language == "zh" else " "
    return words.phrases["pattern"].format(
        n=len(expected),
        parts=join.join(words.parts[each] for each in letters),
        pattern=expected,
    )
