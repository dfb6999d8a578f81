"""Hints for texts that FEEL refuses, from what is known of the rules around them.

In: what FEEL said about a condition or formula. Out: how the author may mend it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.suggest import near_misses
from ruleengine.base.text import Text
from ruleengine.compile import wording_en, wording_zh
from ruleengine.feel.library import FUNCTIONS
from ruleengine.feel.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine import feel
    from ruleengine.model.phrase import Phrase


def hint_of_error(error: feel.FeelError, phrase: Phrase) -> Text | None:
    """Return the hint of an error; YAML may be why the quote of a bare value is open."""
    if error.hint or error.code != "unclosed" or phrase.quoted:
        return error.hint
    return Text(wording_zh.CUT_OFF, wording_en.CUT_OFF)


def hint_of_misuse(
    trouble: feel.FeelProblem,
    text: str,
    words: frozenset[str],
    functions: Iterable[str],
) -> Text | None:
    """Return the hint of something that is well formed and yet wrong.

    Args:
        trouble: what FEEL said.
        text: the whole text.
        words: texts that the values may be: people leave their quotes away.
        functions: those that rule files declare.
    """
    return (
        _in_quotes(trouble, text, words)
        or _nearest_function(trouble, text, functions)
        or trouble.hint
    )


def _in_quotes(
    trouble: feel.FeelProblem, text: str, words: frozenset[str]
) -> Text | None:
    """Return a hint for a text of a domain that was read as a name."""
    word = text[trouble.start : trouble.end]
    is_text = trouble.code == "unknown-name" and word in words
    return sentence("hint-write", meant=f'"{word}"') if is_text else None


def _nearest_function(
    trouble: feel.FeelProblem, text: str, functions: Iterable[str]
) -> Text | None:
    """Return a hint for a function of the rules that is misspelt.

    A text is checked with those alone that it calls; see ``condition.called``.
    """
    if trouble.code != "unknown-function":
        return None
    word = text[trouble.start : trouble.end]
    near = near_misses(word, (*functions, *FUNCTIONS), limit=1)
    is_of_rules = bool(near) and near[0] not in FUNCTIONS
    return sentence("hint-write", meant=near[0]) if is_of_rules else None
