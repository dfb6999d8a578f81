"""``parse`` and ``Notation``: one format with everything that can be asked of it.

In: the text of a format. Out: ``Notation``, or ``NotationError`` with what is wrong and
what was probably meant. What only explaining or diagnosing needs is loaded when asked
for: start-up counts.
"""

from __future__ import annotations

import functools
from dataclasses import field
from typing import TYPE_CHECKING, overload

from ruleengine.base.frozen import frozen
from ruleengine.notation.ast import Form, print_form
from ruleengine.notation.from_form import matcher
from ruleengine.notation.parse import read_form
from ruleengine.notation.readings import DEFAULT, Readings
from ruleengine.notation.sense import nonsense
from ruleengine.notation.typed import Typed, converter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.text import Language, Text
    from ruleengine.notation.fault import Fault
    from ruleengine.notation.samples import Samples


@frozen(guarded=True)
class Notation:
    """One format; two are equal when they mean the same form."""

    form: Form
    text: str = field(compare=False)
    """As it was written."""

    def __str__(self) -> str:
        return print_form(self.form)

    def matches(self, value: str, readings: Readings | None = None) -> bool:
        """Tell whether a value has the right form (warnings do not count)."""
        compiled = matcher(self.form, readings or DEFAULT)
        return compiled.accepts(value) or not any(
            fault.severity == "error" for fault in compiled.check(value)
        )

    def check(
        self, value: str, readings: Readings = DEFAULT, *, typed: bool = False
    ) -> tuple[Fault, ...]:
        """Return what is wrong with the form of a value.

        Args:
            value: the lexical form of the value.
            readings: how the open questions of the notation are decided.
            typed: the value came as a number: decimals that were not written and zeros
                that were not padded are no fault then.

        Returns:
            At most one fault of kind ``format``, and those of kind ``charset``.
        """
        return matcher(self.form, readings).check(value, typed)

    def typed(
        self, value: str, readings: Readings = DEFAULT, *, typed: bool = False
    ) -> Typed | None:
        """Return the value as conditions see it; None when its form is wrong."""
        faults = self.check(value, readings, typed=typed)
        if any(fault.severity == "error" for fault in faults):
            return None
        return converter(self.form)(value)

    @overload
    def explain(self, language: None = None, readings: Readings = ...) -> Text: ...
    @overload
    def explain(self, language: Language, readings: Readings = ...) -> str: ...
    def explain(
        self, language: Language | None = None, readings: Readings = DEFAULT
    ) -> Text | str:
        """Say in plain words what values the format allows."""
        from ruleengine.notation.explain import explain

        sentence = explain(self.form, readings)
        return sentence[language] if language else sentence

    def to_regex(self, readings: Readings = DEFAULT) -> str:
        """Return an anchored regex for Python and ECMAScript; see ``regex.to_regex``.

        Exact for numbers, codes, dates and booleans, the closest possible for text.
        """
        from ruleengine.notation.regex import to_regex

        return to_regex(self.form, readings)

    def to_json_schema(self, readings: Readings = DEFAULT) -> Mapping[str, object]:
        """Return a draft-07 JSON Schema fragment for the value as a string."""
        from ruleengine.notation.regex import to_json_schema

        return to_json_schema(self.form, readings)

    def samples(self, readings: Readings = DEFAULT) -> Samples:
        """Return values just inside and just outside the format."""
        from ruleengine.notation.samples import samples

        return samples(self.form, readings)


@functools.lru_cache(maxsize=1024)
def parse(text: str) -> Notation:
    """Read a format such as ``an..200``.

    Raises:
        NotationError: the text is no format; says what is wrong and what was meant.
    """
    form = read_form(text)
    if isinstance(form, int) or nonsense(text, form):
        from ruleengine.notation.diagnose import error_in

        raise error_in(text)
    return Notation(form, text)
