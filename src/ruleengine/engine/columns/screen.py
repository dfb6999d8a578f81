"""The screen of a table: one pass over columns that only tells which records are clean.

In: a table plan and the settings of a run. Out: ``Screen``; a record it passes has no
finding of its own, any other one is looked at by ``engine.rows``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ruleengine.engine.columns import figures
from ruleengine.engine.columns.conditions import Opaque, Words, truth_of
from ruleengine.engine.columns.contents import (
    Remembered,
    all_of,
    in_domain,
    is_listed,
    judge_of,
    lies_under,
)
from ruleengine.engine.columns.formats import fits
from ruleengine.engine.columns.repeated import TextQuestion
from ruleengine.engine.columns.truth import (
    UNKNOWN,
    NotLoweredError,
    Truth,
    every,
    some,
)
from ruleengine.engine.rows import NO_FOLDER, not_filled
from ruleengine.notation import Readings
from ruleengine.notation.ast import Boolean, Temporal
from ruleengine.notation.from_form import digits_of
from ruleengine.notation.readings import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.text import Text
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.plan import CheckPlan, FieldPlan, TablePlan
    from ruleengine.engine.columns.conditions import Operand
    from ruleengine.engine.settings import Settings

DAY = ("YYYY", "MM", "DD")


@dataclass(frozen=True, slots=True)
class Tally:
    """What is left undecided for each clean record that has a value of an item."""

    key: str
    rule: str
    why: Text


class Screen:
    """Tells clean records of one table from those that need a closer look."""

    def __init__(self, plan: TablePlan, settings: Settings) -> None:
        self._plan = plan
        self._settings = settings
        self._readings = settings.of_pack(plan.id)
        judges = ((field, judge_of(field, settings)) for field in plan.fields)
        self._judges = {f.ref.key: Remembered(judge) for f, judge in judges if judge}
        self._of_texts = {key: TextQuestion(good) for key, good in self._by_text()}
        self._of_records = tuple(self._by_record())
        self.tallies = tuple(self._tallies())

    def suspects(self, frame: pl.DataFrame) -> pl.Series:
        """Return which records of a frame need a closer look.

        Args:
            frame: a text column for every field of the table, null where absent.
        """
        parts, bad = list(self._of_records), []
        for key, question in self._of_texts.items():
            column = frame.get_column(key)
            if question.is_repetitive(column):
                bad.append(question.refused(column))
            else:
                parts.append(question.good)
        bad += [judge.bad(frame.get_column(k)) for k, judge in self._judges.items()]
        # Lazily, so that threads of Polars do it, who keep the regexes they have built.
        asked = frame.lazy().select((~every(parts)).alias("suspect"))
        found = asked.collect().to_series()
        for rows in bad:
            found = found if rows is None else found | rows
        return found

    def _by_text(self) -> Iterator[tuple[str, pl.Expr]]:
        """Yield for each field what is asked of its text alone."""
        readings = Readings.chosen(self._readings)
        for field in self._plan.fields:
            key = field.ref.key
            parts = [self._of_value(field, readings)]
            parts += [
                self._of_check(c) for c in self._plan.checks if _reads(c) == {key}
            ]
            yield key, every(parts)

    def _by_record(self) -> Iterator[pl.Expr]:
        """Yield what is asked of several fields of a record, or of absent ones."""
        for field in self._plan.fields:
            yield from self._of_presence(field)
            yield from all_of([lies_under(field, self._settings)])
        yield from (self._of_check(c) for c in self._plan.checks if len(_reads(c)) != 1)

    def _of_value(self, field: FieldPlan, readings: Readings) -> pl.Expr:
        text = pl.col(field.ref.key)
        if field.media and self._settings.attachments is not None:
            return text.is_null()
        parts = all_of(
            (
                fits(field.notation.form, readings, text),
                in_domain(field, text),
                is_listed(field, self._settings, text),
            )
        )
        return every(parts).fill_null(value=True)

    def _of_presence(self, field: FieldPlan) -> list[pl.Expr]:
        required, text = field.model.required, pl.col(field.ref.key)
        if required.obligation == "always":
            return [text.is_not_null()]
        parts = []
        if field.required_when is not None:
            wanted = self._truth(field.required_when)
            parts.append(text.is_not_null() | wanted.no | wanted.null)
            if required.forbidden_otherwise:
                parts.append(text.is_null() | wanted.yes | wanted.null)
                return parts
        if field.forbidden_when is not None:
            unwanted = self._truth(field.forbidden_when)
            parts.append(text.is_null() | unwanted.no | unwanted.null)
        return parts

    def _of_check(self, check: CheckPlan) -> pl.Expr:
        """Return where a check is surely silent."""
        silent = [self._truth(check.must).yes]
        if not check.must.speaks_of_null:
            silent.append(self._lacks(check.must))
        if check.when is not None:
            guard = self._truth(check.when)
            silent += [guard.no, guard.null]
        return some(silent)

    def _lacks(self, condition: Condition) -> pl.Expr:
        own = self._plan.by_key
        return some([pl.col(k).is_null() for _, k in condition.inputs if k in own])

    def _truth(self, condition: Condition) -> Truth:
        names = {
            name: self._operand(key)
            for name, key in condition.inputs
            if key in self._plan.by_key
        }
        try:
            return truth_of(condition.program(self._readings).tree, names)
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

    def _tallies(self) -> list[Tally]:
        found = []
        for field in self._plan.fields:
            held = field.codes
            if held is not None and held.blank:
                rule = field.rules[held.kind, "error"]
                found.append(Tally(field.ref.key, rule.id, not_filled(held.blank)))
            if field.media and self._settings.attachments is None:
                rule = field.rules["reference", "error"]
                found.append(Tally(field.ref.key, rule.id, NO_FOLDER))
        return found


def _reads(check: CheckPlan) -> set[str]:
    """Return the keys that a check looks at."""
    inputs = [*check.must.inputs, *(check.when.inputs if check.when else ())]
    return {key for _, key in inputs}
