"""A picture of a page with boxes over what was found on it, for a person's eye. Pixels in, pixels out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import cv2
import numpy as np

from schemas.found import Found
from schemas.letter import Document
from schemas.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SURE, _DOUBTFUL = (60, 140, 30), (0, 90, 230)  # blue, green, red: green for sure, orange for doubtful
_WIDTH = 900


def found_on(record: Record, page: int) -> Iterator[Found]:
    """Every value of the record that was read from this page (1-based)."""
    for document in record.documents:
        yield from (found for found in _values(document) if found.page == page and found.box)


def _values(document: Document) -> Iterator[Found]:
    names = ("doctype", "number", "issued_on", "issuer", "parent_issuer", "place", "subject", "urgency", "circulation")
    yield from (found for found in (getattr(document, name) for name in names) if found is not None)
    yield from document.addressees
    yield from document.printed_recipients
    yield from (signer.name for signer in document.signers if signer.name)


def draw_boxes(picture: bytes, record: Record, page: int, *, bar: float) -> bytes:
    """The encoded picture of a page with a frame around each value: green at or above `bar`, orange below. WebP bytes.

    Raises ValueError for bytes that are no picture.
    """
    decoded = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    if decoded is None:
        raise ValueError("no picture")
    height, width = decoded.shape[:2]
    size = (min(width, _WIDTH), round(height * min(width, _WIDTH) / width))
    image = np.asarray(cv2.resize(decoded, size, interpolation=cv2.INTER_AREA), np.uint8)
    for found in found_on(record, page):
        _frame(image, found, _SURE if found.confidence >= bar else _DOUBTFUL)
    return bytes(cv2.imencode(".webp", image, [cv2.IMWRITE_WEBP_QUALITY, 60])[1].tobytes())


def _frame(image: "NDArray[np.uint8]", found: Found, colour: tuple[int, int, int]) -> None:
    if found.box is None:
        return
    height, width = image.shape[:2]
    left, top, right, bottom = found.box
    corners = (int(left * width) - 3, int(top * height) - 3), (int(right * width) + 3, int(bottom * height) + 3)
    cv2.rectangle(image, corners[0], corners[1], colour, 2)


def cut_out(picture: bytes, found: Found) -> bytes:
    """The place of a value on the encoded picture of its page, with some of what stands around it. WebP bytes.

    Raises ValueError for bytes that are no picture and for a value without a place.
    """
    decoded = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    if decoded is None or found.box is None:
        raise ValueError("no picture or no place on it")
    height, width = decoded.shape[:2]
    left, top, right, bottom = found.box
    across, down = max(0.03, 0.15 * (right - left)), max(0.008, 0.4 * (bottom - top))
    rows = slice(int(max(0.0, top - down) * height), max(1, int(min(1.0, bottom + down) * height)))
    columns = slice(int(max(0.0, left - across) * width), max(1, int(min(1.0, right + across) * width)))
    return bytes(cv2.imencode(".webp", decoded[rows, columns], [cv2.IMWRITE_WEBP_QUALITY, 70])[1].tobytes())
