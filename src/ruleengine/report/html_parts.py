"""The parts of the HTML page: basis, groups, findings, what was not checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.finding import SEVERITIES
from ruleengine.base.text import LANGUAGES
from ruleengine.report.grouping import cause_of
from ruleengine.report.html_row import COLUMNS, finding_row
from ruleengine.report.markup import bilingual, label, safe
from ruleengine.report.place import item_words, place_words
from ruleengine.report.sentence import sentence
from ruleengine.report.summary_rows import basis_rows, plain_count
from ruleengine.report.text_groups import FEWEST, habit_words
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.base.finding import Finding
    from ruleengine.base.outcome import NotChecked, Outcome
    from ruleengine.base.text import Language, Text
    from ruleengine.report.grouping import Cause, Group
    from ruleengine.report.wording import Wording

SHOWN = 20_000
"""Findings that are listed; a browser stays quick with so many."""
CHUNK = 200
"""Rows of one table; a browser lays out only the tables that are seen."""
GROUPS_SHOWN = 200
"""Groups of several findings that have a row."""
_GROUP_COLUMNS = ("count", "severity", "kind", "name", "pattern", "place")


def basis(outcome: Outcome) -> str:
    """Return what was checked and by which rules, as rows of a table."""
    by_language = (list(basis_rows(outcome, wording(each))) for each in LANGUAGES)
    return "\n".join(
        f"<tr><th scope=row>{_either(zh[0], en[0])}</th><td>{_either(zh[1], en[1])}</td></tr>"
        for zh, en in zip(*by_language, strict=True)
    )


def _either(zh: str, en: str) -> str:
    return bilingual(lambda words: zh if words.language == "zh" else en)


def not_checked(left: Sequence[NotChecked]) -> str:
    """Return the box that says what was not checked; nothing when all was."""
    if not left:
        return ""
    by_cause: dict[tuple[Text, int | None], list[NotChecked]] = {}
    for each in left:
        by_cause.setdefault((each.why, each.records), []).append(each)
    items = "\n".join(f"<li>{_open_item(same)}</li>" for same in by_cause.values())
    heading = label("heading.open")
    return f'<section class="open"><h2>{heading}</h2><ul>{items}</ul></section>'


def _open_item(same: Sequence[NotChecked]) -> str:
    """Return what was not checked for one cause, and the rules; files have none."""
    each = same[0]

    def say(words: Wording) -> str:
        why = each.why[words.language]
        if each.records is None:
            return why
        records = words.count("record", each.records)
        return words.label("open.records", records=records, why=why)

    rules = " ".join(one.rule for one in same if "/" in one.rule)
    return bilingual(say) + (f" <code>{safe(rules)}</code>" if rules else "")


def group_table(all_groups: Sequence[Group]) -> str:
    """Return the table of groups; each can be chosen for the list below."""
    many = [
        (number, group)
        for number, group in enumerate(all_groups)
        if group.count >= FEWEST or group.lacks_column
    ]
    if not many:
        return ""
    rows = "\n".join(_group_row(number, group) for number, group in many[:GROUPS_SHOWN])
    rest = [group.count for _, group in many[GROUPS_SHOWN:]]
    heads = "".join(
        f"<th scope=col>{label(f'column.{key}')}</th>" for key in _GROUP_COLUMNS
    )
    return (
        f"<section><h2>{label('heading.groups')}</h2>\n<table class=groups>"
        f"<thead><tr>{heads}<td></td></tr></thead>\n<tbody>{rows}</tbody></table>"
        f"{_unlisted(rest, len(all_groups) - len(many))}</section>"
    )


def _unlisted(rest: Sequence[int], few: int) -> str:
    """Return what stands below the table of groups.

    Args:
        rest: the sizes of the groups that are too many for the table.
        few: how many groups are too small for it.
    """
    said = [label("more-groups", groups=len(rest), n=sum(rest))] if rest else []
    said += [label("singles", n=few)] if few else []
    return "".join(f"<p>{each}</p>" for each in said)


def _group_row(number: int, group: Group) -> str:
    first = group.findings[0]
    about = bilingual(lambda words: item_words(first, words) or group.rule.title)
    severity = group.rule.severity
    return (
        f'<tr class="{severity}"><td class=n>{plain_count(group)}</td>'
        f"<td class=s>{label(f'severity.{severity}')}</td>"
        f"<td>{label(f'kind.{group.rule.kind}')}</td>"
        f"<td id=g{number}>{about}<small>{safe(group.rule.id)}</small></td>"
        f"<td>{bilingual(lambda words: _shape(group, words))}</td>"
        f"<td>{bilingual(lambda words: place_words(first.at, words))}</td>"
        f'<td><button type=button class=tool data-g="{number}"'
        f" aria-describedby=g{number} hidden>"
        f"{label('only')}</button></td></tr>"
    )


def _shape(group: Group, words: Wording) -> str:
    return habit_words(group, words) or sentence(group.findings[0], words.language)


def findings(
    outcome: Outcome,
    all_groups: Sequence[Group],
    language: Language,
) -> Iterator[str]:
    """Yield the list of findings in tables of ``CHUNK`` rows."""
    if not outcome.findings:
        return
    shown = outcome.findings[:SHOWN]
    with_file = len({each.file for each in outcome.inputs}) > 1
    number = {group.cause: n for n, group in enumerate(all_groups)}
    yield f"<section id=findings><h2>{label('heading.findings')}</h2>\n"
    yield _toolbar(len(shown), language)
    hidden = len(outcome.findings) - len(shown) + outcome.only_counted
    if hidden:
        yield f"<p>{label('more', n=hidden)}</p>\n"
    for start in range(0, len(shown), CHUNK):
        yield _chunk(shown[start : start + CHUNK], number, with_file=with_file)
    yield "</section>"


def _chunk(
    rows: Sequence[Finding], number: dict[Cause, int], *, with_file: bool
) -> str:
    heads = "".join(
        f"<th scope=col class=c-{key}>{label(f'column.{key}')}</th>" for key in COLUMNS
    )
    body = "\n".join(
        finding_row(row, number[cause_of(row)], with_file=with_file) for row in rows
    )
    return (
        f"<div class=chunk><table><thead><tr>{heads}</tr></thead>\n"
        f"<tbody>{body}</tbody></table></div>\n"
    )


def _toolbar(count: int, language: Language) -> str:
    hint = {each: safe(wording(each).labels["search.hint"]) for each in LANGUAGES}
    choices = "".join(
        _choice(value, key, language)
        for value, key in (
            ("", "filter.all"),
            *((each, f"severity.{each}") for each in SEVERITIES),
        )
    )
    shown = label("shown", n="\x00").replace(
        "⟨U+0000⟩", f"<b class=shown>{count:,}</b>"
    )
    return (
        "<div class='toolbar tool' hidden>"
        f"<label>{label('search')} <input id=words type=search autocomplete=off"
        f' placeholder="{hint[language]}" data-zh="{hint["zh"]}"'
        f' data-en="{hint["en"]}"></label>'
        f"<label>{label('column.severity')} <select id=severity>{choices}</select></label>"
        f"<span role=status>{shown}</span><button type=button id=all>{label('show-all')}</button>"
        f"<button type=button id=print>{label('print')}</button></div>\n"
    )


def _choice(value: str, key: str, language: Language) -> str:
    said = {each: safe(wording(each).labels[key]) for each in LANGUAGES}
    return (
        f'<option value="{value}" data-zh="{said["zh"]}" data-en="{said["en"]}">'
        f"{said[language]}</option>"
    )
