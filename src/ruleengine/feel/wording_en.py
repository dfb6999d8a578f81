"""The English sentences of the expression language."""

from __future__ import annotations

SENTENCES = {
    "text-too-long": "The expression is longer than {limit} characters.",
    "too-deep": "The expression is nested deeper than {limit} levels.",
    "strange-character": 'Found "{found}", which no part of an expression starts with.',
    "unclosed": "The mark {mark} is opened here and never closed.",
    "unclosed-bracket": 'The bracket "{opener}" is never closed: "{closer}" is missing.',
    "empty": "The expression is empty; a value or a condition was wanted.",
    "ends-early": "The expression ends too early; wanted: {wanted}",
    "unexpected": 'Found "{found}"; wanted here: {wanted}',
    "number-too-large": "The number {found} is too large.",
    "mixed-arguments": "Arguments are given by name and by position; choose one way.",
    "hint-write": "Did you mean {meant} ?",
    "hint-comma": "Is a comma or an operator missing before it?",
}
