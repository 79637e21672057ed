"""What helps the engine on poor pages: thin strokes of a bilevel scan joined again, low resolutions enlarged."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from tasks.core.scan.sheet.paper import Grey

if TYPE_CHECKING:
    from numpy.typing import NDArray

_THIN = 0.56  # of the ink that survives losing one pixel's edge; print that is whole keeps more (measured, docs/reading.md)
_COARSE = 170  # dpi below which enlarging pays


@dataclass(frozen=True, slots=True)
class Manner:
    """How a page is given to the engine: `scale` enlarges, `blur` rounds the steps (sigma).

    `torn`: thin strokes of a black-and-white scan are gone in part; they are joined or made thicker first (torn_print.py).
    """

    psm: int = 4
    scale: float = 1.0
    torn: bool = False
    blur: float = 0.0


def choose(image: Grey, dpi: float, *, bilevel: bool) -> Manner:
    """The manner for a cleaned page, by its strokes and resolution."""
    scale = 1.5 if dpi < _COARSE else 1.0
    if not bilevel:
        return Manner(scale=scale)
    strokes = (image < 128).astype(np.uint8)
    kept = int(cv2.erode(strokes, np.ones((2, 2), np.uint8)).sum()) / max(int(strokes.sum()), 1)
    return Manner(scale=scale, torn=kept < _THIN, blur=1.2 if scale > 1 else 0.0)


def apply(image: Grey, manner: Manner) -> Grey:
    """The picture as the engine gets it."""
    out: NDArray[np.uint8] = image
    if manner.scale != 1:
        out = np.asarray(cv2.resize(out, None, fx=manner.scale, fy=manner.scale, interpolation=cv2.INTER_CUBIC), np.uint8)
    if manner.blur:
        out = np.asarray(cv2.GaussianBlur(out, (0, 0), manner.blur), np.uint8)
    return out


def thicker(image: Grey) -> Grey:
    """The picture with a pixel more of ink at each stroke."""
    return np.asarray(cv2.erode(image, np.ones((2, 2), np.uint8)), np.uint8)
