"""English sentences about cells that cannot be read.

Keys and placeholders are those of ``wording_zh``; a test holds the two equal.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "error-long": "There are {length} characters; at most {limit} are read.",
        "hint-long": "Write less, or split it into several rows.",
        "error-empty-item": "There is nothing between two commas or at the end.",
        "hint-empty-item": "Drop the extra comma or add the value.",
        "error-quotes": "The quotation mark {found} is wrong.",
        "hint-quotes": 'Text stands in straight double quotes, such as "passed"; a '
        "single word needs none.",
        "error-comma": "'{found}' cannot part values.",
        "hint-comma": "Values are parted by an ASCII comma; put a value that holds this "
        "mark itself into straight double quotes.",
        "error-unclosed": "The double quotes do not pair.",
        "hint-unclosed": "Add the other straight double quote.",
        "error-truth": "'{found}' is no truth value.",
        "hint-truth": "Write {meant}.",
        "error-reversed": "The range is the wrong way round: {low} is over {high}.",
        "hint-reversed": "Write the smaller one first.",
        "error-nothing": "The range '{found}' holds no value at all.",
        "hint-nothing": "Check its ends: square brackets include them, round do not.",
        "error-leading-zero": "'{found}' has a leading 0 too many.",
        "hint-leading-zero": "Write numbers without leading 0 and without commas "
        "between thousands.",
        "error-not-integer": "The column holds integers; '{found}' is none.",
        "hint-not-integer": "Write an integer, or make the column's type number.",
        "error-date": "'{found}' is no date of the calendar.",
        "hint-date": "Write dates as 2026-01-31.",
        "error-day": "'{found}' looks like a date, but this column holds numbers.",
        "hint-day": "Write numbers, such as 20-49; if the column holds dates, its type is date.",
        "error-full-width": "'{found}' is a full-width character.",
        "hint-full-width": "Write it in ASCII.",
        "error-no-brackets": "The range '{found}' has no brackets.",
        "hint-no-brackets": "A range with two dots takes brackets, such as [20..49]; "
        "20-49 is as good.",
        "error-interval": "'{found}' is a list of two values, no range.",
        "hint-interval": "A range is [20..49] or 20-49; two values stand without brackets: 20, 49.",
        "error-range-word": "In a range, '{found}' has to be a hyphen.",
        "hint-range-word": "For example 20-49.",
        "error-any-word": "'{found}' is no value of this column.",
        "hint-any-word": "For any value at all write a hyphen: -",
        "error-sign-order": "The comparison sign '{found}' is wrong.",
        "hint-sign-order": "The comparison signs are <, <=, >, >=, =, !=.",
        "error-words": "'{found}' has to be a sign.",
        "hint-words": "For 5001 and more write 5001+ or >= 5001, for less than 20 "
        "write < 20.",
        "error-unfinished": "'{found}' is not finished.",
        "hint-unfinished": "Add the figure, such as >= 20 or 20-49.",
        "error-brackets": "The brackets of '{found}' do not pair.",
        "hint-brackets": "For example [20..49] or (20..50).",
        "error-unit": "The unit '{found}' does not stand behind a figure.",
        "hint-unit": "The unit stands in the column's unit; a cell holds the figure.",
    }
)
