"""What is known while an expression is compiled, and the shape of compiled code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.feel.runtime import Scope
from ruleengine.feel.values import Value

if TYPE_CHECKING:
    from ruleengine.feel.ast import Expression
    from ruleengine.feel.functions.signature import Function

Code = Callable[[Scope], Value]
"""A compiled expression: scope in, value out; never raises but LimitReached."""


@frozen
class Static:
    """Names that are bound inside the expression, and the functions there are."""

    functions: Mapping[str, Function] = field(default_factory=dict)
    locals: frozenset[str] = frozenset()
    nested: bool = False
    """Whether the code runs in a scope inside that of the caller."""
    held: frozenset[str] = frozenset()
    """Names that the innermost scope certainly holds."""
    shared: frozenset[int] = frozenset()
    """Identities of the parts whose values are kept from one evaluation to the next."""

    def inside(self, *names: str) -> Static:
        """Return what is known in a scope that may bind more names."""
        known = self.locals.union(names)
        return replace(self, locals=known, nested=True, held=frozenset())

    def holding(self, names: Iterable[str]) -> Static:
        """Return what is known in a scope that binds all of some names."""
        held = frozenset(names)
        return replace(self, locals=self.locals | held, nested=True, held=held)

    def function(self, name: str) -> Function | None:
        """Return the function of a name that nothing local hides."""
        return None if name in self.locals else self.functions.get(name)


Build = Callable[["Expression", Static], Code]
"""Compiles a part; handed down, so that the modules need not know each other."""


def constant(value: Value) -> Code:
    """Return code that gives always the same value."""

    def code(scope: Scope) -> Value:
        del scope
        return value

    return code
