"""Taking a number apart: which characters belong to which part.

In: the parts in order and a text. Out: the span of every part, exact when the text is
built right, else the split with the least that is wrong, so that a finding can say
which part it is.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.compile.identifiers_shape import LONGEST, PER_CHARACTER, WRONG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ruleengine.compile.identifiers_shape import Shape

NO_PREFIX = 6
"""What a part without its prefix costs: more than one with a character too many or few."""
NOT_MEANT = 2
"""What a part costs besides that may be absent, has no prefix to show, and is wrong."""
LEFT_OVER = 4
"""What any text after the last part costs, each character coming on top."""
SLACK = 4
"""Characters that a part may lack or have too many before it counts as missing."""
LONGEST_TEXT = 1000
"""A longer text is no identifier, and is not looked into."""
LONGEST_WRONG_TEXT = 2 * LONGEST
"""In a longer text that is wrong, the part at fault is not looked for: it would cost
more than it tells.
"""


@frozen
class Slot:
    """What the split must know of a part."""

    prefix: str
    shapes: tuple[Shape, ...]
    optional: bool
    low: int | None = None
    high: int | None = None
    leading_zeros: bool = True

    def breach(self, text: str) -> str | None:
        """Return which limit a text of the right shape breaks: its reason, or None."""
        if self.low is None and self.high is None and self.leading_zeros:
            return None
        if not self.leading_zeros and len(text) > 1 and text.startswith("0"):
            return "leading-zeros"
        if not (text.isascii() and text.isdigit()):
            return None
        if self.low is not None and int(text) < self.low:
            return "from"
        return "until" if self.high is not None and int(text) > self.high else None

    def costs(self, text: str) -> Callable[[int, int], int]:
        """Return how far any piece of a text, by its ends, is from what may stand here."""
        measures = [_measure(shape, text) for shape in self.shapes]

        def cost(start: int, end: int) -> int:
            least = min(measure(start, end) for measure in measures)
            return WRONG if least == 0 and self.breach(text[start:end]) else least

        return cost


def _measure(shape: Shape, text: str) -> Callable[[int, int], int]:
    if not shape.is_uniform:
        return lambda start, end: shape.cost(text[start:end])
    # Counting once how many characters are wrong up to each place answers for all
    # pieces of a long part.
    wrong = [0, *accumulate(character not in shape.more for character in text)]

    def measure(start: int, end: int) -> int:
        length = end - start
        off = max(shape.shortest - length, length - shape.longest, 0)
        bad = wrong[end] - wrong[start]
        return WRONG + PER_CHARACTER * off + bad if off or bad else 0

    return measure


@frozen
class Split:
    """A text divided among the parts."""

    spans: tuple[str | None, ...]
    """The text of each part, prefix left out; None for a part that is absent."""
    rest: str = ""
    """What is left over at the end."""
    missing_prefix: tuple[int, ...] = ()
    """Numbers of the parts, from 0, that lack their prefix."""


def exact_split(slots: tuple[Slot, ...], text: str) -> Split | None:
    """Return the split in which every part has its shape, or None."""
    dead: set[tuple[int, int]] = set()

    def walk(number: int, at: int) -> tuple[str | None, ...] | None:
        if number == len(slots):
            return () if at == len(text) else None
        if (number, at) in dead:
            return None
        slot = slots[number]
        for start, end in _spans(slot, text, at):
            rest = walk(number + 1, end)
            if rest is not None:
                return (text[start:end], *rest)
        rest = walk(number + 1, at) if slot.optional else None
        if rest is not None:
            return (None, *rest)
        dead.add((number, at))
        return None

    if len(text) > LONGEST_TEXT:
        return None
    spans = walk(0, 0)
    return None if spans is None else Split(spans)


def _spans(slot: Slot, text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of every text at ``at`` that has a shape, longest first."""
    if not text.startswith(slot.prefix, at):
        return
    start = at + len(slot.prefix)
    for shape in slot.shapes:
        last = min(shape.longest, len(text) - start)
        for length in range(last, shape.shortest - 1, -1):
            if shape.accepts(text[start : start + length]):
                yield start, start + length


@frozen
class _Loose:
    cost: int
    spans: tuple[str | None, ...] = ()
    rest: str = ""
    missing_prefix: tuple[int, ...] = ()


def nearest_split(slots: tuple[Slot, ...], text: str) -> Split:
    """Return the split of a wrong text in which the least is wrong."""
    if len(text) > LONGEST_WRONG_TEXT:
        return Split((None,) * len(slots), text)
    return _nearest_split(slots, text)


@lru_cache(maxsize=4096)  # the same wrong text often stands in many records
def _nearest_split(slots: tuple[Slot, ...], text: str) -> Split:
    sliced = _sliced(slots, text)
    if sliced is not None:
        return sliced

    costs = [slot.costs(text) for slot in slots]

    @cache
    def best(number: int, at: int) -> _Loose:
        if number == len(slots):
            rest = text[at:]
            cost = LEFT_OVER + PER_CHARACTER * len(rest) if rest else 0
            return _Loose(cost, (), rest)
        # People read from the left: where the fault may lie in either of two parts,
        # it is said to lie in the later one; hence the pieces with the least wrong first.
        pieces = sorted(_loose_spans(slots[number], text, at, costs[number]), key=_cost)
        (span, cost, end, bare), *others = pieces
        found = _with(span, cost, best(number + 1, end), number if bare else None)
        for span, cost, end, bare in others:
            if cost >= found.cost:
                break  # it alone costs as much, and so do those behind it
            after = best(number + 1, end)
            if cost + after.cost < found.cost:
                found = _with(span, cost, after, number if bare else None)
        return found

    found = best(0, 0)
    return Split(found.spans, found.rest, found.missing_prefix)


def _sliced(slots: tuple[Slot, ...], text: str) -> Split | None:
    """Cut a text of the right length where all parts have a fixed one."""
    spans: list[str] = []
    at = 0
    for slot in slots:
        lengths = {n for s in slot.shapes for n in (s.shortest, s.longest)}
        if slot.optional or len(lengths) > 1 or not text.startswith(slot.prefix, at):
            return None
        start = at + len(slot.prefix)
        at = start + lengths.pop()
        spans.append(text[start:at])
    return Split(tuple(spans)) if at == len(text) else None


def _cost(piece: tuple[str | None, int, int, bool]) -> int:
    return piece[1]


def _with(span: str | None, cost: int, after: _Loose, bare: int | None) -> _Loose:
    missing = after.missing_prefix if bare is None else (bare, *after.missing_prefix)
    return _Loose(after.cost + cost, (span, *after.spans), after.rest, missing)


def _loose_spans(
    slot: Slot, text: str, at: int, cost: Callable[[int, int], int]
) -> Iterator[tuple[str | None, int, int, bool]]:
    """Yield (span, cost, end, lacks its prefix) for all that the part might hold."""
    if slot.optional:
        yield None, 0, at, False
    has_prefix = text.startswith(slot.prefix, at)
    if slot.optional and not has_prefix:
        return
    start = at + len(slot.prefix) if has_prefix else at
    shortest = 0 if has_prefix and slot.prefix else 1
    least = max(shortest, min(shape.shortest for shape in slot.shapes) - SLACK)
    longest = max(shape.longest for shape in slot.shapes)
    most = min(len(text) - start, longest + SLACK)
    extra = 0 if has_prefix else NO_PREFIX
    doubt = NOT_MEANT if slot.optional and not slot.prefix else 0
    for length in range(least, most + 1):
        end = start + length
        off = cost(start, end)
        whole = off + extra + (doubt if off else 0)
        yield text[start:end], whole, end, not has_prefix
    if not slot.optional:
        least = min(shape.shortest for shape in slot.shapes)
        yield None, WRONG + PER_CHARACTER * least, at, False
