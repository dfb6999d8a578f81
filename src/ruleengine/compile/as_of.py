"""The date of the rules, as formulas and conditions read it.

Formulas of decisions find it among their values. Conditions of field tables are compiled
once and asked under many dates, by row, in columns and on other machines. The name
therefore becomes a call that asks the session, which all of them hand on; where a date is
known beforehand, it can stand in the place of the call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ruleengine.compile.catalogue import CATALOGUE
from ruleengine.compile.decisions_session import Session
from ruleengine.feel import ast, types
from ruleengine.feel.functions.signature import Function, Signature
from ruleengine.feel.rewrite import rewritten
from ruleengine.feel.temporal import Date

if TYPE_CHECKING:
    import datetime as dt

    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.feel.runtime import Run
    from ruleengine.feel.values import Value

AS_OF = "as_of"
"""Its name."""
_ASKED = ast.Call(ast.Name(AS_OF), ())


def feel_date(day: dt.date) -> Date:
    """Return a date as FEEL has it."""
    return Date(day.year, day.month, day.day)


def _date(run: Run) -> Value:
    session = run.calendar
    return feel_date(session.as_of) if isinstance(session, Session) else None


DATE_OF_RULES = {
    AS_OF: Function(AS_OF, (Signature((), _date, types.DATE),), pure=False)
}
"""What the call asks, by its name."""


def asking_date(tree: ast.Expression) -> ast.Expression:
    """Return a tree that asks for the date where its text names it."""
    return rewritten(tree, _asked) if _names_it(tree) else tree


def asks_date(node: ast.Node) -> bool:
    """Tell whether a node of such a tree is the question for the date."""
    return node == _ASKED


def is_dated(tree: ast.Expression) -> bool:
    """Tell whether such a tree asks for the date."""
    pieces = ast.pieces(tree)
    return any(isinstance(each, ast.Call) and asks_date(each) for each in pieces)


def names_date(node: ast.Node) -> bool:
    """Tell whether a node stands for the date, in a condition or in a formula."""
    return asks_date(node) or (isinstance(node, ast.Name) and node.name == AS_OF)


def with_date(tree: ast.Expression, day: dt.date) -> ast.Expression:
    """Return a tree that has a date where it asked for it."""
    literal = ast.AtLiteral(day.isoformat())
    return rewritten(tree, lambda node: literal if asks_date(node) else None)


def name_taken(place: Position) -> Problem:
    """Return the problem of something else that is called like the date."""
    return CATALOGUE.problem("E586", place, found=AS_OF)


def _names_it(tree: ast.Expression) -> bool:
    return any(isinstance(p, ast.Node) and names_date(p) for p in ast.pieces(tree))


def _asked(node: ast.Node) -> ast.Expression | None:
    if names_date(node):
        return _ASKED
    return cast("ast.Expression", node) if _gives_the_name(node) else None


def _gives_the_name(node: ast.Node) -> bool:
    """Tell whether the name means something else inside a node."""
    match node:
        case ast.For(iterators=bound) | ast.Quantified(iterators=bound):
            return any(each.name == AS_OF for each in bound)
        case ast.FunctionLiteral(parameters=parameters):
            return any(each.name == AS_OF for each in parameters)
        case ast.ContextLiteral(entries=entries):
            return any(each.key == AS_OF for each in entries)
        case _:
            return False
