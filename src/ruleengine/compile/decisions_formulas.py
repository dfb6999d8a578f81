"""Formulas of decisions: FEEL texts compiled against what is in scope.

In: phrases, the names in scope with their types, the functions of the pack. Out:
``Formula``, run inside a session.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Protocol

from ruleengine import feel
from ruleengine.base.frozen import frozen
from ruleengine.base.text import Text
from ruleengine.compile import decisions_wording_en, decisions_wording_zh
from ruleengine.compile.condition import called_names
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_readings import all_made, by_choice
from ruleengine.compile.hints import hint_of_error, hint_of_misuse
from ruleengine.feel import ast
from ruleengine.feel.types import ANY, BOOLEAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.base.problem import Problem
    from ruleengine.compile.decisions_readings import ByChoice, DeclaredReadings
    from ruleengine.compile.decisions_session import Session
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.feel.functions.signature import Function
    from ruleengine.feel.program import Program
    from ruleengine.feel.types import Type
    from ruleengine.feel.values import Value
    from ruleengine.model.phrase import ByReading, Phrase


@frozen(eq=False)
class Formula:
    """One compiled FEEL text."""

    text: str
    program: Program = field(repr=False)
    names: tuple[str, ...]
    """Values it reads, in order of name."""
    calls: frozenset[str]
    """Names of the decisions that it names: it calls them, or hands them on."""
    functions: Mapping[str, Function] = field(repr=False)
    """What it calls beside the functions of the language."""

    def run(self, values: Mapping[str, Value], session: Session) -> Value:
        """Return its value; why it is null goes to the session."""
        if session.troubles is None:
            return self.program.evaluate(values, session)
        outcome = self.program.run(values, session)
        for reason in outcome.reasons:
            session.keep_trouble(reason.text)
        return outcome.value


class Named(Protocol):
    """What has a key, and a name as printed."""

    @property
    def key(self) -> str:
        """What formulas call it."""

    @property
    def name(self) -> str:
        """What the document calls it; may be empty."""


def keys_of(things: Iterable[Named]) -> dict[str, str]:
    """Return name -> key of what is not called by its key anyway."""
    return {each.name: each.key for each in things if each.name not in {"", each.key}}


@frozen(kw_only=True)
class Scope:
    """What formulas of one decision may use."""

    names: Mapping[str, Type]
    functions: Mapping[str, Function]
    """Functions of the pack, by the name that formulas call."""
    library: Mapping[str, Function]
    """Functions for all packs, such as statistics."""
    declared: DeclaredReadings
    pack: str
    memory: ParseMemory = field(repr=False)
    keys: Mapping[str, str] = field(default_factory=dict)
    """Printed name -> key: formulas go by keys, and people write names."""
    later: frozenset[str] = frozenset()
    """Steps that are not computed yet: naming one is a fault of its own."""
    step: str = ""
    """The step that is being computed, one of the later ones."""
    words: frozenset[str] = frozenset()
    """Texts that the values may be: people leave their quotes away."""

    def tree(self, text: str) -> ast.Expression:
        """Return the tree of a FEEL text.

        Raises:
            FeelError: the text is no FEEL.
        """
        # How a text is read depends on the names that a reader could take for several.
        odd = sorted(name for name in self.names if not name.isidentifier())
        owner = "|".join((self.pack, *odd))
        return self.memory.condition(owner, text, self._every_name)

    def called_by(self, tree: ast.Expression) -> dict[str, Function]:
        """Return the functions that a text calls, beside those of the language."""
        called = called_names(tree)
        found = {name: self.library[name] for name in called & self.library.keys()}
        return found | {n: self.functions[n] for n in called & self.functions.keys()}

    def _every_name(self) -> Iterable[str]:
        return (*self.names, *self.library, *self.functions)

    def with_name(self, name: str, kind: Type) -> Scope:
        """Return a scope in which one more value is known."""
        names = {**self.names, name: kind}
        return replace(self, names=names, later=self.later - {name})


def compile_formula(
    phrase: Phrase, scope: Scope, problems: list[Problem], wanted: Type = ANY
) -> Formula | None:
    """Compile a FEEL text; None, with a problem, when it is none.

    Args:
        phrase: the text.
        scope: what it may use.
        problems: takes the problems.
        wanted: the type its value must have; boolean for a condition.
    """
    try:
        tree = scope.tree(phrase.text)
        functions = scope.called_by(tree)
        program = feel.compile(tree, functions=functions)
    except feel.FeelError as error:
        problems.append(
            CATALOGUE.problem(
                "E494",
                phrase.at(error.position.offset),
                found=phrase.text,
                reason=error.message,
                wanted=hint_of_error(error, phrase) or Text.same(""),
            )
        )
        return None
    if not scope.memory.is_good:
        late = list(_late_names(phrase, program, scope))
        problems += late or _misuses(phrase, program, scope, functions, wanted)
    calls = _named_functions(program.tree, scope.functions)
    names = tuple(sorted(program.names & set(scope.names)))
    return Formula(phrase.text, program, names, calls, functions)


def compile_guard(
    written: Phrase | None, scope: Scope, problems: list[Problem]
) -> Formula | None:
    """Compile the condition under which something is asked; None where there is none."""
    if written is None:
        return None
    return compile_formula(written, scope, problems, BOOLEAN)


def compile_formulas(
    written: ByReading, scope: Scope, problems: list[Problem], wanted: Type = ANY
) -> ByChoice[Formula] | None:
    """Compile a FEEL text for every choice of its reading."""

    def make(phrase: Phrase) -> Formula | None:
        return compile_formula(phrase, scope, problems, wanted)

    return all_made(by_choice(written, scope.declared, make, problems))


def _late_names(phrase: Phrase, program: Program, scope: Scope) -> Iterator[Problem]:
    for name in sorted(program.names & scope.later):
        place = phrase.at(phrase.text.find(name))
        which = "itself" if name == scope.step else "later"
        zh, en = decisions_wording_zh.LATE[which], decisions_wording_en.LATE[which]
        step, way_out = map(Text, zh, en)
        yield CATALOGUE.problem("E424", place, found=name, step=step, wanted=way_out)


def _misuses(
    phrase: Phrase,
    program: Program,
    scope: Scope,
    functions: Mapping[str, Function],
    wanted: Type,
) -> Iterator[Problem]:
    declared = (*scope.library, *scope.functions)
    for trouble in feel.check(
        program.tree, scope.names, wanted=wanted, functions=functions
    ):
        yield CATALOGUE.problem(
            "E494",
            phrase.at(trouble.start),
            found=phrase.text,
            reason=trouble.message,
            wanted=_key_for(phrase.text[: trouble.end], trouble.code, scope)
            or hint_of_misuse(trouble, phrase.text, scope.words, declared)
            or Text.same(""),
        )


def _key_for(text: str, code: str, scope: Scope) -> Text | None:
    """Return a hint for a text that ends in a printed name where the key belongs."""
    if code not in {"unknown-name", "no-entry"}:
        return None
    found = [(n, key) for n, key in scope.keys.items() if text.endswith(n)]
    if not found:
        return None
    name, key = max(found, key=lambda pair: len(pair[0]))
    zh, en = decisions_wording_zh.MEANT, decisions_wording_en.MEANT
    facts = {"found": name, "meant": key}
    return Text(zh["key"].format_map(facts), en["key"].format_map(facts))


def _named_functions(
    tree: ast.Expression, functions: Mapping[str, Function]
) -> frozenset[str]:
    """Return the functions that a tree names, called there or handed on."""
    names = (each.name for each in ast.pieces(tree) if isinstance(each, ast.Name))
    return frozenset(name for name in names if name in functions)
