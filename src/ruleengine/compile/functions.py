"""The statistics of proficiency testing as functions that conditions may call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import types
from ruleengine.feel.errors import Fault
from ruleengine.feel.functions.signature import Function, Parameter, Signature
from ruleengine.statistics.catalogue import FUNCTIONS, StatisticsFunction

if TYPE_CHECKING:
    from ruleengine.feel.runtime import Run
    from ruleengine.feel.values import Value

TYPES: dict[str, types.Type] = {
    "number": types.NUMBER,
    "string": types.STRING,
    "list<number>": types.ListType(types.NUMBER),
}
"""The types that statistics use; looked up, because parsing one builds the grammar."""


def _is_absent(given: list[Value]) -> bool:
    """Tell whether data is absent: then there is no result, and no fault either."""
    return any(
        each is None or (isinstance(each, list) and None in each) for each in given
    )


def _function(declared: StatisticsFunction) -> Function:
    parameters = tuple(
        Parameter(each.name, (TYPES[each.type],), optional=each.is_optional)
        for each in declared.parameters
    )

    def call(_run: Run, *arguments: Value) -> Value:
        # An argument left out comes as None; the functions have defaults of their own.
        given = list(arguments)
        while given and given[-1] is None:
            given.pop()
        result: Value = declared.function(*given)
        if result is None and not _is_absent(given):
            raise Fault("no-figure", name=declared.name, needs=declared.needs)
        return result

    signature = Signature(parameters, call, TYPES[declared.result])
    return Function(declared.name, (signature,))


STATISTICS = {declared.name: _function(declared) for declared in FUNCTIONS}
"""FEEL name -> function."""
