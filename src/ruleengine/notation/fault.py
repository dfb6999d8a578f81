"""Fault: what is wrong with the form of one value, as facts without a sentence.

In: facts from the matchers. Out: ``Fault`` and the closed list of reasons with the
parameters each carries, so that a report can word every one of them.
"""

from __future__ import annotations

from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ruleengine.base.finding import NO_PARAMS
from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.finding import Fact

REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # kind format
        "white-space": (),
        "full-width": ("character", "position"),
        "too-long": ("limit", "length"),
        "too-short": ("limit", "length"),
        "wrong-length": ("limit", "length"),
        "wrong-character": ("character", "position", "alphabet"),
        "literal": ("character", "position", "wanted"),
        "not-a-number": (),
        "not-an-integer": (),
        "sign": ("character",),
        "thousands": ("character", "position"),
        "exponent": (),
        "decimal-point": (),
        "integer-digits": ("limit", "digits"),
        "integer-digits-exact": ("limit", "digits"),
        "decimals": ("limit", "digits"),
        "decimals-exact": ("limit", "digits"),
        "date-separators": ("limit",),
        "calendar": ("limit", "part", "found"),
        "not-boolean": (),
        "extension": ("extension", "allowed"),
        "media-name": ("extension", "allowed"),
        # kind charset
        "line-break": ("characters", "position", "count"),
        "control": ("characters", "position", "count"),
        "invisible": ("characters", "position", "count"),
        "private-use": ("characters", "position", "count"),
        "damaged": ("characters", "position", "count"),
        "outside-gb2312": ("characters", "position", "count"),
    }
)
"""Reason -> names of its parameters.

``position`` counts characters from 1; ``length`` and ``limit`` are in the unit of the
reading; ``alphabet`` is ``a``, ``n`` or ``an``; ``part`` is YYYY, MM, DD, hh, mm or ss;
``characters`` holds each character once, ten at most, unprintable ones as ``U+200B``;
``allowed`` the extensions without their dot; both are tuples.
"""


@frozen(kw_only=True, guarded=True)
class Fault:
    """One fault in the form of a value."""

    kind: Literal["format", "charset"] = "format"
    severity: Literal["error", "warning"] = "error"
    reason: str
    """One of ``REASONS``."""
    params: Mapping[str, Fact] = field(default_factory=lambda: NO_PARAMS)
    fix: tuple[str, bool] | None = None
    """A value that passes, and whether no other can have been meant."""
