"""Rule files in the reading order of their schemas, conditions in single quotes.

In: the text of a rule file. Out: the text with whole lines moved and quotes changed;
comments stay with what they are about. What cannot be kept exactly is refused: the new
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
EDITOR = "# yaml-language-server:"
"""How the line begins that tells editors the schema; it is about the whole file."""


class CannotKeepError(Exception):
    """The file cannot be put in order without losing something; ``line`` says where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def formatted(text: str, name: str) -> str:
    """Return the text of a rule file in order.

    Args:
        text: what stands in the file, lines ended by a line feed alone.
        name: what its problems call the file.

    Raises:
        RulePackError: it is no rule file.
        CannotKeepError: it cannot be put in order without losing something.
    """
    node = read_text(text, name)
    kind = node.text("kind")
    if kind not in KINDS:
        return text
    lines = text.split("\n")
    requoted = _requoted(lines, node)
    ordered = _File(requoted, kind).whole(node)
    tidy = "\n".join(line.rstrip() for line in ordered).rstrip("\n") + "\n"
    if _comments(requoted) != _comments(ordered) or not _same(node, tidy, name):
        raise CannotKeepError(node.position.line)
    return tidy


@dataclass(frozen=True, slots=True)
class _File:
    """The lines of a file, numbered from 1.

    A comment is about the key right below it, or, where it stands between blank
    lines, about what follows; one right below a value is about that value. Those
    behind the last entry stay behind the last entry.
    """

    lines: list[str]
    kind: str

    def whole(self, node: Mapping) -> list[str]:
        """Return all lines, the head of the file first."""
        first = node.position.line
        if next(iter(node.keys)) == "kind":
            start = first
        else:
            start = self._right_above(first, 0)
        return [
            *self.lines[: start - 1],
            *self.mapping(node, (), start, len(self.lines)),
        ]

    def mapping(self, node: Mapping, path: Path, start: int, end: int) -> list[str]:
        """Return the lines ``start`` to ``end`` of a mapping, its keys in order."""
        places = list(node.keys.values())
        if len({place.line for place in places}) < len(places):
            return self.lines[start - 1 : end]
        parts = dict(self._entries(node, path, start, end))
        wanted = ordered_keys(self.kind, path, list(parts))
        if wanted == list(parts):
            return [line for part in parts.values() for line in part]
        return self._moved(node, parts, wanted)

    def _entries(
        self, node: Mapping, path: Path, start: int, end: int
    ) -> Iterator[tuple[str, list[str]]]:
        """Yield each entry with its lines, the comments about it included."""
        keys = list(node.keys)
        starts = [start]
        starts += [
            self._with_comments(node.keys[key].line, node.keys[key].column - 1)
            for key in keys[1:]
        ]
        ends = [following - 1 for following in starts[1:]] + [end]
        for key, first, last in zip(keys, starts, ends, strict=True):
            at = node.keys[key].line
            head = self.lines[first - 1 : at - 1]
            value = node.entries[key]
            yield key, [*head, *self._value(value, (*path, key), at, last)]

    def _with_comments(self, line: int, column: int) -> int:
        """Return the first line of the comments about what stands on ``line``."""
        start = self._right_above(line, column)
        while heading := self._heading_above(start, column):
            start = heading
        return start

    def _heading_above(self, line: int, column: int) -> int | None:
        """Return where comments between blank lines begin, the blank ones included."""
        blank = self._after_text(line)
        top = self._right_above(blank, column)
        above = self._after_text(top)
        return above if blank < line and above < top < blank else None

    def _after_text(self, line: int) -> int:
        """Return the first of the blank lines that touch ``line`` from above."""
        while line > 1 and not self.lines[line - 2].strip():
            line -= 1
        return line

    def _right_above(self, line: int, column: int) -> int:
        """Return the first of the comment lines that touch ``line`` from above."""
        while line > 1 and _is_comment(self.lines[line - 2], column):
            line -= 1
        return line

    def _value(self, node: Node, path: Path, at: int, end: int) -> list[str]:
        """Return the lines of an entry, from that of its key on."""
        inside = node.position.line
        if inside == at or isinstance(node, Scalar):
            return self.lines[at - 1 : end]
        if isinstance(node, Mapping):
            start = self._right_above(inside, node.position.column - 1)
            return [
                *self.lines[at - 1 : start - 1],
                *self.mapping(node, path, start, end),
            ]
        return [*self.lines[at - 1 : inside - 1], *self._items(node, path, end)]

    def _items(self, node: Listing, path: Path, end: int) -> list[str]:
        first = node.position.column - 1
        starts = [item.position.line for item in node.items]
        heads = [starts[0], *(self._with_comments(s, first) for s in starts[1:])]
        ends = [head - 1 for head in heads[1:]] + [end]
        lines: list[str] = []
        for number, item in enumerate(node.items):
            start, last = starts[number], ends[number]
            lines += self.lines[heads[number] - 1 : start - 1]
            if isinstance(item, Mapping):
                lines += self.mapping(item, (*path, number), start, last)
            else:
                lines += self.lines[start - 1 : last]
        return lines

    def _moved(
        self, node: Mapping, parts: dict[str, list[str]], wanted: list[str]
    ) -> list[str]:
        """Return the entries in the wanted order; dash and last comments stay."""
        column = node.position.column - 1
        for key, part in parts.items():
            if any(_stands_between(line, column) for line in part):
                raise CannotKeepError(node.keys[key].line)
        self._pass_dash_on(node, parts, wanted[0])
        last = parts[next(reversed(parts))]
        tail = _end_of_all(last, column)
        del last[len(last) - len(tail) :]
        return [line for key in wanted for line in parts[key]] + tail

    def _pass_dash_on(
        self, node: Mapping, parts: dict[str, list[str]], new: str
    ) -> None:
        """Put what stands before the first key, as ``- ``, before the new first."""
        old = next(iter(parts))
        column = node.position.column - 1
        lead = self.lines[node.keys[old].line - 1][:column]
        if old == new or not lead.strip():
            return
        if _is_comment(parts[new][0], column) or not parts[new][0].strip():
            raise CannotKeepError(node.keys[new].line)
        parts[new][0] = lead + parts[new][0][column:]
        parts[old][0] = " " * column + parts[old][0][column:]


def _is_comment(line: str, column: int) -> bool:
    """Tell whether a line is a comment that is not indented below ``column``."""
    bare = line.lstrip(" ")
    is_one = bare.startswith("#") and not bare.startswith(EDITOR)
    return is_one and len(line) - len(bare) <= column


def _end_of_all(lines: list[str], column: int) -> list[str]:
    """Return the blank lines and comments at the end that are about no key."""
    count = 0
    for line in reversed(lines[1:]):
        if line.strip() and not _is_comment(line, column):
            break
        count += 1
    return lines[len(lines) - count :]


def _stands_between(line: str, column: int) -> bool:
    """Tell whether a comment is indented so that it may belong to either side."""
    indent = len(line) - len(line.lstrip(" "))
    return line.lstrip(" ").startswith("#") and column < indent < column + 2


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


def _same(old: Node, new: str, name: str) -> bool:
    return plain(old) == plain(read_text(new, name))


def _comments(lines: list[str]) -> Counter[str]:
    """Count the ends of lines from their first number sign on."""
    return Counter(line.partition("#")[2].strip() for line in lines if "#" in line)
