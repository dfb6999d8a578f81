"""What lint looks at: one pack as written and as compiled, with its clauses and cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.base.ids import full_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.compile.packs import CompiledPack
    from ruleengine.model.cases import Cases
    from ruleengine.model.clauses import Clause
    from ruleengine.model.rule_pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """One edition of a pack that loads."""

    pack: RulePack
    compiled: CompiledPack
    together: Mapping[str, CompiledPack]
    """All packs that were compiled with it, itself among them."""
    clauses: tuple[Clause, ...]
    cases: tuple[Cases, ...]

    @property
    def name(self) -> str:
        """The name of the pack."""
        return self.pack.name

    def full(self, name: str) -> str:
        """Return the full id of a local one."""
        return full_id(self.name, name)
