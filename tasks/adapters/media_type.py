"""What a file is, by its content and never by its name."""

from pathlib import Path
from typing import Literal

from schemas.errors import Rejected

MediaType = Literal["application/pdf", "image/tiff", "image/png", "image/jpeg", "text/plain", "text/markdown"]

_MAGIC: tuple[tuple[bytes, MediaType], ...] = (
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),  # BigTIFF
    (b"MM\0+", "image/tiff"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_TEXTS = frozenset({".txt", ".md", ".markdown", ".text"})
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""What a text begins with that was saved as "Unicode"; it is told how to save it instead."""
_PDF_WINDOW = 1024  # readers accept the PDF head within the first 1,024 bytes


def media_type(path: Path) -> MediaType:
    """Give the media type. Raises Rejected: file.empty, file.ambiguous, file.unsupported, text.undecodable."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Rejected("file.empty")
    kinds = [kind for magic, kind in _MAGIC if head.startswith(magic)]
    if b"%PDF-" in head[:_PDF_WINDOW]:
        kinds.append("application/pdf")
    if len(kinds) > 1:
        raise Rejected("file.ambiguous", " and ".join(kinds))
    if kinds:
        return kinds[0]
    return _text_type(path, head)


def _text_type(path: Path, head: bytes) -> MediaType:
    if head.startswith(_UTF_16) and path.suffix.lower() in _TEXTS:
        raise Rejected("text.undecodable")
    if b"\0" in head or path.suffix.lower() not in _TEXTS:
        raise Rejected("file.unsupported")
    return "text/markdown" if path.suffix.lower() in {".md", ".markdown"} else "text/plain"
