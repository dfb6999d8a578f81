"""Sources of rules -> how many mutants their cases notice, on all cores.

Each process reads the rules itself and lists the mutants in the same order, so that only
numbers travel between them. The order of the answer never depends on who was quicker.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ruleengine.api.unknown import unknown
from ruleengine.authoring.editions import editions
from ruleengine.authoring.in_place import told_in_place
from ruleengine.authoring.mutation.trial import Fate, Trials, Verdict
from ruleengine.base.ids import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ruleengine.authoring.editions import Together
    from ruleengine.authoring.mutation.mutant import Mutant
    from ruleengine.base.position import Position
    from ruleengine.model.cases import Case

BLOCK = 25
"""Mutants that a process takes at once."""
FEW = 150
"""Below this many mutants, starting processes takes longer than it saves."""
MOST_ON_WINDOWS = 60
"""Windows waits for 63 things at once, and a pool waits for more than its processes."""

Task = tuple[tuple[str, ...], int, tuple["Position", ...], tuple[int, ...]]
Answer = tuple[int, Fate, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be tried."""

    only: tuple[str, ...] = ()
    """Names of packs, full or local ids; empty: everything."""
    seed: int = 0
    sample: int | None = None
    """How many mutants to draw; None: all of them."""
    jobs: int | None = None
    """Processes; None: as many as there are cores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the mutants of some packs."""

    verdicts: tuple[Verdict, ...]
    failing: tuple[Case, ...]
    """Cases that do not hold for the rules as written; they were disregarded."""
    stale: tuple[tuple[str, str], ...]
    """(pack, id) argued as equivalent in vain: a case tells it, or there is none such."""

    @property
    def survivors(self) -> tuple[Verdict, ...]:
        """The mutants that no case noticed and nobody argued for."""
        return tuple(each for each in self.verdicts if each.fate == "survived")


def mutate(*sources: str | Path, wish: Wish | None = None) -> Outcome:
    """Try mutants of rule packs on their cases.

    Args:
        sources: folders of rules, or names of shipped packs; all shipped packs when
            left out.
        wish: which of the mutants, and how.

    Raises:
        RulePackError: the rules do not load.
        UsageError: there is no such folder or pack, or nothing of a wished name.
    """
    wish = wish or Wish()
    named = tuple(map(str, sources))
    verdicts: list[Verdict] = []
    failing: list[Case] = []
    stale: list[tuple[str, str]] = []
    opened = [_trials(group) for group in editions(*named)]
    _judge_names(opened, wish)
    for number, trials in enumerate(opened):
        chosen = _chosen(trials, wish)
        bad = list(trials.failing({trials.mutants[at].pack for at in chosen}))
        failing += bad
        trials.disregard([case.position for case in bad])
        answers = _answers(trials, chosen, (named, number, bad), wish)
        found = [
            Verdict(mutant=trials.mutants[at], fate=fate, by=by)
            for at, fate, by in sorted(answers)
        ]
        verdicts += found
        if len(chosen) == len(trials.mutants):
            stale += _stale(trials, found)
    return Outcome(verdicts=tuple(verdicts), failing=tuple(failing), stale=tuple(stale))


def _judge_names(opened: Iterable[Trials], wish: Wish) -> None:
    """Refuse a name that stands for nothing, lest a slip looks like a full score.

    Raises:
        UsageError: there is no mutant of it.
    """
    if not wish.only:
        return
    known = {n for trials in opened for m in trials.mutants for n in _names(m)}
    for name in wish.only:
        if name not in known:
            raise unknown("规则或改动", "rule or change", name, known)


def _names(mutant: Mutant) -> set[str]:
    return {mutant.pack, mutant.of, bare(mutant.of), mutant.id}


def _chosen(trials: Trials, wish: Wish) -> list[int]:
    numbers = [
        number
        for number, mutant in enumerate(trials.mutants)
        if not wish.only or _names(mutant) & set(wish.only)
    ]
    if wish.sample is None or wish.sample >= len(numbers):
        return numbers
    draw = random.Random(wish.seed)  # noqa: S311  # repeatable, guards nothing
    return sorted(draw.sample(numbers, wish.sample))


def _answers(
    trials: Trials,
    chosen: Sequence[int],
    opened: tuple[tuple[str, ...], int, Sequence[Case]],
    wish: Wish,
) -> Iterator[Answer]:
    sources, number, bad = opened
    failing = tuple(case.position for case in bad)
    blocks = [tuple(block) for block in _blocks(chosen)]
    jobs = min(_most_jobs(wish), len(blocks))
    if jobs <= 1 or len(chosen) < FEW:
        yield from _tried(trials, chosen)
        return
    tasks: list[Task] = [(sources, number, failing, block) for block in blocks]
    spawning = multiprocessing.get_context("spawn")
    with spawning.Pool(jobs, leave_interrupts) as pool:
        for answers in pool.imap_unordered(_work, tasks):
            yield from answers


def _most_jobs(wish: Wish) -> int:
    jobs = wish.jobs or os.cpu_count() or 1
    return min(jobs, MOST_ON_WINDOWS) if sys.platform == "win32" else jobs


def _trials(group: Together) -> Trials:
    # Cases are read only here.
    with told_in_place(group.folders):
        return Trials(group)


def leave_interrupts() -> None:
    """Leave Ctrl-C to the first process, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _tried(trials: Trials, chosen: Sequence[int]) -> Iterator[Answer]:
    for at in chosen:
        verdict = trials.verdict(trials.mutants[at])
        yield at, verdict.fate, verdict.by


def _blocks(chosen: Sequence[int]) -> Iterator[Sequence[int]]:
    return (chosen[at : at + BLOCK] for at in range(0, len(chosen), BLOCK))


def _work(task: Task) -> list[Answer]:
    sources, number, failing, chosen = task
    return list(_tried(_opened(sources, number, failing), chosen))


@lru_cache(maxsize=1)
def _opened(
    sources: tuple[str, ...], number: int, failing: tuple[Position, ...]
) -> Trials:
    """Return what a process of the pool works on; such a process sees one state only."""
    trials = Trials(editions(*sources)[number])
    trials.disregard(failing)
    return trials


def _stale(trials: Trials, found: Iterable[Verdict]) -> Iterator[tuple[str, str]]:
    needed = {
        (v.mutant.pack, v.mutant.id)
        for v in found
        if v.fate == "equivalent" or _is_told_elsewhere(v)
    }
    for pack, argued in trials.equivalent.items():
        yield from ((pack, name) for name in argued if (pack, name) not in needed)


def _is_told_elsewhere(verdict: Verdict) -> bool:
    """Tell whether a case of another pack notices; a pack may be tried without it."""
    own = verdict.mutant.step.position.file.rpartition("/")[0]
    return verdict.fate == "killed" and not verdict.by.startswith(f"{own}/")
