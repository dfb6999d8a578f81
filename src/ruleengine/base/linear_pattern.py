"""Regular expressions that take linear time on any text, so that none can hang a run.

In: a pattern in the words of RE2. Out: it, compiled; None where RE2 refuses it, because
it is wrong or too big. The library is loaded with the first pattern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, AnyStr, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol, TypeVar

    Written_co = TypeVar("Written_co", str, bytes, covariant=True)

    class Match(Protocol[Written_co]):
        """Where a pattern was found."""

        def start(self) -> int:
            """Return where it begins."""

        def end(self) -> int:
            """Return where what follows begins."""

        def group(self, number: int) -> Written_co | None:
            """Return what a group holds."""

        def groups(self) -> tuple[Written_co | None, ...]:
            """Return what all groups hold."""

    class LinearPattern(Protocol[AnyStr]):
        """A compiled pattern."""

        @property
        def groups(self) -> int:
            """How many groups it has."""

        def fullmatch(self, text: AnyStr) -> Match[AnyStr] | None:
            """Match the whole text."""

        def search(self, text: AnyStr) -> Match[AnyStr] | None:
            """Find the first match."""

        def finditer(self, text: AnyStr) -> Iterator[Match[AnyStr]]:
            """Yield every match."""


def linear_pattern(
    written: AnyStr, *, memory_bytes: int | None = None, ignores_case: bool = False
) -> LinearPattern[AnyStr] | None:
    """Compile a pattern.

    Args:
        written: the pattern, in texts or in UTF-8.
        memory_bytes: what it may take; as much as RE2 allows by itself if None.
        ignores_case: whether small and capital letters are the same.
    """
    import re2  # type: ignore[import-untyped]  # no stubs

    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = not ignores_case
    if memory_bytes is not None:
        options.max_mem = memory_bytes
    try:
        return cast("LinearPattern[AnyStr]", re2.compile(written, options))
    except re2.error:
        return None
