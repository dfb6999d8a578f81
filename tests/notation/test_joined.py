"""Many texts judged at once are judged as each by itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from ruleengine import notation
from ruleengine.notation import Readings, matcher

FORMATS = ("an..5", "an3..8", "a..4", "n..5,2", "YYYYMMDD", "an5(aannn)", "boolean")
TEXTS = st.one_of(
    st.text(max_size=9),
    st.sampled_from(
        ["ab", "中文", "12.5", "20240229", "AB123", " a", "a^", "^ b", "1"]
    ),
)


@pytest.mark.parametrize("unit", ["characters", "gb2312-bytes"])
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=60, deadline=None)
@given(texts=st.lists(TEXTS, max_size=80))
def test_the_texts_that_are_refused(form: str, unit: Any, texts: list[str]) -> None:
    judge = matcher(notation.parse(form).form, Readings(length_unit=unit))
    wanted = [text for text in texts if not judge.accepts(text)]
    assert list(judge.refused(texts)) == wanted


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("other", [5, ("a",), b"a"])
@pytest.mark.parametrize("texts", [["ab"] * 3, ["x" * 500, "ab"], ["ab"] * 30])
def test_what_is_no_text_is_an_error(
    form: str, other: object, texts: list[object]
) -> None:
    judge = matcher(notation.parse(form).form)
    with pytest.raises(TypeError):
        judge.refused([*texts, other])  # type: ignore[list-item]
