"""Records of one table in frames of any type, without the checks that need all of them.

In: frames whose columns go by field keys. Out: what each record shows by itself, and
what was left undecided. Workers on other machines do the same with their share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.engine.columns.screen import ColumnScreen
from ruleengine.engine.columns.texts import field_texts
from ruleengine.engine.rows import RowChecker
from ruleengine.engine.undecided import Undecided

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from ruleengine.base.finding import Finding
    from ruleengine.compile.plan import TablePlan
    from ruleengine.engine.settings import Settings


class Partition:
    """Checks frames of one table under the settings of one run."""

    def __init__(self, plan: TablePlan, settings: Settings) -> None:
        self.undecided = Undecided()
        self._plan = plan
        self._screen = ColumnScreen(plan, settings)
        self._checker = RowChecker(plan, settings, self.undecided)

    def findings(
        self, frame: pl.DataFrame, numbers: Sequence[int]
    ) -> Iterator[Finding]:
        """Yield what the records of a frame show by themselves.

        Args:
            frame: columns by field key, of any type; missing columns are absent values.
            numbers: the number of each record.
        """
        texts = field_texts(frame, self._plan)
        suspects = self._screen.suspects(texts)
        self._screen.count_clean(texts, ~suspects, self.undecided)
        for at in suspects.arg_true().to_list():
            record = frame.row(at, named=True)
            yield from self._checker.check(record, numbers[at]).findings
