"""A value against the code list or identifier of its item."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ruleengine.base.finding import NO_PARAMS, Fact, Fix
from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.finding import Severity
    from ruleengine.base.text import Text
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.field_codes import FieldCodes
    from ruleengine.compile.identifiers import CompiledIdentifier
    from ruleengine.engine.settings import Settings


@frozen(kw_only=True)
class CodeFault:
    """Why a value is not a code or number of its kind, as facts."""

    reason: str
    severity: Severity | None = None
    """None leaves the grade to the item."""
    params: Mapping[str, Fact] = field(default_factory=lambda: NO_PARAMS)
    fix: Fix | None = None
    fault: Text | None = None
    """What the author of a check says of it."""


def code_faults(
    held: FieldCodes, text: str, under: str | None, settings: Settings
) -> Iterator[CodeFault]:
    """Yield what is wrong with a value; nothing for one that is right."""
    if held.identifier is not None:
        yield from _number_faults(held.identifier, text, settings)
    if held.codes is not None:
        yield from _list_faults(held.codes, text, under, settings)


def _number_faults(
    identifier: CompiledIdentifier, text: str, settings: Settings
) -> Iterator[CodeFault]:
    session = settings.session_of(identifier.id)
    if identifier.is_right(text, session):
        return
    from ruleengine.engine.identify import findings_for

    found = findings_for(identifier, text, session)
    # A spelling says least where it is not all that is wrong.
    is_more_than_spelling = found[0].reason == "spelling" and found[0].fix is None
    # One value, one fault: a number that is wrong in one part is often wrong in the next.
    for finding in found[is_more_than_spelling:][:1]:
        yield CodeFault(
            reason=finding.reason,
            severity=None if finding.severity == "error" else finding.severity,
            params=finding.params,
            fix=finding.fix,
            fault=finding.by.fault,
        )


def _list_faults(
    codes: Codes, text: str, under: str | None, settings: Settings
) -> Iterator[CodeFault]:
    verdict = codes.judge(text, settings.as_of, settings.readings_of(codes.id))
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
