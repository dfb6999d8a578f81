from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

CONTRACT: Final[int]
MOST: Final[int]

Item: TypeAlias = tuple[str, bool, set[Any], tuple[Any, ...] | None]

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
