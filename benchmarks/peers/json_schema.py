"""jsonschema, fastjsonschema and jsonschema-rs."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from benchmarks.peers.cross_field import broken_rules
from benchmarks.runner import Runner
from benchmarks.schemas import draft_7, schema_6, schema_7

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from benchmarks.tables import Level


class _BySchema(Runner):
    level: Level = "plain"
    seven = False

    def schema(self) -> dict[str, Any]:
        return schema_7() if self.seven else schema_6(self.level)

    def faults(self, record: Any) -> list[Any]:
        raise NotImplementedError

    def check(self, data: Any) -> Collection[int]:
        if not self.seven:
            return {
                number for number, record in enumerate(data, 1) if self.faults(record)
            }
        faulty = set()
        for number, record in enumerate(data, 1):
            if self.faults(record) or any(broken_rules(record)):
                faulty.add(number)
        return faulty


class JsonSchema(_BySchema):
    """The reference implementation in Python."""

    name = package = "jsonschema"
    share = 20

    def setup(self) -> None:
        from jsonschema import Draft202012Validator

        self.validator = Draft202012Validator(self.schema())

    def faults(self, record: Any) -> list[Any]:
        return list(self.validator.iter_errors(record))


class FastJsonSchema(_BySchema):
    """Generated Python; stops at the first fault of a record."""

    name = package = "fastjsonschema"
    note = "first fault only"

    def setup(self) -> None:
        import fastjsonschema

        self.validate = fastjsonschema.compile(draft_7(self.schema()))
        self.error = fastjsonschema.JsonSchemaException

    def faults(self, record: Any) -> list[Any]:
        try:
            self.validate(record)
        except self.error as fault:
            return [fault]
        return []


class JsonSchemaRs(_BySchema):
    """Rust; first asked whether a record is clean, then for all its faults."""

    name = "jsonschema-rs"
    package = "jsonschema_rs"

    def setup(self) -> None:
        import jsonschema_rs

        options = jsonschema_rs.RegexOptions(size_limit=100_000_000)
        validator = jsonschema_rs.validator_for(self.schema(), pattern_options=options)
        self.is_valid, self.iter_errors = validator.is_valid, validator.iter_errors

    def check(self, data: Any) -> Collection[int]:
        is_valid, faulty = self.is_valid, set()
        for number, record in enumerate(data, 1):
            if not is_valid(record):
                faults = list(self.iter_errors(record))
                assert faults
                faulty.add(number)
            elif self.seven and any(broken_rules(record)):
                faulty.add(number)
        return faulty


class JsonSchemaGb(JsonSchema):
    """With the characters held to GB 2312."""

    level = "gb2312"


class FastJsonSchemaGb(FastJsonSchema):
    """With the characters held to GB 2312."""

    level = "gb2312"


class JsonSchemaRsGb(JsonSchemaRs):
    """With the characters held to GB 2312."""

    level = "gb2312"


class JsonSchema7(JsonSchema):
    """Table 7, the four rules in Python."""

    seven = True
    note = "four rules in Python"


class FastJsonSchema7(FastJsonSchema):
    """Table 7, the four rules in Python."""

    seven = True
    note = "first fault only; four rules in Python"


class JsonSchemaRs7(JsonSchemaRs):
    """Table 7, the four rules in Python."""

    seven = True
    note = "four rules in Python"


class JsonSchemaRsJsonl(JsonSchemaRs):
    """Over orjson, line by line."""

    name = "jsonschema-rs over orjson"

    def check(self, data: Any) -> Collection[int]:
        import orjson

        with data.open("rb") as lines:
            return super().check(map(orjson.loads, lines))


class JsonSchemaRsCsv(JsonSchemaRs):
    """Over the csv reader of Python."""

    name = "jsonschema-rs over csv"

    def check(self, data: Any) -> Collection[int]:
        with data.open(encoding="utf-8", newline="") as lines:
            return super().check(csv_records(lines))


def csv_records(lines: Iterable[str]) -> Iterable[dict[str, str]]:
    """Yield records without their empty cells."""
    rows = csv.reader(lines)
    header = next(rows)
    for row in rows:
        yield {key: cell for key, cell in zip(header, row, strict=False) if cell}


class JsonAlone(Runner):
    """The floor of jsonl: json of the standard library, nothing checked."""

    name = "floor: json.loads only"

    def check(self, data: Any) -> Collection[int]:
        with data.open("rb") as lines:
            for line in lines:
                json.loads(line)
        return ()


class OrjsonAlone(Runner):
    """The floor of jsonl: orjson, nothing checked."""

    name = "floor: orjson.loads only"
    package = "orjson"

    def check(self, data: Any) -> Collection[int]:
        import orjson

        with data.open("rb") as lines:
            for line in lines:
                orjson.loads(line)
        return ()
