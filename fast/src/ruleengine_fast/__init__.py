"""The compiled part of ruleengine; it knows texts, dicts and figures, and no rule."""

from ruleengine_fast.keys import joined
from ruleengine_fast.lines import Lines, Scanner
from ruleengine_fast.octets import Utf8, counted
from ruleengine_fast.sieve import MOST, Sieve

CONTRACT = 2
"""How it is asked; ruleengine uses no other one."""

__all__ = [
    "CONTRACT",
    "MOST",
    "Lines",
    "Scanner",
    "Sieve",
    "Utf8",
    "counted",
    "joined",
]
