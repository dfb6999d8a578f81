"""Outcome -> workflow commands that GitHub shows beside the lines of a change.

GitHub shows only a few per step, so the list is capped; the verdict comes first.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ruleengine.report.place import item_words, spot_words, why_words
from ruleengine.report.sentence import sentences
from ruleengine.report.verdict import grade_of, verdict
from ruleengine.report.visible import visible
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import Outcome
    from ruleengine.report.options import Options

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
SHOWN = 50
"""Annotations GitHub keeps for one job."""


def write(outcome: Outcome, stream: IO[str], options: Options) -> None:
    """Write the verdict, the findings up to the cap, and what was not checked."""
    words = wording(options.language)
    told = verdict(outcome, options.language)
    name = "notice" if grade_of(outcome) == "clean" else "warning"
    stream.write(command(name, f"{told.headline}\n{told.scope}", {}))
    shown = outcome.findings[:SHOWN]
    for finding in shown:
        stream.write(_annotation(finding, options))
    hidden = len(outcome.findings) - len(shown) + outcome.only_counted
    if hidden:
        more, rest = words.label("more", n=hidden), words.labels["rest"]
        stream.write(command("notice", f"{more}{words.phrases['space']}{rest}", {}))
    for each in outcome.not_checked:
        why = why_words(each, options.languages)
        stream.write(command("warning", why, {"title": each.rule}))


def _annotation(finding: Finding, options: Options) -> str:
    words = wording(options.language)
    properties = {"title": f"{finding.rule} {item_words(finding, words)}".rstrip()}
    spot = ""
    if finding.at is not None:
        properties["file"] = finding.at.file
        if finding.at.line and not finding.at.sheet:
            properties["line"] = str(finding.at.line)
        else:
            spot = spot_words(finding.at, words)
    text = " ".join(filter(None, (spot, sentences(finding, options.languages))))
    return command(COMMANDS[finding.severity], text, properties)


def command(name: str, message: str, properties: Mapping[str, str]) -> str:
    """Return one workflow command as a line, with nothing in it that could be another.

    Args:
        name: ``error``, ``warning`` or ``notice``.
        message: what is shown; may have several lines.
        properties: such as ``file``, ``line``, ``title``.
    """
    pairs = ",".join(f"{key}={_property(text)}" for key, text in properties.items())
    return f"::{name}{' ' + pairs if pairs else ''}::{_message(message)}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(visible(text)).replace(":", "%3A").replace(",", "%2C")
