"""The decisions of all packs: tables, calculations, identifiers, callable by name.

In: rule packs and their compiled code lists. Out: ``Decisions`` for each pack.
"""

from __future__ import annotations

from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.compile.calculations import CompiledCalculation, compile_calculation
from ruleengine.compile.decisions_around import Around
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_functions import CodesCall, functions_of, spoken
from ruleengine.compile.decisions_rows import compile_table
from ruleengine.compile.decisions_session import Session
from ruleengine.compile.decisions_tables import CompiledTable
from ruleengine.compile.identifiers import CompiledIdentifier, compile_identifier
from ruleengine.feel.library import FUNCTIONS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.compile.calendars import WorkingCalendar
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.decisions_functions import Written
    from ruleengine.compile.decisions_readings import DeclaredReadings
    from ruleengine.compile.decisions_session import Callable
    from ruleengine.feel.functions.signature import Function
    from ruleengine.model import identifier as model

SHARED = "codes"
"""The pack whose code lists and identifiers every pack may call."""

Decision = CompiledTable | CompiledCalculation


@frozen(kw_only=True, eq=False)
class Decisions:
    """What one pack decides; immutable, so threads may share it."""

    pack: str
    declared: DeclaredReadings
    decisions: Mapping[str, Decision]
    """Decision tables and calculations by full id."""
    identifiers: Mapping[str, CompiledIdentifier]
    callables: Mapping[str, Callable] = field(repr=False)
    """By the name that formulas call; those of the shared pack included."""
    functions: Mapping[str, Function] = field(repr=False)
    """Declarations for formulas, conditions of field tables included."""
    readings: Mapping[str, tuple[str, ...]]
    """Full id -> bare names of all readings it depends on, those of callees included."""

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


def pack_functions(packs: Sequence[Written]) -> Mapping[str, Mapping[str, Function]]:
    """Return for each pack the functions its formulas may call, shared ones included."""
    own = {pack.name: functions_of(pack) for pack in packs}
    shared = own.get(SHARED, {})
    return {name: {**shared, **functions} for name, functions in own.items()}


def compile_decisions(
    packs: Sequence[Written],
    codes: Mapping[str, Codes],
    readings: Mapping[str, DeclaredReadings],
    places: Mapping[str, str],
    library: Mapping[str, Function],
    problems: list[Problem],
) -> Mapping[str, Decisions]:
    """Compile the decisions of packs that refer to each other.

    Args:
        packs: one edition of each pack.
        codes: all code lists, by full id.
        readings: the declared readings of each pack.
        places: clause id -> its place as printed.
        library: functions for all packs, such as statistics.
        problems: takes what is wrong.

    Returns:
        Pack name -> its decisions.
    """
    for pack in packs:
        problems += _hiding(pack, library)
    identifiers: dict[str, CompiledIdentifier] = {}
    around = {
        name: Around(
            pack=name,
            declared=readings[name],
            codes=codes,
            identifiers=identifiers,
            functions=functions,
            library=library,
            places=places,
            problems=problems,
        )
        for name, functions in pack_functions(packs).items()
    }
    _compile_identifiers(packs, around, identifiers)
    shared = dict(_shared_callables(codes, identifiers))
    return MappingProxyType(
        {
            pack.name: _pack(pack, around[pack.name], identifiers, shared)
            for pack in packs
        }
    )


def _hiding(pack: Written, library: Mapping[str, Function]) -> Iterator[Problem]:
    """Yield a problem for every id that formulas would take for a function of FEEL."""
    taken = {*FUNCTIONS, *library}
    places = [(table.id, table.position) for table in pack.decision_tables]
    places += [(written.id, written.position) for written in pack.calculations]
    places += [(number.id, number.position) for number in pack.identifiers]
    places += [(codes.id, codes.position) for codes in pack.code_lists]
    for name, place in places:
        if spoken(name) in taken:
            yield CATALOGUE.problem("E498", place, found=name)


def _compile_identifiers(
    packs: Sequence[Written],
    around: Mapping[str, Around],
    identifiers: dict[str, CompiledIdentifier],
) -> None:
    """Compile identifiers in an order in which none refers to a later one."""
    waiting = {
        f"{pack.name}/{written.id}": (written, around[pack.name])
        for pack in packs
        for written in pack.identifiers
    }
    while waiting:
        ready = [
            full
            for full, (written, near) in waiting.items()
            if not _referred(written, near) & (waiting.keys() - {full})
        ]
        if not ready:
            first = next(iter(waiting.values()))
            found = " → ".join(waiting)
            first[1].problems.append(
                CATALOGUE.problem("E423", first[0].position, found=found)
            )
            ready = list(waiting)
        for full in ready:
            written, near = waiting.pop(full)
            identifiers[full] = compile_identifier(written, near)


def _referred(written: model.Identifier, around: Around) -> set[str]:
    names = [part.codes for part in written.parts]
    names += [fact.identifier for fact in written.facts]
    return {around.full(name.text) for name in names if name}


def _shared_callables(
    codes: Mapping[str, Codes], identifiers: Mapping[str, CompiledIdentifier]
) -> Iterator[tuple[str, Callable]]:
    for full, each in codes.items():
        if full.startswith(f"{SHARED}/"):
            yield spoken(full.partition("/")[2]), CodesCall(each)
    for full, identifier in identifiers.items():
        if full.startswith(f"{SHARED}/"):
            yield spoken(full.partition("/")[2]), identifier


def _pack(
    pack: Written,
    around: Around,
    identifiers: Mapping[str, CompiledIdentifier],
    shared: Mapping[str, Callable],
) -> Decisions:
    decisions: dict[str, Decision] = {}
    for table in pack.decision_tables:
        decisions[f"{pack.name}/{table.id}"] = compile_table(table, around)
    for written in pack.calculations:
        compiled = compile_calculation(written, around)
        decisions[compiled.id] = compiled
    prefix = f"{pack.name}/"
    own = {k: v for k, v in identifiers.items() if k.startswith(prefix)}
    codes = {k: v for k, v in around.codes.items() if k.startswith(prefix)}
    callables: dict[str, Callable] = dict(shared)
    callables |= {
        spoken(k.removeprefix(prefix)): CodesCall(v) for k, v in codes.items()
    }
    callables |= {spoken(k.removeprefix(prefix)): v for k, v in own.items()}
    callables |= {spoken(k.removeprefix(prefix)): v for k, v in decisions.items()}
    places = {item.id: item.position for item in pack.calculations}
    _judge_cycles(decisions, prefix, places, around.problems)
    return Decisions(
        pack=pack.name,
        declared=around.declared,
        decisions=MappingProxyType(decisions),
        identifiers=MappingProxyType(own),
        callables=MappingProxyType(callables),
        functions=around.functions,
        readings=MappingProxyType(
            {
                **{full: _readings(full, decisions, prefix) for full in decisions},
                **{full: identifier.readings for full, identifier in own.items()},
            }
        ),
    )


def _calls(full: str, decisions: Mapping[str, Decision], prefix: str) -> Iterator[str]:
    """Yield the full ids of the decisions that one calls directly."""
    spoken_of = {spoken(name.removeprefix(prefix)): name for name in decisions}
    for formula in decisions[full].formulas():
        for called in sorted(formula.calls):
            if called in spoken_of:
                yield spoken_of[called]


def _readings(
    full: str, decisions: Mapping[str, Decision], prefix: str
) -> tuple[str, ...]:
    found: set[str] = set()
    seen: set[str] = set()
    stack = [full]
    while stack:
        name = stack.pop()
        if name not in seen:
            seen.add(name)
            found |= decisions[name].own_readings
            stack.extend(_calls(name, decisions, prefix))
    return tuple(sorted(found))


def _judge_cycles(
    decisions: Mapping[str, Decision],
    prefix: str,
    places: Mapping[str, Position],
    problems: list[Problem],
) -> None:
    done: set[str] = set()
    for start in decisions:
        path: list[str] = []
        cycle = _cycle(start, decisions, prefix, done, path)
        if cycle:
            local = [name.removeprefix(prefix) for name in cycle]
            place = next(places[name] for name in local if name in places)
            found = " → ".join(local)
            problems.append(CATALOGUE.problem("E423", place, found=found))


def _cycle(
    name: str,
    decisions: Mapping[str, Decision],
    prefix: str,
    done: set[str],
    path: list[str],
) -> list[str]:
    """Return the first circle that is reached from a decision, or nothing."""
    if name in path:
        return [*path[path.index(name) :], name]
    if name in done:
        return []
    done.add(name)
    path.append(name)
    for called in _calls(name, decisions, prefix):
        found = _cycle(called, decisions, prefix, done, path)
        if found:
            return found
    path.pop()
    return []
