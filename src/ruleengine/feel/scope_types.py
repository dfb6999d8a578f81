"""What the static check knows at a place: types of names, functions, problems so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ruleengine.base.suggest import near_misses
from ruleengine.feel.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ruleengine.base.text import Text
    from ruleengine.feel.ast import Node
    from ruleengine.feel.functions.signature import Function
    from ruleengine.feel.types import Type


@dataclass(frozen=True, slots=True)
class FeelProblem:
    """A fault that is seen without any data."""

    code: str
    message: Text
    start: int
    """Offset in the expression."""
    end: int
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Names and functions at a place; the list of problems is shared by all places."""

    names: Mapping[str, Type]
    functions: Mapping[str, Function]
    problems: list[FeelProblem] = field(default_factory=list)
    closed: bool = True
    """Whether every name is known; not so in a filter over unknown items."""

    def inside(self, names: Mapping[str, Type], *, closed: bool = True) -> Known:
        """Return what is known where more names are bound."""
        merged = {**self.names, **names}
        return replace(self, names=merged, closed=self.closed and closed)

    def report(
        self,
        node: Node,
        code: str,
        known: Iterable[str] = (),
        hint: Text | None = None,
        **facts: str | Text,
    ) -> None:
        """Keep a problem; ``known`` are the words that ``name`` might have meant."""
        near = (
            near_misses(str(facts["name"]), known, limit=1)
            if known and not hint
            else ()
        )
        hint = sentence("hint-write", meant=near[0]) if near else hint
        message = sentence(code, **facts)
        self.problems.append(FeelProblem(code, message, node.start, node.end, hint))
