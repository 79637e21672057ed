"""Print whose thin strokes a black-and-white scan took away (chữ đứt nét), made whole again before the engine reads it.

A small net, taught on print that was drawn and torn by infra/training/torn_print.py, gives each piece as it was before. It reads
a letter's form (head and foot: codes, names, numbers, which no word list mends); the body is read with strokes a pixel thicker,
which is as good there and costs nothing (docs/reading.md).
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from schemas.page import Zone
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.sheet.strengthen import thicker
from tasks.core.scan.words.compose import Stack
from tasks.core.scan.words.second_look import Cut

_FILE = Path(__file__).with_name("torn_net.onnx")
_FORM = frozenset({Zone.HEAD_LEFT, Zone.HEAD_RIGHT, Zone.FOOT_LEFT, Zone.FOOT_RIGHT})
_STRIP = 384
"""Rows of pixels that go through the net at once; more would need more memory, not less time."""
_EDGE = 48
"""Rows above and below a strip that it is seen with: more than the net looks around."""
_AROUND = 24
"""Pixels around a row that it is seen with: its neighbours' feet and marks."""


_DPI = (170, 240)
"""Resolutions of print that is about as large as what the net was taught on (200 dpi, a fax's); of others strokes are thicker."""


def _knows(dpi: float) -> bool:
    return _DPI[0] <= dpi <= _DPI[1]


@cache
def _net() -> cv2.dnn.Net:
    return cv2.dnn.readNetFromONNX(str(_FILE))


def whole(stack: Stack, dpi: float) -> Grey:
    """The stack's picture with the strokes of the form joined and those of the body thicker."""
    out = thicker(stack.image)
    if not _knows(dpi):
        return out
    for part in stack.parts:
        if part.mark is None and part.copies == 1 and part.zone in _FORM:
            rows = slice(part.at[1], part.at[1] + part.bottom - part.top)
            out[rows] = joined(stack.image[rows])
    return out


def rows_whole(picture: Grey, cuts: Iterable[Cut], dpi: float) -> Grey:
    """A page's picture with the strokes of the rows of `cuts` joined; the rest is thicker, as nobody looks there."""
    out = thicker(picture)
    for cut in cuts if _knows(dpi) else ():
        top, left = max(0, cut.top - _AROUND), max(0, cut.left - _AROUND)
        seen = joined(picture[top : cut.bottom + _AROUND, left : cut.right + _AROUND])
        place = out[cut.top : cut.bottom, cut.left : cut.right]
        place[:] = seen[cut.top - top :, cut.left - left :][: place.shape[0], : place.shape[1]]
    return out


def joined(picture: Grey) -> Grey:
    """A picture of print with its torn strokes joined, of the same size."""
    high, out = picture.shape[0], np.empty_like(picture)
    for top in range(0, high, _STRIP):
        first = max(0, top - _EDGE)
        seen = _through(picture[first : top + _STRIP + _EDGE])
        out[top : top + _STRIP] = seen[top - first :][: min(_STRIP, high - top)]
    return out


def _through(strip: Grey) -> Grey:
    """A strip as the net gives it back; the net takes multiples of four."""
    high, wide = strip.shape
    page = np.ones((-(-high // 4) * 4, -(-wide // 4) * 4), np.float32)
    page[:high, :wide] = strip / np.float32(255)
    _net().setInput(page[None, None])
    paper = _net().forward()[0, 0, :high, :wide]
    return np.asarray(255 / (1 + np.exp(-paper)), np.uint8)
