"""What a finding was held against, in words: "; 工期 must be at least 4.5 days".

Comes in: the facts of a finding whose names begin with ``against``. What they do not
say is not said: without a bound, only that something was compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.report.programmed import is_programmed
from ruleengine.report.units import unit_words
from ruleengine.report.visible import shortened

if TYPE_CHECKING:
    from ruleengine.base.finding import Fact, Finding
    from ruleengine.report.wording import Wording

AGAINST = frozenset(
    {"against"}
    | {
        f"against_{name}"
        for name in ("bound", "item", "given", "unit", "formula", "days", "items")
    }
)
"""Names of the facts that are told here."""
_DATE = re.compile(r"\bas_of\b")
"""What formulas call the date of the rules."""
_READABLE = 60
"""Characters of a formula that fit into a sentence."""


def against_words(finding: Finding, words: Wording, said: str) -> str:
    """Return what goes behind the values of a finding; empty where there is nothing.

    Args:
        finding: the finding.
        words: of a language.
        said: what the sentence says before; its figures are not said again.
    """
    return _held(finding, words, said) + _items(finding, words)


def _items(finding: Finding, words: Wording) -> str:
    """Return which items of a list are meant; empty where the values say it."""
    items: Fact = finding.params.get("against_items")
    if not isinstance(items, tuple) or (len(items) == 1 and items[0] in _said(finding)):
        return ""
    shown = words.phrases["join"].join(map(shortened, items))
    return words.phrases["against.items"].format(values=shown)


def _said(finding: Finding) -> set[Fact]:
    return {fact for name, fact in finding.params.items() if name not in AGAINST}


def _held(finding: Finding, words: Wording, said: str) -> str:
    values = _values(finding)
    item = _text(finding, "against_item")
    bound = _bound(finding, words)
    if not values or (bound and all(_is_in(value, said) for value in values)):
        return ""
    if not bound or is_programmed(item):
        shown = _computed(finding, words, words.phrases["join"])
        return words.phrases["against"].format(values=shown)
    given = _text(finding, "against_given")
    key = "against.makes" if given else "against.is"
    if finding.params.keys() - AGAINST - {"on"} == {item}:
        key = "against.alone"
    facts = {"item": _item(finding, words), "given": shortened(given)}
    return words.phrases[key].format(bound=bound, **facts) + _lateness(finding, words)


def _lateness(finding: Finding, words: Wording) -> str:
    """Return by how much a deadline was missed; empty where it is none."""
    days = _text(finding, "against_days")
    if not days or finding.kind != "deadline":
        return ""
    key = "against.late.one" if days == "1" else "against.late"
    return words.phrases[key].format(n=days)


def bound_words(finding: Finding, words: Wording) -> str:
    """Return what would have been right; empty where that is not known.

    What has to be so is named, unless it is the item that the finding points at.
    """
    bound, item = _bound(finding, words), _text(finding, "against_item")
    field = finding.field
    if not bound or is_programmed(item):
        return ""
    if field is not None and item in {field.name, field.key}:
        return bound
    facts = {"item": _item(finding, words), "bound": bound}
    return words.phrases["against.named"].format_map(facts)


def _item(finding: Finding, words: Wording) -> str:
    name = _DATE.sub(words.phrases["as-of"], _text(finding, "against_item"))
    return shortened(name, _READABLE)


def _bound(finding: Finding, words: Wording) -> str:
    bound = words.phrases.get(f"bound.{_text(finding, 'against_bound')}", "")
    if not bound:
        return ""
    told = _computed(finding, words, words.phrases["against.or"])
    return words.phrases["against.must"].format(bound=bound, values=told)


def _computed(finding: Finding, words: Wording, join: str) -> str:
    """Return the values, with the formula behind them where a person reads it."""
    told = _told(finding, words, join)
    formula = _DATE.sub(words.phrases["as-of"], _text(finding, "against_formula"))
    if not formula or len(formula) > _READABLE or is_programmed(formula):
        return told
    facts = {"formula": shortened(formula, _READABLE), "values": told}
    return words.phrases["against.formula"].format_map(facts)


def _told(finding: Finding, words: Wording, join: str) -> str:
    text = join.join(map(shortened, _values(finding)))
    unit = shortened(_text(finding, "against_unit"))
    return f"{text} {unit_words(unit, words.language, text)}" if unit else text


def _values(finding: Finding) -> tuple[str, ...]:
    against: Fact = finding.params.get("against")
    return against if isinstance(against, tuple) else ()


def _text(finding: Finding, name: str) -> str:
    fact = finding.params.get(name)
    return fact if isinstance(fact, str) else ""


def _is_in(value: str, said: str) -> bool:
    """Tell whether a text says a value, and not only as a part of another."""
    edge = r"[0-9A-Za-z.]"
    return bool(re.search(rf"(?<!{edge}){re.escape(value)}(?!{edge})", said))
