"""Cases -> results: each example run against the rules, expected held against found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ruleengine.base.ids import full_id, pack_of
from ruleengine.base.problem import UsageError
from ruleengine.compile.decisions_formulas import keys_of
from ruleengine.model.cases import from_node
from ruleengine.source.node import Scalar, plain
from ruleengine.source.packs import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ruleengine.api.report import Report
    from ruleengine.api.ruleset import Ruleset
    from ruleengine.base.finding import Finding
    from ruleengine.base.text import Text
    from ruleengine.compile.code_lists import Codes
    from ruleengine.model.cases import Case, Cases
    from ruleengine.source.node import Node
    from ruleengine.source.packs import PackFolder


NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out otherwise than the case says."""

    what: str
    """``expect``, ``outputs.<name>``, ``parts.<name>``, ``entry.<name>``, ``fix``..."""
    expected: tuple[str, ...]
    found: tuple[str, ...]
    """Empty where there is nothing."""
    why: Text | None = None
    """In words, where what was found is no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What came of one case."""

    pack: str
    of: str
    """Full id of what was under test."""
    case: Case
    differences: tuple[Difference, ...]
    fired: tuple[str, ...]
    """Full ids of the rules that fired, once for each finding."""
    answered: Callable[[], Mapping[str, Any]] = field(repr=False)
    """Makes ``answer``, of which most cases need nothing."""
    steps: Sequence[Mapping[str, Any]] = ()
    """The steps of a calculation or decision."""

    @property
    def ok(self) -> bool:
        """True when everything came out as the case says."""
        return not self.differences

    @property
    def answer(self) -> Mapping[str, Any]:
        """The whole answer as plain data: report, derivation or parts."""
        return self.answered()


def run_cases(
    rules: Ruleset, folders: Iterable[PackFolder], only: Sequence[str] = ()
) -> Iterator[CaseResult]:
    """Run the cases of packs, file by file.

    Args:
        rules: the rules under test, the packs of the folders among them.
        folders: where the cases stand.
        only: full ids; when given, cases of nothing else are run.

    Raises:
        RulePackError: a file of cases that does not hold to its schema.
    """
    for folder in folders:
        pack = folder.read(DOCUMENT).text("pack")
        for name in folder.case_files:
            cases = from_node(folder.read(name))
            full = f"{pack}/{cases.of}"
            if not only or full in only:
                for case in cases.cases:
                    yield run_case(rules, pack, cases, case)


def run_case(rules: Ruleset, pack: str, cases: Cases, case: Case) -> CaseResult:
    """Run one case; one that cannot be run has failed."""
    try:
        return _run(rules, pack, cases, case)
    except UsageError as error:
        return CaseResult(
            pack=pack,
            of=f"{pack}/{cases.of}",
            case=case,
            differences=(Difference("run", (), (), error.message),),
            fired=(),
            answered=dict,
        )


def _run(rules: Ruleset, pack: str, cases: Cases, case: Case) -> CaseResult:
    full = f"{pack}/{cases.of}"
    if full in rules.tables():
        return _run_table(rules, pack, cases, case)
    compiled = rules.packs(case.as_of).get(pack)
    if compiled is not None and full in compiled.codes:
        return _run_codes(rules, compiled.codes[full], pack, case)
    if case.value is not None:
        return _run_identifier(rules, pack, cases, case)
    return _run_decision(rules, pack, cases, case)


def _run_table(rules: Ruleset, pack: str, cases: Cases, case: Case) -> CaseResult:
    full = f"{pack}/{cases.of}"
    changes = case.records if case.records is not None else (case.change or {},)
    # Cases may call an item as data may: by its key or its printed name.
    keys = rules.packs(case.as_of)[pack].tables[full].key_of
    data = {full: [_changed(cases.base, change, keys) for change in changes]}
    for name, records in case.others.items():
        other = full_id(pack, name)
        data.setdefault(other, []).extend(dict(record) for record in records)
    report = rules.check(data, as_of=case.as_of, readings=case.readings)
    # Records of other tables are only there to be looked at; their own faults are not
    # what the case is about.
    found = [finding for finding in report.findings if finding.table == full]
    unchecked = {entry.rule for entry in report.not_checked}
    differences = [*_expected(pack, case, _graded(found))]
    differences += [
        Difference("not-checked", (rule,), ("checked",))
        for rule in (f"{pack}/{name}" for name in case.not_checked)
        if rule not in unchecked
    ]
    differences += _undecided(full, case, report)
    differences += _fix(case, [f.fix.value for f in found if f.fix])
    return CaseResult(
        pack=pack,
        of=full,
        case=case,
        differences=tuple(differences),
        fired=tuple(finding.rule for finding in found),
        answered=report.to_dict,
    )


def _run_decision(rules: Ruleset, pack: str, cases: Cases, case: Case) -> CaseResult:
    full = f"{pack}/{cases.of}"
    pack_then = rules.packs(case.as_of).get(pack)
    decision = pack_then.decisions.decisions.get(full) if pack_then else None
    keys = keys_of(decision.inputs) if decision else NO_NAMES
    inputs = _changed(cases.base, case.inputs or case.change or {}, keys)
    result = rules.compute(full, inputs, as_of=case.as_of, readings=case.readings)
    answer = result.to_dict()
    differences = [*_expected(pack, case, _graded(result.findings))]
    differences += _outputs("outputs", case.outputs, answer["outputs"])
    if case.steps:
        differences += _outputs("steps", case.steps, _steps(rules, full, case, answer))
    return CaseResult(
        pack=pack,
        of=full,
        case=case,
        differences=tuple(differences),
        fired=tuple(finding.rule for finding in result.findings),
        answered=lambda: answer,
        steps=answer["steps"],
    )


def _steps(
    rules: Ruleset, full: str, case: Case, answer: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the value of every step of a calculation, None where it did not apply."""
    pack = rules.packs(case.as_of)[pack_of(full)]
    steps = getattr(pack.decisions.decisions[full], "steps", ())
    computed = {step["name"]: step["value"] for step in answer["steps"]}
    return {step.key: computed.get(step.key) for step in steps}


def _run_identifier(rules: Ruleset, pack: str, cases: Cases, case: Case) -> CaseResult:
    full = f"{pack}/{cases.of}"
    facts = _changed(cases.base, case.facts)
    result = rules.identify(
        full, case.value or "", as_of=case.as_of, readings=case.readings, **facts
    )
    answer = result.to_dict()
    differences = [*_expected(pack, case, _graded(result.findings))]
    for name, wanted in case.parts.items():
        parts = answer["parts"]
        found = (_plain(parts[name]),) if name in parts else ()
        if found != (_plain(wanted),):
            differences.append(Difference(f"parts.{name}", (_plain(wanted),), found))
    differences += _fix(case, [f.fix.value for f in result.findings if f.fix])
    return CaseResult(
        pack=pack,
        of=full,
        case=case,
        differences=tuple(differences),
        fired=tuple(finding.rule for finding in result.findings),
        answered=lambda: answer,
    )


def _undecided(full: str, case: Case, report: Report) -> Iterator[Difference]:
    """Yield the checks of a table whose conditions came to no answer.

    Silence would look as if they held. Tables and files that are not there, and lists
    that nobody has filled in, are what a case may well leave out.
    """
    pack = pack_of(full)
    foreseen = {f"{pack}/{name}" for name in case.not_checked}
    for entry in report.not_checked:
        of_check = entry.rule.startswith(f"{full}.") and entry.records is not None
        if of_check and entry.rule not in foreseen:
            yield Difference("undecided", (), (entry.rule,), entry.why)


def _run_codes(rules: Ruleset, codes: Codes, pack: str, case: Case) -> CaseResult:
    value = case.value or ""
    readings = rules.readings(case.readings, case.as_of)[pack]
    entry = codes.entries.get(value) or codes.find(value)
    verdict = codes.judge(value, rules.day(case.as_of), readings)
    # A list has no rules of its own: why it does not accept a value stands for one.
    found = [(f"{codes.id}.{verdict.reason}", verdict.severity)] if verdict else []
    answer = entry.to_context() if entry else {}
    differences = [*_expected(pack, case, found)]
    differences += _outputs("entry", case.entry, answer)
    differences += _fix(case, verdict.near if verdict else ())
    return CaseResult(
        pack=pack,
        of=codes.id,
        case=case,
        differences=tuple(differences),
        fired=tuple(rule for rule, _ in found),
        answered=lambda: {"codes": codes.id, "value": value, "entry": answer or None},
    )


def _changed(
    base: Mapping[str, Any],
    change: Mapping[str, Any],
    keys: Mapping[str, str] = NO_NAMES,
) -> dict[str, Any]:
    """Return the base with a change over it; null takes a value out.

    Args:
        base: what the cases of a file start from.
        change: what one case makes of it.
        keys: name -> key, so that one value is not there under two names.
    """
    stale = {keys.get(name, name) for name in change}
    kept = {name: v for name, v in base.items() if keys.get(name, name) not in stale}
    changed = {**kept, **change}
    return {key: value for key, value in changed.items() if value is not None}


def _graded(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in findings]


def _expected(
    pack: str, case: Case, found: Sequence[tuple[str, str]]
) -> Iterator[Difference]:
    """Yield what differs between the rules expected and found, with severities."""
    wanted = Counter(full_id(pack, name) for name in case.expect)
    fired = Counter(rule for rule, _ in found)
    if wanted != fired:
        missing, surplus = wanted - fired, fired - wanted
        yield Difference(
            "expect",
            tuple(sorted(missing.elements())),
            tuple(sorted(surplus.elements())),
        )
    for rule, severity in found:
        grade = case.grades.get(rule.removeprefix(f"{pack}/"), case.grades.get(rule))
        if grade is not None and grade != severity:
            yield Difference("expect", (f"{rule} {grade}",), (f"{rule} {severity}",))


def _fix(case: Case, fixes: Sequence[str]) -> list[Difference]:
    if case.fix is None or case.fix in fixes:
        return []
    return [Difference("fix", (case.fix,), tuple(fixes))]


def _outputs(
    what: str, wanted: Mapping[str, Node], found: Mapping[str, Any]
) -> Iterator[Difference]:
    for name, node in wanted.items():
        if name not in found:
            yield Difference(f"{what}.{name}", (_as_text(node),), ())
        elif not _same(node, found[name]):
            wanted_text, found_text = _as_text(node), _plain(found[name])
            yield Difference(f"{what}.{name}", (wanted_text,), (found_text,))


def _same(node: Node, found: Any) -> bool:
    if isinstance(node, Scalar):
        if node.value is None or isinstance(node.value, bool):
            return node.value is found
        return str(found) == node.text
    wanted = plain(node)
    return str(wanted) == str(found) or (wanted == "any" and bool(found))


def _plain(value: Any) -> str:
    words = {True: "true", False: "false", None: "null"}
    return words[value] if value is None or isinstance(value, bool) else str(value)


def _as_text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else str(plain(node))
