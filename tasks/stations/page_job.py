"""What runs in the limited child: one page from its bytes to a `Page`. The parent never touches pixels."""

from pathlib import Path
from typing import Any

from schemas.errors import Rejected
from schemas.page import Page, PageProblem
from tasks.adapters import image_pages, pdf_pages
from tasks.adapters.media_type import media_type
from tasks.core.scan.words import own_text
from tasks.core.scan.words.own_text import Sign
from tasks.stations import digital_reading
from tasks.stations.pixel_reading import Source, read_pixels

DISTRUSTED = "page.text_layer_distrusted"


def inspect(argument: dict[str, Any]) -> dict[str, Any]:
    """Child function of `inspect_scan`: path, max_pages, max_pixels in; media type and number of pages out."""
    path = Path(argument["path"])
    kind = media_type(path)
    if kind == "application/pdf":
        pages = pdf_pages.count_pages(path)
    elif kind.startswith("image/"):
        pages = image_pages.count_pages(path, max_pixels=argument["max_pixels"], max_pages=argument["max_pages"])
    else:
        pages = 1
        _check_text(path, argument["max_pages"])
    if pages > argument["max_pages"]:
        raise Rejected("pdf.too_many_pages", f"{pages} pages" if kind == "application/pdf" else "")
    return {"media_type": kind, "pages": pages}


PAGE_BYTES, PAGE_LINES = 10_000, 200
"""Most of a page of text, thrice a full one; a text file may be as long as the most pages of a scan."""


def _check_text(path: Path, max_pages: int) -> None:
    """A text comes whole into the process that reads it, each line an object. Raises Rejected: file.too_large."""
    if path.stat().st_size > PAGE_BYTES * max_pages:
        raise Rejected("file.too_large", "more text than the most pages hold")
    text = path.read_bytes()
    if max(text.count(b"\n"), text.count(b"\r")) > PAGE_LINES * max_pages:
        raise Rejected("file.too_large", "more lines than the most pages hold")


def read_page(argument: dict[str, Any]) -> dict[str, Any]:
    """Child function of `read_scan`: path, media_type, page, max_pixels in; a `Page` as JSON out."""
    path, number = Path(argument["path"]), argument["page"]
    if argument["media_type"] == "application/pdf":
        page = _read_pdf_page(path, number, argument["max_pixels"])
    else:
        page = read_pixels(pixels_of(path, argument["media_type"], number, argument["max_pixels"]), number)
    dumped: dict[str, Any] = page.model_dump(mode="json")
    return dumped


def _read_pdf_page(path: Path, number: int, max_pixels: int) -> Page:
    """The page's own text where it agrees with the pixels, else the pixels; a text that lied is named."""
    drawn = pdf_pages.render(path, number, max_pixels=max_pixels)
    source = Source(drawn.image, drawn.dpi, drawn.bilevel)
    signs = [Sign(sign.text, sign.box) for sign in pdf_pages.own_text(path, number)]
    text = "".join(sign.text for sign in signs)
    if sum(sign.isalpha() for sign in text) < own_text.LEAST:
        return read_pixels(source, number)
    if drawn.is_scan:  # the pixels are the letter; an earlier OCR's text is only looked at to say whether it lies
        page = read_pixels(source, number)
        return _distrust(page, digital_reading.why_not_same(text, page.text))
    doubt = digital_reading.why_not(source, signs, text)
    if doubt:
        return _distrust(read_pixels(source, number), doubt)
    return digital_reading.read_own_text(source, signs, number)


def _distrust(page: Page, why: str | None) -> Page:
    if why is None:
        return page
    return page.model_copy(update={"problems": (*page.problems, PageProblem(code=DISTRUSTED, message=why))})


def pixels_of(path: Path, kind: str, page: int, max_pixels: int, *, longest: int | None = None) -> Source:
    """A page's pixels at its scan's resolution; a PDF's are drawn smaller when no side need have more than `longest`.

    Raises Rejected: image.too_many_pixels, image.undecodable, pdf.truncated.
    """
    if kind == "application/pdf":
        drawn = pdf_pages.render(path, page, max_pixels=max_pixels, longest=longest)
        return Source(drawn.image, drawn.dpi, drawn.bilevel)
    decoded = image_pages.decode(path, page, max_pixels=max_pixels)
    return Source(decoded.image, decoded.dpi, decoded.bilevel)
