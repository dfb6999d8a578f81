"""Submitted files (xlsx csv json jsonl yaml) -> records with their places."""

from __future__ import annotations

from ruleengine.readers.folder import Skipped
from ruleengine.readers.limits import Limits
from ruleengine.readers.reading import Reading, read

__all__ = ["Limits", "Reading", "Skipped", "read"]
