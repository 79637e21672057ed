"""Copies for people (bản sao để tra cứu): the searchable PDF, and pictures of the pages where a person must look.

They can be made anew from the original at any time: a letter is never held up or refused for want of them.
"""

import logging
from collections.abc import Mapping, Sequence

from schemas.errors import Rejected
from schemas.page import Page
from schemas.record import Record, Source
from schemas.scan import Scan
from schemas.settings import settings
from tasks.core.record.boxes import cut_out, draw_boxes, frames
from tasks.core.record.layout import doubt_key, found_key, page_key, searchable_key
from tasks.core.record.questions import doubtful_values
from tasks.core.vietnamese.replay import replayed
from tasks.ports import ObjectStore
from tasks.stations.searchable import make_framed_picture, make_pictures, make_searchable

log = logging.getLogger(__name__)

WEBP = "image/webp"

MOST_PICTURES = 20
"""Pages of a letter in review that get a picture, of any other the first; whoever needs more opens the searchable PDF."""


def keep_copies(store: ObjectStore, scan: Scan, record: Record, pages: Sequence[Page]) -> None:
    """Write the first page's picture with boxes, of a letter in review pictures of all its pages, then the searchable PDF.

    Text files have neither. `pages` as they were read: what cleaning changed is taken from the record.
    """
    if not has_copies(scan.source):
        return
    try:
        if record.status == "review":
            _keep_pictures(store, scan, record, pages[:MOST_PICTURES])
        elif framed := make_framed_picture(scan.path, pages[0], frames(record, 1, bar=settings().review_bar)):
            store.put(found_key(record.letter_id, 1), framed, content_type=WEBP)
        cleaned = [replayed(page, record.corrections) for page in pages]
        store.put(searchable_key(record.letter_id), make_searchable(scan.path, cleaned), content_type="application/pdf")
    except Rejected as refusal:
        log.warning("copies of %s: %s", record.letter_id, refusal.code)


def has_copies(source: Source) -> bool:
    """Whether there are copies of such a file: of a text there are none."""
    return not source.media_type.startswith("text/")


def lacks_copies(store: ObjectStore, record: Record) -> bool:
    """Whether the run that archived the letter died before its copies were made: the searchable PDF is written last."""
    return has_copies(record.source) and not any(True for _ in store.list(searchable_key(record.letter_id), limit=1))


def _keep_pictures(store: ObjectStore, scan: Scan, record: Record, pages: Sequence[Page]) -> None:
    pictures = make_pictures(scan.path, pages)
    for number, picture in pictures.items():
        store.put(page_key(record.letter_id, number), picture, content_type=WEBP)
    _draw(store, record, pictures)


def _draw(store: ObjectStore, record: Record, pictures: Mapping[int, bytes]) -> None:
    """Pages with boxes over what was found, and what is doubtful cut out of them."""
    bar = settings().review_bar
    for number, picture in pictures.items():
        store.put(found_key(record.letter_id, number), draw_boxes(picture, record, number, bar=bar), content_type=WEBP)
    for number, (_, found) in enumerate(doubtful_values(record, bar=bar), start=1):
        page = found.page or 0
        if page in pictures:
            store.put(doubt_key(record.letter_id, number), cut_out(pictures[page], found), content_type=WEBP)


def redraw_pictures(store: ObjectStore, record: Record) -> None:
    """Draw the boxes anew, over the pictures of the pages that are there: the scan was split in another way."""
    kept = {page.number: store.get(page_key(record.letter_id, page.number)) for page in record.pages[:MOST_PICTURES]}
    _draw(store, record, {number: picture for number, picture in kept.items() if picture is not None})
