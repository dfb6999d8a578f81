"""What authors are told in English has no Chinese in it, nor marks of Chinese prose."""

from __future__ import annotations

import io
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from ruleengine.authoring.difference import report as diff_report
from ruleengine.authoring.difference.difference import difference
from ruleengine.authoring.mutation.mutant import Mutant, Step
from ruleengine.authoring.mutation.report import sentence
from ruleengine.base.position import Position
from ruleengine.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
TABLE = """\
kind: field-table
id: T
title: shares
fields:
  - {no: 1, key: part, name: part, type: number, format: n..3, required: always}
  - {no: 2, key: whole, name: whole, type: number, format: n..3, required: always}
checks:
  - id: C1
    title: at most one
    must: 'part / whole <= 1'
    fault: {zh: 占比超过一, en: the share is more than one}
"""
CASES = """\
kind: cases
of: T
cases:
  - name: the whole is nothing
    change: {part: "1", whole: "0"}
    expect: []
  - name: no such reading
    readings: {nothing: "1"}
    change: {part: "1", whole: "1"}
    expect: []
  - name: two are expected
    change: {part: "1", whole: "1"}
    expect: [T-01.format, T-02.format]
"""
DECISION = """\
kind: decision-table
id: D
title: days
inputs:
  - {key: n, name: staff, type: integer, covers: '[1..50]'}
  - {key: m, name: sites, type: integer, covers: '[1..50]'}
outputs:
  - {key: out, name: days, type: number}
rows:
  - {id: r1, n: 1-9, m: '-', out: 0}
  - {id: r2, n: 10+, m: '-', out: 0.5}
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def call(*words: object) -> tuple[int, str]:
        code = main(list(map(str, words)))
        return code, capsys.readouterr().out

    return call


@pytest.mark.parametrize("form", ["text", "junit"])
def test_failed_cases_are_told_in_the_language_asked_for(
    form: str, small: Callable[..., Path], run: Callable[..., tuple[int, str]]
) -> None:
    folder = small(t__yaml=TABLE, t__cases__yaml=CASES)
    code, english = run("test", folder, "--lang", "en", "--format", form)
    assert code == 1
    assert "a condition came to no answer" in english
    assert CHINESE.findall(english) == []
    assert "p/T-01.format, p/T-02.format" in english
    _, chinese = run("test", folder, "--lang", "zh", "--format", form)
    assert "p/T-01.format、p/T-02.format" in chinese
    assert "无法运行：没有名为“nothing”的取法" in chinese


def test_programs_are_given_both_languages(
    small: Callable[..., Path], run: Callable[..., tuple[int, str]]
) -> None:
    folder = small(t__yaml=TABLE, t__cases__yaml=CASES)
    cases = json.loads(run("test", folder, "--format", "json")[1])["cases"]
    undecided, not_run, several = (case["differences"][0] for case in cases)
    assert undecided["found"] == "p/T.C1"
    assert set(undecided["why"]) == {"zh", "en"}
    assert not_run["why"]["en"].startswith('there is no reading "nothing"')
    assert several == {
        "what": "expect",
        "expected": "p/T-01.format、p/T-02.format",
        "found": "—",
    }


def test_no_cases_are_no_pass(
    small: Callable[..., Path], run: Callable[..., tuple[int, str]]
) -> None:
    folder = small(t__yaml=TABLE)
    code, said = run("test", folder, "--lang", "en")
    assert code == 0
    assert "as expected" not in said
    assert said.startswith("There are no cases: nothing was tried")
    assert "没有用例" in run("test", folder, "--lang", "zh")[1]


def test_differences_have_the_marks_of_their_language(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    new = small(d__yaml=DECISION)
    old = tmp_path / "old"
    shutil.copytree(new, old)
    path = new / "p" / "d.yaml"
    path.write_text(path.read_text("utf-8").replace("0.5", "0.6"), "utf-8")
    found = difference(str(old), str(new))
    said = {}
    for language in ("en", "zh"):
        page = io.StringIO()
        diff_report.write_markdown(found, page, language)
        said[language] = page.getvalue()
    body = said["en"].replace("小规则包", "")
    assert CHINESE.findall(body) == []
    assert "\n- different: " in body
    assert "(p/D.r2)" in body
    assert "（p/D.r2）" in said["zh"]


def test_mutants_have_the_marks_of_their_language() -> None:
    position = Position("l.yaml", 3, 1)
    step = Step(
        path=(),
        node=None,
        element="L",
        key="severity.strict",
        before="error",
        after="warning",
        position=position,
    )
    mutant = Mutant(id="x", pack="p", of="p/L", title="list", file="l.yaml", step=step)
    assert "severity (strict)" in sentence(mutant, "en")
    assert CHINESE.findall(sentence(mutant, "en")) == []
    assert "（strict）" in sentence(mutant, "zh")
