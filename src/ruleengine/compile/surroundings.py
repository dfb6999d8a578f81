"""Surroundings: what a field table needs to know of its pack while it is compiled."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.ids import bare, full_id, pack_of
from ruleengine.base.suggest import did_you_mean, meant
from ruleengine.base.text import Text
from ruleengine.compile import wording_en, wording_zh

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

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
    packs: Collection[str]
    """The names of all packs that were read."""
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

    @property
    def table_ids(self) -> tuple[str, ...]:
        """The ids of all tables as this pack writes them: its own without its name."""
        return tuple(
            bare(full) if pack_of(full) == self.pack else full for full in self.tables
        )

    def way_out(self, name: str, known: tuple[str, ...]) -> Text | str:
        """Return how to mend a name of a table, code list or identifier."""
        elsewhere = next((full for full in known if bare(full) == name), "")
        near = meant(elsewhere) if elsewhere else did_you_mean(name, known)
        pack = pack_of(name)
        if "/" not in name or pack in self.packs:
            return near
        also = near if isinstance(near, Text) else Text("", "")
        return Text(
            wording_zh.NOT_READ.format(pack=pack) + also.zh,
            wording_en.NOT_READ.format(pack=pack) + also.en,
        )
