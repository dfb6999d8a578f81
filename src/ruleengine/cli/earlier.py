"""Which files beside rules are earlier answers, so that a new one may replace them.

Data of one's own may stand there too, under the same endings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 4096
"""Bytes in which an answer says what it is."""
_FIRST_LINE = re.compile(rb'\{"(?:rule": "[^"]+", "kind|report)": ')
"""How an answer in JSON lines begins: with a finding, or with the report if none is."""
_FIRST_KEY = re.compile(rb'\{\s*"[a-z_]+"')
"""How an answer in JSON begins; records stand in a list or under the id of a table."""


def may_be_answer(place: Path) -> bool:
    """Tell whether an existing file may have been written as an answer.

    Raises:
        OSError: it cannot be read.
    """
    match place.suffix.lower():
        case ".xlsx":
            return _is_own_workbook(place)
        case ".jsonl":
            return _FIRST_LINE.match(_head(place)) is not None
        case ".json":
            return _FIRST_KEY.match(_head(place)) is not None
        case _:
            return True


def _head(place: Path) -> bytes:
    with place.open("rb") as stream:
        return stream.read(_HEAD)


def _is_own_workbook(place: Path) -> bool:
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(place) as packed:
            return b">ruleengine<" in packed.read("docProps/core.xml")
    except (BadZipFile, KeyError):
        return False
