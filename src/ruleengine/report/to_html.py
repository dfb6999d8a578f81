"""Outcome -> one self-contained page that can be searched, printed and passed on.

Nothing is loaded from elsewhere, no data stands in the script, and the content
security policy admits only this style and this script, by their hashes.
"""

from __future__ import annotations

from importlib import resources
from string import Template
from typing import IO, TYPE_CHECKING

from ruleengine.report.grouping import groups
from ruleengine.report.html_parts import basis, findings, group_table, not_checked
from ruleengine.report.markup import bilingual, content_hash, label
from ruleengine.report.verdict import grade_of, verdict
from ruleengine.report.wording import LANGUAGE_TAGS, wording

if TYPE_CHECKING:
    from ruleengine.base.outcome import Outcome
    from ruleengine.report.options import Options


def write(outcome: Outcome, stream: IO[str], options: Options) -> None:
    """Write the page; both languages are in it, the first asked for is shown."""
    all_groups = groups(outcome)
    style, script = _resource("page.css"), _resource("page.js")
    rows = findings(outcome, all_groups, options.language)
    page = Template(_resource("page.html")).substitute(
        tag=LANGUAGE_TAGS[options.language],
        lang=options.language,
        title=wording(options.language).labels["report"],
        title_zh=wording("zh").labels["report"],
        title_en=wording("en").labels["report"],
        style=style,
        style_hash=content_hash(style),
        script=script,
        script_hash=content_hash(script),
        grade=grade_of(outcome),
        switch=label("language"),
        headline=bilingual(lambda words: verdict(outcome, words.language).headline),
        scope=bilingual(lambda words: verdict(outcome, words.language).scope),
        inputs_label=label("basis"),
        basis=basis(outcome),
        open=not_checked(outcome.not_checked),
        groups=group_table(all_groups),
        findings="".join(rows),
    )
    stream.write(page)


def _resource(name: str) -> str:
    source = resources.files("ruleengine.report") / name
    return source.read_text("utf-8").strip()
