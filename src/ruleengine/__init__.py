"""Rules as data: validate records and compute figures by the rules of standards."""

from __future__ import annotations

__version__ = "0.1.0"
