"""The page that lists the planted faults, in Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making.faults import FAULTS, Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from making.shapes import Shape
    from making.tables import Tables

_ZH = """\
# 示例：一个年度的能力验证数据

17 张表，共 {records} 条记录。机构、人员、号码都是编造的。

| 文件夹 | 内容 |
|---|---|
| `submission/` | 一个工作簿和附件，里面埋了 {faults} 处错误 |
| `csv/` | 同样的数据，每张表一个 csv（表12 为 GB18030，表6 带 BOM，表5 用分号分隔） |
| `json/` | 同样的数据，一个 json，用印本名称 |
| `jsonl/` | 同样的数据，每张表一个 jsonl，用键名 |
| `clean/` | 没有错误的数据：没有一条错误，也没有一条提醒 |

```
ruleengine validate examples/submission
```

四种形式的结论相同，只有位置不同。这些文件由 `make_examples.py` 生成。

另外两个文件夹：[`dossier/`](dossier/README.md) 是一份认证档案；`distributed/` 是在 Spark、Dask、DuckDB、Polars
里检查的程序，见 [docs/zh/scale.md](../docs/zh/scale.md)。

## 埋了哪些错误
"""
_EN = """\
# Example: one year of proficiency testing

17 tables, {records} records. Organisations, people and numbers are all invented.

| folder | holds |
|---|---|
| `submission/` | a workbook and its attachments, with {faults} planted faults |
| `csv/` | the same data, one csv a table (T12 in GB18030, T06 with a byte-order mark, T05 with semicolons) |
| `json/` | the same data, one json file, by printed names |
| `jsonl/` | the same data, one file a table, by field keys |
| `clean/` | the data without faults: not one error, not one warning |

The four forms give the same findings but for the place. `make_examples.py` makes all
of these files.

Two folders more: [`dossier/`](dossier/README.md) is the dossier of one certification, `distributed/` holds
programs that check in Spark, Dask, DuckDB and Polars, see [docs/scale.md](../docs/scale.md).

## What was planted where
"""


def readme(tables: Tables, shapes: Mapping[str, Shape]) -> str:
    """Return the page."""
    facts = {
        "records": sum(len(records) for records in tables.values()),
        "faults": len(FAULTS),
    }
    zh = _table(("表", "记录", "项", "错误", "哪条规则发现"), shapes, "zh")
    en = _table(("table", "record", "item", "fault", "found by"), shapes, "en")
    return f"{_ZH.format(**facts)}\n{zh}\n{_EN.format(**facts)}\n{en}"


def _table(heads: tuple[str, ...], shapes: Mapping[str, Shape], language: str) -> str:
    lines = [_row(heads), _row(("---",) * len(heads))]
    for fault in FAULTS:
        said = fault.zh if language == "zh" else fault.en
        rules = " ".join(f"`{rule}`" for rule in fault.rule_ids)
        items = _items(fault, shapes[fault.table])
        lines.append(_row((fault.table, str(fault.record), items, said, rules)))
    return "\n".join(lines) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _items(fault: Fault, shape: Shape) -> str:
    names = {item.key: item.name for item in shape.items}
    return "、".join(names.get(key, key) for key in fault.changes) or "能力验证报告"
