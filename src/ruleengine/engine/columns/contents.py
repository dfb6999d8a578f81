"""Domains, code lists and identifiers over a column: which texts are surely right.

In: field plans and settings. Out: expressions, and judges that look at each different
text of a column once, where no expression says it exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

from ruleengine.engine.code_faults import code_faults
from ruleengine.engine.separated import item_faults, split_items

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.plan import FieldPlan
    from ruleengine.engine.settings import Settings

Judge = Callable[[str], bool]
"""Whether a text of right form is surely without fault."""
REMEMBERED = 200_000
"""Texts that a judge keeps its answers for."""


def in_domain(field: FieldPlan, text: pl.Expr) -> pl.Expr | None:
    """Return whether a text is one of the printed values; None when any may stand."""
    if not field.values:
        return None
    return text.is_in(sorted(field.values))


def is_listed(field: FieldPlan, settings: Settings, text: pl.Expr) -> pl.Expr | None:
    """Return whether a text is a good code of its list; None when that is not asked."""
    codes = _listed(field)
    return None if codes is None else text.is_in(good_codes(codes, settings))


def lies_under(field: FieldPlan, settings: Settings) -> pl.Expr | None:
    """Return whether a good code lies under that of another field; None: not asked."""
    codes = _listed(field)
    if codes is None or not field.model.under:
        return None
    text, above = pl.col(field.ref.key), pl.col(field.model.under)
    pair = (text + "\x1f" + above).is_in(_with_parents(codes, settings))
    return text.is_null() | above.is_null() | pair


def _listed(field: FieldPlan) -> Codes | None:
    """Return the code list that says about single texts all there is to say."""
    held = field.codes
    if held is None or not held.filled or field.model.separator:
        return None
    return held.codes


def good_codes(codes: Codes, settings: Settings) -> list[str]:
    """Return every text that a list accepts without a word."""
    readings = settings.readings_of(codes.id)
    return [
        t for t in codes.by_text if codes.judge(t, settings.as_of, readings) is None
    ]


def _with_parents(codes: Codes, settings: Settings) -> list[str]:
    pairs = []
    for text in good_codes(codes, settings):
        entry = codes.find(text)
        if entry:
            pairs += [f"{text}\x1f{parent}" for parent in entry.parents]
    return pairs


def judge_of(field: FieldPlan, settings: Settings) -> Judge | None:
    """Return what looks at single texts of a field; None where expressions say it all."""
    asks = [_separated(field)] if field.model.separator else []
    held = field.codes
    if held and held.filled and (held.identifier or field.model.separator):
        asks.append(_coded(field, settings))
    if not asks:
        return None
    return lambda text: all(ask(text) for ask in asks)


def _separated(field: FieldPlan) -> Judge:
    separator = field.model.separator
    return lambda text: not any(item_faults(text, separator))


def _coded(field: FieldPlan, settings: Settings) -> Judge:
    held, separator = field.codes, field.model.separator
    assert held is not None, "the caller has looked"

    def judge(text: str) -> bool:
        items = split_items(text, separator)
        return not any(any(code_faults(held, i, None, settings)) for i in items)

    # Whether a code lies under another field's is a question of the whole record.
    return (lambda _text: False) if field.model.under else judge


class Remembered:
    """Asks a judge about each different text of a column once."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[str, bool] = {}

    def bad(self, column: pl.Series) -> pl.Series:
        """Return where a text is not surely right; absent texts are."""
        texts = column.unique().drop_nulls().to_list()
        refused = [text for text in texts if not self._ask(text)]
        return column.is_in(refused).fill_null(value=False)

    def _ask(self, text: str) -> bool:
        if len(self._known) > REMEMBERED:
            self._known.clear()
        if text not in self._known:
            self._known[text] = self._judge(text)
        return self._known[text]


def present(parts: Iterable[pl.Expr | None]) -> list[pl.Expr]:
    """Return the parts that are asked; None stands for what is not."""
    return [part for part in parts if part is not None]
