"""What hangs on which tables are submitted, besides the rules of the day; made once, kept.

In: the rules of a day, full ids of tables. Out: ``Submission``. It knows which tables are
submitted and nothing of what stands in them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.ids import pack_of
from ruleengine.base.outcome import PackRef
from ruleengine.engine.second_phase import SecondPhase, Submitted, second_phase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.compile.packs import CompiledPack
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.settings import Settings


@frozen(kw_only=True, eq=False)
class Submission:
    """The rules as they are asked of some tables."""

    plans: Mapping[str, TablePlan]
    packs: tuple[PackRef, ...]
    """Those that the tables belong to."""
    readings: Mapping[str, str]
    """The choices in these packs, by ``pack/name``."""
    settings: Settings
    """Those of a call that names no folder."""
    choices: frozenset[tuple[str, str, str]]
    """Pack, reading, choice: what a screen hangs on."""
    phase: SecondPhase


def submission_of(
    packs: Mapping[str, CompiledPack],
    plans: Mapping[str, TablePlan],
    settings: Settings,
    submitted: Submitted,
) -> Submission:
    """Return what hangs on which tables are submitted.

    Args:
        packs: all packs in force, by name.
        plans: all tables, by full id.
        settings: the date of the rules and the readings.
        submitted: which tables are submitted.
    """
    used = set(map(pack_of, submitted.tables))
    own = {name: pack for name, pack in packs.items() if name in used}
    titles = {full: t for pack in own.values() for full, t in pack.titles.items()}
    readings = settings.readings
    return Submission(
        plans=plans,
        packs=tuple(
            PackRef(name, pack.document.edition, pack.sha256)
            for name, pack in sorted(own.items())
        ),
        readings={
            f"{pack}/{name}": choice
            for pack in sorted(own)
            for name, choice in sorted(readings[pack].items())
        },
        settings=replace(settings, titles=titles),
        choices=frozenset(
            (pack, name, choice)
            for pack, choices in readings.items()
            for name, choice in choices.items()
        ),
        phase=second_phase(plans, titles, submitted),
    )
