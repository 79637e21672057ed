"""Read: pages to words with boxes."""

from collections.abc import Sequence

from schemas.page import Page
from schemas.scan import Scan
from tasks.engine.task import letter_task
from tasks.stations.reading import read_scan


@letter_task
def read_pages(scan: Scan) -> Sequence[Page]:
    """Read every page of the scan (đọc trang), side by side with those of other letters.

    Nothing of the text is written to disk. Raises Rejected.
    """
    return read_scan(scan.path)
