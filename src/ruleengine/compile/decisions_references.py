"""What data and parts ask of the identifier they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ruleengine.compile.decisions_session import Session


class NumberKind(Protocol):
    """A kind of number, such as a certificate number."""

    @property
    def id(self) -> str:
        """Full id."""
        ...

    @property
    def title(self) -> str:
        """What people call it."""
        ...

    def accepts(self, text: str) -> bool:
        """Tell whether a text is built as such a number."""
        ...

    def holds(self, text: str, session: Session) -> bool:
        """Tell whether a text is such a number, its own checks included."""
        ...
