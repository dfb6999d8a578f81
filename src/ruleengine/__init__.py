"""Rules as data: validate records and compute figures by the rules of standards.

>>> import ruleengine
>>> rules = ruleengine.load("ptdata")
>>> report = rules.check([{"结果提交日期": "20230230"}], table="T06")
>>> report.ok
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Finding",
    "InputError",
    "InputRows",
    "Number",
    "Progress",
    "Report",
    "Result",
    "RulePackError",
    "Ruleset",
    "UsageError",
    "__version__",
    "feel",
    "load",
    "notation",
]

if TYPE_CHECKING:
    from ruleengine import feel, notation
    from ruleengine.api.input_rows import InputRows
    from ruleengine.api.loading import load
    from ruleengine.api.report import Report
    from ruleengine.api.results import Number, Result
    from ruleengine.api.ruleset import Ruleset
    from ruleengine.base.finding import Finding
    from ruleengine.base.problem import InputError, RulePackError, UsageError
    from ruleengine.base.progress import Progress

_HOMES = {
    "Finding": "ruleengine.base.finding",
    "InputError": "ruleengine.base.problem",
    "InputRows": "ruleengine.api.input_rows",
    "Number": "ruleengine.api.results",
    "Progress": "ruleengine.base.progress",
    "Report": "ruleengine.api.report",
    "Result": "ruleengine.api.results",
    "RulePackError": "ruleengine.base.problem",
    "Ruleset": "ruleengine.api.ruleset",
    "UsageError": "ruleengine.base.problem",
    "load": "ruleengine.api.loading",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: start-up time counts."""
    import importlib

    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    if name in {"arrow", "feel", "notation"}:
        return importlib.import_module(f"ruleengine.{name}")
    raise AttributeError(f"module 'ruleengine' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, also those that are not loaded yet."""
    return sorted({*globals(), *__all__, "arrow"})
