"""Sentences about rules that do not fit together, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.base.catalogue import Templates

PROBLEMS: Templates = {
    "E204": ("格式“{found}”不合法：{reason}", "{hint}"),
    "E301": ("条件写错了：{reason}", "{hint}"),
    "E302": ("条件有问题：{reason}", "{hint}"),
    "E303": ("找不到{what}“{found}”。", "{near}现有：{wanted}。"),
    "E304": (
        "编号“{found}”用了不止一次，另一次在 {other} 第 {line} 行。",
        "编号在一个规则包里只能用一次，请换一个；多出来的副本请移走。",
    ),
    "E305": ("键“{found}”在这张表里用了不止一次。", "请给每个数据项起不同的键。"),
    "E308": (
        "数据项名称“{found}”在这张表里出现不止一次。",
        "名称在一张表里应当唯一（附录A.2规则1）。",
    ),
    "E309": ("值域里的“{found}”不符合格式“{format}”。", "请核对值域或格式。"),
    "E310": ("默认选择“{found}”不在选择之内。", "{near}可以写：{wanted}。"),
    "E311": ("有效期的日期“{found}”不对。", "请写成 2026-01-08 这样的日期。"),
    "E312": (
        "这里写了 {found} 项，target: 写了 {wanted} 项，对不上。",
        "fields: 和 target: 逐项对应，项数要一样。",
    ),
    "E313": (
        "规则的有效期颠倒了：起于 {found}，止于 {wanted}。",
        "改 from: 或 until:。",
    ),
    "E314": (
        "规则包“{found}”有两个版本从同一天起有效，另一个在 {other}，不知道以哪一个为准。",
        "请只留一个，草稿另放一个文件夹；是新旧两版的，在各自的 effective: 里写不同的 from。",
    ),
    "E315": (
        "取法“{reading}”的选择“{found}”写了两次，前一次在第 {first} 行。",
        "留下一个，或者改另一个的名称。",
    ),
    "E316": (
        "相关记录叫“{found}”，这张表的数据项或前面的相关记录已经叫这个名称。",
        "给相关记录另起一个名称，条件里也跟着改。",
    ),
    "E586": (
        "这里不能叫“{found}”：条件和公式里这个名称是规则日期。",
        "换一个名称或键。",
    ),
}

KEY_THERE = "相关记录的数据项写键：把“{found}”改成 {key} 。"
CUT_OFF = "如果后面有 #，YAML 已把其余部分当作注释：请给整个值加上单引号。"

NOT_READ = (
    "规则包“{pack}”没有读进来：请在命令里把它一起写上（文件夹，或随程序带的名称）。"
)
NOUNS = {
    "table": "表",
    "field": "数据项",
    "codes": "代码表或编号规则",
}
