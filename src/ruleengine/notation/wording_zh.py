"""Chinese sentences about formats: what is wrong with one, what one means.

Keys and placeholders are those of ``wording_en``; a test holds the two equal.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # What is wrong with the text of a format.
        "error-empty": "格式是空的。",
        "error-long": "格式有 {length} 个字符，最多只读 {limit} 个。",
        "error-white-space-around": "格式前后有多余的空白。",
        "error-white-space": "格式中间有空白。",
        "error-full-width": "“{found}”是全角字符，格式只用半角字符书写。",
        "error-word": "“{word}”不是格式的写法。",
        "error-case": "大小写不对：类别 a、n、an 和 ul 用小写字母。",
        "error-one-dot": "只有一个点；长度范围用两个点。",
        "error-many-dots": "点太多；长度范围用两个点。",
        "error-decimal-mark": "“{found}”不能隔开整数位数和小数位数，要用逗号。",
        "error-no-length": "只写了类别，没有写长度。",
        "error-no-maximum": "两个点后面缺少最大长度。",
        "error-no-class": "长度前面缺少类别 a、n 或 an。",
        "error-class": "“{found}”不是类别；类别只有 a（字母）、n（数字）、an（字母数字）。",
        "error-decimals-class": "只有数字类 n 才有小数位数，{alphabet} 没有。",
        "error-min-over-max": "最小长度 {minimum} 大于最大长度 {maximum}。",
        "error-zero": "长度不能是 0。",
        "error-leading-zero": "长度前面不写 0。",
        "error-too-large": "长度太大；不限长度写 ul。",
        "error-temporal": "日期时间只由 YYYY、MM、DD、hh、mm、ss 组成。",
        "error-temporal-case": "日期时间的大小写不对：年月日大写，时分秒小写。",
        "error-temporal-order": "日期时间的次序不对：年、月、日、时、分、秒。",
        "error-temporal-gap": "日期时间中间缺了一段，各段必须相连。",
        "error-temporal-year": "年份要写四位 YYYY。",
        "error-temporal-marks": "日期时间各段直接相连，中间不写“{found}”。",
        "error-medium": "“{found}”不是认识的文件格式；认识的有 {known}。",
        "error-media-mark": "文件格式之间用 / 隔开，不用“{found}”。",
        "error-twice": "同一个文件格式写了两遍。",
        "error-mask-length": "写的长度是 {printed}，掩码却有 {mask} 位，两者必须相等。",
        "error-mask-class": "类别 {alphabet} 的掩码里不能有 {part}。",
        "error-mask-bracket": "掩码用圆括号，不用“{found}”。",
        "error-range-mark": "“{found}”不能表示长度范围，要用两个点。",
        "error-length-comma": "长度里不写逗号。",
        "error-mask-unopened": "掩码没有左括号。",
        "error-mask-open": "掩码没有右括号，或者右括号后面还有内容。",
        "error-mask-empty": "括号里没有掩码。",
        "error-mask-no-length": "掩码前面缺少长度。",
        "error-mask-quotes": "双引号没有成对，或者引号里没有内容。",
        "error-mask-quote-mark": "固定的字用双引号引起来，不用单引号。",
        "error-mask-character": "掩码里只能写 a、n 和双引号引起来的字，不能直接写“{found}”。",
        "error-unfinished": "格式没有写完。",
        "error-unexpected": "“{found}”不能出现在这里。",
        # How to mend it.
        "hint-meant": "是否想写 {meant}？",
        "hint-no-length": "定长写 {fixed}，最长写 {most}，不限长度把数字换成 ul。",
        "hint-full-width": "改用半角字符书写。",
        "hint-zero": "长度从 1 写起；不限长度写 ul。",
        "hint-no-maximum": "写上最大长度，例如 an..200；不限长度写 an..ul。",
        "hint-general": "例如 an18、an..200、n..10,3、an3..8、YYYYMMDD、boolean、PDF/JPEG。",
        # What a format means.
        "text-an": "文本：{length}，汉字、字母、数字、标点都可以，前后不留空白。",
        "text-a": "文本：{length}，汉字、字母、标点都可以，不含数字，前后不留空白。",
        "length-any": "长度不限",
        "length-least": "至少 {minimum} 个{unit}",
        "length-most": "最多 {maximum} 个{unit}",
        "length-between": "{minimum} 到 {maximum} 个{unit}",
        "unit-characters": "字符（一个汉字算一个）",
        "unit-gb2312-bytes": "字节（一个汉字算两个）",
        "charset-practical": "GB 2312 以外的字只提醒，不算错。",
        "charset-strict": "只能用 GB 2312 里的字。",
        "code-a": "代码：恰好 {length} 个英文字母（A-Z、a-z）。",
        "code-an": "代码：恰好 {length} 个英文字母或数字（0-9、A-Z、a-z）。",
        "mask": "代码：恰好 {length} 个字符，依次是{places}。",
        "place-letter": "字母",
        "place-digit": "数字",
        "place-quoted": "固定的“{text}”",
        "integer": "整数：{digits}，没有正负号和小数点。",
        "integer-padded": "整数：{digits}，不足的前面补 0，没有正负号和小数点。",
        "signed-integer": "数值：小数点前{digits}，没有小数；可以有负号，负号不计位数。",
        "decimal": "数值：小数点前{digits}，小数点后最多 {decimals} 位，也可以没有小数；"
        "可以有负号，负号和小数点不计位数。",
        "decimal-exact": "数值：小数点前{digits}，小数点后恰好 {decimals} 位；"
        "可以有负号，负号和小数点不计位数。",
        "digits-any": "位数不限",
        "digits-least": "至少 {minimum} 位数字",
        "digits-exactly": "恰好 {maximum} 位数字",
        "digits-most": "最多 {maximum} 位数字",
        "digits-between": "{minimum} 到 {maximum} 位数字",
        "temporal": "日期时间：{length} 位数字，依次是{parts}；必须是日历和钟表上真有的。",
        "part-YYYY": "年（4 位）",
        "part-MM": "月（2 位）",
        "part-DD": "日（2 位）",
        "part-hh": "时（2 位，00-23）",
        "part-mm": "分（2 位）",
        "part-ss": "秒（2 位）",
        "boolean": "是否：1 表示是，0 表示否。",
        "media": "附件：填文件名，文件格式是 {names} 之一，扩展名是 {extensions} 之一。",
    }
)
