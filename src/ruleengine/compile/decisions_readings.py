"""Readings of a pack as decisions use them: what is declared, and what depends on one.

In: model phrases, one for each choice. Out: ``ByChoice``, picked from at run time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from ruleengine.base.frozen import frozen
from ruleengine.base.suggest import did_you_mean
from ruleengine.base.text import Text, listed
from ruleengine.compile import decisions_wording_en, decisions_wording_zh
from ruleengine.compile.decisions_catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ruleengine.base.problem import Problem
    from ruleengine.model.phrase import ByReading, Phrase

T = TypeVar("T")
NONE = Text(decisions_wording_zh.NONE, decisions_wording_en.NONE)


@frozen
class DeclaredReadings:
    """The readings that the document of a pack declares."""

    pack: str
    choices: Mapping[str, tuple[str, ...]]
    """Name -> its choices, the default first."""

    def effective(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return the choice of every reading; ``given`` names are bare or ``pack/name``.

        A name that is not declared, or a choice that is not one of its choices, is
        left out of account: refusing it is for whoever takes it from the user.
        """
        return {
            name: self._choice(name, choices, given)
            for name, choices in self.choices.items()
        }

    def _choice(
        self, name: str, choices: tuple[str, ...], given: Mapping[str, str]
    ) -> str:
        wanted = given.get(f"{self.pack}/{name}", given.get(name))
        return wanted if wanted in choices else choices[0]


@frozen
class ByChoice(Generic[T]):
    """One compiled thing, or one for each choice of a reading."""

    reading: str
    """Bare name of the reading; empty when there is only one thing, under ``""``."""
    things: Mapping[str, T]

    def pick(self, readings: Mapping[str, str]) -> T:
        """Return the thing for the effective ``readings``.

        Readings of another pack than the one that declares it do not name it: the
        default choice, which comes first, holds then.
        """
        found = self.things.get(readings.get(self.reading, ""))
        return next(iter(self.things.values())) if found is None else found

    def __iter__(self) -> Iterator[T]:
        return iter(self.things.values())


def by_choice(
    written: ByReading,
    declared: DeclaredReadings,
    make: Callable[[Phrase], T],
    problems: list[Problem],
) -> ByChoice[T] | None:
    """Make the thing of every choice; None when the reading or a choice is unknown.

    ``make`` adds to ``problems`` what it finds wrong.
    """
    if written.reading is None:
        return ByChoice("", {"": make(written.choices[""])})
    found = list(_reading_problems(written, declared))
    problems += found
    things = {choice: make(phrase) for choice, phrase in written.choices.items()}
    if found:
        return None
    ordered = declared.choices[written.reading.text]
    return ByChoice(written.reading.text, {c: things[c] for c in ordered})


def all_made(made: ByChoice[T | None] | None) -> ByChoice[T] | None:
    """Return the things of all choices; None where there are none, or one is missing."""
    if made is None:
        return None
    things = {choice: thing for choice, thing in made.things.items() if thing}
    return ByChoice(made.reading, things) if len(things) == len(made.things) else None


def _reading_problems(
    written: ByReading, declared: DeclaredReadings
) -> Iterator[Problem]:
    assert written.reading is not None, "the caller has looked"
    name = written.reading.text
    choices = declared.choices.get(name)
    if choices is None:
        yield CATALOGUE.problem(
            "E490",
            written.reading.position,
            found=name,
            near=did_you_mean(name, declared.choices),
            wanted=listed(declared.choices or (NONE,)),
        )
        return
    for choice in choices:
        if choice not in written.choices:
            yield CATALOGUE.problem(
                "E491", written.position, found=choice, reading=name
            )
    for choice in written.choices:
        if choice not in choices:
            yield CATALOGUE.problem(
                "E492",
                written.places.get(choice, written.position),
                found=choice,
                reading=name,
                wanted=Text("、".join(choices), ", ".join(choices)),
            )
