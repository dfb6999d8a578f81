from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ruleengine.base.problem import UsageError
from ruleengine.cli import wording_en, wording_zh
from ruleengine.cli.command import Command, Flag, Word
from ruleengine.cli.console import language_of
from ruleengine.cli.parse import parse
from ruleengine.cli.registry import COMMANDS, command_named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.cli.conftest import Ran

COMMAND = Command(
    name="try",
    run=lambda _given, _console: 0,
    words=(Word("ONE"), Word("MORE", least=0)),
    flags=(
        Flag("--many", "X", repeatable=True),
        Flag("--pick", "a|b", choices=("alpha", "beta")),
        Flag("--switch"),
        Flag("--count", "N"),
    ),
)


def test_words_and_flags_may_stand_in_any_order() -> None:
    given = parse(COMMAND, ["--many", "1", "x", "--switch", "y", "--many=2"])
    assert given.words == ("x", "y")
    assert given.texts("many") == ("1", "2")
    assert given.on("switch")
    assert given.text("pick") is None


@pytest.mark.parametrize("word", ["-", "-1", "-0.5", "- x", "-x + 1"])
def test_words_that_start_with_a_dash_but_are_no_flags_are_words(word: str) -> None:
    assert parse(COMMAND, [word]).words == (word,)


def test_after_two_dashes_everything_is_a_word() -> None:
    assert parse(COMMAND, ["--", "--switch", "-x"]).words == ("--switch", "-x")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["x", "y", "z"], "z"),
        (["x", "--swich"], "--switch"),
        (["x", "--zzzzzzzzz"], "--pick"),
        (["x", "\u2014-switch"], "write --switch"),
        (["x", "\u2013\u2013pick=alpha"], "write --pick"),
        (["x", "-switch"], "write --switch"),
        (["x", "--many"], "--many"),
        (["x", "--switch=1"], "--switch"),
        (["x", "--pick", "alhpa"], "alpha"),
        (["x", "--pick", "zzz"], "beta"),
        (["x", "--pick", "Beta-CN"], "mean beta"),
    ],
)
def test_what_is_typed_wrong_is_named_with_the_way_out(
    typed: Sequence[str], said: str
) -> None:
    with pytest.raises(UsageError) as raised:
        parse(COMMAND, typed)
    assert said.rpartition(" ")[2] in raised.value.message.zh
    assert said in raised.value.message.en


def test_only_the_nearest_flag_is_offered() -> None:
    with pytest.raises(UsageError) as raised:
        parse(command_named("validate"), ["x", "--readings"])
    assert raised.value.message.zh.endswith("--reading")


def test_a_word_that_is_missing_is_named_and_explained() -> None:
    with pytest.raises(UsageError) as raised:
        parse(command_named("validate"), [])
    assert "DATA：文件或文件夹" in raised.value.message.zh
    assert "DATA is missing" in raised.value.message.en


@pytest.mark.parametrize("value", ["0", "-1", "x", "１", "1.5", "9999999999", ""])
def test_a_count_is_a_whole_number_from_1(value: str) -> None:
    given = parse(COMMAND, ["x", f"--count={value}"])
    with pytest.raises(UsageError):
        given.count("count")


def test_a_count_may_begin_at_0() -> None:
    assert parse(COMMAND, ["x", "--count=0"]).count("count", least=0) == 0
    with pytest.raises(UsageError) as raised:
        parse(COMMAND, ["x", "--count=-1"]).count("count", least=0)
    assert "from 0" in raised.value.message.en


@pytest.mark.parametrize("again", [["--pick", "beta"], ["--pick=beta"]])
def test_a_flag_that_stands_once_has_one_value(again: Sequence[str]) -> None:
    with pytest.raises(UsageError) as raised:
        parse(COMMAND, ["x", "--pick", "alpha", *again])
    assert '"alpha" and with "beta"' in raised.value.message.en
    assert "“alpha”，一次是“beta”" in raised.value.message.zh
    same = parse(COMMAND, ["x", "--pick", "alpha", "--pick=alpha", "--switch"])
    assert same.text("pick") == "alpha"


def test_a_name_has_one_value() -> None:
    typed = ["x", "--many", "a=1", "--many", "b=2", "--many", " a=1"]
    assert parse(COMMAND, typed).pairs("many") == {"a": "1", "b": "2"}
    with pytest.raises(UsageError) as raised:
        parse(COMMAND, [*typed, "--many", "b=3"]).pairs("many")
    assert '--many gives "b" twice, as "2" and as "3"' in raised.value.message.en


def test_a_count_that_is_not_given_is_none() -> None:
    assert parse(COMMAND, ["x"]).count("count") is None
    assert parse(COMMAND, ["x", "--count", "7"]).count("count") == 7


def test_pairs_need_a_name_and_an_equals_sign() -> None:
    assert parse(COMMAND, ["x", "--many", "a=b=c"]).pairs("many") == {"a": "b=c"}
    for wrong in ("a", "=b"):
        with pytest.raises(UsageError):
            parse(COMMAND, ["x", "--many", wrong]).pairs("many")


@pytest.mark.parametrize(
    ("argv", "environment", "language"),
    [
        ((), {}, None if os.name == "nt" else "zh"),
        ((), {"LC_CTYPE": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "en_US.UTF-8"}, "en"),
        ((), {"LANG": "zh_CN.UTF-8"}, "zh"),
        ((), {"LANG": "C.UTF-8"}, "zh"),
        ((), {"LC_ALL": "en_GB", "LANG": "zh_CN"}, "en"),
        (("--lang", "en"), {"LANG": "zh_CN"}, "en"),
        (("--lang=zh,en",), {"LANG": "en_US"}, "zh"),
        (("--lang",), {"LANG": "en_US"}, "en"),
        (("--lang", "fr"), {"LANG": "en_US"}, "en"),
    ],
)
def test_the_language_is_that_of_the_flag_else_of_the_locale_else_chinese(
    argv: Sequence[str], environment: dict[str, str], language: str | None
) -> None:
    found = language_of(argv, environment)
    assert found == language if language else found in {"zh", "en"}


def test_both_languages_say_the_same_things() -> None:
    assert list(wording_zh.WORDS) == list(wording_en.WORDS)
    for key, chinese in wording_zh.WORDS.items():
        fields = {part.partition("}")[0] for part in chinese.split("{")[1:]}
        english = wording_en.WORDS[key]
        assert fields == {part.partition("}")[0] for part in english.split("{")[1:]}, (
            key
        )


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_has_a_help_page(
    name: str, language: str, run: Callable[..., Ran]
) -> None:
    ran = run(name, "--help", "--lang", language, rules=False)
    assert (ran.code, ran.err) == (0, "")
    for flag in command_named(name).flags:
        assert flag.name in ran.out
    assert ran == run("help", name, "--lang", language, rules=False)


def test_without_a_command_the_overview_goes_to_standard_error(
    run: Callable[..., Ran],
) -> None:
    ran = run(rules=False)
    assert (ran.code, ran.out) == (2, "")
    assert all(name in ran.err for name in COMMANDS)
    asked = run("--help", rules=False)
    assert (asked.code, asked.out, asked.err) == (0, ran.err, "")


def test_the_version_is_one_line(run: Callable[..., Ran]) -> None:
    ran = run("--version", rules=False)
    assert ran.code == 0
    assert ran.out.startswith("ruleengine ")


def test_an_unknown_command_is_answered_with_the_near_one(
    run: Callable[..., Ran],
) -> None:
    ran = run("valdate", "x", rules=False)
    assert (ran.code, ran.out) == (2, "")
    assert "validate" in ran.err
    assert "validate" in run("zzzz", rules=False).err


def test_a_flag_before_the_command_is_told_to_stand_after_it(
    run: Callable[..., Ran],
) -> None:
    ran = run("--format", "json", "list", rules=False)
    assert ran.code == 2
    assert "--format" in ran.err
    assert run("--lang", "en", "--debug", "list").code == 0


@pytest.mark.parametrize(
    "argv",
    [
        ["--lang", "zh", "list", "--lang", "en"],
        ["compute", "fees", "--set", "staff=1", "--set", "staff=2"],
        ["compute", "fees", "--set", "staff=1", "--set", "人数=2"],
        ["compute", "fees", "--reading", "rounding=up", "--reading", "rounding=none"],
        ["identify", "serial", "A0011", "--with", "a=1", "--with", "a=2"],
        ["eval", "x", "--set", "x=1", "--set", "x=2"],
    ],
)
def test_which_of_two_values_counts_is_not_guessed(
    argv: Sequence[str], run: Callable[..., Ran]
) -> None:
    ran = run(*argv, rules="eval" not in argv)
    assert (ran.code, ran.out) == (2, "")
    assert "写了两次" in ran.err


def test_the_same_value_may_be_said_again(run: Callable[..., Ran]) -> None:
    twice = ("--set", "staff=5", "--set", "人数=5", "--lang", "zh", "--lang", "zh")
    assert run("compute", "fees", *twice) == run("compute", "fees", "--set", "staff=5")


def test_a_formula_that_begins_with_a_minus_is_told_how_to_be_one(
    run: Callable[..., Ran],
) -> None:
    refused = run("eval", "-x", "--set", "x=3", rules=False)
    assert (refused.code, refused.out) == (2, "")
    assert "写 --" in refused.err
    assert "写 --" not in run("eval", "--x", rules=False).err
    assert run("eval", "--set", "x=3", "--", "-x", rules=False).out == "-3\n"
