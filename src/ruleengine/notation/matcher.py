"""Matcher: a format and its readings compiled to closures, once.

In: a ``Form`` and ``Readings``. Out: ``Matcher``. Each family of forms has a module of
its own that knows its faults; here stand what they share and the way to each of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.frozen_map import FrozenMap
from ruleengine.notation.fault import Fault
from ruleengine.notation.mend import unguarded
from ruleengine.notation.repertoire import WHITE_SPACE, without_invisible

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruleengine.notation.joined import Refused
    from ruleengine.notation.outline import Outline


@frozen(eq=False, guarded=True)
class Matcher:
    """Judges the lexical form of values."""

    accepts: Callable[[str], bool]
    """True only when ``check`` finds nothing, not even a warning; quick, and False for
    the rare text (a decomposed accent) that needs a closer look."""
    accepts_typed: Callable[[str], bool]
    """The same for a value that came as a number."""
    diagnose: Callable[[str, bool], tuple[Fault, ...]]
    """Faults of a text without white space around it that is not accepted."""
    refused: Refused
    """Of many texts those of which ``accepts`` is not true; quicker than one by one.
    Raises TypeError for what is no text."""
    outline: Outline | None = None
    """What is surely accepted, in figures."""

    def check(self, text: str, typed: bool = False) -> tuple[Fault, ...]:  # noqa: FBT001, FBT002  # the engine calls this once per value
        """Return the faults of a value: at most one of kind ``format``.

        Args:
            text: the lexical form of the value.
            typed: the value came as a number, so nobody wrote zeros at its ends.
        """
        if (self.accepts_typed if typed else self.accepts)(text):
            return ()
        bare = text.strip(WHITE_SPACE)
        if bare == text:
            return self._diagnosed(text, typed) if text else (_EMPTY,)
        inner = self.check(bare, typed) if bare else ()
        if any(fault.kind == "format" for fault in inner):
            return inner
        return self._together((Fault(reason="white-space", fix=(bare, True)), *inner))

    def _diagnosed(self, text: str, typed: bool) -> tuple[Fault, ...]:  # noqa: FBT001  # as check
        faults = self._together(self.diagnose(text, typed))
        seen = unguarded(without_invisible(text))
        is_open = bool(faults) and faults[0].fix is None
        if is_open and seen != text and self.accepts(seen):
            return (replace(faults[0], fix=(seen, True)), *faults[1:])
        return faults

    def _together(self, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
        """Return the faults of one value, the mend of each free of the others."""
        if len(faults) == 1:
            return faults
        return tuple(self._passing(fault, len(faults)) for fault in faults)

    def _passing(self, fault: Fault, count: int) -> Fault:
        if fault.fix is None:
            return fault
        value, certain = fault.fix
        # What is only warned of and cannot be mended may stay.
        left = [f for f in self.check(value) if f.fix or f.severity == "error"]
        if not left:
            return fault
        further = left[0].fix if len(left) < count else None
        fix = further and (further[0], certain and further[1])
        return replace(fault, fix=fix)


_EMPTY = Fault(reason="too-short", params=FrozenMap({"limit": 1, "length": 0}))
