from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from _typeshed import ReadableBuffer

CONTRACT: Final[int]
MOST: Final[int]

Item: TypeAlias = tuple[str, bool, set[Any], tuple[Any, ...] | None]

def counted(part: ReadableBuffer, gap: int) -> tuple[int, int, int]: ...

class Utf8:
    @property
    def is_whole(self) -> bool: ...
    def takes(self, part: ReadableBuffer) -> bool: ...

def joined(records: list[Any], names: tuple[str, ...], mark: str) -> list[str]: ...

class Sieve:
    def __init__(
        self, items: Sequence[Item], grouped: Iterable[int], quiet: set[int]
    ) -> None: ...
    def sift(
        self, records: list[Any]
    ) -> tuple[
        list[int], list[int], Mapping[int, list[int]], Mapping[int, list[int]]
    ]: ...
    def columns(
        self, records: list[Any], places: list[int], indexes: Sequence[int]
    ) -> list[list[Any]]: ...
