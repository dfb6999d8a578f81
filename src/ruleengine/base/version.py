"""The version of this package, for rooms that must not import the package itself."""

from __future__ import annotations

VERSION = "0.1.0"
