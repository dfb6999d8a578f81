"""The next parts of what is read, made in a thread while one is judged.

In: an iterator. Out: the same parts in the same order. Nothing is known here of them.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Part = TypeVar("Part")


@dataclass(slots=True)
class _Maker(Generic[Part]):
    """Makes parts until there is one that has to be done with before the next."""

    parts: Iterator[Part]
    may_go_on: Callable[[Part], bool]
    is_held: bool = False

    def step(self) -> Part | None:
        """Return the next part; None at the end, and as long as it must not be made."""
        part = None if self.is_held else next(self.parts, None)
        self.is_held = part is None or not self.may_go_on(part)
        return part


def read_ahead(
    parts: Iterator[Part], may_go_on: Callable[[Part], bool], most: int = 1
) -> Iterator[Part]:
    """Yield all parts; the next ones are made in the meantime.

    Args:
        parts: makes them, one after the other, in one thread.
        may_go_on: whether the next part may be made before one is done with.
        most: how many may wait.
    """
    maker = _Maker(parts, may_go_on)
    with ThreadPoolExecutor(max_workers=1) as pool:
        waiting = deque([pool.submit(maker.step)])
        while (part := waiting.popleft().result()) is not None:
            if may_go_on(part):
                waiting.extend(
                    pool.submit(maker.step) for _ in range(most - len(waiting))
                )
                yield part
                continue
            # Those who wait have made nothing.
            for other in waiting:
                other.result()
            waiting.clear()
            yield part
            maker.is_held = False
            waiting.append(pool.submit(maker.step))
