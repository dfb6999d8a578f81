"""Formats as expressions over texts: true only where nothing is wrong with a value.

In: a ``Form`` and ``Readings``. Out: a Polars expression, and where it knows only of
plain texts the ``Matcher`` that looks at the others: what GB 2312 holds is asked of a
codec sooner than of a regex with thousands of characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.engine.columns.truth import ALWAYS
from ruleengine.notation import matcher
from ruleengine.notation.ast import Between, Form, Media, Unlimited, UpTo, limits
from ruleengine.notation.from_form import digits_of
from ruleengine.notation.regex import to_regex

if TYPE_CHECKING:
    import polars as pl

    from ruleengine.notation import Matcher
    from ruleengine.notation.readings import Readings

_VISIBLE = {"an": "!-~", "a": "!-/:-~"}
"""The printable ASCII of an alphabet that may stand at the ends of a text."""


@frozen
class Fit:
    """Whether texts have a form."""

    surely: pl.Expr
    """True only where a text has it; null where there is no text."""
    closely: Matcher | None = None
    """Who judges the other texts; None where the expression says it all."""


NO_FORM = Fit(ALWAYS)


def fit_of(form: Form, readings: Readings, text: pl.Expr) -> Fit:
    """Return what tells whether texts have a form."""
    if not digits_of(form, readings):
        match form:
            case UpTo() | Between() | Unlimited():
                return Fit(_plain_text(form, text), matcher(form, readings))
            case Media():
                return Fit(text.is_null(), matcher(form, readings))
            case _:
                pass
    return Fit(text.str.contains(to_regex(form, readings)))


def _plain_text(form: UpTo | Between | Unlimited, text: pl.Expr) -> pl.Expr:
    """Return whether a text is printable ASCII of the right length."""
    least, most = limits(form)
    edge = _VISIBLE[form.alphabet]
    good = text.str.contains(f"^[{edge}](?:[ {edge}]*[{edge}])?$")
    if most is not None:
        good &= text.str.len_bytes() <= most
    return good & (text.str.len_bytes() >= least) if least > 1 else good
