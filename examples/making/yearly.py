"""Tables 15 to 17: one year, counted from the other tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making.plans import PLANS, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from making.tables import Record, Tables


def yearly(tables: Tables) -> Tables:
    """Return the three yearly tables, one record each."""
    plans, registered = tables["T03"], _registered(tables)
    commissioned = [each for each in plans if each["organiser_name"]]
    shared: Record = {
        "subfield_count": len({each["rl02_subfield"] for each in plans}),
        "parameter_count": sum(len(plan.parameters) for plan in PLANS),
        "participation_count": len(registered),
        **_participations(tables["T06"]),
        **_people(tables),
    }
    head: Record = {"statistics_year": str(YEAR)}
    organised: Record = {
        "organiser_count": len({each["organiser_name"] for each in commissioned}),
        "provider_count": len({each["provider_name"] for each in plans}),
        "plan_count": len(plans),
    }
    run: Record = {
        "provider_count": organised["provider_count"],
        "commissioned_plan_count": len(commissioned),
        "own_plan_count": len(plans) - len(commissioned),
    }
    return {
        "T15": [head | organised | shared],
        "T16": [head | run | shared],
        "T17": [head | _taken_part(tables, organised, shared)],
    }


def _taken_part(tables: Tables, organised: Record, shared: Record) -> Record:
    conclusions = [each["evaluation"] for each in tables["T06"]]
    parameters = {plan.number: len(plan.parameters) for plan in PLANS}
    return {
        "participation_count": shared["participation_count"],
        "provider_count": organised["provider_count"],
        "plan_count": organised["plan_count"],
        "subfield_count": shared["subfield_count"],
        "parameter_count": sum(
            parameters[str(each["plan_number"])] for each in _registered(tables)
        ),
        "satisfactory_count": conclusions.count("满意"),
        "unsatisfactory_count": conclusions.count("不满意"),
        "questionable_count": conclusions.count("可疑"),
        **_people(tables),
    }


def _registered(tables: Tables) -> list[Record]:
    return [each for each in tables["T04"] if each["registration_status"] == "已报名"]


def _participations(results: Iterable[Record]) -> Record:
    """Count each participation once, by its worst conclusion."""
    grades = {"满意": 0, "可疑": 1, "不满意": 2}
    worst: dict[tuple[object, object], int] = {}
    for each in results:
        key = (each["plan_number"], each["participant_code"])
        grade = grades[str(each["evaluation"])]
        worst[key] = max(grade, worst.get(key, 0))
    counted = list(worst.values())
    return {
        "satisfactory_count": counted.count(0),
        "unsatisfactory_count": counted.count(2),
        "questionable_count": counted.count(1),
    }


def _people(tables: Tables) -> Record:
    counted: Record = {}
    for table, prefix in (("T13", "signatory"), ("T14", "manager")):
        results = [
            str(each["exam_result"]) for each in tables[table] if each["exam_date"]
        ]
        counted[f"{prefix}_exam_count"] = len(results)
        counted[f"{prefix}_pass_count"] = sum(
            each.startswith("合格") for each in results
        )
    return counted
