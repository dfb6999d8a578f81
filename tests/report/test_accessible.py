"""The page of a report for people who read it by ear, by keys, in grey or on paper."""

from __future__ import annotations

import io
import re
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from ruleengine.base.finding import Finding, Rule
from ruleengine.report.registry import write
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.base.outcome import Outcome

STYLES = {
    "report": ("ruleengine.report", "page.css"),
    "book": ("ruleengine.authoring.book", "book.css"),
}
OF_TEXT, OF_EDGES = 4.5, 3.0
"""The least contrasts of WCAG 2 at level AA."""


def style(name: str) -> str:
    package, file = STYLES[name]
    return (resources.files(package) / file).read_text("utf-8")


def page(outcome: Outcome) -> str:
    stream = io.StringIO()
    write(outcome, stream, "html")
    return stream.getvalue()


def light(colour: str) -> float:
    figures = re.fullmatch("#(..)(..)(..)", colour)
    assert figures
    parts = (int(each, 16) / 255 for each in figures.groups())
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", STYLES)
def test_words_and_edges_of_fields_stand_out_from_what_is_behind(name: str) -> None:
    css = style(name)
    names = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", css))
    behind = {"#ffffff", names.pop("soft"), names.pop("mark", "#ffffff")}
    del names["line"]
    for colour in names.values():
        assert all(contrast(colour, each) >= OF_TEXT for each in behind), colour
    edge = re.search(
        r"^input[^{]*\{[^}]*border: 1px solid (#[0-9a-f]{6})", css, re.MULTILINE
    )
    assert edge
    assert contrast(edge[1], "#ffffff") >= OF_EDGES


def test_every_heading_of_a_table_says_what_it_heads(
    make: Callable[..., Outcome],
) -> None:
    by = Rule(id="p/x1", kind="check", table="p/x")
    many = [Finding(by=by, reason="false", record=n) for n in range(1, 5)]
    heads = re.findall(r"<th[ >][^<]*", page(make(many)))
    assert heads
    assert all(re.search(r"scope=(row|col)\b", each) for each in heads)
    assert "<th></th>" not in page(make(many))


def test_a_button_is_told_with_the_kind_of_fault_that_it_shows(
    make: Callable[..., Outcome],
) -> None:
    found = [
        Finding(by=Rule(id=name, kind="check", table="p/x"), reason="false", record=n)
        for name in ("p/x1", "p/x2")
        for n in range(1, 5)
    ]
    source = page(make(found))
    described = re.findall(r"<button[^>]* aria-describedby=(\w+)", source)
    assert len(set(described)) == 2
    assert all(source.count(f"<td id={each}>") == 1 for each in described)


def test_the_count_is_read_out_when_the_list_is_filtered(small: Outcome) -> None:
    assert re.search(
        r"<span role=status>.*?<b class=shown>[0-9]+</b>.*?</button>", page(small)
    )


def test_the_title_follows_the_language(small: Outcome) -> None:
    titles = {each: wording(each).labels["report"] for each in ("zh", "en")}
    assert (
        f'<title data-zh="{titles["zh"]}" data-en="{titles["en"]}">{titles["zh"]}'
        in page(small)
    )
    assert "document.title =" in page(small)


def test_the_list_is_printed_across_the_paper() -> None:
    printed = style("report").partition("@media print")[2]
    assert "size: landscape" in printed
