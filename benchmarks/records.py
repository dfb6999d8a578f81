"""The one generator: records as laboratories submit them, some of them faulty.

Many participants, samples and results; few plans, methods and instruments, as in life.
The same number of records gives the same records on every machine.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.tables import Level

Record = dict[str, str]
SEED = 20260105
ONE_FAULT_IN = 100
PLANS = 40
_FOODS = ("大米粉", "奶粉", "菠菜粉", "鱼肉糜", "饮用水", "蜂蜜", "酱油", "冷冻虾仁")
_PARAMETERS = (
    ("铅含量", "mg/kg"),
    ("镉含量", "mg/kg"),
    ("总汞", "μg/kg"),
    ("水分", "g/100g"),
    ("菌落总数", "CFU/g"),
)
_METHODS = (
    "GB 5009.12-2023 食品安全国家标准 食品中铅的测定",
    "GB 5009.15-2023 食品安全国家标准 食品中镉的测定",
    "GB 5009.17-2021 食品安全国家标准 食品中总汞及有机汞的测定",
    "GB 5009.3-2016 食品安全国家标准 食品中水分的测定",
    "GB 4789.2-2022 食品安全国家标准 食品微生物学检验 菌落总数测定",
)
_INSTRUMENTS = (
    "石墨炉原子吸收光谱仪 AA-900",
    "电感耦合等离子体质谱仪 7900",
    "原子荧光光度计 AFS-8520",
    "电子天平 ME204 0.1 mg",
)
_TOWNS = ("杭州", "福州", "成都", "沈阳", "南宁", "西安", "长沙", "青岛")
_KINDS = (
    "食品检测中心",
    "质量检验研究院",
    "海关技术中心",
    "疾病预防控制中心",
    "检测技术有限公司",
)
_FIRST_DAY = dt.date(2026, 3, 1)


def table_6(count: int, level: Level = "plain") -> tuple[list[Record], frozenset[int]]:
    """Return records of table 6 and the numbers, from 1, of those with a fault."""
    chance = Random(SEED)  # noqa: S311  no secret
    records = [_result(chance, number) for number in range(count)]
    return records, _spoil(records, chance, FAULTS_6[level])


def table_7(count: int) -> tuple[list[Record], frozenset[int]]:
    """Return records of table 7 and the numbers, from 1, of those with a fault."""
    chance = Random(SEED)  # noqa: S311  no secret
    records = [_statistics(chance, number) for number in range(count)]
    return records, _spoil(records, chance, FAULTS_7)


def audit_inputs(count: int) -> list[dict[str, int]]:
    """Return head counts as organisations have them: many small, few large."""
    chance = Random(SEED)  # noqa: S311  no secret
    return [{"staff": 1 + int(10_699 * chance.random() ** 3)} for _ in range(count)]


def _result(chance: Random, number: int) -> Record:
    plan = chance.randrange(PLANS)
    food, (parameter, unit) = _FOODS[plan % 8], _PARAMETERS[plan % 5]
    laboratory = chance.randrange(3000)
    day = _FIRST_DAY + dt.timedelta(chance.randrange(90))
    record = {
        "plan_name": f"2026年度{food}中{parameter}测定能力验证计划",
        "plan_number": f"PT-2026-{plan:03}",
        "sample_number": f"S-{number:07}",
        "sample_name": food,
        "participant_code": f"L{laboratory:05}",
        "participant_name": f"{_TOWNS[laboratory % 8]}第{laboratory}{_KINDS[laboratory % 5]}",
        "parameter_name": parameter,
        "method": _METHODS[plan % 5],
        "instrument": chance.choice(_INSTRUMENTS),
        "result": f"{chance.lognormvariate(-1, 1):.4f}",
        "result_unit": unit,
        "result_date": f"{day:%Y%m%d}",
        "evaluation": chance.choices(("满意", "可疑", "不满意"), (90, 6, 4))[0],
    }
    if chance.random() < 0.1:
        record["process_note"] = (
            f"微波消解后定容至 {chance.randrange(10, 100)} mL 测定。"
        )
    if record["evaluation"] == "不满意":
        again = day + dt.timedelta(30 + chance.randrange(30))
        record["makeup_result"] = f"{chance.lognormvariate(-1, 1):.4f}"
        record["makeup_result_date"] = f"{again:%Y%m%d}"
    return record


def _statistics(chance: Random, number: int) -> Record:
    plan = number % PLANS
    food, (parameter, unit) = _FOODS[plan % 8], _PARAMETERS[plan % 5]
    assigned = _figure(chance.uniform(20, 900))
    sigma = _figure(chance.uniform(1, 15))
    score = _figure(chance.gauss(0, 1.1))
    difference = _figure(score * sigma)
    u_assigned, u_result = _figure(sigma / 4), _figure(sigma / 3)
    expanded, own = 2 * u_assigned, 2 * u_result
    spread = _figure(sigma * Decimal("1.35"))
    figures = {
        "assigned_value": assigned,
        "difference": difference,
        "percent_difference": _figure(100 * difference / assigned),
        "z_score": score,
        "u_assigned": u_assigned,
        "u_result": u_result,
        "en_score": _figure(difference / (own**2 + expanded**2).sqrt()),
        "expanded_u_result": own,
        "expanded_u_assigned": expanded,
        "robust_mean": assigned,
        "robust_sd": sigma,
        "median_value": assigned + _figure(sigma / 50),
        "iqr": spread,
        "niqr": _figure(spread * Decimal("0.7413")),
    }
    return {
        "plan_name": f"2026年度{food}中{parameter}测定能力验证计划",
        "plan_number": f"PT-2026-{plan:03}",
        "sample_name": food,
        "parameter_name": parameter,
        "method": _METHODS[plan % 5],
        "assigned_value_unit": unit,
        **{key: str(value) for key, value in figures.items()},
        "grouped_evaluation": "0",
    }


def _figure(value: float | Decimal) -> Decimal:
    return Decimal(value).quantize(Decimal("0.001")) + 0


def _spoil(
    records: list[Record], chance: Random, faults: tuple[Callable[[Record], None], ...]
) -> frozenset[int]:
    """Plant the faults in turn; one record in a hundred has one."""
    count = max(len(records) // ONE_FAULT_IN, min(len(records), len(faults)))
    chosen = chance.sample(range(len(records)), count)
    for turn, index in enumerate(chosen):
        faults[turn % len(faults)](records[index])
    return frozenset(index + 1 for index in chosen)


def _gone(*keys: str) -> Callable[[Record], None]:
    def spoil(record: Record) -> None:
        for key in keys:
            record.pop(key, None)

    return spoil


def _put(changes: Mapping[str, str]) -> Callable[[Record], None]:
    return lambda record: record.update(changes)


_PLAIN = (
    _gone("result_unit"),
    _gone("plan_name", "evaluation"),
    _put({"plan_name": "能力验证" * 51}),
    _put({"sample_number": "S-" + "7" * 30, "result": "0." + "3" * 40}),
    _put({"result_date": "20260230"}),
    _put({"result_date": "2026-05-10"}),
    _put({"result_date": "２０２６0510"}),
    _put({"evaluation": "合格"}),
    _put({"evaluation": "其它结论", "result_date": "20261301"}),
    _put({"method": "本实验室自编方法"}),
    _put({"makeup_result": "0.205", "makeup_result_date": ""}),
)
FAULTS_6: dict[Level, tuple[Callable[[Record], None], ...]] = {
    "plain": _PLAIN,
    "gb2312": (
        *_PLAIN,
        _put({"participant_name": "喆\U0001f52c检测中心"}),
        _put({"instrument": "天平 ±0.1\u200b mg"}),
        _put({"sample_name": " 大米粉"}),
    ),
}
FAULTS_7 = (
    _gone("z_score"),
    _put({"plan_number": "编号" * 51}),
    _put({"assigned_value": "12.34567"}),
    _put({"difference": "约0.1"}),
    _put({"assigned_value_unit": "毫克" * 20}),
    _put({"grouped_evaluation": "是"}),
    _put({"expanded_u_result": "0.001"}),
    _put({"expanded_u_assigned": "0.001"}),
    _gone("robust_sd"),
    _put({"niqr": "999.000"}),
)
