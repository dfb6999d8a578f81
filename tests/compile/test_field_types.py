"""What conditions see of an item follows from its format alone."""

from __future__ import annotations

import pytest

from ruleengine import notation
from ruleengine.compile.field_types import type_name

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
    ("boolean", "boolean"),
]


@pytest.mark.parametrize(("written", "kind"), TYPES)
def test_each_format_has_a_type(written: str, kind: str) -> None:
    assert type_name(notation.parse(written).form) == kind
