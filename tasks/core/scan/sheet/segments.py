"""Bars of text on the small picture: where lines of print stand, before anything is read."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.sheet.paper import SMALL_DPI, Mask

_POINT = SMALL_DPI / 72
_BRIDGE = round(8 * _POINT)  # closes the gaps between words (3 to 6 pt), not those between columns (12 pt and more)
_TALLEST = 30 * _POINT  # of a bar; print is lower, seals and pictures are higher
_LOWEST = 2 * _POINT
_FILLED = 0.4  # of a bar's box, or of a line's row of pixels
_LONG = 5  # times its height: a line to which something hangs, and no stroke of a pen


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line, in pixels of the small picture."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def centre(self) -> float:
        """Horizontal centre."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.bottom - self.top


def without_rules(mask: Mask) -> Mask:
    """The ink without ruled lines (table borders, the rule under a head), which would tie lines together."""
    binary = mask.astype(np.uint8)
    long = round(30 * _POINT)
    across = cv2.morphologyEx(binary, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(binary, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    return np.asarray((binary > 0) & (rules == 0), np.bool_)


def find_segments(mask: Mask) -> list[Segment]:
    """Bars of text in an ink mask at `SMALL_DPI`, in order of their tops.

    Ink is smeared along the line so that a line's letters become one bar; accents, thinner than a bar is long, are opened
    away so that they don't tie a line to the one above.
    """
    binary = without_rules(mask).astype(np.uint8)
    smeared = cv2.morphologyEx(binary, cv2.MORPH_CLOSE, np.ones((1, _BRIDGE), np.uint8))
    bars = cv2.morphologyEx(smeared, cv2.MORPH_OPEN, np.ones((2, _BRIDGE), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(bars, connectivity=4)
    found: list[Segment] = []
    for number, (left, top, width, height, area) in enumerate(stats[1:].tolist(), 1):
        if not (_LOWEST <= height <= _TALLEST and width >= height):
            continue
        if area >= _FILLED * width * height:
            found.append(Segment(left, top, left + width, top + height))
        elif width >= _LONG * height:
            found += _bands(labels[top : top + height, left : left + width] == number, left, top)
    return sorted([*found, *_lone_number(smeared, found)], key=lambda bar: (bar.top, bar.left))


def _bands(shape: Mask, left: int, top: int) -> list[Segment]:
    """The lines in a long shape that is mostly empty: a figure of a stamp hangs on one end of a line, and does not hide it."""
    full = np.flatnonzero(shape.mean(axis=1) >= _FILLED)
    runs = np.split(full, np.flatnonzero(np.diff(full) > 1) + 1)
    found = []
    for run in runs:
        if len(run) >= _LOWEST:
            across = np.flatnonzero(shape[run[0] : run[-1] + 1].any(axis=0))
            found.append(Segment(left + int(across[0]), top + int(run[0]), left + int(across[-1]) + 1, top + int(run[-1]) + 1))
    return found


def _lone_number(smeared: NDArray[Any], bars: list[Segment]) -> list[Segment]:
    """A page number of one digit: too narrow for a bar, alone in the middle above the first one."""
    height, width = smeared.shape
    if round(0.13 * height) < 1 or width < 1:  # OpenCV crashes on an empty picture
        return []
    first = min((bar.top for bar in bars), default=height)
    found = []
    for left, top, wide, high, _ in cv2.connectedComponentsWithStats(smeared[: round(0.13 * height)])[2][1:].tolist():
        central = abs(left + wide / 2 - width / 2) < 0.08 * width
        if central and 5 * _POINT <= high <= 12 * _POINT and 1.5 * _POINT <= wide <= 20 * _POINT and top + high < first:
            found.append(Segment(left, top, left + wide, top + high))
    return found if len(found) == 1 else []


def rows_of(segments: list[Segment]) -> list[list[Segment]]:
    """Segments that stand on one line together, rows from top to bottom, each from left to right."""
    rows: list[list[Segment]] = []
    for bar in sorted(segments, key=lambda bar: bar.middle):
        if rows and bar.middle - _middle(rows[-1]) < 0.6 * max(bar.height, min(other.height for other in rows[-1])):
            rows[-1].append(bar)
        else:
            rows.append([bar])
    return [sorted(row, key=lambda bar: bar.left) for row in rows]


def _middle(row: list[Segment]) -> float:
    return sum(bar.middle for bar in row) / len(row)
