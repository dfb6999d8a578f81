"""Options: how a report is to be written; the same for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ruleengine.base.frozen import frozen
from ruleengine.base.problem import UsageError
from ruleengine.base.text import LANGUAGES, Text, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.base.text import Language


def asked_languages(languages: str | Iterable[str]) -> tuple[Language, ...]:
    """Return the languages asked for; a single one may stand for itself.

    Raises:
        UsageError: none, or one that does not exist.
    """
    asked = (languages,) if isinstance(languages, str) else tuple(languages)
    if asked and set(asked) <= set(LANGUAGES):
        return cast("tuple[Language, ...]", asked)
    written = listed(map(str, asked))
    raise UsageError(
        Text(
            f"语言可以是 zh、en，写的是“{written.zh}”",
            f'languages are zh and en, not "{written.en}"',
        )
    )


@frozen(kw_only=True)
class Options:
    """What the reader of a report asked for; each writer uses what concerns it."""

    languages: tuple[Language, ...] = ("zh",)
    """Never empty; the first is the language of headings. A text is a single language."""
    colour: bool = False
    """Colour on a terminal; nothing else is coloured."""
    width: int = 100
    """Columns of the terminal."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "languages", asked_languages(self.languages))

    @property
    def language(self) -> Language:
        """The language of headings and labels."""
        return self.languages[0]


DEFAULT_OPTIONS = Options()
