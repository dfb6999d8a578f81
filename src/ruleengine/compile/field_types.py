"""The type that conditions see for an item: that of the values its format is turned into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ruleengine import feel, notation
from ruleengine.compile.as_of import AS_OF
from ruleengine.notation import ast
from ruleengine.notation.from_form import digits_of
from ruleengine.notation.readings import Readings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.feel.types import Type
    from ruleengine.model.field_table import Field, FieldTable

TypeName = Literal["boolean", "number", "date", "time", "date and time", "string"]


def type_of(item: Field, memory: ParseMemory) -> Type:
    """Return the FEEL type of an item; any when its format is wrong."""
    try:
        form = memory.notation(item.format.text).form
    except notation.NotationError:
        return feel.types.ANY
    return _TYPES[type_name(form)]


def types_of_names(model: FieldTable, memory: ParseMemory) -> dict[str, Type]:
    """Return the FEEL type of every name that conditions on a record may use."""
    types = {item.key: type_of(item, memory) for item in model.fields}
    named = {name: types[item.key] for name, item in model.named.items()}
    return {AS_OF: feel.types.DATE, **named}


_TYPES: Mapping[TypeName, Type] = {
    "boolean": feel.types.BOOLEAN,
    "number": feel.types.NUMBER,
    "date": feel.types.DATE,
    "time": feel.types.TIME,
    "date and time": feel.types.DATE_TIME,
    "string": feel.types.STRING,
}


def type_name(form: ast.Form) -> TypeName:
    """Return what conditions see of the values that have a format."""
    match form:
        case ast.Boolean():
            return "boolean"
        case ast.Temporal(ast.DAY):
            return "date"
        case ast.Temporal(("YYYY",)):
            return "number"
        case ast.Temporal(("YYYY", "MM", "DD", *_)):
            return "date and time"
        case ast.Temporal(("hh", "mm", *_)):
            return "time"
        case _:
            return "number" if digits_of(form, Readings()) else "string"


def media_of(form: notation.Notation) -> tuple[str, ...]:
    """Return the media formats of an item that names a file, else nothing."""
    return form.form.names if isinstance(form.form, ast.Media) else ()
