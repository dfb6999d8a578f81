"""pydantic and msgspec: typed models made from the columns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from benchmarks.peers.cross_field import FACTOR, TENTH_OF_PERCENT, broken_rules
from benchmarks.peers.json_schema import csv_records
from benchmarks.runner import Runner
from benchmarks.tables import TABLE_6, TABLE_7

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from benchmarks.tables import Column, Level


class Pydantic(Runner):
    """One model, all faults of a record."""

    name = package = "pydantic"
    level: Level = "plain"

    def setup(self) -> None:
        import pydantic

        made: Any = pydantic.create_model(
            "Result",
            __config__=pydantic.ConfigDict(extra="forbid", regex_engine="rust-regex"),
            __validators__={
                "pair": pydantic.model_validator(mode="after")(_both_or_neither)
            },
            **{c.key: self._field(c) for c in TABLE_6},
        )
        self.error = pydantic.ValidationError
        self.validate = made.__pydantic_validator__.validate_python
        self.validate_json = made.__pydantic_validator__.validate_json

    def _field(self, column: Column) -> Any:
        from pydantic import StringConstraints

        if column.values:
            kind: Any = Literal[column.values]
        else:
            is_text = column.form == "text"
            least, most = (1, column.most) if is_text else (None, None)
            regex = column.regex(self.level)
            kind = Annotated[
                str, StringConstraints(min_length=least, max_length=most, pattern=regex)
            ]
        return (kind, ...) if column.required else (kind | None, None)

    def check(self, data: Any) -> Collection[int]:
        return self._faulty(self.validate, data)

    def _faulty(self, validate: Any, data: Iterable[Any]) -> Collection[int]:
        faulty = set()
        for number, record in enumerate(data, 1):
            try:
                validate(record)
            except self.error as fault:
                if fault.errors(include_url=False):
                    faulty.add(number)
        return faulty


def _both_or_neither(model: Any) -> Any:
    if (model.makeup_result is None) is not (model.makeup_result_date is None):
        raise ValueError("only one of make-up result and date")
    return model


class PydanticGb(Pydantic):
    """With the characters held to GB 2312."""

    level = "gb2312"


class PydanticJsonl(Pydantic):
    """Line by line, its own JSON parser."""

    def check(self, data: Any) -> Collection[int]:
        with data.open("rb") as lines:
            return self._faulty(self.validate_json, lines)


class PydanticCsv(Pydantic):
    """Over the csv reader of Python."""

    name = "pydantic over csv"

    def check(self, data: Any) -> Collection[int]:
        with data.open(encoding="utf-8", newline="") as lines:
            return self._faulty(self.validate, csv_records(lines))


class Pydantic7(Pydantic):
    """Table 7 with figures as Decimal and the four rules in a validator."""

    note = "all faults, but the four rules only when all forms are right"

    def setup(self) -> None:
        import pydantic

        made: Any = pydantic.create_model(
            "Statistics",
            __config__=pydantic.ConfigDict(extra="forbid"),
            __validators__={
                "four": pydantic.model_validator(mode="after")(_four_rules)
            },
            **{c.key: self._field(c) for c in TABLE_7},
        )
        self.error = pydantic.ValidationError
        self.validate = made.__pydantic_validator__.validate_python

    def _field(self, column: Column) -> Any:
        if column.form != "figure":
            return super()._field(column)
        from pydantic import Field

        kind: Any = Annotated[Decimal, Field(max_digits=13, decimal_places=3)]
        return (kind, ...) if column.required else (kind | None, None)


def _four_rules(m: Any) -> Any:
    broken = []
    if (
        m.u_result is not None
        and m.expanded_u_result is not None
        and m.expanded_u_result < m.u_result
    ):
        broken.append("C12")
    if (m.robust_mean is None) is not (m.robust_sd is None):
        broken.append("C16")
    if (
        m.iqr is not None
        and m.niqr is not None
        and abs(m.niqr - FACTOR * m.iqr) > TENTH_OF_PERCENT
    ):
        broken.append("C19")
    if m.expanded_u_assigned is not None and m.expanded_u_assigned < m.u_assigned:
        broken.append("C28")
    if broken:
        raise ValueError(", ".join(broken))
    return m


class Msgspec(Runner):
    """A constrained struct; says only that a record is bad, and one fault of it."""

    name = package = "msgspec"
    note = "fails fast: one fault a record"
    level: Level = "plain"
    columns = TABLE_6

    def setup(self) -> None:
        import msgspec

        required = [(c.key, self._kind(c)) for c in self.columns if c.required]
        optional = [
            (c.key, self._kind(c) | None, None) for c in self.columns if not c.required
        ]
        self.made = msgspec.defstruct(
            "Result", [*required, *optional], forbid_unknown_fields=True
        )
        self.convert, self.error = msgspec.convert, msgspec.ValidationError
        self.decoder = msgspec.json.Decoder(self.made)

    def _kind(self, column: Column) -> Any:
        from msgspec import Meta

        if column.values:
            return Literal[column.values]
        limits = (1, column.most) if column.form == "text" else (None, None)
        regex = column.regex(self.level)
        return Annotated[
            str, Meta(min_length=limits[0], max_length=limits[1], pattern=regex)
        ]

    def check(self, data: Any) -> Collection[int]:
        convert, made, faulty = self.convert, self.made, set()
        for number, record in enumerate(data, 1):
            try:
                found = convert(record, made)
            except self.error:
                faulty.add(number)
            else:
                if self._breaks(found, record):
                    faulty.add(number)
        return faulty

    def _breaks(self, found: Any, _record: Any) -> bool:
        return (found.makeup_result is None) is not (found.makeup_result_date is None)


class MsgspecGb(Msgspec):
    """With the characters held to GB 2312."""

    level = "gb2312"


class Msgspec7(Msgspec):
    """Table 7, the four rules in Python."""

    note = "fails fast; four rules in Python"
    columns = TABLE_7

    def _breaks(self, _found: Any, record: Any) -> bool:
        return any(broken_rules(record))


class MsgspecJsonl(Msgspec):
    """Bytes straight into structs."""

    name = "msgspec, typed structs"

    def check(self, data: Any) -> Collection[int]:
        decode, faulty = self.decoder.decode, set()
        with data.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    if self._breaks(decode(line), None):
                        faulty.add(number)
                except self.error:
                    faulty.add(number)
        return faulty
