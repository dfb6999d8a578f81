"""Every English sentence about mutants; the keys are those of zh."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "key-of": "{key} ({rest})",
        "survivor": "no case would notice: {title} {element} {key} {before}→{after}",
        "survivor.gone": "no case would notice: {title} {element} without {key} {before}",
        "survivor.added": "no case would notice: {title} {element} with {key} {after}",
        "row": "row {number}",
        "field": "item {label}",
        "score": "{pack}: {total} changes, {killed} noticed by cases, {refused} refused by the loader, {survived} not noticed{argued}; score {score}%",
        "argued": ", {count} argued as equivalent",
        "failing": "this case does not hold to begin with and was not used: {place} {name}",
        "stale": "this entry of equivalent in document.yaml of {pack} is not needed any more, take it out: {id}",
        "none": "there is no rule to change",
        "key.format": "format",
        "key.values": "domain",
        "key.required": "obligation",
        "key.forbidden": "forbidden",
        "key.otherwise": "otherwise",
        "key.must": "condition",
        "key.when": "premise",
        "key.where": "restriction",
        "key.match": "matching items",
        "key.fields": "items",
        "key.unique": "uniqueness",
        "key.references": "reference",
        "key.severity": "severity",
        "key.codes-severity": "severity of an unknown code",
        "key.otherwise-severity": "severity otherwise",
        "key.codes": "code list",
        "key.under": "parent code",
        "key.separator": "separator",
        "key.covers": "range",
        "key.optional": "may be absent",
        "key.default": "default",
        "key.decimals": "decimals",
        "key.formula": "formula",
        "key.row": "the row",
        "key.from": "from",
        "key.until": "until",
        "key.identifier": "identifier",
        "key.any-of": "format",
        "key.one-of": "choice",
        "key.characters": "characters",
        "key.length": "length",
        "key.leading-zeros": "leading zeros",
        "key.prefix": "prefix",
        "key.case": "case of letters",
        "key.modulus": "modulus",
        "key.weights": "weight",
        "key.alphabet": "order of characters",
        "key.mapping": "character of a remainder",
        "key.code": "code",
        "key.parent": "parent",
        "key.status": "status",
        "key.printed": "printed name",
        "key.shape": "shape of codes",
        "key.name": "name",
        "key.distinct": "distinct items",
        "key.readings": "reading",
    }
)
