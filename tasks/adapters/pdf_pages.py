"""Pages of a PDF as pixels, at the resolution of the scan inside, and its own text. Runs in a limited child process only."""

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from schemas.errors import Rejected

VECTOR_DPI = 300
HIGHEST_DPI = 300  # above it the engine gains nothing and pays by the pixel (measured, docs/reading.md)
LOWEST_DPI = 100
_TAIL = 4096
_SCAN_SHARE = 0.5  # an image over half of the page is its scan


class PdfPixels(NamedTuple):
    """A page's pixels (height x width x 3, blue green red) and what is known of their origin."""

    image: NDArray[np.uint8]
    dpi: float
    is_scan: bool
    bilevel: bool


class PdfCharacter(NamedTuple):
    """A character of a page's own text; the box is left, top, right, bottom as fractions of the page."""

    text: str
    box: tuple[float, float, float, float]


@contextmanager
def _open(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Rejected("pdf.encrypted") from error
        raise Rejected("pdf.no_pages" if _has_no_pages(path) else "pdf.truncated") from error
    try:
        yield document
    finally:
        document.close()


def _has_no_pages(path: Path) -> bool:
    """Whether a PDF that could not be opened is whole and merely empty."""
    try:
        with pikepdf.open(path) as document:
            return len(document.pages) == 0
    except pikepdf.PdfError:
        return False


def count_pages(path: Path) -> int:
    """Number of pages. Raises Rejected: pdf.truncated, pdf.encrypted, pdf.no_pages."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    with _open(path) as document:
        pages = len(document)
    if b"startxref" not in tail:  # the reader can mend a cut file, but pages may be gone: better to ask for the whole one
        raise Rejected("pdf.truncated", "no end of file")
    if pages == 0:
        raise Rejected("pdf.no_pages")
    return pages


def render(path: Path, page: int, *, max_pixels: int, longest: int | None = None) -> PdfPixels:
    """Draw page `page` (from 1) at its scan's own resolution, or smaller: no side of more than `longest` pixels.

    Raises Rejected: image.too_many_pixels, pdf.truncated.
    """
    with _open(path) as document:
        try:
            opened = document[page - 1]
        except pypdfium2.PdfiumError as error:
            raise Rejected("pdf.truncated", f"page {page}") from error
        width, height = opened.get_size()
        dpi, is_scan, bilevel = _resolution(opened, width, height, max_pixels)
        if width * height * (dpi / 72) ** 2 > max_pixels:
            raise Rejected("image.too_many_pixels")
        if longest is not None:
            dpi = min(dpi, 72 * longest / max(width, height))
        bitmap = opened.render(scale=dpi / 72, may_draw_forms=False)
        return PdfPixels(np.ascontiguousarray(bitmap.to_numpy()[:, :, :3]), dpi, is_scan, bilevel)


def _resolution(page: pypdfium2.PdfPage, width: float, height: float, max_pixels: int) -> tuple[float, bool, bool]:
    """Resolution to draw at, whether one image covers most of the page, and whether that image is black and white only."""
    best, share, bits = 0.0, 0.0, 0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        columns, rows = item.get_px_size()
        if columns * rows > max_pixels:
            raise Rejected("image.too_many_pixels")
        left, bottom, right, top = item.get_bounds()
        area = max(right - left, 0.0) * max(top - bottom, 0.0)
        if area / (width * height) > share:
            share = area / (width * height)
            best = 72 * math.sqrt(columns * rows / area)
            bits = item.get_metadata().bits_per_pixel
    if share < _SCAN_SHARE:
        return VECTOR_DPI, False, False
    return min(max(best, LOWEST_DPI), HIGHEST_DPI), True, bits == 1


def own_text(path: Path, page: int, *, most: int = 50_000) -> list[PdfCharacter]:
    """Characters of the page's own text as it is shown, in their order in the file; no more than `most`."""
    with _open(path) as document:
        opened = document[page - 1]
        left, bottom, right, top = opened.get_cropbox()
        size = (max(right - left, 1.0), max(top - bottom, 1.0))
        rotation = opened.get_rotation()
        text = opened.get_textpage()
        found = []
        for index in range(min(text.count_chars(), most)):
            code = pdfium.FPDFText_GetUnicode(text, index)
            x0, y0, x1, y1 = _charbox(text, index)
            corners = [_shown((x - left) / size[0], 1 - (y - bottom) / size[1], rotation) for x, y in ((x0, y0), (x1, y1))]
            xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
            found.append(PdfCharacter(chr(code) if code else "", (xs[0], ys[0], xs[1], ys[1])))
        return found


def _shown(u: float, v: float, rotation: int) -> tuple[float, float]:
    """A point of the unturned page (fractions from the top left) on the page as viewers turn it."""
    return {0: (u, v), 90: (1 - v, u), 180: (1 - u, 1 - v), 270: (v, 1 - u)}[rotation]


def _charbox(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value
