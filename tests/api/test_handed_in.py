"""What is handed in for a check: paths in any wrapping, files of an earlier day."""

from __future__ import annotations

from collections import UserList, deque
from typing import TYPE_CHECKING, Any

import pytest

import ruleengine
from ruleengine import InputError, UsageError
from ruleengine.engine.batch_screen import BatchScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import PackWriter

    from ruleengine import Ruleset
    from ruleengine.engine.batches import Batch

DOCUMENT = """\
kind: document
pack: {pack}
title: 示例规范
edition: "{edition}"
effective:
  from: {start}
  until: {until}
"""
TABLE = """\
kind: field-table
id: T1
title: 表1 样品
fields:
  - no: 1
    key: {key}
    name: {name}
    format: n1
    required: always
"""


@pytest.fixture
def rules(load_pack: PackWriter) -> Ruleset:
    return load_pack(table=TABLE.format(key="count", name="数量"))


def csv(path: Path, header: str, *values: str) -> Path:
    path.write_text("\n".join([header, *values, ""]), "utf-8")
    return path


WRAPPINGS: list[Callable[[list[Any]], Any]] = [
    list,
    tuple,
    set,
    deque,
    UserList,
    lambda several: dict.fromkeys(several).keys(),
    iter,
    lambda several: (each for each in several),
    lambda several: map(str, several),
]


@pytest.mark.parametrize("wrap", WRAPPINGS)
@pytest.mark.parametrize("table", [None, "T1"])
def test_paths_are_known_in_any_wrapping(
    wrap: Callable[[list[Path]], Any], table: str | None, rules: Ruleset, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    paths = [csv(folder / "T1.csv", "数量", "1", "x")]
    report = rules.check(wrap(paths), table=table)
    assert [finding.value for finding in report.findings] == ["x"]


def test_a_search_gives_paths(rules: Ruleset, tmp_path: Path) -> None:
    csv(tmp_path / "T1.csv", "数量", "1", "x")
    csv(tmp_path / "表1.csv", "数量", "y")
    report = rules.check(tmp_path.glob("*.csv"))
    assert {finding.value for finding in report.findings} == {"x", "y"}
    with pytest.raises(UsageError, match="found no file"):
        rules.check(tmp_path.glob("*.xlsx"))


def test_no_record_of_a_stream_is_lost_or_read_early(rules: Ruleset) -> None:
    asked: list[int] = []

    def records() -> Iterator[dict[str, str]]:
        for number in range(3):
            asked.append(number)
            yield {"数量": "x" * (number + 1)}

    seen: list[int] = []
    report = rules.check(records(), table="T1", each=lambda _: seen.append(asked[-1]))
    assert report.outcome.records == 3
    assert seen == [0, 1, 2], "a finding does not wait for the next record"


def test_records_that_are_there_are_judged_together_and_told_in_the_same_order(
    rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[int] = []
    suspects = BatchScreen.suspects

    def noted(screen: BatchScreen, batch: Batch) -> Any:
        judged.append(len(batch.records))
        return suspects(screen, batch)

    monkeypatch.setattr(BatchScreen, "suspects", noted)
    records = [{"数量": "x" * (number % 3)} for number in range(100)]
    told: list[list[Any]] = []
    for given in (records, iter(records)):
        found: list[Any] = []
        rules.check(given, table="T1", each=found.append)
        told.append([(finding.record, finding.value) for finding in found])
    assert judged == [100] + [1] * 100
    assert told[0] == told[1]
    assert len(told[0]) > 60


def test_a_record_is_no_path(rules: Ruleset) -> None:
    for data in ({"数量": "x"}, [{"数量": "x"}], iter([{"数量": "x"}])):
        assert len(rules.check(data, table="T1").findings) == 1
    assert rules.check([], table="T1").outcome.records == 0
    assert rules.check(iter(()), table="T1").outcome.records == 0
    nothing: list[Any] = [[], iter(())]
    for each in nothing:
        with pytest.raises(UsageError, match="neither a path nor a record"):
            rules.check(each)
    with pytest.raises(UsageError, match="table="):
        rules.check(iter([{"数量": "x"}]))


def test_something_else_among_paths_is_refused(rules: Ruleset, tmp_path: Path) -> None:
    path = csv(tmp_path / "T1.csv", "数量", "1")
    for strange in (5, None, {"数量": "1"}):
        with pytest.raises(UsageError, match=type(strange).__name__):
            rules.check(iter([path, strange]), table="T1")  # type: ignore[arg-type]


def test_a_frame_of_texts_is_no_list_of_paths(rules: Ruleset) -> None:
    pandas = pytest.importorskip("pandas")
    report = rules.check(pandas.DataFrame({"数量": ["x"]}), table="T1")
    assert len(report.findings) == 1


@pytest.fixture
def editions(tmp_path: Path) -> Ruleset:
    """Return rules of which the older edition calls its one column otherwise."""
    for edition, start, until, key, name in (
        ("1", "2020-01-01", "2022-12-31", "old", "旧项目"),
        ("2", "2023-01-01", "null", "new", "新项目"),
    ):
        folder = tmp_path / "rules" / f"demo-{edition}"
        folder.mkdir(parents=True)
        document = DOCUMENT.format(
            pack="demo", edition=edition, start=start, until=until
        )
        (folder / "document.yaml").write_text(document, "utf-8")
        (folder / "T1.yaml").write_text(TABLE.format(key=key, name=name), "utf-8")
    return ruleengine.load(tmp_path / "rules")


@pytest.mark.parametrize("bulk", ["0", "1"])
@pytest.mark.parametrize(
    ("day", "header", "other"),
    [("2021-06-30", "旧项目", "新项目"), ("2024-06-30", "新项目", "旧项目")],
)
def test_files_are_read_by_the_edition_of_the_day_asked_for(
    day: str,
    header: str,
    other: str,
    bulk: str,
    editions: Ruleset,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RULEENGINE_BULK", bulk)
    path = csv(tmp_path / "data.csv", header, "1", "x")
    for table in ("T1", None):  # without a name, the columns tell which table it is
        report = editions.check(path, table=table, as_of=day)
        assert [each.kind for each in report.findings] == ["format"]
    wrong = editions.check(csv(path, other, "1"), table="T1", as_of=day)
    assert "unknown-field" in {each.kind for each in wrong.findings}
    assert [shape.id for shape in editions.shapes("T1", as_of=day)] == ["demo/T1"]


@pytest.mark.parametrize("name", ["demo/T1", "T1"])
def test_a_pack_that_is_over_says_until_when_it_held(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    ended = DOCUMENT.format(pack="demo", edition="1", start="null", until="2020-12-31")
    (folder / "document.yaml").write_text(ended, "utf-8")
    table = TABLE.format(key="count", name="数量")
    (folder / "T1.yaml").write_text(table, "utf-8")
    rules = ruleengine.load(tmp_path)
    with pytest.raises(UsageError) as caught:
        rules.check([{}], table=name, as_of="2021-01-01")
    assert caught.value.message.en == (
        'no edition of "demo" is in force on 2021-01-01; '
        "the last before held until 2020-12-31"
    )
    assert "有效到 2020-12-31" in caught.value.message.zh
    assert "0001" not in str(caught.value)


def test_files_of_a_pack_that_is_not_in_force_say_so(tmp_path: Path) -> None:
    rules, data = tmp_path / "rules", tmp_path / "数据.csv"
    for pack, start in (("demo", "2022-01-01"), ("other", "null")):
        (rules / pack).mkdir(parents=True)
        document = DOCUMENT.format(pack=pack, edition="1", start=start, until="null")
        (rules / pack / "document.yaml").write_text(document, "utf-8")
        table = TABLE.format(key=f"{pack}_count", name=f"{pack}数量")
        (rules / pack / "T1.yaml").write_text(table, "utf-8")
    data.write_text("demo数量\n1\n", "utf-8")
    loaded = ruleengine.load(rules)
    assert loaded.check(data, as_of="2022-01-01").outcome.inputs
    with pytest.raises(InputError, match="Nothing matches a table") as caught:
        loaded.check(data, as_of="2021-01-01")
    told = caught.value.message
    assert told.en.endswith(
        ' Besides, no edition of "demo" is in force on 2021-01-01; '
        "the first starts on 2022-01-01."
    )
    assert told.zh.endswith("起有效。")
    data.write_text("A,B\n1,2\n", "utf-8")
    with pytest.raises(InputError) as plain:
        loaded.check(data, as_of="2022-01-01")
    assert "Besides" not in plain.value.message.en


def test_data_of_a_pack_out_of_force_is_not_taken_for_that_of_another(
    tmp_path: Path,
) -> None:
    """``T1.csv`` is a name of both tables; the headers are those of the absent one."""
    rules, data = tmp_path / "rules", tmp_path / "data"
    data.mkdir()
    for pack, start in (("demo", "2022-01-01"), ("other", "null")):
        (rules / pack).mkdir(parents=True)
        document = DOCUMENT.format(pack=pack, edition="1", start=start, until="null")
        (rules / pack / "document.yaml").write_text(document, "utf-8")
        table = TABLE.format(key=f"{pack}_count", name=f"{pack}数量")
        (rules / pack / "T1.yaml").write_text(table, "utf-8")
    (data / "T1.csv").write_text("demo数量\n1\n", "utf-8")
    loaded = ruleengine.load(rules)
    with pytest.raises(InputError, match="This is data of demo/T1"):
        loaded.check(data, as_of="2021-01-01")
    (data / "b.csv").write_text("other数量\n1\n", "utf-8")
    report = loaded.check(data, as_of="2021-01-01")
    assert [each.table for each in report.outcome.inputs] == ["other/T1"]
    told = " ".join(each.why.en for each in report.not_checked)
    assert "T1.csv: This is data of demo/T1" in told
    assert "the first starts on 2022-01-01" in told
    assert loaded.check(data / "T1.csv", table="other/T1", as_of="2021-01-01").findings
    polars = pytest.importorskip("polars")
    polars.DataFrame({"demo数量": ["1"]}).write_parquet(data / "T1.parquet")
    with pytest.raises(InputError, match=r"This is data of demo/T1.*2022-01-01"):
        loaded.check(data / "T1.parquet", as_of="2021-01-01")


def test_a_pack_out_of_force_that_cannot_be_read_is_in_nobodys_way(
    tmp_path: Path,
) -> None:
    for pack, start in (("demo", "2022-01-01"), ("other", "null")):
        (tmp_path / pack).mkdir()
        document = DOCUMENT.format(pack=pack, edition="1", start=start, until="null")
        (tmp_path / pack / "document.yaml").write_text(document, "utf-8")
        table = TABLE.format(key=f"{pack}_count", name=f"{pack}数量")
        (tmp_path / pack / "T1.yaml").write_text(table, "utf-8")
    broken = TABLE.format(key="count", name="数量").replace("format: ", "format: zz")
    (tmp_path / "demo" / "T1.yaml").write_text(broken, "utf-8")
    data = tmp_path / "数据.csv"
    data.write_text("other数量\n1\n", "utf-8")
    assert ruleengine.load(tmp_path, as_of="2021-01-01").check(data).outcome.inputs


def test_a_pack_between_editions_says_what_was_and_what_comes(tmp_path: Path) -> None:
    for edition, start, until in (
        ("1", "2019-01-01", "2019-12-31"),
        ("2", "2022-01-01", "null"),
    ):
        folder = tmp_path / f"demo-{edition}"
        folder.mkdir()
        document = DOCUMENT.format(
            pack="demo", edition=edition, start=start, until=until
        )
        (folder / "document.yaml").write_text(document, "utf-8")
        table = TABLE.format(key="count", name="数量")
        (folder / "T1.yaml").write_text(table, "utf-8")
    rules = ruleengine.load(tmp_path)
    told = {
        "2018-06-30": "; the first starts on 2019-01-01",
        "2020-06-30": "; the last before held until 2019-12-31"
        "; the next starts on 2022-01-01",
    }
    for day, end in told.items():
        with pytest.raises(UsageError) as caught:
            rules.check([{}], table="demo/T1", as_of=day)
        assert caught.value.message.en.endswith(f"is in force on {day}{end}")
