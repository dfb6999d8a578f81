"""What readers of files must know of a table, told without compiling its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.record import FieldShape, TableShape
from ruleengine.notation import ast

if TYPE_CHECKING:
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.model.field_table import Field, FieldTable


def shape_of(model: FieldTable, full: str, memory: ParseMemory) -> TableShape:
    """Return the names of a table and of its items.

    Args:
        model: the table.
        full: its full id.
        memory: knows the formats of its items.
    """
    names = (full, model.id, model.place, model.title)
    fields = tuple(_field_shape(item, memory) for item in model.fields)
    return TableShape(full, names, fields)


def _field_shape(item: Field, memory: ParseMemory) -> FieldShape:
    form = memory.notation(item.format.text).form
    pattern = "".join(form.parts) if isinstance(form, ast.Temporal) else None
    return FieldShape(item.key, item.names, pattern)
