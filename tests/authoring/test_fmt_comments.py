"""``fmt`` over all shipped rule files with keys and comments shuffled."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from ruleengine.authoring.fmt import CannotKeepError, formatted
from ruleengine.authoring.key_order import ordered_keys
from ruleengine.source.node import Listing, Mapping, plain
from ruleengine.source.read import read_text

if TYPE_CHECKING:
    from ruleengine.source.node import Node

RULES = Path(__file__).parents[2] / "rules"
LONGEST = 40_000
"""Bytes; longer files hold more of the same."""
FILES = sorted(path for path in RULES.rglob("*.yaml") if path.stat().st_size <= LONGEST)


class Shuffled:
    """A rule file with its entries in any order and a comment above many of them."""

    def __init__(self, text: str, random: Random) -> None:
        self.random = random
        self.lines = text.rstrip("\n").split("\n")
        self.node = read_text(text, "x")
        self.count = 0

    def text(self) -> str:
        first = self.node.position.line
        body = self.mapping(self.node, len(self.lines), 0)
        return "\n".join([*self.lines[: first - 1], *body, "# 全文完"]) + "\n"

    def mapping(self, node: Mapping, end: int, dash: int) -> list[str]:
        """Return the entries shuffled; an item keeps its first key (``dash``)."""
        keys = list(node.keys)
        starts = [node.keys[key].line for key in keys]
        if len(set(starts)) < len(starts):
            return self.lines[starts[0] - 1 : end]
        ends = [start - 1 for start in starts[1:]] + [end]
        parts = [
            self.entry(node, key, span)
            for key, span in zip(keys, zip(starts, ends, strict=True), strict=True)
        ]
        moved = parts[dash:]
        self.random.shuffle(moved)
        return [line for part in [*parts[:dash], *moved] for line in part]

    def entry(self, node: Mapping, key: str, span: tuple[int, int]) -> list[str]:
        at, end = span
        value = node.entries[key]
        column = node.keys[key].column - 1
        lines = self.value(value, at, end)
        dashed = self.lines[at - 1][:column].strip()
        if dashed or key == "kind" or self.random.random() < 0.5:
            return lines
        self.count += 1
        blank = [""] if self.random.random() < 0.3 else []
        return [*blank, f"{' ' * column}# 关于 {key} {self.count}", *lines]

    def value(self, value: Node, at: int, end: int) -> list[str]:
        inside = value.position.line
        if inside == at:
            return self.lines[at - 1 : end]
        head = self.lines[at - 1 : inside - 1]
        if isinstance(value, Mapping):
            return [*head, *self.mapping(value, end, 0)]
        if isinstance(value, Listing):
            return [*head, *self.items(value, end)]
        return self.lines[at - 1 : end]

    def items(self, value: Listing, end: int) -> list[str]:
        starts = [item.position.line for item in value.items]
        ends = [start - 1 for start in starts[1:]] + [end]
        lines: list[str] = []
        for item, start, last in zip(value.items, starts, ends, strict=True):
            if isinstance(item, Mapping):
                lines += self.mapping(item, last, 1)
            else:
                lines += self.lines[start - 1 : last]
        return lines


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_comment_is_moved_away(path: Path) -> None:
    text = Shuffled(path.read_text(encoding="utf-8"), Random(path.name)).text()
    try:
        once = formatted(text, "rules.yaml")
    except CannotKeepError:
        return
    assert plain(read_text(once, "x")) == plain(read_text(text, "x"))
    assert formatted(once, "rules.yaml") == once
    lines = once.split("\n")
    assert lines[-2:] == ["# 全文完", ""]
    for number, line in enumerate(lines):
        if found := re.fullmatch(r" *# 关于 (\S+) [0-9]+", line):
            assert lines[number + 1].lstrip(" ").startswith(f"{found[1]}:"), line


TABLE = "kind: field-table\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Behind the last entry: about the file.
        ("title: T\nid: X\n# 完\n", "id: X\ntitle: T\n# 完\n"),
        # Between blank lines: a heading of what follows.
        ("title: T\n\n# 编号\n\nid: X\n", "\n# 编号\n\nid: X\ntitle: T\n"),
        # Right below a value and not above a key: about the value.
        (
            "title: T\n# 照原文\n\nid: X\n",
            "id: X\ntitle: T\n# 照原文\n\n",
        ),
        # At the left edge, above a key that is indented.
        (
            "id: X\nfields:\n  - no: 1\n    name: N\n# 键\n    key: k\n",
            "id: X\nfields:\n  - no: 1\n# 键\n    key: k\n    name: N\n",
        ),
        # Above the first key of a mapping that is no item.
        (
            (
                "id: X\nfields:\n  - no: 1\n    required:\n      # 否则\n"
                "      otherwise: forbidden\n      when: 'a'\n"
            ),
            (
                "id: X\nfields:\n  - no: 1\n    required:\n      when: 'a'\n"
                "      # 否则\n      otherwise: forbidden\n"
            ),
        ),
        # Between the items of a list.
        (
            "fields:\n  - no: 1\n    name: N\n    key: k\n  # 第二\n\n  - no: 2\nid: X\n",
            "id: X\nfields:\n  - no: 1\n    key: k\n    name: N\n  # 第二\n\n  - no: 2\n",
        ),
    ],
)
def test_a_comment_stays_with_what_it_is_about(text: str, wanted: str) -> None:
    assert formatted(TABLE + text, "rules.yaml") == TABLE + wanted.rstrip("\n") + "\n"
    assert formatted(TABLE + wanted, "rules.yaml") == TABLE + wanted.rstrip("\n") + "\n"


def test_a_comment_above_a_first_key_goes_with_it() -> None:
    text = "# yaml-language-server: $schema=x\n# 编号\nid: X\nkind: field-table\n"
    assert formatted(text, "rules.yaml") == (
        "# yaml-language-server: $schema=x\nkind: field-table\n# 编号\nid: X\n"
    )


def test_a_number_sign_in_a_condition_is_no_comment() -> None:
    steps = "kind: calculation\nid: A\nsteps:\n  - key: s\n    formula: {}\n"
    wanted = steps.format("'a = \"x # y\"'")
    assert formatted(wanted, "rules.yaml") == wanted
    once = formatted(steps.format('"a # b"'), "rules.yaml")
    assert once == steps.format("'a # b'")


@pytest.mark.parametrize(
    ("path", "present", "wanted"),
    [
        ((), ["titel", "kind", "id"], ["titel", "kind", "id"]),
        ((), ["kind", "id", "titel", "inputs"], ["kind", "id", "titel", "inputs"]),
        ((), ["kind", "inputs", "inptus", "id"], ["kind", "id", "inputs", "inptus"]),
        (("rows", 0), ["days", "id", "staff"], ["id", "days", "staff"]),
    ],
)
def test_a_misspelt_key_stays_behind_the_key_it_was_typed_behind(
    path: tuple[str | int, ...], present: list[str], wanted: list[str]
) -> None:
    assert ordered_keys("decision-table", path, present) == wanted
