"""Every Chinese sentence about mutants; the keys are those of en."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "key-of": "{key}（{rest}）",
        "survivor": "没有用例能发现：{title} {element} {key} {before}→{after}",
        "survivor.gone": "没有用例能发现：{title} {element} 去掉{key} {before}",
        "survivor.added": "没有用例能发现：{title} {element} 加上{key} {after}",
        "row": "第 {number} 行",
        "field": "序号{label}",
        "score": "{pack}：改动 {total} 处，用例发现 {killed} 处，规则读入时拒绝 {refused} 处，没有发现 {survived} 处{argued}；得分 {score}%",
        "argued": "，已说明不必发现 {count} 处",
        "failing": "这条用例本来就不通过，没有用它：{place} {name}",
        "stale": "{pack} 的 document.yaml 里 equivalent 的这一条已不需要，请删去：{id}",
        "none": "没有可以改动的规则",
        "key.format": "格式",
        "key.values": "值域",
        "key.required": "是否必填",
        "key.forbidden": "不得填写",
        "key.otherwise": "否则",
        "key.must": "条件",
        "key.when": "前提",
        "key.where": "范围",
        "key.match": "对应的项",
        "key.fields": "项",
        "key.unique": "不得重复",
        "key.references": "引用",
        "key.severity": "程度",
        "key.codes-severity": "不在代码表时的程度",
        "key.otherwise-severity": "否则的程度",
        "key.codes": "代码表",
        "key.under": "上级代码",
        "key.separator": "分隔符",
        "key.covers": "取值范围",
        "key.optional": "可以不填",
        "key.default": "默认",
        "key.decimals": "小数位数",
        "key.formula": "公式",
        "key.row": "这一行",
        "key.from": "起",
        "key.until": "止",
        "key.identifier": "编号规则",
        "key.any-of": "格式",
        "key.one-of": "可以是",
        "key.characters": "字符",
        "key.length": "长度",
        "key.leading-zeros": "前导零",
        "key.prefix": "前面的字符",
        "key.case": "大小写",
        "key.modulus": "模",
        "key.weights": "加权因子",
        "key.alphabet": "字符的次序",
        "key.mapping": "余数对应的字符",
        "key.code": "代码",
        "key.parent": "上级",
        "key.status": "状态",
        "key.printed": "原文的名称",
        "key.shape": "代码的格式",
        "key.name": "名称",
        "key.distinct": "不重复",
        "key.readings": "取法",
    }
)
