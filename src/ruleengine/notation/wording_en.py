"""English sentences about formats: what is wrong with one, what one means.

Keys and placeholders are those of ``wording_zh``; a test holds the two equal.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # What is wrong with the text of a format.
        "error-empty": "The format is empty.",
        "error-long": "The format has {length} characters; at most {limit} are read.",
        "error-white-space-around": "The format has white space around it.",
        "error-white-space": "The format has white space inside.",
        "error-full-width": "'{found}' is a full-width character; formats use ASCII.",
        "error-word": "'{word}' is not how a format is written.",
        "error-case": "Wrong case: the classes a, n, an and ul are lower case.",
        "error-one-dot": "There is only one dot; a range of lengths takes two.",
        "error-many-dots": "There are too many dots; a range of lengths takes two.",
        "error-decimal-mark": "'{found}' cannot part integer digits from decimals; "
        "a comma does.",
        "error-no-length": "There is a class but no length.",
        "error-no-maximum": "The greatest length is missing after the two dots.",
        "error-no-class": "The class a, n or an is missing before the length.",
        "error-class": "'{found}' is no class; the classes are a (letters), "
        "n (digits) and an (letters and digits).",
        "error-decimals-class": "Only the class n has decimals, {alphabet} has none.",
        "error-min-over-max": "The least length {minimum} is over the greatest, "
        "{maximum}.",
        "error-zero": "A length cannot be 0.",
        "error-leading-zero": "A length is written without a leading 0.",
        "error-too-large": "The length is too large; write ul for no limit.",
        "error-temporal": "Dates and times are made of YYYY, MM, DD, hh, mm, ss only.",
        "error-temporal-case": "Wrong case: year, month, day are upper case; hour, "
        "minute, second lower case.",
        "error-temporal-order": "Wrong order: year, month, day, hour, minute, second.",
        "error-temporal-gap": "A part is missing in the middle; parts are neighbours.",
        "error-temporal-year": "A year is written with four letters, YYYY.",
        "error-temporal-marks": "Parts of a date follow directly, without '{found}'.",
        "error-medium": "'{found}' is no known file format; known are {known}.",
        "error-media-mark": "File formats are parted by /, not by '{found}'.",
        "error-twice": "The same file format stands there twice.",
        "error-mask-length": "The printed length is {printed}, but the mask has {mask} "
        "places; they must be equal.",
        "error-mask-class": "A mask of class {alphabet} cannot hold {part}.",
        "error-mask-bracket": "A mask stands in round brackets, not in '{found}'.",
        "error-range-mark": "'{found}' is no range of lengths; that takes two dots.",
        "error-length-comma": "A length is written without a comma.",
        "error-mask-unopened": "The mask has no opening bracket.",
        "error-mask-open": "The mask is not closed, or something follows its bracket.",
        "error-mask-empty": "There is no mask between the brackets.",
        "error-mask-no-length": "The length is missing before the mask.",
        "error-mask-quotes": "The double quotes do not pair, or hold nothing.",
        "error-mask-quote-mark": "Fixed text stands in double quotes, not in single.",
        "error-mask-character": "A mask holds a, n and text in double quotes only, "
        "not a bare '{found}'.",
        "error-unfinished": "The format is not finished.",
        "error-unexpected": "'{found}' cannot stand here.",
        # How to mend it.
        "hint-meant": "Did you mean {meant}?",
        "hint-no-length": "Write {fixed} for a fixed length, {most} for a greatest "
        "one; ul in place of the figure for no limit.",
        "hint-full-width": "Write it in ASCII characters.",
        "hint-zero": "Lengths start at 1; write ul for no limit.",
        "hint-no-maximum": "Write the greatest length, such as an..200, or an..ul for no limit.",
        "hint-general": "For example an18, an..200, n..10,3, an3..8, YYYYMMDD, "
        "boolean, PDF/JPEG.",
        # What a format means.
        "text-an": "Text: {length}; Chinese characters, letters, digits and marks, no "
        "white space around it. ",
        "text-a": "Text: {length}; Chinese characters, letters and marks, no digits, no "
        "white space around it. ",
        "length-any": "of any length",
        "length-least": "at least {minimum} {unit}",
        "length-most": "at most {maximum} {unit}",
        "length-between": "{minimum} to {maximum} {unit}",
        "unit-characters": "characters (a Chinese one counts once)",
        "unit-gb2312-bytes": "bytes (a Chinese character counts twice)",
        "charset-practical": "Characters outside GB 2312 only give a warning.",
        "charset-strict": "Only characters of GB 2312.",
        "code-a": "Code: exactly {length} letters (A-Z, a-z).",
        "code-an": "Code: exactly {length} letters or digits (0-9, A-Z, a-z).",
        "mask": "Code: exactly {length} characters, in order: {places}.",
        "place-letter": "letter",
        "place-digit": "digit",
        "place-quoted": "the fixed '{text}'",
        "integer": "Integer: {digits}, no sign and no decimal mark.",
        "integer-padded": "Integer: {digits}, padded with leading 0, no sign and no "
        "decimal mark.",
        "signed-integer": "Number: {digits} before the decimal mark, no decimals; may "
        "have a minus, which is not counted.",
        "decimal": "Number: {digits} before the decimal mark, at most {decimals} after "
        "it, or no decimals; may have a minus; minus and mark are not counted.",
        "decimal-exact": "Number: {digits} before the decimal mark, exactly {decimals} "
        "after it; may have a minus; minus and mark are not counted.",
        "digits-any": "any number of digits",
        "digits-least": "at least {minimum} digits",
        "digits-exactly": "exactly {maximum} digits",
        "digits-most": "at most {maximum} digits",
        "digits-between": "{minimum} to {maximum} digits",
        "temporal": "Date or time: {length} digits, in order: {parts}; it must exist "
        "on the calendar and the clock.",
        "part-YYYY": "year (4)",
        "part-MM": "month (2)",
        "part-DD": "day (2)",
        "part-hh": "hour (2, 00-23)",
        "part-mm": "minute (2)",
        "part-ss": "second (2)",
        "boolean": "Yes or no: 1 means yes, 0 means no.",
        "media": "Attachment: a file name; the file is one of {names}, its extension "
        "one of {extensions}.",
    }
)
