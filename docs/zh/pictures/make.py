"""Makes the pictures of change-a-rule.md from what the commands print.

In a copy of a rule pack the change of the page is made step by step, and at every step
a command is run. Run it after a change of what commands print::

    python docs/zh/pictures/make.py

With a Chromium on the path (or in ``CHROMIUM``) the pages are photographed too. The
pictures of the editor (``editor-*.png``) show the YAML service of VS Code with
``schemas/`` and are taken by hand.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from terminal import picture

from ruleengine.cli.main import main as ruleengine
from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
PACK = "rules/santong-2026"
TABLE = f"{PACK}/staff-days.yaml"
CASES = f"{PACK}/staff-days.cases.yaml"
WHOLE_CASES = f"{PACK}/inspection-time.cases.yaml"
FORGOTTEN = """\
  - name: 80人
    inputs:
      staff: 80
    outputs:
      staff_days: 1.5
"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change in a rule file: the words before and after."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A step of the page: what is changed first, what is run, what is explained."""

    name: str
    command: str
    edits: tuple[Edit, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    more: str = ""
    """Words of the command that change nothing but the speed."""


LINT = Scene(
    "lint",
    "ruleengine lint rules",
    (Edit(TABLE, "staff: 50-79", "staff: 50-89"),),
    {1: "E502", 2: "80 ≤", 3: "staff: 80-199", 4: "每个值只有一行"},
)
TEST = Scene(
    "test",
    "ruleengine test rules --of santong/staff-days",
    (Edit(TABLE, "staff: 80-199", "staff: 90-199"),),
    {1: "不符  santong", 2: "应为 1.5", 3: "命中 r03"},
)
MUTATE = Scene(
    "mutate",
    "ruleengine mutate rules --only santong/staff-days",
    (
        Edit(CASES, FORGOTTEN, ""),
        Edit(
            WHOLE_CASES,
            "80人初次\n    inputs:\n      staff: 80",
            "90人初次\n    inputs:\n      staff: 90",
        ),
    ),
    {1: "yaml:28:15", 2: "yaml:31:12", 3: "得分"},
    "--jobs 1",
)
DIFF = Scene(
    "diff",
    "ruleengine diff 旧的规则文件夹 rules",
    (),
    {
        1: "staff-days.r03",
        2: "50-79 → 50-89",
        3: "员工人数 80 人：",
        4: "没有遗漏",
        5: "site-time",
    },
)
SCENES = (LINT, TEST, MUTATE, DIFF)


class Terminal(io.StringIO):
    """Takes what a command prints, with colours."""

    def isatty(self) -> bool:
        """Say that a person is looking."""
        return True


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    """Stand in a folder with a pack to change and its edition before."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name in (PACK, "旧的规则文件夹/santong-2026"):
            shutil.copytree(rules_folder() / "santong-2026", name)
        yield Path(folder)


def play(scene: Scene) -> str:
    """Make the changes of a scene and return what its command prints."""
    for edit in scene.edits:
        path = Path(edit.file)
        text = path.read_text(encoding="utf-8")
        assert text.count(edit.before) == 1, edit
        path.write_text(text.replace(edit.before, edit.after), encoding="utf-8")
    words = f"{scene.command} {scene.more} --lang zh".split()[1:]
    with contextlib.redirect_stdout(Terminal()) as out:
        ruleengine(words)
    return out.getvalue()


def lasting(text: str) -> str:
    """Return what does not change from day to day, nor with cases of other tables."""
    ours, _, _ = text.strip().partition("\n受影响")
    return re.sub("规则日期 [0-9-]+", "规则日期", ours)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to photograph: the command that writes it, its file, its size."""

    name: str
    command: str
    file: str
    height: int


PAGES = (
    Page(
        "book", f"book --rules {PACK} --to book", "book/zh/santong/staff-days.html", 785
    ),
    Page(
        "coverage",
        f"coverage {PACK} --format html --to coverage.html",
        "coverage.html",
        560,
    ),
)


def photograph(page: Page, browser: str) -> None:
    """Write a page and take its picture."""
    nowhere = io.StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        ruleengine([*page.command.split(), "--lang", "zh"])
    flags = (
        "--headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run "
        "--disable-sync --disable-background-networking --disable-component-update "
        f"--disable-quic --user-data-dir=profile --window-size=1100,{page.height}"
    ).split()
    target = HERE / f"{page.name}.png"
    words = [
        browser,
        *flags,
        f"--screenshot={target}",
        Path(page.file).resolve().as_uri(),
    ]
    subprocess.run(words, check=True, stderr=subprocess.DEVNULL)  # noqa: S603  our words


def main() -> None:
    """Make all pictures."""
    browser = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), ""
    )
    with workplace():
        for scene in SCENES:
            drawn = picture(scene.command, play(scene), scene.notes)
            (HERE / f"{scene.name}.svg").write_text(
                drawn, encoding="utf-8", newline="\n"
            )
        for page in PAGES if browser else ():
            photograph(page, browser)


if __name__ == "__main__":
    main()
