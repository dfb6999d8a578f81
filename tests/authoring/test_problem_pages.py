"""Every problem code has a page, and every page a code."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import ruleengine
from ruleengine.api.problem_pages import problem_markdown
from ruleengine.source.shipped import problems_folder

HEADINGS = ("## 查出什么", "## 为什么", "## 错的写法", "## 对的写法")


PAGES = sorted(page.stem for page in problems_folder().glob("E*.md"))


def codes() -> set[str]:
    found: set[str] = set()
    for module in pkgutil.walk_packages(ruleengine.__path__, "ruleengine."):
        if module.name.endswith("wording_zh"):
            wording = importlib.import_module(module.name)
            found |= set(getattr(wording, "PROBLEMS", {}))
    return found


def test_there_is_a_page_for_every_code_and_no_other() -> None:
    assert set(PAGES) == codes()


def test_every_code_is_told_by_some_module() -> None:
    (folder,) = map(Path, ruleengine.__path__)
    told: set[str] = set()
    for path in folder.rglob("*.py"):
        if "wording" not in path.name:
            told |= set(re.findall(r"E[0-9]{3}", path.read_text(encoding="utf-8")))
    assert codes() - told == set()


def test_every_code_is_named_by_a_test() -> None:
    here = Path(__file__)
    tests = [path for path in here.parents[1].rglob("*.py") if path != here]
    named = {
        code
        for path in tests
        for code in re.findall(r"E[0-9]{3}", path.read_text(encoding="utf-8"))
    }
    assert codes() - named == set()


@pytest.mark.parametrize("code", PAGES)
def test_a_page_says_what_why_wrong_and_right(code: str) -> None:
    page = problem_markdown(code) or ""
    assert page.startswith(f"# {code} ")
    parts = [page.index(heading) for heading in HEADINGS]
    assert parts == sorted(parts)
    assert page.count("```") == 4


def test_the_index_names_every_page() -> None:
    index = (problems_folder() / "README.md").read_text(encoding="utf-8")
    assert all(f"]({code}.md)" in index for code in PAGES)


@pytest.mark.parametrize("word", ["E999", "staff", "", "../E501"])
def test_other_words_have_no_page(word: str) -> None:
    assert problem_markdown(word) is None
