"""The Chinese sentences of the expression language."""

from __future__ import annotations

SENTENCES = {
    "text-too-long": "表达式超过 {limit} 个字符。",
    "too-deep": "表达式嵌套超过 {limit} 层。",
    "strange-character": "这里出现了“{found}”，表达式里没有这样开头的内容。",
    "unclosed": "这里的 {mark} 只有开头，没有结尾。",
    "unclosed-bracket": "括号“{opener}”没有闭合，缺少“{closer}”。",
    "empty": "表达式是空的；这里应写一个值或一个条件。",
    "ends-early": "表达式没有写完；后面应接：{wanted}",
    "unexpected": "这里出现了“{found}”；此处应为：{wanted}",
    "number-too-large": "数 {found} 太大。",
    "mixed-arguments": "参数有的按名称、有的按位置给出；请只用一种。",
    "hint-write": "是否想写 {meant} ？",
    "hint-comma": "前面是否漏了逗号或运算符？",
}
