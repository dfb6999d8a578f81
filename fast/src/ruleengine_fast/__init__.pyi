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

class Scanner:
    def __init__(
        self, sieve: Sieve, members: Sequence[tuple[bytes, int]], separator: bytes
    ) -> None: ...
    def scan(self, data: bytes, start: int, most: int) -> Lines: ...

class Lines:
    count: Final[int]
    end: Final[int]
    is_odd: Final[bool]
    lacking: Final[list[int]]
    asked: Final[Mapping[int, list[int]]]
    loud: Final[Mapping[int, list[int]]]
    def __len__(self) -> int: ...
    def columns(
        self, places: list[int], indexes: Sequence[int]
    ) -> list[list[str | None]]: ...
    def standing(self, at: int) -> list[tuple[int, str]]: ...
    def joined(
        self, places: list[int], indexes: tuple[int, ...], mark: str
    ) -> list[str]: ...
