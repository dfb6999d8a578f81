"""Pen: what every part of the text report is written with: words, colour, width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.report.paint import MARKS, Paint
from ruleengine.report.sentence import sentence
from ruleengine.report.visible import columns
from ruleengine.report.wording import Wording, wording
from ruleengine.report.wrap import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.finding import Finding
    from ruleengine.base.text import Language
    from ruleengine.report.options import Options
    from ruleengine.report.paint import Style

_NARROWEST = 40
_BETWEEN = "  "
_HANGING = " " * 6


@frozen
class Pen:
    """Writes lines for a person."""

    words: Wording
    paint: Paint
    width: int
    languages: tuple[Language, ...]

    def heading(self, key: str) -> str:
        """Return a heading, an empty line before it."""
        return "\n" + self.paint(self.words.labels[key], "bold")

    def paragraph(self, text: str, indent: str, style: Style | None = None) -> str:
        """Return text broken into lines, each behind the indent."""
        room = max(_NARROWEST, self.width - len(indent))
        broken = wrapped(text, room, indent)
        return indent + (self.paint(broken, style) if style else broken)

    def line(self, parts: Iterable[str], indent: str) -> str:
        """Return parts of a heading, empty ones left out, broken between parts only."""
        lines: list[str] = []
        used = self.width
        for part in filter(None, parts):
            size = columns(MARKS.sub("", part)) + len(_BETWEEN)
            if used + size > self.width:
                hanging = indent + _HANGING if lines else indent
                lines.append(hanging + part)
                used = len(hanging) + size - len(_BETWEEN)
            else:
                lines[-1] += _BETWEEN + part
                used += size
        return "\n".join(lines)

    def sentences(self, finding: Finding, indent: str) -> str:
        """Return what a finding says, in each language asked for."""
        return "\n".join(
            self.paragraph(sentence(finding, language), indent)
            for language in self.languages
        )

    def severity(self, finding: Finding) -> str:
        """Return the word for the severity, coloured."""
        word = self.words.labels[f"severity.{finding.severity}"]
        return self.paint(word, finding.severity)


def pen_for(options: Options) -> Pen:
    """Return the pen for what the reader asked for."""
    words = wording(options.language)
    return Pen(words, Paint(options.colour), options.width, options.languages)
