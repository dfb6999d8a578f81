"""A rule pack: everything that the folder of one document edition says, uncompiled."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from ruleengine.base.lazy import LazyMapping
from ruleengine.base.problem import Problem, RulePackError
from ruleengine.model import document
from ruleengine.source.packs import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping as Map, Sequence

    from ruleengine.model.calculation import Calculation
    from ruleengine.model.calendar import Calendar
    from ruleengine.model.clauses import Clause
    from ruleengine.model.code_list import CodeList
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.model.document import Document
    from ruleengine.model.field_table import FieldTable
    from ruleengine.model.identifier import Identifier
    from ruleengine.source.node import Mapping
    from ruleengine.source.packs import FileHead, PackFolder

T = TypeVar("T")


class RulePack:
    """One edition of one document, as data; each kind of file is read when asked for.

    Every property may raise RulePackError with the problems of the files it reads;
    ``judge`` reads them all and raises the problems of all together.
    """

    def __init__(self, folder: PackFolder, written: Document) -> None:
        self.folder = folder
        self.document = written

    @property
    def name(self) -> str:
        """The name before the slash of every id, such as ``ptdata``."""
        return self.document.pack

    def heads(self, kind: str) -> tuple[FileHead, ...]:
        """Return what the files of one kind say of themselves, in order of id."""
        found = (head for head in self.folder.heads if head.kind == kind)
        return tuple(sorted(found, key=lambda head: head.id))

    def full_ids(self, kind: str) -> Iterator[str]:
        """Yield the full ids of the rule files of one kind, in order."""
        return (f"{self.name}/{head.id}" for head in self.heads(kind))

    def table(self, local: str) -> FieldTable:
        """Return the field table with a local id."""
        return self._table_of_file[self._file("field-table", local)]

    @property
    def tables(self) -> tuple[FieldTable, ...]:
        """All field tables."""
        return tuple(self._table_of_file.values())

    @cached_property
    def _table_of_file(self) -> Map[str, FieldTable]:
        from ruleengine.model import field_table

        return self._each(
            "field-table", lambda file: field_table.from_node(self.folder.read(file))
        )

    def code_list(self, local: str) -> CodeList:
        """Return the code list with a local id."""
        return self._codes_of_file[self._file("code-list", local)]

    @property
    def code_lists(self) -> tuple[CodeList, ...]:
        """All code lists, with the rows of the csv files beside them."""
        return tuple(self._codes_of_file.values())

    @cached_property
    def _codes_of_file(self) -> Map[str, CodeList]:
        from ruleengine.model import code_list

        return self._each(
            "code-list",
            lambda file: self.with_rows(code_list.from_node(self.folder.read(file))),
        )

    def with_rows(self, written: CodeList) -> CodeList:
        """Return a code list of this pack with the rows of the csv file it names."""
        if written.file is None:
            return written
        from ruleengine.model.code_list import COLUMNS

        rows = self.folder.rows(written.file.text, written.file.position, COLUMNS)
        return written.with_rows(rows, f"{self.folder.name}/{written.file.text}")

    def identifier(self, local: str) -> Identifier:
        """Return the identifier with a local id."""
        return self._identifier_of_file[self._file("identifier", local)]

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """All identifiers."""
        return tuple(self._identifier_of_file.values())

    @cached_property
    def _identifier_of_file(self) -> Map[str, Identifier]:
        from ruleengine.model import identifier

        return self._each(
            "identifier", lambda file: identifier.from_node(self.folder.read(file))
        )

    def decision_table(self, local: str) -> DecisionTable:
        """Return the decision table with a local id."""
        return self._decision_table_of_file[self._file("decision-table", local)]

    @property
    def decision_tables(self) -> tuple[DecisionTable, ...]:
        """All decision tables."""
        return tuple(self._decision_table_of_file.values())

    @cached_property
    def _decision_table_of_file(self) -> Map[str, DecisionTable]:
        from ruleengine.model import decision_table

        return self._each(
            "decision-table",
            lambda file: decision_table.from_node(self.folder.read(file)),
        )

    def calculation(self, local: str) -> Calculation:
        """Return the calculation with a local id."""
        return self._calculation_of_file[self._file("calculation", local)]

    @property
    def calculations(self) -> tuple[Calculation, ...]:
        """All calculations."""
        return tuple(self._calculation_of_file.values())

    @cached_property
    def _calculation_of_file(self) -> Map[str, Calculation]:
        from ruleengine.model import calculation

        return self._each(
            "calculation", lambda file: calculation.from_node(self.folder.read(file))
        )

    @cached_property
    def calendars(self) -> tuple[Calendar, ...]:
        """All working calendars."""
        from ruleengine.model import calendar

        return tuple(map(calendar.from_node, self._nodes("calendar")))

    @cached_property
    def clauses(self) -> Map[str, Clause]:
        """The clauses of the document by id."""
        from ruleengine.model.clauses import clauses_in

        return {clause.id: clause for clause in clauses_in(self.folder)}

    def judge(self) -> None:
        """Read every rule file.

        Raises:
            RulePackError: with the problems of all files.
        """
        problems = _file_problems(self.folder)
        if not problems:
            problems = list(chain.from_iterable(self.unread_rows().values()))
        if problems:
            raise RulePackError(problems)

    def unread_rows(self) -> dict[str, Sequence[Problem]]:
        """Return the problems of code lists with a csv file that cannot be read."""
        found: dict[str, Sequence[Problem]] = {}
        for file in self._codes_of_file:
            try:
                _ = self._codes_of_file[file]
            except RulePackError as error:
                found[file] = error.problems
        return found

    def _each(self, kind: str, make: Callable[[str], T]) -> Map[str, T]:
        """Return what the files of a kind hold, each made when it is asked for."""
        return LazyMapping((head.file for head in self.heads(kind)), make)

    def _file(self, kind: str, local: str) -> str:
        return next(head.file for head in self.heads(kind) if head.id == local)

    def _nodes(self, kind: str) -> Iterator[Mapping]:
        return (self.folder.read(head.file) for head in self.heads(kind))


def _file_problems(folder: PackFolder) -> list[Problem]:
    problems: list[Problem] = []
    for name in folder.rule_files:
        try:
            folder.read(name)
        except RulePackError as error:
            problems += error.problems
    return problems


def open_folder(folder: PackFolder) -> RulePack:
    """Open a pack; only its document is read.

    Raises:
        RulePackError: with the problems of the document, and then of all other files
            too: nobody should mend one file to learn of the next.
    """
    try:
        return RulePack(folder, document.from_node(folder.read(DOCUMENT)))
    except RulePackError as error:
        others = [
            problem
            for problem in _file_problems(folder)
            if problem not in error.problems
        ]
        raise RulePackError([*error.problems, *others]) from error


def from_folder(folder: PackFolder) -> RulePack:
    """Read a pack; all its files hold to their schemas, now or as found before.

    Raises:
        RulePackError: with the problems of all files.
    """
    pack = open_folder(folder)
    if not folder.is_known:
        pack.judge()
    return pack
