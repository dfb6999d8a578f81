"""Media formats: their names and the file name extensions that go with them.

In: names of formats, file names. Out: extensions. The names are those of media types
in the sense of RFC 2046. What a file must hold is for ``readers.attachments``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MEDIA: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "PDF": ("pdf",),
        "JPEG": ("jpg", "jpeg", "jpe"),
        "PNG": ("png",),
        "GIF": ("gif",),
        "TIFF": ("tif", "tiff"),
    }
)
"""Name -> extensions without the dot, lower case."""


def extension_of(file_name: str) -> str:
    """Return the extension in lower case, empty when there is none."""
    stem, dot, extension = file_name.rpartition(".")
    return extension.lower() if dot and stem and stem[-1] not in "/\\" else ""


def extensions(names: Iterable[str]) -> tuple[str, ...]:
    """Return all extensions that files of these formats may carry."""
    return tuple(extension for name in names for extension in MEDIA[name])
