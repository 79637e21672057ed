"""Load: a letter's record as it stands in the archive."""

from schemas.record import Record
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.archive import load_record


@letter_task
def load_letter(letter_id: str) -> Record | None:
    """Give the current record (lấy hồ sơ); None when there is none."""
    return load_record(open_store(), letter_id)
