"""Copies of the shipped packs with things changed: diff names each, with a witness."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import ruleengine
from ruleengine.authoring.difference import plain, report
from ruleengine.authoring.difference.difference import difference
from ruleengine.cli.main import main
from ruleengine.source.shipped import rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.authoring.difference.result import Difference


class Edit(NamedTuple):
    """What is changed, and what diff must say of it."""

    file: str
    old: str
    new: str
    id: str
    kind: str


EDITS = {
    "an edge is shifted": Edit(
        "santong-2026/staff-days.yaml",
        "staff: 50-79",
        "staff: 50-80",
        "santong/staff-days.r03",
        "different",
    ),
    "a figure is changed": Edit(
        "santong-2026/staff-days.yaml",
        "staff_days: 2.5",
        "staff_days: 2.6",
        "santong/staff-days.r06",
        "different",
    ),
    "a title is changed": Edit(
        "santong-2026/site-time.yaml",
        "\ntitle: ",
        "\ntitle: 新的",
        "santong/site-time",
        "wording",
    ),
    "a bound of a part is raised": Edit(
        "santong-2026/certificate-number.yaml",
        "    from: 21",
        "    from: 22",
        "santong/certificate-number.year",
        "stricter",
    ),
    "a formula rounds otherwise": Edit(
        "santong-2026/inspection-time.yaml",
        "'ceiling(minimum_days * 2) / 2'",
        "'ceiling(minimum_days * 4) / 4'",
        "santong/inspection-time.planned_days",
        "different",
    ),
    "a code is dropped": Edit(
        "santong-2026/accepted-scheme.yaml",
        '  - code: "HACCP"',
        '  - code: "HACCP-2"',
        "santong/accepted-scheme.HACCP",
        "gone",
    ),
    "an obligation is dropped": Edit(
        "ptdata/t12-laboratory.yaml",
        "    required: always",
        "    required: optional",
        "ptdata/T12-02",
        "looser",
    ),
    "a format is widened": Edit(
        "ptdata/t06-result.yaml",
        "    format: an..30",
        "    format: an..40",
        "ptdata/T06-03",
        "looser",
    ),
    "a condition is tightened": Edit(
        "ptdata/t06-result.yaml",
        "must: '补测结果提交日期 >= 结果提交日期'",
        "must: '补测结果提交日期 > 结果提交日期'",
        "ptdata/T06.C5",
        "stricter",
    ),
    "a key is shortened": Edit(
        "ptdata/t06-result.yaml",
        "fields: [plan_number, sample_number, participant_code, parameter_name]",
        "fields: [plan_number, sample_number, participant_code]",
        "ptdata/T06.U1",
        "stricter",
    ),
    "a key counts other records": Edit(
        "ptdata/t04-registration.yaml",
        "where: '报名状态 = \"已报名\"'",
        "where: '报名状态 != \"已报名\"'",
        "ptdata/T04.U1",
        "different",
    ),
    "a row holds a day longer": Edit(
        "nac-2016/accreditation-number.yaml",
        "until: 1994-06-30",
        "until: 1994-07-01",
        "nac/accreditation-number.q0",
        "different",
    ),
    "an output called number is changed": Edit(
        "nac-2016/authorisation.yaml",
        "    number: SC07",
        "    number: SC08",
        "nac/authorisation.r03",
        "different",
    ),
    "an input may be left out": Edit(
        "nac-2016/staff-days.yaml",
        "    covers: '>= 1'",
        "    covers: '>= 1'\n    optional: true",
        "nac/staff-days.staff",
        "looser",
    ),
    "an item of a list has a tighter domain": Edit(
        "santong-2026/joint-inspection-time.yaml",
        "        covers: '>= 1'",
        "        covers: '>= 2'",
        "santong/joint-inspection-time.units",
        "stricter",
    ),
    "a code was printed with another name": Edit(
        "santong-2026/product-unit.yaml",
        "    printed: 干蛋类的加工",
        "    printed: 蛋类的加工",
        "santong/product-unit.C1-0201",
        "different",
    ),
    "a document comes into force later": Edit(
        "santong-2026/document.yaml",
        "  from: 2026-01-10",
        "  from: 2026-02-10",
        "santong",
        "different",
    ),
}
PACKS = ("santong-2026", "nac-2016", "ptdata", "codes")


def copied(folder: Path) -> None:
    for pack in PACKS:
        # What is changed in nac are rows and inputs, of which no case need be asked.
        left_out = shutil.ignore_patterns(*["*.cases.yaml"] * (pack == "nac-2016"))
        shutil.copytree(rules_folder() / pack, folder / pack, ignore=left_out)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the packs and make all changes, each at the first place that fits."""
    folder = tmp_path_factory.mktemp("new") / "rules"
    copied(folder)
    for edit in EDITS.values():
        path = folder / edit.file
        text = path.read_text(encoding="utf-8")
        assert edit.old in text, edit
        path.write_text(text.replace(edit.old, edit.new, 1), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old") / "rules"
    copied(folder)
    return folder


@pytest.fixture(scope="module")
def found(old: Path, changed: Path) -> Difference:
    return difference(str(old), str(changed))


@pytest.fixture(scope="module")
def as_json(found: Difference) -> dict[str, Any]:
    page = io.StringIO()
    plain.write_json(found, page)
    return dict(json.loads(page.getvalue()))


@pytest.mark.parametrize("name", EDITS)
def test_each_change_is_named_with_its_line(
    name: str, changed: Path, as_json: dict[str, Any]
) -> None:
    edit = EDITS[name]
    told = next(each for each in as_json["changes"] if each["id"] == edit.id)
    assert told["kind"] == edit.kind
    place = told["details"][0]["new"] or told["details"][0]["old"]
    lines = (changed / edit.file).read_text(encoding="utf-8").splitlines()
    assert place["file"].endswith(edit.file)
    assert place["column"] > 0
    if told["kind"] != "gone":
        assert edit.new.strip().splitlines()[-1] in lines[place["line"] - 1]


@cache
def _loaded(folder: Path, as_of: str) -> Ruleset:
    return ruleengine.load(folder, as_of=as_of)


def _answer(folder: Path, witness: dict[str, Any]) -> Any:
    rules = _loaded(folder, witness["as_of"] or "2026-11-21")
    of, given, readings = witness["of"], witness["given"], witness["readings"]
    given = {key: value for key, value in given.items() if value is not None}
    if of in rules.tables():
        data = {**witness["others"], of: [given, *witness["records"]]}
        found = rules.check(data, readings=readings).findings
        return sorted((each.rule, each.severity) for each in found)
    if witness["value"] is None:
        computed = rules.compute(of, given, readings=readings)
        rule_ids = [each.rule for each in computed.findings]
        return computed.to_dict()["outputs"], rule_ids
    if of == "santong":
        return of in rules.packs(witness["value"])
    if of in {"santong/accepted-scheme", "santong/product-unit"}:
        entry = rules.codes(of).find(witness["value"])
        return entry and entry.to_context()
    answer = rules.identify(of, witness["value"], readings=readings, **given)
    return sorted(each.rule for each in answer.findings)


@pytest.mark.parametrize(
    "name", [name for name, edit in EDITS.items() if edit.kind != "wording"]
)
def test_the_witness_separates_the_two_versions(
    name: str, old: Path, changed: Path, as_json: dict[str, Any]
) -> None:
    told = next(each for each in as_json["changes"] if each["id"] == EDITS[name].id)
    assert told["witness"] is not None
    assert _answer(old, told["witness"]) != _answer(changed, told["witness"])


def test_nothing_else_is_named(as_json: dict[str, Any]) -> None:
    told = {each["id"] for each in as_json["changes"]}
    wanted = {edit.id for edit in EDITS.values()}
    assert told - wanted == {"santong/accepted-scheme.HACCP-2"}
    counted = as_json["summary"]
    assert counted == {
        "stricter": 4,
        "looser": 3,
        "different": 8,
        "new": 1,
        "gone": 1,
        "wording": 1,
    }


def test_tables_and_formats_are_exact_and_searches_say_so(
    found: Difference,
) -> None:
    exact = {change.id: change.exact for change in found.changes}
    assert exact["santong/staff-days.r03"]
    assert exact["ptdata/T06-03"]
    assert not exact["ptdata/T06.C5"]


def test_a_caller_whose_text_did_not_change_is_named(
    as_json: dict[str, Any], old: Path, changed: Path
) -> None:
    told = {each["id"]: each for each in as_json["affected"]}
    each = told["santong/site-time"]
    assert each["because_of"] == ["santong/staff-days"]
    assert _answer(old, each["witness"]) != _answer(changed, each["witness"])


def test_the_text_speaks_of_values_as_people_do(found: Difference) -> None:
    page = io.StringIO()
    report.write_text(found, page, "zh")
    assert "例如 员工人数 80 人：员工数量附加天数 1.5 天 → " in page.getvalue()
    assert "已逐段比较，没有遗漏" in page.getvalue()
    assert "按搜索，未穷尽" in page.getvalue()


def test_the_markdown_is_a_table_with_a_note(found: Difference) -> None:
    page = io.StringIO()
    report.write_markdown(found, page, "en")
    lines = page.getvalue().splitlines()
    assert "## Change note" in lines
    rows = [line for line in lines if line.startswith("| ")]
    assert len(rows) == len(found.changes) + 2
    assert {line.replace("\\|", "").count("|") for line in rows} == {6}


def test_submitted_records_that_change_their_verdict_are_listed(
    old: Path, changed: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "T12.json").write_text('[{"no_such_key": "1"}]', encoding="utf-8")
    found = difference(str(old / "ptdata"), str(changed / "ptdata"), [str(folder)])
    assert found.against is not None
    (judged,) = found.against
    assert judged.table == "ptdata/T12"
    assert judged.record == 1
    assert judged.gone == (("ptdata/T12-02.required", "error"),)
    page = io.StringIO()
    report.write_text(found, page, "en")
    assert "no longer ptdata/T12-02.required error" in page.getvalue()


def _git(folder: Path, *words: str) -> None:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *words]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_git_revision_is_compared_with_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "rules" / "ilac"
    shutil.copytree(rules_folder() / "ilac", pack)
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-q", "-m", "first")
    file = pack / "accreditation-claim.yaml"
    text = file.read_text(encoding="utf-8")
    assert "format: an..50" in text
    file.write_text(text.replace("format: an..50", "format: an..40", 1), "utf-8")
    monkeypatch.chdir(tmp_path)
    for old in ("HEAD", "HEAD:rules/ilac"):
        new = "rules" if old == "HEAD" else "rules/ilac"
        assert main(["diff", old, new, "--lang", "en", "--exit-code"]) == 1
        told = capsys.readouterr().out
        assert "stricter  ilac/accreditation-claim-01" in told
        assert "1 stricter, 0 looser, 0 different" in told
    assert main(["diff", "HEAD", "rules", "--to", "review.md"]) == 0
    assert (tmp_path / "review.md").read_text("utf-8").startswith("# ")
    assert main(["diff", "rules", "rules", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []
    assert main(["diff", "no-such-revision", "rules"]) == 2
    assert main(["diff", "--output=x:rules", "rules"]) == 2


def test_a_table_of_another_pack_that_uses_a_changed_list_is_named(
    small: Callable[..., Path],
) -> None:
    codes = (
        "kind: code-list\nid: kinds\ntitle: 类\ncodes:\n  - code: {}\n    name: 甲\n"
    )
    table = (
        "kind: field-table\nid: T\ntitle: 表\nfields:\n  - no: 1\n    key: kind\n"
        "    name: 类别\n    format: an..5\n    codes: q/kinds\n    required: always\n"
    )
    cases = "kind: cases\nof: T\nbase:\n  kind: A\ncases:\n  - name: 对\n"
    folder = small(t__yaml=table, t__cases__yaml=cases)
    document = (folder / "p" / "document.yaml").read_text("utf-8")
    (folder / "q").mkdir()
    own = document.replace("pack: p", "pack: q")
    (folder / "q" / "document.yaml").write_text(own, encoding="utf-8")
    new = shutil.copytree(folder, folder.with_name("new"))
    for each, code in ((folder, "A"), (new, "B")):
        (each / "q" / "kinds.yaml").write_text(codes.format(code), encoding="utf-8")
    (affected,) = difference(str(folder), str(new)).affected
    assert (affected.id, affected.because_of) == ("p/T", ("q/kinds",))
