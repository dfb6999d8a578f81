"""Every reason has its sentence in both languages, and hostile data cannot spoil one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, strategies as st
from tests.placeholders import placeholders

from ruleengine.base.finding import FieldRef, Finding, Fix, Kind, Rule
from ruleengine.base.text import LANGUAGES, Language, Text
from ruleengine.notation.fault import REASONS
from ruleengine.readers import faults as reader_faults
from ruleengine.report import sentence as sentence_module, wording_en, wording_zh
from ruleengine.report.sentence import expected_words, sentence
from ruleengine.report.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ruleengine.base.finding import Fact
    from ruleengine.report.wording import Wording

DATE = FieldRef(12, "result_date", "结果提交日期")
GIVEN = frozenset(
    {
        "field",
        "value",
        "want",
        "format",
        "near",
        "there",
        "listed",
        "condition",
        "list",
        "number",
        "piece",
        "surplus",
        "says",
        "because",
    }
)
CHARSET = frozenset(
    {
        "line-break",
        "control",
        "invisible",
        "private-use",
        "damaged",
        "outside-gb2312",
    }
)


def found(
    kind: Kind,
    reason: str,
    value: str | None = None,
    params: Mapping[str, Fact] | None = None,
    *,
    expected: str = "",
    fix: Fix | None = None,
    fault: Text | None = None,
    field: FieldRef | None = DATE,
    record: int | None = 3,
) -> Finding:
    by = Rule(id="p/T.x", kind=kind, field=field, expected=expected, fault=fault)
    return Finding(
        by=by, reason=reason, record=record, value=value, params=params or {}, fix=fix
    )


SENTENCES = [
    (
        found(
            "format",
            "wrong-character",
            "3家",
            expected="n4",
            params={"position": 2, "character": "家"},
        ),
        "结果提交日期“3家”的第 2 个字符“家”不该出现在这里；应为纯数字（n4）。",
        (
            '结果提交日期 "3家": character 2, "家", does not belong there; expected digits '
            "only (n4)."
        ),
    ),
    (
        found("identifier", "unfit", "1", expected="电话号码"),
        "结果提交日期“1”不是有效的编号；应为电话号码。",
        '结果提交日期 "1" is not a valid identifier; expected 电话号码.',
    ),
    (
        found(
            "format",
            "full-width",
            "２",
            params={"position": 1, "character": "２"},
            fix=Fix("2", certain=True),
        ),
        "结果提交日期“２”的第 1 个字符“２”是全角的，应是半角；请改为“2”。",
        (
            '结果提交日期 "２": character 1, "２", is full-width and should be half-width; '
            'change it to "2".'
        ),
    ),
    (
        found("format", "white-space", "　 ", fix=Fix("", certain=True)),
        "结果提交日期里只有空白，等于没有填；请补上，可以不填的请清空。",
        (
            "结果提交日期 holds only white space, which is as good as empty; fill it in, "
            "or clear it if it may be empty."
        ),
    ),
    (
        found("required", "missing"),
        "结果提交日期没有填，这是必填的；请补上。",
        "结果提交日期 is empty but must be filled in; add the value.",
    ),
    (
        found(
            "format",
            "calendar",
            "20230230",
            {"limit": 8, "part": "DD", "found": "30"},
            expected="YYYYMMDD",
            fix=Fix("20230228", certain=False),
        ),
        (
            "结果提交日期“20230230”不是日历上有的日期或时间（其中日为“30”）；"
            "应为 8 位数字：年月日（YYYYMMDD）；可能应为“20230228”，请核对后再改。"
        ),
        (
            '结果提交日期 "20230230" is no date or time of the calendar (the day reads '
            '"30"); expected 8 digits: year month day (YYYYMMDD); perhaps "20230228" was '
            "meant, check before you change it."
        ),
    ),
    (
        found(
            "format",
            "too-long",
            "abcdef",
            {"limit": 5, "length": 6},
            expected="an..5",
        ),
        "结果提交日期“abcdef”太长：长度是 6，最多 5（an..5）；请精简。",
        (
            '结果提交日期 "abcdef" is too long: its length is 6, at most 5 (an..5); '
            "shorten it."
        ),
    ),
    (
        found(
            "domain",
            "not-listed",
            "好",
            {"near": ("良好",), "values": ("良好", "差")},
        ),
        (
            "结果提交日期“好”不在可填的值里（是不是“良好”？）；可填：良好、差；"
            "请照原字填写其中一个。"
        ),
        (
            '结果提交日期 "好" is not one of the values that may be given (did you mean '
            '"良好"?); allowed: 良好, 差; write one of them exactly as it stands.'
        ),
    ),
    (
        found("format", "white-space", " 1", fix=Fix("1", certain=True)),
        "结果提交日期“ 1”的前面或后面多了空白；请改为“1”。",
        '结果提交日期 " 1" has white space before or after it; change it to "1".',
    ),
    (
        found("check", "false", expected="a <= b", params={"甲": "3", "乙": "2"}),
        "没有满足要求：a <= b（甲 = 3、乙 = 2）。",
        "a requirement is not met: a <= b (甲 = 3, 乙 = 2).",
    ),
    (
        found("check", "false", fault=Text("日期颠倒。", "the dates are swapped")),
        "日期颠倒。",
        "the dates are swapped.",
    ),
    (
        found(
            "unique",
            "duplicate",
            "1",
            {"first": 2, "count": 2},
            fault=Text("编号重复", "numbers repeat"),
        ),
        "编号重复；与第 2 条记录相同。",
        "numbers repeat; it repeats record 2.",
    ),
    (
        found(
            "unique",
            "duplicate",
            "1",
            {"first": 2, "first_file": "a.csv", "first_line": 3, "first_there": 2},
            fault=Text("编号重复", "numbers repeat"),
        ),
        "编号重复；与第 2 条记录（a.csv 第 3 行）相同。",
        "numbers repeat; it repeats record 2 (a.csv line 3).",
    ),
    (
        found(
            "unique",
            "duplicate",
            "1",
            {"first": 9, "first_file": "a\n.parquet", "first_there": 2},
        ),
        (
            "结果提交日期“1”与第 9 条记录（a⏎.parquet 里的第 2 条）重复；"
            "请删去多余的一条，或更正编号。"
        ),
        (
            '结果提交日期 "1" repeats record 9 (record 2 of a⏎.parquet); delete the '
            "extra record or correct the number."
        ),
    ),
    (
        found("required", "table", field=None, record=None),
        "没有提交这张表；请补交，确实没有数据的也请说明。",
        (
            "this table was not submitted; submit it, or state that there is no data for "
            "it."
        ),
    ),
    (
        found("unique", "elsewhere", "1", field=None),
        "这条记录“1”重复了；同样的内容只能出现一次。",
        'this record "1" is there more than once; it may appear only once.',
    ),
    (
        found("format", "elsewhere", "1", field=None, record=None),
        "这张表“1”的写法不对。",
        'this table "1" is not written as it must be.',
    ),
    (
        found("code", "unknown", "X", {"near": "Y"}),
        "结果提交日期“X”在“代码表”里查不到（是不是“Y”？）。",
        '结果提交日期 "X" is not in the list "code list" (did you mean "Y"?).',
    ),
    (
        found(
            "identifier",
            "from",
            "A-00",
            {"part": "流水号", "key": "serial", "found": "00", "limit": 1},
        ),
        "结果提交日期“A-00”里的“流水号”是“00”，太小了；从 1 起编。",
        (
            '结果提交日期 "A-00": the part "流水号" is "00", which is too small; numbers '
            "begin at 1."
        ),
    ),
    (
        found(
            "identifier",
            "part",
            "A",
            {"part": "流水号", "key": "serial", "found": ""},
            expected="n2",
            field=FieldRef(None, "serial", "流水号"),
        ),
        "“A”里缺少“流水号”；应为纯数字（n2）。",
        '"A": the part "流水号" is missing; expected digits only (n2).',
    ),
    (
        found("format", "signature", "a.pdf", {"found": "JPEG"}, expected="PDF"),
        (
            "附件“a.pdf”的内容是 JPEG，与扩展名不符；应为 PDF；请重新导出这个文件，不要只改"
            "扩展名。"
        ),
        (
            'the content of the attachment "a.pdf" is JPEG, which does not fit its '
            "extension; expected PDF; export the file again, do not just rename it."
        ),
    ),
    (
        found("format", "signature", "a.pdf", {"found": ""}, expected="PDF"),
        (
            "附件“a.pdf”的内容与扩展名不符，认不出是什么文件；应为 PDF；请重新导出这个文件，"
            "不要只改扩展名。"
        ),
        (
            'the content of the attachment "a.pdf" does not fit its extension, and what '
            "it is cannot be told; expected PDF; export the file again, do not just "
            "rename it."
        ),
    ),
    (
        found("identifier", "structure", "A1x", {"found": "x"}),
        "结果提交日期“A1x”的组成不对（末尾多出“x”）；请逐段核对。",
        (
            '结果提交日期 "A1x" is not made up as it must be ("x" too much at its end); '
            "check it part by part."
        ),
    ),
    (
        found("code", "surplus", "C9", {"list": "表B", "says": "请用 C8。"}),
        (
            "结果提交日期“C9”在“表B”里只印了代码，没有与它对应的名称；请核对应该用哪个代码；"
            "请用 C8。"
        ),
        (
            '结果提交日期 "C9" is printed in the list "表B" without a name of its own; '
            "check which code is right; 请用 C8."
        ),
    ),
    (
        found("format", "not-a-number", "x", expected="number"),
        "结果提交日期“x”不是数值（数）；请只填数字，单位和说明不要写在里面。",
        (
            '结果提交日期 "x" is not a number (a number); enter digits only, without unit '
            "or remark."
        ),
    ),
    (
        found("format", "type", "x", expected="list"),
        "结果提交日期“x”的类型不对；应为列表。",
        '结果提交日期 "x" is of the wrong type; expected a list.',
    ),
    (
        found("check", "false", fault=Text("不对", "wrong"), params={"on": ("a", "b")}),
        "不对。",
        "wrong.",
    ),
    (
        found(
            "unreadable", "non-finite", "NaN", params={"number": "NaN", "name": "甲"}
        ),
        "“甲”是 NaN，不是数；请改成数值，没有数据的留空。",
        wording("en")
        .sentences["unreadable.non-finite"]
        .format(number="NaN", name="甲", value="NaN")
        + ".",
    ),
    (
        found("unreadable", "not-a-record", "", params={"found": "array"}),
        "这里应是一条记录（名称和值），却是一个列表（方括号），没有检查。",
        (
            "a record (names and values) should stand here, but it is an array (in "
            "brackets); it was not checked."
        ),
    ),
    (
        found("forbidden", "present", ""),
        "结果提交日期填了“（空）”，但在这种情况下不应填写；请清空，或核对它所依据的那一项。",
        (
            '结果提交日期 holds "(empty)" but must be empty in this case; clear it, or '
            "check the item it hangs on."
        ),
    ),
    (
        found("forbidden", "present", "CNAS", {"是否获得认可": "0"}),
        (
            "结果提交日期填了“CNAS”，但在这种情况下不应填写（是否获得认可 = 0）；"
            "请清空，或核对它所依据的那一项。"
        ),
        (
            '结果提交日期 holds "CNAS" but must be empty in this case '
            "(是否获得认可 = 0); clear it, or check the item it hangs on."
        ),
    ),
    (
        found("check", "false", params={"标准差（s）": ""}, fault=Text("缺", "absent")),
        "缺（标准差（s） = （空））。",
        "absent (标准差（s） = (empty)).",
    ),
    (
        found(
            "check",
            "false",
            params={"计划数": "5", "against": ("3", "2")},
            fault=Text("数得不同", "counted otherwise"),
        ),
        "数得不同（计划数 = 5；对照的是 3、2）。",
        "counted otherwise (计划数 = 5; compared with 3, 2).",
    ),
    (
        found(
            "check",
            "false",
            params={name: "" if name == "戊" else "1" for name in "甲乙丙丁戊己庚"},
            fault=Text("多", "many"),
        ),
        "多（甲 = 1、乙 = 1、丙 = 1、丁 = 1、己 = 1、庚 = 1）。",
        "many (甲 = 1, 乙 = 1, 丙 = 1, 丁 = 1, 己 = 1, 庚 = 1).",
    ),
    (
        found(
            "check",
            "false",
            params=dict.fromkeys("甲乙丙丁戊己庚", ""),
            fault=Text("缺", "absent"),
        ),
        "缺（" + "、".join(f"{name} = （空）" for name in "甲乙丙丁戊己庚") + "）。",
        "absent (" + ", ".join(f"{name} = (empty)" for name in "甲乙丙丁戊己庚") + ").",
    ),
    (
        found("identifier", "false", "1", fault=Text("不像电话", "no telephone")),
        "结果提交日期“1”：不像电话。",
        '结果提交日期 "1": no telephone.',
    ),
    (
        found("format", "separator", "铅、镉", {"found": "、", "separator": "，"}),
        "结果提交日期“铅、镉”里用了“、”来分隔；几项之间请用“，”。",
        '结果提交日期 "铅、镉" is separated by "、"; put "，" between items.',
    ),
    (
        found(
            "format", "sign", "+1.5", {"character": "+"}, fix=Fix("1.5", certain=True)
        ),
        "结果提交日期“+1.5”前面的“+”不用写；请改为“1.5”。",
        '结果提交日期 "+1.5": the sign "+" is not written; change it to "1.5".',
    ),
    (
        found(
            "format", "sign", "−1.5", {"character": "−"}, fix=Fix("-1.5", certain=True)
        ),
        "结果提交日期“−1.5”的负号“−”不是半角的“-”；请改为“-1.5”。",
        '结果提交日期 "−1.5": "−" is not the minus sign "-"; change it to "-1.5".',
    ),
    (
        found("format", "sign", "-5", {"character": "-"}, expected="n4"),
        "结果提交日期“-5”带了符号“-”，这一项不能带正负号；应为纯数字（n4）。",
        (
            '结果提交日期 "-5" has the sign "-", which is not allowed here; expected '
            "digits only (n4)."
        ),
    ),
]


@pytest.mark.parametrize(("finding", "zh", "en"), SENTENCES)
def test_a_finding_says_what_was_found_and_how_to_mend_it(
    finding: Finding, zh: str, en: str
) -> None:
    assert sentence(finding, "zh") == zh
    assert sentence(finding, "en") == en


@pytest.mark.parametrize("name", ["SENTENCES", "PHRASES", "LABELS", "PARTS", "TYPES"])
def test_both_languages_have_the_same_keys_and_placeholders(name: str) -> None:
    zh: Mapping[str, str] = getattr(wording_zh, name)
    en: Mapping[str, str] = getattr(wording_en, name)
    assert list(zh) == list(en)
    for key in zh:
        if not key.endswith(".one"):
            assert placeholders(zh[key]) == placeholders(en[key]), key


def notation_reasons() -> Iterator[tuple[str, str, frozenset[str]]]:
    for reason, params in REASONS.items():
        kind = "charset" if reason in CHARSET else "format"
        yield kind, reason, frozenset(params)


def reader_reasons() -> Iterator[tuple[str, str, frozenset[str]]]:
    kind = ""
    for line in (reader_faults.__doc__ or "").splitlines():
        if match := re.fullmatch(r"kind ``([a-z-]+)``", line):
            kind = match[1]
        elif match := re.match(r"    ([a-z-]+)  +([a-z_*, ()]+)", line):
            names = re.findall(r"[a-z_]+\b(?!\*)", match[2].partition(":")[0])
            yield kind, match[1], frozenset(names)


# What the engine and the compiler say, with the parameters they always give.
ENGINE_REASONS = [
    ("required", "missing", ()),
    ("required", "table", ()),
    ("forbidden", "present", ()),
    ("format", "empty-item", ("separator",)),
    ("format", "separator", ("found", "separator")),
    ("format", "empty-file", ("near", "found", "media")),
    ("format", "signature", ("near", "found", "media")),
    ("format", "signature-unknown", ("near", "found", "media")),
    ("format", "no-names", ()),
    ("format", "given-twice", ()),
    ("domain", "not-listed", ("near", "values")),
    ("code", "unknown", ("near", "list")),
    ("code", "not-yet", ("near", "list")),
    ("code", "retired", ("near", "list")),
    ("code", "printed-pair", ("near", "list")),
    ("code", "pair", ("near", "list")),
    ("code", "not-listed", ("near", "list")),
    ("code", "shape", ("near", "list")),
    ("code", "surplus", ("near", "list")),
    ("code", "doubtful", ("near", "list")),
    ("code", "category", ("near", "list")),
    ("code", "parent", ("parent", "list")),
    ("check", "false", ()),
    ("unique", "duplicate", ("first", "count")),
    ("reference", "missing", ("table",)),
    ("reference", "file-missing", ("near",)),
    ("reference", "file-shut", ()),
    ("reference", "file-outside", ()),
    ("unknown-field", "unknown", ("header", "near")),
    ("format", "type", ()),
    ("format", "date", ()),
    ("format", "string", ()),
    ("format", "not-a-number", ()),
    ("domain", "out-of-range", ("values", "near", "unit")),
    ("identifier", "structure", ()),
    ("identifier", "prefix", ("part", "key", "found", "limit", "wanted")),
    ("identifier", "part", ("part", "key", "found", "limit")),
    ("identifier", "from", ("part", "key", "found", "limit")),
    ("identifier", "until", ("part", "key", "found", "limit")),
    ("identifier", "leading-zeros", ("part", "key", "found", "limit")),
    ("identifier", "checksum", ("part", "key", "found", "limit")),
    ("identifier", "spelling", ("found",)),
    ("identifier", "unknown", ("part", "found", "near")),
    ("unknown-field", "key", ("near", "given")),
    ("unreadable", "nested-value", ("name", "found")),
    ("unreadable", "foreign-value", ("name", "type")),
    ("unreadable", "day-number", ("name", "moment")),
    ("unreadable", "duplicate-key", ("header", "name")),
    ("unreadable", "repeated-header", ()),
    ("unreadable", "total", ()),
    ("unreadable", "footer", ()),
]
OTHER_SENTENCES = [
    ("format", "blank", ()),
    ("format", "plus", ("character",)),
    ("format", "minus", ("character",)),
    ("identifier", "part-missing", ("part", "key", "limit")),
]
"""What is said of a reason where the facts ask for another sentence."""


ALL_REASONS = [
    *notation_reasons(),
    *reader_reasons(),
    *(
        (kind, reason, frozenset(p))
        for kind, reason, p in (*ENGINE_REASONS, *OTHER_SENTENCES)
    ),
]


@pytest.mark.parametrize(("kind", "reason", "params"), ALL_REASONS)
def test_every_reason_has_a_sentence_that_its_parameters_can_fill(
    kind: str, reason: str, params: frozenset[str]
) -> None:
    for module in (wording_zh, wording_en):
        template = module.SENTENCES[f"{kind}.{reason}"]
        assert placeholders(template) <= params | GIVEN


def test_every_sentence_has_a_kind_or_reason_that_is_said() -> None:
    known = {f"{kind}.{reason}" for kind, reason, _ in ALL_REASONS}
    assert wording_zh.SENTENCES.keys() - known <= set(get_args(Kind))


def test_the_reasons_of_the_readers_are_found_in_their_notes() -> None:
    assert len(list(reader_reasons())) >= 14


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_reason_falls_back_to_the_sentence_of_its_kind(
    kind: Kind, language: Language
) -> None:
    said = sentence(found(kind, "never-heard-of", "v", expected="e"), language)
    assert said
    assert "{" not in said


def test_a_missing_parameter_falls_back_to_the_sentence_of_the_kind() -> None:
    said = sentence(found("format", "too-long", "v", expected="an..5"), "zh")
    assert said == "结果提交日期“v”的写法不对；应为 an..5。"


def test_an_author_who_wrote_chinese_only_is_not_quoted_in_english() -> None:
    finding = found("check", "false", expected="a < b", fault=Text.same("不对"))
    assert sentence(finding, "zh") == "不对。"
    assert sentence(finding, "en") == "a requirement is not met: a < b."


def test_a_condition_without_text_is_named_by_its_rule() -> None:
    assert "p/T.x" in sentence(found("check", "false"), "zh")


def test_a_near_miss_that_is_proposed_anyway_is_not_said_twice() -> None:
    finding = found(
        "code", "unknown", "A", {"near": ("B",)}, fix=Fix("B", certain=False)
    )
    assert sentence(finding, "zh").count("B") == 1


def test_many_values_are_not_all_listed() -> None:
    values = tuple(f"v{n}" for n in range(40))
    said = sentence(found("domain", "not-listed", "x", {"values": values}), "zh")
    assert "v11 等 40 个" in said
    assert "v12" not in said


def test_what_values_mean_is_said_behind_them() -> None:
    params: dict[str, Fact] = {"values": ("a", "b"), "note": "a甲，b乙"}
    finding = found("domain", "not-listed", "x", params)
    assert "可填：a、b（a甲，b乙）；" in sentence(finding, "zh")
    assert "allowed: a, b (a甲，b乙);" in sentence(finding, "en")


def test_facts_of_every_type_can_be_shown() -> None:
    params: dict[str, Fact] = {"a": None, "b": True, "c": 3, "d": ("x", "y"), "e": "mm"}
    said = sentence(found("check", "false", expected="z", params=params), "en")
    assert "a = ?, b = true, c = 3, d = x, y, e = mm" in said


def test_a_date_pattern_is_put_in_words_and_a_format_is_not() -> None:
    assert expected_words(found("format", "x", expected="YYYYMM"), "zh") == (
        "6 位数字：年月（YYYYMM）"
    )
    assert expected_words(found("format", "x", expected="an..30"), "zh") == "an..30"
    assert expected_words(found("format", "x"), "en") == ""


@pytest.mark.parametrize(
    ("expected", "fault", "shown"),
    [
        ("发证日期 <= 有效期", Text.same("x"), True),
        ('matches(方法, "[A-Z]")', Text.same("x"), False),
        ("every p in 计划 satisfies 日期 <= p.due", Text.same("x"), False),
        ("(补测结果 = null) = (补测日期 = null)", Text.same("x"), False),
        ("编号.year + 2000 = office(机构).postcode", Text.same("x"), False),
        ("abs(甲 - 0.7413 * 乙) <= 0.001", Text.same("x"), True),
        ('matches(方法, "[A-Z]")', None, True),
    ],
)
def test_a_condition_for_programmers_is_left_out_where_its_author_has_spoken(
    expected: str,
    fault: Text | None,
    shown: bool,  # noqa: FBT001 -- test data
) -> None:
    finding = found("check", "false", fault=fault, expected=expected)
    assert bool(expected_words(finding, "zh")) is shown


def test_a_value_knows_better_than_its_rule_what_was_wanted() -> None:
    finding = replace(found("format", "x", "v", expected="an..5"), wanted="n5")
    assert "n5" in sentence(finding, "zh")


@given(st.text(), st.text(), st.sampled_from(LANGUAGES))
def test_no_value_gets_control_characters_or_line_breaks_into_a_sentence(
    value: str, fact: str, language: Language
) -> None:
    finding = found(
        "format",
        "literal",
        value,
        {"character": fact, "position": 1, "wanted": fact},
        expected=value,
        fix=Fix(fact, certain=True),
        field=FieldRef(1, "k", value or "名"),
    )
    assert sentence(finding, language).isprintable()


@given(st.text(alphabet="{}!:.[]0a", max_size=20))
def test_braces_in_a_value_are_no_placeholders(value: str) -> None:
    said = sentence(found("format", "not-a-number", value), "zh")
    assert (value or "（空）") in said


def test_counts_agree_with_their_nouns() -> None:
    assert wording("en").count("error", 1) == "1 error"
    assert wording("en").count("error", 1200) == "1,200 errors"
    assert wording("zh").count("error", 1) == "1 个错误"


def test_a_sentence_puts_in_words_only_what_it_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def noted(
        name: str, said: Callable[[Finding, Wording], str]
    ) -> Callable[[Finding, Wording], str]:
        def say(finding: Finding, words: Wording) -> str:
            asked.append(name)
            return said(finding, words)

        return say

    every = {name: noted(name, said) for name, said in sentence_module.SAID.items()}
    monkeypatch.setattr(sentence_module, "SAID", every)
    sentence(found("format", "too-long", "x" * 99, {"limit": 30, "length": 99}), "en")
    template = wording_en.SENTENCES["format.too-long"]
    assert sorted(asked) == sorted(placeholders(template) & every.keys())
