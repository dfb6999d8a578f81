"""ruleengine itself, asked as any program would ask it."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import ruleengine
from benchmarks.four_rules import four_rules_pack
from benchmarks.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Collection


class _Own(Runner):
    name = "ruleengine"
    note = "with the extra fast" if find_spec("ruleengine_fast") else ""
    package = "ruleengine"
    table = "ptdata/T06"

    def setup(self) -> None:
        self.use(ruleengine.load("ptdata"))

    def use(self, rules: ruleengine.Ruleset) -> None:
        """Take rules and let them compile the table, which they do at the first use."""
        self.rules = rules
        rules.check({self.table: []})


class _Without(_Own):
    """Uses no compiled code; each runner stands in a process of its own."""

    name = "ruleengine, without the extra"
    note = ""

    def setup(self) -> None:
        os.environ["RULEENGINE_FAST"] = "0"
        super().setup()


class Rows(_Own):
    """Records in memory; unique keys are checked as well."""

    def check(self, data: Any) -> Collection[int]:
        report = self.rules.check({self.table: data})
        return {found.record for found in report.findings if found.record}


class RowsWithout(_Without, Rows):
    """The same without compiled code."""


class Table7(Rows):
    """Table 7 with the four rules that all tools are given."""

    table = "ptdata/T07"

    def setup(self) -> None:
        with four_rules_pack() as folder:
            self.use(ruleengine.load(folder))


class Table7Without(_Without, Table7):
    """The same without compiled code."""


class Table7Whole(Rows):
    """Table 7 with all its rules that look at one record."""

    name = "ruleengine, all rules of table 7"
    note = "18 rules instead of 4"
    share = 5
    table = "ptdata/T07"


class Files(_Own):
    """A file; the same call for csv, jsonl and xlsx."""

    def check(self, data: Any) -> Collection[int]:
        report = self.rules.check(data, table=self.table)
        return {found.record for found in report.findings if found.record}


class FilesWithout(_Without, Files):
    """The same without compiled code."""


class Decisions(Runner):
    """The audit-time table for many inputs."""

    name = "ruleengine"
    package = "ruleengine"

    def setup(self) -> None:
        self.rules = ruleengine.load("nac")
        self.rules.compute_many("nac/qms-days", [])

    def check(self, data: Any) -> Any:
        return self.rules.compute_many("nac/qms-days", data)


class DecisionFrame(Decisions):
    """The same table for a whole frame of inputs."""

    name = "ruleengine, whole frame"
    note = "a data frame in, a data frame out"

    def setup(self) -> None:
        super().setup()
        import polars as pl

        self.frame = pl.DataFrame

    def given(self, data: Any) -> Any:
        return self.frame(data)

    def check(self, data: Any) -> Any:
        return self.rules.compute_frame("nac/qms-days", data)["days"]
