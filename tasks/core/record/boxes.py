"""A picture of a page with boxes over what was found on it, for a person's eye. Pixels in, pixels out."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import cv2
import numpy as np

from schemas.base import Box
from schemas.found import Found
from schemas.letter import Document
from schemas.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SURE, _DOUBTFUL = (60, 140, 30), (0, 90, 230)  # blue, green, red: green for sure, orange for doubtful
WIDTH = 900
"""Pixels across a picture with frames, at most."""

Frame = tuple[Box, tuple[int, int, int]]
"""Where a frame stands on its page and its colour (blue, green, red)."""


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


def frames(record: Record, page: int, *, bar: float) -> list[Frame]:
    """Box (0 to 1) and colour of each value that was read from the page: green at or above `bar`, orange below."""
    return [(found.box, _SURE if found.confidence >= bar else _DOUBTFUL) for found in found_on(record, page) if found.box]


def draw_frames(image: "NDArray[np.uint8]", drawn: Iterable[Frame]) -> "NDArray[np.uint8]":
    """The picture (height x width x 3, blue green red), at most 900 pixels wide, with these frames on it."""
    height, width = image.shape[:2]
    size = (min(width, WIDTH), round(height * min(width, WIDTH) / width))
    manner = cv2.INTER_LINEAR if 2 * size[0] >= width else cv2.INTER_AREA  # down to a half as good, in a fifth of the time
    small = image.copy() if size[0] == width else np.asarray(cv2.resize(image, size, interpolation=manner), np.uint8)
    for (left, top, right, bottom), colour in drawn:
        corners = (int(left * size[0]) - 3, int(top * size[1]) - 3), (int(right * size[0]) + 3, int(bottom * size[1]) + 3)
        cv2.rectangle(small, corners[0], corners[1], colour, 2)
    return small


def draw_boxes(picture: bytes, record: Record, page: int, *, bar: float) -> bytes:
    """The encoded picture of a page with its `frames`. JPEG bytes. Raises ValueError for bytes that are no picture."""
    decoded = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    if decoded is None:
        raise ValueError("no picture")
    image = draw_frames(np.asarray(decoded, np.uint8), frames(record, page, bar=bar))
    return bytes(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 60])[1].tobytes())


def cut_out(picture: bytes, found: Found) -> bytes:
    """The place of a value on the encoded picture of its page, with some of what stands around it. JPEG bytes.

    Raises ValueError for bytes that are no picture and for a value without a place.
    """
    decoded = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    if decoded is None or found.box is None:
        raise ValueError("no picture or no place on it")
    cut = around(np.asarray(decoded, np.uint8), found.box)
    return bytes(cv2.imencode(".jpg", cut, [cv2.IMWRITE_JPEG_QUALITY, 70])[1].tobytes())


def around(image: "NDArray[np.uint8]", box: Box) -> "NDArray[np.uint8]":
    """The part of a page's pixels at `box` (0 to 1), with some of what stands around it."""
    height, width = image.shape[:2]
    left, top, right, bottom = box
    across, down = max(0.03, 0.15 * (right - left)), max(0.008, 0.4 * (bottom - top))
    rows = slice(int(max(0.0, top - down) * height), max(1, int(min(1.0, bottom + down) * height)))
    columns = slice(int(max(0.0, left - across) * width), max(1, int(min(1.0, right + across) * width)))
    return image[rows, columns]
