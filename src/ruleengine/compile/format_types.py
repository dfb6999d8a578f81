"""Types and formats: whether values of a type can be written in a format.

In: the type that an item or input declares, and its format. Out: the format, parsed; a
problem where no value of the one is written like the other; a text may be written in any
format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine import notation
from ruleengine.base.text import Text
from ruleengine.compile import decisions_wording_en, decisions_wording_zh
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.field_types import type_name
from ruleengine.notation import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.problem import Problem
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.model.phrase import Phrase
    from ruleengine.notation import Notation


def parsed_format(
    phrase: Phrase, memory: ParseMemory, problems: list[Problem]
) -> Notation | None:
    """Return a format, parsed; None, with a problem, where it is none."""
    try:
        return memory.notation(phrase.text)
    except notation.NotationError as error:
        problems.append(
            CATALOGUE.problem(
                "E441",
                phrase.at(error.position - 1),
                found=phrase.text,
                reason=error.message,
                wanted=error.hint,
            )
        )
        return None


def misfit_problem(
    written: Phrase, key: str, kind: str, made: Notation
) -> Iterator[Problem]:
    """Yield the problem of a format that is not that of a type, if it is one.

    Args:
        written: the format as typed.
        key: of the item or input.
        kind: its type.
        made: the format, parsed.
    """
    found = misfit(kind, made.form)
    if found is not None:
        yield CATALOGUE.problem(
            "E411",
            written.position,
            found=written.text,
            key=key,
            wanted=_words(kind),
            kind=_words(found),
        )


def _words(kind: str) -> Text:
    return Text(decisions_wording_zh.WRITTEN[kind], decisions_wording_en.WRITTEN[kind])


def misfit(kind: str, form: ast.Form) -> str | None:
    """Return what a format writes, where values of a type are not written so.

    Args:
        kind: the type of an item or an input; a text may be written in any format.
        form: its format.
    """
    # A year alone is a date in print and a number in conditions: both are right.
    written = {_written(form), type_name(form)}
    fits = written & _FORMS.get(kind, written)
    return None if fits else _written(form)


def _written(form: ast.Form) -> str:
    match form:
        case ast.Media():
            return "binary"
        case ast.Temporal(("YYYY", "MM", "DD") | ("YYYY", "MM") | ("YYYY",)):
            return "date"
        case ast.Temporal():
            return "datetime"
        case _:
            return type_name(form)


_NUMBERS, _DATES = frozenset({"number"}), frozenset({"date", "datetime"})
_FORMS: Mapping[str, frozenset[str]] = {
    "integer": _NUMBERS,
    "number": _NUMBERS,
    "boolean": frozenset({"boolean"}),
    "date": _DATES,
    "datetime": _DATES,
    "binary": frozenset({"binary"}),
}
