"""Room for a stamp (ô 10a): free paper between the head of a letter and the row of type after it, in black and white.

A stamp is 25 points high with its frame, and whoever sets a letter that will bear one leaves that much paper for it, where most
letters that bear none go on after 30 points or less (docs/secrecy.md has the figures, of real scans too). On a page whose type fell
to pieces a red stamp may leave few dots or none: there the room says more than the dots. The page is levelled first; how few
dots make a row of type is told by its other rows.
"""

import math
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.stamps.secrecy_kernels import FORM_DPI, Array, Grey

POINTS = 72 / FORM_DPI
"""Points of a pixel."""

INK, CELL = 128, 8
"""Grey below which a dot is ink, and how many columns of pixels are looked at as one."""

TOP, BOTTOM = 0.05, 0.46
"""Part of the page, from its top, that is looked at."""

ABOVE, BELOW = 0.11, 0.4
"""Where the paper of ô 10a begins, in shares of the page's height from its top: national name and agency lie above."""

TYPED = (0.1, 0.95)
PAST_MARGIN = (0.2, 0.95)
"""Columns, in shares of the page's width, in which rows of type lie; and those in which they are counted for the room, since left
of these an arrival stamp (dấu Đến) lies in the room itself."""

LEFT_HALF = (0.2, 0.5)
"""Columns in which a stamp's dots lie, and no arrival stamp's."""

SPECK = 3
"""Dots of a piece of ink that says nothing about how the page slopes."""

ROW, FULL, SHARE, LEAST, MOST = 9, 0.8, 0.17, 1.0, 6.0
"""Rows of pixels that are looked at as one. One is type's when it has `SHARE` of the inked cells of a full one (that quantile),
within the limits."""

SPARSE = 3.5
"""Inked cells of a row that are enough to make it type's only where rows have next to none."""

STAMP, LOST, GONE = 41.0, 54.0, 84.0
"""Points of free paper: what a letter with a stamp has at least (measured: 44 to 50), from which a row of type must be gone, and
from which so many are that it says nothing."""

UP, DOWN = 16.0, 28.0
"""Points of free paper above and below a stamp's middle that it needs: half of it, and a line's distance below."""

FREE_BAR = 3.0
"""Inked cells that make a row type's about a place."""

PAD = 5
"""Pixels about a form that are its own dots."""

Cells = NDArray[np.uint8]


class Head(NamedTuple):
    """The upper part of a page, levelled: `cells` (rows x columns, 0 or 1) are inked, `slope` is taken out, `top` pixels lie above.

    `bar`: inked cells that make a row type's.
    """

    cells: Cells
    slope: float
    top: int
    bar: float


class Room(NamedTuple):
    """The highest free paper in the head: `height` in points (0: none), its first row of cells and the one after its last."""

    height: float
    rows: tuple[int, int]


class Paper(NamedTuple):
    """What is known of the free paper in a page's head."""

    head: Head
    room: Room

    @property
    def has_room(self) -> bool:
        """Whether a stamp has room there."""
        return self.room.height >= STAMP

    @property
    def tells(self) -> bool:
        """Whether a stamp has room there, and not so much that most rows must have gone."""
        return STAMP <= self.room.height <= GONE

    @property
    def fullness(self) -> float:
        """Inked cells of the left half of the room's rows, on average, as a share of those that make a row type's (0 to 1)."""
        start, end = self.room.rows
        return float(_rows(self.head.cells, LEFT_HALF)[start:end].mean()) / self.head.bar if end > start else 0.0

    @property
    def is_sparse(self) -> bool:
        """Whether next to nothing is left of the head's rows."""
        return self.head.bar < SPARSE

    @property
    def row_is_lost(self) -> bool:
        """Whether there is more room than a stamp needs, so that a row of type must have gone."""
        return self.room.height > LOST


def paper_of(page: Grey) -> Paper:
    """The free paper in the head of an upright page (grey, at `FORM_DPI`, black and white)."""
    head = level(page)
    return Paper(head, room_of(head))


def level(page: Grey) -> Head:
    """The head of an upright page, levelled."""
    top, bottom = round(TOP * page.shape[0]), round(BOTTOM * page.shape[0])
    labels, stats = cv2.connectedComponentsWithStats((page[top:bottom] < INK).astype(np.uint8), connectivity=8)[1:3]
    sizes = stats[:, cv2.CC_STAT_AREA]
    sizes[0] = 0
    rough = _cells((sizes > SPECK)[labels])
    slope = _slope(rough)
    cells = _levelled(_cells(labels > 0), slope)
    rows = _rows(cells, PAST_MARGIN)
    bar = float(np.clip(SHARE * np.quantile(rows, FULL), LEAST, MOST)) if rows.size else LEAST
    return Head(cells, slope, top, bar)


def room_of(head: Head) -> Room:
    """The highest free paper that begins below the agency's names and ends at a row of type."""
    page_height = head.cells.shape[0] / (BOTTOM - TOP)
    free = np.concatenate([[False], _rows(head.cells, PAST_MARGIN) < head.bar, [False]])
    edges = np.flatnonzero(np.diff(free.astype(np.int8)))
    best = (0, 0)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end < head.cells.shape[0] and ABOVE < TOP + start / page_height < BELOW and end - start > best[1] - best[0]:
            best = (int(start), int(end))
    return Room((best[1] - best[0]) * POINTS, best)


def free_about(head: Head, x: float, y: float, size: tuple[float, float], tilt: float) -> float:
    """How much of the free paper that a stamp needs above and below its middle it has at a place (0 to 1).

    `x`, `y`: the place in pixels of the page. `size`: height and width of its form, whose own dots don't count. `tilt`: its slope.
    """
    cells = head.cells.copy()
    middle = y - head.top - (x / CELL - cells.shape[1] / 2) * CELL * head.slope
    high, wide = size
    reach = high / 2 + PAD + abs(tilt - head.slope) * wide / 2
    left, right = max(0, int((x - wide / 2 - PAD) / CELL)), max(0, int((x + wide / 2 + PAD) / CELL) + 1)
    cells[max(0, int(middle - reach)) : max(0, int(middle + reach)), left:right] = 0
    typed = _rows(cells, TYPED) >= FREE_BAR
    at = int(np.clip(middle, 0, len(typed) - 1)) if len(typed) else 0
    if not len(typed) or typed[at]:
        return 0.0
    up, down = np.flatnonzero(typed[:at]), np.flatnonzero(typed[at:])
    above = at - up[-1] if len(up) else at
    below = down[0] if len(down) else len(typed) - at
    return float(min(above * POINTS, UP) / UP * min(below * POINTS, DOWN) / DOWN)


def _cells(ink: NDArray[np.bool_]) -> Cells:
    high, wide = ink.shape[0], ink.shape[1] // CELL
    return np.asarray(ink[:, : wide * CELL].reshape(high, wide, CELL).any(2), np.uint8)


def _slope(cells: Cells) -> float:
    """Pixels down for each to the right at which rows of type are most level: tried coarsely, then finely."""
    best = 0.0
    for step, reach in ((1.0, 5), (0.25, 3)):
        tried = [math.tan(math.atan(best) + math.radians(step * one)) for one in range(-reach, reach + 1)]
        best = max(tried, key=lambda one: float((_rows(_levelled(cells, one), TYPED) ** 2).sum()))
    return best


def _levelled(cells: Cells, slope: float) -> Cells:
    """Each column of cells moved up or down so that what slopes is level in the middle column's row."""
    high, wide = cells.shape
    moves = np.round((np.arange(wide) - wide / 2) * CELL * slope).astype(np.int64)
    rows = np.arange(high)[:, None] + moves
    moved = cells[np.clip(rows, 0, high - 1), np.arange(wide)]
    return np.asarray(np.where((rows >= 0) & (rows < high), moved, 0), np.uint8)


def _rows(cells: Cells, columns: tuple[float, float]) -> Array:
    """How many cells of these columns (shares of the width) are inked in each row, averaged over `ROW`."""
    left, right = (int(share * cells.shape[1]) for share in columns)
    counts = cells[:, left:right].sum(1, dtype=np.float32).reshape(-1, 1)
    return np.asarray(cv2.blur(counts, (1, ROW)), np.float32).ravel() if counts.size else counts.ravel()
