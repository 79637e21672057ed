"""A scanned page's picture straight from the JPEG that the page consists of, decoded no larger than asked for.

Most scanners write pages of one JPEG image and nothing else. Its decoder gives a half, a quarter or an eighth of the pixels at a
third of the time that drawing takes (measured, A4 at 300 dpi: 12 ms in place of 54). Any other page is drawn (`pdf_pages`).
Runs in a limited child process only.
"""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
from numpy.typing import NDArray

_DRAWING = frozenset({"q", "Q", "cm", "Do"})
_COLOURS = frozenset({"/DeviceRGB", "/DeviceGray"})
_MASKS = ("/SMask", "/Mask", "/Decode", "/DecodeParms", "/ImageMask")
_OFF = 0.005  # of the page's side: so far from the page's edge may the image's be
_REDUCED = {8: cv2.IMREAD_REDUCED_COLOR_8, 4: cv2.IMREAD_REDUCED_COLOR_4, 2: cv2.IMREAD_REDUCED_COLOR_2, 1: cv2.IMREAD_COLOR}


def small_scan(path: Path, page: int, *, longest: int, max_pixels: int) -> NDArray[np.uint8] | None:
    """Page `page` (from 1) as pixels (height x width x 3, blue green red), its longer side `longest` or somewhat more.

    None for a page that is anything but one JPEG image that fills it, and for one that can't be decoded.
    """
    try:
        with pikepdf.open(path) as document:
            image = _only_image(document.pages[page - 1])
            if image is None:
                return None
            width, height = int(image.Width), int(image.Height)
            data = image.read_raw_bytes()
    except (pikepdf.PdfError, IndexError, ValueError, TypeError, AttributeError, KeyError):  # broken: drawing it says how
        return None
    if not 0 < width * height <= max_pixels:
        return None
    factor = next(factor for factor in _REDUCED if factor == 1 or max(width, height) >= factor * longest)
    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), _REDUCED[factor] | cv2.IMREAD_IGNORE_ORIENTATION)
    if decoded is None or decoded.shape[:2] != (-(-height // factor), -(-width // factor)):
        return None
    return np.asarray(decoded, np.uint8)


def _only_image(page: pikepdf.Page) -> pikepdf.Object | None:
    """The JPEG image that the page shows from edge to edge, upright, if it shows nothing else."""
    if "/Annots" in page.obj or "/UserUnit" in page.obj or "/Group" in page.obj or _inherited(page.obj, "/Rotate"):
        return None
    matrix = pikepdf.Matrix()
    name = None
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator not in _DRAWING or (operator == "Do" and name is not None):
            return None
        if operator == "cm" and name is None:
            matrix = pikepdf.Matrix(*(float(number) for number in instruction.operands)) @ matrix
        if operator == "Q" and name is None:
            return None
        if operator == "Do":
            name = str(instruction.operands[0])
    if name is None or not _fills(matrix, page):
        return None
    image = page.resources["/XObject"][name]
    return image if _is_plain_jpeg(image) else None


def _inherited(node: Any, key: str) -> int:
    """The value of a key that a page may have from the tree above it; 0 without."""
    for _ in range(50):
        if node is None or key in node:
            break
        node = node.get("/Parent")
    return int(node[key]) if node is not None and key in node else 0


def _fills(matrix: pikepdf.Matrix, page: pikepdf.Page) -> bool:
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    across, down = _OFF * abs(right - left), _OFF * abs(top - bottom)
    upright: bool = matrix.a > 0 and matrix.d > 0 and matrix.b == 0 and matrix.c == 0
    lower: bool = abs(matrix.e - left) <= across and abs(matrix.f - bottom) <= down
    upper: bool = abs(matrix.e + matrix.a - right) <= across and abs(matrix.f + matrix.d - top) <= down
    return upright and lower and upper


def _is_plain_jpeg(image: pikepdf.Object) -> bool:
    filters = image.get("/Filter")
    one = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) == 1 else filters
    if image.get("/Subtype") != "/Image" or one != "/DCTDecode" or image.get("/BitsPerComponent", 8) != 8:
        return False
    return _is_grey_or_rgb(image.get("/ColorSpace")) and not any(key in image for key in _MASKS)


def _is_grey_or_rgb(space: Any) -> bool:
    if isinstance(space, pikepdf.Array):
        return bool(len(space) == 2 and space[0] == "/ICCBased" and space[1].get("/N") in (1, 3))
    return str(space) in _COLOURS
