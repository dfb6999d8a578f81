"""A value against the code list or identifier of its item."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruleengine.base.finding import NO_PARAMS, Fact, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.finding import Severity
    from ruleengine.compile.field_codes import FieldCodes
    from ruleengine.engine.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFault:
    """Why a value is not a code or number of its kind, as facts."""

    reason: str
    severity: Severity | None = None
    """None leaves the grade to the item."""
    params: Mapping[str, Fact] = field(default_factory=lambda: NO_PARAMS)
    fix: Fix | None = None


def code_faults(
    held: FieldCodes, text: str, under: str | None, settings: Settings
) -> Iterator[CodeFault]:
    """Yield what is wrong with a value; nothing for one that is right."""
    codes = held.codes
    if codes is None:
        return
    verdict = codes.judge(text, settings.as_of, settings.of_pack(codes.id))
    if verdict is not None:
        yield CodeFault(
            reason=verdict.reason,
            severity=None if verdict.reason == "unknown" else verdict.severity,
            params={"near": verdict.near[:1], "list": codes.title},
            fix=Fix(verdict.near[0], certain=False) if verdict.near else None,
        )
        return
    entry = codes.find(text)
    if under and entry and entry.parents and under not in entry.parents:
        yield CodeFault(reason="parent", params={"parent": under, "list": codes.title})
