"""Reread: one letter of the archive once more, after a change of rules."""

from schemas.record import Record
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.upkeep import read_again


@letter_task
def reread_letter(letter_id: str, reason: str) -> Record | None:
    """Read it anew (xử lý lại); the new revision, or None when nothing changed or a person decided about it."""
    try:
        return read_again(open_store(), letter_id, reason=reason)
    except ValueError:  # what people decided stands
        return None
