"""The screen of a schema says yes only where jsonschema finds nothing to say."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine.source import shape
from ruleengine.source.node import Listing, Mapping, Node, Scalar
from ruleengine.source.packs import find_packs
from ruleengine.source.read import read_file, read_node
from ruleengine.source.shape import shape_problems
from ruleengine.source.shape_screen import screen_of
from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHERS = [
    *("''", "x", "1", "'1'", "0", "-1", "1.0", "1.5", "true", "null", "A-1"),
    *("2026-01-01", "error", "[]", "[x]", "[x, x]", "[1, true]", "[1, 1.0]", "[[x]]"),
    *("[{}, {}]", "{}", "{zh: x}", "{zh: x, en: y}", "{reading: x}", "{when: ''}"),
]
"""What is put in the place of something else."""


@cache
def shipped_files() -> list[Mapping]:
    return [
        read_file(folder.path / name, name)
        for folder in find_packs(rules_folder())
        for name in folder.files
    ]


@cache
def one_of_each_kind() -> list[Mapping]:
    """The longest file of each kind that is not too long to be asked often."""
    found: dict[str, Mapping] = {}
    for node in sorted(shipped_files(), key=lambda node: len(str(node))):
        kind = node.text("kind")
        if kind not in found or len(str(node)) < 40_000:
            found[kind] = node
    return list(found.values())


def places(node: Node) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every node below."""
    yield ()
    if isinstance(node, Mapping):
        inner: Any = node.entries.items()
    else:
        inner = enumerate(node.items) if isinstance(node, Listing) else ()
    for step, each in inner:
        yield from ((step, *way) for way in places(each))


def changed(node: Node, way: tuple[Any, ...], key: str | None, other: Node) -> Node:
    """Return a tree in which a node is another, or has another under a key."""
    if not way and key and isinstance(node, Mapping):
        keys = {**node.keys, key: node.position}
        return dataclasses.replace(
            node, entries={**node.entries, key: other}, keys=keys
        )
    if not way:
        return other
    step, *rest = way
    if isinstance(node, Mapping):
        inner = changed(node.entries[step], tuple(rest), key, other)
        return dataclasses.replace(node, entries={**node.entries, step: inner})
    assert isinstance(node, Listing)
    items = list(node.items)
    items[step] = changed(items[step], tuple(rest), key, other)
    return dataclasses.replace(node, items=tuple(items))


def test_the_files_of_all_packs_need_no_more_than_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shape, "_validator", None)
    assert not [each for node in shipped_files() for each in shape_problems(node)]


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_change_anywhere_is_told_as_without_the_screen(data: Any) -> None:
    node = data.draw(st.sampled_from(one_of_each_kind()))
    way = data.draw(st.sampled_from(list(places(node))))
    key = data.draw(st.sampled_from([None, None, "reading", "severity", "unknown"]))
    other = read_node(data.draw(st.sampled_from(OTHERS)), "x.yaml")
    tree = changed(node, way, key, other)
    if not isinstance(tree, Mapping):
        return
    told = list(shape_problems(tree))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shape, "_screen", lambda _kind: screen_of({"not": {}}))
        assert told == list(shape_problems(tree))


@pytest.mark.parametrize(
    "schema",
    [True, {"not": {}}, {"if": {"required": ["a"]}}, {"const": 1}, {"enum": [["x"]]}],
)
@pytest.mark.parametrize("text", ["1", "[x]", "{a: 1}"])
def test_what_is_not_known_is_never_surely_held(schema: Any, text: str) -> None:
    assert not screen_of(schema)(read_node(text, "x.yaml"))


@pytest.mark.parametrize(
    ("schema", "held", "not_held"),
    [
        ({"type": "integer"}, "1", "1.0"),
        ({"type": "number"}, "1.5", "true"),
        ({"type": ["null", "boolean"]}, "null", "x"),
        ({"type": "array", "uniqueItems": True}, "[1, x, '1']", "[1, 1.0]"),
        ({"minimum": 1, "maximum": 2}, "2", "2.5"),
        ({"minLength": 2, "pattern": "b$"}, "ab", "b"),
        ({"enum": ["a", "b"], "const": "a"}, "a", "b"),
        ({"required": ["a"], "additionalProperties": {"type": "null"}}, "a:", "b:"),
        ({"if": {"type": "object"}, "else": {"type": "string"}}, "{}", "1"),
        ({"items": {"type": "string"}, "minItems": 1, "maxItems": 1}, "[a]", "[1]"),
    ],
)
def test_each_keyword_is_held(schema: Any, held: str, not_held: str) -> None:
    assert screen_of(schema)(read_node(held, "x.yaml"))
    assert not screen_of(schema)(read_node(not_held, "x.yaml"))


def test_scalars_are_not_taken_for_what_they_look_like() -> None:
    quoted = Scalar("1", quoted=True, position=read_node("1", "x").position)
    assert screen_of({"type": "string"})(quoted)
    assert not screen_of({"type": "integer"})(quoted)
