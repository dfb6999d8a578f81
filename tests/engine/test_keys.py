"""Keys may be noted in any order; what is told of them does not depend on it."""

from __future__ import annotations

from hypothesis import given, strategies as st

from ruleengine.engine.keys import KeyNotes

NOTES = st.lists(st.sampled_from(["a", "b", "c", "d", None]), max_size=12)


def in_order(keys: list[str | None]) -> tuple[list[object], list[object]]:
    """Tell what a reader from top to bottom would say."""
    records: dict[str, list[int]] = {}
    again: list[str] = []
    for number, key in enumerate(keys, 1):
        if key is None:
            continue
        if key in records and key not in again:
            again.append(key)
        records.setdefault(key, []).append(number)
    met = {key: [(number, key) for number in found] for key, found in records.items()}
    repeated: list[object] = [met[key] for key in again]
    missing: list[object] = [found for key, found in met.items() if key != "a"]
    return repeated, missing


@given(keys=NOTES, chance=st.randoms())
def test_the_order_of_noting_makes_no_difference(
    keys: list[str | None], chance: object
) -> None:
    numbered = list(enumerate(keys, 1))
    chance.shuffle(numbered)  # type: ignore[attr-defined]  # a Random of hypothesis
    notes = KeyNotes()
    half = len(numbered) // 2
    notes.note_all([k for _, k in numbered[:half]], [n for n, _ in numbered[:half]])
    for number, key in numbered[half:]:
        notes.note(key, number)
    repeated, missing = in_order(keys)
    assert notes.repeated() == repeated
    assert notes.missing({"a"}) == missing
