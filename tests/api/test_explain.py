from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import ruleengine
from ruleengine.api.explain import _subjects, explain
from ruleengine.api.listing import NOUNS, listing, open_packs, overview
from ruleengine.api.rule_index import table_rules
from ruleengine.base.problem import UsageError
from ruleengine.base.text import LANGUAGES
from ruleengine.report import (
    explanation_wording_en,
    explanation_wording_zh,
    listing_wording_en,
    listing_wording_zh,
)
from ruleengine.report.explanation import lines

RULES = Path(__file__).parent.parent / "cli" / "rules"
PACKS = open_packs(RULES)


def said(name: str, language: str = "zh") -> str:
    page = explain(PACKS, name)
    return "\n".join(lines(page, "zh" if language == "zh" else "en", 100))


@pytest.mark.parametrize(
    ("name", "kind", "full"),
    [
        ("demo", "pack", "demo"),
        ("DEMO-1", "pack", "demo"),
        ("demo/T01", "table", "demo/T01"),
        ("T01", "table", "demo/T01"),
        ("表1", "table", "demo/T01"),
        ("t01", "table", "demo/T01"),
        ("demo/T01-02", "field", "demo/T01-02"),
        ("demo/T01-2", "field", "demo/T01-02"),
        ("T01-10", "field", "demo/T01-10"),
        ("表1 序号10", "field", "demo/T01-10"),
        ("表1序号2", "field", "demo/T01-02"),
        ("demo/days.r01", "rule", "demo/days.r01"),
        ("days/r01", "rule", "demo/days.r01"),
        ("days.staff", "input", "demo/days.staff"),
        ("days.days", "step", "demo/days.days"),
        ("demo/fees.total", "step", "demo/fees.total"),
        ("fees.sites.staff", "input", "demo/fees.sites.staff"),
        ("fees.N1", "rule", "demo/fees.N1"),
        ("数量", "field", "demo/T01-02"),
        ("数虽", "field", "demo/T01-02"),
        ("order_number", "field", "demo/T01-01"),
        ("T01-2.format", "rule", "demo/T01-02.format"),
        ("demo/T01.C1", "rule", "demo/T01.C1"),
        ("demo/T01.U1", "rule", "demo/T01.U1"),
        ("demo/T01.R1", "rule", "demo/T01.R1"),
        ("demo/T01.unreadable", "rule", "demo/T01.unreadable"),
        ("unit", "code-list", "demo/unit"),
        ("demo/unit/A-02", "code", "demo/unit/A-02"),
        ("unit/A", "code", "demo/unit/A"),
        ("A-01", "code", "demo/unit/A-01"),
        ("rounding", "reading", "demo/rounding"),
        ("D-2", "clause", "D-2"),
        ("demo/E01", "erratum", "demo/E01"),
        ("days", "decision-table", "demo/days"),
        ("收费", "calculation", "demo/fees"),
        ("demo/fees.R1", "rule", "demo/fees.R1"),
        ("serial", "identifier", "demo/serial"),
        ("serial.C1", "rule", "demo/serial.C1"),
        ("serial.number", "rule", "demo/serial.number"),
        ("serial.spelling", "rule", "demo/serial.spelling"),
        ("serial.issued.format", "rule", "demo/serial.issued.format"),
        ("fees.staff.domain", "rule", "demo/fees.staff.domain"),
        ("fees.sites.staff.required", "rule", "demo/fees.sites.staff.required"),
        ("days.undecided", "rule", "demo/days.undecided"),
        ("demo/fees.stuff.unknown-field", "rule", "demo/fees.unknown-field"),
        ("serial.x.unknown-field", "rule", "demo/serial.unknown-field"),
        ("demo/complete", "rule", "demo/complete"),
        ("E204", "problem", "E204"),
        ("e105", "problem", "E105"),
        ("n..10,3", "format", "n..10,3"),
        ("YYYYMMDD", "format", "YYYYMMDD"),
        ("z score", "function", "z score"),
        ("substring", "function", "substring"),
    ],
)
def test_a_name_leads_to_a_page(name: str, kind: str, full: str) -> None:
    page = explain(PACKS, name)
    assert (page["kind"], page["id"]) == (kind, full)
    for language in ("zh", "en"):
        text = said(name, language)
        assert text.startswith(full)
        assert "{" not in text or kind in {"calculation", "format"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("n4", ["取法 fixed-number 为 strict 时：整数：恰好 4 位"]),
        ("n6,2", ["fixed-number 为 strict", "decimals 为 strict"]),
        ("an..9", ["length-unit 为 gb2312-bytes", "charset 为 strict", '" 中"']),
    ],
)
def test_a_format_says_what_other_readings_make_of_it(
    name: str, words: list[str]
) -> None:
    text = " ".join(said(name).split())
    assert all(word in text for word in words), text
    assert "取法" not in said("n..3") + said("YYYYMMDD")


def test_the_examples_of_a_problem_keep_their_indentation() -> None:
    text = said("E110")
    assert "【错的写法】\n    - id: r01\n      staff: 1-19\n" in text
    assert "```" not in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("T01-02", ["数量", "件数", "必填", "印错了字"]),
        # what is checked with other items is on the page too: a format is not all
        ("T01-02", ["demo/T01.C1", "只看格式，可以这样写"]),
        ("T01-01", ["demo/T01.U1"]),
        ("T01-08", ["demo/T01.R1"]),
        ("T01-04", ["是否加急 = true", "只是提醒", "不要填"]),
        ("T01-05", ["大、小"]),
        ("T01-06", ["codes/colour", "只提醒"]),
        ("T01-08", ["；", "颜色", "系统生成"]),
        ("T01-09", ['规格 = "小"', "identifier", "的写法"]),
        ("T01-10", ["文件名", "reference"]),
        ("T01-04.forbidden", ["不该填"]),
        ("T01.C1", ["数量 <= 10", "是否加急 = true", "超过了10", "警告"]),
        ("T01.C2", ["rounding", "none", "count(同日) < 1000", "ordered", "amount > 1"]),
        ("T01.R1", ["demo", "unit", "amount > 0", "没有金额的不算"]),
        ("T01.U1", ["只看满足", '!= "试填"', "补发的订单另编号"]),
        ("unit", ["2 个代码", "类、单元", "reject", "甲三"]),
        ("unit", ["（2026-01-01 至 …）"]),
        ("unit/A", ["不是可以填的代码", "A-01"]),
        ("unit/A-01", ["甲壹", "2026-01-01", "A 甲类"]),
        ("unit/A-02", ["多印的", "甲贰"]),
        ("secret", ["secret.csv", "没有公开"]),
        ("colour/2", ["已停用"]),
        ("rounding", ["up（默认）", "demo/fees", "demo/T01.C2", "rounding=none"]),
        ("surplus", ["demo/unit"]),
        ("D-2", ["第2条", "demo/fees", "推出来"]),
        ("D-9", ["由人来判断"]),
        ("demo/E01", ["数虽", "错字"]),
        ("days", ["人数 1-9 → 天数 0.5", "只命中一行"]),
        ("fees", ["sites[1].staff", "ceiling(base)", "人工决定", "→ total = 51"]),
        ("fees.R1", ["staff < 1000", "没有规定"]),
        ("fees.N1", ["人工决定", "staff > 500"]),
        ("fees.base", ["属于“收费”"]),
        ("days.staff", ["人数，整数，单位：人，>= 1"]),
        ("days.days", ["天数（天）", "属于“按人数的天数”"]),
        ("serial", ["大写", "X", "从 1 起", "500", "A0012", "issued", "可以没有"]),
        ("E105", ["冒号", "改法"]),
        ("n..10,3", ["9999999999", "^"]),
        ("demo", ["2026-01-01", "2030-12-31", "list tables demo"]),
        ("codes", ["一直有效"]),
        (
            "robust mean",
            [
                "稳健平均值",
                "相等的不过半",
                "ISO 13528:2022",
                "robust mean(values: list<number>, stop: string",
            ],
        ),
        ("date", ["date(year: number, month: number, day: number): date"]),
        ("concatenate", ["concatenate(list: Any, ...): list<Any>"]),
    ],
)
def test_a_page_says_what_matters(name: str, words: list[str]) -> None:
    text = said(name).replace("\n    ", "")
    assert [word for word in words if word not in text] == []


def test_the_days_of_a_code_say_whether_it_is_valid_and_not_its_status() -> None:
    assert "有效期：2026-01-01 至 …。" in said("unit/A-01")
    assert "状态：有效" not in said("unit/A-01")
    assert "状态：有效" in said("colour/1")


def test_a_row_that_does_not_always_hold_says_when(tmp_path: Path) -> None:
    shutil.copytree(RULES / "demo", tmp_path / "demo")
    days = tmp_path / "demo" / "days.yaml"
    lines_of_days = days.read_text("utf-8").replace(
        "    days: 0.5\n", "    days: 0.5\n    until: 2026-06-30\n"
    )
    days.write_text(lines_of_days, encoding="utf-8")
    page = explain(open_packs(tmp_path), "demo/days")
    said_of_rows = list(lines(page, "zh", 100))
    assert "  r01  人数 1-9 → 天数 0.5（… 至 2026-06-30）" in said_of_rows
    assert "  r02  人数 10+ → 天数 1" in said_of_rows


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("demo/T0", ["demo/T01"]),
        ("serail", ["serial"]),
        ("天数", ["按人数的天数"]),
        ("qqqqqqq", ["ruleengine list"]),
        ("z scor", ["z score"]),
        ("an.200", ["an..200", "^"]),
        ("n10.3", ["^"]),
    ],
)
def test_a_name_that_means_nothing_is_answered_with_the_near_ones(
    name: str, words: list[str]
) -> None:
    with pytest.raises(UsageError) as raised:
        explain(PACKS, name)
    for language in ("zh", "en"):
        text = raised.value.message[language]
        assert [word for word in words if word not in text] == []


def test_a_name_that_means_several_things_lists_them() -> None:
    twice = (*PACKS, *(pack for pack in PACKS if pack.name == "demo"))
    with pytest.raises(UsageError) as raised:
        explain(twice, "demo/T01")
    assert "demo/T01" in raised.value.message.en


def test_both_languages_say_the_same_things() -> None:
    pairs = [
        (explanation_wording_zh.EXPLANATION, explanation_wording_en.EXPLANATION),
        (listing_wording_zh.LISTING, listing_wording_en.LISTING),
    ]
    for chinese, english in pairs:
        assert list(chinese) == list(english)
        for key, text in chinese.items():
            fields = {part.partition("}")[0] for part in text.split("{")[1:]}
            other = {part.partition("}")[0] for part in english[key].split("{")[1:]}
            assert fields == other, key


def test_everything_that_is_listed_can_be_explained() -> None:
    for noun in NOUNS:
        rows: list[dict[str, Any]] = listing(PACKS, noun)[noun]
        for row in rows:
            name = row.get("id", row["pack"])
            assert explain(PACKS, name)["id"] == name
    assert overview(PACKS)["packs"][1]["fields"] == 10


def test_everything_in_the_shipped_packs_has_one_page_of_its_own() -> None:
    packs = open_packs()
    subjects = [each for pack in packs for each in _subjects(pack, packs)]
    ids = [subject.id for subject in subjects]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    for subject in subjects:
        # A rule of an item is told in the words of the item: one in nine will do.
        if "." in subject.id and len(subject.id) % 9:
            continue
        page = subject.page().to_dict()
        assert page["id"] == subject.id
        for language in LANGUAGES:
            assert len(list(lines(page, language, 80))) > 1, subject.id


def test_every_rule_that_can_fire_in_the_shipped_packs_can_be_explained() -> None:
    packs = open_packs()
    known = {subject.id for pack in packs for subject in _subjects(pack, packs)}
    rules = [
        rule.id
        for plan in ruleengine.load().tables().values()
        for rule in (*table_rules(plan), plan.unreadable, plan.missing)
    ]
    assert len(rules) > 1000
    assert [rule for rule in rules if rule not in known] == []


def test_a_check_says_which_related_records_count_once() -> None:
    page = explain(open_packs("ptdata"), "ptdata/T08.C12")
    assert "participant_code 都相同的只算一条" in "".join(lines(page, "zh", 500))
    assert "those alike in participant_code count once" in "".join(
        lines(page, "en", 500)
    )


def test_the_line_to_try_types_figures_bare(tmp_path: Path) -> None:
    (tmp_path / "document.yaml").write_text(
        "kind: document\npack: p\ntitle: 规则\nedition: '1'\n", encoding="utf-8"
    )
    (tmp_path / "c.yaml").write_text(
        "kind: calculation\nid: c\ntitle: 数\n"
        "inputs:\n  - key: rate\n    type: number\n  - key: rows\n    type: list\n"
        "steps:\n  - key: a\n    formula: rate\noutputs: [a]\n",
        encoding="utf-8",
    )
    (tmp_path / "c.cases.yaml").write_text(
        "kind: cases\nof: c\ncases:\n  - name: 一\n    inputs:\n      rate: -2.35\n"
        "      rows: [0.5]\n    outputs:\n      a: -2.35\n",
        encoding="utf-8",
    )
    said = "\n".join(lines(explain(open_packs(tmp_path), "p/c"), "zh", 100))
    assert "ruleengine compute p/c --set rate=-2.35 --set 'rows=[0.5]'" in said
