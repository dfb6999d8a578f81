"""Values that a person gives: a file of ``--input`` or ``--context``, then ``--set``."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruleengine.base.problem import InputError, UsageError
from ruleengine.cli.arguments import Arguments, refuse_second
from ruleengine.cli.standard_input import SHOWN, STDIN, bytes_in
from ruleengine.cli.wording import text
from ruleengine.cli.written_value import json_value, put, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.text import Text

LIMIT = 16 << 20
"""Bytes of a file of inputs."""
_NOWHERE = frozenset({errno.ELOOP, errno.ENAMETOOLONG})
"""What the system says of names that no file can have: links in a circle, too long."""
TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".jsonl"})
"""Endings of files that hold many sets of values."""


def values_of(
    given: Arguments, file_flag: str, keys: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the values of the file of ``file_flag``, those of ``--set`` over them.

    Args:
        given: what was typed.
        file_flag: key of the flag that names the file.
        keys: printed name -> key, so that ``--set`` with one of them stands over a file
            with the other.

    Raises:
        UsageError: a value or a name is not written right.
        InputError: the file cannot be read, is too large or holds no mapping.
    """
    file = given.text(file_flag)
    values = _by_key(read_mapping(file), keys or {}) if file is not None else {}
    return set_values(given, values, keys or {})


def set_values(
    given: Arguments, values: dict[str, Any], keys: Mapping[str, str]
) -> dict[str, Any]:
    """Return values with those of ``--set`` over them.

    Args:
        given: what was typed.
        values: key -> value; changed.
        keys: printed name -> key.

    Raises:
        UsageError: a value or a name is not written right.
    """
    seen: dict[str, str] = {}
    for typed in given.texts("set"):
        name, equals, value = typed.partition("=")
        if not equals:
            raise UsageError(text("not-a-pair", flag="--set", value=typed))
        path = _path_by_key(name.strip(), keys)
        refuse_second(seen, "--set", path, value.strip())
        put(values, path, value_of(value.strip()), "--set")
    return values


def _by_key(values: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
    """Return values by key; what stands there under both names is left for a finding."""
    return {
        name if keys.get(name) in values else keys.get(name, name): value
        for name, value in values.items()
    }


def _path_by_key(path: str, keys: Mapping[str, str]) -> str:
    for name, key in keys.items():
        rest = path.removeprefix(name)
        if path.startswith(name) and rest[:1] in {"", ".", "["}:
            return key + rest
    return path


def read_mapping(file: str) -> dict[str, Any]:
    """Return the names and values of a yaml or json file; ``-`` is standard input.

    Raises:
        InputError: the file cannot be read, is too large or holds no mapping.
    """
    shown = SHOWN if file == STDIN else file
    try:
        return _mapping_in(file, shown)
    except InputError as error:
        ending = Path(file).suffix.lower()
        if ending not in TABLES or not Path(file).is_file():
            raise
        said = text("not-one-input", file=file, ending=ending)
        raise InputError(said, file) from error


def _mapping_in(file: str, shown: str) -> dict[str, Any]:
    data = _parsed(_text_of(file, shown), shown)
    if isinstance(data, dict):
        return data
    raise InputError(text("not-a-mapping", file=shown), shown)


def _text_of(source: str, file: str) -> str:
    try:
        if source == STDIN:
            raw = bytes_in(sys.stdin).read(LIMIT + 1)
        else:
            with Path(source).open("rb") as stream:
                raw = stream.read(LIMIT + 1)
        if len(raw) > LIMIT:
            raise InputError(text("too-large", file=file, limit=LIMIT), file)
        written = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(text("not-utf-8", file=file), file) from error
    except OSError as error:
        raise InputError(_unreadable(file, error), file) from error
    if not written.strip():
        raise InputError(text("no-values", file=file), file)
    return written


def _unreadable(file: str, error: OSError) -> Text:
    # Windows says of a folder that there is no permission. A path below a folder that
    # may not be entered is looked at by neither name.
    if isinstance(error, IsADirectoryError) or os.path.isdir(file):  # noqa: PTH112
        return text("is-folder", file=file)
    if isinstance(error, PermissionError):
        return text("no-access", file=file)
    if isinstance(error, FileNotFoundError) or error.errno in _NOWHERE:
        return text("no-file", file=file)
    return text("not-readable", file=file, reason=error.strerror or "")


def _parsed(written: str, file: str) -> object:
    is_json = Path(file).suffix.lower() == ".json" or written.lstrip()[:1] == "{"
    if not is_json:
        from ruleengine.source.data import load_data

        return load_data(written, file)
    try:
        return json_value(written, file)
    except UsageError as error:
        raise InputError(error.message, file) from error
