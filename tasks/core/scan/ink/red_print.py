"""Red print that runs into a red seal (tên đóng dấu đỏ chạm con dấu): told from the seal's own ink by where it goes on outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.ink import rings
from tasks.core.scan.ink.marks import Shape
from tasks.core.scan.sheet.paper import SMALL_DPI, Grey, Mask
from tasks.core.scan.sheet.segments import Segment, find_segments

_MM = SMALL_DPI / 25.4
_HEIGHT = (1.8 * _MM, 7 * _MM)  # of a bar of print, without its accents
_TOUCHES = 3 * _MM  # so near to the seal its next letter may be a part of it
_RING = 1.2 * _MM  # so far beyond the circle that was found its outer ring may lie
_LETTER = 3 * _MM  # of a name may be half hidden by the ring
_GOES_ON = 7 * _MM  # so far out no ring or letter of the seal's own reaches
_ACCENTS, _TAILS = 11, 4  # pixels that bars lack above (accents, and what the circle hides of the letters) and below


@dataclass(frozen=True, slots=True)
class Band:
    """A row of red print within a seal, in pixels of the small picture."""

    seal: Shape
    top: int
    bottom: int


def bands(red: Mask, seals: Sequence[Shape]) -> list[Band]:
    """Rows of red print that go on beside a seal: `red` is the red ink of the small picture."""
    outside = red.copy()
    rows, columns = np.ogrid[: red.shape[0], : red.shape[1]]
    for seal in seals:
        x, y, radius = _circle(seal)
        outside &= (columns - x) ** 2 + (rows - y) ** 2 > (radius + _RING) ** 2
    bars = [bar for bar in find_segments(outside) if _HEIGHT[0] < bar.height < _HEIGHT[1]]
    return [
        Band(seal, max(bar.top - _ACCENTS, 0), bar.bottom + _TAILS) for seal in seals for bar in bars if _comes_out_of(bar, seal)
    ]


def _circle(seal: Shape) -> tuple[float, float, float]:
    return (seal.left + seal.right) / 2, (seal.top + seal.bottom) / 2, seal.size[0] / 2


def _comes_out_of(bar: Segment, seal: Shape) -> bool:
    """Whether a bar of print begins at the seal's edge and goes on far from it, beside or (its last letters) below."""
    x, y, radius = _circle(seal)
    if bar.top > seal.bottom + _TOUCHES or bar.bottom < seal.top - _TOUCHES:
        return False
    half = sqrt(max(radius**2 - (bar.middle - y) ** 2, 0.0))
    right = bar.centre > x
    gap = bar.left - (x + half) if right else (x - half) - bar.right
    far = bar.right - max(x + half, bar.left) if right else min(x - half, bar.right) - bar.left
    return gap < _TOUCHES + _LETTER and far > _GOES_ON


def spare(blank: NDArray[np.uint8], found: Sequence[Band]) -> None:
    """Take the rows out of what is to be lifted, in place; `blank`: 1 where ink is lifted, small picture."""
    reach = round(_TOUCHES)
    for band in found:
        blank[band.top : band.bottom, max(band.seal.left - reach, 0) : band.seal.right + reach] = 0


def lift_rings(image: Grey, found: Sequence[Band], scale: float) -> None:
    """Lift the seal's rings off the rows that were spared, in place. `image`: the page, the small picture is `scale` as large."""
    for band in found:
        x, y, radius = (value / scale for value in _circle(band.seal))
        reach = round(1.15 * radius)
        top, left = max(round(y) - reach, 0), max(round(x) - reach, 0)
        region = image[top : round(y) + reach, left : round(x) + reach]
        arcs = rings.arcs(region, (x - left, y - top), radius, SMALL_DPI / scale)
        rows, columns = np.ogrid[top : top + region.shape[0], left : left + region.shape[1]]
        near = (columns - x) ** 2 + (rows - y) ** 2 < (radius + _RING / scale) ** 2
        region[arcs & near & (rows >= band.top / scale) & (rows < band.bottom / scale)] = 255
