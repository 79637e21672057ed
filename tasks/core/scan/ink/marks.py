"""Marks on the small picture: round seals (dấu tròn) and framed stamps (KHẨN, ĐẾN), told from print by shape and colour."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.sheet.paper import SMALL_DPI, Mask
from tasks.core.scan.sheet.segments import Segment

_MM = SMALL_DPI / 25.4
_SEAL_RADIUS = (11 * _MM, 22 * _MM)  # the state's seal measures 36 mm, a Party cell's or a company's from 28 to 42 mm
_STAMP_WIDTH = (9 * _MM, 75 * _MM)
_STAMP_HEIGHT = (5 * _MM, 32 * _MM)
_CHROMA = 45  # of 255: ink that is this far from grey has a colour; JPEG fringes of black print stay below
_PALE = 18  # of 255: what is nearer to grey may be noise of a photo
_TINT = 0.35  # of the ink's darkness that is colour: washed stamp ink has more, JPEG fringes of black print have less

_TURN = np.linspace(0, 2 * np.pi, 120, endpoint=False)
_COSINES, _SINES = np.cos(_TURN), np.sin(_TURN)

MarkShape = Literal["seal", "frame"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark's place, in pixels of the small picture; a seal is the circle within its box.

    `angle`: degrees that a framed stamp's print falls to the right (clockwise), -45 to 45.
    `corners`: x and y of a frame's own, clockwise from the upper left one, where its lines are known (`frame_edges`).
    """

    kind: MarkShape
    left: int
    top: int
    right: int
    bottom: int
    angle: float = 0.0
    corners: tuple[tuple[int, int], ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.right - self.left, self.bottom - self.top

    def holds(self, other: "Shape") -> bool:
        """Whether the other's centre lies within."""
        return _overlap(self, (other.left + other.right) / 2, (other.top + other.bottom) / 2)


def chroma(small: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """How far from grey each pixel is (height x width, 0 to 255)."""
    blue, green, redness = cv2.split(small)
    return np.asarray(cv2.subtract(cv2.max(cv2.max(blue, green), redness), cv2.min(cv2.min(blue, green), redness)), np.uint8)


def red(small: NDArray[np.uint8]) -> Mask:
    """Red ink of a flattened colour picture (blue green red)."""
    blue, green, redness = (small[:, :, channel].astype(np.int16) for channel in range(3))
    return np.asarray(redness - np.maximum(blue, green) > _CHROMA, np.bool_)


def coloured(small: NDArray[np.uint8]) -> Mask:
    """Ink of any colour but black and grey."""
    return np.asarray(chroma(small) > _CHROMA, np.bool_)


def warm(small: NDArray[np.uint8]) -> Mask:
    """Coloured ink that is no bluer than it is red: a seal's, never a pen's."""
    blue, _, redness = cv2.split(small)
    return np.asarray(coloured(small) & (redness >= blue), np.bool_)


def tinted(small: NDArray[np.uint8]) -> Mask:
    """Coloured ink however pale: what a third of its darkness is missing from one channel only. Black print has grey edges."""
    colour = chroma(small)
    darkness = 255 - small.min(axis=2).astype(np.float32)
    return np.asarray((colour > _PALE) & (colour > _TINT * darkness), np.bool_)


def without_print(mask: Mask, segments: Sequence[Segment]) -> Mask:
    """Ink without the lines of print: what is left are marks, accents and specks. Circles are looked for in it."""
    left = mask.copy()
    for bar in segments:
        if bar.width > 12 * _MM:
            left[max(bar.top - 5, 0) : bar.bottom + 5, bar.left : bar.right] = False
    return left


def find_seals(mask: Mask, *, least: float) -> list[Shape]:
    """Round seals in a mask of ink; `least`: the share of the ring that must be inked, more than just outside it."""
    blurred = cv2.GaussianBlur(mask.astype(np.uint8) * 255, (0, 0), 1.0)
    low, high = _SEAL_RADIUS
    circles = cv2.HoughCircles(
        blurred, cv2.HOUGH_GRADIENT, dp=2.0, minDist=low, param1=120, param2=40, minRadius=round(low), maxRadius=round(high)
    )
    if circles is None:
        return []
    thick = np.asarray(cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)
    rings = sorted((_best_ring(thick, x, y) for x, y, _ in circles.reshape(-1, 3)[:12].tolist()), reverse=True)
    kept: list[tuple[float, float, float]] = []
    for edge, x, y, radius in rings:
        apart = all(np.hypot(x - column, y - row) > 0.8 * (radius + reach) for column, row, reach in kept)
        if edge >= least and apart:  # of two that overlap the fainter is made of the other's legend and a signature
            kept.append((x, y, radius))
    return [Shape("seal", round(x - radius), round(y - radius), round(x + radius), round(y + radius)) for x, y, radius in kept]


def _best_ring(thick: NDArray[np.uint8], x: float, y: float) -> tuple[float, float, float, float]:
    """The outer ring near a centre: how much more of it is inked than of the circle 2 mm outside, its centre and radius.

    The centre is looked for within 12 pixels, then moved towards the better ring by 2 and by 1: a signature through the seal
    draws the first guess aside.
    """
    edge, radius = _edge(thick, x, y)
    best = (edge, x, y, radius)
    for step, count in ((4.0, 3), (2.0, 1), (1.0, 1), (1.0, 1)):
        _, column, row, _ = best
        shifts = [step * number for number in range(-count, count + 1)]
        for near in ((column + across, row + down) for across in shifts for down in shifts):
            edge, radius = _edge(thick, *near)
            best = max(best, (edge, *near, radius))
    return best


def _edge(thick: NDArray[np.uint8], x: float, y: float) -> tuple[float, float]:
    """The outermost strong ring about a centre: its share of ink above that of the circle 2 mm outside, and its radius."""
    low, high = _SEAL_RADIUS
    radii = np.arange(low, high + 10, 2)[:, None]
    columns, rows = np.rint(x + radii * _COSINES).astype(int), np.rint(y + radii * _SINES).astype(int)
    inside = (columns >= 0) & (rows >= 0) & (columns < thick.shape[1]) & (rows < thick.shape[0])
    inked = thick[rows.clip(0, thick.shape[0] - 1), columns.clip(0, thick.shape[1] - 1)] * inside
    shares = inked.mean(axis=1)
    edges = shares[:-4] - shares[4:]
    index = int(np.flatnonzero(edges >= 0.6 * edges.max())[-1]) if edges.max() > 0 else 0
    return float(edges[index]), float(radii[index, 0])


def _overlap(shape: Shape, x: float, y: float) -> bool:
    return shape.left < x < shape.right and shape.top < y < shape.bottom


def lines_only(mask: Mask) -> Mask:
    """Straight strokes longer than any letter's, upright or level to 4 degrees: what frames and tables are made of."""
    thick = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    across = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, round(6 * _MM)), np.uint8))
    down = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((round(4.5 * _MM), 1), np.uint8))
    gap = round(4 * _MM)  # worn rubber leaves gaps in its frame
    across = cv2.morphologyEx(across, cv2.MORPH_CLOSE, np.ones((3, gap), np.uint8))
    down = cv2.morphologyEx(down, cv2.MORPH_CLOSE, np.ones((gap, 3), np.uint8))
    return np.asarray(cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8)) > 0, np.bool_)


def find_frames(mask: Mask, *, straight: bool) -> list[Shape]:
    """Framed stamps in a mask of ink: an outline of a stamp's size around cells with little ink.

    `straight`: only upright rectangles count (on grey pages letters and initials make outlines too), else arrows do as well.
    """
    closed = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    contours, tree = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    cells: dict[int, list[NDArray[np.int32]]] = {}
    for contour, (_, _, _, parent) in zip(contours, np.reshape(tree, (-1, 4)).tolist() if contours else [], strict=True):
        if parent >= 0 and cv2.contourArea(contour) > (2.5 * _MM) ** 2:
            cells.setdefault(int(parent), []).append(np.asarray(contour, np.int32))
    found: list[Shape] = []
    for parent, group in cells.items():
        hull = cv2.convexHull(np.concatenate(group))
        area = cv2.contourArea(hull)
        _, _, width, height = cv2.boundingRect(hull)
        (_, (one, other), turn) = cv2.minAreaRect(hull)
        angle = turn if one >= other else turn - 90
        hollow = sum(cv2.contourArea(cell) for cell in group) > 0.5 * area
        if _fits(width, height) and hollow and area > (0.8 * one * other if straight else 0.1 * width * height):
            left, top, width, height = _whole(np.asarray(hull), np.asarray(contours[parent]), np.asarray(closed, np.uint8))
            slant = angle if abs(angle) <= 45 else 0.0
            found.append(Shape("frame", left - 2, top - 2, left + width + 2, top + height + 2, slant))
    return found


def find_outlines(mask: Mask, lines: Mask) -> list[Shape]:
    """Framed stamps whose frame has gaps, in a mask of ink: two upright lines of one height, level ones between.

    Print makes level lines by chance, upright ones hardly ever. A table's lines go on beyond the two, and between two stamps
    side by side there is white.
    """
    binary = lines.astype(np.uint8)
    across = cv2.morphologyEx(binary, cv2.MORPH_OPEN, np.ones((1, round(10 * _MM)), np.uint8))
    down = cv2.morphologyEx(binary, cv2.MORPH_OPEN, np.ones((round(8 * _MM), 1), np.uint8))
    uprights = [tuple(stat[:4]) for stat in cv2.connectedComponentsWithStats(down)[2][1:].tolist() if stat[2] < 3 * _MM]
    found: list[Shape] = []
    for one, other in itertools.combinations(sorted(uprights), 2):
        shape = _between(one, other)
        if shape is None or not _fits(*shape.size):
            continue
        alike = abs(one[1] - other[1]) < 2 * _MM and abs(one[3] - other[3]) < 2 * _MM
        closed = _closed(shape, across, least=0.0 if alike else 0.4, both=0.35 if alike else 1.1)
        if closed and not _parted(mask[shape.top : shape.bottom, shape.left : shape.right]):
            found.append(shape)
    return found


def _parted(inner: Mask) -> bool:
    """Whether 5 mm on end of a frame's columns have no ink at all."""
    empty = "".join(" " if bare else "x" for bare in np.asarray(inner.max(axis=0) == 0, np.bool_).tolist())
    return max(map(len, empty.split("x"))) > 5 * _MM


_Stat = tuple[int, int, int, int]


def _between(one: _Stat, other: _Stat) -> Shape | None:
    """The frame that two upright lines (left, top, width, height) make, where they stand at one height."""
    slack = 7.5 * _MM  # the upper field of a stamp may be worn off on one side
    if abs(one[1] - other[1]) > slack or abs(one[1] + one[3] - other[1] - other[3]) > slack:
        return None
    bottom = max(one[1] + one[3], other[1] + other[3])
    return Shape("frame", one[0], min(one[1], other[1]), other[0] + other[2], bottom)


def _closed(shape: Shape, across: NDArray[Any], *, least: float, both: float) -> bool:
    """Whether level lines run along the upper and the lower edge; where both go on to one side it is a table.

    `least`: share of the worse edge that must be there, `both`: of the two together.
    """
    band, beyond = round(3 * _MM), round(4 * _MM)
    shares, lefts, rights = [], [], []
    for edge in (shape.top, shape.bottom):
        line = np.asarray(across[max(edge - band, 0) : edge + band].max(axis=0) > 0, np.bool_)
        shares.append(float(line[shape.left : shape.right].mean()))
        lefts.append(line[max(shape.left - beyond, 0) : max(shape.left - 3, 0)].all() and shape.left > beyond)
        rights.append(line[shape.right + 3 : shape.right + beyond].all())
    return min(shares) >= least and sum(shares) > both and not all(lefts) and not all(rights)


def _fits(width: float, height: float) -> bool:
    return _STAMP_WIDTH[0] <= width <= _STAMP_WIDTH[1] and _STAMP_HEIGHT[0] <= height <= _STAMP_HEIGHT[1]


def _whole(cells: NDArray[Any], outline: NDArray[Any], lines: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Box (left, top, width, height) of all of a stamp's lines where they frame it, else of its closed cells: print may hang on."""
    left, top, width, height = cv2.boundingRect(outline)
    if _fits(width, height) and _framed(lines[top : top + height, left : left + width]):
        return left, top, width, height
    left, top, width, height = cv2.boundingRect(cells)
    return left, top, width, height


def _framed(lines: NDArray[np.uint8]) -> bool:
    """Whether lines run along all four edges, two thirds of the way round."""
    band = round(2 * _MM)
    sides = [lines[:band].any(axis=0), lines[-band:].any(axis=0), lines[:, :band].any(axis=1), lines[:, -band:].any(axis=1)]
    shares = [float(side.mean()) for side in sides]
    return min(shares) > 0.4 and sum(shares) > 4 * 0.67


def with_what_sticks_out(shape: Shape, mask: Mask) -> Shape:
    """The stamp with the handwriting that runs over its edge (the day in an ĐẾN stamp), up to 8 mm to the right."""
    reach = round(8 * _MM)
    right = min(shape.right + reach, mask.shape[1])
    cut = mask[max(shape.top, 0) : shape.bottom, max(shape.left, 0) : right].astype(np.uint8)
    edge = cut.shape[1] - (right - shape.right)
    furthest = edge
    for left, _, width, _, _ in cv2.connectedComponentsWithStats(cut)[2][1:].tolist():
        if left < edge - 2 and edge < left + width < cut.shape[1] and width < 2 * reach:
            furthest = max(furthest, left + width)
    return replace(shape, right=shape.right + furthest - edge)
