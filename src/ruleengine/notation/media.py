"""Media formats: their media types, file name extensions and signatures.

In: names of formats, file names, the first bytes of a file. Out: whether they fit.
Opens no file. Of the names, RFC 2046 itself defines only image/jpeg; the others are
registered media types in its sense.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ruleengine.base.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SIGNATURE_BYTES = 1024
"""How many bytes from the start of a file ``sniff`` wants to see."""


@frozen(guarded=True)
class Medium:
    """One media format."""

    name: str
    media_type: str
    extensions: tuple[str, ...]
    """Without the dot, lower case."""
    signatures: tuple[bytes, ...]
    anywhere: bool = False
    """Whether the signature may stand anywhere in the first bytes (PDF allows it)."""

    def starts(self, head: bytes) -> bool:
        """Tell whether the first bytes of a file are those of this format."""
        window = head[:SIGNATURE_BYTES]
        if self.anywhere:
            return any(signature in window for signature in self.signatures)
        return window.startswith(self.signatures)


_ALL = (
    Medium("PDF", "application/pdf", ("pdf",), (b"%PDF-",), anywhere=True),
    Medium("JPEG", "image/jpeg", ("jpg", "jpeg", "jpe"), (b"\xff\xd8\xff",)),
    Medium("PNG", "image/png", ("png",), (b"\x89PNG\r\n\x1a\n",)),
    Medium("GIF", "image/gif", ("gif",), (b"GIF87a", b"GIF89a")),
    Medium("TIFF", "image/tiff", ("tif", "tiff"), (b"II*\x00", b"MM\x00*")),
)
MEDIA: Mapping[str, Medium] = MappingProxyType({medium.name: medium for medium in _ALL})


def sniff(head: bytes) -> str | None:
    """Name the media format that a file starting with ``head`` has, if one is known."""
    first = (m for m in _ALL if not m.anywhere and m.starts(head))
    later = (m for m in _ALL if m.anywhere and m.starts(head))
    found = next(first, None) or next(later, None)
    return found.name if found else None


def fits(names: Iterable[str], head: bytes) -> bool:
    """Tell whether the first bytes of a file are those of one of the formats."""
    return any(MEDIA[name].starts(head) for name in names)


def extension_of(file_name: str) -> str:
    """Return the extension in lower case, empty when there is none."""
    stem, dot, extension = file_name.rpartition(".")
    return extension.lower() if dot and stem and stem[-1] not in "/\\" else ""


def extensions(names: Iterable[str]) -> tuple[str, ...]:
    """Return all extensions that files of these formats may carry."""
    return tuple(e for name in names for e in MEDIA[name].extensions)
