"""What is left of a seal where print runs through it: arcs of its rings, told from letters by their course round the centre."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.sheet.paper import Grey, Mask

_STROKE = 0.75 / 25.4  # inches: no ring of a seal is thicker; a stem of a letter that crosses one is longer
_ARC = 3.0 / 25.4  # inches along the ring; level strokes of letters are shorter
_PIECE = 1.2 / 25.4  # inches: between two letters not more of the outer ring may be seen
_BAND = 1.2 / 25.4  # inches about the radius: where the outer ring is looked for
_BEYOND = 1.12  # of the radius: circles are found to a millimetre or two


def arcs(image: Grey, centre: tuple[float, float], radius: float, dpi: float, *, below: int = 160) -> Mask:
    """Where arcs round `centre` are inked (same size as `image`): thin across, long along. Pixels, any resolution."""
    reach = radius * _BEYOND
    angles = max(round(2 * np.pi * reach), 8)
    ink = (image < below).astype(np.uint8)
    size = (round(reach), angles)
    polar = cv2.warpPolar(ink, size, centre, reach, cv2.INTER_NEAREST | cv2.WARP_FILL_OUTLIERS)
    polar[:, : round(0.35 * radius)] = 0  # near the centre every stroke runs round it
    polar = np.asarray(np.vstack([polar, polar[: angles // 8]]), np.uint8)  # arcs run on over the start
    stems = cv2.morphologyEx(polar, cv2.MORPH_OPEN, np.ones((1, round(_STROKE * dpi) + 1), np.uint8))
    thin = np.asarray(cv2.bitwise_and(polar, 1 - stems), np.uint8)
    thin = np.asarray(cv2.morphologyEx(thin, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
    long = _runs(thin, _ARC * dpi)
    outer = np.s_[:, round(radius - _BAND * dpi) : round(radius + _BAND * dpi)]
    long[outer] |= _runs(thin, _PIECE * dpi)[outer]
    long[: angles // 8] |= long[angles:]
    back = cv2.warpPolar(
        np.ascontiguousarray(long[:angles]),
        (image.shape[1], image.shape[0]),
        centre,
        reach,
        cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP | cv2.WARP_FILL_OUTLIERS,
    )
    found: NDArray[np.uint8] = np.asarray(cv2.dilate(back, np.ones((3, 3), np.uint8)), np.uint8)
    return np.asarray((found > 0) & (image < 235), np.bool_)  # with the grey edge of the stroke


def _runs(polar: NDArray[np.uint8], length: float) -> NDArray[np.uint8]:
    """Ink that goes on for `length` pixels along the angle."""
    return np.asarray(cv2.morphologyEx(polar, cv2.MORPH_OPEN, np.ones((max(round(length), 3), 1), np.uint8)), np.uint8)
