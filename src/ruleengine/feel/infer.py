"""The type of an expression, and what can never be right in it.

Comes in: a tree and what is known of names. Goes out: the type of each part; faults
are reported to ``Known``. A type that is not known is Any, which fits everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ruleengine.feel import ast, types
from ruleengine.feel.free_names import INPUT, asks_input
from ruleengine.feel.infer_calls import infer_call
from ruleengine.feel.literal_hints import (
    arithmetic_hint,
    bare_date,
    bare_range,
    chain_hint,
    comparison_hint,
    date_call,
    is_falling,
)
from ruleengine.feel.sentences import sentence
from ruleengine.feel.temporal_parse import parse_at_literal
from ruleengine.feel.type_rules import (
    PROPERTY_TYPES,
    RANGE_FLAGS,
    can_equal,
    can_order,
    is_open,
    result_of,
)
from ruleengine.feel.values import kind_of

if TYPE_CHECKING:
    from ruleengine.feel.literal_hints import Side
    from ruleengine.feel.scope_types import Known
    from ruleengine.feel.types import Type

_Operator = (
    ast.Negation
    | ast.Arithmetic
    | ast.Comparison
    | ast.And
    | ast.Or
    | ast.Between
    | ast.In
    | ast.InstanceOf
    | ast.UnaryTest
    | ast.UnaryTests
)
_INPUT = ast.Name(INPUT)
_LITERALS = ("null", "true", "false")


def infer(node: ast.Expression, known: Known) -> Type:
    """Return the type of a node; report what is wrong in it."""
    match node:
        case ast.NumberLiteral():
            return types.NUMBER
        case ast.StringLiteral():
            return types.STRING
        case ast.BooleanLiteral():
            return types.BOOLEAN
        case ast.NullLiteral():
            return types.NULL
        case ast.AtLiteral():
            return _at_literal(node, known)
        case ast.Name():
            return _name(node, known)
        case ast.ListLiteral():
            return types.ListType(common([infer(item, known) for item in node.items]))
        case ast.ContextLiteral():
            return _context(node, known)
        case ast.RangeLiteral():
            return _range(node, known)
        case ast.Path():
            return _path(node, infer(node.base, known), known)
        case ast.Filter():
            return _filter(node, known)
        case ast.Call():
            return infer_call(node, known, infer)
        case ast.If() | ast.For() | ast.Quantified() | ast.FunctionLiteral():
            return _control(node, known)
        case _:
            return _operator(node, known)


def common(kinds: list[Type]) -> Type:
    """Return the type that all have, else Any."""
    known = [kind for kind in kinds if kind != types.NULL]
    return known[0] if known and all(kind == known[0] for kind in known) else types.ANY


def _at_literal(node: ast.AtLiteral, known: Known) -> Type:
    value = parse_at_literal(node.text)
    if value is None:
        known.report(node, "not-temporal", found=node.text)
        return types.ANY
    return types.SimpleType(kind_of(value))


def _name(node: ast.Name, known: Known) -> Type:
    if node.name in known.names:
        return known.names[node.name]
    if node.name in known.functions:
        return types.ANY_FUNCTION
    if known.closed:
        from ruleengine.feel.habits import name_hint

        words = [*known.names, *known.functions, *_LITERALS]
        hint = name_hint(node.name, known.names)
        known.report(node, "unknown-name", words, hint, name=node.name)
    return types.ANY


def _context(node: ast.ContextLiteral, known: Known) -> Type:
    entries: dict[str, Type] = {}
    for entry in node.entries:
        if entry.key in entries:
            known.report(entry, "duplicate-key", key=entry.key)
        entries[entry.key] = infer(entry.value, known.inside(entries))
    return types.ContextType(tuple(entries.items()))


def _range(node: ast.RangeLiteral, known: Known) -> Type:
    low, high = infer(node.low, known), infer(node.high, known)
    if not can_order(low, high):
        known.report(node, "not-comparable", left=str(low), right=str(high))
    elif is_falling(node):
        known.report(node, "falling-range")
    return types.RangeType(common([low, high]))


def _path(node: ast.Path, base: Type, known: Known) -> Type:
    match base:
        case types.ListType(item):
            return types.ListType(_path(node, item, known))
        case types.ContextType() if base.entries:
            members = base.by_key
        case types.RangeType(item):
            members = {"start": item, "end": item}
            members |= dict.fromkeys(RANGE_FLAGS, types.BOOLEAN)
        case types.SimpleType() if not is_open(base):
            members = PROPERTY_TYPES.get(base, {})
        case _:
            return types.ANY
    if node.name not in members:
        code = "no-entry" if isinstance(base, types.ContextType) else "no-property"
        known.report(node, code, members, name=node.name, found=str(base))
        return types.ANY
    return members[node.name]


def _filter(node: ast.Filter, known: Known) -> Type:
    base = infer(node.base, known)
    item = base.item if isinstance(base, types.ListType) else base
    names: dict[str, Type] = {"item": item}
    open_item = item == types.ANY
    if isinstance(item, types.ContextType):
        names |= item.by_key
        open_item = not item.entries
    condition = infer(node.condition, known.inside(names, closed=not open_item))
    if condition == types.NUMBER:
        return item
    if condition not in (types.BOOLEAN, types.ANY, types.NULL):
        known.report(node.condition, "not-a-filter", found=str(condition))
    return types.ANY if condition == types.ANY else types.ListType(item)


def _control(
    node: ast.If | ast.For | ast.Quantified | ast.FunctionLiteral, known: Known
) -> Type:
    match node:
        case ast.If():
            expect_condition(node.condition, known)
            return common([infer(node.yes, known), infer(node.no, known)])
        case ast.For():
            inner = _loop(node.iterators, known)
            partial = {"partial": types.ANY_LIST}
            return types.ListType(infer(node.body, inner.inside(partial)))
        case ast.Quantified():
            expect_condition(node.condition, _loop(node.iterators, known))
            return types.BOOLEAN
        case ast.FunctionLiteral():
            return _function(node, known)
        case _:
            assert_never(node)


def _loop(variables: tuple[ast.LoopVariable, ...], known: Known) -> Known:
    for variable in variables:
        domain = infer(variable.domain, known)
        if variable.last is not None:
            infer(variable.last, known)
        inside = isinstance(domain, (types.ListType, types.RangeType))
        item = domain.item if inside else domain  # type: ignore[union-attr]  # checked
        known = known.inside({variable.name: item})
    return known


def _function(node: ast.FunctionLiteral, known: Known) -> Type:
    names: dict[str, Type] = {}
    for parameter in node.parameters:
        kind = types.from_tree(parameter.type) if parameter.type else types.ANY
        if kind is None and parameter.type is not None:
            _unknown_type(parameter.type, known)
        names[parameter.name] = kind or types.ANY
    if node.external:
        known.report(node, "external")
        return types.ANY_FUNCTION
    result = infer(node.body, known.inside(names))
    return types.FunctionType(tuple(names.values()), result)


def _unknown_type(written: ast.TypeName, known: Known) -> None:
    known.report(written, "unknown-type", types.TYPE_NAMES, name=written.name)


def expect_condition(node: ast.Expression, known: Known) -> None:
    """Report a condition that is never true or false."""
    kind = infer(node, known)
    if kind != types.BOOLEAN and not is_open(kind):
        known.report(node, "not-a-condition", found=str(kind))


def _operator(node: _Operator, known: Known) -> Type:
    match node:
        case ast.Arithmetic():
            return _arithmetic(node, known)
        case ast.Negation():
            kind = infer(node.value, known)
            if result_of("-", kind, kind) not in (kind, types.ANY):
                known.report(node, "no-negation", found=str(kind))
            return kind
        case ast.Comparison():
            left, right = infer(node.left, known), infer(node.right, known)
            sides = ((left, node.left), (right, node.right))
            _compare(node, node.operator, sides, known)
        case ast.And() | ast.Or():
            _logic(node, known)
        case ast.Between():
            middle = (infer(node.value, known), node.value)
            for end in (node.low, node.high):
                _compare(node, "<=", (middle, (infer(end, known), end)), known)
        case ast.In():
            _in(node, known)
        case ast.InstanceOf():
            infer(node.value, known)
            if types.from_tree(node.type) is None:
                _unknown_type(node.type, known)
        case ast.UnaryTest():
            return types.RangeType(infer(node.value, known))
        case ast.UnaryTests():
            value = known.names.get("?", types.ANY)
            for test in node.tests:
                expect_test(test, value, known)
        case _:
            assert_never(node)
    return types.BOOLEAN


def _in(node: ast.In, known: Known) -> None:
    value = infer(node.value, known)
    for test in node.tests:
        if span := bare_range(test):
            hint = sentence("hint-write", meant=span)
            known.report(test, "range-arithmetic", hint=hint)
        inside = known.inside({INPUT: value})
        if asks_input(test) and not isinstance(test, ast.UnaryTest):
            expect_condition(test, inside)
        else:
            expect_test(test, value, inside)


def _arithmetic(node: ast.Arithmetic, known: Known) -> Type:
    if written := bare_date(node):
        day = sentence("hint-write", meant=date_call(written) or "")
        known.report(node, "date-arithmetic", hint=day, written=written)
        return types.ANY
    left, right = infer(node.left, known), infer(node.right, known)
    result = result_of(node.operator, left, right)
    if result is None:
        facts = {"operator": node.operator, "left": str(left), "right": str(right)}
        hint = arithmetic_hint(node.operator, (left, node.left), (right, node.right))
        known.report(node, "no-operation", hint=hint, **facts)
        return types.ANY
    return result


def _compare(
    node: ast.Node,
    operator: str,
    sides: tuple[Side, Side],
    known: Known,
) -> None:
    (left, one), (right, other) = sides
    equality = operator in ("=", "!=")
    if not (can_equal if equality else can_order)(left, right):
        hint = comparison_hint(((left, other), (right, one))) or chain_hint(one)
        known.report(
            node, "not-comparable", hint=hint, left=str(left), right=str(right)
        )
    elif not equality and ast.NullLiteral in (one.__class__, other.__class__):
        known.report(node, "order-of-null", hint=sentence("hint-null"))


def _logic(node: ast.And | ast.Or, known: Known) -> None:
    word = "and" if isinstance(node, ast.And) else "or"
    for operand in node.operands:
        kind = infer(operand, known)
        if kind != types.BOOLEAN and not is_open(kind):
            known.report(operand, "not-boolean", operator=word, found=str(kind))


def expect_test(node: ast.Expression, value: Type, known: Known) -> None:
    """Report a test that a value of a type can never be put to."""
    if isinstance(node, ast.UnaryTest):
        tested = (infer(node.value, known), node.value)
        _compare(node, node.operator, ((value, _INPUT), tested), known)
        return
    kind = infer(node, known)
    match kind:
        case types.RangeType(item):
            fits = can_order(value, item) or isinstance(value, types.RangeType)
        case types.ListType(item):
            inner = item.item if isinstance(item, types.RangeType) else item
            fits = can_equal(value, inner) or can_equal(value, kind)
        case _:
            fits = can_equal(value, kind) or kind == types.BOOLEAN
    if not fits:
        facts = {"left": str(value), "right": str(kind)}
        known.report(
            node, "not-comparable", hint=comparison_hint(((value, node),)), **facts
        )
