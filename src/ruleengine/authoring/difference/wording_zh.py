"""Every Chinese sentence about differences; the keys are those of en."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "kind.stricter": "更严",
        "kind.looser": "更宽",
        "kind.different": "结果不同",
        "kind.new": "新增",
        "kind.gone": "取消",
        "kind.wording": "只改写法",
        "severity.error": "错误",
        "severity.warning": "警告",
        "severity.info": "提示",
        "clean": "没有问题",
        "null": "没有结果",
        "not-checked": "{rule} 没有检查",
        "no-other": "没有这个问题",
        "changed": "{before} → {after}",
        "added": "加上 {after}",
        "removed": "去掉 {before}",
        "witness": "例如 {given}：{before} → {after}",
        "note": "{kind}：{name}（{id}）{said}",
        "between": "；",
        "alone": "这条记录",
        "and-record": "另有一条记录 {record}",
        "and-table": "{table} 有记录 {record}",
        "more": "还有 {count} 个这样的例子",
        "exact": "已逐段比较，没有遗漏",
        "searched": "按搜索，未穷尽",
        "unit": "数字没有变，单位变了：同一个数说的是另一回事",
        "one-file": "“{source}”是一个文件；这里比较整个规则文件夹，请写它所在的文件夹",
        "no-witness": "没有找到结果不同的例子（按搜索，未穷尽）",
        "summary": "更严 {stricter}，更宽 {looser}，结果不同 {different}，新增 {new}，取消 {gone}，只改写法 {wording}",
        "same": "两边的规则没有差别",
        "affected": "受影响 {id} {title}（文字没有改，用到 {causes}）：{count} 个用例结果不同",
        "against": "按两边的规则检查提交的文件，{count} 条记录的结论不同",
        "judged": "{place} {table} 第 {record} 条：{changes}",
        "judged.gone": "不再报 {rules}",
        "judged.new": "新报 {rules}",
        "heading": "规则差别：{old} → {new}",
        "heading.note": "改动说明",
        "heading.changes": "逐条",
        "heading.affected": "受影响的计算和表",
        "heading.against": "提交的文件",
        "column.kind": "变化",
        "column.rule": "规则",
        "column.text": "改动",
        "column.witness": "例子",
        "column.place": "位置",
        "absent": "没有填",
        "needs_decision": "须由人决定",
        "working": "工作日",
        "code": "代码",
        "name": "名称",
        "status": "状态",
        "parents": "上级",
        "level": "层级",
        "printed": "印本写法",
        "unknown": "没有这个代码",
        "in_force": "有效",
        "as-of": "规则日期 {day}",
        "true": "是",
        "false": "否",
    }
)
