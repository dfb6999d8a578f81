"""The pictures of the guide show what the commands print today."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import make
import pytest
from terminal import letters, picture, plain, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

GUIDE = make.HERE.parent
PAGE = GUIDE / "change-a-rule.md"
LARGEST_BYTES = 150_000
NAMES = [scene.name for scene in make.SCENES]
SVG = "{http://www.w3.org/2000/svg}"


def svg(name: str) -> ET.Element:
    return ET.parse(make.HERE / f"{name}.svg").getroot()


def told(name: str) -> str:
    return svg(name).findtext(f"{SVG}desc") or ""


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("RULEENGINE_CACHE", "off")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with make.workplace():
        yield


def test_every_picture_is_shown_and_every_shown_picture_is_there() -> None:
    pages = (page.read_text(encoding="utf-8") for page in GUIDE.glob("*.md"))
    shown = {
        name for page in pages for name in re.findall(r"\]\(pictures/(.*?)\)", page)
    }
    there = {
        path.name for path in make.HERE.iterdir() if path.suffix in {".svg", ".png"}
    }
    assert shown == there


def test_pictures_are_small() -> None:
    pictures = list(make.HERE.glob("*.*g"))
    assert pictures
    for path in pictures:
        assert path.stat().st_size < LARGEST_BYTES, path


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_shows_all_of_its_text(name: str) -> None:
    root = svg(name)
    rows = ["".join(row.itertext()) for row in root.iter(f"{SVG}text")]
    numbers = len(rows) - len([row for row in rows if not row.isdecimal()])
    shown = "".join(rows[: len(rows) - numbers])
    wanted = f"$ {root.findtext(f'{SVG}title')}{told(name)}"
    assert shown == re.sub(r"\s", "", wanted)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_has_the_text_of_a_picture(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = re.search(
        rf"\(pictures/{name}\.svg\).*?```text\n(.*?)\n```", page, re.DOTALL
    )
    assert shown is not None
    assert unescape(shown[1]) == told(name)


@pytest.mark.parametrize("scene", make.SCENES, ids=lambda scene: scene.name)
def test_the_page_tells_the_command_of_a_picture(scene: make.Scene) -> None:
    assert f"```bash\n{scene.command}\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.usefixtures("work")
def test_lint_and_test_print_what_their_pictures_show() -> None:
    for scene in make.SCENES[:2]:
        printed = make.play(scene)
        assert make.lasting(plain(printed)) == make.lasting(told(scene.name))


@pytest.mark.slow
@pytest.mark.usefixtures("work")
def test_all_commands_print_what_their_pictures_show() -> None:
    for scene in make.SCENES:
        printed = make.play(scene)
        assert make.lasting(plain(printed)) == make.lasting(told(scene.name))


def test_a_chinese_character_takes_two_columns() -> None:
    assert [(each.text, each.column, each.width) for each in letters("a是b")] == [
        ("a", 0, 1),
        ("是", 1, 2),
        ("b", 3, 1),
    ]


def test_a_long_line_goes_on_in_the_next_row() -> None:
    rows = list(wrapped("是" * 49 + "ab" + "否c"))
    assert [len(row) for row in rows] == [51, 2]
    assert [each.column for each in rows[1]] == [0, 2]


def test_colours_and_signs_of_markup_are_drawn() -> None:
    drawn = picture("x <y>", "\x1b[1;31m错误\x1b[0m a<b & c\n", {1: "a<b"})
    root = ET.fromstring(drawn)
    assert [
        each.text for each in root.iter(f"{SVG}tspan") if each.get("class") == "e c"
    ]
    assert root.findtext(f"{SVG}desc") == "错误 a<b & c"
    assert plain("\x1b[1;31m错误\x1b[0m") == "错误"
