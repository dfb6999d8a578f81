"""Wires readers, engine and outcome together for ``check``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ruleengine.api.bulk import wants_columns
from ruleengine.api.frames import frame_input, is_frame
from ruleengine.base.frozen import frozen
from ruleengine.base.outcome import Outcome
from ruleengine.base.problem import UsageError
from ruleengine.base.progress import Progress
from ruleengine.base.record import Locator, TableInput
from ruleengine.base.text import Text
from ruleengine.engine.records import MemoryRecords
from ruleengine.engine.run import Run
from ruleengine.engine.second_phase import Submitted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ruleengine.api.screens import Screens
    from ruleengine.api.submission import Submission
    from ruleengine.base.outcome import NotChecked
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.settings import Attachments
    from ruleengine.engine.taken_findings import TakenFindings


@frozen
class Given:
    """What is to be checked."""

    inputs: Sequence[TableInput]
    folder: Path | None = None
    """Where files stand that records name; None: they are not looked for."""
    skipped: tuple[NotChecked, ...] = ()
    """What was handed in and belongs to no table."""

    def submitted(self, *, complete: bool) -> Submitted:
        """Return which tables are submitted; ``complete``: all of them must be."""
        return Submitted(
            tuple(dict.fromkeys(each.table for each in self.inputs)),
            tuple(
                dict.fromkeys(each.table for each in self.inputs if not each.is_lost)
            ),
            complete,
        )


def check_inputs(
    given: Given,
    submission: Submission,
    screens: Screens,
    taken: TakenFindings,
    progress: Callable[[Progress], None] | None = None,
) -> Outcome:
    """Run all inputs through the engine and gather what came out.

    Args:
        given: what is to be checked.
        submission: the rules as they are asked of its tables.
        screens: those kept from earlier calls.
        taken: takes the findings, and hands them on or keeps them.
        progress: is called now and then.
    """
    settings = submission.settings
    if given.folder is not None:
        settings = replace(settings, attachments=looks_in(given.folder))
    run = Run(
        submission.plans,
        settings,
        submission.phase,
        lambda plan: screens.of(plan, settings, submission.choices),
        taken,
        in_columns=wants_columns(given.inputs, submission),
        went_on=None if progress is None else _teller(given.inputs, progress),
    )
    for each in given.inputs:
        run.feed(each)
    findings, not_checked = run.finish()
    return Outcome(
        packs=submission.packs,
        as_of=settings.as_of,
        readings=dict(submission.readings),
        inputs=tuple(run.inputs),
        findings=findings,
        not_checked=(*given.skipped, *not_checked),
        more=dict(taken.more) or None,
    )


def _teller(
    inputs: Sequence[TableInput], progress: Callable[[Progress], None]
) -> Callable[[int], None]:
    """Return what tells how far all inputs have been read, and how many records."""
    readings = [each.reading for each in inputs if each.reading is not None]
    total = sum(each.total for each in readings)
    is_known = total > 0 and len(readings) == len(inputs)

    def tell(records: int) -> None:
        done = sum(min(each.done, each.total) for each in readings)
        progress(Progress(records, done / total if is_known else None))

    return tell


def memory_inputs(
    data: Mapping[str, Any], plans: Mapping[str, TablePlan]
) -> list[TableInput]:
    """Return records given in memory as inputs, one for each table.

    Raises:
        UsageError: something that holds no records.
    """
    inputs = []
    for table, records in data.items():
        if is_frame(records):
            inputs.append(frame_input(plans[table], records))
            continue
        streamed = MemoryRecords(plans[table], _records(table, records))
        inputs.append(
            TableInput(table, Locator(""), streamed, findings=streamed.findings)
        )
    return inputs


def _records(table: str, given: Any) -> Iterable[Any]:
    if isinstance(given, Mapping):
        return [given]  # one record
    if isinstance(given, Iterator):
        # Records are read ahead, and a stream may fill the same dict again and again.
        return (dict(each) if each.__class__ is dict else each for each in given)
    if isinstance(given, Iterable) and not isinstance(given, str | bytes):
        return given
    found = type(given).__name__
    raise UsageError(
        Text(
            f"“{table}”要给出记录的列表，给的是 {found}；"
            "文件请写成 check(路径, table=表)",
            f'"{table}" wants a list of records, not {found}; '
            "a file is checked by check(path, table=table)",
        )
    )


def looks_in(folder: Path) -> Attachments:
    """Return the look at files that records name, inside one folder."""
    from ruleengine.readers.attachments import AttachmentFolder

    files = AttachmentFolder(folder)

    def look(name: str, media: tuple[str, ...]) -> tuple[str, Mapping[str, Any]] | None:
        fault = files.fault(name, media)
        if fault is None:
            return None
        reason = REASONS[fault.reason]
        return reason, {
            "near": fault.near[:1],
            "found": fault.found or "",
            "media": media,
        }

    return look


REASONS = {
    "missing": "file-missing",
    "shut": "file-shut",
    "outside": "file-outside",
    "empty": "empty-file",
    "wrong-signature": "signature",
}
