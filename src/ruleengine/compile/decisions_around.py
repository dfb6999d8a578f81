"""What the decisions of one pack know of the world while they are compiled."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeVar

from ruleengine.base.frozen import frozen
from ruleengine.base.ids import full_id
from ruleengine.base.suggest import did_you_mean
from ruleengine.compile.as_of import AS_OF
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_formulas import Scope, keys_of
from ruleengine.feel import types

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ruleengine.base.problem import Problem
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.decisions_formulas import Named
    from ruleengine.compile.decisions_readings import DeclaredReadings
    from ruleengine.compile.decisions_session import NumberKind
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.feel.functions.signature import Function
    from ruleengine.feel.types import Type
    from ruleengine.model.phrase import Phrase

T = TypeVar("T")


@frozen(kw_only=True)
class Around:
    """The pack, what it may refer to, and where its problems go."""

    pack: str
    declared: DeclaredReadings
    codes: Mapping[str, Codes]
    """All code lists of all packs, by full id."""
    identifiers: Mapping[str, NumberKind] = field(repr=False)
    """All identifiers that are compiled so far, by full id."""
    functions: Mapping[str, Function] = field(repr=False)
    library: Mapping[str, Function] = field(repr=False)
    problems: list[Problem] = field(repr=False)
    memory: ParseMemory = field(repr=False)

    def full(self, name: str) -> str:
        """Return the full id for a local or full one."""
        return full_id(self.pack, name)

    def scope(
        self,
        names: Mapping[str, Type],
        printed: Iterable[Named],
        later: Iterable[str] = (),
    ) -> Scope:
        """Return what formulas over some values may use.

        Args:
            names: key -> type of what is known.
            printed: what has a printed name beside its key.
            later: keys of what is known only later.
        """
        return Scope(
            names={AS_OF: types.DATE, **names},
            functions=self.functions,
            library=self.library,
            declared=self.declared,
            pack=self.pack,
            memory=self.memory,
            later=frozenset(later),
            keys=keys_of(printed),
        )

    def codes_of(self, name: Phrase | None) -> Codes | None:
        """Return the code list of a name; an unknown name is a problem."""
        if name is None or self.full(name.text) in self.identifiers:
            return None
        return self._found(name, self.codes, (*self.codes, *self.identifiers))

    def identifier_of(self, name: Phrase | None) -> NumberKind | None:
        """Return the identifier of a name; an unknown name is a problem."""
        if name is None or self.full(name.text) in self.codes:
            return None
        return self._found(name, self.identifiers, (*self.codes, *self.identifiers))

    def either(self, name: Phrase | None) -> tuple[Codes | None, NumberKind | None]:
        """Return the code list or the identifier of a name, whichever it is."""
        if name is None:
            return None, None
        if self.full(name.text) in self.identifiers:
            return None, self.identifiers[self.full(name.text)]
        return self.codes_of(name), None

    def _found(
        self, name: Phrase, among: Mapping[str, T], known: Iterable[str]
    ) -> T | None:
        found = among.get(self.full(name.text))
        if found is None:
            local = [full.removeprefix(f"{self.pack}/") for full in known]
            near = did_you_mean(name.text, local)
            self.problems.append(
                CATALOGUE.problem("E496", name.position, found=name.text, near=near)
            )
        return found
