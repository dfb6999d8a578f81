"""A sentence in the two languages that every person here is addressed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width letters, digits and marks -> those of ASCII, for ``str.translate``."""


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    @classmethod
    def same(cls, text: str) -> Text:
        """Make a text that reads the same in both languages (a name, a code)."""
        return cls(text, text)

    def to_dict(self, languages: tuple[Language, ...] = LANGUAGES) -> dict[str, str]:
        """Return the wanted languages as a plain mapping."""
        return {language: self[language] for language in languages}


def spoken(facts: Mapping[str, object], language: Language) -> dict[str, object]:
    """Return the facts of a sentence with the texts among them in one language."""
    return {
        name: fact[language] if isinstance(fact, Text) else fact
        for name, fact in facts.items()
    }


def listed(items: Iterable[str | Text]) -> Text:
    """Return items as a list in both languages."""
    every = tuple(Text.same(i) if isinstance(i, str) else i for i in items)
    return Text("、".join(i.zh for i in every), ", ".join(i.en for i in every))
