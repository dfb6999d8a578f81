"""RulePacks -> CompiledPacks: everything joined, every fault of all packs collected.

What compiles a part is imported when a part is first asked for: most processes ask for
few, and to read all of it takes longer than to read rules from the cache.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from ruleengine.base.ids import bare, full_id, pack_of
from ruleengine.base.lazy import LazyMapping
from ruleengine.base.problem import Problem, RulePackError
from ruleengine.base.suggest import did_you_mean
from ruleengine.base.text import Text
from ruleengine.compile.callables import Callables, spoken_names
from ruleengine.compile.catalogue import CATALOGUE
from ruleengine.compile.decisions_readings import DeclaredReadings
from ruleengine.compile.parse_memory import ParseMemory

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ruleengine.base.position import Position
    from ruleengine.base.record import TableShape
    from ruleengine.compile.calendars import WorkingCalendar
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.decisions import Decisions
    from ruleengine.compile.decisions_session import Days, Session
    from ruleengine.compile.field_codes import FieldCodes
    from ruleengine.compile.plan import TablePlan
    from ruleengine.feel.functions.signature import Function
    from ruleengine.model.document import Document, Reading
    from ruleengine.model.rule_pack import RulePack


class CompiledPack:
    """One pack, ready to run; each part is compiled when it is first asked for."""

    def __init__(self, pack: RulePack, joined: _Joined) -> None:
        self._pack = pack
        self._joined = joined

    @property
    def document(self) -> Document:
        """The document of the pack."""
        return self._pack.document

    @property
    def sha256(self) -> str:
        """Names the edition of the rule files."""
        return self._pack.folder.sha256

    @property
    def readings(self) -> DeclaredReadings:
        """The readings that the document declares."""
        return self._joined.readings[self._pack.name]

    @cached_property
    def tables(self) -> Mapping[str, TablePlan]:
        """Full id -> plan, in the order of the document."""
        return LazyMapping(
            self._pack.full_ids("field-table"),
            lambda full: self._joined.compile_table(self._pack, full),
        )

    def shape(self, full: str) -> TableShape:
        """Return what readers must know of a field table, without compiling it."""
        from ruleengine.compile.table_shapes import shape_of

        return shape_of(self._joined.tables[full], full, self._joined.memory)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Full id -> title of each field table, known without compiling it."""
        heads = self._pack.heads("field-table")
        return {f"{self._pack.name}/{head.id}": head.title for head in heads}

    def titled(self, title: str) -> Iterator[str]:
        """Yield the full ids of rules that have a title, without compiling them."""
        for head in self._pack.folder.heads:
            if head.title == title:
                yield full_id(self._pack.name, head.id)

    @cached_property
    def codes(self) -> Mapping[str, Codes]:
        """Code lists by full id."""
        every = self._joined.codes
        own = (full for full in every if full.startswith(f"{self._pack.name}/"))
        return LazyMapping(own, every.__getitem__)

    @cached_property
    def decisions(self) -> Decisions:
        """Decision tables, calculations and identifiers."""
        return self._joined.decisions[self._pack.name]

    def session(
        self, readings: Mapping[str, str], as_of: dt.date, calendar: Days
    ) -> Session:
        """Return what conditions hand to the decisions they call.

        Args:
            readings: the choice of every reading of the pack.
            as_of: the date of the rules.
            calendar: tells which days are worked.
        """
        from ruleengine.compile.decisions_session import Session

        callables = LazyMapping(
            self._joined.spoken(self._pack.name),
            lambda name: self.decisions.callables[name],
        )
        return Session(callables, readings, as_of, calendar)

    @cached_property
    def calendar(self) -> WorkingCalendar | None:
        """The working calendar that the pack brings, if any."""
        return self._joined.calendar(self._pack)


def compile_packs(
    packs: Sequence[RulePack], memory: ParseMemory | None = None
) -> Mapping[str, CompiledPack]:
    """Compile packs that refer to each other; one edition of each.

    Args:
        packs: one edition of each pack.
        memory: what was parsed before. Rules whose memory is good are known to be
            right, and are compiled part by part when a part is asked for.

    Raises:
        RulePackError: with every problem of every pack.
    """
    joined = _Joined(packs, memory or ParseMemory())
    compiled = {pack.name: CompiledPack(pack, joined) for pack in packs}
    if not joined.memory.is_good:
        joined.judge(compiled)
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

    def __init__(self, packs: Sequence[RulePack], memory: ParseMemory) -> None:
        self.packs = packs
        self.memory = memory
        self.problems: list[Problem] = []
        self.readings = {p.name: declared_readings(p.document) for p in packs}
        by_name = {pack.name: pack for pack in packs}
        self.tables = LazyMapping(
            chain.from_iterable(pack.full_ids("field-table") for pack in packs),
            lambda full: by_name[pack_of(full)].table(bare(full)),
        )
        self.codes = LazyMapping(
            chain.from_iterable(pack.full_ids("code-list") for pack in packs),
            lambda full: self._compile_codes(by_name[pack_of(full)], bare(full)),
        )
        identifiers = (pack.full_ids("identifier") for pack in packs)
        self.identifier_ids = tuple(chain.from_iterable(identifiers))

    def judge(self, compiled: Mapping[str, CompiledPack]) -> None:
        """Compile everything that is not known, so that every problem is found."""
        new = [pack for pack in self.packs if not pack.folder.is_known]
        for pack in new:
            _judge_document(pack.document, self.problems)
            _judge_ids(pack, self.problems)
        for each in (compiled[pack.name] for pack in new):
            tuple(each.codes.values())
            tuple(each.tables.values())
            _ = each.decisions, each.calendar
        if self.problems:
            raise RulePackError(self.problems)
        self.memory.is_good = True

    @cached_property
    def functions(self) -> Mapping[str, Mapping[str, Function]]:
        """Pack -> functions that its formulas may call."""
        from ruleengine.compile.decisions import pack_functions

        return pack_functions(self.packs)

    @cached_property
    def decisions(self) -> Mapping[str, Decisions]:
        """Pack -> its decisions."""
        from ruleengine.compile.decisions import compile_decisions
        from ruleengine.compile.functions import STATISTICS

        return compile_decisions(
            self.packs,
            self.codes,
            self.readings,
            STATISTICS,
            self.problems,
            self.memory,
        )

    def calendar(self, pack: RulePack) -> WorkingCalendar | None:
        """Return the working calendar of a pack, compiled."""
        from ruleengine.compile.calendars import compile_calendar

        made = [compile_calendar(c, self.problems) for c in pack.calendars]
        return made[0] if made else None

    def compile_table(self, pack: RulePack, full: str) -> TablePlan:
        """Compile one field table."""
        from ruleengine.compile.field_tables import compile_field_table
        from ruleengine.compile.surroundings import Surroundings

        around = Surroundings(
            pack=pack.name,
            packs=self.readings,
            tables=self.tables,
            readings=self.readings[pack.name],
            codes=self.finder(pack.name),
            code_ids=(*self.codes, *self.identifier_ids),
            functions=Callables(
                self.spoken(pack.name), lambda name: self.functions[pack.name][name]
            ),
            memory=self.memory,
            problems=self.problems,
        )
        return compile_field_table(self.tables[full], around)

    def spoken(self, pack: str) -> frozenset[str]:
        """Return the names by which a pack calls what rule files declare."""
        return spoken_names(self.packs, pack)

    def _compile_codes(self, pack: RulePack, local: str) -> Codes:
        from ruleengine.compile.code_lists import compile_codes

        written = pack.code_list(local)
        declared = self.readings[pack.name]
        return compile_codes(pack.name, written, declared, self.memory, self.problems)

    def finder(self, pack: str) -> Callable[[str], FieldCodes | None]:
        """Return how a pack finds a code list or identifier by its id."""
        from ruleengine.compile.field_codes import FieldCodes

        def find(name: str) -> FieldCodes | None:
            full = full_id(pack, name)
            if full in self.codes:
                return FieldCodes(codes=self.codes[full])
            if full in self.identifier_ids:
                owner = self.decisions[pack_of(full)]
                return FieldCodes(identifier=owner.identifiers[full])
            return None

        return find


def _judge_document(document: Document, problems: list[Problem]) -> None:
    for reading in document.readings:
        problems += _repeated_choices(reading)
        if reading.default not in reading.names:
            wanted = Text("、".join(reading.names), ", ".join(reading.names))
            problems.append(
                CATALOGUE.problem(
                    "E310",
                    reading.position,
                    found=reading.default,
                    wanted=wanted,
                    near=did_you_mean(reading.default, reading.names),
                )
            )


def _repeated_choices(reading: Reading) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for one in reading.choices:
        if one.choice in lines:
            first = str(lines[one.choice])
            facts = {"found": one.choice, "reading": reading.name, "first": first}
            yield CATALOGUE.problem("E315", one.position, **facts)
        lines.setdefault(one.choice, one.position.line)


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
    seen: dict[str, Position] = {}
    for item in chain.from_iterable(named):
        first = seen.setdefault(item.id, item.position)
        if first is not item.position:
            other = first.file.rpartition("/")[2]
            problems.append(
                CATALOGUE.problem(
                    "E304", item.position, found=item.id, other=other, line=first.line
                )
            )
