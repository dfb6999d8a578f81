"""Rule files in the reading order of their schemas, conditions in single quotes.

In: the text of a rule file. Out: the text with whole lines moved and quotes changed;
comments stay with the line below them. What cannot be kept exactly is refused: the new
text must read as the old one does, and have the same comments.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.authoring.key_order import ordered_keys
from ruleengine.source.node import Listing, Mapping, Scalar, plain
from ruleengine.source.read import read_text
from ruleengine.source.shape import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.source.node import Node

    Path = tuple[str | int, ...]

CONDITIONS = frozenset({"must", "when", "where", "formula"})
"""Keys whose value, or whose values by reading, are FEEL."""
READING = "reading"


class CannotKeepError(Exception):
    """The file cannot be put in order without losing something; ``line`` says where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def formatted(text: str, name: str = "rules.yaml") -> str:
    """Return the text of a rule file in order.

    Raises:
        RulePackError: it is no rule file.
        CannotKeepError: it cannot be put in order without losing something.
    """
    node = read_text(text, name)
    kind = node.text("kind")
    if kind not in KINDS:
        return text
    lines = text.replace("\r\n", "\n").split("\n")
    quoted = _File(_requoted(lines, node), kind)
    first = node.position.line
    ordered = [*quoted.lines[: first - 1], *quoted.mapping(node, (), len(lines))]
    tidy = "\n".join(line.rstrip() for line in ordered).rstrip("\n") + "\n"
    if not _same(text, tidy, name):
        raise CannotKeepError(first)
    return tidy


@dataclass(frozen=True, slots=True)
class _File:
    lines: list[str]
    kind: str

    def mapping(self, node: Mapping, path: Path, end: int) -> list[str]:
        """Return the lines of a mapping, up to line ``end``, its keys in order."""
        places = list(node.keys.values())
        if len({place.line for place in places}) < len(places):
            return self.lines[node.position.line - 1 : end]
        parts = dict(self._entries(node, path, end))
        wanted = ordered_keys(self.kind, path, list(parts))
        if wanted == list(parts):
            return [line for part in parts.values() for line in part]
        return self._moved(node, parts, wanted)

    def _entries(
        self, node: Mapping, path: Path, end: int
    ) -> Iterator[tuple[str, list[str]]]:
        """Yield each entry with its lines, the comments above it included."""
        keys = list(node.keys)
        starts = [node.keys[keys[0]].line]
        starts += [
            self._with_comments(node.keys[key].line, node.keys[key].column)
            for key in keys[1:]
        ]
        ends = [start - 1 for start in starts[1:]] + [end]
        for key, start, last in zip(keys, starts, ends, strict=True):
            at = node.keys[key].line
            head = self.lines[start - 1 : at - 1]
            value = node.entries[key]
            yield key, [*head, *self._value(value, (*path, key), at, last)]

    def _with_comments(self, line: int, column: int) -> int:
        """Return the first of the comment lines that stand right above a key."""
        indent = " " * (column - 1)
        while self.lines[line - 2].startswith(f"{indent}#"):
            line -= 1
        return line

    def _value(self, node: Node, path: Path, at: int, end: int) -> list[str]:
        """Return the lines of an entry, from that of its key on."""
        inside = node.position.line
        if inside == at or isinstance(node, Scalar):
            return self.lines[at - 1 : end]
        head = self.lines[at - 1 : inside - 1]
        if isinstance(node, Mapping):
            return [*head, *self.mapping(node, path, end)]
        return [*head, *self._items(node, path, end)]

    def _items(self, node: Listing, path: Path, end: int) -> list[str]:
        first = node.position.column
        starts = [item.position.line for item in node.items]
        heads = [starts[0], *(self._with_comments(s, first) for s in starts[1:])]
        ends = [head - 1 for head in heads[1:]] + [end]
        lines: list[str] = []
        for number, item in enumerate(node.items):
            start, last = starts[number], ends[number]
            lines += self.lines[heads[number] - 1 : start - 1]
            if isinstance(item, Mapping):
                lines += self.mapping(item, (*path, number), last)
            else:
                lines += self.lines[start - 1 : last]
        return lines

    def _moved(
        self, node: Mapping, parts: dict[str, list[str]], wanted: list[str]
    ) -> list[str]:
        """Return the entries in the wanted order; the dash stays in front."""
        old, new = next(iter(parts)), wanted[0]
        column = node.keys[old].column - 1
        lead = parts[old][0][:column]
        indent = " " * column
        if old != new:
            line = node.keys[new].line
            if not parts[new][0].startswith(indent) or parts[new][0][column] == "#":
                raise CannotKeepError(line)
            parts[new] = [lead + parts[new][0][column:], *parts[new][1:]]
            parts[old] = [indent + parts[old][0][column:], *parts[old][1:]]
        last = list(parts)[-1]
        blank = _blank_end(parts[last])
        if any(
            _stands_outside(line, column) for line in parts[last][1 : -blank or None]
        ):
            raise CannotKeepError(node.keys[last].line)
        tail = parts[last][len(parts[last]) - blank :]
        parts[last] = parts[last][: len(parts[last]) - blank]
        return [line for key in wanted for line in parts[key]] + tail


def _blank_end(lines: list[str]) -> int:
    """Count the blank lines at the end."""
    return next(
        (n for n, line in enumerate(reversed(lines)) if line.strip()), len(lines)
    )


def _stands_outside(line: str, column: int) -> bool:
    """Tell whether a line (a comment) may belong to what follows the mapping."""
    return bool(line.strip()) and len(line) - len(line.lstrip()) < column


def _requoted(lines: list[str], node: Mapping) -> list[str]:
    changed = list(lines)
    for scalar in _conditions(node):
        number, column = scalar.position.line - 1, scalar.position.column - 1
        line = changed[number]
        end = _end_of(line, column, scalar)
        if end is not None:
            written = scalar.text.replace("'", "''")
            changed[number] = f"{line[:column]}'{written}'{line[end:]}"
    return changed


def _end_of(line: str, start: int, scalar: Scalar) -> int | None:
    """Return where a scalar ends that is not in single quotes; None: leave it alone."""
    mark = line[start : start + 1]
    if mark == "'" or mark in "|>" or "\n" in scalar.text or not scalar.text:
        return None
    if scalar.quoted:
        end = start + len(scalar.text) + 2
        return end if line[start:end] == f'"{scalar.text}"' else None
    end = start + len(scalar.text)
    return end if line[start:end] == scalar.text else None


def _conditions(node: Node) -> Iterator[Scalar]:
    match node:
        case Mapping():
            for key, item in node.entries.items():
                if key in CONDITIONS:
                    yield from _feel(item)
                else:
                    yield from _conditions(item)
        case Listing():
            for item in node:
                yield from _conditions(item)
        case Scalar():
            pass


def _feel(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for key, item in node.entries.items():
            if key != READING and isinstance(item, Scalar):
                yield item


def _same(old: str, new: str, name: str) -> bool:
    one, other = read_text(old, name), read_text(new, name)
    return plain(one) == plain(other) and _comments(old) == _comments(new)


def _comments(text: str) -> Counter[str]:
    """Count the ends of lines from their first number sign on."""
    found = (
        line.partition("#")[2].strip() for line in text.splitlines() if "#" in line
    )
    return Counter(found)
