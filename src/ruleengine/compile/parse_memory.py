"""What was parsed before: the syntax trees of formats and conditions as plain data.

With it, rules that are known to be right are loaded without the parsers, which take
longer to get ready than most records take to be checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ruleengine import feel, notation


@dataclass(slots=True)
class ParseMemory:
    """Trees by the text they come from; filled while rules are compiled."""

    is_good: bool = False
    """True when all the rules behind it were compiled without a problem."""
    formats: dict[str, Any] = field(default_factory=dict)
    conditions: dict[str, Any] = field(default_factory=dict)
    """``<table>|<text>`` -> tree: what a text means depends on the names in scope."""
    _notations: dict[str, notation.Notation] = field(default_factory=dict)

    def notation(self, text: str) -> notation.Notation:
        """Return a format; all who ask for the same text share one.

        Raises:
            NotationError: the text is no format.
        """
        known = self._notations.get(text)
        if known is None:
            known = self._notations.setdefault(text, _notation(text, self.formats))
        return known

    def condition(
        self, owner: str, text: str, names: Callable[[], Iterable[str]]
    ) -> feel.ast.Expression:
        """Return the tree of a condition of ``owner``.

        Raises:
            FeelError: the text is no FEEL.
        """
        from ruleengine.feel.plain import from_plain, to_plain

        key = f"{owner}|{text}"
        if key in self.conditions:
            return from_plain(self.conditions[key])
        from ruleengine.feel.parser import parse

        tree = parse(text, names())
        self.conditions[key] = to_plain(tree)
        return tree


def _notation(text: str, formats: dict[str, Any]) -> notation.Notation:
    from ruleengine.notation import Notation
    from ruleengine.notation.plain import from_plain, to_plain

    if text in formats:
        return Notation(from_plain(formats[text]), text)
    from ruleengine.notation import parse

    parsed = parse(text)
    formats[text] = to_plain(parsed.form)
    return parsed
