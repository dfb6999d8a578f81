"""What compiled code lets through, the matcher of the format accepts."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine.engine.batches import BATCH
from ruleengine.engine.sieve import SIFTED, WORTH, RecordSieve, told
from ruleengine.notation import matcher, parse

fast = pytest.importorskip("ruleengine_fast", reason="pip install ./fast")
Sieve, joined = fast.Sieve, fast.joined

FORMATS = (
    "an..200", "an3..8", "a..20", "an..ul", "n4", "n..3", "n2..4", "n..ul",
    "n..10,3", "n6,2", "YYYYMMDD",
)  # fmt: skip
KNOWN = " ~09.-+０９ａ　·—中文龥ß²é×\x7f\n\t\u00a0\u200b\ufeff\U00020000\ud800ABC"
TEXTS = (
    st.text(st.sampled_from(KNOWN), max_size=12)
    | st.from_regex(r"-?[0-9]{0,11}(\.[0-9]{0,4})?", fullmatch=True)
    | st.from_regex(r"[0-9]{2}(00|24|[0-9]{2})[0-1][0-9][0-3][0-9]", fullmatch=True)
    | st.text(max_size=9)
)


def passes(form: str, text: str) -> bool:
    outline = matcher(parse(form).form).outline
    sieve = Sieve([("k", True, set(), told(outline))], (), {0})
    _, lacking, asked, _ = sieve.sift([{"k": text}])
    return not (lacking or asked)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=300)
@given(text=TEXTS)
def test_what_passes_is_accepted(form: str, text: str) -> None:
    accepted = matcher(parse(form).form).accepts(text)
    # Of characters beyond the basic plane and of year 0 it is not sure; nothing else.
    assert passes(form, text) == (accepted and bool(text))


@pytest.mark.parametrize("form", FORMATS)
def test_every_sample_of_a_format(form: str) -> None:
    for case in parse(form).samples().cases:
        assert not passes(form, case.text) or matcher(parse(form).form).accepts(
            case.text
        )
        assert passes(form, case.text) or not case.valid


def test_every_character_of_the_basic_plane() -> None:
    form = matcher(parse("an..9").form)
    sieve = Sieve([("k", True, set(), told(form.outline))], (), {0})
    texts = [f"a{chr(code)}b" for code in range(0x10000)]
    _, _, asked, _ = sieve.sift([{"k": text} for text in texts])
    refused = {texts[place] for place in asked[0]}
    assert refused == {text for text in texts if not form.accepts(text)}


@pytest.mark.parametrize(
    "year", ["0000", "0001", "1900", "2000", "2023", "2024", "9999"]
)
def test_every_day_of_a_year(year: str) -> None:
    accepts = matcher(parse("YYYYMMDD").form).accepts
    for day in range(10000):
        text = f"{year}{day:04}"
        assert passes("YYYYMMDD", text) == accepts(text), text


def test_what_is_accepted_whatever_it_looks_like() -> None:
    sieve = Sieve([("k", False, {"满意"}, None), ("j", True, set(), ("day",))], (), {0})
    assert sieve.sift(
        [
            {"k": "满意", "j": "20260101"},
            {"k": "不", "j": "20260101"},
            {"k": None, "j": "20260101"},
            {"j": ""},
            {"k": 1, "j": "20260101"},
        ]
    ) == ([], [3], {0: [1, 4]}, {})


def test_what_is_there_together_is_told_unless_it_is_quiet() -> None:
    quiet = {0b11}
    items = [(key, False, {"x"}, None) for key in "abc"]
    sieve = Sieve(items, {0, 1}, quiet)
    records = [{"a": "x", "b": "x"}, {"a": "x", "c": "x"}, {"c": "x"}]
    assert sieve.sift(records) == ([], [], {}, {0b01: [1], 0: [2]})
    quiet |= {0, 1}
    assert sieve.sift(records) == ([], [], {}, {})


def test_records_that_are_no_plain_ones_are_odd() -> None:
    sieve = Sieve([("k", False, {"x"}, None)], (), {0})
    records = [1, {"k": "x", "other": 1}, {7: 1}, {}, None, {"k": "x"}]
    assert sieve.sift(records) == ([0, 1, 2, 4], [], {}, {})


@pytest.mark.parametrize(
    "outline",
    [("text", 1, 2, b"short"), ("nothing",), ("text",), ("digits", 1), ("day", 1, 2)],
)
def test_an_outline_that_is_no_outline_is_refused(outline: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match=r"repertoire|outline|unpack"):
        Sieve([("k", True, set(), outline)], (), {0})


def test_more_items_than_a_sieve_can_hold_are_refused() -> None:
    items = [(str(at), False, set[str](), None) for at in range(65)]
    with pytest.raises(ValueError, match="at most 64 items, not 65"):
        Sieve(items, (), {0})
    assert Sieve(items[:64], range(64), {0}).sift([{"63": 1}])[3] == {1 << 63: [0]}


def test_a_table_of_more_items_is_screened_without_a_sieve() -> None:
    many = RecordSieve([str(at) for at in range(65)], (), ())
    assert many.sift([{}] * 100) is None
    assert many.most == BATCH
    few = RecordSieve((), (), ())
    assert few.sift([{}] * 100) == ([], [], {}, {0: list(range(100))})
    assert few.sift([{}] * (WORTH - 1)) is None
    assert few.most == SIFTED


def test_keys_met_as_other_objects_are_learnt() -> None:
    sieve = Sieve(
        [("first", True, {"x"}, None), ("second", True, {"x"}, None)], (), {0}
    )
    for at in range(50):
        names = [f"{start}{at}"[: len(start)] for start in ("first", "second")]
        records = [dict.fromkeys(names[:: 1 if at % 2 else -1], "x") for _ in range(9)]
        assert sieve.sift(records) == ([], [], {}, {})
    assert sys.getrefcount(names) < 4


def test_joined_keys() -> None:
    record = {"a": "x", "b": "中", "c": "²", "d": "\U00020000", "e": ""}
    several = [("a",), ("a", "b"), ("b", "a", "c"), ("c", "d"), ("e", "a", "e"), ()]
    for names in (*several, tuple("abcde" * 4)):
        text = "\x1f".join(record[name] for name in names)
        assert joined([record] * 2, names, "\x1f") == [text, text]
    with pytest.raises(KeyError):
        joined([{}], ("a",), "")
    several_wrong: list[object] = [{"a": 1}, None, []]
    for wrong in several_wrong:
        with pytest.raises(TypeError):
            joined([wrong], ("a",), "")


def test_values_are_given_item_by_item() -> None:
    sieve = Sieve([(key, False, set(), None) for key in "ab"], (), {0})
    records: list[object] = [{"a": 1, "b": "x"}, None, {"b": [2], "a": None}]
    assert sieve.columns(records, [2, 0], (1, 0)) == [[[2], "x"], [None, 1]]
    assert sieve.columns(records, [], (0,)) == [[]]
    for places, error in (([3], IndexError), ([-1], IndexError), ([1], TypeError)):
        with pytest.raises(error):
            sieve.columns(records, places, (0,))
    with pytest.raises(KeyError):
        sieve.columns([{}], [0], (0,))
    with pytest.raises(IndexError):
        sieve.columns(records, [0], (2,))
