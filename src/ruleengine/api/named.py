"""What a name stands for among the rules of one day.

In: full ids, bare ids, printed numbers, titles. Out: what is called so, or a UsageError
that says what there is instead, or that its pack is not in force.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ruleengine.api.selection import refuse_out_of_force
from ruleengine.api.unknown import resolved_id, unknown
from ruleengine.base.ids import bare
from ruleengine.base.lexical import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruleengine.api.prepared import Prepared
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.decisions import Decision, Decisions
    from ruleengine.compile.identifiers import CompiledIdentifier
    from ruleengine.model.rule_pack import RulePack


class Named:
    """Finds tables, decisions, identifiers and code lists by their names."""

    def __init__(self, editions: Sequence[RulePack], prepared: Prepared) -> None:
        """Take all editions of the packs, in force or not, and the rules of the day."""
        self._editions = editions
        self._prepared = prepared

    def table(self, name: str) -> str:
        """Return the full id of a table by id, local id, ``表6`` or title."""
        tables = self._prepared.tables
        if (name := shown(name)) in tables:
            return name
        for pack in self._prepared.packs.values():
            for full, title in pack.titles.items():
                if name in {full, bare(full), title, title.split()[0]}:
                    return full
        return self._full(name, tables, "表", "table")

    def decision(self, name: str) -> tuple[Decision, Decisions]:
        """Return a decision table or calculation, and those of its pack."""
        full = self._full(name, self._decisions, "决策表或计算", "decision")
        pack = self._decisions[full]
        return pack.decisions[full], pack

    def identifier(self, name: str) -> tuple[CompiledIdentifier, Decisions]:
        """Return an identifier, and the decisions of its pack."""
        full = self._full(name, self._identifiers, "编号规则", "identifier")
        pack = self._identifiers[full]
        return pack.identifiers[full], pack

    def codes(self, name: str) -> Codes:
        """Return a code list."""
        packs = self._prepared.packs.values()
        every = {full: pack.codes for pack in packs for full in pack.codes}
        full = self._full(name, every, "代码表", "code list")
        return every[full][full]

    @cached_property
    def _decisions(self) -> Mapping[str, Decisions]:
        """The pack of each decision; made once, for many are computed one by one."""
        every = [pack.decisions for pack in self._prepared.packs.values()]
        return {full: pack for pack in every for full in pack.decisions}

    @cached_property
    def _identifiers(self) -> Mapping[str, Decisions]:
        """The pack of each identifier."""
        every = [pack.decisions for pack in self._prepared.packs.values()]
        return {full: pack for pack in every for full in pack.identifiers}

    def _full(self, name: str, known: Mapping[str, object], zh: str, en: str) -> str:
        """Return the full id for a full or bare name.

        Raises:
            UsageError: there is none, or its pack is not in force on the day.
        """
        if (full := resolved_id(name := shown(name), known)) is not None:
            return full
        prepared = self._prepared
        refuse_out_of_force(self._editions, prepared.packs, name, prepared.day)
        raise unknown(zh, en, name, known, prepared.titled(name))
