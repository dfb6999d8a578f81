"""Code lists ready to look up: by code, by name, by alias; with hierarchy and status.

In: model code lists. Out: ``Codes``, an immutable mapping, and ``Verdict`` on a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from ruleengine.base.frozen import frozen
from ruleengine.base.suggest import did_you_mean
from ruleengine.base.text import listed
from ruleengine.compile.code_lists_entries import Entry, entries_of, unknown_code
from ruleengine.compile.code_lists_nearest import Nearest
from ruleengine.compile.decisions_catalogue import CATALOGUE
from ruleengine.compile.decisions_readings import ByChoice, by_choice
from ruleengine.compile.identifiers_shape import format_shape
from ruleengine.model.code_list import CATEGORY, CURRENT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from ruleengine.base.finding import Severity
    from ruleengine.base.problem import Problem
    from ruleengine.compile.decisions_readings import DeclaredReadings
    from ruleengine.compile.identifiers_shape import Shape
    from ruleengine.compile.parse_memory import ParseMemory
    from ruleengine.model import code_list as model
    from ruleengine.model.phrase import Phrase

SILENT = "none"
DEFAULT_SEVERITIES: Mapping[str, str] = MappingProxyType(
    {
        CURRENT: SILENT,
        CATEGORY: "error",
        "retired": "error",
        "surplus": "warning",
        "doubtful": "info",
    }
)
OTHERWISE: ByChoice[str] = ByChoice("", MappingProxyType({"": "warning"}))
"""How grave a status is that nobody has graded."""


REASONS = ("shape", "unknown", "not-listed", "not-yet", "retired", "printed-pair")
"""Why a list may not accept a value; the statuses of its codes are reasons too."""


@frozen(kw_only=True)
class Verdict:
    """Why a text is not simply accepted."""

    reason: str
    """One of ``REASONS``, ``pair``, or a status."""
    severity: Severity
    entry: Entry | None = None
    near: tuple[str, ...] = ()
    """What was probably meant, best first, in the form the list accepts."""
    says: str = ""
    """What the author of the list says of codes of this status."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Codes(Mapping[str, dict[str, Any]]):
    """A code list: code -> ``{code, name, status, parents}``, headings left out."""

    id: str
    """Full id, such as ``santong/product-unit``."""
    title: str
    accepts: str
    filled: bool
    """False for a list that nobody has filled in: membership can't be checked."""
    shape: tuple[Shape, ...]
    """The shape of every code; empty when the list does not say."""
    not_listed: Mapping[str, str]
    """Name without a code in the print -> the code to use, or nothing."""
    entries: Mapping[str, Entry] = field(repr=False)
    """Every code, headings included."""
    by_text: Mapping[str, Entry] = field(repr=False)
    """Everything a submitted value may be -> the entry that it means."""
    by_name: Mapping[str, Entry] = field(repr=False)
    severities: Mapping[str, ByChoice[str]] = field(repr=False)
    sayings: Mapping[str, str] = field(repr=False)
    nearest: Callable[[str], tuple[str, ...]] = field(repr=False)

    def __getitem__(self, code: str) -> dict[str, Any]:
        entry = self.entries[code]
        if entry.status == CATEGORY:
            raise KeyError(code)
        return entry.to_dict()

    def __iter__(self) -> Iterator[str]:
        return (c for c, entry in self.entries.items() if entry.status != CATEGORY)

    def __len__(self) -> int:
        return sum(entry.status != CATEGORY for entry in self.entries.values())

    def find(self, text: str) -> Entry | None:
        """Return the entry that a submitted value means, whatever its status."""
        return self.by_text.get(text)

    def judge(
        self, text: str, as_of: dt.date, readings: Mapping[str, str]
    ) -> Verdict | None:
        """Return why ``text`` is not simply accepted; None when it is.

        A list that is not filled refuses only what has not the shape of a code: look
        at ``filled`` before you call that a pass.

        Args:
            text: the value as submitted.
            as_of: the date of the rules.
            readings: the effective choice of every reading of the pack.
        """
        entry = self.by_text.get(text)
        if entry is None:
            return self._unlisted(text)
        if entry.since and as_of < entry.since:
            return Verdict(reason="not-yet", severity="error", entry=entry)
        if entry.until and as_of > entry.until:
            return Verdict(reason="retired", severity="error", entry=entry)
        return None if entry.status == CURRENT else self._of_status(entry, readings)

    def judge_pair(self, code: str, name: str) -> Verdict | None:
        """Return why a code and a name do not belong together; None when they do.

        A pair that a damaged print shows is a warning, any other one an error. A code
        that is not in the list is none of this question, nor is an empty name.
        """
        entry = self.entries.get(code)
        if entry is None or not name or name in {entry.name, *entry.aliases}:
            return None
        if name == entry.printed:
            meant = self.by_name.get(name)
            near = (meant.code,) if meant else ()
            return Verdict(
                reason="printed-pair", severity="warning", entry=entry, near=near
            )
        return Verdict(reason="pair", severity="error", entry=entry, near=(entry.name,))

    def near(self, text: str) -> tuple[str, ...]:
        """Return what was probably meant by an unknown text, best first."""
        return self.nearest(text)

    def _unlisted(self, text: str) -> Verdict | None:
        if text in self.not_listed:
            instead = self.not_listed[text]
            near = (instead,) if instead else ()
            return Verdict(reason="not-listed", severity="warning", near=near)
        code, _, name = text.partition(" ")
        if name and code in self.entries:
            pair = self.judge_pair(code, name.strip())
            if pair is not None and pair.reason == "printed-pair":
                return pair
        if self.accepts == "code" and not self._has_shape(text):
            return Verdict(reason="shape", severity="error", near=self.near(text))
        if not self.filled:
            return None
        return Verdict(reason="unknown", severity="error", near=self.near(text))

    def _has_shape(self, text: str) -> bool:
        return not self.shape or any(shape.accepts(text) for shape in self.shape)

    def _of_status(self, entry: Entry, readings: Mapping[str, str]) -> Verdict | None:
        severity = self.severities.get(entry.status, OTHERWISE).pick(readings)
        if severity == SILENT:
            return None
        return Verdict(
            reason=entry.status,
            severity=cast("Severity", severity),
            entry=entry,
            says=self.sayings.get(entry.status, ""),
        )


def compile_codes(
    pack: str,
    written: model.CodeList,
    declared: DeclaredReadings,
    memory: ParseMemory,
    problems: list[Problem],
) -> Codes:
    """Make a list ready to look up; what is wrong with it is added to ``problems``."""
    entries = entries_of(written, problems)
    severities = _severities(written, declared, problems)
    if not entries and not written.slot:
        problems.append(CATALOGUE.problem("E464", written.position, found=written.id))
    shape = _shape(written, memory, problems)
    problems += _misshapen(written, shape)
    problems += _unknown_statuses(written)
    by_name = _by_name(entries.values())
    by_text = _by_text(written.accepts, entries, by_name)
    return Codes(
        id=f"{pack}/{written.id}",
        title=written.title,
        accepts=written.accepts,
        filled=bool(entries),
        shape=shape,
        not_listed=MappingProxyType(_not_listed(written, entries, problems)),
        entries=MappingProxyType(entries),
        by_text=MappingProxyType(by_text),
        by_name=MappingProxyType(by_name),
        severities=MappingProxyType(severities),
        sayings=MappingProxyType({r.status: r.says for r in written.statuses}),
        nearest=Nearest(written.accepts, by_text, by_name),
    )


def _shape(
    written: model.CodeList, memory: ParseMemory, problems: list[Problem]
) -> tuple[Shape, ...]:
    if written.shape is None:
        return ()
    shape = format_shape(written.shape, "", memory, problems)
    return (shape,) if shape else ()


def _misshapen(written: model.CodeList, shapes: tuple[Shape, ...]) -> Iterator[Problem]:
    for code in written.codes:
        if not shapes or code.status == CATEGORY or not code.code:
            continue
        if not any(shape.accepts(code.code) for shape in shapes):
            wanted = written.shape.text if written.shape else ""
            yield CATALOGUE.problem(
                "E466", code.position, found=code.code, wanted=wanted
            )


def _unknown_statuses(written: model.CodeList) -> Iterator[Problem]:
    known = (*DEFAULT_SEVERITIES, *(rule.status for rule in written.statuses))
    for code in written.codes:
        if code.status not in known:
            yield CATALOGUE.problem(
                "E468",
                code.position,
                found=code.status,
                wanted=listed(known),
                near=did_you_mean(code.status, known),
            )


def _not_listed(
    written: model.CodeList, entries: Mapping[str, Entry], problems: list[Problem]
) -> dict[str, str]:
    problems += (
        unknown_code(item.instead, entries)
        for item in written.not_listed
        if item.instead is not None and item.instead.text not in entries
    )
    return {
        item.name: item.instead.text if item.instead else ""
        for item in written.not_listed
    }


def _by_name(entries: Iterable[Entry]) -> dict[str, Entry]:
    # A heading may bear the name of the only unit below it; the unit is meant then.
    names: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.status == CATEGORY):
        for name in filter(None, (entry.name, *entry.aliases)):
            names.setdefault(name, entry)
    return names


def _by_text(
    accepts: str, entries: Mapping[str, Entry], by_name: Mapping[str, Entry]
) -> dict[str, Entry]:
    texts = {alias: e for e in entries.values() for alias in e.aliases}
    if accepts != "code":
        texts |= by_name
    return texts if accepts == "name" else texts | dict(entries)


def _severities(
    written: model.CodeList, declared: DeclaredReadings, problems: list[Problem]
) -> dict[str, ByChoice[str]]:
    severities = {
        status: ByChoice("", {"": severity})
        for status, severity in DEFAULT_SEVERITIES.items()
    }
    for rule in written.statuses:
        made = by_choice(rule.severity, declared, _text, problems)
        if made is not None:
            severities[rule.status] = made
    return severities


def _text(phrase: Phrase) -> str:
    return phrase.text
