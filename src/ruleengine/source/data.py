"""A submitted YAML file -> plain data, read as strictly as a rule file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.lined import Lined
from ruleengine.base.problem import InputError, RulePackError
from ruleengine.base.text import Text
from ruleengine.source.limits import DATA
from ruleengine.source.node import Listing, Mapping, Scalar, plain
from ruleengine.source.read import read_node
from ruleengine.source.syntax import without_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleengine.base.problem import Problem
    from ruleengine.base.text import Language
    from ruleengine.source.node import Node

TOLD = 3
"""Problems of one file that are told."""
OF_RULES = frozenset({"E103", "E110", "E115", "E116", "E117"})
"""Problems whose hint speaks of rules."""


def load_data(text: str, name: str) -> object:
    """Return the data of a YAML text: dict, list, str, bool, int, Decimal or None.

    Raises:
        InputError: the text is not well formed; says where and what.
    """
    return plain(_node(text, name))


def load_records(text: str, name: str) -> object:
    """Return the data of a YAML text in which records know their lines (``Lined``).

    Raises:
        InputError: the text is not well formed; says where and what.
    """
    return _lined(_node(text, name))


def _lined(node: Node) -> object:
    match node:
        case Listing():
            return [_lined(item) for item in node]
        case Mapping():
            members = {key: _lined(item) for key, item in node.entries.items()}
            return Lined(members, node.position.line)
        case _:
            return plain(node)


def _node(text: str, name: str) -> Node:
    text = text.removeprefix("\ufeff")
    try:
        node = read_node(text, name, DATA)
    except RulePackError as error:
        raise InputError(_told(error.problems[:TOLD]), name) from error
    if _names_nothing(node) and (problem := without_keys(text, name)):
        raise InputError(_told([problem]), name)
    return node


def _names_nothing(node: Node) -> bool:
    """Tell whether texts stand where names with values should."""
    items = node if isinstance(node, Listing) else (node,)
    return all(isinstance(item, Scalar) for item in items)


def _told(problems: Sequence[Problem]) -> Text:
    """Return what is wrong, for people who have never seen a rule file."""
    return Text(
        " ".join(
            f"{each.position.file} 第 {each.position.line} 行第 {each.position.column}"
            f" 列：{each.message.zh}{_hint(each, 'zh')}"
            for each in problems
        ),
        " ".join(
            f"{each.position.file} line {each.position.line}, column "
            f"{each.position.column}: {each.message.en}{_hint(each, 'en', ' ')}"
            for each in problems
        ),
    )


def _hint(problem: Problem, language: Language, space: str = "") -> str:
    if problem.hint is None or problem.code in OF_RULES:
        return ""
    return space + problem.hint[language]
