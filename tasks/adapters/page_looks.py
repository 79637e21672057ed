"""Every page of a file, small and at one resolution, with the text that it brings along. Runs in a limited child process only."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from schemas.errors import Rejected
from tasks.adapters import image_pages

LARGEST = 3_000_000
"""Most pixels of a look at 75 dots an inch: a page five times as large as A4. Larger ones are drawn smaller."""


_SHRINK_OVER = 40_000_000
"""Pixels above which a picture is decoded smaller: an A4 page of 600 dots an inch has 35 million."""

FINE = 150
"""Dots an inch that a PDF's page is drawn at, once: lower resolutions are made from it, which costs a tenth of drawing again."""

_BLANK = 8
"""Difference of the lightest and the darkest value of a page on which nothing was drawn."""

Picture = NDArray[np.uint8]


class Look(NamedTuple):
    """A page (height x width x 3, blue green red) and its own text, empty for a mere picture.

    `closer` draws it again at a higher resolution, as long as the next page has not been asked for.
    `whole`: False for a picture whose end is missing or broken; what could be decoded of it is there.
    """

    image: Picture
    text: str
    closer: Callable[[int], Picture]
    whole: bool = True


class Unseen(NamedTuple):
    """A page that nobody can see, and the code of why: image.too_many_pixels, image.undecodable, pdf.truncated."""

    code: str


def look_at_pages(path: Path, kind: str, *, dpi: int, max_pixels: int) -> Iterator[Look | Unseen]:
    """Give each page of a PDF or picture, drawn at `dpi`.

    Raises Rejected: pdf.truncated, pdf.encrypted, image.undecodable, image.too_many_pixels.
    """
    if kind == "application/pdf":
        yield from _of_pdf(path, dpi, max_pixels)
    else:
        yield from _of_picture(path, dpi, max_pixels)


def _of_pdf(path: Path, dpi: int, max_pixels: int) -> Iterator[Look | Unseen]:
    document = _document(path)
    try:
        for number in range(len(document)):
            with _opened(document, number) as page:
                yield _draw(page, dpi, max_pixels) if page else Unseen("pdf.truncated")
    finally:
        document.close()


def _document(path: Path) -> pypdfium2.PdfDocument:
    """The PDF; where its end is cut off, what can be mended of it."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Rejected("pdf.encrypted") from error
    mended = io.BytesIO()
    try:
        with pikepdf.open(path) as found:
            found.save(mended)
        return pypdfium2.PdfDocument(mended.getvalue())
    except (pikepdf.PdfError, pypdfium2.PdfiumError, RuntimeError, ValueError) as error:
        raise Rejected("pdf.truncated") from error


@contextmanager
def _opened(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage | None]:
    try:
        page = document[number]
    except (pypdfium2.PdfiumError, ValueError):
        yield None
        return
    try:
        yield page
    finally:
        page.close()


def _draw(page: pypdfium2.PdfPage, dpi: int, max_pixels: int) -> Look | Unseen:
    try:
        if any(columns * rows > max_pixels for columns, rows in (item.get_px_size() for item in _images(page))):
            return Unseen("image.too_many_pixels")
        if min(page.get_size()) * _scale(page, dpi) < 1:
            return Unseen("pdf.truncated")
        drawn = _picture(page, max(dpi, FINE))
        if _lacks_its_images(page, drawn):
            return Unseen("image.undecodable")
        closer = partial(_closer, page, drawn)
        return Look(closer(dpi), page.get_textpage().get_text_bounded(), closer)
    except (pypdfium2.PdfiumError, ValueError):
        return Unseen("pdf.truncated")


def _images(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfImage]:
    yield from page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)


def _lacks_its_images(page: pypdfium2.PdfPage, image: Picture) -> bool:
    """Whether nothing was drawn though the page has images: an image that can't be decoded is left out without a word."""
    if int(image.max()) - int(image.min()) > _BLANK:
        return False
    for item in _images(page):
        try:
            item.get_bitmap().close()
        except pypdfium2.PdfiumError:
            return True
    return False


def _scale(page: pypdfium2.PdfPage, dpi: int) -> float:
    width, height = page.get_size()
    largest = LARGEST * (dpi / 75) ** 2
    return float(min(dpi / 72, (largest / max(width * height, 1)) ** 0.5))


def _picture(page: pypdfium2.PdfPage, dpi: int) -> Picture:
    return np.ascontiguousarray(page.render(scale=_scale(page, dpi), may_draw_forms=False).to_numpy()[:, :, :3])


def _closer(page: pypdfium2.PdfPage, drawn: Picture, dpi: int) -> Picture:
    """The page at `dpi`: what was `drawn` of it made smaller, or drawn again when that is too coarse."""
    width, height = (round(side * _scale(page, dpi)) for side in page.get_size())
    if width > drawn.shape[1] or height > drawn.shape[0]:
        return _picture(page, dpi)
    return cv2.resize(drawn, (max(width, 1), max(height, 1)), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _of_picture(path: Path, dpi: int, max_pixels: int) -> Iterator[Look | Unseen]:
    pages = image_pages.count_pages(path, max_pixels=max_pixels, max_pages=10_000)
    for number in range(1, pages + 1):
        yield _look_at_picture(path, number, dpi, max_pixels)


def _look_at_picture(path: Path, number: int, dpi: int, max_pixels: int) -> Look | Unseen:
    """One page of a picture; of one that is cut off, what is there."""
    code = ""
    for cut_off in (False, True):
        try:
            page = image_pages.decode(path, number, max_pixels=max_pixels, shrink_over=_SHRINK_OVER, cut_off=cut_off)
        except Rejected as refusal:
            code = refusal.code
            continue
        return Look(_resized(page, dpi), "", partial(_resized, page), whole=not cut_off)
    return Unseen(code)


def _resized(page: image_pages.ImagePixels, dpi: int) -> Picture:
    height, width = page.image.shape[:2]
    scale = min(dpi / page.dpi, (LARGEST * (dpi / 75) ** 2 / (width * height)) ** 0.5, 1.0 if dpi > page.dpi else dpi / page.dpi)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(page.image, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
