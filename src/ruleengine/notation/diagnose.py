"""A text that is no format -> ``NotationError`` with the sentence and the guess.

In: the text and how far it could be read, or what makes no sense in it. Out: the error.
Loaded only when there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.notation.error import NotationError
from ruleengine.notation.parse import read_form
from ruleengine.notation.sense import nonsense
from ruleengine.notation.slips import slip_in
from ruleengine.notation.wording import say
from ruleengine.notation.wording_zh import SENTENCES

if TYPE_CHECKING:
    from ruleengine.notation.sense import Slip

_DEEPEST_GUESS = 4
"""How many mistakes in one text are mended one after another for a hint."""


def error_in(text: str) -> NotationError:
    """Return what is wrong with a text that is no format, and what was meant."""
    slip = _slip(text)
    assert slip is not None, text
    meant = _meant(text, slip, _DEEPEST_GUESS)
    message = say(f"error-{slip.code}", **slip.facts)
    if meant:
        hint = say("hint-meant", meant=meant)
    else:
        own = f"hint-{slip.code}"
        hint = say(own if own in SENTENCES else "hint-general", **slip.facts)
    return NotationError(text, slip.code, slip.at + 1, message, hint, meant)


def _slip(text: str) -> Slip | None:
    form = read_form(text)
    return slip_in(text, form) if isinstance(form, int) else nonsense(text, form)


def _meant(text: str, slip: Slip, depth: int) -> str | None:
    """Return the first candidate that is a format, mending further slips on the way."""
    for candidate in slip.meant:
        deeper = _slip(candidate)
        if deeper is None:
            return candidate
        tries = depth and candidate != text
        if found := _meant(candidate, deeper, depth - 1) if tries else None:
            return found
    return None
