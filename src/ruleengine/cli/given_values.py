"""Values that a person gives: a file of ``--input`` or ``--context``, then ``--set``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruleengine.base.problem import InputError, UsageError
from ruleengine.cli.wording import text
from ruleengine.cli.written_value import json_value, put, value_of

if TYPE_CHECKING:
    from ruleengine.cli.arguments import Arguments

LIMIT = 16 << 20
"""Bytes of a file of inputs."""
STDIN = "-"


def values_of(given: Arguments, file_flag: str) -> dict[str, Any]:
    """Return the values of the file of ``file_flag``, those of ``--set`` over them.

    Raises:
        UsageError: a value or a name is not written right.
        InputError: the file cannot be read, is too large or holds no mapping.
    """
    file = given.text(file_flag)
    values = read_mapping(file) if file is not None else {}
    for typed in given.texts("set"):
        name, equals, value = typed.partition("=")
        if not equals:
            raise UsageError(text("not-a-pair", flag="--set", value=typed))
        put(values, name.strip(), value_of(value.strip()), "--set")
    return values


def read_mapping(file: str) -> dict[str, Any]:
    """Return the names and values of a yaml or json file; ``-`` is standard input.

    Raises:
        InputError: the file cannot be read, is too large or holds no mapping.
    """
    written = _text_of(file)
    data = _parsed(written, file)
    if isinstance(data, dict):
        return data
    raise InputError(text("not-a-mapping", file=file), file)


def _text_of(file: str) -> str:
    try:
        if file == STDIN:
            raw = sys.stdin.buffer.read(LIMIT + 1)
        else:
            with Path(file).open("rb") as stream:
                raw = stream.read(LIMIT + 1)
        if len(raw) > LIMIT:
            raise InputError(
                text("too-large", file=file, found=f"> {LIMIT}", limit=LIMIT), file
            )
        return raw.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(text("no-file", file=file), file) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8?"
        raise InputError(
            text("not-readable", file=file, reason=reason), file
        ) from error


def _parsed(written: str, file: str) -> object:
    is_json = Path(file).suffix.lower() == ".json" or written.lstrip()[:1] == "{"
    if not is_json:
        from ruleengine.source.data import load_data  # noqa: PLC0415  (start-up time)

        return load_data(written, file)
    try:
        return json_value(written, file)
    except UsageError as error:
        raise InputError(error.message, file) from error
