"""Rules that nobody wrote: every way of checking finds the same under them."""

from __future__ import annotations

import csv
import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from tests.columns.conftest import AS_OF, ODD

from ruleengine.engine.batch_screen import BatchScreen

pl = pytest.importorskip("polars")

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.conftest import PackWriter

    from ruleengine.api.ruleset import Ruleset

Records = list[dict[str, str | None]]

VALUES = {
    "n4": ("0", "1", "12", "0012", "9999"),
    "n..10,3": ("0.1", "-0.0", "1", "1.0", "12.5", "-1.500"),
    "n..40": ("1", "9007199254740992", "9007199254740993", "9" * 40),
    "YYYY": ("2026", "0001", "9999"),
    "YYYYMMDD": ("20240229", "20260630", "99991231"),
    "hhmm": ("0830", "0000"),
    "hhmmss": ("083000", "235959"),
    "YYYYMMDDhhmm": ("202606300830", "202406300000"),
    "YYYYMMDDhhmmss": ("20260630083000", "20240630000000"),
    "MMDD": ("0229", "1231"),
    "boolean": ("0", "1"),
    "an..20": ("A", "甲", "a，b", "\u00e9", "1", "0229"),
    "a..10": ("A", "甲乙"),
    "an5": ("AB123", "00001"),
    "PDF/PNG": ("a.pdf", "甲.PNG"),
}
KINDS = {
    "n4": "number",
    "n..10,3": "number",
    "n..40": "number",
    "YYYY": "number",
    "YYYYMMDD": "date",
    "hhmm": "time",
    "hhmmss": "time",
    "YYYYMMDDhhmm": "moment",
    "YYYYMMDDhhmmss": "moment",
    "boolean": "boolean",
}
LITERALS = {
    "number": ("0", "1.10", "9007199254740993", "abs({0} - {1})", "{0} / {1}"),
    "date": ("as_of", 'date("2024-02-29")', '{0} + duration("P1M")'),
    "time": ('time("08:30:00")',),
    "moment": ('date and time("2026-06-30T08:30:00")',),
    "boolean": ("true",),
    "string": ('"A"', '"\u00e9"', "upper case({0})", "substring({0}, 1, 1)"),
}


class Writer:
    """Writes a table of random items with random rules."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        formats = dice.choices([*VALUES], k=dice.randint(1, 6))
        self.formats = {f"f{at}": form for at, form in enumerate(formats)}

    def condition(self, depth: int = 2) -> str:
        dice = self.dice
        if depth and dice.random() < 0.5:
            sides = (self.condition(depth - 1), self.condition(depth - 1))
            return f"({dice.choice((' and ', ' or ')).join(sides)})"
        key, form = dice.choice([*self.formats.items()])
        if dice.random() < 0.1:
            return 'as_of < date("2026-01-01")'
        if dice.random() < 0.2:
            return f"{key} {dice.choice(('=', '!='))} null"
        kind = KINDS.get(form, "string")
        like = [k for k, f in self.formats.items() if KINDS.get(f, "string") == kind]
        other = dice.choice([*like, *LITERALS[kind]])
        ordered = () if kind == "boolean" else ("<", "<=", ">", ">=")
        sign = dice.choice(("=", "!=", *ordered))
        return f"{key} {sign} {other.format(key, dice.choice(like))}"

    def table(self) -> str:
        dice = self.dice
        lines = ["kind: field-table", "id: T1", "title: 表1", "fields:"]
        for at, (key, form) in enumerate(self.formats.items(), start=1):
            otherwise = dice.choice(("optional", "forbidden"))
            when = f"{{when: '{self.condition()}', otherwise: {otherwise}}}"
            duty = dice.choice(("always", "optional", when))
            lines.append(
                f"  - {{no: {at}, key: {key}, name: 项{at}, format: '{form}', required: {duty}}}"
            )
        lines.append("checks:")
        for at in range(dice.randint(1, 5)):
            guard = f"when: '{self.condition(1)}', " if dice.random() < 0.4 else ""
            rows = f"related: [{{name: 行, table: T1, match: [{self.key()}]}}], "
            asked = (
                rows + f"must: 'count(行) <= 2 or {self.condition(1)}'"
                if dice.random() < 0.3
                else f"must: '{self.condition()}'"
            )
            lines.append(f"  - {{id: C{at}, {guard}{asked}}}")
        lines += ["unique:", f"  - {{id: U1, fields: [{self.key()}]}}"]
        target = f"table: T1, target: [{self.key()}]"
        lines += [
            "references:",
            f"  - {{id: R1, fields: [{self.key()}], {target}}}",
        ]
        return "\n".join(lines)

    def key(self) -> str:
        return self.dice.choice([*self.formats])

    def records(self) -> Records:
        dice = self.dice
        few = {key: dice.choice((0, 0.1, 0.7)) for key in self.formats}
        return [
            {key: self._value(form, few[key]) for key, form in self.formats.items()}
            for _ in range(dice.choice((1, 7, 8, 9, 65, 130)))
        ]

    def _value(self, form: str, gaps: float) -> str | None:
        if self.dice.random() < gaps:
            return None
        return self.dice.choice(ODD if self.dice.random() < 0.02 else VALUES[form])


def ways(records: Records, folder: Path) -> Mapping[str, Any]:
    """Return the same records as what people hand in."""
    keys = [*records[0]]
    there = [{k: v for k, v in record.items() if v is not None} for record in records]
    lines = "".join(json.dumps(record) + "\n" for record in there)
    (folder / "T1.jsonl").write_text(lines, encoding="utf-8")
    with (folder / "T1.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([keys, *(record.values() for record in records)])
    schema = dict.fromkeys(keys, pl.String)
    return {
        "missing": there,
        "null": records,
        "empty": [{k: v or "" for k, v in record.items()} for record in records],
        "frame": pl.DataFrame(records, schema=schema),
        "csv": folder / "T1.csv",
        "jsonl": folder / "T1.jsonl",
    }


def told(rules: Ruleset, given: Any) -> Sequence[Any]:
    report = rules.check(given, table="T1", as_of=AS_OF).to_dict()
    return [
        *({**f, "at": None} for f in report["findings"]),
        *(n for n in report["not_checked"] if ".reference" not in n["rule"]),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(150))
def test_every_way_finds_the_same(
    seed: int,
    tmp_path: Path,
    load_pack: PackWriter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    writer = Writer(random.Random(seed))
    rules, records = load_pack(t1=writer.table()), writer.records()
    # In a file a row without anything, or with damaged characters, is told of as such.
    whole = [r for r in records if any(v and v.strip() for v in r.values())]
    records = [r for r in whole if "\ufffd" not in "".join(map(str, r.values()))]
    if not records:
        return
    monkeypatch.setattr(
        BatchScreen, "suspects", lambda _, batch: [*range(len(batch.records))]
    )
    monkeypatch.setenv("RULEENGINE_BULK", "0")
    wanted = told(rules, records)
    monkeypatch.undo()
    folder = tmp_path / "data"
    folder.mkdir()
    for name, given in ways(records, folder).items():
        from_file = name in {"csv", "jsonl"}
        media = "PDF/PNG" in writer.formats.values()
        for way in "01":
            monkeypatch.setenv("RULEENGINE_BULK", way)
            if not (from_file and media):  # there the files are looked for
                assert told(rules, given) == wanted, (name, way)
