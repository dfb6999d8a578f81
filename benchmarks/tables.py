"""What the peers are told about the tables: one list of columns for all of them.

Written by hand after the printed tables, on purpose not taken from the rule packs: the
equal answers that are asserted before any time is taken hold both against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

Form = Literal["text", "date", "figure", "choice", "flag"]
Level = Literal["plain", "gb2312"]
"""gb2312: characters of all texts are held to GB 2312, white space at edges refused."""

DATE = (
    "^([0-9]{4}((0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])(29|30)"
    "|(0[13578]|1[02])31)|([0-9]{2}(0[48]|[2468][048]|[13579][26])"
    "|([02468][048]|[13579][26])00)0229)$"
)
"""Days that exist; year 0000 is never generated."""
FIGURE = r"^-?[0-9]{1,10}(\.[0-9]{1,3})?$"
METHOD = "[A-Za-z].*[0-9].*[A-Za-z一-龥]{2}"


@dataclass(frozen=True, slots=True)
class Column:
    """One data item."""

    key: str
    form: Form = "text"
    most: int = 200
    """Most characters, for texts."""
    required: bool = True
    values: tuple[str, ...] = ()
    shows_standard: bool = False
    """Number and name of a standard, as methods do."""

    def regex(self, level: Level) -> str | None:
        """Return the one regular expression that a value must match, if there is one."""
        match self.form:
            case "date":
                return DATE
            case "figure":
                return FIGURE
            case "flag":
                return "^[01]$"
            case "choice":
                return None
            case "text" if level == "plain":
                return METHOD if self.shows_standard else None
            case "text":
                return gb2312_method() if self.shows_standard else gb2312_text()


def _column(key: str, most: int = 200, *, required: bool = True) -> Column:
    return Column(key, most=most, required=required)


def _figures(*keys: str, required: bool = False) -> tuple[Column, ...]:
    return tuple(Column(key, "figure", required=required) for key in keys)


TABLE_6: tuple[Column, ...] = (
    _column("plan_name"),
    _column("plan_number", 100),
    _column("sample_number", 30),
    _column("sample_name", 100),
    _column("participant_code", 30),
    _column("participant_name"),
    _column("parameter_name"),
    Column("method", shows_standard=True),
    _column("instrument"),
    _column("result", 30),
    _column("result_unit", 30),
    Column("result_date", "date"),
    _column("process_note", 1000, required=False),
    _column("makeup_result", 30, required=False),
    Column("makeup_result_date", "date", required=False),
    Column("evaluation", "choice", values=("满意", "不满意", "可疑")),
)
TABLE_7: tuple[Column, ...] = (
    _column("plan_name"),
    _column("plan_number", 100),
    _column("sample_name", 100),
    _column("parameter_name"),
    _column("method"),
    *_figures("assigned_value", required=True),
    _column("assigned_value_unit", 30),
    *_figures("difference", "percent_difference"),
    *_figures("z_score", required=True),
    *_figures("z_prime_score", "zeta_score", "u_result"),
    *_figures("u_assigned", required=True),
    *_figures("en_score", "expanded_u_result", "expanded_u_assigned"),
    *_figures("robust_mean", "robust_sd", "robust_w", "median_value", "iqr", "niqr"),
    *_figures("mean_value", "standard_deviation", "outlier"),
    _column("other_criteria", required=False),
    Column("grouped_evaluation", "flag", required=False),
)
BOTH_OR_NEITHER = (("makeup_result", "makeup_result_date"),)
"""Table 6: pairs that are filled in together."""


@cache
def gb2312_text() -> str:
    """Return the pattern of a text of GB 2312 without white space at its edges."""
    known = _known()
    solid = _class(known - {" ", "\u3000"})
    return f"^{solid}({_class(known)}*{solid})?$"


@cache
def gb2312_method() -> str:
    """Return the pattern of a method: a text as above, and what METHOD wants."""
    known = _known()
    solid, any_ = _class(known - {" ", "\u3000"}), _class(known) + "*"
    word = _class({mark for mark in known if mark.isalpha() and _is_word(mark)})
    return f"^({solid}{any_})?[A-Za-z]{any_}[0-9]{any_}{word}{{2}}({any_}{solid})?$"


def _is_word(mark: str) -> bool:
    return mark.isascii() or "一" <= mark <= "龥"


def _known() -> set[str]:
    rows, cells = range(0xA1, 0xF8), range(0xA1, 0xFF)
    marks = (
        bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in cells
    )
    return {*"".join(marks), "\u00b7", "\u2014", *map(chr, range(0x20, 0x7F))}


def _class(characters: set[str]) -> str:
    ranges: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(f"{_mark(low)}-{_mark(high)}" for low, high in ranges) + "]"


def _mark(code: int) -> str:
    """Return a character so that every dialect reads it inside a class."""
    mark = chr(code)
    return "\\" + mark if code < 0x7F and not mark.isalnum() and mark != " " else mark
