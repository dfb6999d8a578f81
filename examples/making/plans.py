"""The proficiency-testing plans of the year and what is measured in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from making.actors import LABORATORIES, ORGANISERS, PROVIDERS, Actor

YEAR = 2025

Evaluation = Literal["algorithm-a", "median", "classical", "en", "qualitative"]


@dataclass(frozen=True)
class Parameter:
    """What is measured: the truth and how laboratories scatter around it."""

    name: str
    method: str
    instrument: str
    unit: str
    evaluation: Evaluation
    true_value: Decimal = Decimal(0)
    spread: Decimal = Decimal(0)
    decimals: int = 3


@dataclass(frozen=True)
class Plan:
    """One plan: one sample, one or two parameters."""

    number: str
    name: str
    programme: str | None
    organiser: Actor | None
    """None for a plan that the provider runs on its own."""
    provider: Actor
    sample: str
    sample_info: str
    form: str
    parameters: tuple[Parameter, ...]
    al06: str
    field: str
    subfield: str
    fee: Decimal
    limit: int
    first_month: int
    participants: tuple[Actor, ...]
    withdrawn: tuple[Actor, ...] = ()

    def day(self, months: int, day: int) -> str:
        """Return a date so many months after the plan began."""
        return f"{YEAR}{self.first_month + months:02}{day:02}"

    def code(self, laboratory: Actor) -> str:
        """Return the code that hides a participant's name."""
        at = (*self.participants, *self.withdrawn).index(laboratory)
        return f"{self.number[-3:]}-{(at * 7 + 3) % 97:02}"

    @property
    def organiser_name(self) -> str | None:
        """The organiser's name; None for a plan without one."""
        return self.organiser.name if self.organiser else None

    @property
    def parameter_names(self) -> str:
        """The parameters as one text."""
        return "、".join(each.name for each in self.parameters)

    @property
    def methods(self) -> str:
        """The methods as one text."""
        return "；".join(dict.fromkeys(each.method for each in self.parameters))


_LEAD = Parameter(
    "铅",
    "GB 5009.12-2023 食品安全国家标准 食品中铅的测定",
    "电感耦合等离子体质谱仪，ICAP RQ，0.001 mg/kg",
    "mg/kg",
    "algorithm-a",
    Decimal("0.236"),
    Decimal("0.021"),
)
_CADMIUM = Parameter(
    "镉",
    "GB 5009.15-2023 食品安全国家标准 食品中镉的测定",
    "石墨炉原子吸收光谱仪，AA-7000，0.001 mg/kg",
    "mg/kg",
    "median",
    Decimal("0.318"),
    Decimal("0.026"),
)
_PROTEIN = Parameter(
    "蛋白质",
    "GB 5009.5-2016 食品安全国家标准 食品中蛋白质的测定",
    "自动凯氏定氮仪，K9860，0.1 mg",
    "g/100g",
    "classical",
    Decimal("22.60"),
    Decimal("0.35"),
    2,
)
_COD = Parameter(
    "化学需氧量",
    "HJ 828-2017 水质 化学需氧量的测定 重铬酸盐法",
    "智能消解仪，ST106B1，0.1 mL滴定管",
    "mg/L",
    "algorithm-a",
    Decimal("118.0"),
    Decimal("4.2"),
    1,
)
_AMMONIA = Parameter(
    "氨氮",
    "HJ 535-2009 水质 氨氮的测定 纳氏试剂分光光度法",
    "紫外可见分光光度计，UV-1800，0.001 A",
    "mg/L",
    "median",
    Decimal("8.46"),
    Decimal("0.28"),
    2,
)
_CARBON = Parameter(
    "碳含量",
    "GB/T 20123-2006 钢铁 总碳硫含量的测定 高频感应炉燃烧后红外吸收法",
    "红外碳硫仪，CS-844，0.001 %",
    "%",
    "median",
    Decimal("0.452"),
    Decimal("0.011"),
)
_WEIGHT = Parameter(
    "质量修正值",
    "JJG 99-2022 砝码检定规程",
    "质量比较仪，AX107，0.01 mg",
    "mg",
    "en",
    Decimal("0.425"),
    Decimal("0.045"),
)
_SALMONELLA = Parameter(
    "沙门氏菌",
    "GB 4789.4-2024 食品安全国家标准 食品微生物学检验 沙门氏菌检验",
    "恒温培养箱，MIR-254，0.5 ℃",
    "/25g",
    "qualitative",
)


def _some(start: int, count: int) -> tuple[Actor, ...]:
    return tuple(
        LABORATORIES[(start + at * 3) % len(LABORATORIES)] for at in range(count)
    )


PLANS = (
    Plan(
        "PT2025-F01",
        "大米粉中铅、镉的测定",
        "2025年度食品检测能力验证专项",
        ORGANISERS[0],
        PROVIDERS[0],
        "大米粉",
        "约50 g/袋，铝箔袋密封，常温避光保存",
        "固态",
        (_LEAD, _CADMIUM),
        "020103",
        "食品",
        "食品中元素",
        Decimal("1800.00"),
        40,
        2,
        _some(0, 14),
        (LABORATORIES[19],),
    ),
    Plan(
        "PT2025-F02",
        "乳粉中蛋白质的测定",
        "2025年度食品检测能力验证专项",
        ORGANISERS[0],
        PROVIDERS[0],
        "全脂乳粉",
        "约30 g/袋，充氮包装，低温干燥保存",
        "固态",
        (_PROTEIN,),
        "020101",
        "食品",
        "食品营养成分",
        Decimal("1200.00"),
        30,
        3,
        _some(1, 13),
    ),
    Plan(
        "PT2025-F03",
        "乳粉中沙门氏菌的检验",
        "2025年度食品检测能力验证专项",
        ORGANISERS[0],
        PROVIDERS[0],
        "冻干菌球",
        "冻干菌球1瓶，基质乳粉25 g，零下20 ℃保存",
        "固态",
        (_SALMONELLA,),
        "020201",
        "食品",
        "食品微生物",
        Decimal("1500.00"),
        30,
        4,
        _some(2, 11),
        (LABORATORIES[0],),
    ),
    Plan(
        "PT2025-E01",
        "水中化学需氧量、氨氮的测定",
        "2025年度生态环境监测能力验证专项",
        ORGANISERS[1],
        PROVIDERS[1],
        "模拟工业废水",
        "20 mL安瓿瓶2支，临用时按作业指导书稀释",
        "液态",
        (_COD, _AMMONIA),
        "030101",
        "环境",
        "水和废水",
        Decimal("1600.00"),
        40,
        3,
        _some(3, 13),
        (LABORATORIES[1],),
    ),
    Plan(
        "PT2025-M01",
        "碳素结构钢中碳含量的测定",
        "2025年度材料检测能力验证专项",
        ORGANISERS[1],
        PROVIDERS[1],
        "碳素结构钢屑",
        "约20 g/瓶，屑状，玻璃瓶密封",
        "固态",
        (_CARBON,),
        "050102",
        "金属材料",
        "黑色金属化学成分",
        Decimal("1400.00"),
        25,
        4,
        _some(5, 12),
    ),
    Plan(
        "PT2025-C01",
        "F1等级100 g砝码质量的校准",
        None,
        None,
        PROVIDERS[2],
        "F1等级砝码",
        "标称值100 g，无磁不锈钢，圆柱形，星形传递",
        "其他",
        (_WEIGHT,),
        "150201",
        "校准",
        "质量",
        Decimal("2600.00"),
        15,
        2,
        _some(7, 8),
    ),
)
