"""The schema of a kind as tests on nodes, for the many files that have no fault.

In: a JSON Schema. Out: a test that says of a node tree that it surely holds to the schema.
Where it does not say so, jsonschema has to be asked, which also tells what is wrong. A
keyword that is not known here is never surely held, so that a new one is only slower.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ruleengine.source.node import Listing, Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping as Map

    Schema = Map[str, Any]
    Screen = Callable[[Node], bool]

SILENT = {
    *("$schema", "$id", "title", "description", "examples", "defaultSnippets"),
    *("markdownDescription", "markdownEnumDescriptions"),
}
"""Keywords that demand nothing."""
KNOWN = SILENT | {
    *("type", "const", "enum", "if", "then", "else"),
    *("minLength", "pattern", "minimum", "maximum"),
    *("items", "minItems", "maxItems", "uniqueItems"),
    *("properties", "required", "additionalProperties"),
}
IF_OBJECT = {"type": "object"}
"""The one condition of ``if`` that is known."""
ENDLESS = float("inf")


def screen_of(schema: Any) -> Screen:
    """Return the test whether a node surely holds to a schema."""
    if not isinstance(schema, dict) or not schema.keys() <= KNOWN:
        return _unknown
    if schema.get("if", IF_OBJECT) != IF_OBJECT:
        return _unknown
    types = _types(schema)
    mapping = _mapping_screen(schema) if "object" in types else _unknown
    listing = _listing_screen(schema) if "array" in types else _unknown
    scalar = _scalar_screen(schema, types)
    then = screen_of(schema["then"]) if "then" in schema else _anything
    other = screen_of(schema["else"]) if "else" in schema else _anything

    def holds(node: Node) -> bool:
        if isinstance(node, Scalar):
            return scalar(node) and other(node)
        if isinstance(node, Mapping):
            return mapping(node) and then(node)
        return listing(node) and other(node)

    return holds


def _unknown(_node: Node) -> bool:
    return False


def _anything(_node: Node) -> bool:
    return True


def _types(schema: Schema) -> frozenset[str]:
    every = ("object", "array", "string", "number", "boolean", "null")
    named = schema.get("type", every)
    types = frozenset([named] if isinstance(named, str) else named)
    return types | {"integer"} if "number" in types else types


def _mapping_screen(schema: Schema) -> Callable[[Mapping], bool]:
    if "const" in schema or "enum" in schema:
        return _unknown
    required = schema.get("required", ())
    properties = {
        key: screen_of(each) for key, each in schema.get("properties", {}).items()
    }
    more = schema.get("additionalProperties", True)
    others = screen_of(more) if isinstance(more, dict) else _anything
    closed = more is False

    def holds(node: Mapping) -> bool:
        entries = node.entries
        if closed and not entries.keys() <= properties.keys():
            return False
        if not all(key in entries for key in required):
            return False
        return all(properties.get(key, others)(each) for key, each in entries.items())

    return holds


def _listing_screen(schema: Schema) -> Callable[[Listing], bool]:
    if "const" in schema or "enum" in schema:
        return _unknown
    least, most = schema.get("minItems", 0), schema.get("maxItems", ENDLESS)
    item = screen_of(schema["items"]) if "items" in schema else _anything
    unique = schema.get("uniqueItems", False)

    def holds(node: Listing) -> bool:
        if not least <= len(node.items) <= most or (unique and not _all_differ(node)):
            return False
        return all(map(item, node.items))

    return holds


def _all_differ(node: Listing) -> bool:
    """Tell whether items surely differ: scalars of different values, or one alone."""
    values = {item.value for item in node.items if isinstance(item, Scalar)}
    return len(values) == len(node.items) or len(node.items) == 1


def _scalar_screen(schema: Schema, types: frozenset[str]) -> Callable[[Scalar], bool]:
    text, number = _text_screen(schema), _number_screen(schema)
    chosen = "const" in schema or "enum" in schema

    def holds(node: Scalar) -> bool:
        value = node.value
        if isinstance(value, str):
            return "string" in types and text(value)
        if chosen:
            return False
        if value is None or isinstance(value, bool):
            return ("null" if value is None else "boolean") in types
        return ("integer" if isinstance(value, int) else "number") in types and number(
            value
        )

    return holds


def _text_screen(schema: Schema) -> Callable[[str], bool]:
    least = schema.get("minLength", 0)
    pattern = re.compile(schema.get("pattern", ""))
    const = [schema["const"]] if "const" in schema else None
    choices = [each for each in (const, schema.get("enum")) if each is not None]

    def holds(text: str) -> bool:
        if len(text) < least or not pattern.search(text):
            return False
        return all(text in each for each in choices)

    return holds


def _number_screen(schema: Schema) -> Callable[[Any], bool]:
    least, most = schema.get("minimum", -ENDLESS), schema.get("maximum", ENDLESS)
    return lambda value: bool(least <= value <= most)
