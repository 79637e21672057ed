"""Reread: one letter of the archive once more, after a change of rules."""

import logging

from schemas.errors import Rejected
from schemas.record import Record
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.upkeep import read_again

log = logging.getLogger(__name__)


@letter_task
def reread_letter(letter_id: str, reason: str) -> Record | None:
    """Read it anew (xử lý lại); the new revision, or None when nothing changed or a person decided about it."""
    try:
        return read_again(open_store(), letter_id, reason=reason)
    except ValueError:  # what people decided stands
        return None
    except Rejected as refusal:  # what was taken once stays as it was read; the other letters go on
        log.warning("%s is not read again: %s", letter_id, refusal.code)
        return None
