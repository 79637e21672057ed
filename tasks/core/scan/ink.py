"""Ink told apart (tách mực): print stays, seals and stamps over it are lifted off, red print is still read."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan import marks, paper
from tasks.core.scan.marks import Shape
from tasks.core.scan.paper import SMALL_DPI, Grey, Mask
from tasks.core.scan.segments import Segment, find_segments

_MM = SMALL_DPI / 25.4
_COLOURED_PAGE = 0.0003  # share of coloured pixels from which a page is a colour scan with coloured ink
_COLOURED_PRINT = 0.4  # share of the ink: above it the print itself is coloured (blue carbon, a tinted scan)
_FAINT = 235  # of 255: the frames of worn stamps are hardly darker than paper
_BLACK = 95  # of 255: coloured ink whose brightest channel is darker lies over black print


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page for the engine: `image` without marks, `seen` with them (for the marks' own text), both grey and upright."""

    image: Grey
    seen: Grey
    shapes: tuple[Shape, ...]
    coloured: bool
    scribbles: tuple[tuple[int, int, int, int], ...] = ()


def flatten_colour(image: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """Each channel with the paper's own shade divided out."""
    channels = [paper.flatten(np.ascontiguousarray(image[:, :, channel]), dpi) for channel in range(3)]
    return np.asarray(cv2.merge(channels), np.uint8)


def has_colour(image: NDArray[np.uint8], dpi: float) -> bool:
    """Whether a picture (height x width x 3) as it came may have coloured ink; a tinted paper has none.

    Most scans have none, and grey ones cost a third of the work.
    """
    small, _ = paper.shrink(image, dpi)
    return float(marks.coloured(flatten_colour(small, SMALL_DPI)).mean()) >= _COLOURED_PAGE / 2


def clean(image: NDArray[np.uint8], dpi: float) -> Cleaned:
    """Find the marks of an upright picture (height x width x 3 or height x width) and lift them off."""
    if image.ndim == 2:
        return _clean_grey(paper.flatten(image, dpi), dpi)
    flat = flatten_colour(image, dpi)
    small, scale = paper.shrink(flat, dpi)
    colour = marks.coloured(small)
    black = paper.ink(small.max(axis=2), below=170)
    if colour.mean() < _COLOURED_PAGE or colour.sum() > _COLOURED_PRINT * (colour | black).sum():
        return _clean_grey(paper.grey(flat), dpi)
    return _clean_colour(flat, small, scale)


def _clean_colour(flat: NDArray[np.uint8], small: NDArray[np.uint8], scale: float) -> Cleaned:
    colour = marks.coloured(small)
    seals = marks.find_seals(colour, least=0.3)
    frames = _beside(marks.find_frames(colour, straight=False), seals)
    shapes = [*seals, *frames, *_beside(_faint_frames(paper.grey(small)), [*seals, *frames])]
    seen = paper.grey(flat)
    blank = np.zeros(small.shape[:2], np.uint8)
    for shape in shapes:
        _fill(blank, shape)
    scribbles = _scribbles(colour & ~marks.red(small), blank)
    for left, top, right, bottom in scribbles:
        blank[top:bottom, left:right] = 1
    image = seen.copy()
    for left, top, width, height, _ in cv2.connectedComponentsWithStats(blank)[2][1:].tolist():
        _lift_colour(image, flat, blank, (left, top, left + width, top + height), scale)
    return Cleaned(image, seen, tuple(shapes), coloured=True, scribbles=tuple(scribbles))


def _beside(frames: Sequence[Shape], seals: Sequence[Shape]) -> list[Shape]:
    """Frames that are not a seal's own rings."""
    return [frame for frame in frames if not any(seal.holds(frame) for seal in seals)]


def _lift_colour(
    image: Grey, flat: NDArray[np.uint8], blank: NDArray[np.uint8], box: tuple[int, int, int, int], scale: float
) -> None:
    """Lift coloured ink off within a box of the small picture: what is left is as dark as its brightest channel."""
    left, top, right, bottom = box
    place = np.s_[round(top / scale) : round(bottom / scale), round(left / scale) : round(right / scale)]
    part = flat[place]
    where = cv2.resize(blank[top:bottom, left:right], (part.shape[1], part.shape[0]), interpolation=cv2.INTER_NEAREST) > 0
    brightest = part.max(axis=2)
    lifted = np.where((marks.chroma(part) > 30) & (brightest > _BLACK), np.uint8(255), brightest)
    image[place] = np.where(where, lifted, image[place])


def _fill(blank: NDArray[np.uint8], shape: Shape) -> None:
    if shape.kind == "seal":
        width, _ = shape.size
        centre = ((shape.left + shape.right) // 2, (shape.top + shape.bottom) // 2)
        cv2.circle(blank, centre, round(width / 2 + 1.2 * _MM), 1, -1)
    else:
        cv2.rectangle(blank, (shape.left - 2, shape.top - 2), (shape.right + 2, shape.bottom + 2), 1, -1)


def _scribbles(pen: Mask, taken: NDArray[np.uint8]) -> list[tuple[int, int, int, int]]:
    """Boxes of handwriting in coloured ink that is higher than print or no longer than a paraph."""
    joined = cv2.morphologyEx(
        (pen & (taken == 0)).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((round(2 * _MM), round(2 * _MM)), np.uint8)
    )
    stats = cv2.connectedComponentsWithStats(joined)[2]
    found = []
    for left, top, width, height, area in stats[1:].tolist():
        if area < 12 or height < 1.5 * _MM:
            continue
        if height > 7 * _MM:
            found.append((left - 2, max(top - 2, 0), left + width + 2, top + height + 2))
    return found


def _clean_grey(flat: Grey, dpi: float) -> Cleaned:
    small, scale = paper.shrink(flat, dpi)
    mask = paper.ink(small)
    segments = find_segments(mask)
    seals = marks.find_seals(marks.without_print(mask, segments), least=0.3)
    frames = _beside(_faint_frames(small), seals)
    if not seals and not frames:
        return Cleaned(flat, flat, (), coloured=False)
    image = flat.copy()
    print_level = _level(flat[flat < 150])
    for shape in (*seals, *frames):
        _lift_grey(image, shape, segments, scale, print_level)
    return Cleaned(image, flat, (*seals, *frames), coloured=False)


def _faint_frames(small: Grey) -> list[Shape]:
    """Framed stamps of the page's upper half by their lines, also worn ones, with the handwriting that sticks out of them."""
    lines = marks.lines_only(paper.ink(small, below=_FAINT))
    frames = [shape for shape in marks.find_frames(lines, straight=True) if shape.top < 0.5 * small.shape[0]]
    return [marks.with_what_sticks_out(shape, paper.ink(small) & ~lines) for shape in frames]


def _level(values: NDArray[np.uint8]) -> float:
    return float(np.percentile(values, 25)) if values.size else 0.0


def _lift_grey(image: Grey, shape: Shape, segments: Sequence[Segment], scale: float, print_level: float) -> None:
    """Lift a mark off grey print: by its lighter shade where it has one, else by its place."""
    top, bottom, left, right = (
        round(value / scale) for value in (shape.top - 3, shape.bottom + 3, shape.left - 3, shape.right + 3)
    )
    top, left = max(top, 0), max(left, 0)
    region = image[top:bottom, left:right]
    inside = np.zeros(region.shape, np.uint8)
    _shape_mask(inside, shape)
    bands = np.zeros(region.shape, np.uint8)
    for bar in segments:
        if _outside_share(bar, shape) > 0.25:
            bands[max(round((bar.top - 6) / scale) - top, 0) : max(round((bar.bottom + 4) / scale) - top, 0)] = 1
    edge = _edge_level(region, shape)
    if edge - print_level > 40:
        core = (region < print_level + 0.5 * (edge - print_level)).astype(np.uint8)
        keep = cv2.dilate(cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), np.ones((3, 3), np.uint8))
        if shape.kind == "frame":  # what is dark in a stamp away from lines of print was written into it by hand
            keep = cv2.bitwise_and(keep, bands)
    else:
        keep = bands
    region[(inside > 0) & (keep == 0)] = 255


def _shape_mask(inside: NDArray[np.uint8], shape: Shape) -> None:
    height, width = inside.shape
    if shape.kind == "seal":
        cv2.ellipse(inside, (width // 2, height // 2), (width // 2, height // 2), 0, 0, 360, 1, -1)
    else:
        inside[:] = 1


def _edge_level(region: Grey, shape: Shape) -> float:
    """Usual grey of the mark's own outline."""
    outer, inner = np.zeros(region.shape, np.uint8), np.zeros(region.shape, np.uint8)
    height, width = region.shape
    band = max(round(0.06 * min(height, width)), 3)
    if shape.kind == "seal":
        cv2.ellipse(outer, (width // 2, height // 2), (width // 2, height // 2), 0, 0, 360, 1, -1)
        cv2.ellipse(inner, (width // 2, height // 2), (width // 2 - 2 * band, height // 2 - 2 * band), 0, 0, 360, 1, -1)
    else:
        outer[:] = 1
        inner[2 * band : -2 * band, 2 * band : -2 * band] = 1
    values = region[(outer > 0) & (inner == 0) & (region < 215)]
    return float(np.median(values)) if values.size else 255.0


def _outside_share(bar: Segment, shape: Shape) -> float:
    if bar.bottom < shape.top or bar.top > shape.bottom or bar.right < shape.left or bar.left > shape.right:
        return 0.0
    over = min(bar.right, shape.right) - max(bar.left, shape.left)
    return 1 - over / max(bar.width, 1)
