"""The data-format notation of GB/T 19488.1: text such as ``an..200`` -> AST -> matcher.

In: the text of a format, the lexical form of values. Out: syntax trees with positions,
matchers, explanations, regexes, samples. Knows neither YAML nor rule packs.
"""

from ruleengine.notation.ast import Form, print_form
from ruleengine.notation.error import NotationError
from ruleengine.notation.fault import REASONS, Fault
from ruleengine.notation.from_form import matcher
from ruleengine.notation.matcher import Matcher
from ruleengine.notation.notation import Notation, parse
from ruleengine.notation.readings import DEFAULT, Readings
from ruleengine.notation.typed import Typed, converter

__all__ = [
    "DEFAULT",
    "REASONS",
    "Fault",
    "Form",
    "Matcher",
    "Notation",
    "NotationError",
    "Readings",
    "Typed",
    "converter",
    "matcher",
    "parse",
    "print_form",
]
