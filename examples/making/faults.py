"""The faults planted in the sample submission, and the rules that find them."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from making.tables import Tables, Value


@dataclass(frozen=True)
class Fault:
    """One planted fault: one or two values changed in one record."""

    table: str
    record: int
    """Counted from 1."""
    changes: dict[str, Value]
    rules: tuple[str, ...]
    """Below the table: ``18.format`` of table 4 is ``ptdata/T04-18.format``."""
    zh: str
    en: str

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The full ids of the rules that find it."""
        marks = ("-" if rule[0] in "0123456789" else "." for rule in self.rules)
        return tuple(
            f"ptdata/{self.table}{mark}{rule}"
            for mark, rule in zip(marks, self.rules, strict=True)
        )


@dataclass(frozen=True)
class Swap:
    """A file that is not what its name says."""

    file: str
    content_of: str


def _fault(
    place: str, changes: dict[str, Value], rules: str, zh: str, en: str
) -> Fault:
    table, _, record = place.partition("#")
    return Fault(table, int(record), changes, tuple(rules.split()), zh, en)


FAULTS = (
    _fault(
        "T01#2",
        {"reporter_uscc": "91330106MA03004K4K"},
        "04.identifier",
        "报送单位代码的校验码不对",
        "wrong check character",
    ),
    _fault(
        "T02#3",
        {"project_amount": Decimal("45000.125")},
        "17.format",
        "金额有三位小数",
        "an amount with three decimals",
    ),
    _fault(
        "T02#4",
        {"contact_phone_fax": "02561262262"},
        "08.identifier C1",
        "区号与户号之间没有连接号",
        "no hyphen after the area code",
    ),
    _fault(
        "T03#5",
        {"plan_status": "已结束"},
        "39.domain",
        "计划状态不在值域中",
        "a status that is not listed",
    ),
    _fault(
        "T04#3",
        {"registration_date": "２０２５0209"},
        "18.format",
        "日期里有全角数字",
        "full-width digits in a date",
    ),
    _fault(
        "T04#10",
        {"registration_date": "20250230"},
        "18.format",
        "2月没有30日",
        "the 30th of February",
    ),
    _fault(
        "T04#12",
        {"payment_method": "现金"},
        "20.domain",
        "缴费方式不在值域中",
        "a way of paying that is not listed",
    ),
    _fault(
        "T04#20",
        {"participant_email": None},
        "10.required",
        "必填的邮箱没有填",
        "the required e-mail is missing",
    ),
    _fault(
        "T04#25",
        {"participant_postcode": "53002"},
        "07.format",
        "邮编少一位",
        "a postcode of five digits",
    ),
    _fault(
        "T04#30",
        {"registered_parameters": "大肠菌群"},
        "C4",
        "报名参数不在计划的参数中",
        "a parameter that the plan has not",
    ),
    _fault(
        "T05#7",
        {"sent_date": "2025/3/10"},
        "14.format",
        "日期写成 2025/3/10",
        "a date written 2025/3/10",
    ),
    _fault(
        "T05#9",
        {"receiver_contact": " 王静怡"},
        "17.format",
        "姓名前有空格",
        "a stray space before a name",
    ),
    _fault(
        "T05#15",
        {"sample_fit": False},
        "C6",
        "到样不符合要求，说明却是完好",
        "an unfit sample with a note that it is fit",
    ),
    _fault(
        "T05#20",
        {"courier_number": "SF4100031676-4100031677-4100031678"},
        "07.format",
        "快递单号超过 30 个字符",
        "more than 30 characters",
    ),
    _fault(
        "T06#32",
        {"participant_code": "F02-99", "participant_name": "深圳未名检测有限公司"},
        "R2 R3",
        "没有报名、也没有收到样品的参加者",
        "a participant who never registered and got no sample",
    ),
    _fault(
        "T06#50",
        {"result_unit": None},
        "11.required",
        "结果没有计量单位",
        "a result without its unit",
    ),
    _fault(
        "T06#60",
        {"method": "本实验室自编方法"},
        "C1",
        "方法没有标准编号",
        "a method without the number of a standard",
    ),
    _fault(
        "T06#70",
        {"result_date": "20250529"},
        "C3",
        "结果在截止日期之后提交",
        "a result after the closing date",
    ),
    _fault(
        "T07#3",
        {"robust_mean": Decimal("0.259")},
        "C23",
        "稳健平均值的第三位不对",
        "the third figure of a robust mean",
    ),
    _fault(
        "T07#20",
        {"iqr": Decimal("0.043")},
        "C19 C21",
        "四分位距与结果算得的不同",
        "a quartile range that the results contradict",
    ),
    _fault(
        "T07#82",
        {"en_score": Decimal("1.587")},
        "C10",
        "En 值与差值、不确定度不符",
        "an En score that its own data contradict",
    ),
    _fault(
        "T08#3",
        {"satisfactory_percent": Decimal("84.64")},
        "C7",
        "百分比差 0.02",
        "a percentage off by 0.02",
    ),
    _fault(
        "T08#4",
        {"notification_file": "attachments/PT2025-F03-notificaton.pdf"},
        "19.reference",
        "附件文件名写错",
        "a misspelt file name",
    ),
    _fault(
        "T08#7",
        {},
        "18.format",
        "报告是改了扩展名的 PNG",
        "a report that is a PNG with another ending",
    ),
    _fault(
        "T09#2",
        {"corrected_lab_name": "杭州正源检测技术有限公司"},
        "C5",
        "需整改的实验室结果是满意",
        "a laboratory with nothing to correct",
    ),
    _fault(
        "T09#4",
        {"correction_date": "20250601"},
        "C3",
        "整改材料早于结果发布",
        "a correction before publication",
    ),
    _fault(
        "T10#2",
        {"organiser_email": "pt#zz02.example.cn"},
        "12.identifier",
        "邮箱里没有 @",
        "an e-mail address without @",
    ),
    _fault(
        "T11#2",
        {"cma_valid_until": "20230228"},
        "C2 C4",
        "证书在发证之前就到期，也不覆盖计划",
        "a certificate that ends before it was issued and before the plan",
    ),
    _fault(
        "T12#5",
        {"accreditation_type": "CNSA"},
        "22.code",
        "认可标志代码不存在",
        "an accreditation mark that does not exist",
    ),
    _fault(
        "T12#8",
        {"country_code": "CN"},
        "04.format",
        "国家代码只有两位",
        "a country code of two letters",
    ),
    _fault(
        "T12#12",
        {"laboratory_id": "SY0011"},
        "U1",
        "实验室ID 重复",
        "a duplicated id",
    ),
    _fault(
        "T12#20",
        {"laboratory_head": "王镕"},
        "08.charset",
        "姓名用字不在 GB2312 中（只提醒）",
        "a name with a character outside GB 2312 (a warning)",
    ),
    _fault(
        "T13#2",
        {"exam_result": "合格"},
        "08.identifier",
        "考核结果没有成绩",
        "an examination result without a score",
    ),
    _fault(
        "T13#4",
        {"id_number": "340104196907203980"},
        "01.identifier",
        "身份证号码的校验码不对",
        "wrong check character of an identity number",
    ),
    _fault(
        "T14#1",
        {"备注": "补考"},
        "unknown-field",
        "表中没有的一栏",
        "a column that the table has not",
    ),
    _fault(
        "T16#1",
        {"provider_count": "3家"},
        "02.format",
        "数字后面带单位",
        "a number with its unit",
    ),
    _fault(
        "T17#1",
        {"questionable_count": 4},
        "C9 C16",
        "年度统计数差 1",
        "a yearly count off by one",
    ),
)
SWAPS = (Swap("attachments/PT2025-M01-report.pdf", "attachments/TG0001-认可证书.png"),)


def with_faults(clean: Tables) -> Tables:
    """Return a copy of the tables with every fault planted."""
    tables = copy.deepcopy(clean)
    for fault in FAULTS:
        tables[fault.table][fault.record - 1].update(fault.changes)
    return tables


def with_swaps(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the attachments with the wrong content where a fault wants it."""
    return files | {swap.file: files[swap.content_of] for swap in SWAPS}
