"""The problems of packs, tables and conditions, in both languages."""

from __future__ import annotations

from ruleengine.base.catalogue import Catalogue
from ruleengine.compile import wording_en, wording_zh

CATALOGUE = Catalogue(wording_zh.PROBLEMS, wording_en.PROBLEMS)
