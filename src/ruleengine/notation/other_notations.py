"""Formats in the notation of something else: SQL, ranges, words, quotes, upper case.

In: a text that ``parse`` cannot read. Out: one ``Slip``, or None. Like the habits of
``slips``, each function knows one way to write; these stand before those that judge
a text letter by letter and would mistake it for a mask or a class.
"""

from __future__ import annotations

import re

from ruleengine.base.suggest import near_misses
from ruleengine.notation.sense import Slip

_WORDS = {
    **dict.fromkeys(("bool", "boolean", "logical", "布尔", "布林", "逻辑"), "boolean"),
    **dict.fromkeys(("是/否", "是否", "y/n", "yes/no", "true/false"), "boolean"),
    **dict.fromkeys(("0/1", "-", "—", "――"), "boolean"),
    **dict.fromkeys(("date", "日期", "年月日"), "YYYYMMDD"),
    **dict.fromkeys(("year", "年", "年份"), "YYYY"),
    **dict.fromkeys(("datetime", "timestamp", "日期时间"), "YYYYMMDDhhmmss"),
    **dict.fromkeys(("time", "时间"), "hhmmss"),
    **dict.fromkeys(("text", "string", "varchar", "ul"), "an..ul"),
    **dict.fromkeys(("文本", "文字", "字符", "字符串"), "an..ul"),
    **dict.fromkeys(("int", "integer", "整数", "数字"), "n..10"),
    **dict.fromkeys(("number", "decimal", "float", "数值", "小数"), "n..10,3"),
}
_ENDLESS = re.compile(
    r"(a|n|an)(?:[_-]?ul|(?:\.\.)?(?:unlimited|max|∞|不限|无限|\*))", re.IGNORECASE
)
_TEXT_COLUMN = re.compile(
    r"(?:n?(?:var)?char2?|text|string|an)\(([0-9]+)\)", re.IGNORECASE
)
_FIGURE_COLUMN = re.compile(
    r"(?:int|integer|number|numeric|n)\(([0-9]+)\)", re.IGNORECASE
)
_DECIMAL_COLUMN = re.compile(
    r"(number|numeric|decimal|n)\(([0-9]{1,4}),([0-9]{1,4})\)", re.IGNORECASE
)
_SPAN = re.compile(r"(a|n|an)([0-9]{1,6})([-~–—－至到])([0-9]{1,6})")
_LIMIT = re.compile(r"(a|n|an)(<=|=<|≤|≦|>=|=>|≥|≧)([0-9]+)")
_SPOKEN = re.compile(r"(?:不超过|最多|至多)?([0-9]+)个?(?:字符|汉字|字)(?:以内|以下)?")


def word(text: str) -> Slip | None:
    """Know what is called by its name: ``boolean`` misspelt, ``date``, ``文本``."""
    folded = text.casefold().rstrip(".")
    meant = _WORDS.get(folded)
    if not meant and re.fullmatch("[a-z]{5,8}", folded):
        meant = next(iter(near_misses(folded, ["boolean"], 1)), None)
    return Slip("word", 0, (meant,), {"word": text}) if meant else None


def quoted(text: str) -> Slip | None:
    """Know a whole format in quotes."""
    found = re.fullmatch("[\"'“”‘’]([^\"'“”‘’]+)[\"'“”‘’]", text)
    return Slip("word", 0, (found[1],), {"word": text}) if found else None


def column_type(text: str) -> Slip | None:
    """Know the types of databases, such as ``varchar(20)`` and ``n(10,3)``."""
    if found := _TEXT_COLUMN.fullmatch(text):
        meant = f"an..{found[1]}"
    elif found := _FIGURE_COLUMN.fullmatch(text):
        meant = f"n..{found[1]}"
    elif found := _DECIMAL_COLUMN.fullmatch(text):
        # A database counts the decimals among the digits, ``n..10,3`` does not.
        beside = 0 if found[1].casefold() == "n" else int(found[3])
        meant = f"n..{int(found[2]) - beside},{found[3]}"
    else:
        return None
    return Slip("word", 0, (meant,), {"word": text})


def span(text: str) -> Slip | None:
    """Know ``an3-8`` and ``an3~8``."""
    found = _SPAN.fullmatch(text)
    if not found or int(found[2]) >= int(found[4]):
        return None
    meant = f"{found[1]}{found[2]}..{found[4]}"
    return Slip("range-mark", found.start(3), (meant,), {"found": found[3]})


def limit(text: str) -> Slip | None:
    """Know ``an<=200`` and ``200字以内``."""
    if found := _SPOKEN.fullmatch(text):
        return Slip("word", 0, (f"an..{found[1]}",), {"word": text})
    found = _LIMIT.fullmatch(text)
    if not found:
        return None
    most = found[2] in ("<=", "=<", "≤", "≦")
    meant = f"{found[1]}..{found[3]}" if most else f"{found[1]}{found[3]}..ul"
    return Slip("range-mark", found.start(2), (meant,), {"found": found[2]})


def endless(text: str) -> Slip | None:
    """Know ``anul`` and ``an..max``."""
    found = _ENDLESS.fullmatch(text)
    if not found:
        return None
    return Slip("word", 0, (f"{found[1].lower()}..ul",), {"word": text})


def long_comma(text: str) -> Slip | None:
    """Know ``an..2,000``, which is no text with decimals."""
    found = re.fullmatch(r"((?:a|an)[0-9]*\.\.[0-9]{1,3}),([0-9]{3})", text)
    return Slip("length-comma", found.end(1), (found[1] + found[2],)) if found else None


def upper_mask(text: str) -> Slip | None:
    """Know ``an5(AANNN)``."""
    found = re.fullmatch(r"(?:a|n|an)[0-9]+\(([AaNn]+)\)", text)
    if not found:
        return None
    at = next((i for i, c in enumerate(text) if c.isupper()), 0)
    return Slip("case", at, (text.lower(),))


def bare_mask(text: str) -> Slip | None:
    """Know ``aannn``, and ``nnn`` for ``n3``."""
    if not re.fullmatch("[an]{3,}", text):
        return None
    length = len(text)
    same = len(set(text)) == 1
    meant = f"{text[0]}{length}" if same else f"an{length}({text})"
    return Slip("word", 0, (meant,), {"word": text})


def unopened_mask(text: str) -> Slip | None:
    """Know ``an5aannn)``."""
    found = re.fullmatch(r'((?:a|n|an)[0-9]+)((?:[an]|"[^"]*")+\))', text)
    if not found:
        return None
    return Slip("mask-unopened", found.end(1), (f"{found[1]}({found[2]}",))


def open_list(text: str) -> Slip | None:
    """Know ``PDF/JPEG/``."""
    found = re.fullmatch(r"([A-Z]{3,}(?:/[A-Z]{3,})*)[/、,]", text)
    return Slip("unfinished", len(text), (found[1],)) if found else None


def letter_of_type(text: str) -> Slip | None:
    """Know ``d8`` and ``t6`` of other notations of data."""
    meant = {"d8": "YYYYMMDD", "t6": "hhmmss", "d6": "YYYYMM"}.get(text.lower())
    return Slip("word", 0, (meant,), {"word": text}) if meant else None
