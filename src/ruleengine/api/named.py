"""What a name stands for among the rules of one day.

In: full ids, bare ids, printed numbers, titles. Out: what is called so, or a UsageError
that says what there is instead, or that its pack is not in force.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.selection import refuse_out_of_force
from ruleengine.api.unknown import resolved_id, unknown
from ruleengine.base.frozen import frozen
from ruleengine.base.ids import bare
from ruleengine.base.lexical import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruleengine.api.prepared import Prepared
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.decisions import Decision, Decisions
    from ruleengine.compile.identifiers import CompiledIdentifier
    from ruleengine.model.rule_pack import RulePack


@frozen
class Named:
    """Finds tables, decisions, identifiers and code lists by their names."""

    editions: Sequence[RulePack]
    """All editions of the packs, in force or not."""
    prepared: Prepared

    def table(self, name: str) -> str:
        """Return the full id of a table by id, local id, ``表6`` or title."""
        tables = self.prepared.tables
        if (name := shown(name)) in tables:
            return name
        for pack in self.prepared.packs.values():
            for full, title in pack.titles.items():
                if name in {full, bare(full), title, title.split()[0]}:
                    return full
        return self._full(name, tables, "表", "table")

    def decision(self, name: str) -> tuple[Decision, Decisions]:
        """Return a decision table or calculation, and those of its pack."""
        packs = self.prepared.packs.values()
        every = {k: p.decisions for p in packs for k in p.decisions.decisions}
        full = self._full(name, every, "决策表或计算", "decision")
        return every[full].decisions[full], every[full]

    def identifier(self, name: str) -> tuple[CompiledIdentifier, Decisions]:
        """Return an identifier, and the decisions of its pack."""
        packs = self.prepared.packs.values()
        every = {k: p.decisions for p in packs for k in p.decisions.identifiers}
        full = self._full(name, every, "标识", "identifier")
        return every[full].identifiers[full], every[full]

    def codes(self, name: str) -> Codes:
        """Return a code list."""
        every = {k: p.codes for p in self.prepared.packs.values() for k in p.codes}
        full = self._full(name, every, "代码表", "code list")
        return every[full][full]

    def _full(self, name: str, known: Mapping[str, object], zh: str, en: str) -> str:
        """Return the full id for a full or bare name.

        Raises:
            UsageError: there is none, or its pack is not in force on the day.
        """
        if (full := resolved_id(name := shown(name), known)) is not None:
            return full
        prepared = self.prepared
        refuse_out_of_force(self.editions, prepared.packs, name, prepared.day)
        raise unknown(zh, en, name, known)
