"""Plans: what the engine runs for a field table; joined, parsed, immutable.

A plan holds no submitted value and no reading that was chosen; both come at run time.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from ruleengine.base.finding import FieldRef, Kind, Rule, Severity
    from ruleengine.compile.condition import Condition
    from ruleengine.compile.field_codes import FieldCodes
    from ruleengine.model.field_table import Field, FieldTable
    from ruleengine.notation import Notation

Rules = Mapping[tuple["Kind", "Severity"], "Rule"]


@frozen(kw_only=True, eq=False)
class FieldPlan:
    """One data item, ready to be checked."""

    model: Field
    ref: FieldRef
    notation: Notation
    rules: Rules
    """The rules of this item by kind and severity, made once and shared."""
    values: frozenset[str]
    codes: FieldCodes | None
    required_when: Condition | None
    forbidden_when: Condition | None
    media: tuple[str, ...]
    """Media formats for an item that names a file of the submission."""
    convert: Callable[[str], Any]
    """Turns a text of the right form into its typed value."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """On which it hangs whether the item must be there, or must not."""
        both = (self.required_when, self.forbidden_when)
        return tuple(each for each in both if each is not None)


@frozen(kw_only=True, eq=False)
class RelatedPlan:
    """Where records of another table are taken from for a check."""

    name: str
    table: str
    """Full id."""
    here: tuple[tuple[str, str], ...]
    """Own side of the match: (earlier related name or "", key)."""
    there: tuple[str, ...]
    where: Condition | None
    distinct: tuple[str, ...]
    keeps: tuple[str, ...]
    """Keys of the other table that anyone looks at."""


@frozen(kw_only=True, eq=False)
class CheckPlan:
    """A condition over one record, or over it and its related records."""

    rule: Rule
    when: Condition | None
    must: Condition
    related: tuple[RelatedPlan, ...]
    value_key: str | None
    """The item whose value the finding shows and points to."""

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """The names that its conditions use, each with the key it stands for."""
        return (*self.must.inputs, *(self.when.inputs if self.when else ()))


@frozen(kw_only=True, eq=False)
class UniquePlan:
    """Items whose values together must not occur twice."""

    rule: Rule
    keys: tuple[str, ...]
    where: Condition | None
    """Which records count."""

    @property
    def reads(self) -> tuple[str, ...]:
        """The keys that it looks at, its own ones first."""
        inputs = self.where.inputs if self.where else ()
        return tuple(dict.fromkeys((*self.keys, *(key for _, key in inputs))))


@frozen(kw_only=True, eq=False)
class ReferencePlan:
    """Items whose values must occur in another table."""

    rule: Rule
    keys: tuple[str, ...]
    table: str
    """Full id of the other table."""
    target: tuple[str, ...]
    where: Condition | None


@frozen(eq=False)
class LooksAway:
    """A rule that looks at other tables, known before it is compiled."""

    rule: str
    """Its id."""
    tables: tuple[str, ...]
    """Full ids of the tables it looks at, each once."""

    def is_askable(self, submitted: Container[str]) -> bool:
        """Tell whether every table that it looks at was submitted."""
        return all(map(submitted.__contains__, self.tables))


@frozen(kw_only=True, eq=False)
class TablePlan:
    """One table, ready to be checked."""

    id: str
    """Full id."""
    model: FieldTable
    fields: tuple[FieldPlan, ...]
    by_key: Mapping[str, FieldPlan]
    key_of: Mapping[str, str]
    """Every accepted name -> key."""
    checks: tuple[CheckPlan, ...]
    unique: tuple[UniquePlan, ...]
    related_to: tuple[LooksAway, ...]
    """The related checks, in their order."""
    refers_to: tuple[LooksAway, ...]
    """The references, in their order."""
    compile_related: Callable[[], tuple[CheckPlan, ...]]
    """Compiles once, when first called; other tables have to be read for it."""
    compile_references: Callable[[], tuple[ReferencePlan, ...]]
    """The same for references."""
    missing: Rule
    """Fires when the whole table is missing from a complete submission."""
    unknown_field: Rule
    unreadable: Rule

    @property
    def related_checks(self) -> tuple[CheckPlan, ...]:
        """The checks that look at records of other tables."""
        return self.compile_related()

    @property
    def references(self) -> tuple[ReferencePlan, ...]:
        """The keys that must occur in other tables."""
        return self.compile_references()
