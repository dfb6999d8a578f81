"""What a value of an item is held against: a code list or an identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from ruleengine.base.finding import Kind
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.identifiers import CompiledIdentifier


@frozen(eq=False)
class FieldCodes:
    """A code list or an identifier, of which exactly one is there."""

    codes: Codes | None = None
    identifier: CompiledIdentifier | None = None

    @property
    def kind(self) -> Kind:
        """The kind of its findings."""
        return "code" if self.codes is not None else "identifier"

    @property
    def title(self) -> str:
        """What reports call it."""
        # A list that nobody has filled in is empty, and yet it has a title.
        found = self.codes if self.codes is not None else self.identifier
        return found.title if found is not None else ""

    @property
    def filled(self) -> bool:
        """False for a list that nobody has filled in yet."""
        return self.codes is None or self.codes.filled

    @property
    def blank(self) -> str:
        """The title of the list, or that of the identifier, which nobody has filled in.

        Empty when there is none.
        """
        lists = [self.codes]
        if self.identifier is not None:
            lists = [self.identifier.codes, *(p.codes for p in self.identifier.parts)]
        found = (each.title for each in lists if each is not None and not each.filled)
        return next(found, "")
