"""Headings and words of lists in English; the keys are those of zh."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTING: Mapping[str, str] = MappingProxyType(
    {
        "pack": "Pack",
        "id": "Id",
        "title": "Title",
        "number": "Number",
        "edition": "Edition",
        "effective": "In force",
        "always": "always",
        "fields": "Items",
        "tables": "Tables",
        "decisions": "Decisions",
        "identifiers": "Identifiers",
        "codes": "Code lists",
        "readings": "Readings",
        "clauses": "Clauses",
        "errata": "Errata",
        "name": "Name",
        "key": "Key",
        "format": "Format",
        "required": "Required",
        "domain": "Domain",
        "inputs": "Inputs",
        "outputs": "Outputs",
        "example": "Example",
        "count": "Count",
        "vintage": "Vintage",
        "default": "Default",
        "choices": "Choices",
        "place": "Place",
        "gist": "Gist",
        "rules": "Rules",
        "print": "Printed",
        "correction": "Taken as",
        "code": "Code",
        "status": "Status",
        "required.always": "yes",
        "required.optional": "no",
        "required.system": "by system",
        "required.conditional": "depends",
        "status.current": "current",
        "status.surplus": "surplus",
        "status.doubtful": "doubtful",
        "status.retired": "retired",
        "empty": "(none)",
        "total": "{n:,} in all",
        "more": "To see one: ruleengine explain ID; to list one kind: ruleengine list {nouns}",
    }
)
