"""Quarantine: a scan that can't be taken, with its code and one line of advice."""

from schemas.errors import Rejected
from schemas.record import Record
from schemas.scan import Scan
from tasks.adapters.connect import open_store
from tasks.core.record.build import rejected_record
from tasks.core.record.layout import ending
from tasks.engine.api import stopping
from tasks.engine.task import letter_task
from tasks.stations.archive import quarantine
from tasks.stations.scan import wait_until_quiet


@letter_task
def quarantine_letter(scan: Scan, refusal: Rejected) -> Record | None:
    """Keep the refused scan and why (cách ly); None when the file was still being written and is another one now."""
    store = open_store()
    if not wait_until_quiet(store, scan, stopping.wait):
        return None
    record = rejected_record(source=scan.source, rejection=refusal.rejection)
    quarantine(store, scan.path if scan.whole else None, record, ending(scan.source.media_type))
    return record
