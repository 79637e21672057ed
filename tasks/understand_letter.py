"""Understand: clean, split, extract, check, route; ask the archive whether the letter came before."""

from collections.abc import Sequence

from schemas.page import Page
from schemas.record import Record
from schemas.scan import Scan
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.stations.identities import with_archive
from tasks.stations.letter import Stopwatch, understand_pages
from tasks.stations.signatures import file_signatures


@letter_task
def understand_letter(scan: Scan, pages: Sequence[Page]) -> Record:
    """Clean the text, split it into documents, extract and check the fields, route (xử lý nội dung, phân nơi nhận).

    Gives a record that is `review` when a person must look first, else `read`.
    """
    record = understand_pages(pages, scan.source, Stopwatch(), status="read", signatures=file_signatures(scan.path))
    record = with_archive(open_store(), record)
    return record.model_copy(update={"status": "review"}) if record.review.required else record
