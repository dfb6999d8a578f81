"""Rows that are no records: a total or a footer below the data, the header once more.

Comes in: what a faulty record holds and what was found. Goes out: the one finding that
is to stand instead, if it is such a row. Records without faults are never asked about,
so that whoever finds the faults also finds these rows.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from ruleengine.base.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruleengine.compile.plan import TablePlan

LEAST = 3
"""So many names stand in their own columns, or so many required items are missing."""
TOTALS = frozenset(
    {"合计", "总计", "小计", "共计", "累计", "总和", "total", "subtotal"}
)
COUNTED = r"(?:合计|总计|小计|共计)\W*[0-9][0-9.,]*\s*\w{0,2}"
"""A total with what it comes to in one cell."""
_DOES = (
    "制表|制单|填表|填报|填写|编制|审核|复核|审批|批准|校对|核对|核准|报送|经办|联系|统计|录入"
    "|打印|导出|签发"
)
_WHO = f"(?:{_DOES})(?:人|者|员|人员)|(?:单位|部门|项目|实验室)?(?:负责人|主管|领导)"
# Patterns are texts here: most runs meet no such row, and to compile them takes long.
FOOTER = rf"""(?xis)
    [(（\[【*※★☆─—－\-\s]*
    (?:
        (?:{_WHO}|(?:{_DOES})?(?:单位|部门|日期|时间)|{_DOES}|签[字名章]|盖章|(?:联系)?电话)
        (?:/ \w{{2,4}})?
        (?:[(（]?(?:签[字名章]|盖章|公章)[)）]?)* \s* [:：] .*
      | (?:{_WHO}) [(（]? 签[字名章] [)）]? .{{0,8}}
      | (?:附注|附?注|备注|说明|填[表写报]说明) \s* [0-9]* \s* [:：] .*
      | (?:带?[*※★☆]的?|带星号的?) .{{0,4}} 必填 .{{0,2}}
      | 以下(?:空白|无正文|无内容) [)）\]】。─—－\-\s]*
      | 共 \s* [0-9]+ \s* [条行页项个家人张份] .{{0,8}}
      | 第 \s* [0-9]+ \s* 页 .{{0,12}}
      | (?:prepared|checked|reviewed|approved|compiled)\ by\b .*
      | (?:notes?|remarks?|signature|date\ of\ issue)\s*: .*
      | end (?:\ of\ (?:table|report|data|sheet))? \W*
    )"""
"""What stands below tables: who signs them and when, notes, that nothing follows."""
LISTED = r"(?s)[(（]?[0-9]{1,2}[)）.．、]\s*[\u4e00-\u9fff].*"
"""A numbered sentence, as notes have them; alone in its row it is one."""
_IGNORED = str.maketrans("", "", " \t\u3000\xa0*:：")


class StrayRows:
    """Knows the rows of one table that are no records."""

    def __init__(self, plan: TablePlan) -> None:
        self._plan = plan
        self._names: dict[str, frozenset[str]] = {}
        """Of the items that were asked about: few are, of most tables."""

    def instead(
        self, present: Mapping[str, str], findings: Sequence[Finding], number: int
    ) -> Finding | None:
        """Return what to say of a row instead of its faults; None of a record.

        Args:
            present: the values of the row, by key.
            findings: its faults.
            number: its number.
        """
        if named := self._named(present):
            return self._told("repeated-header", named, present, number)
        if 2 * len(present) > len(self._plan.fields):
            return None
        if sum(finding.kind == "required" for finding in findings) >= LEAST:
            for reason, is_stray in (("total", _is_total), ("footer", _is_footer)):
                strays = (key for key, text in present.items() if is_stray(text))
                if key := next(strays, None):
                    return self._told(reason, key, present, number)
            only = next(iter(present)) if len(present) == 1 else ""
            if only and re.fullmatch(LISTED, present[only].strip()):
                return self._told("footer", only, present, number)
        return None

    def _named(self, present: Mapping[str, str]) -> str | None:
        """Return the first key that holds its own name, if most of the keys do."""
        firsts = islice(present.items(), LEAST)
        if not any(self._is_own(key, text) for key, text in firsts):
            return None  # soon, for most faulty records are records
        named = [key for key, text in present.items() if self._is_own(key, text)]
        is_header = len(named) >= LEAST and 2 * len(named) > len(present)
        return named[0] if is_header else None

    def _is_own(self, key: str, text: str) -> bool:
        names = self._names.get(key)
        if names is None:
            named = self._plan.by_key[key].model.names
            names = self._names[key] = frozenset(map(_plain, named))
        return text in names or _plain(text) in names

    def _told(
        self, reason: str, key: str, present: Mapping[str, str], number: int
    ) -> Finding:
        rule = self._plan.by_key[key].rules["unreadable", "error"]
        return Finding(by=rule, reason=reason, record=number, value=present[key])


def _is_total(text: str) -> bool:
    return _plain(text) in TOTALS or re.fullmatch(COUNTED, text.strip()) is not None


def _is_footer(text: str) -> bool:
    return re.fullmatch(FOOTER, text.strip()) is not None


def _plain(text: str) -> str:
    return text.translate(_IGNORED).casefold()
