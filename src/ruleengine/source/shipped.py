"""Where the shipped rules and schemas lie: inside the wheel, or beside the sources."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def rules_folder() -> Path:
    """Return the folder that holds the shipped rule packs."""
    return _folder("rules")


def schemas_folder() -> Path:
    """Return the folder that holds the JSON Schemas."""
    return _folder("schemas")


def problems_folder() -> Path:
    """Return the folder that holds a page for each problem code."""
    inside = PACKAGE / "problems"
    if inside.is_dir():
        return inside
    return PACKAGE.parent.parent / "docs" / "zh" / "problems"


def _folder(name: str) -> Path:
    # An editable install has no copy inside the package; the repository has the original.
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent.parent / name
