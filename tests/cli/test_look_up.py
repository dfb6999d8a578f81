from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ruleengine.api.listing import NOUNS
from ruleengine.report.visible import columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


@pytest.mark.parametrize("noun", NOUNS)
def test_list_gives_lines_and_data(noun: str, run: Callable[..., Ran]) -> None:
    ran = run("list", noun)
    assert (ran.code, ran.err) == (0, "")
    data = json.loads(run("list", noun, "--format", "json").out)
    assert list(data) == [noun]
    assert len(ran.out.splitlines()) == len(data[noun]) + 2


def test_list_alone_is_an_overview(run: Callable[..., Ran]) -> None:
    ran = run("list", "--lang", "en")
    assert ran.code == 0
    assert "demo" in ran.out
    assert "|".join(NOUNS[:4]) in ran.out
    assert json.loads(run("list", "--format", "json").out)["packs"][1]["tables"] == 1


def test_list_of_one_table_shows_its_items(run: Callable[..., Ran]) -> None:
    assert "demo/T01-10" in run("list", "tables", "T01").out
    assert "demo/T01-10" not in run("list", "tables").out


def test_list_of_code_lists_by_name_shows_their_codes(run: Callable[..., Ran]) -> None:
    ran = run("list", "codes", "unit", "colour")
    lists = [each.splitlines() for each in ran.out.split("\n\n")]
    assert [lines[0].split()[0] for lines in lists] == ["codes/colour", "demo/unit"]
    codes = [[line.split()[0] for line in lines[2:-1]] for lines in lists]
    assert codes == [["1", "2"], ["A-01", "A-02"]]


def test_list_keeps_to_the_width_of_a_terminal(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((40, 20)))
    assert "…" in run("list", "clauses").out


@pytest.mark.parametrize("noun", ["packs", "tables", "fields", "readings"])
def test_a_list_fits_a_usual_terminal_and_keeps_its_ids(
    noun: str, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((80, 20)))
    rows = run("list", noun, rules=False).out.splitlines()
    assert max(map(columns, rows)) <= 80
    data = json.loads(run("list", noun, "--format", "json", rules=False).out)[noun]
    known = [each.get("id", each.get("pack")) for each in data]
    shown = [row.split()[0] for row in rows[1:-1]]
    assert [each for each in shown if not each.endswith("…")] == known[: len(shown)]


def test_list_of_something_else_is_wrong_usage(run: Callable[..., Ran]) -> None:
    ran = run("list", "tabels")
    assert ran.code == 2
    assert "tables" in ran.err
    assert run("list", "tables", "T9").code == 2


def test_new_says_which_folder_to_look_at(
    tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    ran = run("new", "decision", "days", "--rules", str(folder), rules=False)
    assert f"ruleengine lint {folder.as_posix()} " in ran.err
    monkeypatch.chdir(tmp_path)
    assert "ruleengine lint . " in run("new", "table", "T01", rules=False).err


def test_new_takes_one_folder(run: Callable[..., Ran]) -> None:
    page = run("new", "--help", "--lang", "en", rules=False).out
    assert "--rules DIR " in page
    assert "repeatable" not in page


def test_explain_speaks_both_languages_and_gives_data(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    assert "必填" in run("explain", "T01-01").out
    assert "Required" in run("explain", "T01-01", "--lang", "en").out
    assert json.loads(run("explain", "T01-01", "--format", "json").out)["id"]
    target = tmp_path / "page.json"
    assert run("explain", "an..5", "--to", str(target)).code == 0
    assert json.loads(target.read_text("utf-8"))["kind"] == "format"


@pytest.mark.parametrize(
    ("name", "file", "begin"),
    [
        ("demo/T01", "t01.yaml", "kind: field-table"),
        ("demo/T01-10.format", "t01.yaml", "no: 10"),
        ("demo/unit/A-01", "unit.yaml", "unit"),
        ("demo/days/r01", "days.yaml", "r01"),
    ],
)
def test_explain_says_which_file_to_open(
    name: str, file: str, begin: str, run: Callable[..., Ran]
) -> None:
    place = run("explain", name).out.splitlines()[-1].strip()
    path, line, column = place.rsplit(":", 2)
    assert Path(path).name == file
    text = Path(path).read_text("utf-8").splitlines()[int(line) - 1]
    assert text[int(column) - 1 :].startswith(begin)
    assert "Written in" not in run("explain", "an..5", "--lang", "en").out


@pytest.mark.parametrize("name", ["an.200", "demo/T0", "zzzzz", "", " "])
def test_explain_of_what_there_is_not_is_wrong_usage(
    name: str, run: Callable[..., Ran]
) -> None:
    ran = run("explain", name)
    assert (ran.code, ran.out) == (2, "")
    assert 0 < len(ran.err) < 400


@pytest.mark.parametrize(("code", "near"), [("E591", "E590"), ("E999", "")])
def test_a_problem_code_that_is_none_is_taken_for_no_format(
    code: str, near: str, run: Callable[..., Ran]
) -> None:
    ran = run("explain", code)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"没有“{code}”")
    assert near in ran.err


def test_a_pack_before_its_first_edition_is_said_to_be_that(
    run: Callable[..., Ran],
) -> None:
    for argv in (["explain", "demo/T01"], ["list", "tables", "demo"]):
        ran = run(*argv, "--as-of", "1999-01-01")
        assert ran.code == 2
        assert "最早自" in ran.err
    ran = run("list", "--rules", "santong", "--as-of", "1999-01-01", rules=False)
    assert (ran.code, ran.out) == (2, "")
    assert "最早自" in ran.err
