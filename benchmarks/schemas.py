"""JSON Schemas of the tables, for the tools that take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.tables import BOTH_OR_NEITHER, TABLE_6, TABLE_7

if TYPE_CHECKING:
    from benchmarks.tables import Column, Level


def schema_6(level: Level) -> dict[str, Any]:
    """Return the schema of one record of table 6."""
    pairs = {
        key: [other] for pair in BOTH_OR_NEITHER for key, other in (pair, pair[::-1])
    }
    return {**_schema(TABLE_6, level), "dependentRequired": pairs}


def schema_7() -> dict[str, Any]:
    """Return the schema of one record of table 7; it has no words for the four rules.

    Only "both or neither" can be said.
    """
    pair = {"robust_mean": ["robust_sd"], "robust_sd": ["robust_mean"]}
    return {**_schema(TABLE_7, "plain"), "dependentRequired": pair}


def draft_7(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema in the words of draft 7."""
    told = dict(schema, **{"$schema": "http://json-schema.org/draft-07/schema#"})
    told["dependencies"] = told.pop("dependentRequired")
    return told


def _schema(columns: tuple[Column, ...], level: Level) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "required": [column.key for column in columns if column.required],
        "properties": {column.key: _value(column, level) for column in columns},
    }


def _value(column: Column, level: Level) -> dict[str, Any]:
    if column.values:
        return {"enum": list(column.values)}
    limits: dict[str, Any] = {"type": "string"}
    if column.form == "text":
        limits |= {"minLength": 1, "maxLength": column.most}
    if regex := column.regex(level):
        limits["pattern"] = regex
    return limits
