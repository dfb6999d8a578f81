"""What was handed in: paths, records of a table or of several, sets of inputs.

In: anything. Out: the paths in it, or the same records with none taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
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


def by_full_id(
    data: Mapping[str, Any], full_id: Callable[[str], str]
) -> dict[str, Any]:
    """Return the records of each table by its full id.

    Raises:
        UsageError: one table is there under two of its names.
    """
    found: dict[str, Any] = {}
    for name, records in data.items():
        full = full_id(name)
        if full in found:
            raise UsageError(
                Text(
                    f"“{full}”用两个名称给了两次；请把它的记录合在一起",
                    f'"{full}" is given twice, by two names; put its records together',
                )
            )
        found[full] = records
    return found


def refuse_single(inputs: object) -> None:
    """Refuse what is no series of inputs: iterated, it would give names or letters.

    Raises:
        UsageError: says what takes it.
    """
    is_single = isinstance(inputs, Mapping | str | bytes) or is_frame(inputs)
    if isinstance(inputs, Iterable) and not is_single:
        return
    kind = type(inputs).__name__
    raise UsageError(
        Text(
            f"要给出若干组输入（如列表），给的是 {kind}；"
            "单独一组用 compute，数据框用 compute_frame",
            f"several sets of inputs are wanted, such as a list, not {kind}; "
            "one set is for compute, a data frame for compute_frame",
        )
    )


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
