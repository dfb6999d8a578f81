"""FEEL, the expression language of OMG DMN 1.5: text -> AST -> evaluator.

Takes text and plain values, gives plain values. Knows neither YAML nor rule packs.
Names are loaded when they are asked for, since start-up time counts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.feel import ast, print, types  # noqa: A004  the published name
    from ruleengine.feel.checker import check, type_of_expression
    from ruleengine.feel.errors import FeelError, Reason
    from ruleengine.feel.functions.signature import Function, Parameter, Signature
    from ruleengine.feel.parser import parse, parse_unary_tests
    from ruleengine.feel.program import (
        Outcome,
        Program,
        compile_expression as compile,  # noqa: A004  the published name
        evaluate,
    )
    from ruleengine.feel.runtime import KEPT, Calendar
    from ruleengine.feel.scope_types import FeelProblem
    from ruleengine.feel.temporal import (
        Date,
        DateTime,
        DayTimeDuration,
        Time,
        YearMonthDuration,
    )
    from ruleengine.feel.values import FeelFunction, Range, ready

_HOMES = {
    "check": ("checker", "check"),
    "type_of_expression": ("checker", "type_of_expression"),
    "FeelProblem": ("scope_types", "FeelProblem"),
    "Outcome": ("program", "Outcome"),
    "Program": ("program", "Program"),
    "compile": ("program", "compile_expression"),
    "evaluate": ("program", "evaluate"),
    "FeelError": ("errors", "FeelError"),
    "Reason": ("errors", "Reason"),
    "Function": ("functions.signature", "Function"),
    "Parameter": ("functions.signature", "Parameter"),
    "Signature": ("functions.signature", "Signature"),
    "parse": ("parser", "parse"),
    "parse_unary_tests": ("parser", "parse_unary_tests"),
    "Calendar": ("runtime", "Calendar"),
    "KEPT": ("runtime", "KEPT"),
    "Date": ("temporal", "Date"),
    "DateTime": ("temporal", "DateTime"),
    "DayTimeDuration": ("temporal", "DayTimeDuration"),
    "Time": ("temporal", "Time"),
    "YearMonthDuration": ("temporal", "YearMonthDuration"),
    "FeelFunction": ("values", "FeelFunction"),
    "Range": ("values", "Range"),
    "ready": ("values", "ready"),
}

__all__ = [
    "KEPT",
    "Calendar",
    "Date",
    "DateTime",
    "DayTimeDuration",
    "FeelError",
    "FeelFunction",
    "FeelProblem",
    "Function",
    "Outcome",
    "Parameter",
    "Program",
    "Range",
    "Reason",
    "Signature",
    "Time",
    "YearMonthDuration",
    "ast",
    "check",
    "compile",
    "evaluate",
    "parse",
    "parse_unary_tests",
    "print",
    "ready",
    "type_of_expression",
    "types",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        module, attribute = _HOMES[name]
        value: object = getattr(import_module(f"{__name__}.{module}"), attribute)
    elif name in ("ast", "print", "types"):
        value = import_module(f"{__name__}.{name}")
    else:
        raise AttributeError(name)
    globals()[name] = value
    return value
