"""Read: pages to words with boxes."""

import time
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
    start = time.perf_counter()
    pages = read_scan(scan.path)
    seconds = round((time.perf_counter() - start) / max(1, len(pages)), 2)
    return [page.model_copy(update={"steps": {**page.steps, "seconds": seconds}}) for page in pages]
