"""Node trees of rule files survive the way through plain data."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ruleengine.source.packs import find_packs
from ruleengine.source.plain import from_plain, to_plain
from ruleengine.source.read import read_node
from ruleengine.source.shipped import rules_folder

DOCUMENTS = [folder for folder in find_packs(rules_folder()) if folder.rule_files]


@pytest.mark.parametrize("folder", DOCUMENTS, ids=lambda folder: folder.path.name)
def test_the_documents_of_all_packs_come_back_as_they_were(folder: Any) -> None:
    node = folder.read("document.yaml")
    stored = json.loads(json.dumps(to_plain(node)))
    assert from_plain(stored, f"{folder.name}/document.yaml") == node


@pytest.mark.parametrize(
    "text", ["a: 1", "[]", "a: [x, 'x', {b: ''}]", "- - x\n- {}", "'01'", "a:"]
)
def test_any_tree_comes_back_with_its_places(text: str) -> None:
    node = read_node(text, "x.yaml")
    assert from_plain(json.loads(json.dumps(to_plain(node))), "x.yaml") == node


@pytest.mark.parametrize(
    "plain", [[], [1], [1, 1], [1, 1, 2], [1, 1, [["k", 1, 1]], []], [1, 1, "x"], [[]]]
)
def test_what_is_no_tree_is_refused(plain: list[Any]) -> None:
    with pytest.raises(ValueError, match=r"unpack|\[|zip"):
        from_plain(plain, "x.yaml")
