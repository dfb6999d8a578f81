"""Chinese sentences about cells that cannot be read.

Keys and placeholders are those of ``wording_en``; a test holds the two equal.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "error-long": "共 {length} 个字符，最多只读 {limit} 个。",
        "hint-long": "请写短一些，或者拆成几行。",
        "error-empty-item": "两个逗号之间或者末尾没有内容。",
        "hint-empty-item": "请去掉多余的逗号，或补上取值。",
        "error-quotes": "引号“{found}”不对。",
        "hint-quotes": '文字用半角双引号，例如 "合格"；单个词也可以不加引号。',
        "error-comma": "“{found}”不能隔开几个取值。",
        "hint-comma": "几个取值之间用半角逗号；取值本身含有这个符号时，用半角双引号引起来。",
        "error-unclosed": "双引号没有成对。",
        "hint-unclosed": "请补上另一半半角双引号。",
        "error-truth": "“{found}”不是逻辑值。",
        "hint-truth": "请写 {meant}。",
        "error-reversed": "范围写反了：{low} 大于 {high}。",
        "hint-reversed": "小的写在前面。",
        "error-nothing": "范围“{found}”里没有任何值。",
        "hint-nothing": "请检查两端，方括号包含端点，圆括号不包含。",
        "error-leading-zero": "“{found}”前面有多余的 0。",
        "hint-leading-zero": "数字前面不写 0；千位之间也不写逗号。",
        "error-not-integer": "这一列是整数，“{found}”不是整数。",
        "hint-not-integer": "请写整数，或者把这一列的类型改为 number。",
        "error-date": "“{found}”不是日历上有的日期。",
        "hint-date": "日期写成 2026-01-31。",
        "error-day": "“{found}”像日期，这一列却是数。",
        "hint-day": "请写数，例如 20-49；这一列是日期时，把类型改为 date。",
        "error-full-width": "“{found}”是全角字符。",
        "hint-full-width": "请改用半角字符。",
        "error-no-brackets": "范围“{found}”没有写括号。",
        "hint-no-brackets": "两个点的范围要写括号，例如 [20..49]；也可以写 20-49。",
        "error-interval": "“{found}”是两个值的列表，不是范围。",
        "hint-interval": "范围写 [20..49] 或 20-49；确是两个值，就不写括号：20, 49。",
        "error-range-word": "范围里的“{found}”要改成横线。",
        "hint-range-word": "例如 20-49。",
        "error-any-word": "“{found}”不是这一列的值。",
        "hint-any-word": "什么值都行，写一个横线 -。",
        "error-sign-order": "比较符号“{found}”不对。",
        "hint-sign-order": "比较符号只有 <、<=、>、>=、=、!=。",
        "error-words": "“{found}”要改成符号。",
        "hint-words": "例如“5001 以上（含）”写 5001+ 或 >= 5001，“不足 20”写 < 20。",
        "error-unfinished": "“{found}”没有写完。",
        "hint-unfinished": "请补上数值，例如 >= 20 或 20-49。",
        "error-brackets": "“{found}”的括号没有成对。",
        "hint-brackets": "例如 [20..49] 或 (20..50)。",
        "error-unit": "数值后面不写单位“{found}”。",
        "hint-unit": "单位写在这一列的 unit 里，单元格只写数值。",
    }
)
