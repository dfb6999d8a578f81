"""The decisions of all packs: tables, calculations, identifiers, callable by name.

In: rule packs and their compiled code lists. Out: ``Decisions`` for each pack, each part
of which is compiled when it is asked for; rules that are being judged are compiled whole.
"""

from __future__ import annotations

from collections import ChainMap
from dataclasses import field
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.ids import SHARED, bare, full_id, pack_of
from ruleengine.base.lazy import LazyMapping
from ruleengine.compile.calculations import CompiledCalculation, compile_calculation
from ruleengine.compile.callables import spoken
from ruleengine.compile.decisions_around import Around
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_cycles import cycles_in
from ruleengine.compile.decisions_functions import CodesCall, functions_of
from ruleengine.compile.decisions_rows import compile_decision_table
from ruleengine.compile.decisions_session import Session
from ruleengine.compile.decisions_tables import CompiledTable
from ruleengine.compile.identifiers import CompiledIdentifier, compile_identifier
from ruleengine.feel.library import FUNCTIONS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ruleengine.base.problem import Problem
    from ruleengine.compile.calendars import WorkingCalendar
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.decisions_readings import DeclaredReadings
    from ruleengine.compile.decisions_session import Callee
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.feel.functions.signature import Function
    from ruleengine.model import identifier as model
    from ruleengine.model.rule_pack import RulePack

Decision = CompiledTable | CompiledCalculation


@frozen(kw_only=True, eq=False)
class Decisions:
    """What one pack decides; immutable, so threads may share it."""

    pack: str
    declared: DeclaredReadings
    decisions: Mapping[str, Decision]
    """Decision tables and calculations by full id."""
    identifiers: Mapping[str, CompiledIdentifier]
    callables: Mapping[str, Callee] = field(repr=False)
    """By the name that formulas call; those of the shared pack included."""
    functions: Mapping[str, Function] = field(repr=False)
    """Declarations for formulas, conditions of field tables included."""

    def session(
        self,
        readings: Mapping[str, str],
        as_of: dt.date,
        calendar: WorkingCalendar | None = None,
        *,
        keep: bool = False,
    ) -> Session:
        """Return a session of this pack.

        Args:
            readings: name (bare or ``pack/name``) -> choice; defaults are filled in.
            as_of: the date of the rules.
            calendar: the working calendar for formulas that count days.
            keep: keep the trail of steps and why values are null; such a session
                serves one computation only.
        """
        effective = self.declared.effective(readings)
        return Session(self.callables, effective, as_of, calendar, keep=keep)


def pack_functions(packs: Sequence[RulePack]) -> Mapping[str, Mapping[str, Function]]:
    """Return for each pack the functions its formulas may call, shared ones included."""
    own = {pack.name: functions_of(pack) for pack in packs}
    shared = own.get(SHARED, {})
    return {name: _joined(shared, functions) for name, functions in own.items()}


def _joined(
    shared: Mapping[str, Function], own: Mapping[str, Function]
) -> Mapping[str, Function]:
    return LazyMapping(
        (*shared, *own), lambda name: own[name] if name in own else shared[name]
    )


def compile_decisions(
    packs: Sequence[RulePack],
    codes: Mapping[str, Codes],
    readings: Mapping[str, DeclaredReadings],
    library: Mapping[str, Function],
    problems: list[Problem],
    memory: ParseMemory,
) -> Mapping[str, Decisions]:
    """Compile the decisions of packs that refer to each other.

    Args:
        packs: one edition of each pack.
        codes: all code lists, by full id.
        readings: the declared readings of each pack.
        library: functions for all packs, such as statistics.
        problems: takes what is wrong.
        memory: what was parsed before; when it is good, nothing is compiled yet, else
            all that is not known to be right.

    Returns:
        Pack name -> its decisions.
    """
    together = _Together(packs, codes, readings, library, problems, memory)
    decisions = LazyMapping(together.packs, together.decisions)
    if not memory.is_good:
        new = [pack for pack in packs if not pack.folder.is_known]
        for pack in new:
            problems += _hiding(pack, library)
        together.compile_identifiers(new)
        for name in (pack.name for pack in new):
            own = decisions[name].decisions
            _ = tuple(own.values())
            together.judge_cycles(name, own)
    return decisions


class _Together:
    """The packs and what they know of each other."""

    def __init__(
        self,
        packs: Sequence[RulePack],
        codes: Mapping[str, Codes],
        readings: Mapping[str, DeclaredReadings],
        library: Mapping[str, Function],
        problems: list[Problem],
        memory: ParseMemory,
    ) -> None:
        self.packs = {pack.name: pack for pack in packs}
        self._codes = codes
        self._calls = LazyMapping(codes, lambda full: CodesCall(codes[full]))
        self._readings = readings
        self._library = library
        self._problems = problems
        self._memory = memory
        self._functions = pack_functions(packs)
        self._identifiers: Mapping[str, CompiledIdentifier] = LazyMapping(
            (full for pack in packs for full in pack.full_ids("identifier")),
            self._identifier,
        )

    def _around(self, name: str) -> Around:
        return Around(
            pack=name,
            declared=self._readings[name],
            codes=self._codes,
            identifiers=self._identifiers,
            functions=self._functions[name],
            library=self._library,
            problems=self._problems,
            memory=self._memory,
        )

    def _identifier(self, full: str) -> CompiledIdentifier:
        around = self._around(pack_of(full))
        return compile_identifier(self._written(full), around)

    def _written(self, full: str) -> model.Identifier:
        name, _, local = full.partition("/")
        return self.packs[name].identifier(local)

    def compile_identifiers(self, packs: Iterable[RulePack]) -> None:
        """Compile identifiers in an order in which none refers to a later one."""
        made: dict[str, CompiledIdentifier] = {}
        new = [full for pack in packs for full in pack.full_ids("identifier")]
        waiting = {full: self._written(full) for full in new}
        others = (full for full in self._identifiers if full not in waiting)
        known = LazyMapping(others, self._identifier)
        self._identifiers = ChainMap(made, known)  # type: ignore[arg-type] # only read
        while waiting:
            ready = [
                full
                for full, written in waiting.items()
                if not _referred(full, written) & (waiting.keys() - {full})
            ]
            if not ready:
                first = next(iter(waiting.values()))
                found = " → ".join(waiting)
                self._problems.append(
                    CATALOGUE.problem("E423", first.position, found=found)
                )
                ready = list(waiting)
            for full in ready:
                del waiting[full]
                made[full] = self._identifier(full)

    def decisions(self, name: str) -> Decisions:
        """Return the decisions of a pack, none of them compiled yet."""
        pack, around, prefix = self.packs[name], self._around(name), f"{name}/"
        tables = frozenset(pack.full_ids("decision-table"))

        def decision(full: str) -> Decision:
            local = full.removeprefix(prefix)
            if full in tables:
                return compile_decision_table(pack.decision_table(local), around)
            return compile_calculation(pack.calculation(local), around)

        own = [full for full in self._identifiers if full.startswith(prefix)]
        identifiers = LazyMapping(own, self._identifiers.__getitem__)
        decisions = LazyMapping(
            (*pack.full_ids("decision-table"), *pack.full_ids("calculation")),
            decision,
        )
        return Decisions(
            pack=name,
            declared=around.declared,
            decisions=decisions,
            identifiers=identifiers,
            callables=self._callables(prefix, decisions),
            functions=around.functions,
        )

    def _callables(
        self, prefix: str, decisions: Mapping[str, Decision]
    ) -> Mapping[str, Callee]:
        """Return what formulas of a pack call by name; its own before shared ones."""
        homes: dict[str, tuple[Mapping[str, Callee], str]] = {}
        for owner in (f"{SHARED}/", prefix):
            for home in (self._calls, self._identifiers):
                for full in home:
                    if full.startswith(owner):
                        homes[spoken(full.removeprefix(owner))] = home, full
        for full in decisions:
            homes[spoken(full.removeprefix(prefix))] = decisions, full
        return LazyMapping(homes, lambda called: homes[called][0][homes[called][1]])

    def judge_cycles(self, name: str, decisions: Mapping[str, Decision]) -> None:
        """Tell decisions that call each other in a circle."""
        places = {item.id: item.position for item in self.packs[name].calculations}
        for cycle in cycles_in({bare(full): each for full, each in decisions.items()}):
            place = next(places[local] for local in cycle if local in places)
            found = " → ".join(cycle)
            self._problems.append(CATALOGUE.problem("E423", place, found=found))


def _hiding(pack: RulePack, library: Mapping[str, Function]) -> Iterator[Problem]:
    """Yield a problem for every id that formulas would take for a function of FEEL."""
    taken = {*FUNCTIONS, *library}
    places = [(table.id, table.position) for table in pack.decision_tables]
    places += [(written.id, written.position) for written in pack.calculations]
    places += [(number.id, number.position) for number in pack.identifiers]
    places += [(codes.id, codes.position) for codes in pack.code_lists]
    for name, place in places:
        if spoken(name) in taken:
            yield CATALOGUE.problem("E498", place, found=name)


def _referred(full: str, written: model.Identifier) -> set[str]:
    """Return the full ids of what an identifier refers to."""
    names = [part.codes for part in written.parts]
    names += [fact.identifier for fact in written.facts]
    pack = pack_of(full)
    texts = [name.text for name in names if name]
    return {full_id(pack, text) for text in texts}
