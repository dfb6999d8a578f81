"""Sentences about rules that do not fit together, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.base.catalogue import Templates

PROBLEMS: Templates = {
    "E204": ('The format "{found}" is not valid: {reason}', "{hint}"),
    "E301": ("The condition is not well formed: {reason}", "{hint}"),
    "E302": ("The condition cannot be right: {reason}", "{hint}"),
    "E303": ('There is no {what} "{found}".', "{near}There are: {wanted}."),
    "E304": (
        'The id "{found}" is used more than once, also in {other}, line {line}.',
        "An id may be used once in a pack; choose another, or take a copy away.",
    ),
    "E305": (
        'The key "{found}" is used more than once in this table.',
        "Give each item a key of its own.",
    ),
    "E308": (
        'The item name "{found}" occurs more than once in this table.',
        "A name is unique within its table (annex A.2 rule 1).",
    ),
    "E309": (
        'The value "{found}" of the domain does not fit the format "{format}".',
        "Check the domain or the format.",
    ),
    "E310": (
        'The default "{found}" is not among the choices.',
        "{near}Choices: {wanted}.",
    ),
    "E311": (
        'The date "{found}" of the validity is not a date.',
        "Write it like 2026-01-08.",
    ),
    "E312": (
        "fields: has {found} items here, target: has {wanted}.",
        "They go together one by one; write as many of each.",
    ),
    "E313": (
        "The validity starts on {found} and ends before, on {wanted}.",
        "Mend from: or until:.",
    ),
    "E314": (
        'Two editions of "{found}" are in force from the same day, the other in {other}; which one counts is not known.',
        "Keep one of them; keep a draft in a folder of its own. If one follows the other, write different days under effective: from.",
    ),
    "E315": (
        'The choice "{found}" of reading "{reading}" is written twice, first in line {first}.',
        "Keep one, or give the other a name of its own.",
    ),
    "E316": (
        'Related records are called "{found}", as an item of this table or earlier related records are.',
        "Choose another name for them, in the conditions too.",
    ),
    "E586": (
        'Nothing here can be called "{found}": in conditions and formulas that is the date of the rules.',
        "Choose another name or key.",
    ),
}

KEY_THERE = 'Items of related records go by their keys: write {key} for "{found}".'
CUT_OFF = "If # follows, YAML took the rest for a comment: put the whole value between single quotes."

NOT_READ = 'The pack "{pack}" was not read: name it in the command too (its folder, or the name of a shipped one). '
NOUNS = {
    "table": "table",
    "field": "field",
    "codes": "code list or identifier",
}
