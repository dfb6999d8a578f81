"""Mutants -> verdicts: the cases that can tell are run until one of them does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ruleengine.authoring.mutation.dependents import all_dependents
from ruleengine.authoring.mutation.mutant import changed
from ruleengine.authoring.mutation.mutants import mutants_of, said_of
from ruleengine.authoring.mutation.workshop import Workshop
from ruleengine.authoring.run_cases import run_case
from ruleengine.base.ids import SHARED, pack_of
from ruleengine.base.problem import RulePackError
from ruleengine.model.cases import from_node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.authoring.editions import Together
    from ruleengine.authoring.mutation.mutant import Mutant
    from ruleengine.base.position import Position
    from ruleengine.model.cases import Case, Cases

Fate = Literal["killed", "refused", "survived", "equivalent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one mutant."""

    mutant: Mutant
    fate: Fate
    by: str = ""
    """The case that tells, or the code of the problem; of an equivalent one, why."""


class Trials:
    """Packs with their mutants and the cases that hold for them as written."""

    def __init__(self, group: Together) -> None:
        """Compile the packs and read their cases.

        Raises:
            RulePackError: the packs do not load.
        """
        self.shop = Workshop(group.packs)
        self.equivalent = {p.name: said_of(p).equivalent for p in group.chosen}
        around = [pack for pack in group.packs if pack.name == SHARED]
        self.mutants = tuple(
            mutant
            for pack in group.chosen
            for mutant in mutants_of(pack, [p for p in around if p is not pack])
        )
        self.cases: dict[str, list[tuple[Cases, Case]]] = defaultdict(list)
        judged = {mutant.pack for mutant in self.mutants}
        for pack in group.packs:
            for name in pack.folder.case_files if _is_near(pack.name, judged) else ():
                cases = from_node(pack.folder.read(name))
                every = [(cases, case) for case in cases.cases]
                self.cases[f"{pack.name}/{cases.of}"] += every

    def failing(self, packs: Collection[str]) -> Iterator[Case]:
        """Yield the cases that can tell mutants of packs and fail without any change."""
        near = (c for c in self.cases.items() if _is_near(pack_of(c[0]), packs))
        for full, cases in near:
            yield from (each[1] for each in cases if not self._holds(full, each))

    def disregard(self, failing: Collection[Position]) -> None:
        """Drop cases; they could tell nothing."""
        for cases in self.cases.values():
            cases[:] = [each for each in cases if each[1].position not in failing]

    def _holds(self, full: str, each: tuple[Cases, Case]) -> bool:
        return run_case(self.shop.rules, pack_of(full), *each).ok

    def verdict(self, mutant: Mutant) -> Verdict:
        """Run the cases that can tell a mutant from the rules as written."""
        try:
            rules = self._rules(mutant)
        except RulePackError as error:
            code = error.problems[0].code
            return Verdict(mutant=mutant, fate="refused", by=code)
        for full in self._who_can_tell(mutant):
            for cases, case in self._ordered(full, mutant):
                if not run_case(rules, pack_of(full), cases, case).ok:
                    by = f"{case.position} {case.name}"
                    return Verdict(mutant=mutant, fate="killed", by=by)
        why = self.equivalent[mutant.pack].get(mutant.id, "")
        fate: Fate = "equivalent" if why else "survived"
        return Verdict(mutant=mutant, fate=fate, by=why)

    def _rules(self, mutant: Mutant) -> Ruleset:
        step = mutant.step
        if mutant.of == mutant.pack:
            pack = next(p for p in self.shop.sources if p.name == mutant.pack)
            node = changed(pack.folder.read(mutant.file), step.path, step.node)
            return self.shop.with_document(mutant.pack, node)
        node = changed(self.shop.node(mutant.of), step.path, step.node)
        return self.shop.with_file(mutant.of, node)

    def _who_can_tell(self, mutant: Mutant) -> tuple[str, ...]:
        if mutant.of == mutant.pack:
            prefix = f"{mutant.pack}/"
            return tuple(full for full in self.cases if full.startswith(prefix))
        others = all_dependents(mutant.of, self.shop.uses)
        return (mutant.of, *(full for full in others if full in self.cases))

    def _ordered(self, full: str, mutant: Mutant) -> list[tuple[Cases, Case]]:
        """Return cases, those that speak of the very rule first."""
        element = mutant.step.element
        return sorted(
            self.cases.get(full, ()),
            key=lambda each: not any(e.startswith(element) for e in each[1].expect),
        )


def _is_near(pack: str, judged: Collection[str]) -> bool:
    """Tell whether the cases of a pack can tell mutants of others."""
    return pack in judged or SHARED in judged
