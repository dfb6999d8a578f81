"""A submitted YAML file -> plain data, read as strictly as a rule file."""

from __future__ import annotations

from ruleengine.base.problem import InputError, RulePackError
from ruleengine.base.text import Text
from ruleengine.source.limits import DATA
from ruleengine.source.node import plain
from ruleengine.source.read import read_node


def load_data(text: str, name: str) -> object:
    """Return the data of a YAML text: dict, list, str, bool, int, Decimal or None.

    Raises:
        InputError: the text is not well formed; says where and what.
    """
    try:
        return plain(read_node(text.removeprefix("\ufeff"), name, DATA))
    except RulePackError as error:
        zh = "；".join(problem.line("zh") for problem in error.problems[:3])
        en = "; ".join(problem.line("en") for problem in error.problems[:3])
        raise InputError(Text(zh, en), name) from error
