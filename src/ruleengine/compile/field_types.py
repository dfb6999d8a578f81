"""The type that conditions see for an item: number, date, boolean or string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine import feel, notation
from ruleengine.notation import ast

if TYPE_CHECKING:
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.feel.types import Type
    from ruleengine.model.field_table import Field


def type_of(item: Field, memory: ParseMemory) -> Type:
    """Return the FEEL type of an item; a format that is wrong counts as text."""
    try:
        form = memory.notation(item.format.text).form
    except notation.NotationError:
        return feel.types.STRING
    return _TYPES[_type_name(form)]


_TYPES = {
    "boolean": feel.types.BOOLEAN,
    "number": feel.types.NUMBER,
    "date": feel.types.DATE,
    "string": feel.types.STRING,
}


def _type_name(form: ast.Form) -> str:
    match form:
        case ast.Boolean():
            return "boolean"
        case ast.DecimalUpTo() | ast.DecimalFixed():
            return "number"
        case ast.Fixed("n", _) | ast.UpTo("n", _) | ast.Between("n", _, _):
            return "number"
        case ast.Temporal(("YYYY", "MM", "DD")):
            return "date"
        case ast.Temporal(("YYYY",)):
            return "number"
        case _:
            return "string"


def media_of(form: notation.Notation) -> tuple[str, ...]:
    """Return the media formats of an item that names a file, else nothing."""
    return form.form.names if isinstance(form.form, ast.Media) else ()
