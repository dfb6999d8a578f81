"""The screen of a table: one pass over columns that only tells which records are clean.

In: a table plan and the settings of a run. Out: ``ColumnScreen``; a record it passes
has no finding of its own, any other one is looked at by ``engine.rows``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ruleengine.compile.as_of import with_date
from ruleengine.engine.columns import figures
from ruleengine.engine.columns.conditions import Opaque, Scope, Words, truth_of
from ruleengine.engine.columns.contents import (
    Remembered,
    in_domain,
    is_listed,
    judge_of,
    lies_under,
    present,
)
from ruleengine.engine.columns.formats import NO_FORM, fit_of
from ruleengine.engine.columns.repeated import TextQuestion
from ruleengine.engine.columns.sheet import Inline, Sheet
from ruleengine.engine.columns.truth import (
    UNKNOWN,
    NotLoweredError,
    Truth,
    every,
    some,
)
from ruleengine.engine.tallies import tallies_of
from ruleengine.notation import Readings
from ruleengine.notation.ast import DAY, Boolean, Temporal
from ruleengine.notation.from_form import digits_of
from ruleengine.notation.readings import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import CheckPlan, FieldPlan, TablePlan
    from ruleengine.engine.columns.conditions import Operand
    from ruleengine.engine.columns.sheet import Keeper
    from ruleengine.engine.settings import Settings
    from ruleengine.engine.undecided import Undecided

SUSPECT = "?"
"""A column of answers; no field key looks like that."""


class ColumnScreen:
    """Tells clean records of one table from those that need a closer look."""

    def __init__(self, plan: TablePlan, settings: Settings) -> None:
        self._plan = plan
        self._settings = settings
        self._readings = settings.readings_of(plan.id)
        judges = ((field, judge_of(field, settings)) for field in plan.fields)
        self._judges = {f.ref.key: Remembered(judge) for f, judge in judges if judge}
        self._sheet = Sheet()
        self._of_texts = tuple(map(self._of_text, plan.fields))
        self._of_records = tuple(self._by_record())
        self._tallies = tuple(tallies_of(plan, settings))

    def suspects(self, frame: pl.DataFrame) -> pl.Series:
        """Return which records of a frame need a closer look.

        Args:
            frame: a text column for every field of the table, null where absent.
        """
        if not frame.height:
            return pl.Series(SUSPECT, [], dtype=pl.Boolean)
        often = [q for q in self._of_texts if q.is_repetitive(frame)]
        seldom = [q for q in self._of_texts if q not in often]
        closely = [q for q in seldom if q.fit.closely]
        good = every([*self._of_records, *(q.good for q in seldom)])
        # Lazily, so that threads of Polars do it, who keep the regexes they have built.
        different, *several = pl.collect_all(
            [
                frame.lazy().select(q.different for q in often),
                *(
                    self._sheet.on(rows)
                    .with_columns((~good).alias(SUSPECT))
                    .select(SUSPECT, *(q.fits.alias(q.key) for q in closely))
                    for rows in frame.iter_slices(self._sheet.rows_at_once)
                ),
            ]
        )
        asked = pl.concat(several)
        bad = {q.key: q.bad_of(different.get_column(q.key)[0]) for q in often}
        for q in closely:
            column = frame.get_column(q.key)
            bad[q.key] = q.misfits_of(column, asked.get_column(q.key))
        found = asked.get_column(SUSPECT) | _holding(bad, frame)
        for key, judge in self._judges.items():
            found |= judge.bad(frame.get_column(key))
        return found

    def count_clean(
        self, frame: pl.DataFrame, clean: pl.Series, undecided: Undecided
    ) -> None:
        """Count what clean records leave undecided.

        Args:
            frame: a text column for every field of the table, null where absent.
            clean: which of the records are clean.
            undecided: takes the counts.
        """
        for tally in self._tallies:
            there = frame.get_column(tally.key).is_not_null()
            if times := int((there & clean).sum()):
                undecided.record(tally.rule, tally.table, tally.why, times)

    def _of_text(self, field: FieldPlan) -> TextQuestion:
        """Return what is asked of the text of a field alone."""
        key, text = field.ref.key, pl.col(field.ref.key)
        alone = (check for check in self._plan.checks if _reads(check) == {key})
        checks = [self._of_check(check, Inline()) for check in alone]
        if field.media and self._settings.attachments is not None:
            return TextQuestion(key, NO_FORM, every([text.is_null(), *checks]))
        listed = (in_domain(field, text), is_listed(field, self._settings, text))
        content = every(present(listed)).fill_null(value=True)
        fit = fit_of(field.notation.form, Readings.chosen(self._readings), text)
        return TextQuestion(key, fit, every([content, *checks]))

    def _by_record(self) -> Iterator[pl.Expr]:
        """Yield what is asked of several fields of a record, or of absent ones."""
        for field in self._plan.fields:
            yield from self._of_presence(field)
            yield from present([lies_under(field, self._settings)])
        for check in self._plan.checks:
            if len(_reads(check)) != 1:
                yield self._of_check(check, self._sheet)

    def _of_presence(self, field: FieldPlan) -> list[pl.Expr]:
        required, text = field.model.required, pl.col(field.ref.key)
        if required.obligation == "always":
            return [text.is_not_null()]
        parts = []
        if field.required_when is not None:
            wanted = self._truth(field.required_when, self._sheet)
            parts.append(text.is_not_null() | wanted.no | wanted.null)
            if required.forbidden_otherwise:
                parts.append(text.is_null() | wanted.yes | wanted.null)
                return parts
        if field.forbidden_when is not None:
            unwanted = self._truth(field.forbidden_when, self._sheet)
            parts.append(text.is_null() | unwanted.no | unwanted.null)
        return parts

    def _of_check(self, check: CheckPlan, keeper: Keeper) -> pl.Expr:
        """Return where a check is surely silent."""
        silent = [self._truth(check.must, keeper).yes]
        if not check.must.speaks_of_null:
            silent.append(self._lacks(check.must))
        if check.when is not None:
            guard = self._truth(check.when, keeper)
            silent += [guard.no, guard.null]
        return some(silent)

    def _lacks(self, condition: Condition) -> pl.Expr:
        own = self._plan.by_key
        return some([pl.col(k).is_null() for _, k in condition.inputs if k in own])

    def _truth(self, condition: Condition, keeper: Keeper) -> Truth:
        names = {
            name: self._operand(key)
            for name, key in condition.inputs
            if key in self._plan.by_key
        }
        try:
            tree = condition.program(self._readings).tree
            dated = with_date(tree, self._settings.as_of)
            return truth_of(dated, Scope(names, keeper))
        except NotLoweredError:
            return UNKNOWN

    def _operand(self, key: str) -> Operand:
        form, text = self._plan.by_key[key].notation.form, pl.col(key)
        # The type that conditions see does not depend on a reading.
        if digits := digits_of(form, DEFAULT):
            return figures.figure_of(text, digits)
        match form:
            case Boolean():
                yes = (text == "1").fill_null(value=False)
                no = (text == "0").fill_null(value=False)
                return Truth(yes, no, text.is_null())
            case Temporal(parts) if parts == DAY:
                return Words(text, "date")
            case Temporal(("YYYY",)):
                return figures.figure_of_year(text)
            case Temporal():
                return Opaque(text.is_null())
            case _:
                return Words(text, "string")


def _holding(
    texts: Mapping[str, Collection[str | None]], frame: pl.DataFrame
) -> pl.Series | bool:
    """Return which rows hold one of some texts in the column of a key."""
    held = [
        pl.col(key).is_in(list(several), nulls_equal=True)
        for key, several in texts.items()
        if several
    ]
    return frame.select(some(held)).to_series() if held else False


def _reads(check: CheckPlan) -> set[str]:
    """Return the keys that a check looks at."""
    return {key for _, key in check.inputs}
