"""pandera and frictionless: validators of whole tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.runner import Runner
from benchmarks.tables import TABLE_6, TABLE_7

if TYPE_CHECKING:
    from collections.abc import Collection

    from benchmarks.tables import Column, Level


class Pandera(Runner):
    """On Polars, lazily: all faults of all records."""

    name = "pandera (Polars)"
    package = "pandera"
    level: Level = "plain"
    columns = TABLE_6

    def setup(self) -> None:
        import pandera.polars as pa
        import polars as pl
        from pandera.errors import SchemaErrors

        self.error = SchemaErrors
        self.types = {column.key: pl.String for column in self.columns}
        columns = {
            c.key: pa.Column(str, self._checks(c), nullable=not c.required)
            for c in self.columns
        }
        self.schema = pa.DataFrameSchema(columns, checks=self._rules())

    def _checks(self, column: Column) -> list[Any]:
        import pandera.polars as pa

        regex = column.regex(self.level)
        checks = [_search(regex)] if regex else []
        if column.values:
            checks.append(pa.Check.isin(list(column.values)))
        if column.form == "text":
            checks.append(pa.Check.str_length(1, column.most))
        return checks

    def _rules(self) -> list[Any]:
        from benchmarks.peers.hand_written import _only_one  # the same words

        return [_frame_check(_only_one("makeup_result", "makeup_result_date"))]

    def check(self, data: Any) -> Collection[int]:
        import polars as pl

        return self.faulty(pl.DataFrame(data, schema=self.types))

    def faulty(self, frame: Any) -> Collection[int]:
        try:
            self.schema.validate(frame, lazy=True)
        except self.error as faults:
            rows = faults.failure_cases["index"].drop_nulls().to_list()
            return frozenset(row + 1 for row in rows)
        return ()


def _search(pattern: str) -> Any:
    import pandera.polars as pa
    import polars as pl

    def matches(data: Any) -> Any:
        return data.lazyframe.select(pl.col(data.key).str.contains(pattern))

    return pa.Check(matches)


def _frame_check(bad: Any) -> Any:
    import pandera.polars as pa

    return pa.Check(lambda data: data.lazyframe.select(~bad))


class PanderaGb(Pandera):
    """With the characters held to GB 2312."""

    level = "gb2312"


class Pandera7(Pandera):
    """Table 7 with the four rules as frame checks."""

    columns = TABLE_7

    def _rules(self) -> list[Any]:
        from benchmarks.peers.hand_written import _four_rules  # the same words

        return [_frame_check(rule) for rule in _four_rules()]


class PanderaCsv(Pandera):
    """Over the reader of Polars."""

    name = "pandera over Polars csv"

    def check(self, data: Any) -> Collection[int]:
        import polars as pl

        return self.faulty(pl.read_csv(data, schema=self.types))


class Frictionless(Runner):
    """A table schema over rows in memory."""

    name = package = "frictionless"
    share = 50

    def setup(self) -> None:
        import frictionless

        fields = [self._field(column) for column in TABLE_6]
        self.schema = frictionless.Schema.from_descriptor(
            {"fields": fields, "missingValues": [""]}
        )
        self.resource = frictionless.Resource
        self.checklist = frictionless.Checklist(
            checks=[
                frictionless.checks.row_constraint(
                    formula="(makeup_result is None) == (makeup_result_date is None)"
                )
            ],
        )

    def _field(self, column: Column) -> dict[str, Any]:
        limits: dict[str, Any] = {"required": column.required}
        if column.values:
            limits["enum"] = list(column.values)
        if column.form == "text":
            limits |= {"minLength": 1, "maxLength": column.most}
        if regex := column.regex("plain"):
            limits["pattern"] = regex if regex[0] == "^" else f".*{regex}.*"
        return {"name": column.key, "type": "string", "constraints": limits}

    def check(self, data: Any) -> Collection[int]:
        keys = [column.key for column in TABLE_6]
        rows = [keys, *([record.get(key, "") for key in keys] for record in data)]
        return self.faulty(self.resource(data=rows, schema=self.schema))

    def faulty(self, resource: Any) -> Collection[int]:
        report = resource.validate(self.checklist, limit_errors=1_000_000)
        return frozenset(row - 1 for (row,) in report.flatten(["rowNumber"]) if row)


class FrictionlessCsv(Frictionless):
    """Its own reader."""

    def check(self, data: Any) -> Collection[int]:
        resource = self.resource(
            path=data.name, basepath=str(data.parent), schema=self.schema
        )
        return self.faulty(resource)
