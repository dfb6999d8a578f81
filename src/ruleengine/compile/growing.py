"""Conditions that stay met whatever rows are added to those related to a record.

Comes in: the tree of a condition, such as ``some p in 计划 satisfies p.start <= 日期``, and
the names of its related rows. Goes out: whether one row more can never turn it from true
to anything else. Forms that are not named here count as such that could.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import ast

if TYPE_CHECKING:
    from collections.abc import Container

_ASKING = (ast.Comparison, ast.And, ast.Or, ast.In, ast.Between, ast.Quantified)
"""What can only be true or not, so that a filter of it is no position in a list."""


def stays_met(node: ast.Expression, rows: Container[str]) -> bool:
    """Tell whether a condition that holds for some rows holds for these and others.

    Args:
        node: the condition.
        rows: the names of lists of rows that may not be all.
    """
    if not _speaks_of(node, rows):
        return True
    match node:
        case ast.And(operands=several) | ast.Or(operands=several):
            return all(stays_met(each, rows) for each in several)
        case ast.If(condition=asked, yes=yes, no=no):
            return (
                not _speaks_of(asked, rows)
                and stays_met(yes, rows)
                and stays_met(no, rows)
            )
        case ast.Quantified(quantifier=some, iterators=loops, condition=asked):
            domains = (one.domain for one in loops)
            return (
                all(one.last is None for one in loops)
                and not any(
                    _speaks_of(each, rows)
                    and not (some == "some" and _only_grows(each, rows))
                    for each in domains
                )
                and stays_met(asked, rows)
            )
        case ast.Comparison(operator=">" | ">=", left=more, right=less):
            return _counts(more, rows) and not _speaks_of(less, rows)
        case ast.Comparison(operator="<" | "<=", left=less, right=more):
            return _counts(more, rows) and not _speaks_of(less, rows)
        case ast.Call(
            function=ast.Name(name="list contains"),
            arguments=(ast.Argument(name="", value=several), ast.Argument(value=one)),
        ):
            return _only_grows(several, rows) and not _speaks_of(one, rows)
        case _:
            return False


def _counts(node: ast.Expression, rows: Container[str]) -> bool:
    match node:
        case ast.Call(
            function=ast.Name(name="count"), arguments=(ast.Argument(value=several),)
        ):
            return _only_grows(several, rows)
        case _:
            return False


def _only_grows(node: ast.Expression, rows: Container[str]) -> bool:
    """Tell whether a list keeps what it holds when rows are added."""
    match node:
        case ast.Name(name=name):
            return name in rows
        case ast.Path(base=base):
            return _only_grows(base, rows)
        case ast.Filter(base=base, condition=asked):
            is_asked = isinstance(asked, _ASKING) and not _speaks_of(asked, rows)
            return is_asked and _only_grows(base, rows)
        case _:
            return False


def _speaks_of(node: ast.Expression, rows: Container[str]) -> bool:
    return any(
        isinstance(piece, ast.Name) and piece.name in rows for piece in ast.pieces(node)
    )
