"""Derivations as plain data: each step with its value, formula, inputs, row, clauses.

In: the trail of a session. Out: dictionaries of text, booleans, lists and null, with
figures as decimal text, so that nothing is lost on the way to JSON.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen
from ruleengine.feel.text_of import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.compile.decisions_session import StepFact
    from ruleengine.feel.values import Value

Plain = None | str | bool | list[Any] | dict[str, Any]


@frozen(kw_only=True, guarded=True)
class Step:
    """One line of a derivation, checkable with a pencil.

    Steps stand in the order in which they are finished: what a called table or
    calculation did comes before the step that called it, under ``<id>`` or
    ``<id>.<key>``; the same call is shown once.
    """

    name: str
    title: str
    symbol: str
    value: Value
    unit: str
    decimals: int | None
    formula: str | None
    """The expression as written; None for a table."""
    inputs: Mapping[str, Value]
    row: str | None
    """Ids of the rows that held, joined by commas; None for a formula."""
    clauses: tuple[str, ...]
    decision: str
    """Full id of the table or calculation it belongs to."""

    def to_dict(self) -> dict[str, Any]:
        """Return the step as the contract publishes it."""
        return {
            "name": self.name,
            "value": plain(self.value, self.decimals),
            "unit": self.unit or None,
            "formula": self.formula,
            "inputs": {name: plain(value) for name, value in self.inputs.items()},
            "row": self.row,
            "clauses": list(self.clauses),
            "title": self.title,
            "symbol": self.symbol or None,
            "decision": self.decision,
        }


def step_of(fact: StepFact) -> Step:
    """Return a line of a trail as a step."""
    return Step(
        name=fact.name,
        title=fact.title,
        symbol=fact.symbol,
        value=fact.value,
        unit=fact.unit,
        decimals=fact.decimals,
        formula=fact.formula or None,
        inputs=fact.inputs,
        row=", ".join(fact.rows) or None,
        clauses=fact.clauses,
        decision=fact.decision,
    )


def plain(value: Value, decimals: int | None = None) -> Plain:
    """Return a FEEL value as data for JSON.

    Args:
        value: the value.
        decimals: how many decimals a figure is written with; None: as many as it has,
            zeros at the end left out. A figure that has more is shown as it is.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Decimal):
        return figure(value, decimals)
    if isinstance(value, list | tuple):
        return [plain(item, decimals) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return text_of(value)


def figure(value: Decimal, decimals: int | None = None) -> str:
    """Return a figure in plain digits; see ``plain``."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in {"-0", ""}:
        text = "0"
    if decimals is None:
        return text
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction.ljust(decimals, '0')}" if decimals else text
