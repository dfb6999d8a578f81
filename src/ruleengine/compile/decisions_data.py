"""Input data of decisions and facts of identifiers, ready to be held against values.

In: model data. Out: ``CompiledDatum`` with typed values and the rules of its findings.
"""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.base.finding import FieldRef, Rule
from ruleengine.base.frozen import frozen
from ruleengine.compile.as_of import AS_OF, name_taken
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_cells import cell_of
from ruleengine.compile.decisions_session import shown
from ruleengine.compile.decisions_values import literal
from ruleengine.compile.format_types import misfit_problem, parsed_format
from ruleengine.feel.temporal import Date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruleengine.base.finding import Kind
    from ruleengine.base.problem import Problem
    from ruleengine.compile.code_lists import Codes
    from ruleengine.compile.decisions_around import Around
    from ruleengine.compile.decisions_cells import SetOfValues
    from ruleengine.compile.decisions_session import NumberKind, Session
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.feel.values import Value
    from ruleengine.model.datum import Datum
    from ruleengine.notation import Notation

KINDS: tuple[Kind, ...] = ("required", "format", "domain", "code", "identifier")


@frozen(kw_only=True, eq=False)
class CompiledDatum:
    """One value that is handed in."""

    id: str
    """Full id of the decision and the key, those of data around it between them."""
    key: str
    name: str
    type: str
    """A type of the DSL."""
    unit: str
    ref: FieldRef
    rules: Mapping[Kind, Rule] = field(repr=False)
    covers: SetOfValues | None
    """The set that values must be in; None where any may be."""
    values: tuple[Value, ...]
    """The only values there are; empty where any may be."""
    default: Value
    has_default: bool
    optional: bool
    items: tuple[CompiledDatum, ...]
    """The members of a context, or of each item of a list."""
    format: Notation | None
    codes: Codes | None
    identifier: NumberKind | None
    note: str
    """What the author says of it to people, such as what its values mean."""

    @property
    def is_required(self) -> bool:
        """Whether a computation is impossible without it."""
        return not self.optional and not self.has_default

    def fallback(self) -> Value:
        """Return what stands for a value that is not given; nobody else holds it."""
        return list(self.default) if self.default.__class__ is list else self.default

    def accepts(self, value: Value) -> bool:
        """Tell whether a FEEL value may be handed in when a formula calls."""
        if value is None:
            return not self.is_required
        return self.fits(value) and self.in_domain(value)

    def tell_refused(self, value: Value, title: str, session: Session) -> None:
        """Keep as a trouble that ``title`` does not take a value; null is no trouble."""
        if value is not None:
            given = shown({self.key: value})
            session.trouble("argument", title=title, name=self.name, value=given)

    def fits(self, value: Value) -> bool:
        """Tell whether a FEEL value is of the type."""
        match self.type:
            case "integer":
                return value.__class__ is Decimal and value == value.to_integral_value()
            case "number":
                return value.__class__ is Decimal
            case "boolean":
                return value is True or value is False
            case "string":
                return value.__class__ is str
            case "date":
                return value.__class__ is Date
            case "list":
                return value.__class__ is list
            case _:
                return value.__class__ is dict

    def in_domain(self, value: Value) -> bool:
        """Tell whether a value of the type is one of those it may have."""
        if self.values and value not in self.values:
            return False
        return self.covers is None or self.covers.contains(value)


def compile_data(
    owner: str, written: Iterable[Datum], around: Around
) -> tuple[CompiledDatum, ...]:
    """Compile data in order; ``owner`` is the full id they belong to."""
    seen: dict[str, Datum] = {}
    compiled: list[CompiledDatum] = []
    for datum in written:
        if datum.key in seen:
            line = str(seen[datum.key].position.line)
            around.problems.append(
                CATALOGUE.problem("E420", datum.position, found=datum.key, first=line)
            )
            continue
        if AS_OF in {datum.key, datum.name}:
            around.problems.append(name_taken(datum.position))
            continue
        seen[datum.key] = datum
        compiled.append(compile_datum(owner, datum, around))
    return tuple(compiled)


def compile_datum(owner: str, written: Datum, around: Around) -> CompiledDatum:
    """Compile one datum; what is wrong with it is added to the problems."""
    problems = around.problems
    values = tuple(
        literal(value, written.type, written.key, problems) for value in written.values
    )
    covers = cell_of(written.covers, written.type, problems, "E426")
    codes = around.codes_of(written.codes)
    identifier = around.identifier_of(written.identifier)
    default = written.default
    own_id = f"{owner}.{written.key}"
    compiled = CompiledDatum(
        id=own_id,
        key=written.key,
        name=written.name,
        type=written.type,
        unit=written.unit,
        ref=FieldRef(None, written.key, written.name),
        rules=_rules(own_id, written, codes, identifier),
        covers=covers,
        values=values,
        default=literal(default, written.type, written.key, problems, "E427")
        if default
        else None,
        has_default=default is not None,
        optional=written.optional,
        items=compile_data(own_id, written.items, around),
        format=_format(written, around.memory, problems),
        codes=codes,
        identifier=identifier,
        note=written.note,
    )
    problems += _default_problems(compiled, written)
    return compiled


def _default_problems(datum: CompiledDatum, written: Datum) -> Iterator[Problem]:
    """Yield what keeps the default, being of the type, from being handed in."""
    phrase = written.default
    if phrase is None or datum.default is None:
        return
    if kind := _refusing(datum, phrase.text):
        yield CATALOGUE.problem(
            "E428",
            phrase.position,
            found=phrase.text,
            key=datum.key,
            wanted=datum.rules[kind].expected,
        )


def _refusing(datum: CompiledDatum, text: str) -> Kind | None:
    """Return the kind of finding that the default would be; None when it is right."""
    if None not in datum.values and not datum.in_domain(datum.default):
        return "domain"
    if datum.format is not None and not datum.format.matches(text):
        return "format"
    codes = datum.codes
    return "code" if codes and codes.filled and not codes.find(text) else None


def _format(
    written: Datum, memory: ParseMemory, problems: list[Problem]
) -> Notation | None:
    """Return the format; one that no value of the type can have is a problem."""
    if written.format is None:
        return None
    made = parsed_format(written.format, memory, problems)
    if made is not None:
        problems += misfit_problem(written.format, written.key, written.type, made)
    return made


def _rules(
    own_id: str,
    written: Datum,
    codes: Codes | None,
    identifier: NumberKind | None,
) -> Mapping[Kind, Rule]:
    ref = FieldRef(None, written.key, written.name)
    expected: dict[str, str] = {
        "format": written.format.text if written.format else written.type,
        "domain": ", ".join(value.text for value in written.values)
        or (written.covers.text if written.covers else ""),
        "code": codes.title if codes else "",
        "identifier": identifier.title if identifier else "",
    }
    return MappingProxyType(
        {
            kind: Rule(
                id=f"{own_id}.{kind}",
                kind=kind,
                field=ref,
                expected=expected.get(kind, ""),
                clauses=written.clauses,
                title=written.name,
            )
            for kind in KINDS
        }
    )
