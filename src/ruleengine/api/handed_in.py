"""What was handed in for a check: paths, or records of a table.

In: anything iterable. Out: the paths in it, or the same records with none taken away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

from ruleengine.api.frames import is_frame
from ruleengine.base.problem import UsageError
from ruleengine.base.text import Text


def told_apart(data: Any) -> tuple[list[str | Path] | None, Any]:
    """Return the paths that were handed in, or None and the records.

    A stream is judged by its first element, because reading on would keep all of it.

    Raises:
        UsageError: a stream of paths holds something else too.
    """
    if isinstance(data, str | Path):
        return [data], data
    if isinstance(data, Mapping) or not isinstance(data, Iterable) or is_frame(data):
        return None, data
    if isinstance(data, Collection):
        are_paths = len(data) > 0 and all(map(_is_path, data))
        return (list(data) if are_paths else None), data
    stream = iter(data)
    begin = list(islice(stream, 1))
    whole = chain(begin, stream)
    if not any(map(_is_path, begin)):
        return None, whole
    paths = list(whole)
    for each in paths:
        if not _is_path(each):
            raise _no_path(each)
    return paths, paths


def _is_path(item: object) -> bool:
    return isinstance(item, str | Path)


def _no_path(item: object) -> UsageError:
    found = type(item).__name__
    return UsageError(
        Text(
            f"文件路径中间夹有 {found}；请只给路径，或者只给记录",
            f"there is {found} among the paths; give paths only, or records only",
        )
    )
