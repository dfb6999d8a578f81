"""Rule files of a pack -> all its mutants, those left out by name excepted.

The order is that of the files and of what stands in them, so it is always the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.authoring.mutation.calculation_steps import calculation_steps
from ruleengine.authoring.mutation.code_list_steps import code_list_steps
from ruleengine.authoring.mutation.decision_table_steps import decision_table_steps
from ruleengine.authoring.mutation.document_steps import document_steps
from ruleengine.authoring.mutation.field_table_steps import field_table_steps
from ruleengine.authoring.mutation.identifier_steps import identifier_steps
from ruleengine.authoring.mutation.mutant import Mutant, named
from ruleengine.compile.functions import STATISTICS
from ruleengine.source.packs import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping as Map, Sequence

    from ruleengine.authoring.mutation.mutant import Step
    from ruleengine.model.rule_pack import RulePack
    from ruleengine.source.node import Mapping

STEPS: Map[str, Callable[[Mapping, tuple[str, ...]], Iterator[Step]]] = {
    "field-table": field_table_steps,
    "decision-table": decision_table_steps,
    "calculation": calculation_steps,
    "identifier": identifier_steps,
    "code-list": code_list_steps,
    "document": document_steps,
}
CALLABLE = ("decision-table", "calculation", "identifier", "code-list")


@dataclass(frozen=True, slots=True)
class Said:
    """What a pack says of its own mutants, in ``document.yaml``."""

    left_out: frozenset[str]
    """Local ids of files that are imported as they are."""
    equivalent: Map[str, str]
    """Id of a mutant that no case can tell -> why."""


def said_of(pack: RulePack) -> Said:
    """Return what the document of a pack says of its mutants."""
    told = pack.folder.read(DOCUMENT).mapping("mutation")
    if told is None:
        return Said(frozenset(), {})
    left_out = (item.text("id") for item in told.mappings("leave-out"))
    argued = ((i.text("id"), i.text("why")) for i in told.mappings("equivalent"))
    return Said(frozenset(left_out), dict(argued))


def mutants_of(pack: RulePack, around: Sequence[RulePack]) -> Iterator[Mutant]:
    """Yield the mutants of a pack, file by file.

    Args:
        pack: the pack.
        around: the packs whose functions its formulas may call.
    """
    left_out = said_of(pack).left_out
    called = (*STATISTICS, *_spoken((pack, *around)))
    for name in pack.folder.rule_files:
        root = pack.folder.read(name)
        local = root.text("id")
        if local not in left_out and root.text("kind") in STEPS:
            steps = STEPS[root.text("kind")](root, called)
            full = pack.name if name == DOCUMENT else f"{pack.name}/{local}"
            for own, step in named(steps):
                yield Mutant(
                    id=own,
                    pack=pack.name,
                    of=full,
                    title=root.text("title"),
                    file=name,
                    step=step,
                )


def _spoken(packs: Sequence[RulePack]) -> Iterator[str]:
    for pack in packs:
        for name in pack.folder.rule_files:
            node = pack.folder.read(name)
            if node.text("kind") in CALLABLE:
                yield node.text("id").replace("-", " ")
