"""Marks in grey pictures (dấu trên bản chụp xám): a seal or stamp over print is lifted off by its shade, or by its place."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.ink import rings
from tasks.core.scan.ink.marks import Shape
from tasks.core.scan.sheet.paper import SMALL_DPI, Grey
from tasks.core.scan.sheet.segments import Segment

_MM = SMALL_DPI / 25.4
_INK = 150
_NAME = 10 * _MM  # a name or a title is at least so long; pieces of a seal's legend are shorter
_NEAR = 80  # greys between print and a mark below which thin strokes of print are hardly darker than it
_NONE, _ALL = 0.1, 0.5  # shares of the way from such a mark to print at which nothing of a grey is kept, and all of it
_THIN = 0.8  # between print and a paler mark: thin strokes of print are no paler
_TAILS = 4  # pixels that a bar of print lacks below
_RING = 0.18  # of its width: so far beyond what was found of a pale seal its outer ring may lie


def lift(image: Grey, shape: Shape, segments: Sequence[Segment], scale: float, print_level: float) -> None:
    """Lift a mark off print, in place: by its lighter shade where it has one, else by its place.

    `image` is the page (height x width), `shape` and `segments` are those of the small picture, which is `scale` as large;
    `print_level` is the usual grey of the page's print.
    """
    top, bottom, left, right = _edges(shape, scale)
    edge = _edge_level(image[top:bottom, left:right], shape, (left, top), scale)
    paler = edge - print_level > 40
    if paler and shape.kind == "seal":
        shape = _with_its_ring(shape)
        top, bottom, left, right = _edges(shape, scale)
    region = image[top:bottom, left:right]
    inside = np.zeros(region.shape, np.uint8)
    _shape_mask(inside, shape, (left, top), scale)
    bands = np.zeros(region.shape, np.uint8)
    over = _print_over(segments, shape)
    over += [bar for bar in segments if paler and _hangs_over(bar, shape) and bar not in over]
    for bar in over:
        bands[max(round((bar.top - 6) / scale) - top, 0) : max(round((bar.bottom + _TAILS) / scale) - top, 0)] = 1
    keep = _darker(region, print_level, edge) if paler else bands
    if shape.kind == "frame":  # what is dark in a stamp away from lines of print was written into it by hand
        keep &= bands
    gone = (inside > 0) & (keep == 0)
    if paler and edge - print_level < _NEAR:
        region[gone] = _fading(region[gone], print_level, edge)
    else:
        region[gone] = 255
    if shape.kind == "seal" and not paler:  # a paler ring is gone by now; what it left on letters is theirs
        _lift_rings(image, shape, scale)


def print_level(page: Grey, segments: Sequence[Segment], scale: float) -> float:
    """Usual grey of the page's print, 0 to 255: that of the middle one of its bars; 0 for a page without print.

    Bars, not all that is dark: on bad copies black edges, punched holes and specks are much darker than print, and a seal that
    is as pale as they make print look was lifted off together with the names and titles under it.
    """
    levels = []
    for bar in segments:
        pixels = page[round(bar.top / scale) : round(bar.bottom / scale), round(bar.left / scale) : round(bar.right / scale)]
        dark = pixels[pixels < _INK]
        if dark.size:
            levels.append(float(np.percentile(dark, 25)))
    return float(np.median(levels)) if levels else 0.0


def _darker(region: Grey, print_level: float, edge: float) -> NDArray[np.uint8]:
    """Print in a paler mark: what is nearer to print than to the mark, its edge, and its thin strokes, which are paler."""
    core = (region < print_level + 0.5 * (edge - print_level)).astype(np.uint8)
    solid = cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    thin = (region < print_level + _THIN * (edge - print_level)).astype(np.uint8)
    near = cv2.bitwise_and(thin, cv2.dilate(solid, np.ones((9, 9), np.uint8)))
    return np.asarray(cv2.bitwise_or(cv2.dilate(solid, np.ones((3, 3), np.uint8)), near), np.uint8)


def _fading(values: Grey, print_level: float, edge: float) -> Grey:
    """Greys between print and a mark that is hardly paler: what is as pale as the mark white, half as dark as print kept."""
    share = (edge - values.astype(np.float64)) / (edge - print_level)
    return np.asarray(np.round(255 - (255 - values) * np.clip((share - _NONE) / (_ALL - _NONE), 0, 1)), np.uint8)


def _edges(shape: Shape, scale: float) -> tuple[int, int, int, int]:
    """Top, bottom, left and right of a mark of the small picture on the page, a little beyond it."""
    top, bottom, left, right = (
        round(value / scale) for value in (shape.top - 3, shape.bottom + 3, shape.left - 3, shape.right + 3)
    )
    return max(top, 0), bottom, max(left, 0), right


def _with_its_ring(shape: Shape) -> Shape:
    """A seal with room for the ring around what was found of it: often that is its inner circle (of 40 mm, 35)."""
    width, height = shape.size
    more, taller = round(_RING * width), round(_RING * height)
    return replace(shape, left=shape.left - more, top=shape.top - taller, right=shape.right + more, bottom=shape.bottom + taller)


def _lift_rings(image: Grey, shape: Shape, scale: float) -> None:
    """Lift the seal's rings off where they cross print."""
    width, _ = shape.size
    reach = round(0.57 * width / scale)
    x, y = (round((one + other) / 2 / scale) for one, other in ((shape.left, shape.right), (shape.top, shape.bottom)))
    top, left = max(y - reach, 0), max(x - reach, 0)
    region = image[top : y + reach, left : x + reach]
    region[rings.arcs(region, (x - left, y - top), width / 2 / scale, SMALL_DPI / scale)] = 255


def _shape_mask(inside: NDArray[np.uint8], shape: Shape, origin: tuple[int, int], scale: float) -> None:
    """Fill a mark in, in place; `origin`: x and y of the picture's corner on the page."""
    height, width = inside.shape
    if shape.kind == "seal":
        cv2.ellipse(inside, (width // 2, height // 2), (width // 2, height // 2), 0, 0, 360, 1, -1)
    elif shape.corners:
        cv2.fillPoly(inside, [_outline(shape, origin, scale)], (1,))
        inside[:, round(max(x for x, _ in shape.corners) / scale) - origin[0] :] = 1  # handwriting that sticks out
    else:
        inside[:] = 1


def _outline(shape: Shape, origin: tuple[int, int], scale: float) -> NDArray[np.int32]:
    return np.asarray([(round(x / scale) - origin[0], round(y / scale) - origin[1]) for x, y in shape.corners], np.int32)


def _edge_level(region: Grey, shape: Shape, origin: tuple[int, int], scale: float) -> float:
    """Usual grey of the mark's own outline."""
    outer, inner = np.zeros(region.shape, np.uint8), np.zeros(region.shape, np.uint8)
    height, width = region.shape
    band = max(round(0.06 * min(height, width)), 3)
    if shape.kind == "seal":
        cv2.ellipse(outer, (width // 2, height // 2), (width // 2, height // 2), 0, 0, 360, 1, -1)
        cv2.ellipse(inner, (width // 2, height // 2), (width // 2 - 2 * band, height // 2 - 2 * band), 0, 0, 360, 1, -1)
    elif shape.corners:
        cv2.fillPoly(outer, [_outline(shape, origin, scale)], (1,))
        inner = np.asarray(cv2.erode(outer, np.ones((2 * band + 1, 2 * band + 1), np.uint8)), np.uint8)
    else:
        outer[:] = 1
        inner[2 * band : -2 * band, 2 * band : -2 * band] = 1
    values = region[(outer > 0) & (inner == 0) & (region < 215)]
    return float(np.median(values)) if values.size else 255.0


def _print_over(segments: Sequence[Segment], shape: Shape) -> list[Segment]:
    """Bars of print that run over a mark: they reach out of it, go on beside it, or look like a line within a seal."""
    usual = float(np.median([bar.height for bar in segments])) if segments else 0.0
    found = []
    for bar in segments:
        if bar.bottom < shape.top or bar.top > shape.bottom or bar.right < shape.left or bar.left > shape.right:
            continue
        even = 0.6 * usual < bar.height < 1.6 * usual
        line = shape.kind == "seal" and even and bar.width > _NAME
        if line or _outside_share(bar, shape) > 0.25 or (even and _goes_on(bar, segments, shape)):
            found.append(bar)
    return found


def _hangs_over(bar: Segment, shape: Shape) -> bool:
    """Whether a bar of print stands above a frame and its tails reach into it."""
    beside = bar.right < shape.left or bar.left > shape.right
    return shape.kind == "frame" and not beside and bar.middle < shape.top <= bar.bottom + _TAILS


def _goes_on(bar: Segment, segments: Sequence[Segment], shape: Shape) -> bool:
    """Whether the bar's line has another bar of its height a blank further on, outside the mark."""
    for other in segments:
        gap = max(other.left - bar.right, bar.left - other.right)
        level = abs(other.middle - bar.middle) < 0.3 * bar.height and abs(other.height - bar.height) < 0.3 * bar.height
        if 0 <= gap < 6 * _MM and level and _outside_share(other, shape, apart=1.0) > 0.25:
            return True
    return False


def _outside_share(bar: Segment, shape: Shape, *, apart: float = 0.0) -> float:
    """Share of the bar's width that is beside the mark; `apart` for one that is nowhere near."""
    if bar.bottom < shape.top or bar.top > shape.bottom or bar.right < shape.left or bar.left > shape.right:
        return apart
    over = min(bar.right, shape.right) - max(bar.left, shape.left)
    return 1 - over / max(bar.width, 1)
