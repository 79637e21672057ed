"""Finish: the inbox is emptied of the scan only now, when all is safe."""

from schemas.record import HeldRecord, Record
from schemas.scan import Scan
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.engine.tell import forget_ticket, tell
from tasks.engine.waiting import ask_for_review
from tasks.stations.scan import take_out


@letter_task
def finish_letter(scan: Scan, record: Record | HeldRecord | None) -> None:
    """Tell Prefect what became of the letter (kết thúc), then take the scan out of the inbox."""
    if record is not None:
        tell(record)
        if isinstance(record, Record) and record.review.asks:
            ask_for_review(record)
    take_out(open_store(), scan)
    if isinstance(record, HeldRecord):
        forget_ticket()
