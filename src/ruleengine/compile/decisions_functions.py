"""Decisions as FEEL functions: named by their id, hyphens as spaces.

In: models of a pack. Out: declarations that formulas are compiled against. What is
called is looked up in the session when a formula runs, so the order in which decisions
are compiled does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.lazy import LazyMapping
from ruleengine.compile.callables import KINDS, spoken
from ruleengine.compile.decisions_hits import LISTING, policy_name
from ruleengine.compile.decisions_session import Session
from ruleengine.compile.decisions_values import feel_type
from ruleengine.feel import types
from ruleengine.feel.functions.signature import Function, Parameter, Signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ruleengine.compile.code_lists import Codes
    from ruleengine.feel.runtime import Run
    from ruleengine.feel.types import Type
    from ruleengine.feel.values import Value
    from ruleengine.model.calculation import Calculation
    from ruleengine.model.datum import Datum
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.model.identifier import Identifier
    from ruleengine.model.rule_pack import RulePack

ENTRY = types.ContextType(
    (
        ("code", types.STRING),
        ("name", types.STRING),
        ("status", types.STRING),
        ("parents", types.ListType(types.STRING)),
        ("printed", types.STRING),
        ("level", types.STRING),
    )
)
"""What a code list gives for a code."""


class CodesCall:
    """A code list as formulas call it."""

    __slots__ = ("codes",)

    def __init__(self, codes: Codes) -> None:
        self.codes = codes

    def call(self, session: Session, arguments: Sequence[Value]) -> Value:
        """Return what is known of a code, or of what data may hold instead of it."""
        del session
        text = arguments[0]
        if not isinstance(text, str):
            return None
        entry = self.codes.entries.get(text) or self.codes.find(text)
        return entry.to_context() if entry else None


def functions_of(pack: RulePack) -> Mapping[str, Function]:
    """Return the functions of a pack by the names that formulas call."""
    declare: dict[str, Callable[[str], Function]] = {
        "decision-table": lambda local: _table(pack.decision_table(local)),
        "calculation": lambda local: _calculation(pack.calculation(local)),
        "identifier": lambda local: _identifier(pack.identifier(local)),
        "code-list": _lookup,
    }
    heads = {spoken(head.id): head for kind in KINDS for head in pack.heads(kind)}
    return LazyMapping(heads, lambda name: declare[heads[name].kind](heads[name].id))


def _table(written: DecisionTable) -> Function:
    results = [(output.key, feel_type(output.type)) for output in written.outputs]
    plain = written.hit.reading is None and not _lists(written)
    result = _result(results) if plain else types.ANY
    return _function(written.id, written.inputs, result)


def _lists(written: DecisionTable) -> bool:
    return policy_name(written.hit.choices[""].text) in LISTING


def _calculation(written: Calculation) -> Function:
    kinds = {step.key: feel_type(step.type) for step in written.steps}
    results = [(o.text, kinds.get(o.text, types.ANY)) for o in written.outputs]
    return _function(written.id, written.inputs, _result(results))


def _identifier(written: Identifier) -> Function:
    parts = tuple((part.key, types.STRING) for part in written.parts)
    return _of_text(written.id, types.ContextType(parts))


def _lookup(name: str) -> Function:
    return _of_text(name, ENTRY)


def _result(results: Sequence[tuple[str, Type]]) -> Type:
    return results[0][1] if len(results) == 1 else types.ContextType(tuple(results))


def _of_text(name: str, result: Type) -> Function:
    value = Parameter("value", (types.STRING,), nullable=True)
    return _declared(name, (value,), result)


def _function(name: str, data: Iterable[Datum], result: Type) -> Function:
    parameters = tuple(
        Parameter(
            datum.key,
            (feel_type(datum.type),),
            optional=datum.optional or datum.default is not None,
            nullable=True,
        )
        for datum in data
    )
    return _declared(name, parameters, result)


def _declared(name: str, parameters: tuple[Parameter, ...], result: Type) -> Function:
    called = spoken(name)

    def call(run: Run, *arguments: Value) -> Value:
        session = run.calendar
        if not isinstance(session, Session):
            return None
        target = session.callables.get(called)
        return target.call(session, arguments) if target else None

    return Function(called, (Signature(parameters, call, result),), pure=False)
