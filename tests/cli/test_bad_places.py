"""Full disks, missing rights and bad names: no earlier work is lost, nothing is a bug."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

    Refuse = Callable[[], str]

RULES = Path(__file__).parent / "rules"
DATA = [{"订单编号": "X1", "数量": "abc"}]
OLD = b"what stood there before\n"
WRITING = {
    "r.json": ["validate", "data.json", "--table", "T01"],
    "r.jsonl": ["validate", "data.json", "--table", "T01"],
    "r.xlsx": ["validate", "data.json", "--table", "T01"],
    "fields.json": ["list", "fields"],
    "t01.txt": ["explain", "T01"],
    "fees.json": ["compute", "fees", "--set", "staff=5"],
    "serial.txt": ["identify", "serial", "A0011"],
    "lint.sarif": ["lint"],
    "cases.xml": ["test"],
    "coverage.html": ["coverage"],
    "mutants.txt": ["mutate", "--only", "serial", "--sample", "1", "--jobs", "1"],
}
"""File that is written -> how."""


class FullDisk(io.FileIO):
    """A file on a disk that takes three bytes more."""

    def write(self, raw: Any) -> int:
        super().write(bytes(raw)[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return rules that may be broken, in the working folder, with data beside them."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(RULES, tmp_path / "rules")
    Path("data.json").write_text(json.dumps(DATA), encoding="utf-8")
    return Path("rules")


@pytest.fixture(params=["full disk", "no right to write", "no right to replace"])
def refuse(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Return how to let the system refuse to write; gives what should then be said."""
    opened = Path.open

    def no_right(*_: object) -> Any:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def open_for_reading(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        return opened(path, mode, *more, **named) if "r" in mode else no_right()

    def open_full(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if "r" in mode:
            return opened(path, mode, *more, **named)
        stream = io.BufferedWriter(FullDisk(path, mode.replace("b", "").strip("t")))
        return stream if "b" in mode else io.TextIOWrapper(stream, "utf-8")

    def refuse() -> str:
        match request.param:
            case "full disk":
                monkeypatch.setattr(Path, "open", open_full)
                return "磁盘满了"
            case "no right to write":
                monkeypatch.setattr(Path, "open", open_for_reading)
            case _:
                monkeypatch.setattr(os, "replace", no_right)
        return "没有写的权限"

    return refuse


def unfinished() -> list[Path]:
    return list(Path.cwd().rglob("*.part"))


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("name", WRITING)
def test_an_earlier_answer_stays_where_a_new_one_cannot_be_written(
    name: str, refuse: Refuse, run: Callable[..., Ran]
) -> None:
    Path(name).write_bytes(OLD)
    said = refuse()
    ran = run(*WRITING[name], "--to", name)
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert f"写不进文件“{name}”：{said}" in ran.err
    assert (Path(name).read_bytes(), unfinished()) == (OLD, [])


@pytest.mark.usefixtures("rules")
def test_a_workbook_that_cannot_be_packed_is_not_written(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = Workbook._store_workbook

    def full(book: Workbook) -> None:
        packed(book)  # it cleans up behind itself
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Workbook, "_store_workbook", full)
    ran = run(*WRITING["r.xlsx"], "--to", "r.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "写不进文件“r.xlsx”：磁盘满了" in ran.err


def test_fmt_leaves_a_rule_file_whole(
    rules: Path, refuse: Refuse, run: Callable[..., Ran]
) -> None:
    file = rules / "demo" / "fees.cases.yaml"
    kind, of, *rest = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([of, kind, *rest]), encoding="utf-8", newline="\n")
    before = file.read_bytes()
    said = refuse()
    ran = run("fmt", str(rules / "demo"), rules=False)
    assert ran.code == 2
    assert f"写不进文件“{file.as_posix()}”：{said}" in ran.err
    assert (file.read_bytes(), unfinished()) == (before, [])


def test_update_leaves_the_cases_whole(
    rules: Path, refuse: Refuse, run: Callable[..., Ran]
) -> None:
    file = rules / "demo" / "fees.cases.yaml"
    wrong = file.read_bytes().replace(b"total: 51", b"total: 52")
    file.write_bytes(wrong)
    said = refuse()
    ran = run("test", "rules", "--update", "--yes", rules=False)
    assert ran.code == 2
    assert "fees.cases.yaml”：" in ran.err
    assert said in ran.err
    assert (file.read_bytes(), unfinished()) == (wrong, [])


@pytest.mark.usefixtures("rules")
def test_new_leaves_nothing_half_written(
    refuse: Refuse, run: Callable[..., Ran]
) -> None:
    said = refuse()
    ran = run("new", "table", "T02", "--rules", "mine", rules=False)
    assert ran.code == 2
    assert "写不进文件“mine/" in ran.err
    assert said in ran.err
    assert [path for path in Path("mine").rglob("*") if path.is_file()] == []


def test_new_can_be_tried_again(
    tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def full(source: Any, target: Any) -> None:
        if str(target).endswith(".cases.yaml"):
            raise OSError(errno.ENOSPC, "")
        replace(source, target)

    words = ("new", "table", "T02", "--rules", str(tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        ran = run(*words, rules=False)
    assert ran.code == 2
    assert "t02.cases.yaml”：磁盘满了" in ran.err
    assert run(*words, rules=False).code == 0


def test_a_book_that_was_interrupted_is_written_again(
    tmp_path: Path, refuse: Refuse, run: Callable[..., Ran]
) -> None:
    folder = tmp_path / "book"
    words = ("book", "--format", "markdown", "--lang", "zh", "--to", str(folder))
    assert run(*words).code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    said = refuse()
    ran = run(*words)
    assert ran.code == 2
    assert "book.json”：" in ran.err
    assert said in ran.err
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def test_the_page_that_cannot_be_written_is_named(
    tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "book"
    words = ("book", "--format", "markdown", "--lang", "zh", "--to", str(folder))
    replace = os.replace

    def full(source: Any, target: Any) -> None:
        if str(target).endswith("T01.md"):
            raise OSError(errno.ENOSPC, "")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        ran = run(*words)
    assert ran.code == 2
    assert "T01.md”：磁盘满了" in ran.err
    assert run(*words).code == 0
    assert (folder / "README.md").is_file()
    assert not list(folder.rglob("*.part"))


def test_rules_that_do_not_load_leave_an_earlier_book_alone(
    rules: Path, run: Callable[..., Ran]
) -> None:
    words = ("book", "--format", "markdown", "--rules", "rules", "--to", "book")
    assert run(*words, rules=False).code == 0
    before = {path: path.read_bytes() for path in Path("book").rglob("*.*")}
    (rules / "demo" / "t01.yaml").write_text("kind: [", encoding="utf-8")
    assert run(*words, rules=False).code == 3
    assert {path: path.read_bytes() for path in Path("book").rglob("*.*")} == before


def test_a_file_marked_as_read_only_is_left_alone(
    rules: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = rules / "demo" / "fees.cases.yaml"
    wrong = file.read_bytes().replace(b"total: 51", b"total: 52")
    file.write_bytes(wrong)
    monkeypatch.setattr(os, "access", lambda *_: False)  # of root as of others
    ran = run("test", "rules", "--update", "--yes", rules=False)
    assert ran.code == 2
    assert "没有写的权限" in ran.err
    assert file.read_bytes() == wrong


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "end"])
def test_update_keeps_the_ends_of_lines(
    end: str, last: str, rules: Path, run: Callable[..., Ran]
) -> None:
    file = rules / "demo" / "fees.cases.yaml"
    text = file.read_text("utf-8").replace("\n", end)
    text = text if last else text.removesuffix(end)
    file.write_bytes(text.replace("total: 51", "total: 52").encode())
    assert run("test", "rules", "--update", "--yes", rules=False).code == 0
    assert file.read_bytes() == text.encode()


def test_an_update_that_adds_lines_ends_them_as_the_others_end(
    rules: Path, run: Callable[..., Ran]
) -> None:
    file = rules / "demo" / "serial.cases.yaml"
    lines = ["kind: cases", "of: serial", "cases:", "  - name: 一", "    value: A0012"]
    file.write_bytes("\r\n".join(lines).encode())
    assert run("test", "rules", "--update", "--yes", rules=False).code == 0
    written = file.read_bytes()
    assert b"    expect:\r\n      - serial" in written
    assert written.count(b"\n") == written.count(b"\r\n")


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(
    "argv",
    [
        ["diff", "rules", "new", "--against", "data.json", "--to", "data.json"],
        ["diff", "rules", "new", "--against", "data", "--to", "data/T01.json"],
        ["diff", "rules", "new", "--to", "new/demo/t01.yaml", "--format", "json"],
        ["lint", "rules", "--to", "rules/demo/t01.yaml"],
        ["lint", "new", "--to", "rules/demo/secret.csv"],
        ["validate", "data.json", "--table", "T01", "--to", "rules/demo/secret.csv"],
        ["list", "fields", "--to", "rules/demo/fees.cases.yaml"],
        ["test", "rules", "--to", "rules/demo/notes.txt"],
        ["coverage", "rules", "--to", "rules/demo/source.pdf"],
        ["list", "fields", "--to", "rules/demo/rows.json"],
        ["lint", "rules", "--to", "rules/demo/tables.json"],
        ["validate", "data.json", "--table", "T01", "--to", "rules/demo/rows.jsonl"],
        ["validate", "data.json", "--table", "T01", "--to", "rules/demo/rows.xlsx"],
        ["diff", "rules", "new", "--to", "new/demo/README.md"],
        ["eval", "1", "--context", "data.json", "--to", "data.json"],
        ["compute", "fees", "--input", "in.json", "--to", "in.json"],
    ],
)
def test_what_was_read_is_not_written_over(
    argv: list[str], run: Callable[..., Ran]
) -> None:
    shutil.copytree("rules", "new")
    Path("data").mkdir()
    shutil.copy("data.json", "data/T01.json")
    Path("in.json").write_text('{"staff": 5}', encoding="utf-8")
    Path("data.json").write_text('{"T01": []}', encoding="utf-8")
    for own in ("rules/demo/notes.txt", "rules/demo/source.pdf", "new/demo/README.md"):
        Path(own).write_text("mine", encoding="utf-8")
    shutil.copy("data.json", "rules/demo/tables.json")
    Path("rules/demo/rows.json").write_text(json.dumps(DATA), encoding="utf-8")
    Path("rules/demo/rows.jsonl").write_text(json.dumps(DATA[0]), encoding="utf-8")
    with Workbook("rules/demo/rows.xlsx") as book:
        book.add_worksheet().write_row(0, 0, DATA[0])
    target = Path(argv[argv.index("--to") + 1])
    before = target.read_bytes()
    takes_rules = argv[0] in {"validate", "list", "compute"}
    ran = run(*argv, *(["--rules", "rules"] if takes_rules else []), rules=False)
    assert (ran.code, ran.out) == (2, "")
    assert "换一个文件名" in ran.err
    assert target.read_bytes() == before


@pytest.mark.usefixtures("rules")
def test_a_word_that_is_no_file_may_be_the_name_of_the_answer(
    run: Callable[..., Ran],
) -> None:
    for _ in range(2):
        assert run("list", "fields", "--to", "fields").code == 0
        ran = run("lint", "rules", "--to", "rules/demo/lint.json", rules=False)
        assert (ran.code, ran.out) == (1, "")


@pytest.mark.parametrize(
    "ending", [".json", ".jsonl", ".xlsx", ".html", ".xml", ".sarif"]
)
def test_an_earlier_report_beside_rules_may_be_replaced(
    ending: str, rules: Path, run: Callable[..., Ran]
) -> None:
    target = (rules / "demo" / f"report{ending}").as_posix()
    for faulty in (1, 50, 0, 1):  # the second takes the place of the first, and so on
        Path("data.json").write_text(json.dumps(DATA * faulty), encoding="utf-8")
        ran = run(*WRITING["r.json"], "--rules", "rules", "--to", target, rules=False)
        assert (ran.code, ran.out) == (int(faulty > 0), ""), ran.err


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("words", [("table", "document"), ("decision", "Clauses")])
def test_new_refuses_names_that_files_of_a_pack_have(
    words: tuple[str, str], run: Callable[..., Ran]
) -> None:
    ran = run("new", *words, "--rules", "mine", rules=False)
    assert ran.code == 2
    assert "document、clauses" in ran.err
    assert not Path("mine").exists()


COMMANDS = (
    ["lint", "rules"],
    ["fmt", "--check", "rules"],
    ["test", "rules"],
    ["list", "tables", "--rules", "rules"],
    ["validate", "data.json", "--table", "T01", "--rules", "rules"],
)


@pytest.mark.parametrize("argv", COMMANDS, ids=lambda argv: argv[0])
def test_what_editors_and_people_put_beside_rules_is_passed_over(
    argv: list[str], rules: Path, run: Callable[..., Ran]
) -> None:
    before = run(*argv, rules=False)
    demo = rules / "demo"
    (demo / ".t02.yaml").write_text("kind: [", encoding="utf-8")
    (demo / "old.yaml").mkdir()
    if os.name != "nt":
        (demo / ".#t01.yaml").symlink_to("user@host.1234:5678")
    assert run(*argv, rules=False) == before


@pytest.mark.parametrize("argv", COMMANDS, ids=lambda argv: argv[0])
def test_a_rule_file_that_cannot_be_read_is_a_problem(
    argv: list[str],
    rules: Path,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "t01.yaml":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path)

    (rules / "demo" / "unit.yaml").write_text("kind: [\n", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    ran = run(*argv, rules=False)
    assert ran.code == (1 if argv[0] == "lint" else 3)
    said = ran.out + ran.err
    assert "t01.yaml:1:1" in said
    assert "文件读不出来：没有读的权限。" in said
    assert "unit.yaml:" in said


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
@pytest.mark.parametrize("leads_to", ["nowhere", "t02.yaml"])
@pytest.mark.parametrize("argv", COMMANDS, ids=lambda argv: argv[0])
def test_a_rule_file_whose_link_leads_nowhere_is_not_passed_over(
    argv: list[str], leads_to: str, rules: Path, run: Callable[..., Ran]
) -> None:
    (rules / "demo" / "t02.yaml").symlink_to(leads_to)
    ran = run(*argv, rules=False)
    assert ran.code == (1 if argv[0] == "lint" else 3)
    assert "文件读不出来：没有这个文件。" in ran.out + ran.err


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("leads_to", ["nowhere", "book"])
def test_a_book_is_not_written_to_a_link_that_leads_nowhere(
    leads_to: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    book = tmp_path / "book"
    book.symlink_to(leads_to)
    ran = run("book", "--rules", "rules", "--to", str(book), rules=False)
    assert ran.code == 2
    assert ran.err == f"写不进文件“{book}”：没有这个位置；请换一个文件夹\n"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("file", ["circle", "n" * 300])
@pytest.mark.parametrize(
    "words", [("compute", "fees", "--input"), ("eval", "1", "--context")]
)
def test_inputs_that_no_file_can_hold_are_not_found(
    words: tuple[str, ...], file: str, run: Callable[..., Ran]
) -> None:
    Path("circle").symlink_to("circle")
    ran = run(*words, file, rules=words[0] == "compute")
    assert (ran.code, ran.err) == (4, f"找不到文件“{file}”；请核对路径\n")


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("asked", ["iterdir", "stat"])
@pytest.mark.parametrize("argv", COMMANDS, ids=lambda argv: argv[0])
def test_a_folder_that_may_not_be_entered_is_a_problem(
    asked: str,
    argv: list[str],
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask = getattr(Path, asked)

    def refused(path: Path, **named: bool) -> Any:
        if path.parts[:1] == ("rules",):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return ask(path, **named)

    monkeypatch.setattr(Path, asked, refused)
    ran = run(*argv, rules=False)
    is_lint = argv[0] == "lint"
    assert ran.code == (1 if is_lint else 3), ran.err
    assert "没有读的权限" in ran.out + ran.err


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["lint", "locked/demo"], 1),
        (["fmt", "locked/t01.yaml"], 3),
        (["diff", "locked/demo", "rules"], 3),
        (["list", "--rules", "locked/demo"], 3),
    ],
)
@pytest.mark.usefixtures("rules")
def test_what_stands_in_a_folder_that_may_not_be_entered_is_a_problem(
    argv: list[str],
    code: int,
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stat = Path.stat

    def refused(path: Path, **named: bool) -> os.stat_result:
        if path.parts[:1] == ("locked",):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return stat(path, **named)

    monkeypatch.setattr(Path, "stat", refused)
    ran = run(*argv, rules=False)
    assert ran.code == code
    assert "文件读不出来：没有读的权限。" in ran.out + ran.err


def test_inputs_in_a_folder_that_may_not_be_entered_end_with_4(
    tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, *_: object) -> Any:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    file = str(tmp_path / "in.yaml")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refused)
        patch.setattr(Path, "is_dir", lambda p: refused(p) if str(p) == file else True)
        patch.setattr(Path, "stat", lambda p, **_: refused(p))
        ran = run("eval", "1", "--context", file, rules=False)
    assert ran.code == 4
    assert f"没有读文件“{file}”的权限" in ran.err


def test_standard_input_that_is_closed_is_empty(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    ran = run("validate", "-", "--table", "T01")
    assert (ran.code, ran.err) == (4, "标准输入里没有数据；请核对 | 前面的命令\n")
    ran = run("compute", "fees", "--input", "-")
    assert ran.code == 4
    assert "<stdin>" in ran.err
