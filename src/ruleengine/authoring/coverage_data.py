"""Coverage -> plain data: figures, what is missing, and every clause, rule and row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ruleengine.authoring.coverage import PackCoverage

STATES = ("enforced", "open", "declared", "human", "background")


def pack_to_dict(pack: PackCoverage) -> dict[str, Any]:
    """Return the coverage of one pack as plain data."""
    return {
        "pack": pack.pack,
        "title": pack.title,
        "percent": pack.percent,
        **_figures(pack),
        **_missing(pack),
        **_all(pack),
    }


def _figures(pack: PackCoverage) -> dict[str, Any]:
    states = {state: pack.count(state) for state in STATES}
    return {
        "clauses": {"data": pack.data, **states, "total": len(pack.clauses)},
        "rules": {"total": len(pack.rules), "proven": pack.proven},
        "rows": {"total": len(pack.rows), "hit": pack.rows_hit},
        "edges": {"total": len(pack.edges), "hit": pack.edges_hit},
        "cases": {"total": pack.cases, "failed": pack.failed},
    }


def _missing(pack: PackCoverage) -> dict[str, Any]:
    return {
        "open": [
            {"id": c.clause.id, "place": c.clause.place, "why": c.clause.why}
            for c in pack.clauses
            if c.state == "open"
        ],
        "unknown": [
            {"id": c.clause.id, "cites": list(c.unknown)}
            for c in pack.clauses
            if c.unknown
        ],
        "unproven": [
            {"id": rule.id, "fires": rule.fires, "silent": rule.silent}
            for rule in pack.rules
            if not rule.is_proven
        ],
        "unhit": [row.id for row in pack.rows if not row.hits],
        "untouched": [
            {
                "id": edge.side.table,
                "column": edge.side.column,
                "values": edge.side.edge,
            }
            for edge in pack.edges
            if not edge.hits
        ],
    }


def _all(pack: PackCoverage) -> dict[str, Any]:
    return {
        "by_clause": [
            {
                "id": c.clause.id,
                "place": c.clause.place,
                "state": c.state,
                "rules": list(c.rules),
            }
            for c in pack.clauses
        ],
        "by_rule": [
            {"id": rule.id, "fires": rule.fires, "silent": rule.silent}
            for rule in pack.rules
        ],
        "by_row": [{"id": row.id, "hits": row.hits} for row in pack.rows],
    }
