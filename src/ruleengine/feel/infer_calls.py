"""The type of a call, and what is wrong with its function and arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ruleengine.feel import ast, types
from ruleengine.feel.errors import Fault
from ruleengine.feel.literal_hints import readable_hint, unreadable
from ruleengine.feel.sentences import sentence
from ruleengine.feel.type_rules import can_pass, is_open
from ruleengine.feel.types import Type

if TYPE_CHECKING:
    from ruleengine.base.text import Text
    from ruleengine.feel.functions.signature import Function, Parameter, Signature
    from ruleengine.feel.scope_types import Known

_PATTERNS = {"matches": "pattern", "replace": "pattern", "split": "delimiter"}
"""Functions that take a regular expression, and the parameter that holds it."""
Infer = Callable[["ast.Expression", "Known"], Type]


def infer_call(node: ast.Call, known: Known, infer: Infer) -> Type:
    """Return the type that a call gives; report what is wrong with it."""
    called = node.function
    if isinstance(called, ast.Name) and called.name not in known.names:
        function = known.functions.get(called.name)
        if function is not None:
            return _known_call(node, function, known, infer)
        from ruleengine.feel.habits import function_hint

        name, hint = called.name, function_hint(called.name)
        known.report(called, "unknown-function", known.functions, hint, name=name)
        for argument in node.arguments:
            infer(argument.value, known)
        return types.ANY
    return _value_call(node, infer(called, known), known, infer)


def _value_call(node: ast.Call, called: Type, known: Known, infer: Infer) -> Type:
    for argument in node.arguments:
        infer(argument.value, known)
    if isinstance(called, types.FunctionType):
        wanted = called.parameters
        if wanted is not None and len(wanted) != len(node.arguments):
            count = str(len(node.arguments))
            known.report(node, "arity", name="function", count=count)
        return called.result
    if not is_open(called):
        hint = _hint_of_value(node.function, known)
        known.report(node, "no-function", (), hint, found=str(called))
    return types.ANY


def _hint_of_value(called: ast.Expression, known: Known) -> Text | None:
    """Return what was probably meant by calling a value."""
    match called:
        case ast.NumberLiteral(value=value):
            return sentence("hint-shape", shape=f"{value} * (...)")
        case ast.Name(name=name) if name in known.functions:
            return sentence("hint-hidden", name=name)
        case ast.Name(name=name) if (own := name.replace("_", " ")) in known.functions:
            return sentence("hint-shape", shape=f"{own}(...)")
        case _:
            return None


def _known_call(node: ast.Call, function: Function, known: Known, infer: Infer) -> Type:
    kinds = [infer(argument.value, known) for argument in node.arguments]
    if len(kinds) == 1:
        _literal(node.arguments[0].value, function, known)
    if function.name in _PATTERNS:
        _pattern(node, function, known)
    names = [argument.name for argument in node.arguments if argument.name]
    ways = _ways(function, kinds, names)
    if not ways:
        _report_no_way(node, function, names, known)
        return types.ANY
    faults = [_misfit(way, given) for way, given in ways]
    if all(fault is not None for fault in faults):
        parameter, kind = next(fault for fault in faults if fault is not None)
        wanted = " | ".join(str(kind) for kind in parameter.kinds)
        name = parameter.name
        known.report(node, "argument", name=name, wanted=wanted, found=str(kind))
    results = {way.result for way, _ in ways}
    return results.pop() if len(results) == 1 else types.ANY


def _literal(argument: ast.Expression, function: Function, known: Known) -> None:
    if unreadable(function.name, argument):
        assert isinstance(argument, ast.StringLiteral)
        hint = readable_hint(function.name, argument)
        known.report(
            argument,
            "cannot-read",
            (),
            hint,
            found=argument.value,
            wanted=function.name,
        )


def _pattern(node: ast.Call, function: Function, known: Known) -> None:
    """Report a pattern, written as a literal, that can never be used."""
    order = [parameter.name for parameter in function.signatures[0].parameters]
    given = {
        argument.name or place: argument.value
        for place, argument in zip(order, node.arguments, strict=False)
    }
    pattern, flags = given.get(_PATTERNS[function.name]), given.get("flags")
    if not isinstance(pattern, ast.StringLiteral):
        return
    if flags is not None and not isinstance(flags, ast.StringLiteral):
        return
    from ruleengine.feel import regex

    try:
        regex.usable(
            pattern.value,
            flags.value if flags else "",
            parts=function.name != "matches",
        )
    except Fault as fault:
        at = flags if flags and fault.code == "pattern-flags" else pattern
        known.report(at, fault.code, (), None, **fault.facts)


def _ways(
    function: Function, kinds: list[Type], names: list[str]
) -> list[tuple[Signature, list[Type | None]]]:
    """Return the signatures that take so many or such arguments, in their order."""
    ways: list[tuple[Signature, list[Type | None]]] = []
    for signature in function.signatures:
        if not names:
            if signature.takes(len(kinds)):
                ways.append((signature, list(kinds)))
            continue
        order = signature.order(names)
        if order is not None:
            given = [kinds[place] if place >= 0 else None for place in order]
            ways.append((signature, given))
    return ways


def _misfit(
    signature: Signature, given: list[Type | None]
) -> tuple[Parameter, Type] | None:
    """Return the first parameter whose argument never fits."""
    for parameter, kind in zip(signature.parameters, given, strict=False):
        if kind is None or not parameter.kinds:
            continue
        if not any(can_pass(kind, wanted) for wanted in parameter.kinds):
            return parameter, kind
    return None


def _shape(name: str, way: Signature) -> str:
    """Return how a function is called, such as ``substring(string, start, [length])``."""
    given = [f"[{p.name}]" if p.optional else p.name for p in way.parameters]
    return f"{name}({', '.join([*given, *(['...'] if way.variadic else [])])})"


def _report_no_way(
    node: ast.Call, function: Function, names: list[str], known: Known
) -> None:
    if not names:
        count = str(len(node.arguments))
        calls = " / ".join(_shape(function.name, way) for way in function.signatures)
        hint = sentence("hint-shape", shape=calls)
        known.report(node, "arity", (), hint, name=function.name, count=count)
        return
    words = {p.name for way in function.signatures for p in way.parameters}
    for argument in node.arguments:
        if argument.name not in words:
            known.report(
                argument,
                "unknown-parameter",
                sorted(words),
                function=function.name,
                name=argument.name,
            )
            return
    joined = ", ".join(names)
    known.report(node, "parameter-names", name=function.name, names=joined)
