"""Digital signatures of a file, read in the limited child; files without any cost one look at their bytes."""

import mmap
from pathlib import Path

from schemas.errors import Rejected
from schemas.letter import DigitalSignature
from schemas.settings import settings
from tasks.adapters.sandbox import run_limited

_SIGNED = b"/ByteRange"
"""Every signature names the bytes that it covers, and never inside a compressed object: they would move its own hole."""


def file_signatures(path: Path) -> tuple[DigitalSignature, ...]:
    """Give the cryptographic signatures of a PDF in the order of the file; none for other files.

    A signature that can't be checked, or a file whose signatures can't be listed, gives an entry with `valid` null and the reason
    in `detail`: it becomes a finding, not an error. Raises TransientError when the machine is at fault.
    """
    if not _may_be_signed(path):
        return ()
    try:
        found = run_limited(
            "tasks.adapters.pdf_signatures:read_signatures",
            {"path": str(path.resolve())},
            seconds=settings().page_seconds,
            memory=settings().child_memory,
        )
    except Rejected as refusal:
        return (DigitalSignature(kind="cryptographic", detail=f"unreadable: {refusal.code}"),)
    if found["problem"]:
        return (DigitalSignature(kind="cryptographic", detail=f"unreadable: {found['problem']}"),)
    return tuple(DigitalSignature(kind="cryptographic", **signature) for signature in found["signatures"])


def _may_be_signed(path: Path) -> bool:
    if path.stat().st_size == 0:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content[:1024].lstrip().startswith(b"%PDF") and content.find(_SIGNED) >= 0
