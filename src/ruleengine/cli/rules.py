"""The rules that the flags ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruleengine.api.ruleset import Ruleset
    from ruleengine.cli.arguments import Arguments


def open_rules(given: Arguments) -> Ruleset:
    """Load the rules of ``--rules``, ``--as-of`` and ``--reading``.

    Raises:
        UsageError: there is no such folder, pack, reading, choice or day.
        RulePackError: the rules do not load.
    """
    from ruleengine.api.loading import load  # noqa: PLC0415  (start-up time)

    return load(
        *given.texts("rules"),
        as_of=given.text("as_of"),
        readings=given.pairs("reading"),
    )
