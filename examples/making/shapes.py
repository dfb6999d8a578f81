"""The tables as the shipped rules print them: titles, items, formats."""

from __future__ import annotations

from dataclasses import dataclass

import ruleengine


@dataclass(frozen=True)
class Item:
    """One data item of a table."""

    key: str
    name: str
    format: str


@dataclass(frozen=True)
class Shape:
    """One table."""

    id: str
    title: str
    items: tuple[Item, ...]


def shapes() -> dict[str, Shape]:
    """Return the shapes of the 17 tables by short id."""
    plans = ruleengine.load("ptdata").tables().values()
    return {
        plan.model.id: Shape(
            plan.model.id,
            plan.model.title,
            tuple(
                Item(each.ref.key, each.ref.name, each.model.format.text)
                for each in plan.fields
            ),
        )
        for plan in plans
    }
