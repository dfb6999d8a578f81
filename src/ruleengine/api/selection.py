"""What is chosen for one call: the date, the editions in force, the readings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ruleengine.api.unknown import unknown
from ruleengine.base.ids import pack_of
from ruleengine.base.lexical import shown
from ruleengine.base.problem import RulePackError, UsageError
from ruleengine.base.text import Text
from ruleengine.compile.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ruleengine.base.problem import Problem
    from ruleengine.compile.packs import CompiledPack
    from ruleengine.model.document import Document
    from ruleengine.model.rule_pack import RulePack

DAY = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})")


def day_of(value: dt.date | str | None) -> dt.date:
    """Return a date given as such, as ``YYYY-MM-DD`` or as ``YYYYMMDD``; today if None.

    Raises:
        UsageError: the text is no date.
    """
    if value is None:
        return dt.datetime.now(tz=dt.UTC).astimezone().date()
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if match := DAY.fullmatch(shown(value)):
        try:
            return dt.date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            pass
    raise UsageError(
        Text(
            f"“{value}”不是日期；请写成 2026-01-31 或 20260131",
            f'"{value}" is not a date; write it like 2026-01-31 or 20260131',
        )
    )


def editions_in_force(
    packs: Sequence[RulePack], as_of: dt.date
) -> tuple[RulePack, ...]:
    """Return the edition of each pack that is in force on a day.

    Raises:
        RulePackError: two editions of a pack are in force from the same day.
    """
    in_force = [pack for pack in packs if _in_force(pack.document, as_of)]
    if twins := tuple(twin_editions(in_force)):
        raise RulePackError(twins)
    chosen: dict[str, RulePack] = {}
    for pack in in_force:
        other = chosen.get(pack.name)
        if other is None or _start(other.document) <= _start(pack.document):
            chosen[pack.name] = pack
    return tuple(chosen.values())


def twin_editions(packs: Iterable[RulePack]) -> Iterator[Problem]:
    """Yield a problem for each edition that starts when another of its pack does.

    A copy of a folder beside it is the usual case: which one counts is not guessed.
    """
    first: dict[tuple[str, dt.date], RulePack] = {}
    for pack in packs:
        other = first.setdefault((pack.name, _start(pack.document)), pack)
        if other is not pack:
            yield CATALOGUE.problem(
                "E314",
                pack.document.position,
                found=pack.name,
                other=str(other.folder.path),
            )


def _in_force(document: Document, as_of: dt.date) -> bool:
    return _start(document) <= as_of <= _end(document)


def _start(document: Document) -> dt.date:
    return _limit(document, document.effective_from, dt.date.min)


def _end(document: Document) -> dt.date:
    return _limit(document, document.effective_until, dt.date.max)


def _limit(document: Document, written: str | None, otherwise: dt.date) -> dt.date:
    """Return a date of the validity of a document.

    Raises:
        RulePackError: what is written is no date.
    """
    try:
        return otherwise if written is None else day_of(written)
    except UsageError as error:
        problem = CATALOGUE.problem("E311", document.position, found=str(written))
        raise RulePackError([problem]) from error


def refuse_out_of_force(
    editions: Collection[RulePack],
    in_force: Collection[str],
    name: str,
    as_of: dt.date,
) -> None:
    """Refuse a full or bare name of a pack without an edition in force.

    Raises:
        UsageError: it is one.
    """
    for each in editions:
        if each.name in in_force:
            continue
        heads = each.folder.heads
        if each.name == pack_of(name) or any(name in {h.id, h.title} for h in heads):
            raise not_in_force(editions, each.name, as_of)


def not_in_force(packs: Iterable[RulePack], name: str, as_of: dt.date) -> UsageError:
    """Return the error for a pack that has no edition in force on a day."""
    editions = [pack.document for pack in packs if pack.name == name]
    over = [end for each in editions if (end := _end(each)) < as_of]
    to_come = [start for each in editions if (start := _start(each)) > as_of]
    zh = f"{as_of.isoformat()} 那天“{name}”没有有效的版本"
    en = f'no edition of "{name}" is in force on {as_of.isoformat()}'
    if over:
        zh += f"；此前的版本有效到 {max(over).isoformat()}"
        en += f"; the last before held until {max(over).isoformat()}"
    if to_come:
        zh += f"；{'此后' if over else '最早'}自 {min(to_come).isoformat()} 起有效"
        en += (
            f"; the {'next' if over else 'first'} starts on {min(to_come).isoformat()}"
        )
    return UsageError(Text(zh, en))


def asked_readings(
    *several: Mapping[str, str] | None,
) -> tuple[tuple[str, str], ...]:
    """Return the readings asked for, by name; later mappings come before earlier ones.

    Raises:
        UsageError: something else than a mapping of reading to choice.
    """
    asked: dict[str, str] = {}
    for each in several:
        if each is not None and not isinstance(each, Mapping):
            raise UsageError(
                Text(
                    f"取法要写成 {{名称: 选择}}，写的是“{each}”",
                    f'readings are a mapping of name to choice, not "{each}"',
                )
            )
        asked |= {shown(name): shown(choice) for name, choice in (each or {}).items()}
    return tuple(sorted(asked.items()))


def most_of(count: int | None) -> int | None:
    """Return how many findings of a rule are kept; all if None.

    Raises:
        UsageError: no whole number from 1.
    """
    if count is None or (type(count) is int and count >= 1):
        return count
    raise UsageError(
        Text(
            f"max_per_rule 要写从 1 起的整数，写的是“{count}”",
            f'max_per_rule is a whole number from 1, not "{count}"',
        )
    )


def chosen_readings(
    packs: Mapping[str, CompiledPack], wanted: Mapping[str, str] | None
) -> dict[str, dict[str, str]]:
    """Return the choice of every reading of every pack.

    Args:
        packs: pack name -> compiled pack.
        wanted: ``name`` or ``pack/name`` -> choice; a bare name sets the reading in
            each pack that declares it.

    Raises:
        UsageError: a name or a choice that does not exist.
    """
    for name, choice in (wanted or {}).items():
        _judge_reading(packs, name, choice)
    return {name: pack.readings.effective(wanted or {}) for name, pack in packs.items()}


def _judge_reading(packs: Mapping[str, CompiledPack], name: str, choice: str) -> None:
    prefix, slash, bare = name.rpartition("/")
    found = [
        pack.readings.choices[bare]
        for key, pack in packs.items()
        if bare in pack.readings.choices and (not slash or key == prefix)
    ]
    if not found:
        known = [
            each
            for key, pack in packs.items()
            for reading in pack.readings.choices
            for each in (reading, f"{key}/{reading}")
        ]
        raise unknown("取法", "reading", name, known)
    if all(choice not in choices for choices in found):
        raise unknown("选择", "choice", choice, found[0])
