"""The pages about FEEL name every function, and what they show is FEEL."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ruleengine import feel
from ruleengine.feel.library import FUNCTIONS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "feel.md", ROOT / "docs" / "zh" / "feel.md"]


def shown(page: Path) -> list[str]:
    """Return the expressions of the first table."""
    text = page.read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")][1:]
    spans = [span for row in rows for span in re.findall(r"`([^`]+)`", row)]
    return [span for span in spans if "..." not in span and "…" not in span]


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_every_function_is_named(page: Path) -> None:
    text = page.read_text("utf-8")
    assert [name for name in FUNCTIONS if f"`{name}" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_what_is_shown_can_be_read(page: Path) -> None:
    expressions = shown(page)
    assert len(expressions) > 30
    for text in expressions:
        if text.startswith("+ "):
            feel.parse(f"x {text}")
        else:
            feel.parse_unary_tests(text)


def test_both_pages_show_the_same_expressions() -> None:
    assert shown(PAGES[0]) == shown(PAGES[1])
