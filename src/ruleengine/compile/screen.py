"""The screen: generated straight-line Python that only decides "clean or not".

The one module that runs code made for rules. Its input is the list of keys of a table and
which of them are judged together, never a text of a rule file, and what ``compile.sure``
makes of conditions; the source can be printed for review. What "clean" means is not
decided here: the screen asks one acceptor for each item and group, and remembers what
was accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from ruleengine.base.frozen import frozen

Screen = Callable[[Mapping[str, Any]], bool]
Accept = Callable[[Any], bool]
REMEMBERED = 4_000
"""Accepted values that are remembered of one item; no more are added then."""
LONGEST = 200
"""Characters of texts that are remembered: longer ones hardly ever come again."""


@frozen
class Acceptor:
    """Decides about one value, or about a tuple of values judged together."""

    accepted: set[Any]
    """What was accepted before; looked into first."""
    accept: Accept
    """Decides about everything else, and may add it to ``accepted``."""
    needed: bool = False
    """Whether an absent value is never accepted."""

    def takes(self, value: Any) -> bool:
        """Tell whether a value is accepted; one that cannot be hashed never is."""
        try:
            return value in self.accepted or self.accept(value)
        except TypeError:
            return False

    def remember(self, texts: Iterable[str]) -> None:
        """Add texts to those that are known to be accepted."""
        if len(self.accepted) < REMEMBERED:
            self.accepted.update(text for text in texts if len(text) <= LONGEST)


def remembering(test: Callable[[Any], bool]) -> Acceptor:
    """Return an acceptor of groups of values; only groups of texts are remembered."""
    accepted: set[Any] = set()

    def accept(values: Any) -> bool:
        if not test(values):
            return False
        if len(accepted) < REMEMBERED and all(map(_is_kept, values)):
            accepted.add(values)
        return True

    return Acceptor(accepted, accept)


def _is_kept(value: Any) -> bool:
    """Tell whether a value may be remembered: numbers may be equal and yet differ."""
    return value is None or (value.__class__ is str and len(value) <= LONGEST)


def screen_source(
    keys: Sequence[str], groups: Sequence[Sequence[int]], needed: Sequence[int]
) -> str:
    """Return the source of the screen of a table.

    Args:
        keys: the keys of the items, in order.
        groups: for each group the indexes of its items.
        needed: the indexes of the items without which no record is clean.
    """
    names = "".join(f"v{index}, " for index in needed)
    # Items that may be left out often are: to ask for each is quicker than to fail.
    others = [index for index in range(len(keys)) if index not in needed]
    lines = [
        "def screen(record):",
        "    try:",
        *([f"        {names}= pick(record)"] if needed else ()),
        *(["        get = record.get"] if others else ()),
        *(f"        v{index} = get({keys[index]!r})" for index in others),
        *(
            f"        if v{index} not in s{index} and not a{index}(v{index}): return False"
            for index in range(len(keys))
        ),
    ]
    for number, group in enumerate(groups):
        members = "".join(f"v{index}, " for index in group)
        lines.append(f"        t = ({members})")
        lines.append(
            f"        if t not in g{number} and not b{number}(t): return False"
        )
    lines += [
        "    except (KeyError, TypeError):",
        "        return False",
        "    return True",
        "",
    ]
    return "\n".join(lines)


def make_screen(
    keys: Sequence[str],
    items: Sequence[Acceptor],
    groups: Sequence[tuple[Sequence[int], Acceptor]],
) -> Screen:
    """Compile the screen of a table.

    Args:
        keys: the keys of the items, in order.
        items: the acceptor of each item.
        groups: which items are judged together, and by whom.

    Returns:
        A function that is true of a record about which nothing is to be said. A value
        that cannot be hashed is never clean.
    """
    needed = [index for index, item in enumerate(items) if item.needed]
    names: dict[str, Any] = {"pick": _picker([keys[index] for index in needed])}
    for index, item in enumerate(items):
        names[f"s{index}"], names[f"a{index}"] = item.accepted, item.accept
    for number, (_, group) in enumerate(groups):
        names[f"g{number}"], names[f"b{number}"] = group.accepted, group.accept
    source = screen_source(keys, [members for members, _ in groups], needed)
    screen: Screen = function_of(source, "screen", names)
    return screen


def function_of(source: str, name: str, names: Mapping[str, Any]) -> Any:
    """Return a function of generated source.

    Args:
        source: defines one function; made from keys, places, operators and figures.
        name: the name of the function.
        names: what the source may look up.
    """
    known = dict(names)
    exec(compile(source, f"<{name}>", "exec"), known)  # noqa: S102  see above
    return known[name]


def _picker(keys: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    if not keys:
        return lambda _record: ()
    if len(keys) == 1:
        only = keys[0]
        return lambda record: (record[only],)
    return itemgetter(*keys)
