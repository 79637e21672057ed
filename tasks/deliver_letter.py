"""Deliver: one message into the queue of everyone who must act or know."""

from schemas.record import Record
from tasks.adapters.connect import open_queue, open_store
from tasks.engine.task import letter_task
from tasks.stations.delivery import deliver


@letter_task
def deliver_letter(record: Record) -> Record:
    """Send every message of the record that is not marked as sent (chuyển văn bản); give the record as it stands then."""
    return deliver(open_store(), open_queue(), record)
