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
from tasks.stations.searchable import Pictures, make_copies

log = logging.getLogger(__name__)

JPEG = "image/jpeg"

MOST_PICTURES = 20
"""Pages of a letter in review that get a picture, of any other the first; whoever needs more opens the searchable PDF."""


def keep_copies(store: ObjectStore, scan: Scan, record: Record, pages: Sequence[Page]) -> None:
    """Write the first page's picture with boxes, of a letter in review pictures of all its pages, then the searchable PDF.

    Text files have neither. `pages` as they were read: what cleaning changed is taken from the record.
    """
    if not has_copies(scan.source):
        return
    wanted = _wanted(record, pages)
    try:
        made = make_copies(scan.path, [replayed(page, record.corrections) for page in pages], wanted)
        for number, picture in made.whole.items():
            store.put(page_key(record.letter_id, number), picture, content_type=JPEG)
        for number, picture in made.framed.items():
            store.put(found_key(record.letter_id, number), picture, content_type=JPEG)
        for number, picture in made.cuts.items():
            store.put(doubt_key(record.letter_id, number), picture, content_type=JPEG)
        store.put(searchable_key(record.letter_id), made.searchable, content_type="application/pdf")
    except Rejected as refusal:
        log.warning("copies of %s: %s", record.letter_id, refusal.code)


def _wanted(record: Record, pages: Sequence[Page]) -> list[Pictures]:
    """Of a letter that a person is asked about all pages and what is doubtful on them, of any other the first page with frames."""
    bar = settings().review_bar
    if not record.review.asks:
        return [Pictures(page, frames(record, page.number, bar=bar)) for page in pages[:1]]
    doubtful = [(number, found) for number, (_, found) in enumerate(doubtful_values(record, bar=bar), start=1)]

    def pictures(page: Page) -> Pictures:
        cuts = [(number, found.box) for number, found in doubtful if found.page == page.number and found.box]
        return Pictures(page, frames(record, page.number, bar=bar), cuts, whole=True)

    return [pictures(page) for page in pages[:MOST_PICTURES]]


def has_copies(source: Source) -> bool:
    """Whether there are copies of such a file: of a text there are none."""
    return not source.media_type.startswith("text/")


def lacks_copies(store: ObjectStore, record: Record) -> bool:
    """Whether the run that archived the letter died before its copies were made: the searchable PDF is written last."""
    return has_copies(record.source) and not any(True for _ in store.list(searchable_key(record.letter_id), limit=1))


def _draw(store: ObjectStore, record: Record, pictures: Mapping[int, bytes]) -> None:
    """Pages with boxes over what was found, and what is doubtful cut out of them."""
    bar = settings().review_bar
    for number, picture in pictures.items():
        store.put(found_key(record.letter_id, number), draw_boxes(picture, record, number, bar=bar), content_type=JPEG)
    for number, (_, found) in enumerate(doubtful_values(record, bar=bar), start=1):
        page = found.page or 0
        if page in pictures:
            store.put(doubt_key(record.letter_id, number), cut_out(pictures[page], found), content_type=JPEG)


def redraw_pictures(store: ObjectStore, record: Record) -> None:
    """Draw the boxes anew, over the pictures of the pages that are there: the scan was split in another way."""
    kept = {page.number: store.get(page_key(record.letter_id, page.number)) for page in record.pages[:MOST_PICTURES]}
    _draw(store, record, {number: picture for number, picture in kept.items() if picture is not None})
