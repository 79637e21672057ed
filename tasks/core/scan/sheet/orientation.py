"""Which way up a page lies: quarter turns by where its bars of print run, half turns only by a bad reading."""

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.page import Rotation
from tasks.core.scan.sheet import paper
from tasks.core.scan.sheet.paper import SMALL_DPI, Grey
from tasks.core.scan.sheet.segments import find_segments

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_SURE = 1.5  # print along the other axis must be so much longer; on level pages it is a fifth (measured, docs/reading.md)


def turn(image: NDArray[np.uint8], rotation: Rotation) -> NDArray[np.uint8]:
    """The picture turned clockwise by `rotation` degrees."""
    if rotation == 0:
        return image
    return np.asarray(cv2.rotate(image, _TURNS[rotation]), np.uint8)


def lies_sideways(grey: Grey, dpi: float) -> bool:
    """Whether the lines of print run up the page instead of across it."""
    small, _ = paper.shrink(grey, dpi)
    border = paper.outside(small)
    flat = paper.flatten(np.where(border, np.uint8(255), small).astype(np.uint8), SMALL_DPI)
    return _print_length(np.ascontiguousarray(np.rot90(flat))) > _SURE * _print_length(flat)


def _print_length(flat: Grey) -> float:
    """Length of all bars that look like print: much longer than high."""
    mask = paper.ink(flat)
    angle = paper.skew(mask)
    size = (flat.shape[1], flat.shape[0])
    level = cv2.warpAffine(flat, cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), -angle, 1.0), size, borderValue=(255,))
    bars = find_segments(paper.ink(np.asarray(level, np.uint8)))
    return float(sum(bar.width for bar in bars if bar.width > 4 * bar.height))
