"""List: letters of the archive, all of them or those that are named."""

from collections.abc import Sequence

from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.named import letter_called, letter_ids


@letter_task
def list_letters(asked: Sequence[str] | None = None) -> list[str]:
    """Ids of all letters (danh sách văn bản), or of those that are named. Raises UsageError for a name that no letter has."""
    store = open_store()
    return letter_ids(store) if asked is None else [letter_called(store, one) for one in asked]
