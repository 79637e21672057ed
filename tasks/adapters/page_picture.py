"""A page's picture for people (WebP), small enough for a browser. Runs in a limited child process only."""

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, WebPImagePlugin

LONGEST = 1600  # pixels: a page is readable on a screen and weighs about 100 kB
_QUALITY = 60

Image.preinit()  # and with WebP known, no child loads all of Pillow's fifty formats to find it: 0.1 s for each picture
_FORMAT = WebPImagePlugin.WebPImageFile.format


def shrunk(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The pixels, no side longer than `LONGEST`."""
    scale = min(1.0, LONGEST / max(pixels.shape[:2]))
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8) if scale < 1 else pixels


def webp(pixels: NDArray[np.uint8]) -> bytes:
    """Pixels (height x width x 3, blue green red) as WebP bytes.

    Measured on a page of 900 pixels' width: effort 1 takes a third of the time of 4 and gives a fifth more bytes.
    """
    made = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1])).save(made, _FORMAT, quality=_QUALITY, method=1)
    return made.getvalue()
