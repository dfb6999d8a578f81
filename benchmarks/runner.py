"""The one interface behind which every tool stands."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Collection


class Runner:
    """One tool doing one task."""

    name: ClassVar[str]
    package: ClassVar[str] = ""
    """Distribution whose version is quoted."""
    note: ClassVar[str] = ""
    """What the tool does less, or otherwise, than the others."""
    share: ClassVar[int] = 1
    """A slow tool gets this part of the records: one in so many."""

    def setup(self) -> None:
        """Make everything ready that a program makes once; not timed."""

    def given(self, data: Any) -> Any:
        """Return the data as who uses the tool has them; not timed."""
        return data

    def check(self, data: Any) -> Collection[int]:
        """Do the work: return the numbers, from 1, of the faulty records; timed."""
        raise NotImplementedError

    @classmethod
    def version(cls) -> str:
        """Return the version of the tool."""
        try:
            return version(cls.package) if cls.package else ""
        except PackageNotFoundError:
            return ""
