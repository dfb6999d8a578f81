"""Headings and words of lists in Chinese; the keys are those of en."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTING: Mapping[str, str] = MappingProxyType(
    {
        "pack": "规则包",
        "id": "编号",
        "title": "标题",
        "number": "文件编号",
        "edition": "版次",
        "effective": "有效期",
        "always": "一直有效",
        "fields": "数据项",
        "tables": "数据表",
        "decisions": "计算",
        "identifiers": "编号规则",
        "codes": "代码表",
        "readings": "取法",
        "clauses": "条款",
        "errata": "勘误",
        "name": "名称",
        "key": "键名",
        "format": "格式",
        "required": "必填",
        "domain": "值域",
        "inputs": "输入",
        "outputs": "输出",
        "example": "例子",
        "count": "个数",
        "vintage": "数据年份",
        "default": "默认",
        "choices": "可选",
        "place": "位置",
        "gist": "大意",
        "rules": "规则",
        "print": "印本写的是",
        "correction": "这里按",
        "code": "代码",
        "status": "状态",
        "required.always": "必填",
        "required.optional": "可不填",
        "required.system": "系统生成",
        "required.conditional": "有条件必填",
        "status.current": "有效",
        "status.surplus": "多印的",
        "status.doubtful": "印得有疑问",
        "status.retired": "已停用",
        "empty": "（没有）",
        "total": "共 {n:,} 项",
        "more": "想看其中一个，用 ruleengine explain 编号；想列其中一类，用 ruleengine list {nouns}",
    }
)
