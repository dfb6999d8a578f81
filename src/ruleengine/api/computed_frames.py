"""A data frame of inputs (Polars, pandas, Arrow) through one decision.

In: a compiled decision and the settings of a call, a frame. Out: a frame of outputs.
Needs the extra ``bulk``.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ruleengine.api.frames import is_frame, refuse_twins
from ruleengine.api.unknown import unknown
from ruleengine.base.problem import UsageError
from ruleengine.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from ruleengine.compile.decisions import Decision
    from ruleengine.engine.compute import BareAnswers

NEEDS_POLARS = Text(
    "整表计算需要 Polars；请安装：pip install 'ruleengine[bulk]'",
    "computing whole frames needs Polars: pip install 'ruleengine[bulk]'",
)


def computed_frame(answers: BareAnswers, data: Any) -> pl.DataFrame:
    """Return the outputs of a decision for every row of a frame.

    Raises:
        UsageError: Polars is missing, or a column is no input, or two are the same.
    """
    if find_spec("polars") is None:
        raise UsageError(NEEDS_POLARS)
    from ruleengine.engine.columns.decisions.whole import WholeFrames
    from ruleengine.engine.columns.frame_parts import to_frame

    refuse_twins(data)
    try:
        frame = to_frame(data)
    except (TypeError, ValueError) as error:
        raise UsageError(
            _refusal(error) if is_frame(data) else _no_frame(data)
        ) from error
    if not (frame.columns or is_frame(data)):  # Polars makes an empty frame of nothing
        raise UsageError(_no_frame(data))
    keys = _keys(answers.decision, frame.columns)
    return WholeFrames(answers).outputs(frame.rename(keys))


def _no_frame(data: object) -> Text:
    kind = type(data).__name__
    return Text(
        f"要给出数据框（Polars、pandas、Arrow），给的是 {kind}；一组组输入请用 compute_many",
        f"a data frame (Polars, pandas, Arrow) is wanted, not {kind}; "
        "sets of inputs one by one are for compute_many",
    )


def _refusal(error: Exception) -> Text:
    """Return why a frame cannot be computed in columns."""
    said = str(error).split("\n")[0][:200]
    return Text(
        f"有一列混有几种值（如数和文字），或是 Polars 没有的类型，不能成列计算：{said}",
        "a column holds values of several kinds, such as numbers and texts, or of one "
        f"that Polars lacks: {said}",
    )


def _keys(decision: Decision, columns: Iterable[str]) -> dict[str, str]:
    """Return the input that each column of a frame holds."""
    names = {datum.name: datum.key for datum in decision.inputs}
    known = set(names.values())
    found: dict[str, str] = {}
    for column in columns:
        key = names.get(column, column)
        if key not in known:
            raise unknown("输入项", "input", column, [*known, *names])
        if key in found.values():
            raise UsageError(
                Text(
                    f"“{column}”这一列与另一列是同一个输入项（{key}）；请只保留一列",
                    f'column "{column}" is the same input ({key}) as another one; '
                    "keep one of them",
                )
            )
        found[column] = key
    return found
