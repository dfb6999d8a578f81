"""Pages about problem codes such as ``E204``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruleengine.api.explain_page import Page
from ruleengine.api.problem_pages import problem_markdown
from ruleengine.base.catalogue import Catalogue
from ruleengine.base.text import Text
from ruleengine.compile import (
    decisions_wording_en,
    decisions_wording_zh,
    wording_en,
    wording_zh,
)
from ruleengine.report.explanation import sentence
from ruleengine.source import wording_en as source_en, wording_zh as source_zh

if TYPE_CHECKING:
    from collections.abc import Iterable

CATALOGUES = (
    Catalogue(source_zh.PROBLEMS, source_en.PROBLEMS),
    Catalogue(wording_zh.PROBLEMS, wording_en.PROBLEMS),
    Catalogue(decisions_wording_zh.PROBLEMS, decisions_wording_en.PROBLEMS),
)
"""The sentences of every room below that finds problems in rule files."""
HEADING = re.compile("#{2,} *")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def problem_page(code: str, catalogues: Iterable[Catalogue]) -> Page | None:
    """Explain a problem code; None when there is no such code."""
    for catalogue in catalogues:
        if code in catalogue.zh:
            page = Page("problem", code, "")
            page.say("problem.says", says=_part(catalogue, code, 0))
            hint = _part(catalogue, code, 1)
            _add_manual(page, code)
            if hint.zh not in {"", sentence("problem.fill").zh}:
                page.say("problem.hint", hint=hint)
            return page
    return None


def _add_manual(page: Page, code: str) -> None:
    """Add the page of the manual, which is in Chinese, without its heading.

    The examples keep their indentation: it is what YAML is made of.
    """
    is_example = False
    for line in (problem_markdown(code) or "").splitlines():
        if line.startswith("```"):
            is_example = not is_example
        elif is_example:
            page.add("manual", f"  {line.rstrip()}")
        elif heading := HEADING.match(line):
            page.add("manual", sentence("problem.heading", text=line[heading.end() :]))
        elif line.strip() and not line.startswith("# "):
            page.add("manual", line.rstrip())


def _part(catalogue: Catalogue, code: str, part: int) -> Text:
    gap = sentence("problem.fill")
    return Text(
        PLACEHOLDER.sub(gap.zh, catalogue.zh[code][part]).strip(),
        PLACEHOLDER.sub(gap.en, catalogue.en[code][part]).strip(),
    )
