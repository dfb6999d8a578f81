"""What the authors of rules are told about decisions and codes, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.base.catalogue import Templates

PROBLEMS: Templates = {
    "E400": (
        '"{found}" is used twice in this table, first in line {first}.',
        "Choose an id of its own.",
    ),
    "E401": (
        'This row has a column "{found}", which is neither an input nor an output.',
        "{near}Columns of this table: {wanted}.",
    ),
    "E402": (
        'This row lacks the output "{found}".',
        "Fill the cell; write null if there is no value, or give the output a default: or optional: true.",
    ),
    "E403": ('The cell "{found}" cannot be understood: {reason}', "{wanted}"),
    "E404": (
        '"{found}" is not {wanted}, which is the type of "{key}".',
        "{near}Mend the value or the type; a number is digits and a point, without unit.",
    ),
    "E406": (
        'Hit policy "{found}" ranks outputs, but "{key}" lists no values.',
        "List values: under this output, highest priority first.",
    ),
    "E407": (
        'Hit policy "{found}" needs a single output of type number.',
        "Change the hit policy or the outputs.",
    ),
    "E408": (
        'The key "{found}" cannot name a column; rows use it for something else.',
        "Choose another key.",
    ),
    "E409": ("This row has from after until: {found}.", "Mend the dates."),
    "E410": (
        '"{found}" is not among the values listed for "{key}".',
        "Mend the value, or add it to values.",
    ),
    "E411": (
        '"{key}" holds {wanted}, but the format "{found}" writes {kind}.',
        "Mend the format or the type.",
    ),
    "E420": (
        'The key "{found}" is used twice, first in line {first}.',
        "Choose another key.",
    ),
    "E421": (
        'The output "{found}" is no step of this calculation.',
        "{near}Steps: {wanted}.",
    ),
    "E423": ("These refer to each other in a circle: {found}.", "Break it somewhere."),
    "E424": (
        'The formula uses {step} "{found}".',
        "{wanted}",
    ),
    "E425": ('"{found}" in on: is no key of this file.', "{near}"),
    "E426": ('covers "{found}" cannot be understood: {reason}', "{wanted}"),
    "E427": (
        'The default "{found}" of "{key}" is not {wanted}.',
        "{near}Mend the default or the type.",
    ),
    "E428": (
        'The default "{found}" of "{key}" is not a value that it may have ({wanted}).',
        "Mend the default; if it is right, mend covers:, values:, format: or codes:.",
    ),
    "E440": (
        'The key "{found}" is used twice, first in line {first}.',
        "Choose another key.",
    ),
    "E441": ('The format "{found}" cannot be understood: {reason}', "{wanted}"),
    "E442": (
        "Nothing says what this part is made of.",
        "Write format:, any-of: or one-of:.",
    ),
    "E443": ('The checksum names "{found}", which is no part.', "{near}"),
    "E444": (
        "The figures of the checksum do not fit together: {reason}.",
        "Compare them with the standard.",
    ),
    "E445": (
        'The example "{found}" disagrees with the rules: {reason}.',
        "Mend the example or the rules.",
    ),
    "E446": (
        'A part of an identifier cannot have the format "{found}".',
        "Use a format of characters, digits or a date; a fixed length is at most 1000, the least of several at most 64.",
    ),
    "E448": ('{what} "{found}" cannot be used.', "{wanted}"),
    "E449": (
        'The format of "{name}" holds no number {wanted}.',
        "Mend from: and until: by the format; delete them if the part is no number.",
    ),
    "E460": (
        'The code "{found}" is written twice, first in line {first}.',
        "Keep one.",
    ),
    "E461": (
        'The parent "{found}" is not in this code list.',
        "{near}Add that code, or mend this one.",
    ),
    "E462": ('The parent "{found}" leads round in a circle.', "Mend one parent:."),
    "E463": ('The level "{found}" is not listed in levels.', "Levels: {wanted}."),
    "E464": (
        'The code list "{found}" has no codes.',
        "Write codes:, or name a csv in file:; a list that is not public says slot: true.",
    ),
    "E466": (
        'The code "{found}" has not the shape of the codes of this list ({wanted}).',
        "Mend the code or shape:; in a csv saved by a spreadsheet look for lost leading zeros and columns that changed places.",
    ),
    "E467": ("This row has no code.", "Fill it in, or take the row away."),
    "E468": (
        'The status "{found}" is not known.',
        "{near}Statuses: {wanted}; declare others in statuses:.",
    ),
    "E469": (
        'The code "{found}" is valid from {first}, and ends before, on {last}: it can never be used.',
        "Mend from: or until:.",
    ),
    "E480": ("The year {found} is written twice.", "Merge the two."),
    "E481": (
        'The date "{found}" is not in or next to the year {wanted}.',
        "Mend the year.",
    ),
    "E482": ('"{found}" ends before it starts, or is too long.', "Mend the dates."),
    "E483": (
        '"{found}" is neither a Saturday nor a Sunday and needs no entry as worked.',
        "Compare it with the notice.",
    ),
    "E484": (
        "{found} is entered both as off and as worked.",
        "Compare it with the notice and keep one.",
    ),
    "E490": (
        'The reading "{found}" is not declared.',
        "{near}Declare it in readings: of document.yaml; declared: {wanted}.",
    ),
    "E491": (
        'The choice "{found}" of the reading "{reading}" is missing here.',
        "Add the line.",
    ),
    "E492": (
        '"{found}" is no choice of the reading "{reading}".',
        "Choices: {wanted}.",
    ),
    "E493": ('"{found}" is no date.', "Write YYYY-MM-DD, such as 2026-01-31."),
    "E494": ("The expression is wrong: {reason}", "{wanted}"),
    "E495": (
        'The id "{found}" is used twice, first in line {first}.',
        "Choose another id.",
    ),
    "E496": ('There is no code list or identifier "{found}".', "{near}"),
    "E498": (
        'In formulas the id "{found}" would hide a function of FEEL.',
        "Choose another id.",
    ),
}

TYPES = {
    "integer": "a whole number",
    "number": "a number",
    "string": "a text",
    "boolean": "true or false",
    "date": "a date (YYYY-MM-DD)",
    "list": "a list",
    "context": "a set of keys and values",
}
WRITTEN = {
    "integer": "whole numbers",
    "number": "numbers",
    "string": "texts",
    "boolean": "yes or no",
    "date": "dates",
    "datetime": "dates and times",
    "binary": "files",
}
"""What a format writes, and a type holds."""
MEANT = {
    "near": "Did you mean {meant}? ",
    "key": 'Keys stand here: write {meant} for "{found}".',
    "near-bare": "Take the quotes away: {meant}. ",
}
PARTS = {
    "length": ("The length", "Write 9 or 1..64, the smaller one first, at most 1000."),
    "characters": (
        "The item of characters:",
        "Write one character, or a range such as A-Z, the earlier one first.",
    ),
}
LIMITS = {
    "from": "from {low} on",
    "until": "up to {high}",
    "between": "from {low} to {high}",
}
"""Between which limits a number must be; stands in E449."""
DETAILS = {
    "weights": "there are {weights} weights for {length} characters",
    "mapping": "there are {modulus} remainders and {mapping} characters for them",
    "alphabet": 'the alphabet holds "{found}" twice',
    "length": 'the length of "{found}" is not fixed, so it cannot be weighted',
    "good": "it should pass but fails ({found})",
    "check-character": 'it should pass, but by the rule its "{found}" is "{wanted}"',
    "bad": "it should fail but passes",
    "elsewhere": 'it should fail at "{wanted}" but fails at "{found}"',
}
NONE = "(none)"
"""Stands for what there might be to choose from."""
LATE = {
    "later": ("the later step", "Move that step to before this one."),
    "itself": (
        "its own step",
        'Write the right side alone, without "key ="; for another value write its key.',
    ),
}
TROUBLES = {
    "no-row": '"{title}" has no row for {inputs}',
    "many-rows": '"{title}" has several rows for {inputs}: {rows}',
    "different-rows": 'the rows of "{title}" for {inputs} disagree: {rows}',
    "argument": '"{name}" of "{title}" cannot be {value}',
}
