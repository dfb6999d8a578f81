"""Rules with one file replaced, compiled again only as far as that file reaches.

In: packs that load, and a file as a changed node. Out: a ``Ruleset`` to run cases with;
a change that the loader refuses raises ``RulePackError``.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ruleengine.api.prepared import Prepared
from ruleengine.api.ruleset import Ruleset
from ruleengine.api.selection import chosen_readings
from ruleengine.authoring.editions import always_in_force
from ruleengine.authoring.mutation.dependents import dependents, pieces_of
from ruleengine.base.ids import SHARED, bare, full_id
from ruleengine.base.problem import Problem, RulePackError
from ruleengine.compile import calculations, decisions_rows, identifiers
from ruleengine.compile.callables import spoken
from ruleengine.compile.code_lists import compile_codes
from ruleengine.compile.decisions_around import Around
from ruleengine.compile.decisions_functions import CodesCall
from ruleengine.compile.field_codes import FieldCodes
from ruleengine.compile.field_tables import compile_field_table
from ruleengine.compile.functions import STATISTICS
from ruleengine.compile.parse_memory import ParseMemory
from ruleengine.compile.surroundings import Surroundings
from ruleengine.model import (
    calculation,
    code_list,
    decision_table,
    document,
    field_table,
    identifier,
)
from ruleengine.model.rule_pack import RulePack

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.identifiers import CompiledIdentifier
    from ruleengine.compile.packs import CompiledPack
    from ruleengine.model.field_table import FieldTable
    from ruleengine.source.node import Mapping as Node

HELD = {"identifier", "code-list"}
"""Kinds that others hold once compiled, instead of calling them by name."""


class Workshop:
    """Packs that load together, and how to change one file of theirs."""

    def __init__(self, packs: Sequence[RulePack]) -> None:
        """Compile the packs as written.

        Raises:
            RulePackError: they do not load.
        """
        self.sources = [always_in_force(pack) for pack in packs]
        self.memory = ParseMemory()
        self.rules = Ruleset(self.sources, memory=self.memory)
        self.packs = self.rules.packs()
        self.pieces = pieces_of(packs)
        self.uses = dependents(self.pieces)

    def node(self, full: str) -> Node:
        """Return a file as written."""
        piece = self.pieces[full]
        pack = next(each for each in self.sources if each.name == piece.pack)
        return pack.folder.read(piece.file)

    def with_file(self, full: str, node: Node) -> Ruleset:
        """Return the rules with another text of one file.

        Raises:
            RulePackError: the loader refuses it.
        """
        bench = _Bench(self)
        bench.put(full, node)
        if bench.problems:
            raise RulePackError(bench.problems)
        return _Changed(self, bench.packs)

    def with_document(self, pack: str, node: Node) -> Ruleset:
        """Return the rules with another ``document.yaml`` of one pack."""
        written = document.from_node(node)
        packs = [
            always_in_force(RulePack(each.folder, written))
            if each.name == pack
            else each
            for each in self.sources
        ]
        return Ruleset(packs, memory=self.memory)


class _Changed(Ruleset):
    """A rule set whose packs are compiled already."""

    def __init__(self, shop: Workshop, packs: Mapping[str, CompiledPack]) -> None:
        self._changed = packs
        super().__init__(shop.sources, memory=shop.memory)

    def _prepare_afresh(
        self, day: dt.date, readings: tuple[tuple[str, str], ...]
    ) -> Prepared:
        chosen = chosen_readings(self._changed, dict(readings))
        return Prepared(day, self._changed, chosen)


class _Bench:
    """The compiled packs while one file and whoever holds it are replaced."""

    def __init__(self, shop: Workshop) -> None:
        self.shop = shop
        self.packs = dict(shop.packs)
        self.problems: list[Problem] = []
        self.done: set[str] = set()

    def put(self, full: str, node: Node) -> None:
        """Compile a file and put it in place of what was there."""
        self.done.add(full)
        piece = self.shop.pieces[full]
        put = _PUT[piece.kind]
        put(self, piece.pack, full, node)
        if piece.kind in HELD and not self.problems:
            for other in self.shop.uses[full]:
                if other not in self.done:
                    self.put(other, self.shop.node(other))

    def table(self, pack: str, full: str, node: Node) -> None:
        plan = compile_field_table(
            field_table.from_node(node), self._surroundings(pack)
        )
        # What is otherwise compiled when first asked for tells its problems now.
        _ = plan.related_checks, plan.references
        self._set(pack, "tables", {**self.packs[pack].tables, full: plan})

    def decision(self, pack: str, full: str, node: Node) -> None:
        around = self._around(pack)
        made = (
            decisions_rows.compile_decision_table(
                decision_table.from_node(node), around
            )
            if node.text("kind") == "decision-table"
            else calculations.compile_calculation(calculation.from_node(node), around)
        )
        every = {**self.packs[pack].decisions.decisions, full: made}
        self._call(pack, full, made, decisions=MappingProxyType(every))

    def identifier(self, pack: str, full: str, node: Node) -> None:
        around = self._around(pack)
        made = identifiers.compile_identifier(identifier.from_node(node), around)
        every = {**self.packs[pack].decisions.identifiers, full: made}
        self._call(pack, full, made, identifiers=MappingProxyType(every))

    def codes(self, pack: str, full: str, node: Node) -> None:
        source = next(each for each in self.shop.sources if each.name == pack)
        written = source.with_rows(code_list.from_node(node))
        readings = self.packs[pack].readings
        made = compile_codes(pack, written, readings, ParseMemory(), self.problems)
        self._set(pack, "codes", {**self.packs[pack].codes, full: made})
        self._call(pack, full, CodesCall(made))

    def _call(self, pack: str, full: str, made: Any, **changed: Any) -> None:
        """Let formulas find a new piece by its name."""
        name = spoken(bare(full))
        for owner, compiled in self.packs.items():
            if pack in {owner, SHARED}:
                decisions = compiled.decisions
                callables = MappingProxyType({**decisions.callables, name: made})
                own = changed if owner == pack else {}
                new = replace(decisions, callables=callables, **own)
                self._set(owner, "decisions", new)

    def _set(self, pack: str, name: str, value: object) -> None:
        made = copy.copy(self.packs[pack])
        setattr(made, name, value)
        self.packs[pack] = made

    @property
    def _codes(self) -> dict[str, Codes]:
        return {k: c for pack in self.packs.values() for k, c in pack.codes.items()}

    @property
    def _identifiers(self) -> dict[str, CompiledIdentifier]:
        packs = self.packs.values()
        return {k: c for p in packs for k, c in p.decisions.identifiers.items()}

    def _around(self, pack: str) -> Around:
        compiled = self.packs[pack]
        return Around(
            pack=pack,
            declared=compiled.readings,
            codes=self._codes,
            identifiers=self._identifiers,
            functions=compiled.decisions.functions,
            library=STATISTICS,
            problems=self.problems,
            memory=ParseMemory(),
        )

    def _surroundings(self, pack: str) -> Surroundings:
        codes, numbers = self._codes, self._identifiers

        def find(name: str) -> FieldCodes | None:
            full = full_id(pack, name)
            if full in codes:
                return FieldCodes(codes=codes[full])
            found = numbers.get(full)
            return FieldCodes(identifier=found) if found else None

        compiled = self.packs[pack]
        return Surroundings(
            pack=pack,
            packs=self.packs,
            tables=self._tables(),
            readings=compiled.readings,
            codes=find,
            code_ids=(*codes, *numbers),
            functions={**STATISTICS, **compiled.decisions.functions},
            memory=self.shop.memory,
            problems=self.problems,
        )

    def _tables(self) -> dict[str, FieldTable]:
        packs = self.packs.values()
        return {full: plan.model for p in packs for full, plan in p.tables.items()}


_PUT: Mapping[str, Callable[[_Bench, str, str, Node], None]] = {
    "field-table": _Bench.table,
    "decision-table": _Bench.decision,
    "calculation": _Bench.decision,
    "identifier": _Bench.identifier,
    "code-list": _Bench.codes,
}
