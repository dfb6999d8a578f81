"""The floors: hand-written Python, Polars and DuckDB that know this table only.

They say which records are faulty, not why: the least that must be done.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from benchmarks.peers.cross_field import broken_rules
from benchmarks.runner import Runner
from benchmarks.tables import TABLE_6, TABLE_7

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from benchmarks.tables import Column, Level

ONLY_WHICH = "which records only, no reasons"


class ReadOnly(Runner):
    """The floor of rows: every value is fetched, nothing is checked."""

    name = "floor: read every value"

    def check(self, data: Any) -> Collection[int]:
        keys = [column.key for column in TABLE_6]
        for record in data:
            get = record.get
            for key in keys:
                get(key)
        return ()


class Python(Runner):
    """Hand-written Python for each item: a loop over closures."""

    name = "limit: hand-written Python"
    note = ONLY_WHICH
    level: Level = "plain"
    columns = TABLE_6

    def setup(self) -> None:
        self.tests = [(c.key, c.required, _test(c, self.level)) for c in self.columns]

    def check(self, data: Any) -> Collection[int]:
        return {number for number, record in enumerate(data, 1) if self._is_bad(record)}

    def _is_bad(self, record: Any) -> bool:
        for key, required, fits in self.tests:
            value = record.get(key)
            if value is None:
                if required:
                    return True
            elif not fits(value):
                return True
        return self._breaks(record)

    def _breaks(self, record: Any) -> bool:
        return ("makeup_result" in record) is not ("makeup_result_date" in record)


class PythonGb(Python):
    """With the characters held to GB 2312."""

    level = "gb2312"


class Python7(Python):
    """Table 7 with the four rules."""

    columns = TABLE_7

    def _breaks(self, record: Any) -> bool:
        return any(broken_rules(record))


def _test(column: Column, level: Level) -> Callable[[str], Any]:
    if column.values:
        return frozenset(column.values).__contains__
    regex, most = column.regex(level), column.most
    if regex is None:
        return lambda value: 1 <= len(value) <= most
    search = re.compile(regex).search
    if column.form != "text":
        return search
    return lambda value: 1 <= len(value) <= most and search(value)


class Polars(Runner):
    """Hand-written expressions over a frame made from the records."""

    name = "limit: hand-written Polars"
    package = "polars"
    note = ONLY_WHICH
    level: Level = "plain"
    seven = False

    def setup(self) -> None:
        import polars as pl

        self.columns = TABLE_7 if self.seven else TABLE_6
        self.types = {column.key: pl.String for column in self.columns}
        parts = [_bad(column, self.level) for column in self.columns]
        rules = (
            _four_rules()
            if self.seven
            else [_only_one("makeup_result", "makeup_result_date")]
        )
        self.bad = pl.any_horizontal(*parts, *rules).alias("bad")

    def check(self, data: Any) -> Collection[int]:
        import polars as pl

        return self.faulty(pl.DataFrame(data, schema=self.types))

    def faulty(self, frame: Any) -> Collection[int]:
        found = frame.lazy().select(self.bad).collect().to_series()
        return frozenset(at + 1 for at in found.arg_true().to_list())


class PolarsGb(Polars):
    """With the characters held to GB 2312."""

    level = "gb2312"


class Polars7(Polars):
    """Table 7 with the four rules."""

    seven = True


class PolarsJsonl(Polars):
    """Its own reader."""

    def check(self, data: Any) -> Collection[int]:
        import polars as pl

        return self.faulty(pl.read_ndjson(data, schema=self.types))


class PolarsCsv(Polars):
    """Its own reader."""

    def check(self, data: Any) -> Collection[int]:
        import polars as pl

        return self.faulty(pl.read_csv(data, schema=self.types))


class BarePolarsJsonl(Runner):
    """The floor: the file is read and nothing is checked."""

    name = "floor: bare Polars read"
    package = "polars"

    def check(self, data: Any) -> Collection[int]:
        import polars as pl

        pl.read_ndjson(data, schema={column.key: pl.String for column in TABLE_6})
        return ()


class BarePolarsCsv(Runner):
    """The floor: the file is read and nothing is checked."""

    name = "floor: bare Polars read"
    package = "polars"

    def check(self, data: Any) -> Collection[int]:
        import polars as pl

        pl.read_csv(data, schema={column.key: pl.String for column in TABLE_6})
        return ()


def _bad(column: Column, level: Level) -> Any:
    import polars as pl

    value = pl.col(column.key)
    if column.values:
        wrong = ~value.is_in(list(column.values))
    else:
        regex = column.regex(level)
        tests = [~value.str.contains(regex)] if regex else []
        if column.form == "text":
            tests.append(value.str.len_chars() > column.most)
        wrong = pl.any_horizontal(*tests)
    return wrong.fill_null(value=column.required)


def _only_one(left: str, right: str) -> Any:
    import polars as pl

    return pl.col(left).is_null() != pl.col(right).is_null()


def _four_rules() -> list[Any]:
    import polars as pl

    def thousandths(key: str) -> Any:
        return (
            (pl.col(key).cast(pl.Float64, strict=False) * 1000).round().cast(pl.Int64)
        )

    def below(left: str, right: str) -> Any:
        return (thousandths(left) < thousandths(right)).fill_null(value=False)

    gap = thousandths("niqr") * 10_000 - thousandths("iqr") * 7413
    return [
        below("expanded_u_result", "u_result"),
        below("expanded_u_assigned", "u_assigned"),
        (gap.abs() > 10_000).fill_null(value=False),
        _only_one("robust_mean", "robust_sd"),
    ]


class DuckDb(Runner):
    """Hand-written SQL over a frame made from the records."""

    name = "limit: hand-written DuckDB"
    package = "duckdb"
    note = ONLY_WHICH
    level: Level = "plain"

    def setup(self) -> None:
        import duckdb

        self.connection = duckdb.connect()
        self.connection.execute("set threads to 2")
        parts = [_bad_in_sql(column, self.level) for column in TABLE_6]
        parts.append("(makeup_result is null) <> (makeup_result_date is null)")
        self.where = " or ".join(f"({part})" for part in parts)

    def check(self, data: Any) -> Collection[int]:
        import polars as pl

        types = {column.key: pl.String for column in TABLE_6}
        self.connection.register(
            "given",
            pl.DataFrame(data, schema=types)
            .with_row_index("place", offset=1)
            .to_arrow(),
        )
        return self._faulty("given")

    def _faulty(self, source: str) -> Collection[int]:
        found = self.connection.execute(
            f"select place from {source} where {self.where}"
        )
        return frozenset(number for (number,) in found.fetchall())


class DuckDbGb(DuckDb):
    """With the characters held to GB 2312."""

    share = 5

    level = "gb2312"


class DuckDbCsv(DuckDb):
    """Its own reader."""

    def check(self, data: Any) -> Collection[int]:
        reader = f"read_csv('{data}', all_varchar = true, header = true, delim = ',')"
        return self._faulty(f"(select row_number() over () as place, * from {reader})")


class DuckDbJsonl(DuckDb):
    """Its own reader."""

    def check(self, data: Any) -> Collection[int]:
        names = ", ".join(f"{column.key}: 'VARCHAR'" for column in TABLE_6)
        reader = f"read_ndjson('{data}', columns = {{{names}}})"
        return self._faulty(f"(select row_number() over () as place, * from {reader})")


def _bad_in_sql(column: Column, level: Level) -> str:
    key, missing = column.key, str(column.required).lower()
    if column.values:
        listed = ", ".join(f"'{value}'" for value in column.values)
        return f"coalesce({key} not in ({listed}), {missing})"
    regex = (column.regex(level) or "").replace("'", "''")
    tests = [f"not regexp_matches({key}, '{regex}')"] if regex else []
    if column.form == "text":
        tests.append(f"length({key}) > {column.most}")
    return f"coalesce({' or '.join(tests)}, {missing})"
