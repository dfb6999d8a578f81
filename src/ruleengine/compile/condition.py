"""Conditions: FEEL texts of field tables, compiled against the names in scope.

A condition knows which names it reads and where their values come from, so that the
engine hands over only those. A condition that depends on a reading holds one program
for each choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from ruleengine import feel
from ruleengine.base.frozen import frozen
from ruleengine.base.text import Text
from ruleengine.compile import wording_en, wording_zh
from ruleengine.compile.as_of import DATE_OF_RULES, asking_date, is_dated
from ruleengine.compile.catalogue import CATALOGUE
from ruleengine.compile.decisions_readings import (
    ByChoice,
    DeclaredReadings,
    all_made,
    by_choice,
)
from ruleengine.compile.hints import hint_of_error, hint_of_misuse
from ruleengine.feel.free_names import NO_MEMBERS
from ruleengine.feel.library import FUNCTIONS
from ruleengine.feel.types import BOOLEAN
from ruleengine.model.phrase import ByReading, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.feel.free_names import Members
    from ruleengine.feel.functions.signature import Function

ItemKeys = Mapping[str, str]
"""Printed name of an item -> its key."""
NULL_FUNCTIONS = frozenset({"get or else", "is defined"})
"""Functions that ask whether a value is there."""


@frozen(eq=False)
class Condition:
    """A compiled FEEL text, or one for each choice of a reading."""

    text: str
    """As typed; the first choice where a reading decides."""
    programs: ByChoice[feel.Program]
    inputs: tuple[tuple[str, str], ...]
    """(name in the text, key of the value) for every free name that is a known item."""
    speaks_of_null: bool
    """Whether the text itself says what holds when a value is absent."""
    functions: Mapping[str, Function]
    """FEEL name -> function that its texts may call, beside those of the language."""

    def program(self, readings: Mapping[str, str]) -> feel.Program:
        """Return the program that holds under the chosen readings."""
        return self.programs.pick(readings)


@frozen
class Scope:
    """The names that conditions of one table may use."""

    keys: Mapping[str, str]
    """Name -> key of the value; all names of all items."""
    types: Mapping[str, Any]
    """Name -> FEEL type, for the static check."""
    readings: DeclaredReadings
    functions: Mapping[str, Function]
    """FEEL name -> function, beside those of the language."""
    owner: str
    """Full id of the table whose names these are."""
    memory: ParseMemory
    there: Mapping[str, str] = field(default_factory=dict)
    """Printed name -> key of the items of related records, which go by their keys."""
    rows: Members = field(default_factory=dict)
    """Name of related records -> keys of their items."""
    words: frozenset[str] = frozenset()
    """Texts that the items may be: people leave their quotes away."""

    def every_name(self) -> Iterable[str]:
        """Return all names that a text may hold, functions included."""
        return (*self.types, *self.functions)

    def with_rows(
        self, types: Mapping[str, Any], rows: Mapping[str, ItemKeys]
    ) -> Scope:
        """Return a scope that also knows related records.

        Args:
            types: name of related records -> FEEL type.
            rows: name of related records -> keys of their items.
        """
        return replace(
            self,
            keys={**self.keys, **{name: name for name in types}},
            types={**self.types, **types},
            rows={name: tuple(keys.values()) for name, keys in rows.items()},
            there={name: key for keys in rows.values() for name, key in keys.items()},
        )


def compile_optional(
    source: ByReading | Phrase | None, scope: Scope, problems: list[Problem]
) -> Condition | None:
    """Compile a condition that a rule need not have; None where there is none."""
    return None if source is None else compile_condition(source, scope, problems)


def compile_condition(
    source: ByReading | Phrase, scope: Scope, problems: list[Problem]
) -> Condition | None:
    """Compile a condition; faults go to ``problems`` and give None."""
    before = len(problems)
    written = (
        ByReading(None, {"": source}, {}, source.position)
        if isinstance(source, Phrase)
        else source
    )

    def make(phrase: Phrase) -> feel.Program | None:
        return _program(phrase, scope, problems)

    programs = all_made(by_choice(written, scope.readings, make, problems))
    if programs is None or len(problems) > before:
        return None
    used = _in_order(programs)
    inputs = tuple((name, scope.keys[name]) for name in used if name in scope.keys)
    text = next(iter(written.choices.values())).text
    return Condition(text, programs, inputs, _speaks_of_null(programs), scope.functions)


def _in_order(programs: ByChoice[feel.Program]) -> Iterable[str]:
    """Return the free names in the order of the text: findings tell them so."""
    met = (
        node.name
        for program in programs
        for node in feel.ast.pieces(program.tree)
        if isinstance(node, feel.ast.Name) and node.name in program.names
    )
    return dict.fromkeys(met)


def _speaks_of_null(programs: ByChoice[feel.Program]) -> bool:
    # FEEL's equality makes a comparison with an absent value false rather than null;
    # only a text that names null means that.
    return any(
        isinstance(node, feel.ast.NullLiteral)
        or (isinstance(node, feel.ast.Name) and node.name in NULL_FUNCTIONS)
        for program in programs
        for node in feel.ast.pieces(program.tree)
    )


def _program(
    phrase: Phrase, scope: Scope, problems: list[Problem]
) -> feel.Program | None:
    try:
        tree = scope.memory.condition(scope.owner, phrase.text, scope.every_name)
    except feel.FeelError as error:
        place = phrase.at(error.position.offset)
        problems.append(
            said(
                "E301", place, phrase.text, error.message, hint_of_error(error, phrase)
            )
        )
        return None
    if not scope.memory.is_good:
        functions = called(tree, scope.functions)
        found = feel.check(tree, scope.types, wanted=BOOLEAN, functions=functions)
        problems += (
            said(
                "E302",
                phrase.at(each.start),
                phrase.text,
                each.message,
                _key_there(phrase.text[: each.end], scope)
                or hint_of_misuse(each, phrase.text, scope.words, scope.functions),
            )
            for each in found
        )
        if found:
            return None
    return program_of(asking_date(tree), scope.functions, scope.rows)


def program_of(
    tree: feel.ast.Expression,
    functions: Mapping[str, Function],
    rows: Members = NO_MEMBERS,
) -> feel.Program:
    """Return the program of a tree of conditions, which may ask for the date.

    Args:
        tree: the tree.
        functions: what it may call beside the language.
        rows: name of related records -> keys of their items.
    """
    found = called(tree, functions)
    known = found | DATE_OF_RULES if is_dated(tree) else found
    return feel.compile(tree, functions=known, shared=rows)


def called(
    tree: feel.ast.Expression, functions: Mapping[str, Function]
) -> dict[str, Function]:
    """Return the functions that a tree calls: to take all would read every rule."""
    return {name: functions[name] for name in called_names(tree) if name in functions}


def _key_there(text: str, scope: Scope) -> Text | None:
    """Return a hint for a path that ends in the printed name of a related item."""
    name = text.rpartition(".")[2].strip()
    key = scope.there.get(name)
    if key is None or name == key:
        return None
    facts = {"found": name, "key": key}
    zh, en = wording_zh.KEY_THERE, wording_en.KEY_THERE
    return Text(zh.format_map(facts), en.format_map(facts))


def called_names(tree: feel.ast.Expression) -> set[str]:
    """Return the names that a text calls and that are none of the language's own."""
    return {
        node.function.name
        for node in feel.ast.pieces(tree)
        if isinstance(node, feel.ast.Call) and isinstance(node.function, feel.ast.Name)
    } - FUNCTIONS.keys()


def said(
    code: str, place: Position, found: str, reason: Text, hint: Text | None
) -> Problem:
    """Make a problem out of what a language said about a text."""
    hint = hint or Text("", "")
    return CATALOGUE.problem(code, place, found=found, reason=reason, hint=hint)
