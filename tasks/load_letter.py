"""Load: a letter's record as it stands in the archive."""

from schemas.record import Record
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.archive import load_record
from tasks.stations.named import letter_called


@letter_task
def load_letter(asked: str) -> Record | None:
    """Give the current record (lấy hồ sơ) of a letter, named by id or number; None when there is none of this id.

    Raises UsageError for a name that no letter has, or several.
    """
    store = open_store()
    return load_record(store, letter_called(store, asked))
