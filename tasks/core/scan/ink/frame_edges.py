"""Where exactly a stamp's frame runs (khung của con dấu): print that hangs on it is no part of the stamp.

A row of print that touches the frame makes its box grow over the row: letters on an upright line make it longer, and a frame that
stands aslant has a box that is higher than itself by the row's own height.
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.ink.marks import Shape
from tasks.core.scan.sheet.paper import SMALL_DPI, Mask

_MM = SMALL_DPI / 25.4
_AROUND = round(2 * _MM)  # beyond the box, so that a turned frame lies in the picture whole
_ANGLES = np.arange(-5.0, 5.01, 0.5)  # degrees that a frame may fall to the right, page and stamp together
_LINE = 0.6  # share of a frame's width that its line runs along; a row of letters covers less
_AS_GOOD = 0.8  # of the best line's: the outermost of such lines is the frame, an inner one parts a receipt stamp's fields
_WHOLE = (0.4, 15 * _MM)  # of the width, and at least: a line that goes on so long is one though another stamp hides the rest
_LEAST = 5 * _MM  # height of a frame
_THICK = 2.0  # pixels from the middle of a line to beyond its edge

_STROKE = np.ones((13, 13), np.uint8)  # from a frame's corners inwards six pixels are its line and what is blurred of it


def with_edges(shape: Shape, mask: Mask, lines: Mask) -> Shape:
    """A frame with its four corners and the box of these; as it is where its upper or lower line is not there.

    `mask`: ink of the small picture, faint ink included; `lines`: its straight strokes (`marks.lines_only`), in which a row of
    letters may look like one.
    """
    left, top = max(shape.left - _AROUND, 0), max(shape.top - _AROUND, 0)
    part = (mask & lines)[top : shape.bottom + _AROUND, left : shape.right + _AROUND].astype(np.float32)
    if min(part.shape) < _LEAST:
        return shape
    inner = shape.left - left, shape.right - left
    turned = [(_turned(part, angle), angle) for angle in _ANGLES]
    level, angle = max(turned, key=lambda one: float((_rows(one[0], *inner) ** 2).sum()))
    across = _outermost(level[:, slice(*inner)])
    if across is None:
        return shape
    upper = max(round(across[0]), 0)  # the line may lie on the picture's edge
    down = _outermost(level.T[:, upper : round(across[1])]) or inner
    corners = _turned_back([(x, y) for y in across for x in down], part.shape, angle)
    whole = [(round(x + left), round(y + top)) for x, y in corners]
    xs, ys = [x for x, _ in whole], [y for _, y in whole]
    upper_left, upper_right, lower_left, lower_right = whole
    return replace(
        shape,
        left=min(xs),
        top=min(ys),
        right=max(xs),
        bottom=max(ys),
        corners=(upper_left, upper_right, lower_right, lower_left),
    )


def without_frames(mask: Mask, frames: Sequence[Shape]) -> Mask:
    """Ink without the lines of frames whose corners are known, which tie rows of print together that touch them."""
    lines = np.zeros(mask.shape, np.uint8)
    for shape in frames:
        if shape.corners:
            whole = np.zeros(mask.shape, np.uint8)
            cv2.fillPoly(whole, [np.asarray(shape.corners, np.int32)], (1,))
            lines[(whole > 0) & (cv2.erode(whole, _STROKE) == 0)] = 1
    return np.asarray(mask & (lines == 0), np.bool_)


def _turned(part: NDArray[np.float32], angle: float) -> NDArray[np.float32]:
    """The picture with what falls to the right by `angle` made level."""
    height, width = part.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
    return np.asarray(cv2.warpAffine(part, matrix, (width, height)), np.float32)


def _turned_back(points: list[tuple[float, float]], size: tuple[int, ...], angle: float) -> list[tuple[float, float]]:
    height, width = size
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -float(angle), 1.0)
    return [tuple((matrix @ (x, y, 1.0)).tolist()) for x, y in points]


def _rows(level: NDArray[np.float32], start: int, end: int) -> NDArray[np.float32]:
    """Of each row the share that is inked between two columns."""
    return np.asarray(level[:, start:end].mean(axis=1), np.float32)


def _outermost(part: NDArray[np.float32]) -> tuple[float, float] | None:
    """The outer edges of the first line in the first half and of the last one in the second; None where one of them lacks."""
    shares, runs = part.mean(axis=1), _longest(part > 0.5)
    half = len(shares) // 2
    found = []
    for way in (1, -1):
        side, long = shares[::way][:half], runs[::way][:half] >= max(_WHOLE[0] * part.shape[1], _WHOLE[1])
        best = float(side.max(initial=0.0))
        if best < _LINE:
            return None
        found.append(float(np.flatnonzero(long | (side >= max(_LINE, _AS_GOOD * best)))[0]) - _THICK)
    first, last = found[0], len(shares) - 1 - found[1]
    return (first, last) if last - first > _LEAST else None


def _longest(rows: Mask) -> NDArray[np.int64]:
    """The longest run of ink in each row."""
    run = np.zeros(rows.shape[0], np.int64)
    best = run.copy()
    for column in rows.T:
        run = np.where(column, run + 1, 0)
        best = np.maximum(best, run)
    return best
