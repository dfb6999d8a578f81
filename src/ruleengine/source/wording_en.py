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
        "A mark or space that is not plain stands here: {found}.",
        "Use {wanted}, or quote the whole text.",
    ),
    "E107": (
        "This is not valid YAML: {reason}.",
        "{hint}",
    ),
    "E108": (
        "{found} is used here{times}; anchors and aliases are not allowed.",
        "Write the content out; where these very characters are meant, quote them.",
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
        "Delete it, or type a plain space; it often comes with pasted text.",
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
    "E119": (
        'The first line of a csv names its columns, "{missing}" among them; here it is: {found}.',
        "Write a first line like code,name with plain commas. Columns: {wanted}.",
    ),
    "E120": (
        'The column "{found}" of the csv is not known, or stands twice.',
        "{near}Columns: {wanted}.",
    ),
    "E121": (
        "From this row on a quote is not closed.",
        "A cell with a comma, quote or line break stands in plain double quotes; quotes in it are doubled.",
    ),
    "E122": (
        "This row has {found} cells, the first line has {wanted} columns.",
        "Quote a cell that holds a comma; keep the commas of empty cells.",
    ),
    "E123": (
        '"{found}" is no item of a list: it continues the text of line {first} and is part of it.',
        "Probably a key is missing above it (such as aliases:), or it is indented too far; for a text of several lines put | behind the colon.",
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
        "Wanted: {wanted}.",
    ),
    "E208": ('"{key}" has {found} items but should have {wanted}.', ""),
    "E209": ('"{found}" stands in "{key}" more than once.', "Keep one."),
    "E210": ('"kind: {found}" has no effect in a file of this name.', "{wanted}."),
    "E211": (
        'From here on these are items of "{wanted}", but they stand under "{found}".',
        'Put the line "{wanted}:" in front of this one.',
    ),
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

WAYS_OUT = {
    "string": 'To mean a text, quote it: "{found}".',
    "day": "Write the date as {day}.",
    "boolean": "Write true or false, without quotes.",
    "array": 'Write [{found}], or each item on a line of its own, such as "- {first}".',
    "array of objects": 'Start each item with "- " on a line of its own, one "key: value" to a line; what was pasted from a sheet has to be written like that.',
    "object": 'Full-width colons "：" stand between keys and values; write a colon and a space instead, line by line.',
    "integer": "Write plain digits only: no quotes, no zeros in front, no unit.",
    "number": "Write plain digits and a point only: no quotes, no unit.",
    "null": "Write something after the colon, or delete the line.",
}
FORMS = {
    "pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a date like 2026-01-31",
    "pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}([.][.][0-9]{4}-[0-9]{2}-[0-9]{2})?$": (
        "a date or a span of dates, like 2026-01-31 or 2026-01-31..2026-02-06"
    ),
    "pattern ^[A-Za-z][A-Za-z0-9-]*$": "a letter, then letters, digits and hyphens",
    "pattern ^[a-z][a-z0-9-]*$": (
        "a small letter, then small letters, digits and hyphens"
    ),
    "pattern ^[a-z][a-z0-9_]*$": (
        "a small letter, then small letters, digits and underscores"
    ),
    "pattern ^[^\\s./]+$": "a text without spaces, dots and slashes, like C1",
    "pattern ^[^ ]+( (error|warning|info))?$": (
        "the id of a rule; its severity after a space: error, warning or info"
    ),
    "pattern ^\\S(?:[\\s\\S]*\\S)?$": "a text that is not blank, without spaces around it",
    "minLength": "a text that is not empty",
    "minimum": "a number from {n}",
    "maximum": "a number up to {n}",
}
NAMES = {
    "document": "The document stands in document.yaml, one in each folder",
    "clauses": "Clauses stand in clauses.yaml",
    "cases": "The name of a file of cases ends in .cases.yaml",
    "rules": "No rules stand in document.yaml, clauses.yaml or *.cases.yaml; choose another name",
}
OR = " or "
AT_LEAST = "at least {n}"
AT_MOST = "at most {n}"

COMPARE = "Compare indentation, quotes and colons with the lines around it."
REASONS: dict[str, tuple[str, str]] = {
    "colon": ("a space is missing after the colon", "Put a space after the colon."),
    "dash": ("a space is missing after the dash", "Put a space after the dash."),
    "bullet": (
        'each item of a list begins with "- "',
        'Write a plain "-" and a space in place of the mark in front of this line.',
    ),
    "mapping keys are not allowed in this context": (
        'a "?" cannot stand alone here',
        'Write what belongs there; put a "?" that is a text in quotes.',
    ),
    "after a bracket": (
        "text follows a bracket",
        "A [ or { in front begins a list; if all of it is text, put it in quotes.",
    ),
    "after a quote": (
        "text follows after a closing quote",
        "Quote the whole text; see whether the text before lacks its closing quote.",
    ),
    "did not find expected ',' or ']'": (
        "a comma or ] is missing in the brackets",
        "Add a plain , or ].",
    ),
    "did not find expected ',' or '}'": (
        "a comma or } is missing in the braces",
        "Add a plain , or }.",
    ),
    "did not find expected '-' indicator": (
        "this line is not in line with the dash above, or lacks its own dash",
        "Put it in line with the others of the list.",
    ),
    "did not find expected key": (
        "the indentation differs from the lines above",
        "Put it in line with the keys of its level.",
    ),
    "mapping values are not allowed in this context": (
        "there is a second colon here",
        "If a new key starts here, put it in line with its level; if the text itself holds a colon, quote the whole text.",
    ),
    "found unexpected end of stream": (
        "a quote is opened here and never closed",
        "Add the closing quote.",
    ),
    "found character that cannot start any token": (
        "no text may start with this character",
        "Quote the whole text.",
    ),
    "could not find expected ':'": (
        "a colon is missing after the key",
        'Write it as "key: value".',
    ),
    "did not find expected comment or line break": (
        "a text that starts with > or | must be quoted",
        "Quote the whole text, such as '>= 1'.",
    ),
    "found a tab character that violates indentation": (
        "there is a tab in the indentation",
        "Replace the tab by spaces.",
    ),
    "block sequence entries are not allowed in this context": (
        "a list cannot start on the line of its key",
        "Begin the list on the next line; quote a text that starts with a dash.",
    ),
    "did not find expected node content": (
        "something is missing here, or there is a mark too much",
        "Quote a text that starts with such a mark.",
    ),
    "did not find expected <document start>": (
        "the file has ended before this line",
        'Delete a line of "..." or one that starts with %.',
    ),
    "found unknown escape character": (
        "a backslash in double quotes means something else",
        "Use single quotes, or write the backslash twice.",
    ),
    "did not find expected alphabetic or numeric character": (
        "no text may start with & or *",
        "Quote the whole text.",
    ),
}
"""What is wrong with the syntax, and how to mend it."""

REPEATED = " ({n} times, first in lines {lines})"
