"""RulePacks -> CompiledPacks: everything joined, every fault of all packs collected."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from ruleengine.base.catalogue import Catalogue
from ruleengine.base.problem import Problem, RulePackError
from ruleengine.base.text import Text
from ruleengine.compile import wording_en, wording_zh
from ruleengine.compile.calendars import compile_calendar
from ruleengine.compile.code_lists import compile_codes
from ruleengine.compile.decisions import Decisions, compile_decisions, pack_functions
from ruleengine.compile.decisions_readings import DeclaredReadings
from ruleengine.compile.field_codes import FieldCodes
from ruleengine.compile.field_tables import compile_table
from ruleengine.compile.functions import STATISTICS
from ruleengine.compile.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ruleengine.base.position import Position
    from ruleengine.compile.calendars import WorkingCalendar
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.plan import TablePlan
    from ruleengine.model.document import Document
    from ruleengine.model.field_table import FieldTable
    from ruleengine.model.rule_pack import RulePack

CATALOGUE = Catalogue(wording_zh.PROBLEMS, wording_en.PROBLEMS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CompiledPack:
    """One pack, ready to run."""

    document: Document
    sha256: str
    readings: DeclaredReadings
    tables: Mapping[str, TablePlan]
    """Full id -> plan, in the order of the document."""
    codes: Mapping[str, Codes]
    decisions: Decisions
    """Decision tables, calculations and identifiers."""
    calendar: WorkingCalendar | None


def compile_packs(packs: Sequence[RulePack]) -> Mapping[str, CompiledPack]:
    """Compile packs that refer to each other; one edition of each.

    Raises:
        RulePackError: with every problem of every pack.
    """
    problems: list[Problem] = []
    joined = _Joined(packs, problems)
    compiled = {pack.name: joined.compile(pack) for pack in packs}
    if problems:
        raise RulePackError(problems)
    return MappingProxyType(compiled)


def declared_readings(document: Document) -> DeclaredReadings:
    """Return the readings of a document, the default choice of each first."""
    choices = {
        reading.name: (
            reading.default,
            *(name for name in reading.names if name != reading.default),
        )
        for reading in document.readings
    }
    return DeclaredReadings(document.pack, choices)


class _Joined:
    """What the packs know of each other while they are compiled."""

    def __init__(self, packs: Sequence[RulePack], problems: list[Problem]) -> None:
        self.problems = problems
        self.readings = {p.name: declared_readings(p.document) for p in packs}
        self.tables: dict[str, FieldTable] = {
            f"{pack.name}/{table.id}": table for pack in packs for table in pack.tables
        }
        self.codes: dict[str, Codes] = {}
        for pack in packs:
            _judge_document(pack.document, problems)
            _judge_ids(pack, problems)
            for written in pack.code_lists:
                codes = compile_codes(
                    pack.name, written, self.readings[pack.name], problems
                )
                self.codes[codes.id] = codes
        self.functions = pack_functions(packs)
        self.decisions = compile_decisions(
            packs, self.codes, self.readings, {}, STATISTICS, problems
        )
        self.identifiers = {
            full: identifier
            for decisions in self.decisions.values()
            for full, identifier in decisions.identifiers.items()
        }

    def compile(self, pack: RulePack) -> CompiledPack:
        around = Surroundings(
            pack=pack.name,
            tables=self.tables,
            readings=self.readings[pack.name],
            codes=self.finder(pack.name),
            code_ids=(*self.codes, *self.identifiers),
            functions={**STATISTICS, **self.functions[pack.name]},
            problems=self.problems,
        )
        plans = [
            compile_table(table, around)
            for table in sorted(pack.tables, key=lambda table: table.id)
        ]
        calendars = [
            compile_calendar(pack.name, written, self.problems)
            for written in pack.calendars
        ]
        return CompiledPack(
            document=pack.document,
            sha256=pack.folder.sha256,
            readings=self.readings[pack.name],
            tables={plan.id: plan for plan in plans},
            codes={
                k: c for k, c in self.codes.items() if k.startswith(f"{pack.name}/")
            },
            decisions=self.decisions[pack.name],
            calendar=calendars[0] if calendars else None,
        )

    def finder(self, pack: str) -> Callable[[str], FieldCodes | None]:
        """Return how a pack finds a code list or identifier by its id."""

        def find(name: str) -> FieldCodes | None:
            full = name if "/" in name else f"{pack}/{name}"
            codes = self.codes.get(full)
            if codes is not None:
                return FieldCodes(codes=codes)
            identifier = self.identifiers.get(full)
            return FieldCodes(identifier=identifier) if identifier else None

        return find


def _judge_document(document: Document, problems: list[Problem]) -> None:
    for reading in document.readings:
        if reading.default not in reading.names:
            wanted = Text("、".join(reading.names), ", ".join(reading.names))
            problems.append(
                CATALOGUE.problem(
                    "E310",
                    reading.position,
                    found=reading.default,
                    wanted=wanted,
                    near="",
                )
            )


class _Named(Protocol):
    """Whatever has an id of its own in a pack."""

    @property
    def id(self) -> str: ...
    @property
    def position(self) -> Position: ...


def _judge_ids(pack: RulePack, problems: list[Problem]) -> None:
    named: tuple[Sequence[_Named], ...] = (
        pack.tables,
        pack.code_lists,
        pack.identifiers,
        pack.decision_tables,
        pack.calculations,
        pack.calendars,
    )
    seen: set[str] = set()
    for item in chain.from_iterable(named):
        if item.id in seen:
            problems.append(CATALOGUE.problem("E304", item.position, found=item.id))
        seen.add(item.id)
