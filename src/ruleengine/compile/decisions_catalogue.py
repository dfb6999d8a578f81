"""The problems of decisions, identifiers, code lists and calendars, in both languages."""

from __future__ import annotations

from ruleengine.base.catalogue import Catalogue
from ruleengine.compile import decisions_wording_en, decisions_wording_zh

CATALOGUE = Catalogue(decisions_wording_zh.PROBLEMS, decisions_wording_en.PROBLEMS)
