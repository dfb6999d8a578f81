"""Options: how a report is to be written; the same for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from ruleengine.base.text import Language


@frozen(kw_only=True)
class Options:
    """What the reader of a report asked for; each writer uses what concerns it."""

    languages: tuple[Language, ...] = ("zh",)
    """Never empty; the first is the language of headings."""
    colour: bool = False
    """Colour on a terminal; nothing else is coloured."""
    width: int = 100
    """Columns of the terminal."""

    @property
    def language(self) -> Language:
        """The language of headings and labels."""
        return self.languages[0]


DEFAULT_OPTIONS = Options()
