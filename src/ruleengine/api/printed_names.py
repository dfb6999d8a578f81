"""Keys of a decision's inputs, or of a number's parts -> the names as printed.

Comes in: loaded rules and a full id. Goes out: names for reports to people; data for
programs keep the keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.unknown import resolved_id
from ruleengine.base.ids import pack_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.compile.calculations import CompiledStep
    from ruleengine.compile.decisions import Decision
    from ruleengine.compile.decisions_data import CompiledDatum
    from ruleengine.compile.decisions_tables import CompiledOutput
    from ruleengine.compile.identifiers_parts import CompiledPart


def input_names(rules: Ruleset, decision: str) -> Mapping[str, str]:
    """Return key -> name of what a decision asks for; empty when there is none.

    Args:
        rules: the rules.
        decision: its full id, or the bare one where that is unique.
    """
    found = _decision(rules, decision)
    return _names(found.inputs) if found else {}


def outputs_of(
    rules: Ruleset, decision: str
) -> Sequence[CompiledOutput | CompiledStep]:
    """Return what a decision gives, with names and units; nothing when there is none.

    Args:
        rules: the rules.
        decision: its full id, or the bare one where that is unique.
    """
    found = _decision(rules, decision)
    return found.outputs if found else ()


def _decision(rules: Ruleset, decision: str) -> Decision | None:
    homes = {
        full: pack.decisions.decisions
        for pack in rules.packs().values()
        for full in pack.decisions.decisions  # keys only: each is compiled when asked
    }
    full = resolved_id(decision, homes)
    return homes[full][full] if full else None


def part_names(rules: Ruleset, identifier: str) -> Mapping[str, str]:
    """Return key -> name of the parts of a number; empty when there is no such one."""
    pack = rules.packs().get(pack_of(identifier))
    known = pack.decisions.identifiers.get(identifier) if pack else None
    return _names(known.parts) if known else {}


def _names(things: Iterable[CompiledDatum | CompiledPart]) -> Mapping[str, str]:
    return {each.key: each.name for each in things if each.name}
