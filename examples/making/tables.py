"""The 17 tables without a fault: records by field key, in the order of the plans."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from making.actors import LABORATORIES, Actor
from making.plans import PLANS, YEAR, Plan
from making.registers import (
    calls,
    laboratories,
    managers,
    organisers,
    providers,
    signatories,
    tenders,
)
from making.results import SEED, Result, all_results
from making.yearly import yearly

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = str | int | bool | Decimal | None
Record = dict[str, Value]
Tables = dict[str, list[Record]]


def clean_tables(seed: int = SEED) -> Tables:
    """Return table -> records of one year in which everything is right."""
    results = all_results(seed)
    tables: Tables = {
        "T01": calls(),
        "T02": tenders(),
        "T03": [_plan(plan) for plan in PLANS],
        "T04": [each for plan in PLANS for each in _registrations(plan)],
        "T05": [each for plan in PLANS for each in _samples(plan, results)],
        "T06": [_result(each) for each in results],
        "T07": [_statistics(each) for each in results if each.figures],
        "T08": _outcomes(results),
        "T09": [_correction(each) for each in results if each.is_bad],
        "T10": organisers(),
        "T11": providers(),
        "T12": laboratories(),
        "T13": signatories(),
        "T14": managers(),
    }
    return tables | yearly(tables)


def _plan(plan: Plan) -> Record:
    provider = plan.provider
    # The print wants a contact even where there is no organiser.
    organiser = plan.organiser or provider
    return {
        "programme_name": plan.programme,
        "plan_name": plan.name,
        "plan_number": plan.number,
        "plan_year": str(YEAR),
        "organiser_name": plan.organiser_name,
        "provider_name": provider.name,
        "provider_ptp_number": f"CNAS PT0{provider.id[-3:]}",
        "sample_name": plan.sample,
        "sample_info": plan.sample_info,
        "parameter_name": plan.parameter_names,
        "al06_code": plan.al06,
        "rl02_field": plan.field,
        "rl02_subfield": plan.subfield,
        "method": plan.methods,
        "registration_start": plan.day(0, 1),
        "registration_end": plan.day(0, 28),
        "dispatch_start": plan.day(1, 8),
        "dispatch_end": plan.day(1, 15),
        "results_due": plan.day(2, 20),
        "publication_planned": plan.day(4, 10),
        "plan_fee": plan.fee,
        "organiser_contact": organiser.contact,
        "organiser_phone": organiser.phone,
        "provider_postal_address": provider.address,
        "provider_contact": f"{provider.contact}，{provider.head}",
        "provider_phone": f"{provider.phone}，{provider.phone[:-1]}8",
        "provider_postcode": provider.postcode,
        "provider_fax": provider.fax,
        "provider_website": provider.website,
        "provider_email": provider.email,
        "participant_limit": plan.limit,
        "plan_status": "计划结束",
        "international_allowed": False,
    }


def _registrations(plan: Plan) -> list[Record]:
    active = [_registration(plan, each) for each in plan.participants]
    return active + [_withdrawn(plan, each) for each in plan.withdrawn]


def _registration(plan: Plan, laboratory: Actor) -> Record:
    at = LABORATORIES.index(laboratory)
    return {
        "plan_name": plan.name,
        "plan_number": plan.number,
        "organiser_name": plan.organiser_name,
        "provider_name": plan.provider.name,
        "participant_name": laboratory.name,
        "participant_postal_address": laboratory.address,
        "participant_postcode": laboratory.postcode,
        "participant_contact": laboratory.contact,
        "participant_phone": laboratory.phone,
        "participant_email": laboratory.email,
        "participant_uscc": laboratory.uscc,
        "sample_name": plan.sample,
        "registered_parameters": plan.parameter_names,
        "intended_method": plan.methods,
        "parameter_approval": (
            "获得认定和认可",
            "获得认定",
            "获得认可",
            "未获认定和认可",
        )[at % 4],
        "registration_status": "已报名",
        "registration_date": plan.day(0, at % 26 + 2),
        "payment_status": "已缴费",
        "payment_method": ("银行转账", "微信", "支付宝")[at % 3],
        "amount_paid": plan.fee,
        "payer_tax_number": laboratory.uscc,
        "invoice_title": laboratory.name,
        "invoice_address": laboratory.address,
        "payer_bank": f"中国工商银行{laboratory.address[:2]}分行",
        "payer_bank_account": laboratory.bank_account,
        "invoice_type": ("增值税普通发票", "增值税专用发票")[at % 2],
        "payee_name": plan.provider.name,
        "payee_account": plan.provider.bank_account,
        "payee_bank": f"中国建设银行{plan.provider.address[:2]}分行",
        "payee_phone": plan.provider.phone,
    }


def _withdrawn(plan: Plan, laboratory: Actor) -> Record:
    return _registration(plan, laboratory) | {
        "registration_status": "已取消报名",
        "payment_status": "未缴费",
        "amount_paid": Decimal("0.00"),
    }


def _sample_number(plan: Plan, laboratory: Actor) -> str:
    return f"{plan.number[-3:]}{plan.participants.index(laboratory) + 1:03}"


def _samples(plan: Plan, results: Sequence[Result]) -> list[Record]:
    bad = {each.laboratory.id for each in results if each.plan is plan and each.is_bad}
    return [_sample(plan, each, again=each.id in bad) for each in plan.participants]


def _sample(plan: Plan, laboratory: Actor, *, again: bool) -> Record:
    at = plan.participants.index(laboratory)
    serial = (
        4100000000 + int(plan.code(laboratory)[-2:]) * 7919 + PLANS.index(plan) * 13
    )
    sample: Record = {
        "plan_name": plan.name,
        "plan_number": plan.number,
        "sample_name": plan.sample,
        "sample_form": plan.form,
        "sample_number": _sample_number(plan, laboratory),
        "laboratory_code": plan.code(laboratory),
        "courier_number": f"SF{serial}",
        "sender_name": plan.provider.name,
        "sender_contact": plan.provider.contact,
        "sender_phone": plan.provider.phone,
        "sender_fax": plan.provider.fax,
        "sender_address": plan.provider.address,
        "sample_count": 2 if plan.form == "固态" else 1,
        "sent_date": plan.day(1, 8 + at % 6),
        "receiver_name": laboratory.name,
        "receiver_address": laboratory.address,
        "receiver_contact": laboratory.contact,
        "receiver_phone": laboratory.phone,
        "sample_fit": True,
        "received_date": plan.day(1, 11 + at % 6),
        "receipt_note": "样品完好符合检测/校准要求",
    }
    if again:
        sample |= {
            "makeup_courier_number": f"SF{serial + 500000}",
            "makeup_sent_date": plan.day(4, 16),
            "makeup_sample_number": f"{_sample_number(plan, laboratory)}B",
            "makeup_sample_count": 1,
        }
    return sample


def _result(result: Result) -> Record:
    plan, parameter, laboratory = result.plan, result.parameter, result.laboratory
    at = plan.participants.index(laboratory)
    record: Record = {
        "plan_name": plan.name,
        "plan_number": plan.number,
        "sample_number": _sample_number(plan, laboratory),
        "sample_name": plan.sample,
        "participant_code": plan.code(laboratory),
        "participant_name": laboratory.name,
        "parameter_name": parameter.name,
        "method": parameter.method,
        "instrument": parameter.instrument,
        "result": result.text,
        "result_unit": parameter.unit,
        "result_date": plan.day(2, 5 + at % 15),
        "process_note": "按作业指导书平行测定两次，报平均值" if at % 3 == 0 else None,
        "evaluation": result.evaluation,
    }
    if result.makeup:
        record |= {
            "makeup_result": result.makeup,
            "makeup_result_date": plan.day(5, 9),
        }
    return record


def _statistics(result: Result) -> Record:
    return {
        "plan_name": result.plan.name,
        "plan_number": result.plan.number,
        "sample_name": result.plan.sample,
        "parameter_name": result.parameter.name,
        "method": result.parameter.method,
        "assigned_value_unit": result.parameter.unit,
        **result.figures,
        "grouped_evaluation": False,
    }


def _published(plan: Plan, parameter: str, method: str) -> Record:
    return {
        "plan_name": plan.name,
        "plan_number": plan.number,
        "sample_name": plan.sample,
        "parameter_name": parameter,
        "method": method,
        "organiser_name": plan.organiser_name,
        "provider_name": plan.provider.name,
        "publication_date": plan.day(4, 10),
    }


def _outcomes(results: Sequence[Result]) -> list[Record]:
    return [
        _outcome(
            plan,
            [
                each
                for each in results
                if (each.plan, each.parameter) == (plan, parameter)
            ],
        )
        for plan in PLANS
        for parameter in plan.parameters
    ]


def _outcome(plan: Plan, results: Sequence[Result]) -> Record:
    parameter = results[0].parameter
    codes = {
        conclusion: [
            plan.code(each.laboratory)
            for each in results
            if each.evaluation == conclusion
        ]
        for conclusion in ("满意", "可疑", "不满意")
    }
    percent = {key: _percent(len(each), len(results)) for key, each in codes.items()}
    return _published(plan, parameter.name, parameter.method) | {
        "lab_count": len(results),
        "satisfactory_count": len(codes["满意"]),
        "questionable_codes": "，".join(codes["可疑"]) or None,
        "questionable_count": len(codes["可疑"]),
        "unsatisfactory_codes": "，".join(codes["不满意"]) or None,
        "unsatisfactory_count": len(codes["不满意"]),
        "satisfactory_percent": percent["满意"],
        "questionable_percent": percent["可疑"],
        "unsatisfactory_percent": percent["不满意"],
        "report_file": f"attachments/{plan.number}-report.pdf",
        "notification_file": f"attachments/{plan.number}-notification.pdf",
    }


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100) * part / whole).quantize(Decimal("0.01"))


def _correction(result: Result) -> Record:
    plan, parameter = result.plan, result.parameter
    return _published(plan, parameter.name, parameter.method) | {
        "corrected_lab_name": result.laboratory.name,
        "correction_date": plan.day(5, 20),
        "correction_file": f"attachments/{plan.number}-{result.laboratory.id}.pdf",
    }
