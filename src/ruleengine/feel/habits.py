"""Words of Chinese, SQL and spreadsheets -> what FEEL has for them.

Comes in: a word, a name or the name of a function that FEEL does not know, or the
tokens around the place where the parser stopped. Goes out: a hint, or None.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.base.text import Text
from ruleengine.feel.reserved import KEYWORDS
from ruleengine.feel.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Collection

OPERATORS = {
    **dict.fromkeys(("且", "并且", "而且", "和", "与", "及", "并"), "and"),
    **dict.fromkeys(("或", "或者"), "or"),
    **dict.fromkeys(("大于", "多于", "超过", "晚于"), ">"),
    **dict.fromkeys(("小于", "少于", "不足", "早于"), "<"),
    **dict.fromkeys(("等于", "为", "是", "is"), "="),
    **dict.fromkeys(("不等于", "不为", "不是", "is not"), "!="),
    **dict.fromkeys(("大于等于", "不小于", "不少于", "不早于", "至少", "以上"), ">="),
    **dict.fromkeys(("小于等于", "不大于", "不超过", "不晚于", "至多", "以下"), "<="),
    "加": "+",
    "减": "-",
    "乘": "*",
    "乘以": "*",
    "除以": "/",
    "属于": "in",
    "contains": "contains(a, b)",
    "包含": "contains(a, b)",
    "like": 'matches(a, "...")',
    "mod": "modulo(a, b)",
}
"""Words between two operands."""
_OTHER_WORDS = {
    **dict.fromkeys(("如果", "若", "当"), "if"),
    **dict.fromkeys(("那么", "则", "就"), "then"),
    **dict.fromkeys(("否则", "不然"), "else"),
}
_VALUES = {
    **dict.fromkeys(("真", "是", "yes"), "true"),
    **dict.fromkeys(("假", "否", "no"), "false"),
    **dict.fromkeys(("空", "空值", "无", "none", "nil", "blank"), "null"),
    **dict.fromkeys(("今天", "今日", "当天", "规则日期"), "as_of"),
}
_NEGATIONS = frozenset({"非", "不是", "not"})
IF_SHAPE = Text("if 条件 then 值 else 值", "if condition then value else value")
_FUNCTIONS: dict[str, str | Text] = {
    **dict.fromkeys(("if", "iif", "ifs"), IF_SHAPE),
    "and": "a and b",
    "or": "a or b",
    **dict.fromkeys(("len", "length", "长度"), "string length(a)"),
    **dict.fromkeys(("isblank", "isnull", "isempty", "is null"), "a = null"),
    **dict.fromkeys(("round", "四舍五入"), "round half up(a, 0)"),
    **dict.fromkeys(("roundup", "向上取整"), "round up(a, 0)"),
    "rounddown": "round down(a, 0)",
    **dict.fromkeys(("average", "avg"), "mean(a)"),
    **dict.fromkeys(("year", "month", "day"), "a.year, a.month, a.day"),
    **dict.fromkeys(("left", "right", "mid", "substr"), "substring(a, 1, 2)"),
    **dict.fromkeys(("countif", "sumif"), "count(a[item > 1]), sum(a[item > 1])"),
    **dict.fromkeys(("datedif", "datediff", "days"), "a - b"),
    "edate": 'a + duration("P1M")',
    **dict.fromkeys(("networkdays", "workdays"), "working days between(a, b)"),
    "workday": "add working days(a, 1)",
    **dict.fromkeys(("datevalue", "todate"), 'date("2026-01-31")'),
    "concat": "a + b",
    **dict.fromkeys(("find", "search", "instr"), "contains(a, b)"),
    "startswith": "starts with(a, b)",
    "endswith": "ends with(a, b)",
    "upper": "upper case(a)",
    "lower": "lower case(a)",
    "int": "floor(a)",
    **dict.fromkeys(("非空", "不为空", "notnull"), "a != null"),
    **dict.fromkeys(("空", "为空"), "a = null"),
    **dict.fromkeys(("求和", "合计"), "sum(a)"),
    **dict.fromkeys(("计数", "个数"), "count(a)"),
    "平均值": "mean(a)",
    "最大值": "max(a)",
    "最小值": "min(a)",
    "今天": "today()",
    "substitute": "replace(a, b, c)",
    "mod": "modulo(a, b)",
    "power": "a ** b",
    "isnumber": "a instance of number",
}
"""Functions of other languages; those that FEEL has under the name are not asked."""
_WITHIN = (word for word, meant in OPERATORS.items() if "(" not in meant)
_JOINED = re.compile(
    f"({'|'.join(sorted((w for w in _WITHIN if not w.isascii()), key=len)[::-1])})"
)
"""The operators that may stand inside of a name; the longest first."""


def operator_meant(word: str) -> str | None:
    """Return the operator or keyword that a word stands for."""
    folded = word.casefold()
    if folded in KEYWORDS:
        return folded
    return OPERATORS.get(folded) or _OTHER_WORDS.get(folded)


def function_hint(name: str) -> Text | None:
    """Say what FEEL has for a function of another language."""
    shape = _FUNCTIONS.get(name.casefold())
    return sentence("hint-shape", shape=shape) if shape else None


def name_hint(name: str, known: Collection[str]) -> Text | None:
    """Say what an unknown name was meant for, where the rest of it is known."""
    folded = name.casefold()
    if meant := _VALUES.get(folded) or (folded if folded in KEYWORDS else None):
        return sentence("hint-write", meant=meant)
    # A name between back-quotes may be blank.
    words = name.split() or [name]
    if words[0] in _NEGATIONS and " ".join(words[1:]) in known:
        return sentence("hint-shape", shape=f"not({' '.join(words[1:])} ...)")
    if words[-1] == "not" and " ".join(words[:-1]) in known:
        return sentence("hint-shape", shape=f"not({' '.join(words[:-1])} in (...))")
    return _joined_hint(name, known)


def _joined_hint(name: str, known: Collection[str]) -> Text | None:
    """Say what joins two known names that were read as one."""
    for found in re.finditer(r"\s(\S+)\s", name):
        one, other = name[: found.start()], name[found.end() :]
        meant = operator_meant(found[1])
        if meant and one in known and other in known:
            return sentence("hint-write", meant=meant)
    pieces = _JOINED.split(name)
    if len(pieces) > 1 and all(_is_operand(piece, known) for piece in pieces[::2]):
        shape = " ".join(OPERATORS.get(piece, piece) for piece in pieces)
        return sentence("hint-shape", shape=shape)
    return None


def _is_operand(piece: str, known: Collection[str]) -> bool:
    return piece in known or (piece.isascii() and piece.isdigit())
