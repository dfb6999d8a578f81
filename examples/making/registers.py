"""The tables that stand for themselves: calls, tenders, organisations, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making.actors import (
    LABORATORIES,
    ORGANISERS,
    PROVIDERS,
    Actor,
    Person,
    people,
)
from making.plans import PLANS, YEAR, Plan

if TYPE_CHECKING:
    from making.tables import Record


def calls() -> list[Record]:
    """Return table 1: what laboratories would like to be tested in."""
    wishes = [_call(LABORATORIES[at * 3], plan) for at, plan in enumerate(PLANS)]
    group: Record = {
        "reporter_name": "食品检验检测行业评审组",
        "reporter_is_review_group": True,
        "reporter_uscc": None,
    }
    return [*wishes, wishes[0] | group, wishes[3] | group]


def _call(laboratory: Actor, plan: Plan) -> Record:
    return {
        "collector_name": plan.organiser_name or ORGANISERS[1].name,
        "reporter_name": laboratory.name,
        "reporter_is_review_group": False,
        "reporter_uscc": laboratory.uscc,
        "reporter_contact": laboratory.contact,
        "reporter_phone": laboratory.phone,
        "report_year": str(YEAR),
        "rl02_field": plan.field,
        "matrix_name": plan.sample,
        "parameter_name": "，".join(each.name for each in plan.parameters),
        "report_reason": f"{plan.sample}检测量大，近三年没有同类能力验证计划",
    }


def tenders() -> list[Record]:
    """Return table 2: plans that providers and laboratories offer to run."""
    return [_tender(at, plan) for at, plan in enumerate(PLANS)]


def _tender(at: int, plan: Plan) -> Record:
    provider = plan.provider
    return {
        "collector_name": plan.organiser_name or ORGANISERS[1].name,
        "reporter_name": provider.name,
        "project_name": plan.name,
        "report_year": str(YEAR),
        "parameter_name": plan.parameter_names,
        "method_name": plan.methods,
        "contact_name": provider.contact,
        "contact_phone_fax": provider.phone,
        "contact_mobile": f"138{at * 1234567 + 10203040:08}",
        "contact_email": provider.email,
        "project_basis": f"{plan.field}领域日常检测项目，样品制备技术成熟，覆盖实验室广",
        "project_cma_held": True,
        "project_cnas_accredited": True,
        "drafted_standard": at % 3 == 0,
        "past_schemes": f"近五年组织{plan.field}领域能力验证{at + 4}项",
        "technical_level": f"参与制修订国家标准{at + 1}项，承担科研课题{at % 3 + 1}项",
        "project_amount": plan.fee * plan.limit,
        "planned_lab_count": plan.limit,
        "implementation_plan": "一季度制样，二季度发样，三季度统计评价，四季度总结",
        "contest_suitable": at == 0,
    }


def organisers() -> list[Record]:
    """Return table 10."""
    return [_organisation("organiser", each) for each in ORGANISERS]


def _organisation(prefix: str, actor: Actor) -> Record:
    return {
        f"{prefix}_id": actor.id,
        f"{prefix}_name": actor.name,
        f"{prefix}_uscc": actor.uscc,
        "country_code": "CHN",
        "division_code": actor.division,
        f"{prefix}_address": actor.address,
        f"{prefix}_contact": actor.contact,
        f"{prefix}_phone": actor.phone,
        f"{prefix}_postcode": actor.postcode,
        f"{prefix}_fax": actor.fax,
        f"{prefix}_website": actor.website,
        f"{prefix}_email": actor.email,
    }


def providers() -> list[Record]:
    """Return table 11."""
    return [_provider(each) for each in PROVIDERS]


def _provider(actor: Actor) -> Record:
    run = [plan for plan in PLANS if plan.provider is actor]
    samples = "、".join(dict.fromkeys(plan.sample for plan in run))
    parameters = "、".join(plan.parameter_names for plan in run)
    return _organisation("provider", actor) | {
        "provider_head": actor.head,
        "ptp_accredited": True,
        "scope_objects": samples,
        "scope_parameters": parameters,
        "accreditation_type": "CNAS",
        "accreditation_number": f"CNAS PT0{actor.id[-3:]}",
        "accreditation_issued": f"{YEAR - 2}0615",
        "accreditation_valid_until": f"{YEAR + 4}0614",
        "accreditation_file": f"attachments/{actor.id}-认可证书.png",
        "cma_held": True,
        "cma_scope_objects": samples,
        "cma_scope_parameters": parameters,
        "cma_level": "国家级",
        "cma_number": f"2300{actor.division}{actor.id[-2:]}",
        "cma_issued": f"{YEAR - 1}0301",
        "cma_valid_until": f"{YEAR + 5}0228",
        "cma_file": f"attachments/{actor.id}-CMA.jpg",
        "other_name": "标准物质定级证书",
        "other_issuer": "全国标准物质管理委员会",
        "other_number": f"GBW(E)10{actor.id[-3:]}",
        "other_file": f"attachments/{actor.id}-other.pdf",
    }


def laboratories() -> list[Record]:
    """Return table 12."""
    return [_laboratory(at, each) for at, each in enumerate(LABORATORIES)]


def _laboratory(at: int, actor: Actor) -> Record:
    record = _organisation("laboratory", actor) | {
        "laboratory_head": actor.head,
        "national_centre": at == 0,
        "cma_held": at % 4 != 3,
        "accredited": at % 4 in {0, 2},
    }
    if record["cma_held"]:
        record |= {
            "cma_level": "国家级" if at == 0 else "省级",
            "cma_number": f"23{actor.division}0{actor.id[-3:]}",
            "cma_issued": f"{YEAR - 2}0410",
            "cma_valid_until": f"{YEAR + 4}0409",
            "cma_file": "attachments/CMA-2025.jpg",
        }
    if record["accredited"]:
        record |= {
            "accreditation_type": "01" if at % 8 else "CNAS",
            "accreditation_number": f"CNAS L1{actor.id[-3:]}",
            "accreditation_issued": f"{YEAR - 1}0820",
            "accreditation_valid_until": f"{YEAR + 5}0819",
            "accreditation_file": "attachments/CNAS-2025.png",
        }
    return record


def signatories() -> list[Record]:
    """Return table 13."""
    return [
        _examined("signatory", at, each)
        | {
            "signing_scope": f"{PLANS[at % 6].field}检测报告",
            "institution_id": each.employer.id,
        }
        for at, each in enumerate(people(12, 100))
    ]


def managers() -> list[Record]:
    """Return table 14."""
    return [
        _examined("manager", at, each) | {"institution_id": each.employer.id}
        for at, each in enumerate(people(10, 300))
    ]


def _examined(prefix: str, at: int, person: Person) -> Record:
    is_passed = at % 5 != 4
    score = 92 - at * 3 if is_passed else 52
    return {
        "id_number": person.id_number,
        f"{prefix}_name": person.name,
        f"{prefix}_phone": person.phone,
        f"{prefix}_email": person.email,
        "exam_subject": PLANS[at % 6].name,
        "exam_date": None if at == 6 else f"{YEAR}{at % 9 + 3:02}16",
        "exam_result": f"{'合格' if is_passed else '不合格'} {score}",
        "institution_name": person.employer.name,
    }
