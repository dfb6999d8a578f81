"""The page of a problem code: what is found, why it matters, the wrong and the right."""

from __future__ import annotations

import re

from ruleengine.source.shipped import problems_folder

CODE = re.compile(r"E[0-9]{3}")


def problem_markdown(code: str) -> str | None:
    """Return the page of a problem code such as ``E204``; None when there is none."""
    wanted = code.strip().upper()
    if not CODE.fullmatch(wanted):
        return None
    page = problems_folder() / f"{wanted}.md"
    return page.read_text(encoding="utf-8") if page.is_file() else None
