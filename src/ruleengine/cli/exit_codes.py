"""Exit codes, as the contract has them; never the number of errors."""

from __future__ import annotations

FINE = 0
FINDINGS = 1
"""Findings at or above ``--fail-on``, or problems where finding them is the job."""
USAGE = 2
RULES = 3
"""The rules do not load."""
INPUT = 4
"""Input that cannot be read, or is over a limit."""
INTERNAL = 70
INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""
PIPE_CLOSED = 141
"""128 + SIGPIPE: whoever read the output has gone."""
