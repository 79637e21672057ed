"""Copy: what people look at, beside the original."""

from collections.abc import Sequence

from schemas.page import Page
from schemas.record import Record
from schemas.scan import Scan
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.copies import keep_copies


@letter_task
def copy_pages(scan: Scan, record: Record, pages: Sequence[Page]) -> None:
    """Keep the searchable PDF and, of a letter in review, pictures of its pages (bản sao để tra cứu)."""
    keep_copies(open_store(), scan, record, pages)
