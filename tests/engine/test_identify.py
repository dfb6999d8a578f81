"""Numbers: their parts, which of them is wrong, and what they must agree with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.conftest import DOCUMENT

import ruleengine
from ruleengine.compile.identifiers_parts import CompiledPart
from ruleengine.engine.identify import findings_for

if TYPE_CHECKING:
    from tests.conftest import PackWriter

    from ruleengine.api.results import Number
    from ruleengine.api.ruleset import Ruleset

APPROVAL = """\
kind: identifier
id: approval
title: 批准号
case: upper
parts:
  - key: authority
    one-of: ["CNCA"]
  - key: kind
    prefix: "-"
    one-of: ["R", "RF"]
  - key: year
    prefix: "-"
    format: n4
  - key: serial
    prefix: "-"
    any-of: [n2, n3]
checks:
  - id: C1
    when: 'kind = "R"'
    must: 'string length(serial) = 3'
    fault: 流水号应为3位
    on: [serial]
"""

CERTIFICATE = """\
kind: identifier
id: certificate
title: 证书编号
case: upper
clauses: [D-4]
parts:
  - key: agency
    name: 机构代码
    any-of: [n3, 'an3("F"nn)']
    clauses: [D-4-1]
  - key: scheme
    name: 类型
    one-of: ["STAF"]
  - key: year
    name: 年份
    format: n2
    from: 21
    until: 90
  - key: serial
    name: 流水号
    format: n5
    from: 1
  - key: child
    name: 子证书
    prefix: "-"
    format: n..ul
    from: 1
    leading-zeros: false
    optional: true
facts:
  - key: approval_number
    name: 批准号
    type: string
    identifier: approval
  - key: issue_date
    name: 发证日期
    type: date
  - key: activity
    name: 活动
    type: string
    values: [initial, recertification]
checks:
  - id: C1
    when: 'approval_number != null'
    must: 'agency = approval(approval_number).serial'
    fault: 机构代码与批准号不一致
    on: [agency]
  - id: C2
    when: 'activity = "initial"'
    must: 'number(year) + 2000 = issue_date.year'
    on: [year, issue_date]
  - id: C3
    must: 'number(year) + 2000 <= as_of.year'
    severity: warning
"""

USCC = """\
kind: identifier
id: uscc
title: 统一代码
case: upper
parts:
  - key: authority
    name: 登记部门
    one-of: ["1", "5", "9", "Y"]
  - key: category
    name: 类别
    characters: ["0-9", "A-H", "J-N", "P-R", "T-U", "W-Y"]
    length: 1
  - key: region
    name: 区划
    format: n6
    codes: region
    codes-severity: warning
  - key: subject
    name: 主体
    characters: ["0-9", "A-H", "J-N", "P-R", "T-U", "W-Y"]
    length: 9
  - key: check
    name: 校验
    characters: ["0-9", "A-H", "J-N", "P-R", "T-U", "W-Y"]
    length: 1
checksum:
  part: check
  over: [authority, category, region, subject]
  alphabet: "0123456789ABCDEFGHJKLMNPQRTUWXY"
  weights: [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  modulus: 31
  mapping: "0YXWUTRQPNMLKJHGFEDCBA987654321"
"""

REGION = """\
kind: code-list
id: region
title: 区划
codes:
  - code: "350100"
    name: 福州
  - code: "110000"
    name: 北京
    status: retired
"""

ADDRESS = """\
kind: identifier
id: address
title: 网址
parts:
  - key: scheme
    one-of: ["http://", "https://"]
    optional: true
  - key: host
    characters: ["A-Z", "a-z", "0-9", "-", "."]
    length: 1..200
  - key: suffix
    prefix: "."
    characters: ["a-z"]
    length: 2..24
  - key: path
    prefix: "/"
    characters: ["!-~"]
    length: 0..200
    optional: true
"""

PERSON = """\
kind: identifier
id: person
title: 身份号
parts:
  - key: region
    format: n2
  - key: birth
    format: YYYYMMDD
  - key: rest
    format: an1..3
"""

WHOLE = """\
kind: identifier
id: whole
title: 整个在表里
parts:
  - key: number
    name: 号
    format: n6
codes: region
codes-severity: warning
"""

HOLDER = """\
kind: identifier
id: holder
title: 内含另一号码
parts:
  - key: mark
    one-of: ["X "]
  - key: inner
    name: 内号
    format: an18
    codes: uscc
"""

LONG = """\
kind: identifier
id: long
title: 长号
parts:
  - {key: all, name: 全部, format: an..100}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    folder = tmp_path_factory.mktemp("packs") / "demo"
    folder.mkdir()
    files = {
        "document": DOCUMENT,
        "approval": APPROVAL,
        "certificate": CERTIFICATE,
        "uscc": USCC,
        "region": REGION,
        "address": ADDRESS,
        "person": PERSON,
        "whole": WHOLE,
        "holder": HOLDER,
    }
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return ruleengine.load(folder.parent, as_of="2026-11-20")


def _found(number: Number) -> list[tuple[str, str]]:
    return [(f.rule.removeprefix("demo/"), f.reason) for f in number.findings]


PARTS = [
    ("certificate", "010STAF2600001", ["010", "STAF", "26", "00001", None]),
    ("certificate", "F07STAF2600001-12", ["F07", "STAF", "26", "00001", "12"]),
    ("approval", "CNCA-R-2002-010", ["CNCA", "R", "2002", "010"]),
    ("approval", "CNCA-RF-2002-07", ["CNCA", "RF", "2002", "07"]),
    ("uscc", "91350100M000100Y43", ["9", "1", "350100", "M000100Y4", "3"]),
    ("address", "https://www.a.b.cn/x?y", ["https://", "www.a.b", "cn", "x?y"]),
    ("address", "a.cn/", [None, "a", "cn", ""]),
    ("person", "1119491231A", ["11", "19491231", "A"]),
    ("holder", "X 91350100M000100Y43", ["X ", "91350100M000100Y43"]),
]


@pytest.mark.parametrize(("name", "text", "parts"), PARTS)
def test_a_good_number_falls_into_its_parts(
    rules: Ruleset, name: str, text: str, parts: list[str | None]
) -> None:
    number = rules.identify(f"demo/{name}", text)
    assert _found(number) == []
    assert list(number.parts.values()) == parts


def test_the_parts_of_a_number_that_is_built_right_are_not_looked_at_twice(
    rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(CompiledPart, "misfit")
    assert rules.identify("demo/approval", "CNCA-R-2020-01").parts["serial"] == "01"


def test_a_part_may_be_as_long_as_its_format_says(load_pack: PackWriter) -> None:
    rules = load_pack(num=LONG)
    assert rules.identify("demo/long", "A" * 80).parts == {"all": "A" * 80}
    assert [rules.identify("demo/long", "A" * n).ok for n in (100, 101)] == [
        True,
        False,
    ]


WRONG: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("certificate", "010STFA2600001", [("certificate.scheme", "part")]),
    ("certificate", "10STAF2600001", [("certificate.agency", "part")]),
    ("certificate", "0100STAF2600001", [("certificate.agency", "part")]),
    ("certificate", "010STAF260001", [("certificate.serial", "part")]),
    ("certificate", "010STAF26000001", [("certificate.serial", "part")]),
    ("certificate", "010STAF202600001", [("certificate.year", "part")]),
    ("certificate", "010STAF2000001", [("certificate.year", "from")]),
    ("certificate", "010STAF9100001", [("certificate.year", "until")]),
    ("certificate", "010STAF2600000", [("certificate.serial", "from")]),
    ("certificate", "010STAF2600001-01", [("certificate.child", "leading-zeros")]),
    ("certificate", "010STAF2600001-0", [("certificate.child", "from")]),
    ("certificate", "010STAF2600001-", [("certificate.child", "part")]),
    ("certificate", "010STAF2600001_1", [("certificate.structure", "structure")]),
    ("certificate", "010STAF2600001号", [("certificate.structure", "structure")]),
    ("certificate", "010STAF9900001", [("certificate.year", "until")]),
    ("certificate", "", [("certificate.required", "missing")]),
    ("certificate", "   ", [("certificate.required", "missing")]),
    ("approval", "CNCA-X-2002-010", [("approval.kind", "part")]),
    ("approval", "CNCA-R-2002-07", [("approval.C1", "false")]),
    ("approval", "CNCA-R-2002", [("approval.serial", "part")]),
    ("uscc", "91350100M000100Y44", [("uscc.check", "checksum")]),
    ("uscc", "91350100M0O0100Y43", [("uscc.subject", "part")]),
    ("uscc", "91350100M000100Y4", [("uscc.check", "part")]),
    ("person", "1119491331A", [("person.birth", "part")]),
    ("address", "example", [("address.suffix", "prefix")]),
    ("holder", "X 91350100M000100Y44", [("holder.inner.code", "unknown")]),
]


@pytest.mark.parametrize(("name", "text", "expected"), WRONG)
def test_a_finding_says_which_part_is_wrong(
    rules: Ruleset, name: str, text: str, expected: list[tuple[str, str]]
) -> None:
    number = rules.identify(f"demo/{name}", text)
    assert _found(number) == expected
    assert not number.ok


def test_a_finding_of_a_part_carries_its_facts(rules: Ruleset) -> None:
    found = rules.identify("demo/certificate", "10STAF2600001").findings[0]
    assert found.value == "10STAF2600001"
    assert found.expected == 'n3 / an3("F"nn)'
    assert found.clauses == ("D-4-1",)
    assert found.field is not None
    assert found.field.name == "机构代码"
    assert found.params["part"] == "机构代码"
    assert found.params["found"] == "10"
    assert found.fix is None


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [("CNCA-R-02-010", "02", "n4"), ("CNCA-R/RF-2002-010", "R/RF", "R / RF")],
)
def test_what_stands_before_a_part_is_not_told_with_what_it_should_be(
    rules: Ruleset, text: str, found: str, expected: str
) -> None:
    (finding,) = rules.identify("demo/approval", text).findings
    assert finding.params["found"] == found
    assert finding.expected == expected


SPELLINGS = [
    "010staf2600001",
    "０１０ＳＴＡＦ２６００００１",
    " 010STAF2600001",
    "010 STAF 26 00001",
    "010\u200bSTAF2600001",
    "010STAF2600001\u3000",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_spelling_is_mended_with_certainty(rules: Ruleset, text: str) -> None:
    number = rules.identify("demo/certificate", text)
    assert not number.ok
    assert _found(number) == [("certificate.spelling", "spelling")]
    fix = number.findings[0].fix
    assert fix is not None
    assert (fix.value, fix.certain) == ("010STAF2600001", True)
    assert number.parts["scheme"] == "STAF"


@pytest.mark.parametrize("dash", "‐‑–—−－﹣")
def test_a_dash_of_another_kind_is_a_spelling(rules: Ruleset, dash: str) -> None:
    number = rules.identify("demo/certificate", f"010STAF2600001{dash}2")
    fix = number.findings[0].fix
    assert fix is not None
    assert fix.value == "010STAF2600001-2"


def test_a_number_that_is_wrong_besides_gets_no_fix(rules: Ruleset) -> None:
    number = rules.identify("demo/certificate", "010stfa2600001")
    assert _found(number) == [
        ("certificate.spelling", "spelling"),
        ("certificate.scheme", "part"),
    ]
    assert [found.fix for found in number.findings] == [None, None]


FACTS: list[tuple[dict[str, object], list[tuple[str, str]]]] = [
    ({"approval_number": "CNCA-R-2002-010"}, []),
    ({"approval_number": "CNCA-R-2002-011"}, [("certificate.C1", "false")]),
    (
        {"approval_number": "CNCA-R-2002-10"},
        [("certificate.approval_number.identifier", "structure")],
    ),
    ({"issue_date": "20260105", "activity": "initial"}, []),
    ({"发证日期": dt.date(2026, 1, 5), "activity": "initial"}, []),
    (
        {"issue_date": "2025-01-05", "activity": "initial"},
        [("certificate.C2", "false")],
    ),
    ({"issue_date": "2025-01-05", "activity": "recertification"}, []),
    ({"issue_date": "soon"}, [("certificate.issue_date.format", "date")]),
    ({"activity": "other"}, [("certificate.activity.domain", "not-listed")]),
    ({"activty": "initial"}, [("certificate.activty.unknown-field", "key")]),
]


@pytest.mark.parametrize(("facts", "expected"), FACTS)
def test_a_number_must_agree_with_the_facts_given(
    rules: Ruleset, facts: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    number = rules.identify("demo/certificate", "010STAF2600001", **facts)
    assert _found(number) == expected


def test_a_warning_leaves_the_number_right(rules: Ruleset) -> None:
    number = rules.identify("demo/certificate", "010STAF2700001")
    assert _found(number) == [("certificate.C3", "false")]
    assert number.ok


def test_a_check_over_a_wrong_part_is_silent(rules: Ruleset) -> None:
    facts: dict[str, Any] = {"issue_date": "2025-01-05", "activity": "initial"}
    number = rules.identify("demo/certificate", "010STAF2X00001", **facts)
    assert _found(number) == [("certificate.year", "part")]


CODED = [
    ("uscc", "91371323760038087M", "uscc.region.code", "unknown", "warning"),
    ("uscc", "91110000600037341L", "uscc.region.code", "retired", "error"),
    ("whole", "123456", "whole.code", "unknown", "warning"),
    ("whole", "110000", "whole.code", "retired", "error"),
]


@pytest.mark.parametrize(("name", "text", "rule", "reason", "severity"), CODED)
def test_a_code_inside_is_held_against_its_list(
    rules: Ruleset, name: str, text: str, rule: str, reason: str, severity: str
) -> None:
    number = rules.identify(f"demo/{name}", text)
    assert _found(number) == [(rule, reason)]
    assert number.findings[0].severity == severity


def test_the_published_form_holds_every_part(rules: Ruleset) -> None:
    assert rules.identify("demo/certificate", "010STAF2600001").to_dict() == {
        "identifier": "demo/certificate",
        "value": "010STAF2600001",
        "ok": True,
        "parts": {
            "agency": "010",
            "scheme": "STAF",
            "year": "26",
            "serial": "00001",
            "child": None,
        },
        "findings": [],
        "readings": {},
        "as_of": "2026-11-20",
    }


def test_a_field_rule_asks_without_facts(rules: Ruleset) -> None:
    pack = rules.packs()["demo"].decisions
    identifier = pack.identifiers["demo/approval"]
    session = pack.session({}, dt.date(2026, 11, 20))
    assert identifier.accepts("CNCA-R-2002-010")
    assert not identifier.accepts("CNCA-R-2002")
    assert findings_for(identifier, "CNCA-R-2002-010", session) == ()
    assert [f.reason for f in findings_for(identifier, "CNCA-R-2002-07", session)] == [
        "false"
    ]


class TestAnyText:
    @settings(max_examples=150, deadline=None)
    @given(text=st.text(max_size=40))
    def test_no_text_breaks_it(self, rules: Ruleset, text: str) -> None:
        for name in ("certificate", "uscc", "address", "person"):
            number = rules.identify(f"demo/{name}", text)
            assert number.ok == (
                not [f for f in number.findings if f.severity == "error"]
            )

    @settings(max_examples=100, deadline=None)
    @given(
        agency=st.from_regex(r"[0-9]{3}|F[0-9]{2}", fullmatch=True),
        year=st.integers(21, 26),
        serial=st.integers(1, 99999),
        child=st.none() | st.integers(1, 10**9),
    )
    def test_a_number_put_together_comes_apart_again(
        self, rules: Ruleset, agency: str, year: int, serial: int, child: int | None
    ) -> None:
        tail = "" if child is None else f"-{child}"
        text = f"{agency}STAF{year}{serial:05}{tail}"
        number = rules.identify("demo/certificate", text)
        assert number.ok
        made = "".join(part or "" for part in list(number.parts.values())[:4])
        assert made + tail == text

    @settings(max_examples=100, deadline=None)
    @given(place=st.integers(0, 13), letter=st.sampled_from("0123456789ABFSTZ-_"))
    def test_one_wrong_character_is_never_laid_on_two_parts(
        self, rules: Ruleset, place: int, letter: str
    ) -> None:
        good = "010STAF2600001"
        text = good[:place] + letter + good[place + 1 :]
        number = rules.identify("demo/certificate", text)
        assert len([f for f in number.findings if f.severity == "error"]) <= 2

    @pytest.mark.parametrize("text", ["a." * 490, "a" * 5000, "-" * 900, "0" * 1001])
    def test_a_very_long_text_is_refused_quickly(
        self, rules: Ruleset, text: str
    ) -> None:
        for name in ("address", "certificate"):
            assert not rules.identify(f"demo/{name}", text).ok
