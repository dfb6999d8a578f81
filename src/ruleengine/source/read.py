"""YAML text -> Node tree, strictly: nothing guessed, nothing built before it is bounded.

The events of the scanner are turned into nodes on an explicit stack, so depth is ours
to limit (libyaml's composer recurses in C and dies on deep nesting), and anchors, tags,
duplicate keys and second documents are refused where they stand.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import starmap
from typing import TYPE_CHECKING

import yaml

from ruleengine.base.position import Position
from ruleengine.base.problem import Problem, RulePackError
from ruleengine.base.text import Text
from ruleengine.source.catalogue import CATALOGUE, repeated, shape_name
from ruleengine.source.hidden import hidden_problems
from ruleengine.source.limits import RULES, Limits
from ruleengine.source.node import Listing, Mapping, Node, Scalar
from ruleengine.source.syntax import LOADER, syntax_problem, without_keys
from ruleengine.source.unreadable import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    Judge = Callable[[Mapping], Iterable[Problem]]
    """Tells what is wrong with a file whose text could be read."""

KEY_TWICE = "E110"
"""The problem that leaves the rest of a file as it was meant."""
NOT_UTF_8 = Text("不是 UTF-8 编码", "it is not UTF-8")
MERGE = "<<"
"""The key with which YAML takes over another mapping."""
BREAK = re.compile("\r\n|[\r\n]")
ITEM = re.compile(r"\s*(-)(?:\s|$)")


def read_file(path: Path, name: str, judge: Judge | None = None) -> Mapping:
    """Read one rule file.

    Args:
        path: the file.
        name: how it is called in problems.
        judge: tells what else is wrong with it, once its text could be read.

    Raises:
        RulePackError: with every problem that can be told from the text, and those that
            ``judge`` tells.
    """
    return read_bytes(bytes_of(path, name), name, judge)


def bytes_of(path: Path, name: str) -> bytes:
    """Return the bytes of a rule file.

    Raises:
        RulePackError: it cannot be read, or is too large.
    """
    try:
        size = path.stat().st_size
        if size <= RULES.bytes:
            return path.read_bytes()
    except OSError as error:
        raise unreadable(name, error) from error
    found = f"{size:,} B"
    raise _one("E102", Position(name, 1, 1), found=found, wanted=f"{RULES.bytes:,}")


def read_bytes(raw: bytes, name: str, judge: Judge | None = None) -> Mapping:
    """Read the bytes of a rule file; see ``read_file``."""
    return read_text(decoded(raw, name), name, judge)


def decoded(raw: bytes, name: str) -> str:
    """Return the text of a rule file.

    Raises:
        RulePackError: it is not UTF-8.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        place = Position(name, line, 1)
        problem = CATALOGUE.problem("E101", place, reason=NOT_UTF_8)
        raise RulePackError([problem]) from error


def read_text(text: str, name: str, judge: Judge | None = None) -> Mapping:
    """Read the text of a rule file; see ``read_file``."""
    node, problems = _read(text, name, RULES)
    if isinstance(node, Mapping):
        if judge is not None and all(each.code == KEY_TWICE for each in problems):
            problems += judge(node)
        if problems:
            raise RulePackError(problems)
        return node
    raise RulePackError(problems or [_no_mapping(node, text, name)])


def _no_mapping(node: Node, text: str, name: str) -> Problem:
    if isinstance(node, Scalar) and (problem := without_keys(text, name)):
        return problem
    shape = "array" if isinstance(node, Listing) else "string"
    return CATALOGUE.problem("E117", node.position, shape=shape_name(shape))


def read_faulty(text: str, name: str) -> tuple[Mapping, list[Problem]]:
    """Return the tree of a file whose only faults, if any, are keys written twice.

    Raises:
        RulePackError: other faults of its text, or no lines of ``key: value``.
    """
    node, problems = _read(text, name, RULES)
    if not isinstance(node, Mapping) or any(p.code != KEY_TWICE for p in problems):
        raise RulePackError(problems or [_no_mapping(node, text, name)])
    return node, problems


def read_node(text: str, name: str, limits: Limits = RULES) -> Node:
    """Read any YAML text (a list at the top too) within the limits.

    Raises:
        RulePackError: with every problem that can be told from the text.
    """
    node, problems = _read(text, name, limits)
    if problems:
        raise RulePackError(problems)
    return node


def _read(text: str, name: str, limits: Limits) -> tuple[Node, list[Problem]]:
    """Return what could be read, and the problems of its text."""
    _refuse_outright(text, name, limits)
    builder = _Builder(text, name, limits)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        raise RulePackError(
            [*builder.all_problems(), syntax_problem(error, text, name)]
        ) from None
    if builder.root is None:
        nothing = CATALOGUE.problem("E116", Position(name, 1, 1))
        raise RulePackError(builder.all_problems() or [nothing])
    return builder.root, builder.all_problems()


def _refuse_outright(text: str, name: str, limits: Limits) -> None:
    if len(text) > limits.bytes:
        found = f"{len(text):,}"
        raise _one(
            "E102", Position(name, 1, 1), found=found, wanted=f"{limits.bytes:,}"
        )
    if text.startswith("\ufeff"):
        raise _one("E112", Position(name, 1, 1))
    if problems := hidden_problems(text, name, limits.refused):
        raise RulePackError(problems)


def _one(code: str, position: Position, **params: str) -> RulePackError:
    return RulePackError([CATALOGUE.problem(code, position, **params)])


def _alias(found: str, places: Sequence[Position]) -> Problem:
    """Return the problem for an anchor or alias that is written in some places."""
    times = repeated([each.line for each in places])
    return CATALOGUE.problem("E108", places[0], found=found, times=times)


class _Open:
    """A collection whose end has not come yet."""

    def __init__(self, event: yaml.Event, position: Position) -> None:
        self.is_mapping = isinstance(event, yaml.MappingStartEvent)
        self.position = position
        self.items: list[Node] = []
        self.entries: dict[str, Node] = {}
        self.keys: dict[str, Position] = {}
        self.key: Scalar | None = None
        self.is_run_on = False
        """Whether the keys of another item follow, whose own beginning was lost."""

    def close(self) -> Node:
        if self.is_mapping:
            return Mapping(self.entries, self.keys, self.position)
        return Listing(tuple(self.items), self.position)


_Decorated = yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent


class _Builder:
    """Builds nodes from events on a stack and collects what is refused."""

    def __init__(self, text: str, name: str, limits: Limits) -> None:
        self.text = text
        self.name = name
        self.limits = limits
        self.problems: list[Problem] = []
        self.aliases: dict[str, list[Position]] = {}
        """Where each alias stands: however many are alike, one problem says it."""
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.count = 0
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self.open(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.add(self.stack.pop().close())
            case yaml.AliasEvent():
                self.aliases.setdefault(f"*{event.anchor}", []).append(self.at(event))
                self.add(Scalar("", quoted=True, position=self.at(event)))
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.stop("E111", event)
            case _:
                pass

    def at(self, event: yaml.Event) -> Position:
        mark = event.start_mark
        assert mark is not None, "the scanner marks every event"
        return Position(self.name, mark.line + 1, mark.column + 1)

    def refuse(self, code: str, event: yaml.Event, found: str, **more: str) -> None:
        self.problems.append(
            CATALOGUE.problem(code, self.at(event), found=found, **more)
        )

    def stop(self, code: str, event: yaml.Event, **params: str) -> None:
        self.problems.append(CATALOGUE.problem(code, self.at(event), **params))
        raise RulePackError(self.all_problems())

    def all_problems(self) -> list[Problem]:
        """Return everything that was refused so far."""
        return [*self.problems, *starmap(_alias, self.aliases.items())]

    def decorated(self, event: _Decorated) -> None:
        if event.anchor:
            self.aliases.setdefault(f"&{event.anchor}", []).append(self.at(event))
        if event.tag:
            self.refuse("E109", event, event.tag)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        self.decorated(event)
        if len(event.value) > self.limits.scalar:
            size, bound = f"{len(event.value):,}", f"{self.limits.scalar:,}"
            self.stop("E114", event, found=size, wanted=bound)
        quoted = bool(event.style)
        if self.stack and not quoted and self.limits.items_apart:
            self.swallowed(event)
        self.add(Scalar(event.value, quoted=quoted, position=self.at(event)))

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, as YAML counts them."""
        return BREAK.split(self.text)

    def swallowed(self, event: yaml.ScalarEvent) -> None:
        """Refuse items of a list that became part of the text above them.

        That happens where the key between them is lost; nobody means such a text.
        """
        start, end = event.start_mark, event.end_mark
        assert start is not None, "the scanner marks every event"
        assert end is not None, "the scanner marks every event"
        if start.line == end.line:
            return
        continued = self.lines[start.line + 1 : end.line + 1]
        for number, line in enumerate(continued, start=start.line + 2):
            if item := ITEM.match(line):
                place = Position(self.name, number, item.start(1) + 1)
                found, first = line.strip(), str(start.line + 1)
                problem = CATALOGUE.problem("E123", place, found=found, first=first)
                self.problems.append(problem)
                return

    def open(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        self.decorated(event)
        if len(self.stack) >= self.limits.depth:
            self.stop("E103", event, wanted=str(self.limits.depth))
        self.stack.append(_Open(event, self.at(event)))

    def add(self, node: Node) -> None:
        self.count += 1
        if self.count > self.limits.nodes:
            problem = CATALOGUE.problem(
                "E118", node.position, wanted=f"{self.limits.nodes:,}"
            )
            raise RulePackError([*self.all_problems(), problem])
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if not top.is_mapping:
            top.items.append(node)
        elif top.key is None:
            top.key = self.as_key(node)
        else:
            self.put(top, top.key, node)
            top.key = None

    def as_key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        shape = "[…]" if isinstance(node, Listing) else "{…}"
        problem = CATALOGUE.problem("E115", node.position, found=shape)
        self.problems.append(problem)
        return Scalar(shape, quoted=True, position=node.position)

    def put(self, top: _Open, key: Scalar, node: Node) -> None:
        if key.text == MERGE and not key.quoted:
            self.aliases.setdefault(MERGE, []).append(key.position)
            return
        if key.text in top.entries:
            first = str(top.keys[key.text].line)
            problem = CATALOGUE.problem(
                KEY_TWICE, key.position, found=key.text, first=first
            )
            begins = key.text == next(iter(top.entries))
            if begins or not top.is_run_on:
                self.problems.append(problem)
            top.is_run_on |= begins
            return
        top.entries[key.text] = node
        top.keys[key.text] = key.position
