"""Two sides -> changes: what became stricter, looser, different, with a witness.

A witness is only named after both versions were asked and answered differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from ruleengine.authoring.difference.answers import (
    Answer,
    Question,
    Witness,
    ask_code,
    ask_day,
    ask_decision,
    ask_number,
    ask_records,
    ask_table,
)
from ruleengine.authoring.difference.cases_told import told_by_pack
from ruleengine.authoring.difference.day_questions import (
    questions_about_days,
    told_by_effect,
)
from ruleengine.authoring.difference.decision_questions import (
    Inquiry,
    questions_about_formulas,
    questions_about_rows,
)
from ruleengine.authoring.difference.elements import pairs_of, with_pair
from ruleengine.authoring.difference.labels import Label, labels_of
from ruleengine.authoring.difference.number_questions import (
    questions_about_codes,
    questions_about_number,
)
from ruleengine.authoring.difference.table_questions import questions_about_table
from ruleengine.base.ids import pack_of
from ruleengine.base.problem import RulePackError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.authoring.difference.elements import Detail, Element, Pair
    from ruleengine.authoring.difference.sides import Side
    from ruleengine.source.node import Mapping as Node

Kind = Literal["stricter", "looser", "different", "new", "gone", "wording"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One element of the rules that differs."""

    id: str
    """Full id: ``santong/staff-days.r05``."""
    of: str
    """Full id of the file it stands in."""
    title: str
    """Title of that file."""
    element: Element | None
    """None for a whole file."""
    kind: Kind
    details: tuple[Detail, ...] = ()
    witnesses: tuple[Witness, ...] = field(default=(), repr=False)
    """The first one is the simplest; none: no difference was found."""
    exact: bool = True
    """False when the inputs were searched, not gone through."""
    is_of_unit: bool = False
    """True when figures are meant in another unit: they differ without an example."""
    labels: Mapping[str, Label] = field(default_factory=dict, repr=False)
    """Key of a value -> how people call it."""


MOST_SEARCHED = 2000
"""Questions after which a search ends."""
LONG_ENOUGH = 400
"""Questions after which a search that found enough does not look for the other way."""
ENOUGH = 20
"""Witnesses after which a search ends."""

TOGETHER = 100
"""Questions that are asked at once where that is possible."""

_AskSeveral = Callable[["Ruleset", Sequence["Question"]], Iterable["Answer"]]
Files = tuple["Node", "Node"]
Sides = tuple["Side", "Side"]


@dataclass(frozen=True, slots=True)
class _Found:
    """What was answered differently."""

    witnesses: tuple[Witness, ...]
    exact: bool
    """Whether nothing else can be."""


NOTHING = _Found((), exact=True)


@dataclass(frozen=True)
class _Compared:
    """A rule file that stands on both sides."""

    full: str
    """Its full id."""
    sides: Sides
    files: Files

    @property
    def kind(self) -> str:
        return self.files[1].text("kind")

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """Key of a value -> how people call it."""
        return labels_of(self.files)

    def tried(
        self, asked: Inquiry, ask: Callable[[Ruleset, Question], Answer]
    ) -> _Found:
        """Ask both sides; return what they answer differently, and if that is all."""
        return self.tried_together(asked, _one_by_one(ask))

    def tried_together(self, asked: Inquiry, ask: _AskSeveral) -> _Found:
        """Do the same where several questions are asked at once."""
        found: list[Witness] = []
        for number, witness in enumerate(self._answered(asked.questions, ask)):
            if not asked.exact and _has_enough(number, found):
                break
            if witness.before != witness.after:
                found.append(witness)
        return _Found(tuple(sorted(found, key=_length)), asked.exact)

    def _answered(
        self, questions: Iterable[Question], ask: _AskSeveral
    ) -> Iterator[Witness]:
        rest = iter(questions)
        while several := tuple(islice(rest, TOGETHER)):
            before, after = (ask(side.rules, several) for side in self.sides)
            yield from map(Witness, several, before, after)


def changes_between(old: Side, new: Side) -> Iterator[Change]:
    """Yield what differs between two sides, pack by pack, file by file."""
    for pack in sorted({*old.packs, *new.packs}):
        before = old.files(pack) if pack in old.packs else {}
        after = new.files(pack) if pack in new.packs else {}
        for local in dict.fromkeys([*after, *before]):
            full = f"{pack}/{local}" if local else pack
            one, other = before.get(local), after.get(local)
            if one is not None and other is not None:
                yield from _of_file(_Compared(full, (old, new), (one, other)))
            elif one is not None or other is not None:
                yield _whole(full, one, other)


def _whole(full: str, old: Node | None, new: Node | None) -> Change:
    node = new or old
    assert node is not None
    return Change(
        id=full,
        of=full,
        title=node.text("title"),
        element=None,
        kind="gone" if new is None else "new",
    )


def _of_file(file: _Compared) -> Iterator[Change]:
    old, new = file.files
    pairs = [*pairs_of(old, new)]
    if old.text("kind") != new.text("kind"):
        pairs = [pair for pair in pairs if not pair.either.part]
    meant = [pair for pair in pairs if not pair.is_wording]
    shared = _shared_witnesses(file, pairs) if meant else NOTHING
    alone = _Alone(file.sides[0], file.full, old) if len(meant) > 1 else None
    for pair in pairs:
        yield _change(file, pair, shared, alone)


def _shared_witnesses(file: _Compared, pairs: Sequence[Pair]) -> _Found:
    """Return how a decision or number answers differently, whatever element it is."""
    full, sides, files = file.full, file.sides, file.files
    match file.kind:
        case "decision-table":
            return file.tried(questions_about_rows(full, *files, pairs), ask_decision)
        case "calculation":
            asked = questions_about_formulas(full, sides, files)
            return file.tried(asked, ask_decision)
        case "identifier":
            return file.tried(questions_about_number(full, sides, files), ask_number)
        case "code-list":
            lists = [side.rules.codes(full).entries.values() for side in sides]
            return file.tried(questions_about_codes(full, lists), ask_code)
        case "calendar":
            return file.tried(questions_about_days(full, files), ask_day)
        case "document":
            return _Found(tuple(told_by_effect(full, files)), exact=True)
        case _:
            return NOTHING


def _has_enough(number: int, found: Sequence[Witness]) -> bool:
    """Tell whether a search may end: both ways seen, or nothing more to hope for."""
    if number > MOST_SEARCHED:
        return True
    both = len({_move(witness) for witness in found} - {"neither"}) > 1
    return len(found) > ENOUGH and (both or number > LONG_ENOUGH)


def _length(witness: Witness) -> int:
    """Return how much there is to read: the simplest witness comes first."""
    question = witness.question
    records = (question.given, *question.records)
    return sum(len(str(v)) for each in records for v in each.values() if v is not None)


def _change(
    file: _Compared, pair: Pair, shared: _Found, alone: _Alone | None
) -> Change:
    pack = pack_of(file.full)
    own = pair.either
    found = NOTHING if pair.is_wording else _witnesses(file, pair, shared, alone)
    return Change(
        id=f"{pack}/{own.id}" if own.id else pack,
        of=file.full,
        title=file.files[1].text("title"),
        element=own,
        kind=_kind(pair, found),
        details=pair.details,
        witnesses=found.witnesses,
        exact=found.exact,
        is_of_unit=pair.is_of_unit,
        labels=file.labels,
    )


def _witnesses(
    file: _Compared, pair: Pair, shared: _Found, alone: _Alone | None
) -> _Found:
    full, sides, kind, part = file.full, file.sides, file.kind, pair.either.part
    if kind == "field-table" and part:
        asked = questions_about_table(full, sides, file.files, pair)
        element = f"{pack_of(full)}/{pair.either.id}"
        if _is_of_one_record(pair):
            return file.tried_together(asked, partial(ask_records, element=element))
        return file.tried(asked, partial(ask_table, element=element))
    if kind == "document" and part == "readings":
        told = tuple(islice(told_by_pack(full, sides), ENOUGH))
        return _Found(told, exact=False)
    witnesses = shared.witnesses
    if kind == "decision-table" and part == "rows":
        own = questions_about_rows("", *file.files, [pair]).questions
        about = [(question.given, question.as_of) for question in own]
        told = tuple(w for w in witnesses if _asked(w) in about)
        return _Found(told, shared.exact)
    if kind == "code-list" and part == "codes":
        code = pair.either.node.text("code")
        told = tuple(w for w in witnesses if _code_of(w) == code)
        return _Found(told, shared.exact)
    if alone is not None and kind in _ASKS:
        told = alone.told_by(pair, witnesses, _ASKS[kind])
        # Another change may hide what this one does, so nothing found proves nothing.
        return _Found(told, shared.exact and bool(told))
    return shared


def _is_of_one_record(pair: Pair) -> bool:
    """Tell whether an element of a table never looks beyond one record."""
    if pair.either.part == "checks":
        return not any("related" in node for node in pair.nodes)
    return pair.either.part == "fields"


def _one_by_one(ask: Callable[[Ruleset, Question], Answer]) -> _AskSeveral:
    return lambda rules, questions: (ask(rules, each) for each in questions)


def _asked(witness: Witness) -> tuple[Mapping[str, Any], str | None]:
    return witness.question.given, witness.question.as_of


def _code_of(witness: Witness) -> str:
    return (witness.question.value or "").partition(" ")[0]


_ASKS: dict[str, Callable[[Ruleset, Question], Answer]] = {
    "decision-table": ask_decision,
    "calculation": ask_decision,
    "identifier": ask_number,
}


class _Alone:
    """The old version of a file with one of its changes made, to tell them apart."""

    def __init__(self, side: Side, full: str, file: Node) -> None:
        self.shop = side.shop
        self.full = full
        self.file = file

    def told_by(
        self,
        pair: Pair,
        witnesses: Sequence[Witness],
        ask: Callable[[Ruleset, Question], Answer],
    ) -> tuple[Witness, ...]:
        """Return the witnesses that already this one change makes different."""
        try:
            rules = self.shop.with_file(self.full, with_pair(self.file, pair))
        except RulePackError:
            return tuple(witnesses)
        asked = [(witness, ask(rules, witness.question)) for witness in witnesses]
        only = tuple(w for w, alone in asked if alone == w.after)
        some = tuple(w for w, alone in asked if alone != w.before)
        return only or some


def _kind(pair: Pair, found: _Found) -> Kind:
    if pair.old is None:
        return "new"
    if pair.new is None:
        return "gone"
    is_sure = found.exact and not found.witnesses and not pair.is_of_unit
    if pair.is_wording or is_sure:
        return "wording"
    moves = {_move(witness) for witness in found.witnesses} - {"neither"}
    if moves == {"stricter"}:
        return "stricter"
    return "looser" if moves == {"looser"} else "different"


def _move(witness: Witness) -> Kind | Literal["neither"]:
    before, after = witness.before, witness.after
    if before.worst == after.worst:
        return "neither" if before.worst else "different"
    return "stricter" if after.worst > before.worst else "looser"
