"""Catalogue: the sentences of one room about faults in rule files, by code.

A room that finds problems keeps one module per language with a template for the
sentence and one for the way out; the catalogue fills both languages at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import Problem
from ruleengine.base.text import Text, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.position import Position

Templates = dict[str, tuple[str, str]]
"""Problem code -> (sentence, hint); ``{name}`` stands for a parameter."""

SHOWN = 60
"""Characters of a found text that are quoted before it is cut."""


@frozen
class Catalogue:
    """The templates of one room in both languages, with the same codes."""

    zh: Mapping[str, tuple[str, str]]
    en: Mapping[str, tuple[str, str]]

    def problem(
        self,
        code: str,
        position: Position,
        *,
        found: str = "",
        wanted: str | Text = "",
        severity: str = "error",
        **params: object,
    ) -> Problem:
        """Make the problem ``code``; ``found`` may be any length, texts in both languages."""
        facts: dict[str, object] = {"found": shorten(found), "wanted": wanted, **params}
        return Problem(
            code=code,
            position=position,
            message=self._text(code, 0, facts),
            found=shorten(found),
            wanted=wanted if isinstance(wanted, str) else wanted.zh,
            hint=self._hint(code, facts),
            severity=severity,
        )

    def _hint(self, code: str, facts: Mapping[str, object]) -> Text | None:
        hint = self._text(code, 1, facts)
        return hint if hint.zh else None

    def _text(self, code: str, part: int, facts: Mapping[str, object]) -> Text:
        return Text(
            self.zh[code][part].format_map(spoken(facts, "zh")),
            self.en[code][part].format_map(spoken(facts, "en")),
        )


def shorten(text: str) -> str:
    """Return the text on one line, cut with an ellipsis when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
