"""Functions of contexts (DMN 1.5, 10.3.4.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruleengine.feel import types
from ruleengine.feel.errors import Fault
from ruleengine.feel.functions.signature import (
    Function,
    Signature,
    one,
    parameter as p,
    table,
)
from ruleengine.feel.values import Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.feel.runtime import Run

Entries = dict[str, Value]


def _get_value(run: Run, context: Entries, key: Value) -> Value:
    run.spend(1)
    keys = key if isinstance(key, list) else [key]
    value: Value = context
    if not keys:
        raise Fault("argument", name="keys", wanted="[key, ...]", found="[]")
    for name in keys:
        if not isinstance(name, str):
            raise Fault("argument", name="key", wanted="string", found=kind_of(name))
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


def _get_entries(run: Run, context: Entries) -> list[Entries]:
    run.fill(len(context))
    return [{"key": key, "value": value} for key, value in context.items()]


def _context(run: Run, entries: list[Value]) -> Entries:
    run.fill(len(entries))
    made: Entries = {}
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("key"), str):
            raise Fault("items", wanted="{key: string, value: Any}")
        if "value" not in entry:
            raise Fault("items", wanted="{key: string, value: Any}")
        if entry["key"] in made:
            raise Fault("duplicate-key", key=entry["key"])
        made[entry["key"]] = entry["value"]
    return made


def _put(run: Run, context: Entries, key: str, value: Value) -> Entries:
    run.fill(len(context) + 1)
    return {**context, key: value}


def _put_deep(run: Run, context: Entries, keys: list[Value], value: Value) -> Entries:
    if not keys:
        raise Fault("argument", name="keys", wanted="[key, ...]", found="[]")
    first, *rest = keys
    if not isinstance(first, str):
        raise Fault(
            "argument", name="keys", wanted="list<string>", found=kind_of(first)
        )
    if not rest:
        return _put(run, context, first, value)
    inner = context.get(first)
    if inner is None:
        inner = {}
    if not isinstance(inner, dict):
        raise Fault("no-entry", name=first)
    return _put(run, context, first, _put_deep(run, inner, rest, value))


def _merge(run: Run, contexts: list[Value]) -> Entries:
    merged: Entries = {}
    for context in contexts:
        if not isinstance(context, dict):
            raise Fault("items", wanted="context")
        run.fill(len(context))
        merged.update(context)
    return merged


_CONTEXT = p("context", types.ANY_CONTEXT)

FUNCTIONS: Mapping[str, Function] = table(
    Function(
        "get value",
        (
            Signature((p("m", types.ANY_CONTEXT), p("key", types.STRING)), _get_value),
            Signature(
                (p("m", types.ANY_CONTEXT), p("keys", types.ANY_LIST)), _get_value
            ),
        ),
    ),
    one(
        "get entries",
        [p("m", types.ANY_CONTEXT)],
        _get_entries,
        types.ListType(types.ANY_CONTEXT),
    ),
    one("context", [p("entries", types.ANY_LIST)], _context, types.ANY_CONTEXT),
    Function(
        "context put",
        (
            Signature(
                (_CONTEXT, p("key", types.STRING), p("value!")), _put, types.ANY_CONTEXT
            ),
            Signature(
                (_CONTEXT, p("keys", types.ANY_LIST), p("value!")),
                _put_deep,
                types.ANY_CONTEXT,
            ),
        ),
    ),
    one("context merge", [p("contexts", types.ANY_LIST)], _merge, types.ANY_CONTEXT),
)
