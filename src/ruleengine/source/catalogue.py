"""The problems of files and their shape, and words for shapes, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.catalogue import Catalogue
from ruleengine.base.text import Text
from ruleengine.source import wording_en, wording_zh

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES_TOLD = 10
"""Lines with the same fault that are named."""
CATALOGUE = Catalogue(wording_zh.PROBLEMS, wording_en.PROBLEMS)


def shape_name(shape: str) -> Text:
    """Return the words for a JSON Schema type."""
    return Text(wording_zh.SHAPES[shape], wording_en.SHAPES[shape])


def repeated(lines: Sequence[int]) -> Text:
    """Return the words for how often, and in which lines, the same fault stands."""
    if len(lines) == 1:
        return Text("", "")
    told = [str(line) for line in dict.fromkeys(lines)][:LINES_TOLD]
    return Text(
        wording_zh.REPEATED.format(n=len(lines), lines="、".join(told)),
        wording_en.REPEATED.format(n=len(lines), lines=", ".join(told)),
    )
