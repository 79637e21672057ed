"""Hold: a letter with a secrecy stamp leaves the road here."""

from datetime import UTC, datetime

from schemas.record import HeldRecord
from schemas.scan import Scan
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.archive import clear_unfinished, held_id, hold
from tasks.stations.scan import brought


@letter_task
def hold_letter(scan: Scan, page_count: int) -> HeldRecord:
    """Set the letter aside unread (tách văn bản mật): no name, no text, no hash is written anywhere."""
    store = open_store()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    record = HeldRecord(letter_id=held_id(store, scan.source.sha256), page_count=page_count, held_at=now)
    hold(store, brought(store, scan), record)
    clear_unfinished(store, scan.source.sha256)
    return record
