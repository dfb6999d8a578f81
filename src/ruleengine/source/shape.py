"""Holds a node tree to the JSON Schema of its kind; every fault at its own place."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from ruleengine.base.suggest import did_you_mean, meant, near_misses
from ruleengine.base.text import Text, listed
from ruleengine.source import wording_en, wording_zh
from ruleengine.source.catalogue import CATALOGUE, shape_name
from ruleengine.source.heads import with_heads
from ruleengine.source.node import Listing, Mapping, Node, Scalar, plain
from ruleengine.source.shape_screen import screen_of
from ruleengine.source.shipped import schemas_folder
from ruleengine.source.syntax import COLON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping as Map

    from ruleengine.base.problem import Problem
    from ruleengine.source.shape_screen import Screen

DAY_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DAY = re.compile("([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
BRACKETS = "【】［］〔〕 "
"""What people type around a list."""
BETWEEN = re.compile(r"\s*[,，、]\s*")
"""What people type between the items of a list."""
FIRST_WORD = re.compile("[，、：。（ ]")
"""What stands behind the name of a choice in what editors say of it."""
KEY_UNKNOWN = "E201"
KEY_MISSING = "E202"

KINDS = (
    "document",
    "field-table",
    "code-list",
    "identifier",
    "decision-table",
    "calculation",
    "calendar",
    "cases",
    "clauses",
)
NAMED_KINDS = ("document", "clauses", "cases")
"""Kinds that only files of certain names may have."""


def shape_problems(node: Mapping) -> Iterator[Problem]:
    """Yield everything in which a file differs from the schema of its kind."""
    kind = node.text("kind")
    if "kind" not in node:
        yield CATALOGUE.problem(KEY_MISSING, node.position, wanted="kind")
        yield from _misspelt_kind(node)
    elif kind not in KINDS:
        yield CATALOGUE.problem(
            "E206",
            node.place("kind"),
            found=kind,
            wanted=listed(KINDS),
            near=did_you_mean(kind, KINDS),
        )
    elif not _screen(kind)(node):
        whole, problems = with_heads(node, _schema(kind))
        yield from problems
        for error in _validator(kind).iter_errors(plain(whole)):
            yield from _problems(error, whole)


def in_order(node: Mapping) -> Mapping:
    """Return a file with each item under the key it belongs to."""
    kind = node.text("kind")
    return with_heads(node, _schema(kind))[0] if kind in KINDS else node


def _misspelt_kind(node: Mapping) -> Iterator[Problem]:
    for key in near_misses("kind", node.entries):
        if node.text(key) in KINDS:
            yield CATALOGUE.problem(
                KEY_UNKNOWN,
                node.keys[key],
                found=key,
                wanted="kind",
                near=meant("kind"),
            )


def misplaced(node: Mapping, wanted: str) -> Iterator[Problem]:
    """Yield a problem for a file that is not read for what it is, under its name.

    Args:
        node: the file.
        wanted: the kind that a file of this name has; empty for one with rules.
    """
    kind = node.text("kind")
    if kind in KINDS and kind != wanted and (wanted or kind in NAMED_KINDS):
        name = kind if kind in NAMED_KINDS else "rules"
        way = Text(wording_zh.NAMES[name], wording_en.NAMES[name])
        yield CATALOGUE.problem("E210", node.place("kind"), found=kind, wanted=way)


@cache
def _schema(kind: str) -> Any:
    text = (schemas_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    return json.loads(text)


@cache
def _screen(kind: str) -> Screen:
    return screen_of(_schema(kind))


@cache
def _validator(kind: str) -> Any:
    from jsonschema import Draft7Validator, validators

    checker = Draft7Validator.TYPE_CHECKER.redefine("number", _is_number)
    extend: Any = validators.extend
    return extend(Draft7Validator, type_checker=checker)(_schema(kind))


def _is_number(_checker: object, value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _problems(error: Any, root: Mapping) -> Iterator[Problem]:
    node: Node = root
    key = ""
    for step in error.absolute_path:
        if isinstance(node, Mapping):
            key = str(step)
            node = node.entries[key]
        elif isinstance(node, Listing):
            node = node.items[int(step)]
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, node)
        case "required":
            yield from _missing_keys(error, node)
        case "type":
            if not _has_choices(error):
                yield _wrong_type(error, node, key)
        case "enum" | "const":
            yield _wrong_choice(error, node, key)
        case "minItems" | "maxItems" | "minProperties":
            yield _wrong_count(error, node, key)
        case "uniqueItems":
            yield CATALOGUE.problem(
                "E209", node.position, found=_repeated(node), key=key
            )
        case _:
            wanted = _form(error.validator, error.validator_value)
            found = node.text if isinstance(node, Scalar) else "…"
            yield CATALOGUE.problem(
                "E207", node.position, found=found, wanted=wanted, key=key
            )


def _unknown_keys(error: Any, node: Node) -> Iterator[Problem]:
    if not isinstance(node, Mapping):
        return
    properties = error.schema.get("properties", {})
    known = tuple(properties)
    called = {each.get("title", ""): key for key, each in properties.items()}
    for key in node.entries:
        if key not in known:
            yield CATALOGUE.problem(
                KEY_UNKNOWN,
                node.keys[key],
                found=key,
                wanted=listed(known),
                near=did_you_mean(key, known) or _by_its_name(key, called),
            )


def _by_its_name(word: str, called: Map[str, str]) -> Text | str:
    """Return the "did you mean" sentence for a word typed as editors show it: 名称."""
    for name, meaning in called.items():
        if word and name and (name.startswith(word) or word.startswith(name)):
            return meant(meaning)
    return ""


def _missing_keys(error: Any, node: Node) -> Iterator[Problem]:
    # jsonschema reports each missing key as an error of its own; the one meant here
    # is the only key that its message quotes.
    for key in error.validator_value:
        if error.message.startswith(f"{key!r} "):
            yield CATALOGUE.problem(KEY_MISSING, node.position, wanted=key)


def _has_choices(error: Any) -> bool:
    """Tell whether the schema names the words to choose from; E205 then lists them."""
    schema = error.schema
    return not {"enum", "const"}.isdisjoint((*schema, *schema.get("else", ())))


def _form(validator: str, value: object) -> Text:
    """Return the words for what a keyword of the schema demands of a text or figure."""
    said = f"{validator} {value}"
    name = said if said in wording_zh.FORMS else validator
    return Text(
        wording_zh.FORMS.get(name, said).format(n=value),
        wording_en.FORMS.get(name, said).format(n=value),
    )


def _wrong_type(error: Any, node: Node, key: str) -> Problem:
    wanted = error.validator_value
    shapes = [wanted] if isinstance(wanted, str) else list(wanted)
    return CATALOGUE.problem(
        "E203",
        node.position,
        found=node.text if isinstance(node, Scalar) else "",
        key=key or Text("这里", "this place"),
        wanted=Text(
            wording_zh.OR.join(wording_zh.SHAPES[s] for s in shapes),
            wording_en.OR.join(wording_en.SHAPES[s] for s in shapes),
        ),
        near=_way_out(node, shapes, error.schema),
        shape=shape_name(_shape_of(node)),
    )


def _way_out(node: Node, shapes: list[str], schema: Any) -> Text | str:
    """Return how a scalar of a wrong shape is to be written; nothing for other nodes."""
    if not isinstance(node, Scalar):
        return ""
    name = _meant(node.text, shapes, schema)
    if name not in wording_zh.WAYS_OUT:
        return ""
    found = node.text.strip(BRACKETS)
    if name == "array":
        found = BETWEEN.sub(", ", found)
    digits = DAY.fullmatch(node.text)
    day = "-".join(digits.groups()) if digits else ""
    facts = {"found": found, "first": found.partition(", ")[0], "day": day}
    return Text(
        wording_zh.WAYS_OUT[name].format_map(facts),
        wording_en.WAYS_OUT[name].format_map(facts),
    )


def _meant(text: str, shapes: list[str], schema: Any) -> str:
    """Return the key of the way out: what was to be written, of the shapes allowed."""
    if not text:
        return "null"
    if "object" in shapes and COLON.match(text):
        return "object"
    known = ("string", "boolean", "array", "integer", "number")
    shape = next((each for each in known if each in shapes), "")
    if shape == "array" and schema.get("items", {}).get("type") == "object":
        return "array of objects"
    if shape == "string" and DAY.fullmatch(text) and _wants_a_day(schema):
        return "day"
    return shape


def _wants_a_day(schema: Any) -> bool:
    """Tell whether a text should be a date: its pattern or its examples say so."""
    examples = schema.get("examples", ())
    return schema.get("pattern") == DAY_PATTERN or any(map(DAY.fullmatch, examples))


def _shape_of(node: Node) -> str:
    match node:
        case Listing():
            return "array"
        case Mapping():
            return "object"
        case Scalar():
            value = node.value
    if value is None:
        return "null"
    names = {bool: "boolean", int: "integer", Decimal: "number", str: "string"}
    return names[type(value)]


def _wrong_choice(error: Any, node: Node, key: str) -> Problem:
    value = error.validator_value
    choices = [
        str(choice) for choice in (value if isinstance(value, list) else [value])
    ]
    found = node.text if isinstance(node, Scalar) else "…"
    says = error.schema.get("markdownEnumDescriptions", ())
    called = {
        FIRST_WORD.split(said)[0]: each
        for said, each in zip(says, choices, strict=False)
    }
    return CATALOGUE.problem(
        "E205",
        node.position,
        found=found,
        wanted=listed(choices),
        key=key,
        near=did_you_mean(found, choices) or _by_its_name(found, called),
    )


def _wrong_count(error: Any, node: Node, key: str) -> Problem:
    size = len(node.items) if isinstance(node, Listing) else 0
    most = error.validator == "maxItems"
    bound = {"n": error.validator_value}
    return CATALOGUE.problem(
        "E208",
        node.position,
        found=str(size),
        key=key,
        wanted=Text(
            (wording_zh.AT_MOST if most else wording_zh.AT_LEAST).format_map(bound),
            (wording_en.AT_MOST if most else wording_en.AT_LEAST).format_map(bound),
        ),
    )


def _repeated(node: Node) -> str:
    items = node.items if isinstance(node, Listing) else ()
    texts = [item.text for item in items if isinstance(item, Scalar)]
    return next((text for text in texts if texts.count(text) > 1), "…")
