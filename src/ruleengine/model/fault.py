"""The sentence a rule author gives for a fault: Chinese alone, or both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.text import Text
from ruleengine.source.node import Mapping, Scalar

if TYPE_CHECKING:
    from ruleengine.source.node import Node


def fault_text(node: Node | None) -> Text | None:
    """Make the text of a ``fault:``; a single text serves both languages."""
    match node:
        case Scalar():
            return Text.same(node.text)
        case Mapping():
            return Text(node.text("zh"), node.text("en"))
        case _:
            return None
