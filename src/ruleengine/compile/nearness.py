"""Conditions that only rows near a figure can meet.

Comes in: the tree of a condition over a record and its related rows, such as
``some r in 结果 satisfies abs(number(r.result) - 指定值 - 差值) <= 0.001``. Goes out: what to
compute once for each row (``number(r.result)``) and once for the record
(``-(指定值 + 差值)`` and ``0.001``), so that of thousands of rows only those near
enough need be asked. A row further away makes the condition false whatever else it says.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ruleengine import feel
from ruleengine.base.frozen import frozen
from ruleengine.compile.condition import called
from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping

    from ruleengine.compile.condition import Condition

_ASKED = "?"
"""Key of what is computed beside the entries that it reads; no entry is called so."""


@frozen(eq=False)
class Nearness:
    """Which rows are near: ``abs(there + here) <= width``."""

    name: str
    """Of the related rows."""
    row: str
    """Name by which the condition speaks of a row; "" where it names its items alone."""
    there: feel.Program
    """From a row: ``[figure, sum of the sizes of its terms]``."""
    here: feel.Program
    """From the record: ``[figure, sum of the sizes of its terms, width]``."""


def nearness(
    condition: Condition,
    rows: Mapping[str, Collection[str]],
    readings: Mapping[str, str],
) -> list[Nearness]:
    """Return how rows can be told by a figure, for each name where they can.

    Args:
        condition: over a record and its related rows.
        rows: name of related rows -> keys of their items.
        readings: the effective choices.
    """
    tree = condition.program(readings).tree
    own = {name for name, _ in condition.inputs} - rows.keys()
    found = (
        search.nearness(condition, entries, own)
        for node, entries in _asked(tree, ())
        if (search := _search(node, rows)) and _times(tree, search.name) == 1
    )
    return [near for near in found if near]


Entries = tuple[ast.ContextEntry, ...]


def _asked(node: ast.Node, entries: Entries) -> Iterator[tuple[ast.Node, Entries]]:
    """Yield what is asked of rows, with the entries that can be read there."""
    match node:
        case ast.Quantified() | ast.Filter():
            yield node, entries
        case ast.For() | ast.FunctionLiteral():
            # What stands inside may hang on a name that has another value each turn.
            return
        case ast.ContextLiteral():
            for at, entry in enumerate(node.entries):
                yield from _asked(entry.value, (*entries, *node.entries[:at]))
        case _:
            for child in ast.children(node):
                yield from _asked(child, entries)


def _search(node: ast.Node, rows: Mapping[str, Collection[str]]) -> _Search | None:
    match node:
        case ast.Quantified(
            quantifier="some",
            iterators=(ast.LoopVariable(domain=ast.Name(name=many), last=None) as one,),
        ) if many in rows:
            return _Search(many, one.name, {one.name}, node.condition)
        case ast.Filter(base=ast.Name(name=many)) if many in rows:
            return _Search(many, "", {"item", *rows[many]}, node.condition)
        case _:
            return None


@frozen(eq=False)
class _Search:
    """A condition that is asked of every row."""

    name: str
    row: str
    of_row: Container[str]
    """Names that mean something of the row."""
    condition: ast.Expression

    def nearness(
        self, whole: Condition, entries: Entries, own: Container[str]
    ) -> Nearness | None:
        # ``and`` stops at the first operand that is false: what follows is not asked.
        first = self.condition
        if isinstance(first, ast.And):
            first = first.operands[0]
        match first:
            case ast.Comparison(
                operator="<" | "<=",
                left=ast.Call(
                    function=ast.Name(name="abs"), arguments=(ast.Argument(value=sum_),)
                ),
                right=width,
            ):
                return self._parted(whole, entries, own, list(_terms(sum_)), width)
            case _:
                return None

    def _parted(
        self,
        whole: Condition,
        entries: Entries,
        own: Container[str],
        terms: list[ast.Expression],
        width: ast.Expression,
    ) -> Nearness | None:
        there = [term for term in terms if self._speaks_of_row(term)]
        here = [term for term in terms if not self._speaks_of_row(term)]
        if not (there and here) or self._speaks_of_row(width):
            return None
        asked = ast.ListLiteral((_sum(here), _size(here), width))
        inside = ast.ContextLiteral((*entries, ast.ContextEntry(_ASKED, asked)))
        of_row = _program(ast.ListLiteral((_sum(there), _size(there))), whole)
        of_record = _program(ast.Path(inside, _ASKED), whole)
        is_parted = all(name in self.of_row for name in of_row.names) and all(
            name in own for name in of_record.names
        )
        return Nearness(self.name, self.row, of_row, of_record) if is_parted else None

    def _speaks_of_row(self, node: ast.Expression) -> bool:
        return any(
            isinstance(piece, ast.Name) and piece.name in self.of_row
            for piece in ast.pieces(node)
        )


def _program(tree: ast.Expression, condition: Condition) -> feel.Program:
    return feel.compile(tree, functions=called(tree, condition.functions))


def _times(tree: ast.Expression, name: str) -> int:
    """Return how often a name is read; a second reader would need all rows."""
    pieces = ast.pieces(tree)
    return sum(isinstance(piece, ast.Name) and piece.name == name for piece in pieces)


def _terms(node: ast.Expression) -> Iterator[ast.Expression]:
    """Yield what is added up, with its sign."""
    match node:
        case ast.Arithmetic(operator="+"):
            yield from _terms(node.left)
            yield from _terms(node.right)
        case ast.Arithmetic(operator="-"):
            yield from _terms(node.left)
            yield from map(ast.Negation, _terms(node.right))
        case _:
            yield node


def _sum(terms: list[ast.Expression]) -> ast.Expression:
    found: ast.Expression = ast.NumberLiteral(Decimal(0))
    for term in terms:
        found = ast.Arithmetic("+", found, term)
    return found


def _size(terms: list[ast.Expression]) -> ast.Expression:
    """Return the sum of absolute values: rounding cannot be more than a part of it."""
    absolute = (ast.Argument("", term) for term in terms)
    return _sum([ast.Call(ast.Name("abs"), (one,)) for one in absolute])
