"""What is found of one item in one record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruleengine.base.finding import NO_PARAMS, Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.finding import Kind, Severity
    from ruleengine.compile.plan import FieldPlan


def missing(
    field: FieldPlan, number: int, facts: Mapping[str, str] | None = None
) -> Finding:
    """Return the finding for an item that is not there and must be.

    Args:
        field: the item.
        number: the number of the record.
        facts: the items on which that depends, by name.
    """
    grade = field.model.required.severity
    return found(field, "required", "missing", number, None, facts, grade=grade)


def found(
    field: FieldPlan,
    kind: Kind,
    reason: str,
    number: int,
    value: str | None,
    params: Mapping[str, Any] | None = None,
    *,
    grade: Severity = "error",
) -> Finding:
    """Return the finding for a value, under the rule of its item for such a fault.

    Args:
        field: the item.
        kind: the kind of the fault.
        reason: which fault of this kind.
        number: the number of the record.
        value: its lexical form; None where it is absent.
        params: the facts of the sentence.
        grade: how grave it is.
    """
    return Finding(
        by=field.rules[kind, grade],
        reason=reason,
        record=number,
        value=value,
        params=params or NO_PARAMS,
    )
