"""决策表、计算、编号规则、代码表、日历写错时对规则作者说的话。"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.base.catalogue import Templates

PROBLEMS: Templates = {
    "E400": (
        "“{found}”在这张表里用了两次，前一次在第 {first} 行。",
        "改成不重复的编号。",
    ),
    "E401": (
        "这一行有一列“{found}”，输入和输出里都没有它。",
        "{near}这张表的列：{wanted}。",
    ),
    "E402": (
        "这一行没有写输出“{found}”。",
        "补上这一格；确实没有值就写 null，或者给这个输出写 default: 或 optional: true。",
    ),
    "E403": ("格子“{found}”看不懂：{reason}", "{wanted}"),
    "E404": (
        "“{found}”不是{wanted}，而“{key}”的类型是{wanted}。",
        "{near}改值或者改类型；数只写半角数字和小数点，不带单位和千位分隔符。",
    ),
    "E406": (
        "命中方式“{found}”要比较输出的先后，但“{key}”没有列出 values。",
        "在这个输出下按先后写 values:。",
    ),
    "E407": ("命中方式“{found}”只能用于一个类型为数的输出。", "改命中方式，或改输出。"),
    "E408": ("键“{found}”不能用作列名，它在行里另有用途。", "换一个键。"),
    "E409": ("这一行的 from 晚于 until：{found}。", "改正日期。"),
    "E410": ("“{found}”不在“{key}”列出的 values 里。", "改值，或把它补进 values。"),
    "E411": (
        "“{key}”的类型是{wanted}，格式“{found}”写的却是{kind}。",
        "改格式或者改类型。",
    ),
    "E420": ("键“{found}”用了两次，前一次在第 {first} 行。", "换一个键。"),
    "E421": ("结果“{found}”不是这个计算的步骤。", "{near}步骤有：{wanted}。"),
    "E423": ("这几项互相引用，绕成了圈：{found}。", "拆开其中一处。"),
    "E424": ("公式用了{step}“{found}”。", "{wanted}"),
    "E425": ("on: 里的“{found}”不是这里的键。", "{near}"),
    "E426": ("可取范围“{found}”看不懂：{reason}", "{wanted}"),
    "E427": ("“{key}”的默认值“{found}”不是{wanted}。", "{near}改默认值或者改类型。"),
    "E428": (
        "“{key}”的默认值“{found}”不在它可取的值之内（{wanted}）。",
        "改默认值；默认值没错的话，改 covers:、values:、format: 或 codes:。",
    ),
    "E440": ("键“{found}”用了两次，前一次在第 {first} 行。", "换一个键。"),
    "E441": ("格式“{found}”看不懂：{reason}", "{wanted}"),
    "E442": (
        "这一段没有说明由什么组成。",
        "写 format:、any-of: 或 one-of:。",
    ),
    "E443": ("校验字符用到“{found}”，各段里没有它。", "{near}"),
    "E444": ("校验字符的参数不配套：{reason}。", "对照标准改正。"),
    "E445": ("例子“{found}”与规则不符：{reason}。", "改例子或者改规则。"),
    "E446": (
        "“{found}”这种格式不能用在编号的一段里。",
        "改用字符、数字或日期格式；定长的至多 1000 个字符，不定长的下限至多 64。",
    ),
    "E448": ("{what}“{found}”不能用。", "{wanted}"),
    "E449": (
        "“{name}”的格式里没有{wanted}的数。",
        "对照格式改 from: 和 until:；这一段不是数的话，把它们删去。",
    ),
    "E460": ("代码“{found}”写了两次，前一次在第 {first} 行。", "留下一个。"),
    "E461": ("上级代码“{found}”不在这个代码表里。", "{near}补上这个代码，或改正。"),
    "E462": ("上级代码“{found}”绕成了圈。", "改正其中一个 parent:。"),
    "E463": ("层级“{found}”没有列在 levels 里。", "可以写：{wanted}。"),
    "E464": (
        "代码表“{found}”一个代码也没有。",
        "写上 codes:，或用 file: 指向 csv；原表未公开时写 slot: true。",
    ),
    "E466": (
        "代码“{found}”不合这个代码表的格式（{wanted}）。",
        "改代码或者改 shape:；从电子表格另存的 csv 要看看前面的 0 是否丢了、两列是否换了位置。",
    ),
    "E467": ("这一行没有代码。", "请补上代码，或者删掉这一行。"),
    "E468": (
        "不认识的状态“{found}”。",
        "{near}可以写：{wanted}；别的状态先写进 statuses:。",
    ),
    "E469": (
        "代码“{found}”自 {first} 起有效，却止于更早的 {last}，哪一天都不能用。",
        "改 from: 或 until:。",
    ),
    "E480": ("{found} 年写了两次。", "合并成一个。"),
    "E481": ("日期“{found}”不在 {wanted} 年前后。", "改正年份。"),
    "E482": ("“{found}”的起止日期颠倒，或者太长。", "改正日期。"),
    "E483": ("“{found}”不是周六或周日，不需要写成调休上班。", "核对通知。"),
    "E484": ("{found} 既写了放假，又写了上班。", "核对通知，留下一个。"),
    "E490": (
        "取法“{found}”没有声明。",
        "{near}在 document.yaml 的 readings: 里声明它；已声明：{wanted}。",
    ),
    "E491": ("取法“{reading}”的选择“{found}”在这里没有写。", "补上这一行。"),
    "E492": ("“{found}”不是取法“{reading}”的选择。", "可以写：{wanted}。"),
    "E493": ("“{found}”不是日期。", "写成 YYYY-MM-DD，例如 2026-01-31。"),
    "E494": ("表达式有错：{reason}", "{wanted}"),
    "E495": ("编号“{found}”用了两次，前一次在第 {first} 行。", "换一个编号。"),
    "E496": ("没有叫“{found}”的代码表或编号规则。", "{near}"),
    "E498": (
        "编号“{found}”在公式里的名字与 FEEL 自带的函数相同。",
        "换一个编号。",
    ),
}

TYPES = {
    "integer": "整数",
    "number": "数",
    "string": "文字",
    "boolean": "true 或 false",
    "date": "日期（YYYY-MM-DD）",
    "list": "列表",
    "context": "一组键值",
}
WRITTEN = {
    "integer": "整数",
    "number": "数",
    "string": "文字",
    "boolean": "是否",
    "date": "日期",
    "datetime": "日期和时间",
    "binary": "文件",
}
"""What a format writes, and a type holds."""
MEANT = {
    "near": "是否想写 {meant}？",
    "key": "这里写键：把“{found}”改成 {meant} 。",
    "near-bare": "去掉引号，写成 {meant}。",
}
PARTS = {
    "length": ("长度", "写成 9 或 1..64：从小到大，最多 1000。"),
    "characters": ("字符", "一项写一个字符，或者 A-Z 这样从前到后的一段。"),
}
LIMITS = {
    "from": "不小于 {low} ",
    "until": "不大于 {high} ",
    "between": " {low} 到 {high} ",
}
"""Between which limits a number must be; stands in E449."""
DETAILS = {
    "weights": "加权因子有 {weights} 个，而参加计算的字符有 {length} 个",
    "mapping": "余数有 {modulus} 个，而对应的字符有 {mapping} 个",
    "alphabet": "字符集里有重复的字符“{found}”",
    "length": "“{found}”的长度不固定，不能参加校验",
    "good": "应当正确，却有错（{found}）",
    "check-character": "应当正确，但按规则算出的“{found}”是“{wanted}”",
    "bad": "应当有错，却是正确的",
    "elsewhere": "应当错在“{wanted}”，却错在“{found}”",
}
NONE = "（没有）"
"""Stands for what there might be to choose from."""
LATE = {
    "later": ("后面的步骤", "把那一步移到前面。"),
    "itself": (
        "它自己这一步",
        "只写等号右边的算式，不写“键 =”；要的是别的值，就写那个值的键。",
    ),
}
TROUBLES = {
    "no-row": "“{title}”没有适用于 {inputs} 的一行",
    "many-rows": "“{title}”有几行同时适用于 {inputs}：{rows}",
    "different-rows": "“{title}”适用于 {inputs} 的几行结果不同：{rows}",
    "argument": "“{title}”的“{name}”不能是 {value}",
}
