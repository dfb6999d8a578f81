"""Faults in decision tables, calculations and identifiers: code, place, way out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from ruleengine.base.problem import RulePackError
from ruleengine.compile.identifiers_examples import example_problems

if TYPE_CHECKING:
    from tests.conftest import PackWriter

    from ruleengine.base.problem import Problem

TABLE = """\
kind: decision-table
id: days
title: 天数
inputs:
  - key: staff
    type: integer
    covers: '>= 1'
  - key: kind
    type: string
outputs:
  - key: days
    type: number
rows:
  - id: r1
    staff: 1-19
    kind: A
    days: 0
  - id: r2
    staff: 20+
    days: 1
"""

CALCULATION = """\
kind: calculation
id: work-time
title: 时间
inputs:
  - key: staff
    type: integer
    covers: '>= 1'
    default: 1
requires:
  - id: R1
    must: 'staff < 10'
    on: [staff]
steps:
  - key: base
    type: number
    formula: 'staff * 2'
  - key: total
    type: number
    formula:
      reading: fixed-number
      practical: 'base + 1'
      strict: 'base + 2'
needs-decision:
  - id: D1
    when: 'total > 5'
    says: 请人决定
outputs: [total]
"""

NUMBER = """\
kind: identifier
id: mark
title: 编号
parts:
  - key: agency
    format: n3
  - key: serial
    prefix: "-"
    format: an4
    from: 1
  - key: check
    characters: ["0-9", "X"]
    length: 1
checksum:
  part: check
  over: [agency]
  alphabet: "0123456789"
  weights: [1, 2, 3]
  modulus: 11
  mapping: "0123456789X"
facts:
  - key: day
    type: date
checks:
  - id: C1
    must: 'number(agency) < as_of.year'
    on: [agency]
"""

TABLE_FAULTS = [
    ("  - id: r2", "  - id: r1", "E400", 18),
    ("    kind: A\n", "    kid: A\n", "E401", 16),
    ("    days: 1\n", "", "E402", 18),
    ("    staff: 1-19", "    staff: 19-1", "E403", 15),
    ("    staff: 1-19", "    staff: '[1..'", "E403", 15),
    ("    days: 0", "    days: zero", "E404", 17),
    ("title: 天数\n", "title: 天数\nhit: priority\n", "E406", 12),
    ("    type: number\n", "    type: string\n", None, 0),
    ("title: 天数\n", "title: 天数\nhit: collect sum\n", None, 0),
    ("key: days\n    type: number", "key: days\n    type: string", None, 0),
    ("  - key: kind\n", "  - key: note\n", "E408", 8),
    (
        "    days: 0",
        "    from: 2027-01-01\n    until: 2026-01-01\n    days: 0",
        "E409",
        14,
    ),
    ("    days: 0", "    from: 2026-02-30\n    days: 0", "E493", 17),
    ("    type: number\n", "    type: number\n    values: [1, 2]\n", "E410", 18),
    ("    type: number\n", "    type: number\n    default: x\n", "E404", 13),
    ("covers: '>= 1'", "covers: '>> 1'", "E426", 7),
    ("  - key: kind\n", "  - key: staff\n", "E420", 8),
    ("  - key: kind\n", "  - key: as_of\n", "E586", 8),
    ("    type: string\n", "    type: string\n    default: 1.5\n", None, 0),
    ("    type: string\n", "    type: string\n    codes: nothing\n", "E496", 10),
    ("    type: string\n", "    type: string\n    format: an.4\n", "E441", 10),
    (
        "title: 天数\n",
        "title: 天数\nhit:\n  reading: fixed-number\n  practical: first\n  strict: last\n",
        "E205",
        7,
    ),
    (
        "title: 天数\n",
        "title: 天数\nhit:\n  reading: fixd-number\n  practical: first\n",
        "E490",
        5,
    ),
    ("    type: number\n", "    type: string\n    values: ['0', '1']\n", None, 0),
    ("    type: number\n", "    type: number\n    default: x\n", "E404", 13),
    (
        "    type: number\n",
        "    type: string\n    values: ['0', '1']\n    default: '2'\n",
        "E410",
        14,
    ),
]

CALCULATION_FAULTS = [
    ("'staff * 2'", "'staff * '", "E494", 16),
    ("'staff * 2'", "'stff * 2'", "E494", 16),
    ("'staff * 2'", "'staff + \"a\"'", "E494", 16),
    ("'staff * 2'", "'total * 2'", "E424", 16),
    ("outputs: [total]", "outputs: [totl]", "E421", 27),
    ("  - key: total", "  - key: base", "E420", 17),
    ("  - key: total", "  - key: as_of", "E586", 17),
    ("on: [staff]", "on: [stuff]", "E425", 12),
    ("default: 1", "default: one", "E427", 8),
    ("default: 1", "default: '1'", "E427", 8),
    ("default: 1", "default: 0", "E428", 8),
    ("default: 1", "default: 12\n    format: n..1", "E428", 8),
    ("default: 1", "default: 12\n    format: n..2", None, 0),
    ("default: 1", "default: 1\n    values: [2, 3]", "E428", 8),
    ("default: 1", "format: YYYYMMDD", "E411", 8),
    ("default: 1", "format: an..5", "E411", 8),
    ("default: 1", "format: YYYYMM", "E411", 8),
    ("default: 1", "format: n..5", None, 0),
    ("default: 1", "format: YYYY", None, 0),
    ("default: 1", "default: 1\n    values: [1, 2]", None, 0),
    ("default: 1", "default: null", None, 0),
    ("      strict: 'base + 2'\n", "", "E491", 20),
    ("      strict:", "      strick:", "E492", 22),
    ("reading: fixed-number", "reading: rounding", "E490", 20),
    ("'total > 5'", "'total >'", "E494", 25),
    ("'total > 5'", "'total + 5'", "E494", 25),
    ("'staff < 10'", "'staff'", "E494", 11),
    ("'staff * 2'", "'work time(staff)'", "E423", 2),
    ("'staff < 10'", "'staff <'", "E494", 11),
]

NUMBER_FAULTS = [
    ("format: n3", "format: n.3", "E441", 6),
    ("format: n3", "format: n3,2", "E446", 6),
    ("    format: n3\n", "", "E442", 5),
    ("  - key: serial", "  - key: agency", "E440", 7),
    ("  - key: day", "  - key: check", "E440", 22),
    ("    from: 1", "    from: -1", "E207", 10),
    ("    from: 1", "    from: 10000", "E449", 10),
    ("    from: 1", "    from: 3\n    until: 2", "E449", 10),
    ("    from: 1", "    until: 9999", None, 0),
    ("length: 1\n", "length: one\n", "E448", 13),
    ("length: 1\n", "length: 9..3\n", "E448", 13),
    ("length: 1\n", "length: 0\n", "E448", 13),
    ("length: 1\n", "length: 999999999\n", "E448", 13),
    ("length: 1\n", "length: 1001\n", "E448", 13),
    ('["0-9", "X"]', "[Z-A]", "E448", 12),
    ('["0-9", "X"]', "[AB]", "E448", 12),
    ('["0-9", "X"]', "['']", "E448", 12),
    ('["0-9", "X"]', "[A～Z]", "E448", 12),
    ('["0-9", "X"]', "[true]", "E448", 12),
    ("format: n3", "format: n99999", "E446", 6),
    ("format: n3", "format: n90..1001", "E446", 6),
    ("format: n3", "format: n..1001", "E446", 6),
    ("over: [agency]", "over: [agncy]", "E443", 16),
    ("weights: [1, 2, 3]", "weights: [1, 2]", "E444", 18),
    ("modulus: 11", "modulus: 12", "E444", 20),
    ('alphabet: "0123456789"', 'alphabet: "00123456789"', "E444", 17),
    ("format: n3", "format: n..3", "E444", 16),
    ("'number(agency) < as_of.year'", "'agency <'", "E494", 26),
    ("on: [agency]", "on: [agence]", "E425", 27),
    ("    format: an4\n", "    format: an4\n    codes: lost\n", "E496", 10),
    ("checks:\n", "checks:\n  - id: C1\n    must: 'true'\n", "E495", 27),
    ("kind: identifier", "kind: identifier", None, 0),
]


def _problems(load_pack: PackWriter, text: str) -> tuple[Problem, ...]:
    try:
        load_pack(rule=text)
    except RulePackError as error:
        return error.problems
    return ()


FAULTS = [
    *((TABLE, *fault) for fault in TABLE_FAULTS),
    *((CALCULATION, *fault) for fault in CALCULATION_FAULTS),
    *((NUMBER, *fault) for fault in NUMBER_FAULTS),
]


@pytest.mark.parametrize("text", [TABLE, CALCULATION, NUMBER])
def test_the_unchanged_files_have_no_problem(load_pack: PackWriter, text: str) -> None:
    assert _problems(load_pack, text) == ()


@pytest.mark.parametrize(("text", "found", "changed", "code", "line"), FAULTS)
def test_a_slip_is_a_problem_at_its_line(
    load_pack: PackWriter,
    text: str,
    found: str,
    changed: str,
    code: str | None,
    line: int,
) -> None:
    assert found in text
    problems = _problems(load_pack, text.replace(found, changed, 1))
    if code is None:
        assert problems == ()
        return
    assert code in [problem.code for problem in problems]
    first = next(problem for problem in problems if problem.code == code)
    assert first.position.line == line
    assert first.message.zh
    assert first.message.en


@pytest.mark.parametrize(
    ("formula", "hint"),
    [
        ("staff * total", "把那一步移到前面"),
        ("base = staff * 2", "只写等号右边的算式"),
        ("if kind = full then 1 else 2", '是否想写 "full" ？'),
        ("work size(staff)", "请写成 work size() 。"),
    ],
)
def test_a_formula_has_its_way_out(
    load_pack: PackWriter, formula: str, hint: str
) -> None:
    text = CALCULATION.replace("'staff * 2'", f"'{formula}'").replace(
        "requires:", "  - key: kind\n    type: string\n    values: [full]\nrequires:"
    )
    size = "kind: calculation\nid: work-size\ntitle: 数\nsteps:\n  - key: a\n    formula: 1\noutputs: [a]\n"
    with pytest.raises(RulePackError) as caught:
        load_pack(rule=text, size=size)
    (problem,) = caught.value.problems
    assert problem.hint is not None
    assert hint in problem.hint.zh


def test_a_fault_in_a_formula_points_at_its_column(load_pack: PackWriter) -> None:
    text = CALCULATION.replace("'staff * 2'", "'staff * stff'")
    (problem,) = _problems(load_pack, text)
    line = text.splitlines()[problem.position.line - 1]
    assert line[problem.position.column - 1 :].startswith("stff")


def test_all_problems_of_a_file_are_told_at_once(load_pack: PackWriter) -> None:
    text = TABLE.replace("1-19", "19-1").replace("days: 0", "days: zero")
    text = text.replace("'>= 1'", "'>> 1'")
    codes = sorted(problem.code for problem in _problems(load_pack, text))
    assert codes == ["E403", "E404", "E426"]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("1e3", "1000"),
        ("1,000", "1000"),
        (".5", "0.5"),
        ("0.5天", "0.5"),
        ("０．５", "0.5"),
        ("50%", "0.50"),
        ("'0.5'", "Take the quotes away: 0.5"),
        ("20-49", ""),
        ("many", ""),
        ("1.2.3", ""),
    ],
)
def test_a_figure_in_other_signs_is_told_with_the_plain_one(
    load_pack: PackWriter, typed: str, near: str
) -> None:
    (problem,) = _problems(load_pack, TABLE.replace("days: 0", f"days: {typed}"))
    assert problem.code == "E404"
    assert problem.hint
    assert near in problem.hint.en
    assert near or problem.hint.en.startswith("Mend")


@pytest.mark.parametrize(
    "cell", ["many", "'> many'", "'f(?)'", "'starts with(?, \"a\")'", "'[1..most]'"]
)
def test_a_cell_that_no_value_can_meet_is_a_problem(
    load_pack: PackWriter, cell: str
) -> None:
    codes = [p.code for p in _problems(load_pack, TABLE.replace("1-19", cell))]
    assert codes == ["E403"]
    covers = TABLE.replace("'>= 1'", cell)
    assert [p.code for p in _problems(load_pack, covers)] == ["E426"]


def test_a_wrong_default_of_an_output_is_told_once(load_pack: PackWriter) -> None:
    text = TABLE.replace("    type: number\n", "    type: number\n    default: x\n")
    text = text.replace("    days: 0\n", "").replace("    days: 1\n", "")
    assert [problem.code for problem in _problems(load_pack, text)] == ["E404"]


def test_a_default_that_is_no_code_of_the_list_is_a_problem(
    load_pack: PackWriter,
) -> None:
    codes = (
        "kind: code-list\nid: colours\ntitle: 颜色\ncodes:\n  - code: A\n    name: 红\n"
    )
    text = CALCULATION.replace("type: integer", "type: string\n    codes: colours")
    text = text.replace("    covers: '>= 1'\n", "").replace("'staff < 10'", "'true'")
    text = text.replace("'staff * 2'", "'2'")
    load_pack(colours=codes, rule=text.replace("default: 1", "default: A"))
    with pytest.raises(RulePackError, match=r"“1”不在它可取的值之内（颜色）"):
        load_pack(colours=codes, rule=text)


@pytest.mark.parametrize("hit", ["collect sum", "collect count"])
def test_a_fold_needs_a_single_output(load_pack: PackWriter, hit: str) -> None:
    text = TABLE.replace("title: 天数", f"title: 天数\nhit: {hit}")
    two = "rows:\n", "  - key: other\n    type: string\n    optional: true\nrows:\n"
    assert _problems(load_pack, text) == ()
    codes = [problem.code for problem in _problems(load_pack, text.replace(*two))]
    assert codes == ["E407"]


def test_values_of_an_output_are_of_its_type(load_pack: PackWriter) -> None:
    text = TABLE.replace("type: number\n", "type: number\n    values: [a]\n")
    codes = {problem.code for problem in _problems(load_pack, text)}
    assert codes == {"E404", "E410"}


EXAMPLES = [
    ("good", '"123-00013"', None),
    ("good", '"123-00014"', "按规则算出的“check”是“3”"),
    ("good", '"123-0001"', "按规则算出的“check”是“3”"),
    ("good", '"999999-00013"', "有错（agency）"),
    ("bad", 'text: "123-00014"\n      fails: check', None),
    ("bad", 'text: "123-00014"\n      fails: agency', "应当错在“agency”"),
    ("bad", 'text: "123-00014"', None),
    ("bad", 'text: "123-00013"', "却是正确的"),
    ("bad", 'text: "123-00013x"\n      fails: structure', None),
]


@pytest.mark.parametrize(("kind", "example", "word"), EXAMPLES)
def test_an_example_must_do_what_it_says(
    load_pack: PackWriter, kind: str, example: str, word: str | None
) -> None:
    text = f"{NUMBER}examples:\n  {kind}:\n    - {example}\n"
    pack = load_pack(rule=text).packs()["demo"].decisions
    session = pack.session({}, dt.date(2026, 11, 20))
    found = list(example_problems(pack.identifiers["demo/mark"], session))
    assert [problem.code for problem in found] == ([] if word is None else ["E445"])
    assert all(word and word in problem.message.zh for problem in found)


def test_an_id_must_not_hide_a_function_of_feel(load_pack: PackWriter) -> None:
    problems = _problems(load_pack, NUMBER.replace("id: mark", "id: string-length"))
    assert [problem.code for problem in problems] == ["E498"]


def test_calculations_that_call_each_other_are_a_circle(
    load_pack: PackWriter,
) -> None:
    one = "kind: calculation\nid: one\ntitle: 一\nsteps:\n  - key: a\n    formula: 'two()'\noutputs: [a]\n"
    two = one.replace("one", "two").replace("two()", "three()")
    three = one.replace("id: one", "id: three").replace("two()", "one()")
    with pytest.raises(RulePackError) as caught:
        load_pack(one=one, two=two, three=three)
    (problem,) = caught.value.problems
    assert problem.code == "E423"
    assert problem.found.count("→") == 3


def test_identifiers_that_refer_to_each_other_are_a_circle(
    load_pack: PackWriter,
) -> None:
    one = "kind: identifier\nid: one\ntitle: 一\nparts:\n  - key: a\n    format: n3\n    codes: two\n"
    two = one.replace("one", "both").replace("two", "one").replace("both", "two")
    with pytest.raises(RulePackError) as caught:
        load_pack(one=one, two=two)
    assert "E423" in [problem.code for problem in caught.value.problems]
