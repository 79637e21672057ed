"""A page's picture for people (WebP), small enough for a browser. Runs in a limited child process only."""

import io
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, WebPImagePlugin

LONGEST = 1600  # pixels: a page is readable on a screen and weighs about 100 kB
_QUALITY = 60

Image.preinit()  # and with WebP known, no child loads all of Pillow's fifty formats to find it: 0.1 s for each picture
_FORMAT = WebPImagePlugin.WebPImageFile.format


def write_webp(pixels: NDArray[np.uint8], out: Path, *, effort: int = 2) -> None:
    """Write pixels (height x width x 3, blue green red) to `out`, no side longer than `LONGEST`.

    `effort` (0 to 6): measured on a page of 900 pixels' width, 1 takes a third of the time of 4 and gives a fifth more bytes.
    """
    scale = min(1.0, LONGEST / max(pixels.shape[:2]))
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    made = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(small[:, :, ::-1])).save(made, _FORMAT, quality=_QUALITY, method=effort)
    out.write_bytes(made.getvalue())
