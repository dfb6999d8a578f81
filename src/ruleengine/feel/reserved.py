"""The words of FEEL that are no names, and marks of other languages."""

from __future__ import annotations

KEYWORDS = {
    "true": "TRUE",
    "false": "FALSE",
    "null": "NULL",
    "and": "AND",
    "or": "OR",
    "in": "IN",
    "between": "BETWEEN",
    "if": "IF",
    "then": "THEN",
    "else": "ELSE",
    "for": "FOR",
    "return": "RETURN",
    "some": "SOME",
    "every": "EVERY",
    "satisfies": "SATISFIES",
    "function": "FUNCTION",
}
"""Word -> terminal of the grammar."""
OTHER_SPELLINGS = {
    "==": "=",
    "<>": "!=",
    "&&": "and",
    "||": "or",
    "=<": "<=",
    "=>": ">=",
    "'": '"',
    "!": "not( )",
    "^": "**",
    ";": ",",
}
"""ASCII that other languages have, with what it is here."""
