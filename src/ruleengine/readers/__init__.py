"""Submitted files (xlsx csv json jsonl yaml) -> records with their places."""

from __future__ import annotations

from ruleengine.readers.limits import Limits
from ruleengine.readers.reading import Reading, Skipped, read

__all__ = ["Limits", "Reading", "Skipped", "read"]
