"""Every English sentence about differences; the keys are those of zh."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "kind.stricter": "stricter",
        "kind.looser": "looser",
        "kind.different": "different",
        "kind.new": "new",
        "kind.gone": "gone",
        "kind.wording": "only wording",
        "severity.error": "error",
        "severity.warning": "warning",
        "severity.info": "info",
        "clean": "no finding",
        "null": "no result",
        "not-checked": "{rule} not checked",
        "no-other": "without that finding",
        "changed": "{before} → {after}",
        "added": "with {after}",
        "removed": "without {before}",
        "witness": "for example {given}: {before} → {after}",
        "note": "{kind}: {name} ({id}){said}",
        "between": "; ",
        "alone": "this record",
        "and-record": "and another record {record}",
        "and-table": "{table} holding {record}",
        "more": "{count} more examples like this",
        "exact": "compared piece by piece, nothing left out",
        "searched": "by search, not exhaustive",
        "unit": "the figures are the same and the unit is not: they mean something else",
        "one-file": '"{source}" is a file; whole folders of rules are compared, so name the folder it stands in',
        "no-witness": "no example with another result was found (by search, not exhaustive)",
        "summary": "{stricter} stricter, {looser} looser, {different} different, {new} new, {gone} gone, {wording} only wording",
        "same": "the rules of both sides do not differ",
        "affected": "affected {id} {title} (its own text did not change; uses {causes}): {count} of its cases come out otherwise",
        "against": "the submitted files under both versions: {count} records are judged otherwise",
        "judged": "{place} {table} record {record}: {changes}",
        "judged.gone": "no longer {rules}",
        "judged.new": "now {rules}",
        "heading": "Difference of rules: {old} → {new}",
        "heading.note": "Change note",
        "heading.changes": "Rule by rule",
        "heading.affected": "Affected decisions and tables",
        "heading.against": "Submitted files",
        "column.kind": "change",
        "column.rule": "rule",
        "column.text": "text",
        "column.witness": "example",
        "column.place": "place",
        "absent": "absent",
        "needs_decision": "left to people",
        "in_force": "in force",
        "as-of": "as of {day}",
        "working": "working day",
        "code": "code",
        "name": "name",
        "status": "status",
        "parents": "parents",
        "level": "level",
        "printed": "as printed",
        "unknown": "no such code",
        "true": "yes",
        "false": "no",
    }
)
