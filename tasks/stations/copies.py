"""Copies for people (bản sao để tra cứu): the searchable PDF, and pictures of the pages where a person must look.

They can be made anew from the original at any time: a letter is never held up or refused for want of them.
"""

import logging
from collections.abc import Sequence

from schemas.errors import Rejected
from schemas.page import Page
from schemas.record import Record
from schemas.scan import Scan
from schemas.settings import settings
from tasks.core.record.boxes import draw_boxes
from tasks.core.record.layout import found_key, page_key, searchable_key
from tasks.ports import ObjectStore
from tasks.stations.cleaning import clean_pages
from tasks.stations.searchable import make_pictures, make_searchable

log = logging.getLogger(__name__)

MOST_PICTURES = 20
"""Pages of a letter in review that get a picture; whoever needs more opens the searchable PDF."""


def keep_copies(store: ObjectStore, scan: Scan, record: Record, pages: Sequence[Page]) -> None:
    """Write the searchable PDF, and for a letter in review pictures of its pages. Text files have neither."""
    if scan.source.media_type.startswith("text/"):
        return
    cleaned, _ = clean_pages(pages)
    try:
        store.put(searchable_key(record.letter_id), make_searchable(scan.path, cleaned), content_type="application/pdf")
        if record.status == "review":
            _keep_pictures(store, scan, record, cleaned[:MOST_PICTURES])
    except Rejected as refusal:
        log.warning("copies of %s: %s", record.letter_id, refusal.code)


def _keep_pictures(store: ObjectStore, scan: Scan, record: Record, pages: Sequence[Page]) -> None:
    for number, picture in make_pictures(scan.path, pages).items():
        store.put(page_key(record.letter_id, number), picture, content_type="image/webp")
        framed = draw_boxes(picture, record, number, bar=settings().review_bar)
        store.put(found_key(record.letter_id, number), framed, content_type="image/webp")
