"""The rules that the flags ask for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ruleengine.base.problem import RulePackError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleengine.api.ruleset import Ruleset
    from ruleengine.cli.arguments import Arguments


def open_rules(given: Arguments) -> Ruleset:
    """Load the rules of ``--rules``, ``--as-of`` and ``--reading``.

    Raises:
        UsageError: there is no such folder, pack, reading, choice or day.
        RulePackError: the rules do not load.
    """
    from ruleengine.api.loading import load

    sources = given.texts("rules")
    with named_from_here(sources):
        return load(
            *sources, as_of=given.text("as_of"), readings=given.pairs("reading")
        )


@contextmanager
def named_from_here(sources: Sequence[str]) -> Iterator[None]:
    """Name the files of problems of rules so that a terminal here can open them."""
    try:
        yield
    except RulePackError as error:
        raise _in_place(error, sources) from error


def _in_place(error: RulePackError, sources: Sequence[str]) -> RulePackError:
    """Return the error with files named from here and the lines drawn."""
    from ruleengine.api.loading import chosen_folders
    from ruleengine.authoring.in_place import in_place

    try:
        chosen, around = chosen_folders(*sources)
    except RulePackError:  # not even the documents can be read
        return error
    return RulePackError(in_place(error.problems, [*chosen, *around]))
