"""The tables of expressions by chapter: expression => value, or null!code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ruleengine import feel
from ruleengine.feel.names import top_names

TABLES = sorted(Path(__file__).with_name("tables").glob("*.txt"))


def rows() -> list[Any]:
    found = []
    for path in TABLES:
        given = "{}"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("given "):
                given = line.removeprefix("given ")
            elif line and not line.startswith("#"):
                text, expected = line.rsplit(" => ", 1)
                name = f"{path.stem}:{number}"
                found.append(pytest.param(given, text, expected, id=name))
    return found


@pytest.mark.parametrize(("given", "text", "expected"), rows())
def test_an_expression_has_the_value_of_the_table(
    given: str, text: str, expected: str
) -> None:
    context = feel.evaluate(given)
    names = top_names(context)
    outcome = feel.compile(text, names).run(context)
    value, _, code = expected.partition("!")
    wanted = None if value == "null" else feel.evaluate(expected)
    assert outcome.value == wanted
    assert type(outcome.value) is type(wanted)
    if wanted is None:
        codes = [reason.code for reason in outcome.reasons]
        assert codes[-1:] == ([code] if code else [])
