"""Explanations: sentences in both languages, and pages of them as text for a person.

In: facts of rules that someone else has looked up. Out: ``Text`` and lines. Knows no
rule packs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.base.text import Text, spoken
from ruleengine.report import explanation_wording_en, explanation_wording_zh
from ruleengine.report.visible import visible
from ruleengine.report.wrap import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.base.text import Language

WORDS: Mapping[Language, Mapping[str, str]] = {
    "zh": explanation_wording_zh.EXPLANATION,
    "en": explanation_wording_en.EXPLANATION,
}


def sentence(key: str, /, **facts: object) -> Text:
    """Return a sentence in both languages; facts may be texts themselves."""
    return Text(_said(key, "zh", facts), _said(key, "en", facts))


def _said(key: str, language: Language, facts: Mapping[str, object]) -> str:
    return WORDS[language][key].format_map(spoken(facts, language))


def status_in_words(status: str) -> Text:
    """Return the status of a code in words; one that a pack made up as it is."""
    key = f"status.{status}"
    return sentence(key) if knows(key) else Text.same(status)


def knows(key: str) -> bool:
    """Tell whether there is a sentence under the key."""
    return key in explanation_wording_zh.EXPLANATION


def joined(parts: Iterable[str | Text], mark: str = "join") -> Text:
    """Return texts put together with the mark of each language."""
    every = [Text.same(part) if isinstance(part, str) else part for part in parts]
    return Text(
        WORDS["zh"][mark].join(part.zh for part in every),
        WORDS["en"][mark].join(part.en for part in every),
    )


def lines(page: Mapping[str, Any], language: Language, width: int) -> Iterator[str]:
    """Yield a page in lines.

    Args:
        page: ``{id, kind, title, says: [{zh, en}], sections: [{name, lines}]}``.
        language: of everything that is said.
        width: columns of a line.
    """
    words = WORDS[language]
    title = f"  {visible(page['title'])}" if page["title"] else ""
    yield f"{visible(page['id'])}{title}  [{words['kind.' + page['kind']]}]"
    for said in page["says"]:
        yield _wrapped(said[language], width)
    for section in page["sections"]:
        yield ""
        yield words[f"section.{section['name']}"]
        for line in section["lines"]:
            yield _wrapped(line[language], width)


def _wrapped(text: str, width: int) -> str:
    """Return a paragraph, indented by two columns and by four from its second line on."""
    hanging = " " * 4
    return "  " + wrapped(visible(text), max(30, width - len(hanging)), hanging)
