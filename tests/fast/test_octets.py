"""What is counted in bytes, and whether they are UTF-8: as Python itself says."""

from __future__ import annotations

import json
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine.base import octets

fast = pytest.importorskip("ruleengine_fast", reason="pip install ./fast")
Utf8, counted = fast.Utf8, fast.counted

PIECES = st.sampled_from(
    [b'"', b":", b" ", b"\n", b"a", "中".encode(), b'": "', b'":"']
)


def is_right(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def marks(data: bytes, gap: int) -> tuple[int, int, int]:
    joint = b'":' + b" " * gap + b'"'
    starts = {at for at in range(len(data)) if data.startswith(joint, at)}
    joints = [at for at in starts if at - len(joint) + 1 not in starts]
    return data.count(b"\n"), data.count(b'"'), len(joints)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=1200).map(b"".join), st.sampled_from([0, 1]))
def test_marks_are_counted(data: bytes, gap: int) -> None:
    assert counted(data, gap) == marks(data, gap)


@pytest.mark.parametrize(
    "length", [0, 1, 2, 3, 4, 253, 254, 255, 256, 257, 258, 259, 511]
)
def test_marks_at_the_ends_are_counted(length: int) -> None:
    for mark in (b'"', b"\n", b'":"', b'": "'):
        for data in (mark + b"x" * length, b"x" * length + mark, mark * length):
            assert counted(data, 0) == marks(data, 0)
            assert counted(memoryview(data), 1) == marks(data, 1)


@settings(max_examples=300)
@given(
    st.lists(
        st.dictionaries(st.text('ab:" ', max_size=3), st.text('a:, "', max_size=3))
    ),
    st.sampled_from([":", ": "]),
)
def test_joints_are_as_many_as_texts(several: list[dict[str, str]], joint: str) -> None:
    lines = [
        json.dumps(each, separators=(",", joint)).replace('\\"', "'")
        for each in several
    ]
    _, quotes, joints = counted("\n".join(lines).encode(), len(joint) - 1)
    texts = sum(map(len, several))
    assert (quotes, joints) == (4 * texts, texts)


def test_a_wider_gap_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or 1 spaces, not 2"):
        counted(b"", 2)


@settings(max_examples=400)
@given(
    st.lists(
        st.binary(max_size=3)
        | st.text(max_size=9).map(str.encode)
        | st.sampled_from(
            [b"\xc0\x80", b"\xe0\x9f\xbf", b"\xed\xa0\x80", b"\xf0\x8f\xbf\xbf",
             b"\xf4\x90\x80\x80", b"\xf5", b"\xef\xbf\xbf", b"\xf4\x8f\xbf\xbf"]
        ),
        max_size=20,
    ).map(b"".join),
    st.lists(st.integers(0, 60), max_size=4),
)  # fmt: skip
def test_utf8_is_known_in_whatever_parts_it_comes(data: bytes, cuts: list[int]) -> None:
    check = Utf8()
    ends = sorted({0, len(data), *(min(cut, len(data)) for cut in cuts)})
    taken = all(check.takes(data[start:end]) for start, end in pairwise(ends))
    assert (taken and check.is_whole) == is_right(data)


def test_every_sequence_of_two_bytes_and_many_of_four() -> None:
    chance = random.Random(5)
    edges = [0, 0x22, 0x7F, *range(0x80, 0x100, 7), 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0]
    edges += [
        0xC1,
        0xC2,
        0xDF,
        0xE0,
        0xE1,
        0xEC,
        0xED,
        0xEE,
        0xEF,
        0xF0,
        0xF1,
        0xF4,
        0xFF,
    ]
    several = [bytes((a, b)) for a in range(256) for b in range(256)]
    several += [bytes(chance.choices(edges, k=4)) for _ in range(50_000)]
    for data in several:
        check = Utf8()
        assert (check.takes(data) and check.is_whole) == is_right(data), data


@pytest.mark.parametrize("way", ["0", "1"])
def test_both_ways_say_the_same(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setenv("RULEENGINE_FAST", way)
    data = '{"a": "中"}\n{"a":"b"}\n'.encode()
    assert octets.line_feeds(data) == 2
    assert octets.quotes_and_joints(data, 1) == (8, 1)
    assert octets.quotes_and_joints(data, 0) == (8, 1)
    check = octets.utf8()
    taken = [check.takes(data[:8]), check.is_whole, check.takes(data[8:])]
    assert taken == [True, False, True]
    assert check.is_whole
    assert not check.takes(b"\xff")
