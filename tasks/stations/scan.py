"""Fetching a scan from the inbox and taking it out at the end: the first and the last step of every letter."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from schemas.arrival import Arrival
from schemas.errors import Rejected, TransientError
from schemas.record import Source
from schemas.scan import Scan
from schemas.settings import settings
from tasks.adapters.media_type import media_type
from tasks.adapters.workshop import workshop
from tasks.core.record.layout import ending, folder
from tasks.ports import ObjectStore
from tasks.stations.archive import load_record
from tasks.stations.copies import lacks_copies
from tasks.stations.inbox import still_there

_TEXT_ENDINGS = re.compile(r"\.(txt|md)$", re.IGNORECASE)

UNKNOWN = "application/octet-stream"
LOOKED_AT = 5
"""A file of up to so many times the largest size comes whole, for the gate to look at it: a scan in colour, a hundred pages
at 600 dpi. What is larger is refused without; `doctor` asks for room for ten of the largest size."""


def fetch(store: ObjectStore, arrival: Arrival) -> Scan | None:
    """Bring the scan into a private folder of its own; None when it is not in the inbox any more or was written over.

    No part of its name is used but a text file's ending. A file over the limit is refused later, with its size; of one far
    over it (`LOOKED_AT`) only the identity comes. Raises TransientError when the store is away.
    """
    if not still_there(store, arrival):
        return None
    private = Path(tempfile.mkdtemp(prefix="scan-", dir=workshop()))
    path = private / f"scan{_text_ending(arrival.key)}"
    whole = arrival.size <= LOOKED_AT * settings().max_bytes
    sha256 = _came(store, arrival, path if whole else Path(os.devnull))
    known = load_record(store, f"sha256:{sha256}") if sha256 else None
    letter = known is not None and known.status != "quarantined"
    if letter and not whole:  # taken when the limit was higher
        whole = _came(store, arrival, path) == sha256
        sha256 = sha256 if whole else None
    if sha256 is None or (whole and path.stat().st_size != arrival.size):
        shutil.rmtree(private, ignore_errors=True)
        return None
    source = Source(
        bucket=arrival.bucket,
        key=arrival.key,
        version_id=arrival.version_id,
        etag=arrival.etag or None,
        size=arrival.size,
        media_type=_media_type(path) if whole else UNKNOWN,
        received_at=arrival.modified.astimezone(UTC).isoformat(timespec="milliseconds"),
        sha256=sha256,
    )
    if known is None or not letter:
        return Scan(arrival=arrival, path=path, source=source, whole=whole)
    return Scan(arrival=arrival, path=path, source=source, known=known, copied=not lacks_copies(store, known))


def _came(store: ObjectStore, arrival: Arrival, to: Path) -> str | None:
    """Bring the bytes and give their SHA-256 (hex); None when they are gone or more than they were."""
    try:
        return store.download(arrival.key, to, limit=max(arrival.size, 1))
    except Rejected:  # it grew while it came
        return None


def brought(store: ObjectStore, scan: Scan) -> Path:
    """Where the scan's bytes lie, brought now if they were not. Raises TransientError when they are others than they were."""
    if not scan.whole and _came(store, scan.arrival, scan.path) != scan.source.sha256:
        raise TransientError("bringing a scan: the inbox holds other bytes than before")
    return scan.path


def _media_type(path: Path) -> str:
    """By its content; a file of no known kind is refused later, with its code."""
    try:
        return media_type(path)
    except Rejected:
        return UNKNOWN


def _text_ending(key: str) -> str:
    """Only for a text does the name say what it is."""
    found = _TEXT_ENDINGS.search(key)
    return found[0].lower() if found else ""


def original_ending(scan: Scan) -> str:
    """Ending of the original's key in the archive."""
    return ending(scan.source.media_type)


def take_out(store: ObjectStore, scan: Scan) -> bool:
    """Empty the inbox of the scan, unless it was written over meanwhile: then False, and the new one has a run of its own.

    Called when everything else is done and safe. The private copy goes too.
    """
    shutil.rmtree(scan.path.parent, ignore_errors=True)
    if not still_there(store, scan.arrival):
        return False
    store.delete(scan.arrival.key)
    return True


QUIET_SECONDS = 5.0
"""A broken file is believed to be broken, and not half written, when it stood still for so long."""


def wait_until_quiet(store: ObjectStore, scan: Scan, sleep: Callable[[float], object]) -> bool:
    """Before a file is refused: wait until it is surely written to its end. False when it changed meanwhile."""
    age = (datetime.now(UTC) - scan.arrival.modified).total_seconds()
    if 0 <= age < QUIET_SECONDS:
        sleep(QUIET_SECONDS - age)
    return still_there(store, scan.arrival)


def leave_quarantine(store: ObjectStore, letter_id: str) -> None:
    """Once a scan that was refused before is archived as a letter, its quarantine is over: one state for each letter."""
    for stored in list(store.list(folder(letter_id, quarantined=True))):
        store.delete(stored.key)
