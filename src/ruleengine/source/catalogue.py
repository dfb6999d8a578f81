"""The problems of files and their shape, and words for shapes, in both languages."""

from __future__ import annotations

from ruleengine.base.catalogue import Catalogue
from ruleengine.base.text import Text
from ruleengine.source import wording_en, wording_zh

CATALOGUE = Catalogue(wording_zh.PROBLEMS, wording_en.PROBLEMS)


def shape_name(shape: str) -> Text:
    """Return the words for a JSON Schema type."""
    return Text(wording_zh.SHAPES[shape], wording_en.SHAPES[shape])
