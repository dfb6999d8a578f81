"""Rules twice as long are about twice the work for their author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.counted import calls_of

import ruleengine
from ruleengine.authoring.book.book import html_book
from ruleengine.authoring.demands import sides
from ruleengine.authoring.difference.decision_questions import questions_about_rows
from ruleengine.authoring.editions import editions
from ruleengine.authoring.lint import lint
from ruleengine.compile.decisions_tables import CompiledTable
from ruleengine.source.read import read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = """\
kind: decision-table
id: D
title: 天数
hit: unique
inputs:
  - {key: staff, name: 人数, type: integer, covers: '>= 1'}
outputs:
  - {key: days, name: 天数, type: number}
rows:
"""


def table_of(count: int) -> str:
    rows = (
        f"  - {{id: r{at}, staff: {9 * at + 1}-{9 * at + 9}, days: {at}}}\n"
        for at in range(count)
    )
    return HEAD + "".join(rows) + f"  - {{id: last, staff: '> {9 * count}', days: 0}}\n"


def checks_of(count: int) -> str:
    places = range(1, count + 1)
    fields = (
        f"  - {{no: {at}, key: k{at}, name: 数{at}, type: number, format: n..9, "
        "required: optional}\n"
        for at in places
    )
    checks = (
        f"  - {{id: C{at}, title: 第 {at} 条, must: 数{at} > 5, "
        f"fault: {{zh: 不大于 5, en: not above 5}}}}\n"
        for at in places
    )
    head = "kind: field-table\nid: T\ntitle: 表\nfields:\n"
    return f"{head}{''.join(fields)}checks:\n{''.join(checks)}"


def test_edges_of_bands(small: Callable[..., Path]) -> None:
    def work(count: int) -> int:
        packs = ruleengine.load(small(d__yaml=table_of(count))).packs()
        table = packs["p"].decisions.decisions["p/D"]
        assert isinstance(table, CompiledTable)
        return calls_of(lambda: sides(table))

    assert work(80) < 2.5 * work(40)


def test_questions_about_changed_rows() -> None:
    def work(count: int) -> int:
        old = read_text(table_of(count), "old.yaml")
        new = read_text(table_of(count + 1), "new.yaml")
        return calls_of(lambda: questions_about_rows("p/D", old, new, ()))

    assert work(80) < 2.5 * work(40)


def test_checks_of_different_items(small: Callable[..., Path]) -> None:
    def work(count: int) -> int:
        folder = small(t__yaml=checks_of(count))
        return calls_of(lambda: lint(folder))

    work(1)  # what is made once for all, as the parser
    assert work(160) < 2.5 * work(80)


def test_books_with_many_clauses(small: Callable[..., Path]) -> None:
    def work(count: int) -> int:
        clauses = "".join(clause_of(at) for at in range(1, count + 1))
        head = "kind: clauses\ndocument: p\nclauses:\n"
        packs = editions(small(t__yaml=checks_of(count), clauses__yaml=head + clauses))
        chosen = [(pack, each.packs) for each in packs for pack in each.chosen]
        return calls_of(lambda: [*html_book(chosen, ("zh",))])

    work(1)
    assert work(80) < 2.5 * work(40)


def clause_of(at: int) -> str:
    return (
        f"  - {{id: P-{at}, place: 第 {at} 条, gist: 大于 5, checkable: data, "
        f"rules: [T.C{at}]}}\n"
    )
