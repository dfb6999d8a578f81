"""Finding: a fault in submitted data, as facts.

A finding is never raised and holds no sentence; ``report`` makes the sentence from
the rule's static facts, the reason and the parameters.
"""

from __future__ import annotations

from dataclasses import dataclass, field as field_
from typing import TYPE_CHECKING, Literal, get_args

from ruleengine.base.frozen import sealed
from ruleengine.base.frozen_map import FrozenMap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.text import Text

Kind = Literal[
    "required",
    "forbidden",
    "format",
    "charset",
    "domain",
    "code",
    "identifier",
    "check",
    "unique",
    "reference",
    "deadline",
    "unknown-field",
    "unreadable",
]
Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first."""
Fact = str | int | bool | None | tuple[str, ...]

NO_PARAMS: Mapping[str, Fact] = FrozenMap({})


@dataclass(frozen=True, slots=True)
class FieldRef:
    """A data item, named as the document names it."""

    no: int | None
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The facts that all findings of one rule share."""

    id: str
    """Such as ``ptdata/T06-12.format``; stable, never reused."""
    kind: Kind
    severity: Severity = "error"
    table: str | None = None
    field: FieldRef | None = None
    expected: str = ""
    """What the rule wants: a format, the values of a domain, a condition."""
    clause: str = ""
    """The place as printed, such as ``表6 序号12``."""
    clauses: tuple[str, ...] = ()
    """Clause ids, such as ``PT-T06``."""
    title: str = ""
    """What the rule says, in the words of its author."""
    fault: Text | None = None
    """The sentence a rule author wrote for findings of this rule."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A value that would mend the fault."""

    value: str
    certain: bool
    """True only when no other value can have been meant."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in the submitted file."""

    file: str
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    """Of a text; in a sheet the row, where no cell can be named."""


@sealed
@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault in submitted data.

    ``reason`` names the variant of the rule's kind (``too-long``, ``calendar``); the
    wording modules of ``report`` hold one sentence per ``kind.reason`` and language.
    The properties give the attributes of the published report by their names.
    """

    by: Rule
    """The rule that found it."""
    reason: str
    record: int | None = None
    """Counts from 1 inside the table; None for a fault of the whole table."""
    value: str | None = None
    """The value as submitted; None when absent."""
    wanted: str | None = None
    """Overrides the rule's ``expected`` where this finding knows better."""
    params: Mapping[str, Fact] = field_(default_factory=lambda: NO_PARAMS, hash=False)
    fix: Fix | None = None
    at: Place | None = None

    def placed(self, at: Place, more: Mapping[str, Fact] = NO_PARAMS) -> Finding:
        """Return the same finding with its place in the submitted file.

        Args:
            at: the place.
            more: facts that are known with the place.
        """
        # What dataclasses.replace does costs three times as much.
        return Finding(
            by=self.by,
            reason=self.reason,
            record=self.record,
            value=self.value,
            wanted=self.wanted,
            params={**self.params, **more} if more else self.params,
            fix=self.fix,
            at=at,
        )

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.by.id

    @property
    def kind(self) -> Kind:
        """The kind of fault, from the closed list of the contract."""
        return self.by.kind

    @property
    def severity(self) -> Severity:
        """How grave the fault is."""
        return self.by.severity

    @property
    def table(self) -> str | None:
        """The full id of the table, such as ``ptdata/T06``."""
        return self.by.table

    @property
    def field(self) -> FieldRef | None:
        """The data item, or None for a fault of a record or table."""
        return self.by.field

    @property
    def expected(self) -> str:
        """What would have been right."""
        return self.by.expected if self.wanted is None else self.wanted

    @property
    def clause(self) -> str:
        """The place of the clause as printed."""
        return self.by.clause

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of the clauses behind the rule."""
        return self.by.clauses
