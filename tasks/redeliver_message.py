"""Redeliver: one recipient's message again, under its old id."""

from schemas.events import Message
from tasks.adapters.connect import open_queue, open_store
from tasks.engine.task import letter_task
from tasks.stations.delivery import redeliver


@letter_task
def redeliver_message(letter_id: str, recipient_id: str) -> Message:
    """Send the message again (gửi lại). Raises UsageError when the letter or the recipient is not there."""
    return redeliver(open_store(), open_queue(), letter_id, recipient_id)
