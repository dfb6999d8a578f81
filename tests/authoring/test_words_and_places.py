"""Sets in words, problems in their place, and files that lie oddly."""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ruleengine.authoring import wording_en, wording_zh
from ruleengine.authoring.catalogue import CATALOGUE
from ruleengine.authoring.difference.elements import Detail
from ruleengine.authoring.difference.words import detail_words
from ruleengine.authoring.editions import editions
from ruleengine.authoring.fmt import CannotKeepError, formatted
from ruleengine.authoring.in_place import in_place
from ruleengine.authoring.key_order import ordered_keys
from ruleengine.authoring.lint import lint
from ruleengine.authoring.new_rule import new_rule
from ruleengine.authoring.sets_in_words import (
    box_in_words,
    set_in_words,
    value_in_words,
    witness_in_words,
)
from ruleengine.base.position import Position
from ruleengine.base.problem import UsageError
from ruleengine.source.packs import PackFolder, find_packs
from ruleengine.table import everything, parse_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.table import CellSet, Kind


def cell(text: str, kind: Kind = "integer") -> CellSet:
    values = parse_cell(text, kind)
    assert values is not None
    return values


@pytest.mark.parametrize(
    ("text", "kind", "zh"),
    [
        ("20-49", "integer", "20 ≤ 数 ≤ 49"),
        ("> 5", "integer", "数 ≥ 6"),
        ("> 5", "number", "数 > 5"),
        ("< 5", "number", "数 < 5"),
        ("(1.5..2]", "number", "1.5 < 数 ≤ 2"),
        ("[1..2)", "number", "1 ≤ 数 < 2"),
        ("7", "integer", "数 = 7"),
        ("1, 3", "integer", "数 = 1 或 数 = 3"),
        ("null", "integer", "数 = null"),
        ('"A"', "string", '数 = "A"'),
        ('"A", "B"', "string", '数 是 "A"、"B" 之一'),
        ('not("A")', "string", '数 ≠ "A"'),
        ('not("A", "B")', "string", '数 不是 "A"、"B"'),
        ("true", "boolean", "数 = true"),
        ('date("2026-01-01")', "date", "数 = 2026-01-01"),
    ],
)
def test_sets_are_said_in_words(text: str, kind: Kind, zh: str) -> None:
    assert set_in_words("数", cell(text, kind)).zh == zh


def test_long_lists_are_cut() -> None:
    many = cell(", ".join(f'"{n}"' for n in range(9)), "string")
    assert set_in_words("字", many).zh.endswith("… (+3) 之一")
    apart = cell(", ".join(str(n) for n in range(0, 40, 2)))
    assert set_in_words("数", apart).en.endswith("数 = 10 or …")


def test_columns_that_say_nothing_are_left_out() -> None:
    whole = everything("integer")
    assert box_in_words(["甲", "乙"], (whole, cell("3")), None).zh == "乙 = 3"
    assert box_in_words(["甲"], (whole,), None).zh == "任何输入"
    box, asked = (cell("1+"), cell("3")), (cell("1+"), cell("1+"))
    assert box_in_words(["甲", "乙"], box, asked).zh == "乙 = 3"
    one_sided = everything("number", null=False)
    assert set_in_words("甲", one_sided).zh == "甲 = …"


def test_witnesses_are_bare_or_named() -> None:
    assert witness_in_words(["甲"], (Decimal(20),)).zh == "20"
    named = witness_in_words(["甲", "乙"], (dt.date(2026, 1, 2), "A"))
    assert named.en == '甲 = 2026-01-02, 乙 = "A"'
    assert value_in_words(None) == "null"
    assert value_in_words(value=False) == "false"


def test_both_languages_have_the_same_sentences() -> None:
    assert wording_zh.PROBLEMS.keys() == wording_en.PROBLEMS.keys()
    assert wording_zh.WORDS.keys() == wording_en.WORDS.keys()


def test_a_problem_shows_its_line_with_a_caret(tmp_path: Path) -> None:
    folder = PackFolder(tmp_path, "rules/p")
    (tmp_path / "a.yaml").write_text("title: 表\nnote: " + "长" * 200, encoding="utf-8")

    def shown(name: str, line: int, column: int) -> tuple[str, str]:
        place = Position(name, line, column)
        problem = CATALOGUE.problem("E550", place, found="x")
        (found,) = in_place([problem], [folder])
        return found.position.file, found.snippet

    file, drawn = shown("rules/p/a.yaml", 1, 8)
    assert file == (tmp_path / "a.yaml").as_posix()
    assert drawn == "title: 表\n       ^"
    assert shown("rules/p/a.yaml", 2, 150)[1].splitlines()[0] == "长" * 100
    assert shown("rules/p/a.yaml", 9, 1)[1] == ""
    assert shown("rules/p/b.yaml", 1, 1)[1] == ""
    assert shown("elsewhere/a.yaml", 1, 1) == ("elsewhere/a.yaml", "")


def test_files_below_the_working_folder_are_named_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("kind: x", encoding="utf-8")
    problem = CATALOGUE.problem("E550", Position("p/a.yaml", 1, 1), found="x")
    (found,) = in_place([problem], [PackFolder(tmp_path, "p")])
    assert found.position.file == "a.yaml"


@pytest.mark.parametrize(
    ("path", "present", "wanted"),
    [
        ((), ["rows", "id", "kind"], ["kind", "id", "rows"]),
        (("rows", 0), ["days", "id", "staff"], ["id", "days", "staff"]),
        (("nowhere", 3), ["b", "a"], ["b", "a"]),
        (("hit",), ["none", "reading"], ["reading", "none"]),
    ],
)
def test_keys_stand_in_the_order_of_the_schema(
    path: tuple[str | int, ...], present: list[str], wanted: list[str]
) -> None:
    assert ordered_keys("decision-table", path, present) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("kind: other\nb: 1\na: 2\n", "kind: other\nb: 1\na: 2\n"),
        (
            'kind: calculation\nid: A\nsteps:\n  - key: s\n    formula: "a + 1"\n',
            "kind: calculation\nid: A\nsteps:\n  - key: s\n    formula: 'a + 1'\n",
        ),
        (
            (
                "kind: calculation\nid: A\nsteps:\n  - key: s\n    formula:\n"
                '      up: a = "x\'y"\n      reading: r\n'
            ),
            (
                "kind: calculation\nid: A\nsteps:\n  - key: s\n    formula:\n"
                "      reading: r\n      up: 'a = \"x''y\"'\n"
            ),
        ),
        (
            "kind: calculation\nid: A\nnote: >\n  长\n  文\ntitle: T\n\n\n",
            "kind: calculation\nid: A\ntitle: T\nnote: >\n  长\n  文\n",
        ),
        ("kind: cases   \nof: A\ncases: []", "kind: cases\nof: A\ncases: []\n"),
    ],
)
def test_fmt_of_odd_files(text: str, wanted: str) -> None:
    assert formatted(text, "rules.yaml") == wanted


@pytest.mark.parametrize(
    "text",
    [
        # The comment may belong to what follows the mapping.
        "kind: calculation\nsteps:\n  - formula: '1'\n    key: s\n # 之后\nid: A\n",
        "kind: calculation\nid: A\nsteps:\n  - name: 名\n    # 键\n    key: s\n",
    ],
)
def test_fmt_refuses_what_it_cannot_keep(text: str) -> None:
    with pytest.raises(CannotKeepError) as error:
        formatted(text, "rules.yaml")
    assert error.value.line > 1


def test_every_edition_of_a_pack_is_judged(small: Callable[..., Path]) -> None:
    folder = small()
    shutil.copytree(folder / "p", folder / "p-next")
    document = folder / "p-next" / "document.yaml"
    text = document.read_text(encoding="utf-8").replace('"1"', '"2"')
    document.write_text(text, encoding="utf-8")
    rule = "kind: code-list\nid: L\ntitle: 表\nlevels: [大, 小]\ncodes:\n"
    rule += '  - code: "1"\n    name: 甲\n    level: 大\n'
    for pack in ("p", "p-next"):
        (folder / pack / "l.yaml").write_text(rule, encoding="utf-8")
    files = {Path(each.position.file).parent.name for each in lint(folder)}
    assert files == {"p", "p-next"}
    names = [[each.path.name for each in group.folders] for group in editions(folder)]
    assert names == [["codes", "p"], ["p-next"]]
    assert len(list(find_packs(folder))) == 3


def test_new_refuses_a_file_for_a_folder(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="不是文件夹"):
        new_rule("table", "T1", target, "")


def test_new_names_the_pack_after_its_folder_where_it_can(tmp_path: Path) -> None:
    for folder, name in (("my-pack", "my-pack"), ("规则", "my-rules")):
        new_rule("decision", "D", tmp_path / folder, "A-1")
        document = (tmp_path / folder / "document.yaml").read_text(encoding="utf-8")
        assert f"pack: {name}\n" in document


@pytest.mark.parametrize("at", [0, 1, 40, 200, 398, 399])
def test_of_long_texts_diff_shows_where_they_differ(at: int) -> None:
    text = "一二三四五六七八九十" * 40
    said = detail_words(
        Detail("must", text, text[:at] + "改" + text[at + 1 :], None, None), "zh"
    )
    before, _, after = said.removeprefix("must: ").partition(" → ")
    assert "改" in after
    assert "改" not in before
    assert after.replace("改", text[at]) == before
    assert len(said) < 300
    short = Detail("must", "a <= 1", "a <= 2", None, None)
    assert detail_words(short, "zh") == "must: a <= 1 → a <= 2"
