"""Archive: the original and the record, before anything is sent."""

from schemas.record import Record
from schemas.scan import Scan
from tasks.adapters.connect import open_store
from tasks.core.record.layout import ending
from tasks.engine.task import letter_task
from tasks.stations.archive import archive_original, write_record
from tasks.stations.scan import leave_quarantine


@letter_task
def archive_letter(scan: Scan, record: Record) -> Record:
    """Keep the original and the record (lưu trữ) and give the record that stands then: never an older revision."""
    store = open_store()
    archive_original(store, scan.path, scan.source.sha256, ending(scan.source.media_type))
    standing = write_record(store, record, new=scan.known is None)
    leave_quarantine(store, record.letter_id)
    return standing
