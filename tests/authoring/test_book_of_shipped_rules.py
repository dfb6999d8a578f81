"""The book of the shipped packs: complete, closed in itself, small, and always the same."""

from __future__ import annotations

import base64
import hashlib
import json
import posixpath
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from ruleengine.api.explain import _subjects
from ruleengine.authoring.book.book import html_book, markdown_book
from ruleengine.authoring.book.chapters import chapters
from ruleengine.authoring.book.links import anchor_of
from ruleengine.authoring.editions import editions
from ruleengine.authoring.rule_places import places_of_rules
from ruleengine.model.clauses import clauses_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.authoring.book.chapters import Chapter
    from ruleengine.model.rule_pack import RulePack

LARGEST = 2_000_000
HOLDS_DATA = "application/json"


@dataclass
class Read(HTMLParser):
    """What a page holds."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    policy: str = ""
    inline: list[tuple[str, str]] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)
    _row: str = ""
    _tag: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.attributes |= set(given)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "tr":
            self._row = given.get("id", "")
        if "href" in given:
            self.links.append(given["href"])
            self.rows.setdefault(self._row, []).append(given["href"])
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        self._tag = "" if given.get("type") == HOLDS_DATA else tag

    def handle_data(self, data: str) -> None:
        if self._tag in {"style", "script"}:
            self.inline.append((self._tag, data))
        self._tag = ""


@pytest.fixture(scope="module")
def chosen() -> list[tuple[RulePack, tuple[RulePack, ...]]]:
    return [(pack, group.packs) for group in editions() for pack in group.chosen]


@pytest.fixture(scope="module")
def site(chosen: list[tuple[RulePack, tuple[RulePack, ...]]]) -> Mapping[str, str]:
    return dict(html_book(chosen, ("zh", "en")))


@pytest.fixture(scope="module")
def book(chosen: list[tuple[RulePack, tuple[RulePack, ...]]]) -> Mapping[str, str]:
    return dict(markdown_book(chosen, ("zh", "en")))


@pytest.fixture(scope="module")
def pages(site: Mapping[str, str]) -> Mapping[str, Read]:
    read = {}
    for path, text in site.items():
        read[path] = Read()
        read[path].feed(text)
        read[path].close()
    return read


@pytest.fixture(scope="module")
def shelf(chosen: list[tuple[RulePack, tuple[RulePack, ...]]]) -> tuple[Chapter, ...]:
    return chapters(chosen)


def led_to(path: str, link: str) -> tuple[str, str]:
    address, _, anchor = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    return unquote(target) if address else path, unquote(anchor)


def test_every_link_leads_somewhere(pages: Mapping[str, Read]) -> None:
    sets = {path: frozenset(page.ids) for path, page in pages.items()}
    assert all(page.links for page in pages.values())
    for path, page in pages.items():
        for link in set(page.links):
            target, anchor = led_to(path, link)
            assert target in sets, (path, link)
            assert not anchor or anchor in sets[target], (path, link)


def test_an_anchor_stands_once_on_its_page(pages: Mapping[str, Read]) -> None:
    for path, page in pages.items():
        assert len(set(page.ids)) == len(page.ids), path


def test_everything_that_explain_knows_has_its_place(
    shelf: tuple[Chapter, ...], pages: Mapping[str, Read]
) -> None:
    for chapter in shelf:
        for subject in _subjects(chapter.pack, chapter.around):
            place = chapter.place(subject.id)
            assert place is not None, subject.id
            page = pages[f"zh/{place.path}.html"]
            assert not place.anchor or anchor_of(place.anchor) in page.ids, subject.id


def test_every_rule_with_a_place_in_its_file_has_one_in_the_book(
    shelf: tuple[Chapter, ...],
) -> None:
    for chapter in shelf:
        missing = set(places_of_rules(chapter.pack)) - set(chapter.places)
        assert not missing


def test_clause_and_rule_lead_to_each_other(
    shelf: tuple[Chapter, ...], pages: Mapping[str, Read]
) -> None:
    for chapter in shelf:
        path = f"zh/{chapter.folder}/clauses.html"
        for clause in clauses_in(chapter.pack.folder):
            there = {led_to(path, each) for each in pages[path].rows.get(clause.id, ())}
            for rule in clause.rules:
                place = chapter.place(rule)
                if place is not None:
                    assert (f"zh/{place.path}.html", place.anchor) in there, rule


def test_every_cited_clause_is_led_to_from_the_page_that_cites_it(
    shelf: tuple[Chapter, ...], pages: Mapping[str, Read]
) -> None:
    for chapter in shelf:
        for table in chapter.pack.decision_tables:
            full = f"{chapter.pack.name}/{table.id}"
            path = f"zh/{chapter.places[full].path}.html"
            targets = {led_to(path, link) for link in pages[path].links}
            for clause in table.clauses:
                assert (f"zh/{chapter.folder}/clauses.html", clause) in targets


def test_no_page_is_too_large(site: Mapping[str, str]) -> None:
    assert max(len(text.encode()) for text in site.values()) < LARGEST


def test_nothing_comes_from_elsewhere(
    site: Mapping[str, str], pages: Mapping[str, Read]
) -> None:
    for path, page in pages.items():
        assert not page.attributes & {"src", "srcset", "style", "action"}, path
        assert not any(name.startswith("on") for name in page.attributes), path
        assert not any(re.match(r"[a-z]+:|//", link) for link in page.links), path
        assert "@import" not in site[path]
        assert "url(" not in site[path].partition("</style>")[0]


def test_the_policy_admits_the_one_style_and_the_one_script(
    pages: Mapping[str, Read],
) -> None:
    for path, page in pages.items():
        assert page.policy.startswith("default-src 'none'"), path
        for tag, content in page.inline:
            digest = hashlib.sha256(content.encode()).digest()
            named = f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'"
            assert named in page.policy, path


def test_both_languages_have_the_same_pages(site: Mapping[str, str]) -> None:
    chinese = {path[3:] for path in site if path.startswith("zh/")}
    assert chinese == {path[3:] for path in site if path.startswith("en/")}


def test_search_finds_every_place_and_leads_there(
    site: Mapping[str, str], pages: Mapping[str, Read], shelf: tuple[Chapter, ...]
) -> None:
    found = re.search(r'id="index">(.*?)</script>', site["zh/search.html"], re.DOTALL)
    assert found
    data = json.loads(found[1])
    named = set()
    for name, title, address, kind, more in data["entries"]:
        assert title
        assert data["kinds"][kind]
        target, anchor = led_to("zh/search.html", address)
        assert target in pages
        assert not anchor or anchor in pages[target].ids, address
        named |= {name, *more.split()}
    for chapter in shelf:
        titled = {full for full, place in chapter.places.items() if place.title.zh}
        assert {full for full in titled if not full.startswith("#")} <= named


def test_search_knows_inputs_and_steps_by_name(site: Mapping[str, str]) -> None:
    found = re.search(r'id="index">(.*?)</script>', site["zh/search.html"], re.DOTALL)
    assert found
    data = json.loads(found[1])
    kinds = {
        name: (title, data["kinds"][k]) for name, title, _, k, _ in data["entries"]
    }
    title, kind = kinds["santong/staff-days.staff"]
    assert title.endswith("：员工人数")
    assert kind == "输入"
    assert kinds["nac/qms-audit-time.minimum_days"][1] == "步骤或结果"


def test_the_book_is_the_same_every_time(
    chosen: list[tuple[RulePack, tuple[RulePack, ...]]], site: Mapping[str, str]
) -> None:
    again = dict(html_book(reversed(chosen), ("zh", "en")))
    assert again == site


def test_markdown_has_the_same_pages_and_links_that_lead_somewhere(
    book: Mapping[str, str], site: Mapping[str, str]
) -> None:
    wanted = {p for p in site if p != "index.html" and not p.endswith("search.html")}
    assert {path.replace(".html", ".md") for path in wanted} == set(book) - {
        "README.md"
    }
    anchors = {
        path: set(re.findall(r'<a id="([^"]*)"></a>', text))
        for path, text in book.items()
    }
    for path, text in book.items():
        for link in re.findall(r"(?<!\\)\]\(([^)\s]*)\)", text):
            target, anchor = led_to(path, link)
            assert target in book, (path, link)
            assert not anchor or anchor in anchors[target], (path, link)


def test_rows_of_a_markdown_table_have_as_many_cells_as_its_head(
    book: Mapping[str, str],
) -> None:
    for path, text in book.items():
        cells = 0
        for line in text.splitlines():
            if not line.startswith("|"):
                cells = 0
                continue
            bars = len(re.findall(r"(?<!\\)\|", line))
            cells = cells or bars
            assert bars == cells, (path, line)


def test_a_decision_table_is_drawn_as_a_table(site: Mapping[str, str]) -> None:
    page = site["zh/santong/staff-days.html"]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    cells = [re.sub(r"<[^>]+>", "|", row) for row in rows]
    assert any("1-19" in row and "0" in row for row in cells)
    assert 'scope="colgroup"' in page


def test_a_calculation_shows_its_formulas_also_in_the_names_of_the_document(
    site: Mapping[str, str],
) -> None:
    page = re.sub(r"<[^>]+>", "", site["zh/santong/inspection-time.html"])
    assert "additional days(staff, haccp_studies)" in page
    assert "即：additional days(主要场所员工人数, 主要场所HACCP项目数)" in page
    english = re.sub(r"<[^>]+>", "", site["en/santong/inspection-time.html"])
    assert "即：" not in english


def test_chinese_on_an_english_page_is_marked_as_chinese(
    site: Mapping[str, str],
) -> None:
    page = site["en/santong/staff-days.html"]
    assert '<html lang="en">' in page
    assert re.search(r'<td><span lang="zh-Hans">员工人数</span>', page) or re.search(
        r'<th scope="row"><span lang="zh-Hans">员工人数</span>', page
    )


def test_tables_that_can_be_scrolled_are_told_apart_by_name(
    site: Mapping[str, str],
) -> None:
    for path, page in site.items():
        named = re.findall(r'role="region"[^>]* aria-label="([^"]*)"', page)
        assert len(named) == len(set(named)), path


def test_links_in_sentences_are_told_by_more_than_their_colour(
    site: Mapping[str, str],
) -> None:
    style = site["zh/index.html"].partition("<style>")[2].partition("</style>")[0]
    assert re.search(
        r"main :is\(p, li, [^)]*td[^)]*\) a \{ text-decoration: underl", style
    )


def test_a_digest_does_not_make_a_page_wider_than_a_phone(
    site: Mapping[str, str],
) -> None:
    page = site["zh/santong/index.html"]
    assert re.search(r"[0-9a-f]{64}", page)
    assert re.search(r"\nbody \{[^}]*overflow-wrap: break-word;", page)
