"""Coverage -> one HTML page that stands by itself: figures, what is missing, every clause."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ruleengine.authoring.catalogue import say
from ruleengine.authoring.coverage_text import missing_lists
from ruleengine.report.markup import content_hash, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruleengine.authoring.coverage import ClauseCoverage, PackCoverage
    from ruleengine.base.text import Language

STYLE = """
body{font:15px/1.6 system-ui,"Microsoft YaHei","PingFang SC",sans-serif;max-width:72em;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse;width:100%;margin:1em 0}
th,td{border:1px solid #ccc;padding:.25em .6em;text-align:left;vertical-align:top}
th{background:#f2f4f7}
td.number{text-align:right}
tr.open td,tr.none td{background:#fdecea}
.figures{width:auto}
progress{width:12em;accent-color:#2e7d4f}
details{overflow-x:auto}
@media (prefers-color-scheme:dark){body{background:#16181c;color:#ddd}th{background:#24272d}th,td{border-color:#444}tr.open td,tr.none td{background:#43211f}}
@media(max-width:40em){progress{width:4em}}
"""


def write(packs: Sequence[PackCoverage], stream: IO[str], language: Language) -> None:
    """Write the page; no scripts, nothing from outside."""
    policy = f"default-src 'none'; style-src 'sha256-{content_hash(STYLE)}'"
    title = safe(say("page.title", language))
    tag = "zh-Hans" if language == "zh" else "en"
    stream.write(
        f'<!DOCTYPE html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n"
    )
    for pack in packs:
        stream.writelines(f"{line}\n" for line in _pack(pack, language))
    stream.write("</main>\n</body>\n</html>\n")


def _pack(pack: PackCoverage, language: Language) -> Iterator[str]:
    name = f"{pack.pack}  {pack.title}"
    told = say("coverage.heading", language, pack=name, percent=pack.percent)
    yield f'<h2 id="{safe(pack.pack)}">{safe(told)}</h2>'
    yield from _figures(pack, language)
    yield f"<h3>{safe(say('page.missing', language))}</h3>"
    lists = missing_lists(pack)
    if not any(lists.values()):
        yield f"<p>{safe(say('page.nothing', language))}</p>"
    for key, items in lists.items():
        if items:
            heading = safe(say(key, language, count=len(items)))
            entries = "".join(f"<li>{safe(item)}</li>" for item in items)
            yield f"<details open><summary>{heading}</summary><ul>{entries}</ul></details>"
    yield from _table(
        ("page.clause", "page.place", "page.state", "page.gist", "page.by"),
        (_clause(clause, language) for clause in pack.clauses),
        language,
    )
    yield from _table(
        ("page.rule", "page.fires", "page.silent"),
        (
            _row("" if r.is_proven else "none", r.id, r.fires, r.silent)
            for r in pack.rules
        ),
        language,
    )
    yield from _table(
        ("page.row", "page.hits"),
        (_row("" if r.hits else "none", r.id, r.hits) for r in pack.rows),
        language,
    )


def _figures(pack: PackCoverage, language: Language) -> Iterator[str]:
    figures = {
        "coverage.clauses": (pack.count("enforced"), pack.data),
        "coverage.rules": (pack.proven, len(pack.rules)),
        "coverage.rows": (pack.rows_hit, len(pack.rows)),
        "coverage.edges": (pack.edges_hit, len(pack.edges)),
        "coverage.cases": (pack.cases - pack.failed, pack.cases),
    }
    yield '<table class="figures">'
    for key, (have, every) in figures.items():
        name = safe(say(key, language))
        label = f'aria-label="{name}" value="{have}" max="{every}"'
        bar = f"<progress {label}></progress>" if every else ""
        yield (
            f'<tr><th scope="row">{name}</th>'
            f'<td class="number">{have}/{every}</td><td>{bar}</td></tr>'
        )
    yield "</table>"


def _table(
    columns: Sequence[str], rows: Iterable[str], language: Language
) -> Iterator[str]:
    body = list(rows)
    if not body:
        return
    heads = "".join(
        f'<th scope="col">{safe(say(key, language))}</th>' for key in columns
    )
    summary = safe(say(columns[0], language))
    yield f"<details><summary>{summary} ({len(body)})</summary>"
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    yield from body
    yield "</tbody></table></details>"


def _clause(each: ClauseCoverage, language: Language) -> str:
    by = ", ".join((*each.rules, *each.unknown)) or each.clause.why
    state = say(f"state-name.{each.state}", language)
    cells = (each.clause.id, each.clause.place, state, each.clause.gist, by)
    return _row("open" if each.state == "open" else "", *cells)


def _row(mark: str, *cells: str | int) -> str:
    inside = "".join(
        f'<td class="number">{cell}</td>'
        if isinstance(cell, int)
        else f"<td>{safe(cell)}</td>"
        for cell in cells
    )
    return f'<tr class="{mark}">{inside}</tr>' if mark else f"<tr>{inside}</tr>"
