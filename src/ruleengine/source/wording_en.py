"""Sentences about rule files that cannot be read, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.base.catalogue import Templates

PROBLEMS: Templates = {
    "E101": (
        "The file cannot be read: {reason}.",
        "Check that it exists and opens, and save it as UTF-8.",
    ),
    "E102": (
        "The file is too large: {found}, at most {wanted}.",
        "Split it into several files.",
    ),
    "E103": (
        "Nested too deep: more than {wanted} levels.",
        "No rule file needs that many; check indentation and brackets.",
    ),
    "E104": (
        "A tab character stands here.",
        "YAML is indented with spaces only; replace the tab by two spaces.",
    ),
    "E105": (
        'A full-width colon "：" stands here: {found}.',
        'Between key and value write a plain colon and a space: "{wanted}".',
    ),
    "E106": (
        'Full-width punctuation "{found}" stands here.',
        "YAML knows plain punctuation only; use {wanted}, or quote the whole text.",
    ),
    "E107": (
        "This is not valid YAML: {reason}.",
        "Compare indentation, quotes and colons with the lines around it.",
    ),
    "E108": (
        "{found} is used here; anchors and aliases are not allowed.",
        "Write the content out.",
    ),
    "E109": (
        "The tag {found} is used here; tags are not allowed.",
        "Remove it, or quote the text.",
    ),
    "E110": (
        'The key "{found}" is written twice here, first in line {first}.',
        'Keep one; two rules each need a "-" of their own.',
    ),
    "E111": (
        'The file holds more than one document (a second "---").',
        "Split it into two files.",
    ),
    "E112": (
        "The file starts with a byte-order mark (BOM).",
        "Save it as UTF-8 without BOM.",
    ),
    "E113": (
        "An invisible control character ({found}) stands here.",
        "Delete it; it often comes with pasted text.",
    ),
    "E114": (
        "A text is too long: {found} characters, at most {wanted}.",
        "Check for a missing closing quote.",
    ),
    "E115": (
        "The key here is not a word: {found}.",
        "Write the key as one word, then a colon and a space.",
    ),
    "E116": (
        "The file is empty.",
        "Start with kind: and the kind, such as kind: field-table.",
    ),
    "E117": (
        'The whole file should be made of "key: value" lines; this is {shape}.',
        "Start with kind: and the kind.",
    ),
    "E118": (
        "There is too much in it: more than {wanted} items.",
        "Split it into several files.",
    ),
    "E201": ('Unknown key "{found}".', "{near}Keys that may stand here: {wanted}."),
    "E202": ('The key "{wanted}" is missing.', "Add the line."),
    "E203": ('"{key}" is {shape} but should be {wanted}.', "{near}"),
    "E205": (
        '"{key}" is "{found}", which is not one of the choices.',
        "{near}Choices: {wanted}.",
    ),
    "E206": ('Unknown kind "{found}".', "{near}Kinds: {wanted}."),
    "E207": (
        '"{key}" is "{found}", which is not well formed.',
        "{near}Wanted: {wanted}.",
    ),
    "E208": ('"{key}" has {found} items but should have {wanted}.', ""),
    "E209": ('"{found}" stands in "{key}" more than once.', "Keep one."),
}

SHAPES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": 'lines of "key: value"',
    "array": 'a list (each item starts with "- ")',
    "null": "empty",
}

QUOTE = 'To mean a text, quote it: "{found}". '
OR = " or "
AT_LEAST = "at least {n}"
AT_MOST = "at most {n}"
FULL_WIDTH = "plain {half}"

NO_SPACE = "a space is missing after the colon"
REASONS: dict[str, str] = {
    "did not find expected '-' indicator": (
        "this line is not in line with the dash above, or lacks its own dash"
    ),
    "did not find expected key": "the indentation differs from the lines above",
}
