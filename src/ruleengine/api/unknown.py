"""What is wanted by a name or number that there is not: the error, with near misses.

In: what was typed and what there is. Out: the id that was meant, or a UsageError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ruleengine.base.ids import bare
from ruleengine.base.problem import UsageError
from ruleengine.base.suggest import holding, near_misses
from ruleengine.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection

FIRST = 12
"""Names that are shown when none comes near to what was typed."""
ZEROS = re.compile("(?<![0-9])0+(?=[0-9])")


def resolved_id(name: str, known: Collection[str]) -> str | None:
    """Return the full id that a full or bare name stands for, if it is just one."""
    if name in known:
        return name
    found = [full for full in known if bare(full) == name]
    return found[0] if len(found) == 1 else None


def no_table_named(records: object) -> UsageError:
    """Return the error for records of which it is not said what table they are of."""
    if isinstance(records, Iterable) and not any(True for _ in records):
        return UsageError(
            Text(
                "既没有路径，也没有记录；若路径是搜出来的，就是一个文件也没有搜到",
                "neither a path nor a record was given; "
                "where a search made the paths, it found no file",
            )
        )
    return UsageError(
        Text(
            "没有说明这些记录属于哪张表；请给出 table=，或者写成 {表: 记录}",
            "it is not said which table these records belong to; give table=, "
            "or a mapping of table to records",
        )
    )


def unknown(
    zh: str, en: str, word: str, known: Iterable[str], titled: Iterable[str] = ()
) -> UsageError:
    """Return the error for a name that does not exist, with near misses.

    Args:
        zh: what kind of name it is.
        en: the same in English.
        word: the name.
        known: the names that exist.
        titled: ids whose title the word is.
    """
    every = sorted(set(known))
    near = (
        tuple(sorted(set(every).intersection(titled)))
        or _same_number(word, every)
        or near_misses(word, every)
        or holding(word, every)
        or _near_bare(word, every)
    )
    if near:
        return UsageError(
            Text(
                f"没有名为“{word}”的{zh}；是否想写：{'、'.join(near)}",
                f'there is no {en} "{word}"; did you mean: {", ".join(near)}',
            )
        )
    shown = [*every[:FIRST], "…"] if len(every) > FIRST else every
    return UsageError(
        Text(
            f"没有名为“{word}”的{zh}；有的是：{'、'.join(shown) or '（没有）'}",
            f'there is no {en} "{word}"; there are: {", ".join(shown) or "(none)"}',
        )
    )


def _near_bare(word: str, every: Iterable[str]) -> tuple[str, ...]:
    """Return the ids whose last piece looks like the word: packs are often left out."""
    pieces = {name.rpartition("/")[2]: name for name in every}
    return tuple(pieces[piece] for piece in near_misses(word, pieces))


def _same_number(word: str, every: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that differ in case and in zeros before a number only: T6, T06."""
    wanted = _plain(word.rpartition("/")[2])
    return tuple(name for name in every if _plain(name.rpartition("/")[2]) == wanted)


def _plain(name: str) -> str:
    return ZEROS.sub("", name).casefold()
