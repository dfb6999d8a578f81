"""The pages about the notation say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ruleengine import notation

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "notation.md", DOCS / "zh" / "notation.md"]


def rows(page: Path, heading: str) -> list[list[str]]:
    section = (
        page.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    )
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [re.findall(r"(?<=\| )`([^`]+)`(?= \|)", line) for line in lines]


HEADINGS = [(PAGES[0], "Forms"), (PAGES[1], "写法")]


@pytest.mark.parametrize(("page", "heading"), HEADINGS)
def test_each_form_of_the_page_matches_its_example(page: Path, heading: str) -> None:
    found = rows(page, heading)
    assert len(found) == 21
    for format_, example in found:
        assert notation.parse(format_).matches(example), (format_, example)


def test_both_pages_show_the_same_forms() -> None:
    assert rows(PAGES[0], "Forms") == rows(PAGES[1], "写法")


def test_each_slip_of_the_page_is_mended_as_it_says() -> None:
    slips = rows(PAGES[1], "写错了怎么办")
    assert len(slips) == 9
    for wrong, meant in slips:
        with pytest.raises(notation.NotationError) as caught:
            notation.parse(wrong)
        assert caught.value.meant == meant
