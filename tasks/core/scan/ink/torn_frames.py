"""Framed stamps of bilevel scans (dấu ĐẾN, dấu độ khẩn trên bản fax), of whose frame only dots and dashes are left.

A line of such a frame is a row of ink that stands alone: white on both sides of it, as letters never leave it over 7 mm.
An upright line with level ones at both its ends is half a frame, and that is enough: print has none at the left of a head.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.ink.marks import Shape, find_outlines
from tasks.core.scan.sheet.paper import SMALL_DPI, Mask
from tasks.core.scan.sheet.segments import Segment

_MM = SMALL_DPI / 25.4
_BESIDE = (4, 7)  # pixels of the small picture that are white on both sides of a line
_UPRIGHT = (round(7 * _MM), round(3.5 * _MM), 0.35)  # least length, widest gap, least share of ink along it
_LEVEL = (round(10 * _MM), round(5 * _MM), 0.3)
_WIDTH = (18 * _MM, 75 * _MM)
_HEIGHT = (8.5 * _MM, 32 * _MM)
_TOP = (0.09, 0.4)  # of the page's height: below the letterhead, where urgency and arrival are stamped
_LEFT = 0.35  # of the page's width: a stamp's left edge lies before it
_CORNER = (2 * _MM, 5 * _MM)  # how far beyond and short of an upright line a level one may begin
_GAP = 8 * _MM  # in a level line that goes on
_NEAR = round(2.2 * _MM)
_FILLED, _ROWS = 0.45, 2  # share of a frame's width that a row of a list fills, and rows from which it is a list
_BOTH = 1.0  # shares of the upper and the lower edge that are there, together at least


def find_torn_frames(mask: Mask, segments: Sequence[Segment]) -> list[Shape]:
    """Torn frames in a mask of ink (the small picture's, faint ink included), in the upper left part of the page.

    Not those over two `segments` (bars of print) or more that run through half of their width: these are rows of a list.
    """
    height, width = mask.shape
    across, down = _lines(mask, _LEVEL, axis=1), _lines(mask, _UPRIGHT, axis=0)
    both = np.asarray(cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8)) > 0, np.bool_)
    uprights = [box for box in _boxes(down) if box[2] < 3 * _MM]
    found = [shape for box in uprights for sign in (1, -1) if (shape := _half_frame(across, box, sign))]
    found += find_outlines(mask, both)
    return [
        shape
        for shape in found
        if _fits(shape)
        and _TOP[0] * height < shape.top < _TOP[1] * height
        and shape.left < _LEFT * width
        and sum(_fills(bar, shape) for bar in segments) < _ROWS
    ]


def _fits(shape: Shape) -> bool:
    width, height = shape.size
    return _WIDTH[0] <= width <= _WIDTH[1] and _HEIGHT[0] <= height <= _HEIGHT[1]


def _fills(bar: Segment, shape: Shape) -> bool:
    """Whether a bar of print runs through half a frame's width."""
    within = min(bar.right, shape.right) - max(bar.left, shape.left)
    return shape.top < bar.middle < shape.bottom and within > _FILLED * shape.size[0]


def _alone(mask: Mask, axis: int) -> NDArray[np.uint8]:
    """Ink that has white on both sides along an axis (0: above and below, 1: left and right)."""
    ink = mask.astype(np.uint8)
    before = np.zeros((2 * _BESIDE[1] + 1, 1), np.uint8)
    before[: _BESIDE[1] - _BESIDE[0] + 1] = 1
    after = np.ascontiguousarray(before[::-1])
    if axis:
        before, after = np.ascontiguousarray(before.T), np.ascontiguousarray(after.T)
    return np.asarray((ink > 0) & (cv2.dilate(ink, before) == 0) & (cv2.dilate(ink, after) == 0), np.uint8)


def _lines(mask: Mask, kind: tuple[int, int, float], *, axis: int) -> NDArray[np.uint8]:
    """Torn lines along an axis (0: upright, 1: level), as a mask."""
    length, gap, share = kind
    along = (lambda size: (1, size)) if axis else (lambda size: (size, 1))
    wide = cv2.dilate(_alone(mask, 1 - axis), np.ones((5, 1) if axis else (1, 5), np.uint8))
    closed = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones(along(gap), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(along(length), np.uint8))
    inked = cv2.blur(wide.astype(np.float32), along(length)[::-1])
    return np.asarray((long > 0) & (inked > share), np.uint8)


def _boxes(mask: NDArray[np.uint8]) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of each connected piece."""
    return [(left, top, width, height) for left, top, width, height, _ in cv2.connectedComponentsWithStats(mask)[2][1:].tolist()]


def _half_frame(across: NDArray[np.uint8], upright: tuple[int, int, int, int], sign: int) -> Shape | None:
    """The frame of which an upright line is the left (`sign` 1) or the right edge (-1), with level lines at both its ends."""
    left, top, width, height = upright
    at, bottom = left + width // 2, top + height
    edges = [_level(across, row) for row in (top, bottom)]
    ends = [end for end in (_reach(edge, at, sign) for edge in edges) if end is not None]
    if len(ends) < len(edges):
        return None
    far = max(ends) if sign > 0 else min(ends)
    one, other = min(at, far), max(at, far)
    shares = [float(edge[one:other].mean()) if other > one else 0.0 for edge in edges]
    if sum(shares) < _BOTH or all(_goes_on(edges, at, sign)):
        return None
    return Shape("frame", one, top, other, bottom)


def _level(across: NDArray[np.uint8], row: int) -> Mask:
    """For each column whether a level line runs near a row."""
    return np.asarray(across[max(row - _NEAR, 0) : row + _NEAR].max(axis=0, initial=0) > 0, np.bool_)


def _reach(edge: Mask, at: int, sign: int) -> int | None:
    """How far a level line that begins at column `at` goes to one side, over its gaps; None where none begins there."""
    columns = np.flatnonzero(edge)
    ahead = sign * (columns - at)
    begun = columns[(ahead > -_CORNER[0]) & (ahead < _CORNER[1])]
    while begun.size:
        end = int(begun[-1] if sign > 0 else begun[0])
        further = sign * (columns - end)
        begun = columns[(further > 0) & (further < _GAP)]
        if not begun.size:
            return end
    return None


def _goes_on(edges: Sequence[Mask], at: int, sign: int) -> Iterator[bool]:
    """For each level edge whether it goes on beyond the upright line: both do in a table."""
    reach, near = round(6 * _MM), 3
    for edge in edges:
        beyond = edge[max(at - reach, 0) : max(at - near, 0)] if sign > 0 else edge[at + near : at + reach]
        yield bool(beyond.size) and float(beyond.mean()) > 0.6
