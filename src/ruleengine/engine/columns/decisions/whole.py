"""A whole frame of inputs through one decision: in columns where exact, else row by row.

In: a compiled decision and the settings of a call, a frame whose columns go by input
keys. Out: a frame of outputs in the same order of rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ruleengine.base.frozen import frozen
from ruleengine.engine.columns.decisions.formulas import Formulas
from ruleengine.engine.columns.decisions.given import given_column
from ruleengine.engine.columns.decisions.lists import plain_of
from ruleengine.engine.columns.decisions.outcome import (
    put_together,
    series_of,
    series_of_values,
)
from ruleengine.engine.columns.decisions.values import either, everywhere
from ruleengine.engine.columns.truth import NotLoweredError
from ruleengine.engine.compute import NEEDS_DECISION, BareAnswers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ruleengine.compile.decisions_session import Session
    from ruleengine.engine.columns.decisions.values import Column
    from ruleengine.engine.compute import Answer

ROWS_AT_ONCE = 1 << 18
OK, FINDINGS = "ok", "findings"
"""Columns beside the outputs."""
TEXTS = pl.List(pl.String)


@frozen
class _Part:
    """What became of some rows."""

    outputs: Mapping[str, pl.Series]
    beside: pl.DataFrame
    """Whether all is well, what people must decide, what was found."""


class WholeFrames:
    """Computes one decision for frames."""

    def __init__(self, answers: BareAnswers) -> None:
        self._answers = answers
        self._decision = answers.decision
        self._session: Session = answers.session
        self._keys = [output.key for output in answers.decision.outputs]

    def outputs(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the outputs for every row of a frame.

        Args:
            frame: columns of any type by the keys of inputs.
        """
        parts = [self._part(part) for part in _slices(frame)]
        columns = [
            put_together([part.outputs[key] for part in parts]).alias(key)
            for key in self._keys
        ]
        beside = pl.concat([part.beside for part in parts])
        return pl.DataFrame([*columns, *beside.iter_columns()])

    def _part(self, frame: pl.DataFrame) -> _Part:
        try:
            told = self._in_columns(frame)
        except NotLoweredError:
            told = None
        if told is None:
            return self._row_by_row(frame)
        part, doubt = told
        if doubt is None or not doubt.any():
            return part
        return _merged(part, self._row_by_row(frame.filter(doubt)), doubt)

    def _in_columns(self, frame: pl.DataFrame) -> tuple[_Part, pl.Series | None]:
        """Return what is told in columns, and which rows are in doubt.

        Raises:
            NotLoweredError: the decision, or these inputs, are not told in columns.
        """
        formulas = Formulas(self._session, frame.height)
        names: dict[str, Column] = {
            datum.key: given_column(
                datum,
                frame.get_column(datum.key) if datum.key in frame.columns else None,
                frame.height,
                self._session,
            )
            for datum in self._decision.inputs
        }
        given = [column.doubt for column in names.values()]
        values, steps = formulas.values(self._decision, names)
        outputs = {key: plain_of(values[key]) for key in self._keys}
        asked, unsure = self._asked(formulas, values)
        beside = _beside(frame.height).with_columns(*asked)
        doubt = either(*given, steps, unsure, *(o.doubt for o in outputs.values()))
        series = {key: series_of(one) for key, one in outputs.items()}
        return _Part(series, beside), doubt

    def _asked(
        self, formulas: Formulas, names: Mapping[str, Column]
    ) -> tuple[list[pl.Expr], pl.Series | None]:
        """Return the texts of the open questions of each row, and what is in doubt."""
        found, doubt = [], None
        for question in self._decision.questions:
            when = formulas.truths(question.when, names)
            doubt = either(doubt, when.doubt)
            text = pl.when(pl.lit(when.yes)).then(pl.lit(question.says.zh))
            found.append(text.otherwise(pl.lit(None, pl.String)))
        if not found:
            return [], doubt
        return [pl.concat_list(found).list.drop_nulls().alias(NEEDS_DECISION)], doubt

    def _row_by_row(self, frame: pl.DataFrame) -> _Part:
        answers = list(_each_once(self._answers, frame))
        outputs = {
            key: series_of_values([a.outputs and a.outputs[at] for a in answers])
            for at, key in enumerate(self._keys)
        }
        beside = {
            OK: pl.Series([a.outputs is not None for a in answers], dtype=pl.Boolean),
            NEEDS_DECISION: pl.Series([list(a.says) for a in answers], dtype=TEXTS),
            FINDINGS: pl.Series([list(a.findings) for a in answers], dtype=TEXTS),
        }
        return _Part(outputs, pl.DataFrame(beside))


def _slices(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    return frame.iter_slices(ROWS_AT_ONCE) if frame.height else iter((frame,))


def _beside(height: int) -> pl.DataFrame:
    """Return the columns beside the outputs where all is well."""
    none = pl.Series([[]], dtype=TEXTS).new_from_index(0, height)
    return pl.DataFrame({OK: everywhere(height), NEEDS_DECISION: none, FINDINGS: none})


def _merged(told: _Part, rest: _Part, doubt: pl.Series) -> _Part:
    """Return a part whose rows in doubt are those of another, in their order."""
    order = pl.concat([(~doubt).arg_true(), doubt.arg_true()]).arg_sort()
    outputs = {
        key: put_together([one.filter(~doubt), rest.outputs[key]]).gather(order)
        for key, one in told.outputs.items()
    }
    beside = pl.concat([told.beside.filter(~doubt), rest.beside])[order]
    return _Part(outputs, beside)


def _each_once(answers: BareAnswers, frame: pl.DataFrame) -> Iterator[Answer]:
    """Yield the answer of each row; equal rows are asked once."""
    known: dict[tuple[Any, ...], Answer] = {}
    names = frame.columns
    for row in frame.iter_rows():
        try:
            found = known.get(row)
        except TypeError:
            # Lists and contexts have no hash.
            yield answers.of(_inputs(names, row))
            continue
        if found is None:
            found = known[row] = answers.of(_inputs(names, row))
        yield found


def _inputs(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(names, row, strict=True))
