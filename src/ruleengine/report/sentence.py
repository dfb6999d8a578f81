"""Finding -> the sentence a submitter reads: what was found, what to do about it.

In: a Finding (facts) and a language. Out: one sentence. May not know the form of the
report. Text from outside is made visible and shortened before it gets into a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.report.bound import AGAINST, against_words, bound_words
from ruleengine.report.place import first_words
from ruleengine.report.programmed import is_programmed
from ruleengine.report.visible import shortened, visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ruleengine.base.finding import Fact, Finding
    from ruleengine.base.text import Language, Text
    from ruleengine.report.wording import Wording

_NOTE = 100
"""Characters of a note on the values."""
_LISTED = 12
"""Values of a domain that are named in a sentence before "and others"."""
_CONDITION_LIMIT = 160
_MANY_PAIRS = 6
"""Facts beyond which those that are empty are left out: the sentence gets too long."""
_PATTERN = re.compile("(?:YYYY|MM|DD|hh|mm|ss)+")
_WHOLE = re.compile(r"n(?:\.\.)?(?:\d+|ul)")
"""A format of digits alone."""
_LETTERS = re.compile("YYYY|MM|DD|hh|mm|ss")
_LIST_PARAMS = frozenset({"near", "suggestions", "values"})
_OBLIGATIONS = frozenset({"required", "forbidden"})
_NOT_SAID = frozenset({"on", "outputs", *AGAINST})
"""Parameters that name places, not values of items."""


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
    words what is wrong; ``explain`` and the rule book show it. The bound that comes of
    it is told where there is one.
    """
    words = wording(language)
    if finding.by.fault is not None and is_programmed(finding.expected):
        return bound_words(finding, words)
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
    fault = finding.by.fault
    told = against_words(finding, words, fault[words.language] if fault else "")
    pairs += told if pairs else told.lstrip(words.phrases["against.mark"])
    return words.phrases["condition.values"].format(pairs=pairs) if pairs else ""


def _given(value: Fact, words: Wording) -> str:
    return words.phrases["absent"] if value == "" else _fact(value, words)


def _templated(finding: Finding, words: Wording) -> str:
    facts = _Facts(finding, words)
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


@frozen
class _Facts:
    """What a template may name; each is put in words when it is named."""

    finding: Finding
    words: Wording

    def __getitem__(self, name: str) -> str:
        """Return what stands in the place of a name; a KeyError says there is nothing."""
        said = SAID.get(name)
        return said(self.finding, self.words) if said else self._param(name)

    def _param(self, name: str) -> str:
        finding, words = self.finding, self.words
        if name == "list" and name not in finding.params:
            return words.phrases["the-list"]
        if name in _LIST_PARAMS:
            raise KeyError(name)
        fact = _fact(finding.params[name], words)
        if name == "part":
            return words.parts.get(fact, fact)
        if name == "found" and finding.kind == "unreadable":
            return words.types.get(fact, fact)
        return fact


def _number(finding: Finding, words: Wording) -> str:
    """Return how a number is spoken of, or the part of it that is at fault."""
    if written := finding.params.get("number"):
        return _fact(written, words)
    is_part = finding.field and finding.field.key == finding.params.get("key")
    phrase = words.phrases["number" if is_part else "number.of"]
    return phrase.format(
        field=field_words(finding, words), value=value_words(finding, words)
    )


def _piece(finding: Finding, words: Wording) -> str:
    found = _phrase("quote", "text", finding.params.get("found"), words)
    return found or words.phrases["absent"]


def _surplus(finding: Finding, words: Wording) -> str:
    return _phrase("surplus", "found", finding.params.get("found"), words)


def _says(finding: Finding, words: Wording) -> str:
    said = _phrase("says", "says", finding.params.get("says"), words)
    return said.rstrip("。.")


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


def _near(finding: Finding, words: Wording) -> str:
    near = _nearest(finding)
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
        return _expected(finding, words)
    text = words.phrases["join"].join(map(shortened, values[:_LISTED]))
    if len(values) > _LISTED:
        text += words.phrases["listed.more"].format(n=len(values))
    if note := finding.params.get("note"):
        text += words.phrases["listed.note"].format(note=shortened(str(note), _NOTE))
    return words.phrases["listed"].format(values=text)


def _expected(finding: Finding, words: Wording) -> str:
    """Return what would have been right; of digits alone see ``_wanted``."""
    if not finding.expected:
        return ""
    return words.phrases["want"].format(expected=_in_words(finding.expected, words))


def _bracketed(finding: Finding, words: Wording) -> str:
    expected = finding.expected
    if not expected:
        return ""
    spoken = words.types.get(expected) or shortened(expected)
    return words.phrases["format"].format(expected=spoken)


def _condition(finding: Finding, words: Wording) -> str:
    text = finding.expected or finding.by.title or finding.rule
    return shortened(text, _CONDITION_LIMIT) + _condition_values(finding, words)


def _wanted(finding: Finding, words: Wording) -> str:
    """Return what would have been right, also where a format says it in letters."""
    expected = finding.expected
    if not expected:
        return ""
    if _WHOLE.fullmatch(expected):
        spoken = words.phrases["digits"].format(expected=expected)
    else:
        spoken = _in_words(expected, words)
    return words.phrases["want"].format(expected=spoken)


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


def _because(finding: Finding, words: Wording) -> str:
    return _pairs(finding, words) if finding.kind in _OBLIGATIONS else ""


def _there(finding: Finding, words: Wording) -> str:
    return first_words(finding.params, words)


SAID: Mapping[str, Callable[[Finding, Wording], str]] = {
    "field": field_words,
    "value": value_words,
    "want": _wanted,
    "format": _bracketed,
    "near": _near,
    "there": _there,
    "listed": _listed,
    "condition": _condition,
    "because": _because,
    "number": _number,
    "piece": _piece,
    "surplus": _surplus,
    "says": _says,
}
"""Names in templates -> what is said there; other names are those of parameters."""
