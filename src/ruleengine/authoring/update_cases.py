"""Failed cases -> the lines of their files that would make them pass.

Only what a case expects is rewritten, line by line, so that comments stay; what does
not stand on a line of its own is left to the author.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.base.whole_file import write_whole
from ruleengine.source.node import NUMBER, Listing, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ruleengine.authoring.run_cases import CaseResult, Difference
    from ruleengine.source.node import Node
    from ruleengine.source.packs import PackFolder

WORDS = frozenset({"true", "false", "null"})
INDENT = "  "


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines that replace others; lines count from 1, ``last`` is included."""

    path: Path
    first: int
    last: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Updates:
    """What can be rewritten, and the cases that need a person."""

    edits: tuple[Edit, ...]
    left: tuple[CaseResult, ...]


def updates_for(
    folders: Iterable[PackFolder], results: Iterable[CaseResult]
) -> Updates:
    """Return what ``--update`` would change; nothing is written."""
    by_file: dict[str, list[CaseResult]] = defaultdict(list)
    for result in results:
        if not result.ok:
            by_file[result.case.position.file].append(result)
    edits: list[Edit] = []
    left: list[CaseResult] = []
    for folder in folders:
        for name in folder.case_files:
            file = _File(folder.path / name, folder.read(name))
            for result in by_file.get(f"{folder.name}/{name}", ()):
                found = file.edits_for(result)
                if found is None:
                    left.append(result)
                else:
                    edits += found
    return Updates(tuple(edits), tuple(left))


def apply(edits: Iterable[Edit]) -> None:
    """Write the edits; every line keeps the end that it has.

    Raises:
        OSError: a file cannot be written; ``filename`` says which.
    """
    by_path: dict[Path, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.path].append(edit)
    for path, every in by_path.items():
        with path.open(encoding="utf-8", newline="") as stream:
            lines = stream.readlines()
        usual = _end(lines[0]) or "\n"
        # Later lines first, so that line numbers hold.
        for edit in sorted(every, key=lambda each: each.first, reverse=True):
            lines[edit.first - 1 : edit.last] = _with_ends(edit, lines, usual)
        write_whole(path, "".join(lines))


def _with_ends(edit: Edit, lines: Sequence[str], usual: str) -> list[str]:
    """Return the lines of an edit; the last line of a file may have no end."""
    inner = _end(lines[edit.first - 1]) or usual
    last = _end(lines[edit.last - 1])
    return [*(line + inner for line in edit.after[:-1]), edit.after[-1] + last]


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


class _File:
    """One file of cases, as text and as nodes."""

    def __init__(self, path: Path, node: Mapping) -> None:
        self.path = path
        self.lines = path.read_text(encoding="utf-8").split("\n")
        self.cases = {case.position: case for case in node.mappings("cases")}

    def edits_for(self, result: CaseResult) -> list[Edit] | None:
        """Return the edits of one case; None when one of them is beyond us."""
        case = self.cases[result.case.position]
        found = [self._edit(case, each, result) for each in result.differences]
        return None if None in found else [edit for edit in found if edit]

    def _edit(
        self, case: Mapping, difference: Difference, result: CaseResult
    ) -> Edit | None:
        what, _, name = difference.what.partition(".")
        match what:
            case "outputs" | "steps" | "parts" | "entry":
                held = case.mapping(what)
                node = held.get(name) if held else None
                return self._scalar(node, difference.found)
            case "fix":
                return self._scalar(case.get("fix"), difference.found)
            case "expect":
                return self._expect(case, result)
            case _:
                return None

    def _scalar(self, node: Node | None, found: Sequence[str]) -> Edit | None:
        if not isinstance(node, Scalar) or len(found) != 1:
            return None
        number = node.position.line
        line = self.lines[number - 1]
        start = node.position.column - 1
        end = _end_of(line, start, node)
        if end is None:
            return None
        written = _written(found[0], quoted=node.quoted)
        return self._replace(number, number, line[:start] + written + line[end:])

    def _expect(self, case: Mapping, result: CaseResult) -> Edit | None:
        fired = Counter(_local(rule, result.pack) for rule in result.fired)
        node = case.get("expect")
        if node is None:
            return self._insert_expect(case, fired)
        if not isinstance(node, Listing):
            return None
        key = case.keys["expect"]
        items = [item for item in node if isinstance(item, Scalar)]
        indent = self.lines[key.line - 1][: key.column - 1]
        last = max([key.line, *(item.position.line for item in items)])
        line = self.lines[key.line - 1]
        if "[" in line:
            # A list between brackets is rewritten where it is all on one line.
            if "#" in line or not line.rstrip().endswith("]"):
                return None
            return self._replace(key.line, key.line, *_block(indent, fired))
        wanted = {item.position.line: item.text for item in items}
        kept = self._kept(key.line + 1, last, wanted, fired)
        more = _items(self.lines[items[0].position.line - 1], fired)
        head = self.lines[key.line - 1] if kept or more else f"{indent}expect: []"
        return self._replace(key.line, last, head, *kept, *more)

    def _kept(
        self, first: int, last: int, wanted: dict[int, str], fired: Counter[str]
    ) -> list[str]:
        """Return the lines that stay: comments, and rules that did fire."""
        kept: list[str] = []
        for number in range(first, last + 1):
            rule = wanted.get(number)
            if rule is None or fired[rule]:
                kept.append(self.lines[number - 1])
                fired.subtract([rule] if rule else [])
        return kept

    def _insert_expect(self, case: Mapping, fired: Counter[str]) -> Edit | None:
        """Put what is expected below the name, where that is the first line."""
        name, key = case.get("name"), case.keys["name"]
        line = self.lines[key.line - 1]
        if not isinstance(name, Scalar) or not line.rstrip().endswith(name.text):
            return None
        indent = " " * (key.column - 1)
        return self._replace(key.line, key.line, line, *_block(indent, fired))

    def _replace(self, first: int, last: int, *after: str) -> Edit:
        before = tuple(self.lines[first - 1 : last])
        return Edit(self.path, first, last, before, after)


def _local(rule: str, pack: str) -> str:
    return rule.removeprefix(f"{pack}/")


def _block(indent: str, fired: Counter[str]) -> Iterator[str]:
    """Yield the lines of ``expect``; ``indent`` may end in the dash of the case."""
    rules = sorted((+fired).elements())
    if not rules:
        yield f"{indent}expect: []"
        return
    yield f"{indent}expect:"
    yield from (f"{' ' * len(indent)}{INDENT}- {rule}" for rule in rules)


def _items(like: str, fired: Counter[str]) -> Sequence[str]:
    indent = like[: len(like) - len(like.lstrip())]
    return [f"{indent}- {rule}" for rule in sorted((+fired).elements())]


def _end_of(line: str, start: int, node: Scalar) -> int | None:
    """Return where a scalar ends on its line; None when that is not plain to see."""
    if node.quoted:
        mark = line[start]
        end = start + 2 + len(node.text)
        plain = line[start:end] == f"{mark}{node.text}{mark}"
        return end if plain else None
    end = start + len(node.text)
    return end if line[start:end] == node.text else None


def _written(found: str, *, quoted: bool) -> str:
    bare = found in WORDS or NUMBER.fullmatch(found) is not None
    if bare and not quoted:
        return found
    plain = not bare and found.replace("-", "").replace("_", "").isalnum()
    if plain and not quoted:
        return found
    escaped = found.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
