"""What the functions of this room are, in Chinese. Comes in: FEEL names."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SUMMARY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "difference": "偏差 D：结果减去指定值，单位与结果相同",
        "percentage difference": (
            "百分相对差 D%：偏差除以指定值再乘以 100；指定值为 0 时无定义"
        ),
        "z score": "z 比分数：偏差除以能力评定标准差",
        "z prime score": (
            "z′ 比分数：偏差除以能力评定标准差与指定值标准不确定度的平方和的平方根"
        ),
        "zeta score": (
            "ζ 比分数：偏差除以结果与指定值两个标准不确定度的平方和的平方根"
        ),
        "En score": "En 值：偏差除以结果与指定值两个扩展不确定度的平方和的平方根",
        "z verdict": (
            "按 z、z′ 或 ζ 判定：绝对值不超过第一个界限为 satisfactory，"
            "达到第二个界限为 unsatisfactory，两者之间为 questionable"
        ),
        "En verdict": (
            "按 En 值判定：绝对值不超过界限为 satisfactory，否则为 unsatisfactory"
        ),
        "quartile": (
            "四分位数：which 取 1、2 或 3；method 取 inclusive（同 QUARTILE.INC）"
            "或 exclusive（同 QUARTILE.EXC）"
        ),
        "interquartile range": "四分位距 IQR：上四分位数减去下四分位数",
        "normalised interquartile range": (
            "标准化四分位距 NIQR：四分位距乘以系数，用来估计标准差"
        ),
        "scaled median absolute deviation": (
            "MADe：各结果与中位值之差的绝对值取中位值，再乘以系数，用来估计标准差"
        ),
        "robust mean": (
            "稳健平均值 x*（算法A）；stop 取 third-figure（第三位有效数字不再变化）"
            "或 converged（算到收敛）"
        ),
        "robust standard deviation": (
            "稳健标准差 s*（算法A）；stop 取 third-figure（第三位有效数字不再变化）"
            "或 converged（算到收敛）"
        ),
        "algorithm S": (
            "各实验室标准差或极差的稳健合并值 w*（算法S），自由度 1 至 10 按标准的系数表计算"
        ),
        "algorithm S with factors": (
            "各实验室标准差或极差的稳健合并值 w*（算法S），限定系数和修正系数自行给出"
        ),
    }
)

_QUARTILES: Final = (
    "至少 2 个值（exclusive 至少 3 个），method 写 inclusive 或 exclusive"
)
_UNCERTAINTIES: Final = "两个不确定度都不小于 0，也不同时为 0"
_STOP: Final = "stop 写 third-figure 或 converged，迭代能停下来"
_ALGORITHM_A: Final = f"2 至 10000 个值，相等的不过半（全部相等也可以），{_STOP}"
_SPREADS: Final = "2 至 10000 个不小于 0 的值，为 0 的不过半（全部为 0 也可以）"

NEEDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "difference": "数不能太大",
        "percentage difference": "指定值不为 0",
        "z score": "标准差大于 0",
        "z prime score": "标准差和不确定度都不小于 0，也不同时为 0",
        "zeta score": _UNCERTAINTIES,
        "En score": _UNCERTAINTIES,
        "z verdict": "界限不小于 0，第二个不小于第一个",
        "En verdict": "界限不小于 0",
        "quartile": (
            "至少 1 个值（exclusive 至少 3 个），which 为 1、2 或 3，"
            "method 写 inclusive 或 exclusive"
        ),
        "interquartile range": _QUARTILES,
        "normalised interquartile range": _QUARTILES,
        "scaled median absolute deviation": "至少 2 个值",
        "robust mean": _ALGORITHM_A,
        "robust standard deviation": _ALGORITHM_A,
        "algorithm S": f"{_SPREADS}，自由度 1 至 10，{_STOP}",
        "algorithm S with factors": f"{_SPREADS}，系数大于 0，{_STOP}",
    }
)
