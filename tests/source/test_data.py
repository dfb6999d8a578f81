"""A submitted YAML file that is refused is told in the words of its sender."""

from __future__ import annotations

import pytest

from ruleengine.base.problem import InputError
from ruleengine.source.data import load_data

BROKEN = [
    (
        "- &a {lab: L1}\n- *a\n",
        "x.yaml 第 1 行第 3 列：这里用了 &a，不能用锚点和别名。",
    ),
    ("- !!set x\n", "不能用标签"),
    ("- lab: L1\n\tname: a\n", "第 2 行第 1 列：这里有一个制表符"),
    ("# nothing\n", "文件是空的。"),
    ("- lab: 1\n  lab: 2\n", "写了两次，第一次在第 1 行。"),
    ("[" * 99, "层次太深"),
    ("员工人数：120\n类别：A\n", "第 1 行第 5 列：这里用了全角冒号“：”"),
    ("# 样品\n- 样品编号：x\n", "第 2 行第 7 列：这里用了全角冒号“：”"),
]


@pytest.mark.parametrize(("text", "words"), BROKEN)
def test_broken_data_are_told_without_a_word_about_rules(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        load_data(text, "x.yaml")
    message = caught.value.message
    assert words in message.zh
    assert message.en.startswith("x.yaml line ")
    for rule in ("规则", "kind", " E1"):
        assert rule not in message.zh
    assert "rule" not in message.en


@pytest.mark.parametrize("text", ["- a\n- b\n", "a b：c\n", "- '注：甲'\n", "甲\n"])
def test_texts_are_no_names_with_a_wrong_colon(text: str) -> None:
    assert load_data(text, "x.yaml")
