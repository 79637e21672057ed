"""List: every letter of the archive."""

from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.upkeep import letter_ids


@letter_task
def list_letters() -> list[str]:
    """Ids of all letters (danh sách văn bản)."""
    return letter_ids(open_store())
