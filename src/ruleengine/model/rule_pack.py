"""A rule pack: everything that the folder of one document edition says, uncompiled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.base.problem import Problem, RulePackError
from ruleengine.model import (
    calculation,
    calendar,
    code_list,
    decision_table,
    document,
    field_table,
    identifier,
)
from ruleengine.source.packs import DOCUMENT

if TYPE_CHECKING:
    from ruleengine.model.calculation import Calculation
    from ruleengine.model.calendar import Calendar
    from ruleengine.model.code_list import CodeList
    from ruleengine.model.decision_table import DecisionTable
    from ruleengine.model.document import Document
    from ruleengine.model.field_table import FieldTable
    from ruleengine.model.identifier import Identifier
    from ruleengine.source.node import Mapping
    from ruleengine.source.packs import PackFolder


@dataclass(slots=True, eq=False)
class RulePack:
    """One edition of one document, as data."""

    folder: PackFolder
    document: Document
    tables: list[FieldTable] = field(default_factory=list)
    code_lists: list[CodeList] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    decision_tables: list[DecisionTable] = field(default_factory=list)
    calculations: list[Calculation] = field(default_factory=list)
    calendars: list[Calendar] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name before the slash of every id, such as ``ptdata``."""
        return self.document.pack


def from_folder(folder: PackFolder) -> RulePack:
    """Read a pack; its files hold to their schemas afterwards.

    Raises:
        RulePackError: with the problems of all files.
    """
    pack = RulePack(folder, document.from_node(folder.read(DOCUMENT)))
    problems: list[Problem] = []
    for name in folder.rule_files:
        try:
            _add(pack, folder.read(name))
        except RulePackError as error:
            problems += error.problems
    if problems:
        raise RulePackError(problems)
    return pack


def _add(pack: RulePack, node: Mapping) -> None:
    match node.text("kind"):
        case "field-table":
            pack.tables.append(field_table.from_node(node))
        case "code-list":
            pack.code_lists.append(_with_rows(pack, code_list.from_node(node)))
        case "identifier":
            pack.identifiers.append(identifier.from_node(node))
        case "decision-table":
            pack.decision_tables.append(decision_table.from_node(node))
        case "calculation":
            pack.calculations.append(calculation.from_node(node))
        case "calendar":
            pack.calendars.append(calendar.from_node(node))
        case _:
            pass


def _with_rows(pack: RulePack, written: CodeList) -> CodeList:
    if written.file is None:
        return written
    rows = pack.folder.rows(written.file.text, written.file.position)
    return written.with_rows(rows, f"{pack.folder.name}/{written.file.text}")
