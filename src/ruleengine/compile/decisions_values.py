"""Literals of rule files as FEEL values of a declared type, and types of FEEL.

In: phrases and type names of the DSL. Out: values; a literal of the wrong type is a
problem.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine.base.text import Text
from ruleengine.compile import decisions_wording_en, decisions_wording_zh
from ruleengine.compile.as_of import feel_date
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.rule_dates import plain_date
from ruleengine.feel import types
from ruleengine.feel.values import NUMBERS
from ruleengine.model.datum import EMPTY_LIST
from ruleengine.model.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.problem import Problem
    from ruleengine.feel.types import Type
    from ruleengine.feel.values import Value
    from ruleengine.model.datum import Datum

MISFIT = object()
"""Stands for a literal that is not of its type."""

FIGURE = re.compile(r"(-?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9])?)\s*([^0-9.]*)")
"""A figure, perhaps with a unit behind it."""
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")
WORDS = {
    **dict.fromkeys(["yes", "是", "true"], "true"),
    **dict.fromkeys(["no", "否", "false"], "false"),
}

_TYPES: dict[str, Type] = {
    "integer": types.NUMBER,
    "number": types.NUMBER,
    "string": types.STRING,
    "boolean": types.BOOLEAN,
    "date": types.DATE,
    "list": types.ANY_LIST,
    "context": types.ANY_CONTEXT,
}


def type_words(name: str) -> Text:
    """Return the words for a type of the DSL."""
    return Text(decisions_wording_zh.TYPES[name], decisions_wording_en.TYPES[name])


def feel_type(name: str, items: Iterable[Datum] = ()) -> Type:
    """Return the FEEL type of a type of the DSL; Any where the DSL says nothing."""
    members = tuple((item.key, feel_type(item.type, item.items)) for item in items)
    if name == "list" and members:
        return types.ListType(types.ContextType(members))
    if name == "context" and members:
        return types.ContextType(members)
    return _TYPES.get(name, types.ANY)


def literal(
    phrase: Phrase, kind: str, key: str, problems: list[Problem], code: str = "E404"
) -> Value:
    """Return the value of a literal; None, with a problem, when it is of another type.

    Args:
        phrase: the literal as written; a bare ``null`` is None whatever the type.
        kind: a type of the DSL.
        key: what the literal belongs to, for the problem.
        problems: takes the problem.
        code: the code of the problem.
    """
    found = literal_of(phrase, kind)
    if found is not MISFIT:
        return found
    problems.append(
        CATALOGUE.problem(
            code,
            phrase.position,
            found=phrase.text,
            key=key,
            wanted=type_words(kind),
            near=_near(phrase, kind),
        )
    )
    return None


def _near(phrase: Phrase, kind: str) -> Text | str:
    """Return what was probably meant by a literal of the wrong type, as a hint."""
    plain = unicodedata.normalize("NFKC", phrase.text).strip()
    meant = WORDS.get(plain.lower(), plain) if kind == "boolean" else _figure(plain)
    if not meant or literal_of(Phrase(meant, phrase.position), kind) is MISFIT:
        return ""
    template = "near-bare" if meant == phrase.text else "near"
    return Text(
        decisions_wording_zh.MEANT[template].format(meant=meant),
        decisions_wording_en.MEANT[template].format(meant=meant),
    )


def _figure(text: str) -> str:
    """Return a figure that is not written as YAML has it in plain digits, or nothing."""
    # A comma between thousands goes; one before decimals is meant as a point.
    bare = text.replace(",", "") if THOUSANDS.match(text) else text.replace(",", ".")
    match = FIGURE.fullmatch(bare)
    if match is None:
        return ""
    value = Decimal(match[1]).scaleb(-2 if match[2] == "%" else 0, NUMBERS)
    return format(value, "f")


def literal_of(phrase: Phrase, kind: str) -> Value:
    """Return the value of a literal, or MISFIT."""
    value = phrase.value
    if value is None:
        return None
    match kind:
        case "integer":
            plain = isinstance(value, int) and not isinstance(value, bool)
            return Decimal(value) if plain else MISFIT
        case "number":
            plain = isinstance(value, int | Decimal) and not isinstance(value, bool)
            return Decimal(value) if plain else MISFIT
        case "boolean":
            return value if isinstance(value, bool) else MISFIT
        case "date":
            day = plain_date(phrase.text)
            return feel_date(day) if day else MISFIT
        case "string":
            return phrase.text
        case _:
            return [] if phrase.text == EMPTY_LIST else MISFIT
