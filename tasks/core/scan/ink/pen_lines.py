"""A pen's straight strokes over print (nét gạch của chữ ký): thin, slanting, longer than any part of a letter at their slant."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.sheet.paper import Grey, Mask

_SLANTS = range(14, 33, 3)
"""Degrees that a stroke rises to the right, as the ends of signatures do. Letters' own slanting strokes are steeper (A, K, V), and
level bars are thick enough for a flatter line.
"""

_LONG, _HIGH = 0.8, 0.3  # of a word's height: a stroke is at least so long, and so much higher at its end
_THIN = 0.3  # of a word's height: where a column's ink is longer a letter's stem crosses the stroke, and stays
_INK, _PALE, _EDGE = 160, 200, 235  # of 255: print, a stroke of which a seal's removal left some, the grey edge of either
_BORDER = 2  # pixels
_REST = 0.02  # of a word's height squared: what is left of a stroke beside it


def without_pen_lines(image: Grey, height: float) -> Grey:
    """The picture of a row without the slanting strokes of a pen through it; `height`: of a word of print, in pixels.

    Measured on the names of 11 pages that had been read wrong: with these strokes 1 was right, without them 5.
    """
    strokes = _strokes(image, height)
    if not strokes.any():
        return image
    ink = image < _INK
    thin = _column_runs(ink) <= _THIN * height
    lifted = np.asarray(cv2.dilate((strokes & thin & (image < _EDGE)).astype(np.uint8), np.ones((3, 1), np.uint8)) > 0, np.bool_)
    out = image.copy()
    out[lifted & thin] = 255
    _without_rests(out, strokes, height)
    return out


def _strokes(image: Grey, height: float) -> Mask:
    """Where straight slanting strokes run, with their edges."""
    dark = (image < _PALE).astype(np.uint8)
    found = np.zeros(dark.shape, np.uint8)
    for slant in _SLANTS:
        found |= np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, _line(_LONG * height, slant)), np.uint8)
    wide = np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)), np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(wide, connectivity=8)
    rising = stats[:, cv2.CC_STAT_HEIGHT] > _HIGH * height + _BORDER
    rising[0] = False
    return np.asarray(rising[labels], np.bool_)


def _line(length: float, slant: float) -> NDArray[np.uint8]:
    across, up = round(length * np.cos(np.radians(slant))), round(length * np.sin(np.radians(slant)))
    kernel = np.zeros((up + 1, across + 1), np.uint8)
    cv2.line(kernel, (0, up), (across, 0), (1,), 1)
    return kernel


def _column_runs(ink: Mask) -> NDArray[np.int64]:
    """For each pixel the length of the upright run of ink that it is part of; 0 on paper."""
    return _runs(ink) + _runs(ink[::-1])[::-1] - ink


def _runs(ink: Mask) -> NDArray[np.int64]:
    """For each pixel how many pixels of ink end there from above."""
    out = np.zeros(ink.shape, np.int64)
    run = np.zeros(ink.shape[1], np.int64)
    for number, row in enumerate(ink):
        run = np.where(row, run + 1, 0)
        out[number] = run
    return out


def _without_rests(image: Grey, strokes: Mask, height: float) -> None:
    """Whiten, in place, the specks that are left beside a stroke; accents stand elsewhere."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((image < _INK).astype(np.uint8), connectivity=8)
    near = np.asarray(cv2.dilate(strokes.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0, np.bool_)
    touched = np.bincount(labels[near], minlength=count) > 0
    rest = touched & (stats[:, cv2.CC_STAT_AREA] < _REST * height**2)
    rest[0] = False
    if rest.any():
        image[cv2.dilate(rest[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
