"""``boolean`` (1 or 0) and media formats (a file name with a fitting extension).

In: names of media formats. Out: a ``Matcher``. Opens no file: whether a named file is
there and what is in it is asked elsewhere, with ``media``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.notation.code_matcher import full_width
from ruleengine.notation.fault import Fault
from ruleengine.notation.joined import refused_one_by_one
from ruleengine.notation.matcher import Matcher
from ruleengine.notation.media import extension_of, extensions
from ruleengine.notation.repertoire import charset_faults, has_refused

if TYPE_CHECKING:
    from ruleengine.base.finding import Fact

_YES = frozenset(
    {"是", "有", "对", "true", "yes", "on", "y", "t", "√", "✓", "✔", "1.0"}
)
_NO = frozenset(
    {"否", "无", "不是", "错", "false", "no", "off", "n", "f", "×", "✗", "✘", "0.0"}
)
_CERTAIN = frozenset(
    {"是", "否", "true", "false", "yes", "no", "on", "off", "1.0", "0.0"}
)


def match_boolean() -> Matcher:
    """Compile ``boolean``: the text 1 or 0."""

    def accepts(text: str) -> bool:
        return text in {"0", "1"}

    def diagnose(text: str, _typed: bool) -> tuple[Fault, ...]:  # noqa: FBT001  # one of a family of closures
        if fault := full_width(text, accepts):
            return (fault,)
        word = text.casefold()
        if word not in _YES | _NO:
            return (Fault(reason="not-boolean"),)
        fix = ("1" if word in _YES else "0", word in _CERTAIN)
        return (Fault(reason="not-boolean", fix=fix),)

    return Matcher(accepts, accepts, diagnose, refused_one_by_one(accepts))


def match_media(names: tuple[str, ...]) -> Matcher:
    """Compile media formats: a file name that ends in one of their extensions."""
    allowed = frozenset(extensions(names))

    def accepts(text: str) -> bool:
        return (
            extension_of(text) in allowed
            and not has_refused(text)
            and text.strip() == text
        )

    def diagnose(text: str, _typed: bool) -> tuple[Fault, ...]:  # noqa: FBT001  # one of a family of closures
        # A file name may use any character that a file system can show.
        faults = charset_faults(text, "practical")
        refused = tuple(fault for fault in faults if fault.severity == "error")
        extension = extension_of(text)
        if extension in allowed:
            return refused
        params: dict[str, Fact] = {
            "extension": extension,
            "allowed": extensions(names),
        }
        reason = "extension" if extension else "media-name"
        return (Fault(reason=reason, params=params), *refused)

    return Matcher(accepts, accepts, diagnose, refused_one_by_one(accepts))
