"""How much one expression may cost; over a limit there is an error, never a hang."""

from __future__ import annotations

TEXT_LENGTH = 65_536
"""Characters of an expression."""
NESTING = 120
"""Levels of the syntax tree."""
STEPS = 1_000_000
"""Loop turns, function calls and list items that one evaluation may use."""
CALLS = 60
"""Function literals that may be open within each other."""
STRING_LENGTH = 1_000_000
"""Characters of a computed text."""
LIST_LENGTH = 100_000
"""Items of a computed list."""
DATA_DEPTH = 100
"""Levels of a value that is handed in."""
REASONS = 50
"""Reasons that are kept of one evaluation."""
EXPONENT = 6144
"""Largest decimal exponent, as in IEEE 754 decimal128."""
PATTERN_LENGTH = 2_000
"""Characters of a regular expression."""
