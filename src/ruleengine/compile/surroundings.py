"""Surroundings: what a field table needs to know of its pack while it is compiled."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.ids import full_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ruleengine.base.problem import Problem
    from ruleengine.compile.decisions_readings import DeclaredReadings
    from ruleengine.compile.field_codes import FieldCodes
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.feel.functions.signature import Function
    from ruleengine.model.field_table import FieldTable


@frozen
class Surroundings:
    """What a table needs to know of its pack while it is compiled."""

    pack: str
    tables: Mapping[str, FieldTable]
    """Full id -> table, those of other packs included."""
    readings: DeclaredReadings
    codes: Callable[[str], FieldCodes | None]
    """Code list or identifier by local or full id."""
    code_ids: tuple[str, ...]
    functions: Mapping[str, Function]
    """FEEL name -> function: statistics, and the decisions of the pack."""
    memory: ParseMemory
    """What was parsed before."""
    problems: list[Problem] = field(default_factory=list)

    def full_id(self, local: str) -> str:
        """Return the full id of a table, code list or identifier."""
        return full_id(self.pack, local)
