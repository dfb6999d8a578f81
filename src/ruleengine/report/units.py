"""Units of rule packs -> the words of the reader: ``1 day``, ``4.5 days``.

In: a unit as a pack writes it. Chinese is said as written; so is, in English, a unit
that has no word here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.text import Language

ENGLISH: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "天": ("day", "days"),
        "日": ("day", "days"),
        "工作日": ("working day", "working days"),
        "个工作日": ("working day", "working days"),
        "人日": ("person-day", "person-days"),
        "周": ("week", "weeks"),
        "月": ("month", "months"),
        "个月": ("month", "months"),
        "年": ("year", "years"),
        "小时": ("hour", "hours"),
        "分钟": ("minute", "minutes"),
        "人": ("person", "persons"),
        "元": ("yuan", "yuan"),
        "分": ("point", "points"),
        "级": ("grade", "grade"),
        "步": ("step", "steps"),
        "套": ("set", "sets"),
        "份": ("document", "documents"),
        "条": ("item", "items"),
        "起": ("case", "cases"),
        "次": ("time", "times"),
        "次每日历年": ("time per calendar year", "times per calendar year"),
        "次每周期": ("time per cycle", "times per cycle"),
        "个": ("item", "items"),
    }
)
"""Of one and of several."""


def unit_words(unit: str, language: Language, value: str = "") -> str:
    """Return a unit in the language of the reader.

    Args:
        unit: as the pack writes it.
        language: of the reader.
        value: the figure in front of it, if one stands there.
    """
    if language == "zh":
        return unit
    one, many = ENGLISH.get(unit, (unit, unit))
    return one if value == "1" else many


def unit_text(unit: str) -> Text:
    """Return a unit that stands without a figure, in both languages."""
    return Text(unit, unit_words(unit, "en"))
