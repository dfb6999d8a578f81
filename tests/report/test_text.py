"""What a person reads first: a verdict, causes before cases, and no wall of text."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ruleengine.base.finding import FieldRef, Finding, Place, Rule
from ruleengine.base.outcome import InputRef, NotChecked
from ruleengine.base.text import Text
from ruleengine.report.grouping import Habit, groups
from ruleengine.report.options import Options
from ruleengine.report.registry import write
from ruleengine.report.verdict import grade_of, verdict
from ruleengine.report.visible import columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.base.outcome import Outcome

MARKS = re.compile("\x1b\\[[0-9;]*m")


def text(outcome: Outcome, **options: object) -> str:
    stream = io.StringIO()
    write(outcome, stream, "text", Options(**options))  # type: ignore[arg-type]  # passed through
    return stream.getvalue()


def test_the_verdict_comes_first(small: Outcome) -> None:
    first, second = text(small).splitlines()[:2]
    assert first == "不合格：发现 39 个错误、1 个警告"
    assert "40" not in first
    assert "2 张表、44 条记录" in second
    assert "2 项没有检查，不能当作合格" in second


def test_english_is_there_on_request(small: Outcome) -> None:
    said = text(small, languages=("en",))
    assert said.startswith("Failed: 39 errors, 1 warning\n")
    assert "Record by record" in said
    assert "找不到" not in said


def test_both_languages_can_stand_side_by_side(small: Outcome) -> None:
    said = text(small, languages=("zh", "en"))
    assert "不合格：发现 39 个错误" in said
    assert "Failed: 39 errors" in said
    assert "可填：满意、可疑、不满意" in said
    assert "allowed: 满意" in said


@pytest.mark.parametrize(
    ("severities", "records", "left", "grade"),
    [
        (("error",), 3, False, "failed"),
        (("error",), 0, False, "failed"),
        (("warning",), 3, True, "doubtful"),
        (("info",), 3, False, "clean"),
        ((), 3, True, "open"),
        ((), 3, False, "clean"),
        ((), 0, False, "nothing"),
        (("warning",), 0, False, "nothing"),
    ],
)
def test_only_a_whole_check_without_faults_is_clean(
    make: Callable[..., Outcome],
    severities: tuple[str, ...],
    records: int,
    left: bool,  # noqa: FBT001 -- a column of the table above
    grade: str,
) -> None:
    found = [
        Finding(
            by=Rule(id="p/x", kind="check", severity=each),  # type: ignore[arg-type]  # from the table
            reason="false",
            record=1,
        )
        for each in severities
    ]
    why = Text("没有数据", "no data")
    open_ = (NotChecked("p/x", None, None, why),) if left else ()
    made = replace(
        make(found, left=open_),
        inputs=(InputRef(None, None, None, "p/T", records),),
    )
    assert grade_of(made) == grade
    for language, negation in (("zh", "不能当作合格"), ("en", "no pass")):
        headline = verdict(made, language).headline  # type: ignore[arg-type]  # a literal
        assert (negation in headline) == (grade in {"nothing", "open"})


@pytest.mark.parametrize("left", [False, True])
def test_a_headline_never_says_nothing_over_remarks(
    make: Callable[..., Outcome],
    left: bool,  # noqa: FBT001 -- with and without open questions
) -> None:
    by = Rule(id="p/x", kind="code", severity="info")
    open_ = NotChecked("p/x", None, None, Text("没有数据", "no data"))
    made = make(
        [Finding(by=by, reason="doubtful", record=1)], left=(open_,) if left else ()
    )
    zh, en = (verdict(made, language).headline for language in ("zh", "en"))
    assert "没有错误和警告，只有 1 个提示" in zh
    assert "only 1 remark" in en
    assert ("不能当作合格" in zh, "no pass" in en) == (left, left)


def test_a_column_is_known_to_be_empty_where_few_findings_were_kept(
    make: Callable[..., Outcome],
) -> None:
    by = Rule(
        id="ptdata/T06-10.required",
        kind="required",
        table="ptdata/T06",
        field=FieldRef(10, "x", "名称"),
    )
    kept = [Finding(by=by, reason="missing", record=n) for n in (1, 2, 3)]
    (group,) = groups(make(kept, 300, more={(by.id, "error"): 297}))
    assert group.count == 300
    assert group.is_whole_column
    assert group.habit == Habit("absent")
    # What the values that were not kept look like is not known.
    dates = [replace(each, value="x", reason="date") for each in kept]
    shaped = replace(by, kind="format")
    some = [replace(each, by=shaped) for each in dates]
    assert groups(make(some, 300, more={(by.id, "error"): 297}))[0].habit == Habit(
        "mixed"
    )
    assert groups(make(some, 300, more={(by.id, "error"): 1}))[0].habit is None


def test_ten_thousand_findings_fit_a_few_screens(large: Outcome) -> None:
    said = text(large)
    assert len(large.findings) > 10_000
    assert len(said.splitlines()) < 200
    assert "整列 6,000 个值都是“2026-01-05”这种写法" in said
    assert "上面已归类的问题不再逐条列出" in said
    assert re.search("另有 [0-9],[0-9]{3} 条没有在这里列出", said)
    assert "--format xlsx --to" in said


def test_findings_that_were_only_counted_are_told(
    make: Callable[..., Outcome], small: Outcome
) -> None:
    said = text(
        make(list(small.findings[:2]), more={(small.findings[1].rule, "error"): 60})
    )
    assert "另有 60 条没有在这里列出" in said
    assert "--max-per-rule" in said


def test_each_finding_names_place_item_value_mend_and_clause(small: Outcome) -> None:
    said = text(small).replace("\n", "").replace(" ", "")
    for part in (
        "表6!T4",
        "第20项结果评价",
        "表6序号20",
        "ptdata/T06-20.domain",
        "“满意”不在可填的值里",
        "可能应为“满意”，请核对后再改",
        "机构.csv",
        "第3行",
    ):
        assert part in said


def test_a_sentence_of_an_author_is_joined_by_condition_and_values(
    small: Outcome,
) -> None:
    said = text(small)
    assert "发证日期晚于有效期（认可证书发证日期 = 20260101" in said
    assert "应满足：认可证书发证日期 <= 认可证书证书有效期" in said


def test_a_number_is_held_to_its_kind_and_not_to_a_condition(
    make: Callable[..., Outcome],
) -> None:
    by = Rule(
        id="p/T-01.identifier",
        kind="identifier",
        expected="电子邮箱地址",
        fault=Text("两个点连在一起", "two dots follow each other"),
    )
    said = text(make([Finding(by=by, reason="false", record=1, value="a..b@c.cn")]))
    assert "应为：电子邮箱地址" in said


def test_what_was_not_checked_stands_at_the_end(small: Outcome) -> None:
    tail = text(small).split("没有检查的\n")[-1]
    assert "12 条记录没有检查：结果评价为空，无法判断\n      ptdata/T06.C2\n" in tail


def test_colour_is_only_there_when_asked_for(small: Outcome) -> None:
    plain = text(small)
    assert "\x1b" not in plain
    coloured = text(small, colour=True)
    assert "\x1b[1;31m" in coloured
    assert MARKS.sub("", coloured) == plain


@pytest.mark.parametrize("width", [60, 100])
def test_sentences_keep_within_the_width(small: Outcome, width: int) -> None:
    wide = [
        line
        for line in text(small, width=width).splitlines()
        if columns(line) > width and "ptdata/" not in line
    ]
    assert not [line for line in wide if not line.startswith("            例")]


def test_data_cannot_steer_the_terminal(make: Callable[..., Outcome]) -> None:
    by = Rule(id="p/x", kind="format", title="\x1b[2J", clause="\u202e")
    bad = Finding(by=by, reason="x", record=1, value="\x1b]0;x\x07\r\n::error::")
    said = text(make([bad] * 7), colour=False)
    assert all(line.isprintable() for line in said.split("\n"))


def test_many_inputs_and_many_open_questions_are_capped(
    make: Callable[..., Outcome],
) -> None:
    left = tuple(
        NotChecked(f"p/T.C{n}", "p/T", None, Text(f"没有{n}", f"no {n}"))
        for n in range(50)
    )
    inputs = tuple(InputRef(None, None, None, f"p/T{n}", 1) for n in range(30))
    said = text(replace(make([], left=left), inputs=inputs))
    assert "另有 10 份数据" in said
    assert "另有 20 条没有在这里列出" in said
    assert "（程序传入的数据）" in said


def test_many_kinds_of_fault_are_capped(make: Callable[..., Outcome]) -> None:
    found = [
        Finding(by=Rule(id=f"p/x{n}", kind="check"), reason="false", record=r)
        for n in range(30)
        for r in (1, 2, 3)
    ]
    assert "另有 10 类问题、共 30 条没有在这里列出" in text(make(found))


def many(values: list[str | None], **rule: object) -> list[Finding]:
    by = Rule(**({"id": "ptdata/T06-01.format", "kind": "format"} | rule))  # type: ignore[arg-type]  # test data
    return [
        Finding(by=replace(by, table="ptdata/T06"), reason="x", record=n, value=value)
        for n, value in enumerate(values, 1)
    ]


@pytest.mark.parametrize(
    ("values", "kind", "example"),
    [
        ([None] * 6, "absent", ""),
        (["无"] * 6, "value", "无"),
        ([f"2026-1-{n}" for n in range(6)], "shape", "2026-1-0"),
        ([f"2026-1-{n}" for n in range(30)] + ["x", None], "shape", "2026-1-0"),
        ([f"甲{n}" for n in range(6)], "mixed", ""),
        (["a-1", "b/2", "c d", "e", "f.1"], "mixed", ""),
        (["x" * 50 + str(n) for n in range(6)], "mixed", ""),
    ],
)
def test_a_habit_is_what_nearly_all_values_share(
    make: Callable[..., Outcome], values: list[str | None], kind: str, example: str
) -> None:
    habit = groups(make(many(values)))[0].habit
    assert habit
    assert (habit.kind, habit.example) == (kind, example)


@pytest.mark.parametrize(
    ("kind", "habit"),
    [("unknown-field", None), ("unreadable", None), ("check", "mixed")],
)
def test_nothing_was_left_out_where_a_finding_has_no_value(
    make: Callable[..., Outcome], kind: str, habit: str | None
) -> None:
    found = groups(make(many([None] * 6, kind=kind)))[0].habit
    assert (found and found.kind) == habit


def test_one_value_of_a_record_that_is_wrong_as_a_whole_is_no_habit(
    make: Callable[..., Outcome],
) -> None:
    habit = groups(make(many(["89"] * 6, kind="check")))[0].habit
    assert habit
    assert habit.kind == "mixed"


def test_columns_that_are_not_known_are_named_one_by_one(
    make: Callable[..., Outcome],
) -> None:
    by = Rule(id="ptdata/T06.unknown-field", kind="unknown-field", table="ptdata/T06")
    found = [
        Finding(by=by, reason="unknown", params={"header": f"列{n}", "suggestions": ()})
        for n in range(6)
    ]
    page = text(make(found))
    assert all(f"“列{n}”不是这张表的数据项" in page for n in range(6))
    assert "没有填" not in page
    assert page.count("ptdata/T06.unknown-field") == 7


def test_what_is_wrong_with_a_whole_table_stands_under_its_own_file(
    make: Callable[..., Outcome],
) -> None:
    by = Rule(id="p/T.unreadable", kind="unreadable", table="p/T")
    found = [
        Finding(by=by, reason="not-a-record", params={"found": "null"}, at=Place(file))
        for file in ("a.json", "a.json", "b.json")
    ]
    page = text(make(found))
    assert page.count("整张表  a.json") == page.count("整张表  b.json") == 1


def test_a_small_group_without_an_item_says_what_is_wrong(
    make: Callable[..., Outcome],
) -> None:
    by = Rule(id="p/T.unreadable", kind="unreadable", table="p/T")
    found = Finding(by=by, reason="not-a-record", params={"found": "null"})
    page = text(make([*[found] * 3, *lacking(range(1, 9))]))
    above, _, below = page.partition("逐条记录")
    assert "这里应是一条记录" in above
    assert below.count("这里应是一条记录") == 3


def lacking(numbers: range) -> list[Finding]:
    rules = [
        Rule(
            id=f"p/x-{no}.required",
            kind="required",
            table="p/x",
            field=FieldRef(no, f"k{no}", f"项{no}"),
        )
        for no in numbers
    ]
    return [Finding(by=rule, reason="missing", record=9) for rule in rules]


def test_what_a_nearly_empty_record_lacks_is_told_in_one_line(
    make: Callable[..., Outcome],
) -> None:
    by = Rule(id="p/x-9.format", kind="format", table="p/x")
    other = Finding(by=by, reason="x", record=9, value="坏")
    page = text(make([*lacking(range(1, 7)), other]))
    assert "有 6 个必填项没有填：序号 1、2、3、4、5、6" in page
    assert "多半是合计、附注" in page
    assert "p/x-1.required" not in page
    assert "坏" in page
    few = text(make(lacking(range(1, 6))))
    assert few.count("没有填，请补上") == 5


def test_what_is_told_in_one_line_takes_the_room_of_one(
    make: Callable[..., Outcome],
) -> None:
    found = [
        replace(each, record=record)
        for record in range(1, 100)
        for each in lacking(range(record * 10, record * 10 + 8))
    ]
    page = text(make(found))
    assert page.count("有 8 个必填项没有填") == 50
    assert f"另有 {49 * 8} 条没有在这里列出" in page


def test_records_that_all_lack_the_same_are_no_totals(
    make: Callable[..., Outcome],
) -> None:
    everywhere = [
        replace(each, record=n) for n in (1, 2) for each in lacking(range(1, 7))
    ]
    outcome = replace(
        make(everywhere), inputs=(InputRef("a.csv", None, None, "p/x", 2),)
    )
    assert text(outcome).count("这张表的每条记录都是这样") == 2
    third = replace(outcome, inputs=(InputRef("a.csv", None, None, "p/x", 3),))
    assert text(third).count("多半是合计、附注") == 2


def test_nearly_all_is_not_told_as_all(make: Callable[..., Outcome]) -> None:
    most: list[str | None] = [*["2026-01-05"] * 19, "x"]
    told = text(make(many(most), 100), languages=("en",))
    assert '19 are "2026-01-05".' in told
    told = text(make(many(most, field=FieldRef(1, "x", "名称")), 20), languages=("en",))
    assert '19 of the 20 values of the column are "2026-01-05".' in told
    empty = make(many([None] * 19, field=FieldRef(1, "x", "名称")), 20)
    assert "19 are empty." in text(empty, languages=("en",))
    assert "no such column" not in text(empty, languages=("en",))


def test_a_few_faults_are_no_habit(make: Callable[..., Outcome]) -> None:
    assert groups(make(many(["无"] * 4)))[0].habit is None


def test_only_forms_have_a_shape(make: Callable[..., Outcome]) -> None:
    values: list[str | None] = [f"a-{n}" for n in range(9)]
    habit = groups(make(many(values, kind="domain")))[0].habit
    assert habit
    assert habit.kind == "mixed"


def test_groups_are_ordered_by_gravity_and_size(large: Outcome) -> None:
    ordered = groups(large)
    assert ordered[0].count == 6_000
    assert ordered[0].is_whole_column
    assert not ordered[1].is_whole_column
    assert ordered[-1].rule.severity == "warning"


def test_open_questions_with_one_cause_stand_together(
    make: Callable[..., Outcome],
) -> None:
    why = Text("没有提交表3", "table 3 was not submitted")
    left = tuple(NotChecked(f"p/T.C{n}", "p/T", None, why) for n in range(3))
    assert "  没有提交表3\n      p/T.C0、p/T.C1、p/T.C2\n" in text(make([], left=left))


def test_a_missing_value_takes_one_line(small: Outcome) -> None:
    line = "表6!B4  第 2 项 能力验证计划（项目）编号  没有填，请补上  表6 序号2"
    assert line in text(small)


def test_what_was_not_read_stands_under_no_rule(make: Callable[..., Outcome]) -> None:
    left = NotChecked("unmatched-input", None, None, Text.same("x.xlsx"))
    said = text(make([], left=(left, replace(left, rule="p/T.C1"))))
    assert "unmatched-input" not in said
    assert "      p/T.C1" in said


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("colour", [False, True])
def test_headings_break_between_their_parts(
    small: Outcome,
    width: int,
    colour: bool,  # noqa: FBT001 -- with and without
) -> None:
    said = MARKS.sub("", text(small, width=width, colour=colour))
    assert max(map(columns, said.splitlines())) <= width
    assert "\n          ptdata/T06-12.format\n" in said
