"""What formats mean to others: words, values, regexes, JSON Schemas."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal

import jsonschema
import pytest

from ruleengine import notation
from ruleengine.notation import Readings

STRICT = Readings(fixed_number="strict", decimals="strict", charset="strict")

EXPLAINED = [
    ("n..10,3", "数值：小数点前最多 10 位数字，小数点后最多 3 位，也可以没有小数；可以有负号，负号和小数点不计位数。"),
    ("n..5,0", "数值：小数点前最多 5 位数字，没有小数；可以有负号，负号不计位数。"),
    ("n4", "整数：最多 4 位数字，没有正负号和小数点。"),
    ("n2..ul", "整数：至少 2 位数字，没有正负号和小数点。"),
    ("n..ul", "整数：位数不限，没有正负号和小数点。"),
    ("n2..4", "整数：2 到 4 位数字，没有正负号和小数点。"),
    ("an18", "代码：恰好 18 个英文字母或数字（0-9、A-Z、a-z）。"),
    ("a5", "代码：恰好 5 个英文字母（A-Z、a-z）。"),
    ("an..200", "文本：最多 200 个字符（一个汉字算一个），汉字、字母、数字、标点都可以，前后不留空白。GB 2312 以外的字只提醒，不算错。"),
    ("a..ul", "文本：长度不限，汉字、字母、标点都可以，不含数字，前后不留空白。GB 2312 以外的字只提醒，不算错。"),
    ('an3("F"an)', "代码：恰好 3 个字符，依次是固定的“F”、字母、数字。"),
    ("hhmm", "日期时间：4 位数字，依次是时（2 位，00-23）、分（2 位）；必须是日历和钟表上真有的。"),
    ("boolean", "是否：1 表示是，0 表示否。"),
    ("PDF/PNG", "附件：填文件名，文件格式是 PDF、PNG 之一，扩展名是 .pdf、.png 之一。"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), EXPLAINED)
def test_a_format_is_explained_in_plain_words(text: str, sentence: str) -> None:
    explained = notation.parse(text).explain()
    assert explained.zh == sentence
    assert notation.parse(text).explain("zh") == sentence
    assert notation.parse(text).explain("en") == explained.en
    assert explained.en.isascii()


def test_readings_change_the_explanation() -> None:
    assert "恰好 4 位数字，不足的前面补 0" in notation.parse("n4").explain("zh", STRICT)
    assert "小数点后恰好 2 位" in notation.parse("n6,2").explain("zh", STRICT)
    text = notation.parse("an3..8").explain(
        "zh", Readings(length_unit="gb2312-bytes", charset="strict")
    )
    assert "3 到 8 个字节" in text
    assert "只能用 GB 2312 里的字" in text


VALUES = [
    ("n..10,3", "-12.500", Decimal("-12.500")),
    ("n..40,10", "1" * 40 + ".5", Decimal("1" * 40 + ".5")),
    ("n4", "0012", Decimal(12)),
    ("YYYY", "2026", Decimal(2026)),
    ("YYYYMMDD", "20240229", dt.date(2024, 2, 29)),
    ("YYYYMMDDhh", "2024022923", dt.datetime(2024, 2, 29, 23)),  # noqa: DTZ001  # no zone in the notation
    ("YYYYMMDDhhmmss", "20240229235958", dt.datetime(2024, 2, 29, 23, 59, 58)),  # noqa: DTZ001  # no zone in the notation
    ("hhmm", "0830", dt.time(8, 30)),
    ("hhmmss", "083059", dt.time(8, 30, 59)),
    ("YYYYMM", "202601", "202601"),
    ("MMDD", "0229", "0229"),
    ("hh", "08", "08"),
    ("boolean", "1", True),
    ("boolean", "0", False),
    ("an..9", "007", "007"),
    ("an3", "007", "007"),
    ("PDF", "a.pdf", "a.pdf"),
]


@pytest.mark.parametrize(("text", "value", "typed"), VALUES)
def test_conditions_see_the_typed_value(text: str, value: str, typed: object) -> None:
    seen = notation.parse(text).typed(value)
    assert seen == typed
    assert type(seen) is type(typed)


REGEXES = [
    ("n..10,3", "^(?:-?[0-9]{1,10}(?:\\.[0-9]{1,3})?)$"),
    ("n4", "^(?:[0-9]{1,4})$"),
    ("n..ul", "^(?:[0-9]{1,})$"),
    ("an18", "^(?:[0-9A-Za-z]{18})$"),
    ('an5("C."nan)', "^(?:C\\.[0-9][A-Za-z][0-9])$"),
    ("boolean", "^(?:[01])$"),
]


@pytest.mark.parametrize(("text", "pattern"), REGEXES)
def test_a_format_has_a_regex(text: str, pattern: str) -> None:
    assert notation.parse(text).to_regex() == pattern


def test_the_strict_regex_is_exact() -> None:
    assert notation.parse("n6,2").to_regex(STRICT) == "^(?:-?[0-9]{6}\\.[0-9]{2})$"
    assert notation.parse("n..5,0").to_regex(STRICT) == "^(?:-?[0-9]{1,5})$"


@pytest.mark.parametrize("text", ["an..1", "an..200", "an1..5", "an2..2", "a3..9"])
def test_a_regex_of_text_uses_only_escapes_that_all_engines_know(text: str) -> None:
    pattern = notation.parse(text).to_regex()
    assert pattern.isascii()
    assert re.sub(r"\\u[0-9a-f]{4}", "", pattern).count("\\") == 0


def test_json_schema_accepts_and_refuses_as_the_format_does() -> None:
    for text in (
        "an..200",
        "n..10,3",
        "YYYYMMDD",
        "boolean",
        "PDF",
        "an..ul",
        "an3..8",
    ):
        format_ = notation.parse(text)
        schema = json.loads(json.dumps(format_.to_json_schema()))
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        for case in format_.samples().cases:
            assert validator.is_valid(case.text) == case.valid, (text, case)


def test_json_schema_states_lengths_of_text_only() -> None:
    schema = notation.parse("an..200").to_json_schema()
    assert (schema["minLength"], schema["maxLength"]) == (1, 200)
    assert "maxLength" not in notation.parse("n4").to_json_schema()
    by_bytes = Readings(length_unit="gb2312-bytes")
    assert "maxLength" not in notation.parse("an..200").to_json_schema(by_bytes)
