"""Sentences about rule files that cannot be read, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.base.catalogue import Templates

PROBLEMS: Templates = {
    "E101": (
        "文件读不出来：{reason}。",
        "请检查文件是否存在、能否打开，并另存为 UTF-8 编码。",
    ),
    "E102": ("文件太大：{found}，上限是 {wanted}。", "请把内容拆成几个文件。"),
    "E103": (
        "层次太深：超过 {wanted} 层。",
        "规则文件用不到这么多层，请检查缩进和方括号。",
    ),
    "E104": (
        "这里有一个制表符（Tab）。",
        "YAML 的缩进只能用空格，请把 Tab 换成两个空格。",
    ),
    "E105": (
        "这里用了全角冒号“：”：{found}。",
        "键和值之间要用半角冒号加一个空格，写成“{wanted}”。",
    ),
    "E106": (
        "这里用了全角标点或特殊空格“{found}”。",
        "YAML 的标点只认半角，请换成 {wanted}；如果它是文字的一部分，请给整段文字加上引号。",
    ),
    "E107": (
        "这一处不合 YAML 语法：{reason}。",
        "{hint}",
    ),
    "E108": (
        "这里用了 {found}{times}，不能用锚点和别名。",
        "请把内容直接写出来；要的就是这几个字，请加半角引号。",
    ),
    "E109": (
        "这里用了标签 {found}，不能用标签。",
        "请去掉标签；要写成文字就加引号。",
    ),
    "E110": (
        "键“{found}”在同一处写了两次，第一次在第 {first} 行。",
        "请只留一个；是两条规则时，各写在自己的“-”下面。",
    ),
    "E111": ("一个文件里有不止一份文档（第二个“---”）。", "请拆成两个文件。"),
    "E112": ("文件开头有字节顺序标记（BOM）。", "请另存为“UTF-8”（不带 BOM）。"),
    "E113": (
        "这里有一个不可见的控制字符（{found}）。",
        "请删掉它，或者换成普通的空格；常见于从别处粘贴的文字。",
    ),
    "E114": (
        "一段文字太长：{found} 个字符，上限是 {wanted}。",
        "请检查引号是否漏了另一半。",
    ),
    "E115": ("这里的键不是一个词：{found}。", "键要写成一个词，后面跟半角冒号和空格。"),
    "E116": ("文件是空的。", "第一行写 kind: 和种类，例如 kind: field-table。"),
    "E117": (
        "整个文件应当是“键: 值”的形式，这里是{shape}。",
        "第一行写 kind: 和种类。",
    ),
    "E118": ("内容太多：超过 {wanted} 项。", "请把内容拆成几个文件。"),
    "E119": (
        "csv 的第一行应当是各列的键，其中要有“{missing}”；现在写的是：{found}。",
        "第一行写成 code,name 这样，用半角逗号分开。可以写：{wanted}。",
    ),
    "E120": (
        "csv 的列“{found}”不认识，或者写了两次。",
        "{near}可以写：{wanted}。",
    ),
    "E121": (
        "从这一行起引号没有成对。",
        "一格里有逗号、引号或换行时，整格用半角双引号括起来，格里的双引号写两遍。",
    ),
    "E122": (
        "这一行有 {found} 格，第一行有 {wanted} 列。",
        "格里本来有逗号的话，给整格加半角双引号；少了的格也要留着逗号。",
    ),
    "E123": (
        "“{found}”不是列表的一项：它接在第 {first} 行的文字后面，成了同一段文字。",
        "它上面多半少了一行键（例如 aliases:），或者缩进多了；就要多行文字的，在冒号后面写 | 再换行。",
    ),
    "E201": ("不认识的键“{found}”。", "{near}这里可以写的键：{wanted}。"),
    "E202": ("缺少键“{wanted}”。", "请补上这一行。"),
    "E203": ("“{key}”的写法不对：写的是{shape}，应当是{wanted}。", "{near}"),
    "E205": ("“{key}”的值“{found}”不在可选范围内。", "{near}可以写：{wanted}。"),
    "E206": ("不认识的种类“{found}”。", "{near}可以写：{wanted}。"),
    "E207": ("“{key}”的值“{found}”写法不对。", "应当是：{wanted}。"),
    "E208": ("“{key}”下面的项数不对：现在 {found} 项，应当{wanted}。", ""),
    "E209": ("“{key}”里“{found}”写了不止一次。", "请只留一个。"),
    "E210": ("“kind: {found}”写在这个名字的文件里不起作用。", "{wanted}。"),
    "E211": (
        "从这里起是“{wanted}”的内容，却接在“{found}”下面。",
        "在这一行前面补上一行“{wanted}:”。",
    ),
}

SHAPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "object": "若干行“键: 值”",
    "array": "一个列表（每项以“- ”开头）",
    "null": "空",
}

WAYS_OUT = {
    "string": '要表示文字请加引号，写成 "{found}"。',
    "day": "日期写成 {day}。",
    "boolean": "请写 true 或 false，不加引号。",
    "array": "请写成 [{found}]，或者每项各占一行，如“- {first}”。",
    "array of objects": "每一条从新的一行“- ”开始，下面一行写一个“键: 值”；从电子表格粘贴的，要逐条改成这样。",
    "object": "键和值之间用了全角冒号“：”；请逐行换成半角冒号加一个空格。",
    "integer": "请只写半角数字：不加引号，前面不补 0，不带单位。",
    "number": "请只写半角数字和小数点：不加引号，不带单位。",
    "null": "请在冒号后面写上内容；用不着的话，删掉这一行。",
}
FORMS = {
    "pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "日期，写成 2026-01-31",
    "pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}([.][.][0-9]{4}-[0-9]{2}-[0-9]{2})?$": (
        "日期或一段日期，写成 2026-01-31 或 2026-01-31..2026-02-06"
    ),
    "pattern ^[A-Za-z][A-Za-z0-9-]*$": "英文字母开头，后面只有字母、数字和短横线 -",
    "pattern ^[a-z][a-z0-9-]*$": "小写英文字母开头，后面只有小写字母、数字和短横线 -",
    "pattern ^[a-z][a-z0-9_]*$": "小写英文字母开头，后面只有小写字母、数字和下划线 _",
    "pattern ^[^\\s./]+$": "文字，里面没有空格、点和斜线，例如 C1",
    "pattern ^[^ ]+( (error|warning|info))?$": (
        "规则的编号；要写程度的话，空一格再写 error、warning 或 info"
    ),
    "pattern ^\\S(?:[\\s\\S]*\\S)?$": "文字，不能空着，前后不留空格",
    "minLength": "文字，不能空着",
    "minimum": "不小于 {n} 的数",
    "maximum": "不大于 {n} 的数",
}
NAMES = {
    "document": "文件的介绍写在 document.yaml 里，一个文件夹只有一份",
    "clauses": "条款写在 clauses.yaml 里",
    "cases": "用例文件的名字要以 .cases.yaml 结尾",
    "rules": "document.yaml、clauses.yaml 和名字以 .cases.yaml 结尾的文件里不写规则，请换一个文件名",
}
OR = "或"
AT_LEAST = "至少 {n} 项"
AT_MOST = "至多 {n} 项"

COMPARE = "请对照相邻的行检查缩进、引号和冒号。"
REASONS: dict[str, tuple[str, str]] = {
    "colon": ("冒号后面缺一个空格", "请在冒号后面空一格。"),
    "dash": ("“-”后面缺一个空格", "请在“-”后面空一格。"),
    "bullet": (
        "列表的每一项要以“- ”开头",
        "把这一行开头的记号换成半角的“-”和一个空格。",
    ),
    "mapping keys are not allowed in this context": (
        "“?”不能单独写在这里",
        "请写上内容；文字就是“?”的话，请加引号。",
    ),
    "after a bracket": (
        "括号后面还有文字",
        "开头的 [ 或 { 在 YAML 里是列表；整段是文字的话，请放进一对引号。",
    ),
    "after a quote": (
        "引号后面还有文字",
        "请把整段文字放进一对引号；再看上一段文字的引号是不是漏了后一半。",
    ),
    "did not find expected ',' or ']'": (
        "方括号里缺逗号或右方括号",
        "请补上半角的 , 或 ]。",
    ),
    "did not find expected ',' or '}'": (
        "花括号里缺逗号或右花括号",
        "请补上半角的 , 或 }。",
    ),
    "did not find expected '-' indicator": (
        "这一行与上面的“- ”对不齐，或者漏了“- ”",
        "请与同一个列表里的其他行对齐。",
    ),
    "did not find expected key": ("缩进与上面的行对不齐", "请与同一层的键对齐。"),
    "mapping values are not allowed in this context": (
        "这里不该再出现冒号",
        "是新的一行键的话，请与同一层的键对齐；文字里本来有冒号的话，请给整段文字加引号。",
    ),
    "found unexpected end of stream": ("引号没有成对", "请补上后一半引号。"),
    "found character that cannot start any token": (
        "这个字符不能开头",
        "请给整段文字加引号。",
    ),
    "could not find expected ':'": ("键后面缺半角冒号", "请写成“键: 值”。"),
    "did not find expected comment or line break": (
        "以 > 或 | 开头的文字要加引号",
        "请给整段文字加引号，例如 '>= 1'。",
    ),
    "found a tab character that violates indentation": (
        "缩进里有 Tab",
        "请把 Tab 换成空格。",
    ),
    "block sequence entries are not allowed in this context": (
        "“- ”不能写在冒号后面",
        "列表请从下一行写起；文字本来以“-”开头的话，请加引号。",
    ),
    "did not find expected node content": (
        "这里少了内容，或者多了标点",
        "文字本来以标点开头的话，请加引号。",
    ),
    "did not find expected <document start>": (
        "文件到这里已经结束",
        "请删掉单独一行的“...”或以 % 开头的行。",
    ),
    "found unknown escape character": (
        "双引号里的反斜杠用错了",
        "请改用单引号，或者把 \\\\ 写两遍。",
    ),
    "did not find expected alphabetic or numeric character": (
        "& 和 * 不能开头",
        "请给整段文字加引号。",
    ),
}
"""What is wrong with the syntax, and how to mend it."""

REPEATED = "（共 {n} 处，最前面的在第 {lines} 行）"
