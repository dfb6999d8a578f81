"""Texts that are no FEEL: where, what was found, what was wanted, how to mend it."""

from __future__ import annotations

import re

import pytest

from ruleengine import feel
from ruleengine.feel import limits, wording_en, wording_zh

FAULTS = [
    ("", "empty", 0, None),
    ("1 +", "ends-early", 3, None),
    ("(1 + 2", "unclosed-bracket", 0, None),
    ("[1, {a: 2}", "unclosed-bracket", 0, None),
    ('"abc', "unclosed", 0, None),
    ("1 /* one", "unclosed", 2, None),
    ("a == 1", "strange-character", 2, "Did you mean = ?"),
    ("a <> 1", "strange-character", 2, "Did you mean != ?"),
    ("a && b", "strange-character", 2, "Did you mean and ?"),
    ("a ，b", "strange-character", 2, "Did you mean , ?"),
    ("（a）", "strange-character", 0, "Did you mean ( ?"),
    ("a ≤ 1", "strange-character", 2, "Did you mean <= ?"),
    ("a § 1", "strange-character", 2, None),
    (
        "if a thn b else c",
        "unexpected",
        11,
        "Write if condition then value else value .",
    ),
    ("[1 2]", "unexpected", 3, "Is a comma or an operator missing before it?"),
    ("{a = 1}", "unexpected", 3, "Did you mean : ?"),
    ("1..2", "unexpected", 1, None),
    ("f(1, b: 2)", "mixed-arguments", 2, None),
    ("1e99999", "number-too-large", 0, None),
    ("a )", "unexpected", 2, None),
    ("a ]", "unexpected", 2, None),
    ("for x in xs retrn x", "ends-early", 19, None),
    ("if (a) thenn b else c", "unexpected", 7, "Did you mean then ?"),
]


@pytest.mark.parametrize(("text", "code", "offset", "hint"), FAULTS)
def test_a_fault_is_told_with_its_place(
    text: str, code: str, offset: int, hint: str | None
) -> None:
    with pytest.raises(feel.FeelError) as caught:
        feel.parse(text)
    error = caught.value
    assert (error.code, error.position.offset) == (code, offset)
    assert (error.hint.en if error.hint else None) == hint
    (problem,) = feel.check(text, {})
    assert (problem.code, problem.start) == (code, offset)


def test_an_error_draws_a_caret_under_the_place() -> None:
    with pytest.raises(feel.FeelError) as caught:
        feel.parse("1 +\n合计 == 2")
    error = caught.value
    assert (error.position.line, error.position.column) == (2, 4)
    assert str(error) == (
        "2:4 这里出现了“==”，表达式里没有这样开头的内容。 是否想写 = ？\n"
        'Found "==", which no part of an expression starts with. Did you mean = ?\n'
        "合计 == 2\n"
        "     ^"
    )


WANTED = [
    ("1 +", "一个值", "a value"),
    ("{a:}", "一个值", "a value"),
    ("1 + * 2", "一个值", "a value"),
    ("a between 1", "and + -", "and + -"),
]


@pytest.mark.parametrize(("text", "zh", "en"), WANTED)
def test_what_was_wanted_is_said_in_words(text: str, zh: str, en: str) -> None:
    with pytest.raises(feel.FeelError) as caught:
        feel.parse(text)
    assert caught.value.message.zh.endswith(f"：{zh}")
    assert caught.value.message.en.endswith(f": {en}")


def test_limits_of_size_and_nesting_are_errors() -> None:
    for text, code in (
        ("1" * (limits.TEXT_LENGTH + 1), "text-too-long"),
        ("(" * 5000 + "1" + ")" * 5000, None),
        ("[" * 5000 + "]" * 5000, "too-deep"),
        ("-" * 5000 + "1", "too-deep"),
        ("1" + "+1" * 5000, "too-deep"),
    ):
        if code is None:
            assert feel.evaluate(text) == 1
            continue
        with pytest.raises(feel.FeelError) as caught:
            feel.parse(text)
        assert caught.value.code == code


def test_many_conditions_in_a_row_are_no_deep_nesting() -> None:
    assert feel.evaluate(" or ".join(["false"] * 3000)) is False


def test_both_languages_have_the_same_sentences_with_the_same_facts() -> None:
    chinese, english = wording_zh.SENTENCES, wording_en.SENTENCES
    assert chinese.keys() == english.keys()
    for key, sentence in chinese.items():
        facts = re.findall(r"\{[a-z]+\}", sentence)
        assert set(facts) == set(re.findall(r"\{[a-z]+\}", english[key])), key


def test_the_package_has_only_the_names_it_publishes() -> None:
    for name in feel.__all__:
        assert getattr(feel, name) is not None
    with pytest.raises(AttributeError):
        feel.no_such_name  # noqa: B018  asking is the test
