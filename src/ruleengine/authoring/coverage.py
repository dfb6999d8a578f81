"""Coverage: which clauses are enforced by which rules, which rules are proven by cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruleengine.api.rule_index import ids_of
from ruleengine.authoring.demands import demanded
from ruleengine.authoring.edges import EdgeCoverage, edge_coverage
from ruleengine.authoring.run_cases import run_cases
from ruleengine.base.ids import full_id
from ruleengine.model.clauses import clauses_in
from ruleengine.source.packs import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.authoring.run_cases import CaseResult
    from ruleengine.compile.packs import CompiledPack
    from ruleengine.model.clauses import Clause
    from ruleengine.source.packs import PackFolder


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """One clause and what enforces it."""

    clause: Clause
    rules: tuple[str, ...]
    """Full ids that exist."""
    unknown: tuple[str, ...]
    """Ids that the clause cites and the pack does not have."""

    @property
    def state(self) -> str:
        """``enforced``, ``open``, ``declared``, ``human`` or ``background``."""
        if self.clause.checkable == "none":
            return "background"
        if self.clause.checkable != "data":
            return self.clause.checkable
        return "enforced" if self.rules else "open"


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """One rule and the cases of what it belongs to."""

    id: str
    owner: str
    """Full id of the table, decision or identifier it belongs to."""
    fires: int
    silent: int

    @property
    def is_proven(self) -> bool:
        """True when a case fires it and a case leaves it silent."""
        return self.fires > 0 and self.silent > 0


@dataclass(frozen=True, slots=True)
class RowCoverage:
    """One row of a decision table and how many cases hit it."""

    id: str
    hits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCoverage:
    """The coverage of one pack."""

    pack: str
    title: str
    clauses: tuple[ClauseCoverage, ...]
    rules: tuple[RuleCoverage, ...]
    rows: tuple[RowCoverage, ...]
    edges: tuple[EdgeCoverage, ...]
    cases: int
    failed: int

    @property
    def percent(self) -> int:
        """One number for the pack: what is proven of all that can be, rounded down."""
        asked = len(self.rules) + len(self.rows) + len(self.edges) + self.data
        have = self.count("enforced") + self.proven + self.rows_hit + self.edges_hit
        return 100 * have // asked if asked else 100

    def count(self, state: str) -> int:
        """Count clauses of one state."""
        return sum(clause.state == state for clause in self.clauses)

    @property
    def proven(self) -> int:
        """How many rules a case fires and another leaves silent."""
        return sum(rule.is_proven for rule in self.rules)

    @property
    def rows_hit(self) -> int:
        """How many rows of decision tables a case hits."""
        return sum(row.hits > 0 for row in self.rows)

    @property
    def edges_hit(self) -> int:
        """How many sides of edges of bands a case touches."""
        return sum(edge.hits > 0 for edge in self.edges)

    @property
    def data(self) -> int:
        """How many clauses submitted data can decide."""
        return self.count("enforced") + self.count("open")


def coverage(rules: Ruleset, folders: Iterable[PackFolder]) -> Iterator[PackCoverage]:
    """Yield the coverage of each pack folder, its cases run.

    Raises:
        RulePackError: clauses or cases that do not hold to their schemas.
    """
    packs = rules.packs()
    for folder in folders:
        pack = packs[folder.read(DOCUMENT).text("pack")]
        results = tuple(run_cases(rules, [folder]))
        yield PackCoverage(
            pack=pack.document.pack,
            title=pack.document.title,
            clauses=tuple(clause_coverage(pack, folder)),
            rules=tuple(_rules(pack, results)),
            rows=tuple(_rows(pack, results)),
            edges=edge_coverage(pack, results),
            cases=len(results),
            failed=sum(not result.ok for result in results),
        )


def clause_coverage(pack: CompiledPack, folder: PackFolder) -> Iterator[ClauseCoverage]:
    """Yield every clause of a pack with the rules that enforce it."""
    clauses = clauses_in(folder)
    if not clauses:
        return
    known = ids_of(pack)
    for clause in clauses:
        cited = [full_id(pack.document.pack, rule) for rule in clause.rules]
        yield ClauseCoverage(
            clause,
            tuple(rule for rule in cited if rule in known),
            tuple(rule for rule in cited if rule not in known),
        )


def _rules(
    pack: CompiledPack, results: tuple[CaseResult, ...]
) -> Iterator[RuleCoverage]:
    run = Counter(result.of for result in results)
    fires = Counter(rule for result in results for rule in set(result.fired))
    for demand in demanded(pack):
        fired = fires[demand.rule]
        yield RuleCoverage(demand.rule, demand.owner, fired, run[demand.owner] - fired)


def _rows(pack: CompiledPack, results: tuple[CaseResult, ...]) -> Iterator[RowCoverage]:
    hits: Counter[str] = Counter()
    for result in results:
        for step in result.steps:
            for row in (step.get("row") or "").split(", "):
                hits[f"{step.get('decision') or result.of}/{row}"] += bool(row)
    for full, decision in pack.decisions.decisions.items():
        for row in getattr(decision, "rows", ()):
            yield RowCoverage(f"{full}/{row.id}", hits[f"{full}/{row.id}"])
