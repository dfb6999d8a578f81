"""Pages about the functions that conditions and formulas may call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.explain_page import Page
from ruleengine.compile.functions import STATISTICS
from ruleengine.feel.library import FUNCTIONS
from ruleengine.statistics.catalogue import FUNCTIONS as OF_STATISTICS

if TYPE_CHECKING:
    from ruleengine.feel.functions.signature import Parameter, Signature

NAMES = (*FUNCTIONS, *STATISTICS)


def function_page(name: str) -> Page | None:
    """Explain a function; None when there is none of that name."""
    function = FUNCTIONS.get(name) or STATISTICS.get(name)
    if function is None:
        return None
    page = Page("function", name, "")
    calls = [_call(name, signature) for signature in function.signatures]
    page.facts["calls"] = calls
    for call in calls:
        page.add("calls", call)
    for each in OF_STATISTICS:
        if each.name == name:
            page.say("function.says", says=each.summary)
            page.say("function.needs", needs=each.needs)
            page.facts["standard"] = each.standard
            for clause in each.standard.split("; "):
                page.add("clauses", clause)
    return page


def _call(name: str, signature: Signature) -> str:
    given = [_parameter(each) for each in signature.parameters]
    if signature.variadic:
        given.append("...")
    return f"{name}({', '.join(given)}): {signature.result}"


def _parameter(parameter: Parameter) -> str:
    kinds = " | ".join(map(str, parameter.kinds)) or "Any"
    text = f"{parameter.name}: {kinds}"
    return f"[{text}]" if parameter.optional else text
