"""All functions of the language by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import extensions
from ruleengine.feel.functions import (
    context,
    conversion,
    list as lists,
    numeric,
    range as ranges,
    range_text,
    statistics,
    string,
    temporal,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.functions.signature import Function

STANDARD: Mapping[str, Function] = {
    **conversion.FUNCTIONS,
    **string.FUNCTIONS,
    **lists.FUNCTIONS,
    **statistics.FUNCTIONS,
    **numeric.FUNCTIONS,
    **temporal.FUNCTIONS,
    **ranges.FUNCTIONS,
    **range_text.FUNCTIONS,
    **context.FUNCTIONS,
}
"""The functions of DMN 1.5."""

FUNCTIONS: Mapping[str, Function] = {**STANDARD, **extensions.FUNCTIONS}
"""The functions of DMN 1.5 and our additions."""
