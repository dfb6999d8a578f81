"""Check characters: weighted sums over an alphabet, as the rule file declares them.

In: the figures of a ``checksum:``. Out: the character that ought to stand there.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen
from ruleengine.base.suggest import did_you_mean
from ruleengine.base.text import Text
from ruleengine.compile import decisions_wording_en, decisions_wording_zh
from ruleengine.compile.decisions_catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruleengine.base.position import Position
    from ruleengine.base.problem import Problem
    from ruleengine.model import identifier as model


@frozen
class ChecksumPlan:
    """How the check character follows from other parts."""

    part: str
    over: tuple[str, ...]
    ranks: Mapping[str, int]
    """Character -> its place in the alphabet, from 0."""
    weights: tuple[int, ...]
    modulus: int
    mapping: str

    def expected(self, parts: Mapping[str, str | None]) -> str | None:
        """Return the right check character; None when a part it needs is unusable."""
        text = "".join(parts[key] or "" for key in self.over)
        if len(text) != len(self.weights) or any(c not in self.ranks for c in text):
            return None
        pairs = zip(text, self.weights, strict=True)
        total = sum(self.ranks[character] * weight for character, weight in pairs)
        return self.mapping[total % self.modulus]


def compile_checksum(
    written: model.Checksum,
    lengths: Mapping[str, int | None],
    problems: list[Problem],
) -> ChecksumPlan | None:
    """Make the plan; None, with problems, when its figures do not fit together.

    Args:
        written: the checksum of the rule file.
        lengths: part key -> its length; None when it varies.
        problems: takes what is wrong.
    """
    found = list(_problems(written, lengths))
    problems += found
    if found:
        return None
    alphabet = written.alphabet.text
    return ChecksumPlan(
        part=written.part.text,
        over=tuple(key.text for key in written.over),
        ranks={character: rank for rank, character in enumerate(alphabet)},
        weights=tuple(int(weight.text) for weight in written.weights),
        modulus=int(written.modulus.text),
        mapping=written.mapping.text,
    )


def _problems(
    written: model.Checksum, lengths: Mapping[str, int | None]
) -> Iterator[Problem]:
    for key in (written.part, *written.over):
        if key.text not in lengths:
            near = did_you_mean(key.text, lengths)
            yield CATALOGUE.problem("E443", key.position, found=key.text, near=near)
        elif lengths[key.text] is None:
            yield _misfit("length", key.position, found=key.text)
    known = [lengths.get(key.text) for key in written.over]
    total = sum(length or 0 for length in known)
    if None not in known and total != len(written.weights):
        place = written.weights[0].position if written.weights else written.position
        yield _misfit("weights", place, weights=len(written.weights), length=total)
    if len(written.mapping.text) != int(written.modulus.text):
        yield _misfit(
            "mapping",
            written.mapping.position,
            modulus=written.modulus.text,
            mapping=len(written.mapping.text),
        )
    for character, count in Counter(written.alphabet.text).items():
        if count > 1:
            yield _misfit("alphabet", written.alphabet.position, found=character)


def _misfit(detail: str, position: Position, **facts: object) -> Problem:
    reason = Text(
        decisions_wording_zh.DETAILS[detail].format_map(facts),
        decisions_wording_en.DETAILS[detail].format_map(facts),
    )
    return CATALOGUE.problem("E444", position, reason=reason)
