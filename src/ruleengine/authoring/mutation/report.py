"""What became of mutants -> text or JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import IO, TYPE_CHECKING, Any

from ruleengine.authoring.mutation import wording_en, wording_zh
from ruleengine.base.ids import bare
from ruleengine.report.visible import shortened, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.mutation.mutant import Mutant
    from ruleengine.authoring.mutation.run import Outcome
    from ruleengine.authoring.mutation.trial import Verdict
    from ruleengine.base.text import Language

LONGEST = 120


def write_text(outcome: Outcome, stream: IO[str], language: Language) -> None:
    """Write a line for each survivor, then the score of each pack."""
    for case in outcome.failing:
        stream.write(
            _say("failing", language, place=case.position, name=visible(case.name))
            + "\n"
        )
    for verdict in outcome.survivors:
        mutant = verdict.mutant
        place, said = mutant.step.position, sentence(mutant, language)
        stream.write(f"{place} {said}  [{mutant.id}]\n")
    for pack, name in outcome.stale:
        stream.write(_say("stale", language, pack=pack, id=name) + "\n")
    stream.writelines(f"{line}\n" for line in _scores(outcome, language))


def sentence(mutant: Mutant, language: Language) -> str:
    """Return what no case would notice."""
    step = mutant.step
    word, _, rest = step.key.partition(".")
    words = _words(language)
    key = words.get(f"key.{word}", word)
    facts = {
        "title": mutant.title,
        "element": _element(mutant, language),
        "key": _say("key-of", language, key=key, rest=rest) if rest else key,
        "before": shortened(step.before, LONGEST),
        "after": shortened(step.after, LONGEST),
    }
    kind = "survivor"
    if not step.after or not step.before:
        kind = "survivor.gone" if step.before else "survivor.added"
    return visible(_say(kind, language, **facts))


def _element(mutant: Mutant, language: Language) -> str:
    label = mutant.step.label
    if label.startswith("#"):
        return _say("row", language, number=label.removeprefix("#"))
    if label and "-" in mutant.step.element.removeprefix(bare(mutant.of)):
        return _say("field", language, label=label)
    local = bare(mutant.of)
    return label or mutant.step.element.removeprefix(f"{local}.")


def _scores(outcome: Outcome, language: Language) -> Iterator[str]:
    every = scores(outcome)
    for each in every:
        argued = each["equivalent"]
        said = _say("argued", language, count=argued) if argued else ""
        yield _say("score", language, **{**each, "argued": said})
    if not every:
        yield _say("none", language)


def scores(outcome: Outcome) -> list[dict[str, Any]]:
    """Return the counts and the score of each pack, in order."""
    fates: dict[str, Counter[str]] = {}
    for verdict in outcome.verdicts:
        counted = fates.setdefault(verdict.mutant.pack, Counter())
        counted[verdict.fate] += 1
    return [_score(pack, counted) for pack, counted in fates.items()]


def _score(pack: str, counted: Counter[str]) -> dict[str, Any]:
    names = ("killed", "refused", "survived", "equivalent")
    judged = counted.total() - counted["equivalent"]
    noticed = judged - counted["survived"]
    # Rounded down: 100 is said only when nothing survives.
    score = 1000 * noticed // judged / 10 if judged else 100.0
    return {
        "pack": pack,
        "total": counted.total(),
        **{name: counted[name] for name in names},
        "score": f"{score:g}",
    }


def write_json(outcome: Outcome, stream: IO[str]) -> None:
    """Write the scores and every survivor, with what was argued as equivalent."""
    data = {
        "mutation": 1,
        "packs": scores(outcome),
        "survivors": [_plain(each) for each in outcome.survivors],
        "equivalent": [
            _plain(each) for each in outcome.verdicts if each.fate == "equivalent"
        ],
        "stale": [{"pack": pack, "id": name} for pack, name in outcome.stale],
        "failing_cases": [
            {"name": case.name, "at": str(case.position)} for case in outcome.failing
        ],
    }
    json.dump(data, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _plain(verdict: Verdict) -> dict[str, Any]:
    mutant = verdict.mutant
    step, position = mutant.step, mutant.step.position
    return {
        "id": mutant.id,
        "of": mutant.of,
        "element": step.element,
        "key": step.key,
        "before": step.before,
        "after": step.after,
        "file": position.file,
        "line": position.line,
        "column": position.column,
        "message": {"zh": sentence(mutant, "zh"), "en": sentence(mutant, "en")},
        **({"why": verdict.by} if verdict.by else {}),
    }


def _words(language: Language) -> Any:
    return wording_zh.WORDS if language == "zh" else wording_en.WORDS


def _say(key: str, language: Language, /, **facts: object) -> str:
    said: str = _words(language)[key].format_map(facts)
    return said
