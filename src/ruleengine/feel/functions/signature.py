"""How a function is declared: its parameters with their types, and what it does.

The same declaration serves the evaluator and the static check. Callers that add
functions of their own declare them with ``Function`` and ``Signature``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.feel import types
from ruleengine.feel.errors import Fault
from ruleengine.feel.instances import MISMATCH, coerced
from ruleengine.feel.values import FeelFunction, Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ruleengine.feel.runtime import Run
    from ruleengine.feel.types import Type


OMITTED = object()
"""Stands for an argument that is not given, where later ones are."""


@frozen(guarded=True)
class Parameter:
    """One parameter of a function."""

    name: str
    kinds: tuple[Type, ...] = ()
    """Types it may have; none means any."""
    optional: bool = False
    nullable: bool = False
    """Whether null is a value like others; else null gives null at once."""


@frozen(guarded=True)
class Signature:
    """One way to call a function."""

    parameters: tuple[Parameter, ...]
    call: Callable[..., Value]
    """Takes the run and the arguments; those left out are None. Raises Fault."""
    result: Type = types.ANY
    variadic: bool = False
    """Whether the last parameter takes all further arguments, as one list."""

    @property
    def fewest(self) -> int:
        """How many arguments must be given."""
        return sum(not parameter.optional for parameter in self.parameters)

    def takes(self, count: int) -> bool:
        """Tell whether so many arguments can be given by position."""
        most = len(self.parameters)
        return self.fewest <= count and (self.variadic or count <= most)

    def order(self, names: Sequence[str]) -> tuple[int, ...] | None:
        """Return for each parameter the index of its argument, or -1; None: no fit."""
        known = [parameter.name for parameter in self.parameters]
        if any(name not in known for name in names) or len(set(names)) < len(names):
            return None
        places = tuple(names.index(name) if name in names else -1 for name in known)
        pairs = zip(self.parameters, places, strict=True)
        missing = any(place < 0 and not p.optional for p, place in pairs)
        return None if missing else places

    def run(self, run: Run, arguments: Sequence[Value]) -> Value:
        """Call the function.

        Args:
            run: the evaluation.
            arguments: by position; those left out are OMITTED or not there.

        Raises:
            Fault: an argument has a wrong type, or there is no result.
        """
        values = list(arguments)
        if self.variadic:
            last = len(self.parameters) - 1
            values = [*values[:last], values[last:]]
        for index, parameter in enumerate(self.parameters):
            if index == len(values):
                values.append(None)
                continue
            value = values[index]
            if value is OMITTED:
                values[index] = None
                continue
            if value is None:
                if not parameter.nullable:
                    return None
                continue
            if parameter.kinds:
                values[index] = _fitted(value, parameter)
        return self.call(run, *values)


def _fitted(value: Value, parameter: Parameter) -> Value:
    fitted = coerced(value, parameter.kinds)
    if fitted is MISMATCH:
        wanted = " | ".join(str(kind) for kind in parameter.kinds)
        name = parameter.name
        raise Fault("argument", name=name, wanted=wanted, found=kind_of(value))
    return fitted


@frozen(guarded=True)
class Function:
    """A named function with its ways to call it, tried in order."""

    name: str
    signatures: tuple[Signature, ...]
    pure: bool = True
    """Whether equal arguments always give the same, so it may be computed early."""

    def run(
        self, run: Run, candidates: Sequence[Signature], arguments: Sequence[Value]
    ) -> Value:
        """Call the first of some signatures whose types fit.

        Raises:
            Fault: none fits, or there is no result.
        """
        for signature in candidates[:-1]:
            if fits(signature, arguments):
                return signature.run(run, arguments)
        return candidates[-1].run(run, arguments)

    def as_value(self) -> FeelFunction:
        """Return the function as a value that can be handed on."""
        first = self.signatures[0]

        def call(run: Run, *arguments: Value) -> Value:
            taking = [s for s in self.signatures if s.takes(len(arguments))]
            if not taking:
                raise Fault("arity", name=self.name, count=str(len(arguments)))
            return self.run(run, taking, arguments)

        return FeelFunction(
            tuple(parameter.name for parameter in first.parameters),
            call,
            tuple((p.kinds or (types.ANY,))[0] for p in first.parameters),
            first.result,
            self.name,
            variadic=True,
        )


def fits(signature: Signature, arguments: Sequence[Value]) -> bool:
    """Tell whether arguments have the types of a signature."""
    if signature.variadic:
        return True
    return all(
        value is None or coerced(value, parameter.kinds) is not MISMATCH
        for parameter, value in zip(signature.parameters, arguments, strict=False)
    )


def parameter(text: str, *kinds: Type) -> Parameter:
    """Return a parameter; ``name?`` may be left out, ``name!`` may be null."""
    name = text.rstrip("?!")
    return Parameter(name, kinds, optional="?" in text, nullable="!" in text)


def table(*functions: Function) -> Mapping[str, Function]:
    """Return functions by their names."""
    return {function.name: function for function in functions}


def one(
    name: str,
    parameters: Sequence[Parameter],
    call: Callable[..., Value],
    result: Type = types.ANY,
    *,
    variadic: bool = False,
) -> Function:
    """Return a function that can be called in one way."""
    return Function(name, (Signature(tuple(parameters), call, result, variadic),))
