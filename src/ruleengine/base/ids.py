"""Ids of rules: ``pack/name`` in full, ``name`` inside its pack."""

from __future__ import annotations

SHARED = "codes"
"""The pack whose lists, numbers and days all others use by their bare names."""


def full_id(pack: str, name: str) -> str:
    """Return the full id for a name as it is written in a pack, full or bare."""
    return name if "/" in name else f"{pack}/{name}"


def pack_of(full: str) -> str:
    """Return the pack that a full id belongs to; the id of a pack is its own."""
    return full.partition("/")[0]


def bare(full: str) -> str:
    """Return an id without its pack; the id of a pack has nothing to lose."""
    return full.partition("/")[2] or full
