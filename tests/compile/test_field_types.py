"""What conditions see of an item follows from its format alone."""

from __future__ import annotations

import pytest

from ruleengine import feel, notation
from ruleengine.compile.field_types import type_name
from ruleengine.notation.typed import converter

TYPES = [
    ("an..20", "string"),
    ("a3", "string"),
    ("an5(aannn)", "string"),
    ("an..ul", "string"),
    ("n4", "number"),
    ("n..4", "number"),
    ("n2..4", "number"),
    ("n..ul", "number"),
    ("n..10,3", "number"),
    ("n10,3", "number"),
    ("YYYY", "number"),
    ("YYYYMMDD", "date"),
    ("YYYYMM", "string"),
    ("MMDD", "string"),
    ("hhmm", "time"),
    ("hhmmss", "time"),
    ("YYYYMMDDhhmm", "date and time"),
    ("YYYYMMDDhhmmss", "date and time"),
    ("boolean", "boolean"),
]


@pytest.mark.parametrize(("written", "kind"), TYPES)
def test_each_format_has_a_type(written: str, kind: str) -> None:
    assert type_name(notation.parse(written).form) == kind


@pytest.mark.parametrize(("written", "kind"), TYPES)
def test_the_values_of_a_format_are_of_its_type(written: str, kind: str) -> None:
    form = notation.parse(written)
    right = next(each.text for each in form.samples().cases if form.matches(each.text))
    value = converter(form.form)(right)
    assert feel.evaluate(f"value instance of {kind}", {"value": value}) is True
