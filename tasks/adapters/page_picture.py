"""A page's picture for people (WebP), small enough for a browser. Runs in a limited child process only."""

import io
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONGEST = 1600  # pixels: a page is readable on a screen and weighs about 100 kB
_QUALITY = 60


def write_webp(pixels: NDArray[np.uint8], out: Path) -> None:
    """Write pixels (height x width x 3, blue green red) to `out`, no side longer than `LONGEST`."""
    scale = min(1.0, LONGEST / max(pixels.shape[:2]))
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    made = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(small[:, :, ::-1])).save(made, "WEBP", quality=_QUALITY, method=2)
    out.write_bytes(made.getvalue())
