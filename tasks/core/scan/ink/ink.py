"""Ink told apart (tách mực): print stays, seals and stamps over it are lifted off, red print is still read."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.ink import grey_marks, marks, red_print
from tasks.core.scan.ink.frame_edges import with_edges, without_frames
from tasks.core.scan.ink.marks import Shape
from tasks.core.scan.ink.torn_frames import find_torn_frames
from tasks.core.scan.sheet import paper
from tasks.core.scan.sheet.layout import find_layout
from tasks.core.scan.sheet.paper import SMALL_DPI, Grey, Mask
from tasks.core.scan.sheet.segments import Segment, find_segments

_MM = SMALL_DPI / 25.4
_COLOURED_PAGE = 0.0003  # share of coloured pixels from which a page is a colour scan with coloured ink
_COLOURED_PRINT = 0.4  # share of the ink: above it the print itself is coloured (blue carbon, a tinted scan)
_FAINT = 235  # of 255: the frames of worn stamps are hardly darker than paper
_STROKES = 0.02  # of a signature's box is ink: 0.026 to 0.16 on real and made scans; 0.014 of a yellow sheet's edges
_OVER = 0.75  # of its own usual brightness: coloured ink that is darker has print under it
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


def clean(image: NDArray[np.uint8], dpi: float, *, bilevel: bool = False) -> Cleaned:
    """Find the marks of an upright picture (height x width x 3 or height x width) and lift them off.

    `bilevel`: it came in black and white, which tears the frames of pale stamps.
    """
    if image.ndim == 2:
        return _clean_grey(paper.flatten(image, dpi), dpi, bilevel=bilevel)
    flat = flatten_colour(image, dpi)
    small, scale = paper.shrink(flat, dpi)
    colour = marks.coloured(small)
    level = paper.ink_level(paper.grey(small))
    black = paper.ink(small.max(axis=2), below=level if level > 200 else 170)  # faint print is nearly as light as coloured ink
    if colour.mean() < _COLOURED_PAGE:
        return _clean_grey(paper.grey(flat), dpi)
    seals = marks.find_seals(marks.warm(small), least=0.3)
    beyond = colour & (_filled(seals, colour.shape) == 0)  # a last page has little print beside its seal
    if beyond.sum() > _COLOURED_PRINT * (beyond | black).sum():
        return _clean_grey(paper.grey(flat), dpi)
    return _clean_colour(flat, small, scale, seals)


def _clean_colour(flat: NDArray[np.uint8], small: NDArray[np.uint8], scale: float, seals: Sequence[Shape]) -> Cleaned:
    colour = marks.coloured(small)
    stamped = colour | marks.tinted(small)
    lines = marks.lines_only(stamped)
    frames = _largest([*marks.find_frames(stamped, straight=False), *marks.find_outlines(stamped, lines)])
    frames = [with_edges(shape, stamped, lines) for shape in _beside(frames, seals)]
    frames += _beside(_faint_frames(paper.grey(small)), [*seals, *frames])
    shapes = [*seals, *frames]
    seen = paper.grey(flat)
    blank = _filled(shapes, colour.shape)
    _grow(blank, marks.warm(small), seals)
    scribbles = _scribbles(colour & ~marks.red(small), _filled(shapes[len(seals) :], colour.shape))
    for left, top, right, bottom in scribbles:
        blank[top:bottom, left:right] = 1
    stamped_print = red_print.bands(marks.red(small), seals)
    red_print.spare(blank, stamped_print)
    image = seen.copy()
    for left, top, width, height, _ in cv2.connectedComponentsWithStats(blank)[2][1:].tolist():
        _lift_colour(image, flat, blank, (left, top, left + width, top + height), scale)
    red_print.lift_rings(image, stamped_print, scale)
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
    coloured = (marks.chroma(part) > 30) | marks.tinted(part)
    warm = part[:, :, 2] >= part[:, :, 0]
    for ink in (coloured & warm & where, coloured & ~warm & where):  # a seal's ink and a pen's are not equally dark
        brightest[ink & (brightest > _print_below(brightest[ink]))] = 255
    image[place] = np.where(where, brightest, image[place])


def _print_below(ink: NDArray[np.uint8]) -> float:
    """Of coloured ink, the brightness of its brightest channel below which it lies over black print."""
    return max(_OVER * float(np.median(ink)), _BLACK) if ink.size else 0.0


def _filled(shapes: Sequence[Shape], size: tuple[int, ...]) -> NDArray[np.uint8]:
    blank = np.zeros(size, np.uint8)
    for shape in shapes:
        _fill(blank, shape)
    return blank


def _grow(blank: NDArray[np.uint8], warm: Mask, seals: Sequence[Shape]) -> None:
    """Take in what hangs together with a seal up to 3 mm beyond its circle: rings are not always found whole."""
    reach = round(3 * _MM)
    for seal in seals:
        top, left = max(seal.top - reach, 0), max(seal.left - reach, 0)
        place = np.s_[top : seal.bottom + reach, left : seal.right + reach]
        joined = cv2.dilate(warm[place].astype(np.uint8), np.ones((3, 3), np.uint8))
        count, labels = cv2.connectedComponents(joined)
        inside = np.bincount(labels[blank[place] > 0], minlength=count) / np.maximum(
            np.bincount(labels.ravel(), minlength=count), 1
        )
        inside[0] = 0.0
        blank[place][(inside > 0.5)[labels]] = 1


def _fill(blank: NDArray[np.uint8], shape: Shape) -> None:
    if shape.kind == "seal":
        width, _ = shape.size
        centre = ((shape.left + shape.right) // 2, (shape.top + shape.bottom) // 2)
        cv2.circle(blank, centre, round(width / 2 + 1.2 * _MM), 1, -1)
    else:
        cv2.rectangle(blank, (shape.left - 2, shape.top - 2), (shape.right + 2, shape.bottom + 2), 1, -1)


def _scribbles(pen: Mask, taken: NDArray[np.uint8]) -> list[tuple[int, int, int, int]]:
    """Boxes of handwriting in coloured ink: higher than print, and some of its box is ink, as a sheet's coloured edge is not."""
    joined = cv2.morphologyEx(
        (pen & (taken == 0)).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((round(2 * _MM), round(2 * _MM)), np.uint8)
    )
    stats = cv2.connectedComponentsWithStats(joined)[2]
    found = []
    for left, top, width, height, area in stats[1:].tolist():
        if area < 12 or height < 1.5 * _MM:
            continue
        if height > 7 * _MM and pen[top : top + height, left : left + width].mean() >= _STROKES:
            found.append((left - 2, max(top - 2, 0), left + width + 2, top + height + 2))
    return found


def _clean_grey(flat: Grey, dpi: float, *, bilevel: bool = False) -> Cleaned:
    small, scale = paper.shrink(flat, dpi)
    mask = paper.ink(small, below=paper.ink_level(small))
    segments = find_segments(mask)
    seals = marks.find_seals(marks.without_print(paper.ink(small, below=_FAINT), segments), least=0.35)
    if not seals:  # a paper that is grainy hides them in the fainter picture
        seals = marks.find_seals(marks.without_print(mask, segments), least=0.3)
    torn = bilevel and find_layout(segments, small.shape[1], small.shape[0]).head is not None
    frames = _beside(_faint_frames(small, segments if torn else None), seals)
    if not seals and not frames:
        return Cleaned(flat, flat, (), coloured=False)
    image = flat.copy()
    print_level = grey_marks.print_level(flat, segments, scale)
    segments += find_segments(without_frames(mask, frames))  # a row that touches a frame is no bar together with it
    for shape in (*seals, *frames):
        grey_marks.lift(image, shape, segments, scale, print_level)
    return Cleaned(image, flat, (*seals, *frames), coloured=False)


def _faint_frames(small: Grey, segments: Sequence[Segment] | None = None) -> list[Shape]:
    """Framed stamps of the page's upper half by their lines, also worn ones, with the handwriting that sticks out of them.

    `segments`: the page's bars of print, where torn frames are to be looked for too.
    """
    mask = paper.ink(small, below=_FAINT)
    lines = marks.lines_only(mask)
    pieces = find_torn_frames(mask, segments) if segments is not None else []
    found = _edged(mask, lines, pieces)
    if clear := [shape for shape in found if shape.corners]:  # a stamp that lies over another hides its frame
        bare = without_frames(mask, clear)
        found = _largest([*found, *_edged(bare, marks.lines_only(bare), [])])
    return [marks.with_what_sticks_out(shape, paper.ink(small) & ~lines) for shape in found]


def _edged(mask: Mask, lines: Mask, pieces: Sequence[Shape]) -> list[Shape]:
    """Framed stamps of the page's upper half, with their corners where these are clear."""
    found = _largest([*marks.find_frames(lines, straight=True), *marks.find_outlines(mask, lines), *pieces])
    return [with_edges(shape, mask, lines) for shape in found if shape.top < 0.5 * mask.shape[0]]


def _largest(frames: Sequence[Shape]) -> list[Shape]:
    """Frames without those that stand for a part of a larger one, or for the same; two stamps side by side are not one."""
    kept: list[Shape] = []
    for frame in sorted(frames, key=lambda shape: shape.size[0] * shape.size[1], reverse=True):
        inside = sorted((other for other in frames if other != frame and frame.holds(other)), key=lambda shape: shape.left)
        if any(two.left - one.right > 3 * _MM for one, two in itertools.pairwise(inside)):
            continue
        if not any(other.holds(frame) for other in kept):
            kept.append(frame)
    return kept
