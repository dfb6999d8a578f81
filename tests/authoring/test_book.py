"""The book of small packs: escaping, editions, folders, links, names, languages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.placeholders import placeholders

from ruleengine.authoring.book import wording_en, wording_zh
from ruleengine.authoring.book.blocks import Page, line
from ruleengine.authoring.book.book import html_book, markdown_book
from ruleengine.authoring.book.chapters import chapters
from ruleengine.authoring.book.in_names import Names
from ruleengine.authoring.book.linked import Linker
from ruleengine.authoring.book.links import links
from ruleengine.authoring.book.markdown import escaped
from ruleengine.authoring.book.on_disk import MANIFEST, write_book
from ruleengine.authoring.book.places import Place, page_names
from ruleengine.authoring.editions import editions
from ruleengine.base.problem import UsageError
from ruleengine.base.text import Text
from ruleengine.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ruleengine.authoring.book.book import Chosen
    from ruleengine.authoring.book.chapters import Chapter

CLAUSES = """\
    kind: clauses
    document: p
    clauses:
      - id: P-1
        place: 第1条
        gist: 满 <b>20</b> 人加半天 | `x`
        checkable: data
        rules: [days, 'T1-01.format', agenda]
      - id: P-2
        place: 第2条
        gist: 留给人
        checkable: human
        why: 由人判断
      - id: P-2(a)
        place: 第2条（a）
        gist: 推出来的
        checkable: data
        derived: true
        why: 还没有规则
"""
DAYS = """\
    kind: decision-table
    id: days
    title: '<script>alert(1)</script> | 天数 `x`'
    clauses: [P-1]
    note: '见 P-2(a)、days 和 T1-01，[不是链接](x)'
    inputs:
      - key: staff
        name: 人数
        type: integer
        covers: '>= 1'
      - key: kind
        name: 类别
        type: string
        values: ['A|B', 'C']
        optional: true
    outputs:
      - key: extra
        name: 附加天数
        type: number
        optional: true
    rows:
      - id: r1
        staff: 1-19
        kind: '"A|B", "C"'
        extra: null
        from: 2020-01-01
      - id: r2
        staff: 20+
        extra: 0.5
        note: '<i>半天</i>'
"""
AGENDA = """\
    kind: calculation
    id: agenda
    title: 安排
    clauses: [P-1]
    inputs:
      - key: staff
        name: 人数
        type: integer
        covers: '>= 1'
    requires:
      - id: R1
        must: 'staff < 100 or "staff" = "<"'
        fault: 人太多
    steps:
      - key: plan
        name: 计划
        type: number
        formula: 'days(staff, null) * 2'
    outputs: [plan]
"""
TABLE = """\
    kind: field-table
    id: T1
    title: 表1 清单
    clauses: [P-1]
    fields:
      - no: 1
        key: kind
        name: 类别 & 等级
        corrected: 类别
        format: an..10
        required: always
        values: [a, b, c, d, e, f, g, h, i]
"""
LIST = """\
    kind: code-list
    id: clauses
    title: 与条款同名的代码表
    accepts: code
    codes:
      - code: 'A 1'
        name: 甲
      - code: 'B'
        name: 乙
        parent: 'A 1'
        aliases: [二]
        printed: 丙
        from: 2020-01-01
    not-listed:
      - name: 丁
        instead: B
        note: 近似
"""


def chosen_of(folder: Path) -> list[Chosen]:
    return [(p, group.packs) for group in editions(folder) for p in group.chosen]


@pytest.fixture
def folder(small: Callable[..., Path]) -> Path:
    return small(
        clauses__yaml=CLAUSES,
        days__yaml=DAYS,
        agenda__yaml=AGENDA,
        t1__yaml=TABLE,
        list__yaml=LIST,
    )


@pytest.fixture
def site(folder: Path) -> Mapping[str, str]:
    return dict(html_book(chosen_of(folder), ("zh",)))


@pytest.fixture
def chapter(folder: Path) -> Chapter:
    return next(c for c in chapters(chosen_of(folder)) if c.pack.name == "p")


def test_what_authors_write_is_text_and_never_markup(site: Mapping[str, str]) -> None:
    for page in site.values():
        assert "<script>alert" not in page
        assert "<b>20</b>" not in page
        assert "<i>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in site["zh/p/days.html"]
    assert "\\u003cscript>alert(1)" in site["zh/search.html"]


def test_markdown_escapes_what_would_be_markup(folder: Path) -> None:
    book = dict(markdown_book(chosen_of(folder), ("zh",)))
    page = book["zh/p/days.md"]
    assert page.startswith(r"# \<script\>alert(1)\</script\> \| 天数 \`x\`")
    assert r"\[不是链接\](x)" in page
    assert "A\\|B、C" in page
    assert "**说明**：见" in page
    assert "\n## 需要的输入\n" in page


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. 甲", r"1\. 甲"),
        ("2) 乙", r"2\) 乙"),
        ("# 题", r"\# 题"),
        ("a_b*c", r"a\_b\*c"),
        ("<a&b>", r"\<a\&b\>"),
        ("- 项", r"\- 项"),
    ],
)
def test_text_in_markdown_stands_for_itself(text: str, wanted: str) -> None:
    assert escaped(text) == wanted


def test_ids_in_a_note_lead_to_what_they_name(site: Mapping[str, str]) -> None:
    page = site["zh/p/days.html"]
    assert '<a href="clauses.html#P-2%28a%29">P-2(a)</a>' in page
    assert '<a href="T1.html#T1-01">T1-01</a>' in page


def test_a_formula_leads_to_the_decision_that_it_calls(site: Mapping[str, str]) -> None:
    page = site["zh/p/agenda.html"]
    assert '<a href="days.html">days</a>(staff, null)' in page
    assert "即：days(人数, null) * 2" in page
    assert "安排" in site["zh/p/days.html"].partition("用到它的规则")[2]


def test_a_code_list_named_like_the_page_of_clauses_gets_another_file(
    site: Mapping[str, str],
) -> None:
    assert 'id="P-1"' in site["zh/p/clauses.html"]
    assert 'id="A_1"' in site["zh/p/clauses_.html"]
    assert "丁：请看 B" in site["zh/p/clauses_.html"]


def test_a_clause_says_why_there_is_no_rule(site: Mapping[str, str]) -> None:
    row = re.search(r'<tr id="P-2">(.*?)</tr>', site["zh/p/clauses.html"], re.DOTALL)
    assert row
    assert "由人判断" in row[1]
    assert "其中 1 条没有规则" in site["zh/p/clauses.html"]


def test_a_row_shows_its_dates_its_note_and_that_it_gives_nothing(
    site: Mapping[str, str],
) -> None:
    page = site["zh/p/days.html"]
    assert "2020-01-01.." in page
    assert "（无）" in page
    assert "不限" in page


def test_texts_that_a_cell_only_lists_stand_without_quotes(
    site: Mapping[str, str],
) -> None:
    assert "<td>A|B、C</td>" in site["zh/p/days.html"].partition("</thead>")[2]


def test_an_erratum_stands_with_what_rests_on_the_same_clause(
    folder: Path,
) -> None:
    document = folder / "p" / "document.yaml"
    errata = """\
errata:
  - id: E01
    clauses: [P-1]
    place: 第1条
    print: 满20人
    correction: 满二十人
    reason: 示例
"""
    text = document.read_text(encoding="utf-8")
    document.write_text(text + errata, encoding="utf-8")
    site = dict(html_book(chosen_of(folder), ("zh",)))
    assert '<a href="errata.html#E01">p/E01</a>' in site["zh/p/days.html"]
    assert '<a href="errata.html#E01">p/E01</a>' in site["zh/p/T1.html"]
    assert "勘误：" in site["zh/p/clauses.html"]


def test_a_pack_without_readings_and_errata_says_so(site: Mapping[str, str]) -> None:
    for name in ("readings", "errata"):
        assert "没有。" in site[f"zh/p/{name}.html"]
    assert "没有。" in site["zh/codes/clauses.html"]


def test_the_book_in_one_language_has_no_link_to_the_other(
    site: Mapping[str, str],
) -> None:
    assert not any(path.startswith("en/") for path in site)
    assert not any("English" in page for page in site.values())


def edition(folder: Path, name: str, start: str) -> None:
    place = folder / name
    place.mkdir(parents=True)
    text = f'kind: document\npack: p\ntitle: 甲\nedition: "{start}"\neffective:\n'
    place.joinpath("document.yaml").write_text(
        f"{text}  from: {start}\n", encoding="utf-8"
    )


def test_the_latest_edition_keeps_the_plain_address(tmp_path: Path) -> None:
    edition(tmp_path, "p-2020", "2020-01-01")
    edition(tmp_path, "p-2024", "2024-01-01")
    found = chapters(chosen_of(tmp_path))
    assert [(each.folder, each.pack.document.edition) for each in found] == [
        ("p", "2024-01-01"),
        ("p@p-2020", "2020-01-01"),
    ]


def test_ids_that_differ_in_case_only_get_different_files(
    small: Callable[..., Path],
) -> None:
    first, second = LIST.replace("id: clauses", "id: con"), LIST
    second = second.replace("id: clauses", "id: CON-1")
    third = LIST.replace("id: clauses", "id: con-1")
    folder = small(a__yaml=first, b__yaml=second, c__yaml=third)
    pack = next(p for p, _ in chosen_of(folder) if p.name == "p")
    names = page_names(pack)
    assert names["con"] == "con_"
    folded = [name.casefold() for name in names.values()]
    assert len(set(folded)) == len(folded) == 3


@pytest.mark.parametrize(
    ("text", "is_code", "wanted"),
    [
        ("依据 P-1。", False, ["P-1"]),
        ("p/T1-01.format 不合", False, ["p/T1-01.format"]),
        ("P-2(a)、P-2(b)", False, ["P-2(a)", "P-2"]),
        ("agenda 这个词", False, []),
        ("days(staff)", True, ["days"]),
        ("days (staff)", True, []),
        ("my_days(staff)", True, []),
        ("an..10", False, []),
        ("2020-01-01", False, []),
        ("", False, []),
    ],
)
def test_linker_finds_ids_and_nothing_else(
    chapter: Chapter, text: str, *, is_code: bool, wanted: list[str]
) -> None:
    pieces = list(Linker(chapter).pieces(text, is_code=is_code))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, place in pieces if place] == wanted


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("staff + 1", "人数 + 1"),
        ('staff = "staff"', '人数 = "staff"'),
        ("string length(staff)", "string length(人数)"),
        (
            "for s in sites return size of(s.staff)",
            "for s in 场所 return size of(s.该场所人数)",
        ),
        ("if staff > 1 then staff else 0", "if 人数 > 1 then 人数 else 0"),
        ("other.total", "other.total"),
        ("staffing", "staffing"),
        ("not(staff > 1)", "not(人数 > 1)"),
    ],
)
def test_names_stand_for_keys_but_not_in_texts_and_functions(
    formula: str, wanted: str
) -> None:
    names = Names({"staff": "人数", "sites": "场所"}, {"staff": "该场所人数"})
    assert names.put_in(formula) == wanted


def test_a_page_leads_to_itself_by_the_anchor_alone(chapter: Chapter) -> None:
    page = Page(path="p/days", title=Text.same(""), kind=Text.same(""), blocks=())
    to = links((chapter,), ".html")
    assert to.address(page, Place("p/days", "r 1", Text.same(""), "rule")) == "#r_1"
    assert to.address(page, Place("p/days", "", Text.same(""), "rule")) == ""
    assert to.to(page, "index") == "../index.html"
    run = line("days", "p/days")[0]
    assert [piece.address for piece in to.pieces(page, run, "days")] == [""]


def test_words_of_both_languages_have_the_same_keys_and_placeholders() -> None:
    assert list(wording_zh.WORDS) == list(wording_en.WORDS)
    for key, text in wording_zh.WORDS.items():
        assert placeholders(text) == placeholders(wording_en.WORDS[key]), key


def test_a_new_book_removes_pages_that_are_gone_and_nothing_else(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "book"
    assert write_book([("zh/a.html", "1"), ("zh/p/b.html", "2")], folder) == 2
    mine = folder / "zh" / "mine.txt"
    mine.write_text("x", encoding="utf-8")
    assert write_book([("zh/a.html", "3")], folder) == 1
    assert (folder / "zh" / "a.html").read_text(encoding="utf-8") == "3"
    assert not (folder / "zh" / "p").exists()
    assert mine.exists()
    named = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert named == {"book": 1, "files": ["zh/a.html"]}


def test_a_page_takes_the_place_of_pages_only(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    write_book([("index.html", "1")], folder)
    mine = folder / "README.md"
    mine.write_text("mine", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(UsageError, match="README"):
        write_book([("README.md", "2")], folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    mine.unlink()
    assert write_book([("README.md", "2")], folder) == 1


@pytest.mark.parametrize("name", ["../x.html", "/x.html", "a\\..\\x.html", "x.txt"])
def test_a_manifest_cannot_name_files_elsewhere(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    outside = tmp_path / "x.html"
    outside.write_text("mine", encoding="utf-8")
    inside = folder / "x.txt"
    inside.write_text("mine", encoding="utf-8")
    manifest = json.dumps({"book": 1, "files": [name]})
    (folder / MANIFEST).write_text(manifest, encoding="utf-8")
    write_book([("a.html", "")], folder)
    assert outside.exists()
    assert inside.exists()


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError):
        write_book([("a.html", "")], tmp_path)
    with pytest.raises(UsageError):
        write_book([("a.html", "")], tmp_path / "notes.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert write_book([("a.html", "")], tmp_path) == 1


@pytest.mark.parametrize(
    ("more", "first"), [((), "index.html"), (("--format", "markdown"), "README.md")]
)
def test_the_command_writes_the_book_and_says_where_it_starts(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    more: tuple[str, ...],
    first: str,
) -> None:
    target = tmp_path / "out"
    words = ("book", "--rules", str(folder), "--to", str(target), "--lang", "zh")
    assert main([*words, *more]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert first in said.err
    assert (target / first).is_file()
    assert not (target / "en").exists()


def test_the_command_refuses_a_folder_that_is_no_book(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["book", "--rules", str(folder), "--to", str(tmp_path), "--lang", "zh"])
    assert code == 2
    assert "不是以前生成的规则书" in capsys.readouterr().err


def test_the_command_says_when_the_folder_cannot_be_written(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    target = str(tmp_path / "out")
    assert main(["book", "--rules", str(folder), "--to", target, "--lang", "zh"]) == 2
    assert "写不进" in capsys.readouterr().err
