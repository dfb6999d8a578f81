"""Records that are looked at where they lie in a text are those that readers make."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine.engine.sieve import told
from ruleengine.notation import matcher, parse
from ruleengine.readers.separated import rows

fast = pytest.importorskip("ruleengine_fast", reason="pip install ./fast")

KEYS = ("a", "名", "c")
OUTLINE = told(matcher(parse("an1..9").form).outline)
TEXTS = st.text(
    st.sampled_from('a中　 "\\,:{}\tñ\U00020000·\x01\r\x85\u2028'), max_size=6
)
VALUES = TEXTS | st.none() | st.integers(-9, 9) | st.booleans() | st.lists(TEXTS)
RECORDS = st.dictionaries(st.sampled_from((*KEYS, "other")), VALUES, max_size=4)


def sieve() -> Any:
    items = [(key, key == "a", {"满意"}, OUTLINE) for key in KEYS]
    return fast.Sieve(items, (), {0})


def scanner(*, separator: str = "") -> Any:
    names = [(key.encode(), at) for at, key in enumerate(KEYS)]
    return fast.Scanner(sieve(), names, separator.encode())


def scanned(text: str, *, separator: str = "") -> tuple[list[dict[str, str]], str]:
    """Return the records that lie in a text up to an odd line, and what is left."""
    data = text.encode()
    lines = scanner(separator=separator).scan(data, 0, 1000)
    every = list(range(lines.count))
    columns = lines.columns(every, range(len(KEYS)))
    records = [
        {k: v for k, v in zip(KEYS, row, strict=True) if v is not None}
        for row in zip(*columns, strict=True)
    ]
    assert lines.is_odd == (lines.end < len(data))
    return records, data[lines.end :].decode()


def filled(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, "")}


@settings(max_examples=400)
@given(
    records=st.lists(RECORDS, max_size=6),
    separators=st.sampled_from([(",", ":"), (", ", ": "), (" , ", " : ")]),
    is_ascii=st.booleans(),
    end=st.sampled_from(["\n", "\r\n", " \n"]),
)
def test_objects(
    records: list[dict[str, Any]], separators: Any, is_ascii: Any, end: str
) -> None:
    lines = [
        json.dumps(record, separators=separators, ensure_ascii=is_ascii) + end
        for record in records
    ]
    found, rest = scanned("".join(lines))
    assert found == [filled(record) for record in records[: len(found)]]
    assert rest == "".join(lines[len(found) :])
    if rest:
        first = records[len(found)]
        is_plain = set(first) <= set(KEYS) and all(
            value is None or isinstance(value, str) for value in first.values()
        )
        assert "\\" in lines[len(found)] or not (is_plain and first)


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "{}",
        "[]",
        "null",
        "{",
        '{"a"',
        '{"a"}',
        '{"a":',
        '{"a": "x',
        '{"a": "x"',
        '{"a": "x",',
        '{"a": "x",}',
        '{"a": "x" "c": "y"}',
        '{"a": "x", "a": "y"}',
        '{"a": null, "a": "y"}',
        '{"a": "x"} 1',
        '{"a": "x"}, ',
        '{"a": nul}',
        '{"a": nullx}',
        '{"a": 1}',
        '{"a": true}',
        '{"a": ["x"]}',
        '{"a": {"a": "x"}}',
        '{"aa": "x"}',
        '{"": "x"}',
        '{a: "x"}',
        '{"a": "x\\n"}',
        '{"a": "\\u4e2d"}',
        '{"a":\t"x"}',
        '{"a": "x\x00"}',
        '\ufeff{"a": "x"}',
        "{'a': 'x'}",
    ],
)
def test_odd_objects_end_the_run(line: str) -> None:
    good = '{"a": "x"}\n'
    assert scanned(f"{good}{line}\n{good}") == ([{"a": "x"}], f"{line}\n{good}")
    if line:
        assert scanned(good + line) == ([{"a": "x"}], line)


def test_objects_in_any_order() -> None:
    text = '{"c": "1", "a": "2", "名": "3"}\n{"名": "", "a": null}\n{ "a" : "4" }'
    assert scanned(text) == ([{"c": "1", "a": "2", "名": "3"}, {}, {"a": "4"}], "")
    lines = scanner().scan(text.encode(), 0, 9)
    assert lines.standing(0) == [(2, "1"), (0, "2"), (1, "3")]
    assert lines.standing(1) == []
    for at in (3, -1):
        with pytest.raises(IndexError):
            lines.standing(at)


CELLS = st.text(st.sampled_from("a中　 \t\x01·0"), max_size=4)


@settings(max_examples=400)
@given(
    table=st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=6),
    quoted=st.integers(0, 15),
    separator=st.sampled_from([",", ";", "|"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_cells(table: list[list[str]], quoted: int, separator: str, end: str) -> None:
    lines = [
        separator.join(
            f'"{cell}"' if quoted >> at & 1 else cell for at, cell in enumerate(cells)
        )
        + end
        for cells in table
    ]
    found, rest = scanned("".join(lines), separator=separator)
    read = [row.cells for row in rows(iter(lines), separator)][: len(found)]
    # Cells beyond the header, and rows of white space alone, are not for us.
    assert found == [filled(dict(zip(KEYS, cells, strict=False))) for cells in read]
    assert rest == "".join(lines[len(found) :])
    if rest:
        cells = table[len(found)]
        assert len(cells) > len(KEYS) or not any(
            "!" <= character <= "~" or character == "中"
            for cell in cells
            for character in cell
        )


@pytest.mark.parametrize(
    "line",
    ['"a""b",x', '"ab"c,x', '"ab', '"', '"a" ,x', "x,y,z,w", ",,", " , ,", "\u3000"],
)
def test_odd_cells_end_the_run(line: str) -> None:
    text = f"x,y,z\n{line}\nx\n"
    first = dict(zip(KEYS, "xyz", strict=True))
    assert scanned(text, separator=",") == ([first], f"{line}\nx\n")


def test_cells_of_no_item_are_left_out() -> None:
    reader = fast.Scanner(sieve(), [(b"", -1), (b"", 2), (b"", 0)], b",")
    lines = reader.scan("x,y,z\n,,\n?,,中\n".encode(), 0, 9)
    assert (lines.count, lines.is_odd) == (1, True)
    assert lines.columns([0], (0, 1, 2)) == [["z"], [None], ["y"]]


@settings(max_examples=500)
@given(text=st.text(max_size=12) | TEXTS)
@pytest.mark.parametrize(
    "form", ["an..5", "an3..8", "a..9", "n..5", "n..5,2", "YYYYMMDD"]
)
def test_a_value_in_a_text_passes_as_in_a_record(form: str, text: str) -> None:
    item = ("a", True, set[str](), told(matcher(parse(form).form).outline))
    one = fast.Sieve([item], (), {0})
    _, lacking, asked, _ = one.sift([{"a": text}])
    line = f'{{"a": "{text}"}}'.encode(errors="surrogatepass")
    try:
        is_plain = json.loads(line) == {"a": text} and b"\\" not in line
    except ValueError:
        is_plain = False
    if not is_plain:
        return
    lines = fast.Scanner(one, [(b"a", 0)], b"").scan(line, 0, 1)
    assert not lines.is_odd
    assert (lines.lacking, lines.asked) == (lacking, asked)


def test_what_is_accepted_is_remembered_by_its_text() -> None:
    items = [("a", True, {"满意", "长" * 60}, None), ("c", False, {"x"}, None)]
    one = fast.Sieve(items, (), {0})
    reader = fast.Scanner(one, [(b"a", 0), (b"c", 1)], b",")
    text = "满意,x\n长,满意\n满意,x\n" + "长" * 60 + ",\n" + "长" * 60 + ",x\nx,x"
    lines = reader.scan(text.encode(), 0, 9)
    assert lines.asked == {0: [1, 5], 1: [1]}
    items[0][2].discard("满意")
    assert reader.scan("满意,x".encode(), 0, 9).asked == {}


def test_joined() -> None:
    lines = scanner(separator=",").scan(
        "x,中,z\nab,,1\n".encode() + b"y" * 600 + b",1,2", 0, 9
    )
    assert lines.joined([0, 2], (1, 0), "\x1f") == ["中\x1fx", "1\x1f" + "y" * 600]
    assert lines.joined([], (1,), "|") == []
    with pytest.raises(ValueError, match="no item"):
        lines.joined([1], (1,), "|")
    for places, indexes in (([3], (0,)), ([-1], (0,)), ([0], (3,)), ([0], (-1,))):
        with pytest.raises(IndexError):
            lines.joined(places, indexes, "|")
        with pytest.raises(IndexError):
            lines.columns(places, indexes)


def test_so_many_lines_at_once() -> None:
    data = b"x,y,z\n" * 1500
    reader, at, counts = scanner(separator=","), 0, []
    while at < len(data):
        lines = reader.scan(data, at, 700)
        at = lines.end
        counts.append(lines.count)
    assert counts == [700, 700, 100]
    assert reader.scan(data, len(data), 5).count == 0
    assert reader.scan(data, 0, 0).end == 0
    with pytest.raises(ValueError, match="no place"):
        reader.scan(data, len(data) + 1, 1)


def test_what_a_scanner_cannot_be() -> None:
    with pytest.raises(ValueError, match="no item"):
        fast.Scanner(sieve(), [(b"a", 3)], b"")
    with pytest.raises(ValueError, match="one byte"):
        fast.Scanner(sieve(), [(b"a", 0)], b"||")
    with pytest.raises(ValueError, match="no item"):
        fast.Scanner(sieve(), [(b"a", -1)], b"")
