"""The page of a format, and what pages of items say of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.api.explain_page import Page
from ruleengine.notation.readings import CHOICES, Readings
from ruleengine.report.explanation import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.base.text import Text
    from ruleengine.notation import Notation

LONGEST_SAMPLE = 32
LONGEST_REGEX = 200


def format_page(asked: str, form: Notation) -> Page:
    """Explain a bare format, under every reading that changes what it means."""
    page = Page("format", asked, "")
    page.say("line", text=form.explain())
    regex = form.to_regex()
    page.facts |= {"regex": regex, "json_schema": dict(form.to_json_schema())}
    add_samples(page, form, "good", "bad", LONGEST_SAMPLE)
    for name, choice, says in _other_meanings(form):
        line = sentence("format.by", reading=name, choice=choice, says=says)
        page.add("readings", line)
    if len(regex) <= LONGEST_REGEX:
        page.add("pattern", regex)
    return page


def add_samples(page: Page, form: Notation, right: str, wrong: str, most: int) -> None:
    """Add values that have the format and values that do not, to two sections.

    White space around a value is seen only between quotes.
    """
    for sample in form.samples():
        text = sample.text
        if len(text) <= most and text.isprintable():
            shown = text if text == text.strip() else f'"{text}"'
            page.add(right if sample.valid else wrong, shown)


def readings_of_format(form: Notation) -> list[str]:
    """Return the readings that change what a format means."""
    return list(dict.fromkeys(name for name, _, _ in _other_meanings(form)))


def _other_meanings(form: Notation) -> Iterator[tuple[str, str, Text]]:
    """Yield reading, choice and meaning wherever this is not the usual one."""
    usual = form.explain()
    for field, choices in CHOICES.items():
        name = field.replace("_", "-")
        for choice in choices:
            says = form.explain(None, Readings.chosen({name: choice}))
            if says != usual:
                yield name, choice, says
