"""Every page of a file, small and at one resolution, with the text that it brings along. Runs in a limited child process only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from schemas.errors import Rejected
from tasks.adapters import image_pages

LARGEST = 3_000_000
"""Most pixels of a look at 75 dots an inch: a page five times as large as A4. Larger ones are drawn smaller."""


Picture = NDArray[np.uint8]


class Look(NamedTuple):
    """A page (height x width x 3, blue green red) and its own text, empty for a mere picture.

    `closer` draws it again at a higher resolution, as long as the next page has not been asked for.
    """

    image: Picture
    text: str
    closer: Callable[[int], Picture]


def look_at_pages(path: Path, kind: str, *, dpi: int, max_pixels: int) -> Iterator[Look | None]:
    """Give each page of a PDF or picture, drawn at `dpi`; None for one that breaks its limits or can't be decoded.

    Raises Rejected: pdf.truncated, pdf.encrypted.
    """
    if kind == "application/pdf":
        yield from _of_pdf(path, dpi, max_pixels)
    else:
        yield from _of_picture(path, dpi, max_pixels)


def _of_pdf(path: Path, dpi: int, max_pixels: int) -> Iterator[Look | None]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise Rejected("pdf.encrypted" if code == pdfium.FPDF_ERR_PASSWORD else "pdf.truncated") from error
    try:
        for number in range(len(document)):
            with _opened(document, number) as page:
                yield _draw(page, dpi, max_pixels) if page else None
    finally:
        document.close()


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


def _draw(page: pypdfium2.PdfPage, dpi: int, max_pixels: int) -> Look | None:
    try:
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
            columns, rows = item.get_px_size()
            if columns * rows > max_pixels:
                return None
        if min(page.get_size()) * _scale(page, dpi) < 1:
            return None
        return Look(_picture(page, dpi), page.get_textpage().get_text_bounded(), partial(_picture, page))
    except (pypdfium2.PdfiumError, ValueError):
        return None


def _scale(page: pypdfium2.PdfPage, dpi: int) -> float:
    width, height = page.get_size()
    largest = LARGEST * (dpi / 75) ** 2
    return float(min(dpi / 72, (largest / max(width * height, 1)) ** 0.5))


def _picture(page: pypdfium2.PdfPage, dpi: int) -> Picture:
    return np.ascontiguousarray(page.render(scale=_scale(page, dpi), may_draw_forms=False).to_numpy()[:, :, :3])


def _of_picture(path: Path, dpi: int, max_pixels: int) -> Iterator[Look | None]:
    pages = image_pages.count_pages(path, max_pixels=max_pixels, max_pages=10_000)
    for number in range(1, pages + 1):
        try:
            page = image_pages.decode(path, number, max_pixels=max_pixels)
        except Rejected:
            yield None
            continue
        yield Look(_resized(page, dpi), "", partial(_resized, page))


def _resized(page: image_pages.ImagePixels, dpi: int) -> Picture:
    height, width = page.image.shape[:2]
    scale = min(dpi / page.dpi, (LARGEST * (dpi / 75) ** 2 / (width * height)) ** 0.5, 1.0 if dpi > page.dpi else dpi / page.dpi)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(page.image, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
