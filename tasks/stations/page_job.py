"""What runs in the limited child: one page from its bytes to a `Page`. The parent never touches pixels."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.errors import Rejected
from schemas.page import Page
from tasks.adapters import image_pages, pdf_pages, tesseract
from tasks.adapters.media_type import media_type
from tasks.core.scan import assemble, compose, paper
from tasks.core.scan.layout import find_layout
from tasks.core.scan.segments import find_segments

ENGINE_OPTIONS = (
    "tessedit_do_invert=0",
)  # letters are dark on light; looking for the reverse costs a second look at every weak line
PSM = 6


class Source(NamedTuple):
    """A page's pixels before any change."""

    image: NDArray[np.uint8]
    dpi: float


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
    if pages > argument["max_pages"]:
        raise Rejected("pdf.too_many_pages", f"{pages} pages" if kind == "application/pdf" else "")
    return {"media_type": kind, "pages": pages}


def read_page(argument: dict[str, Any]) -> dict[str, Any]:
    """Child function of `read_scan`: path, media_type, page, max_pixels in; a `Page` as JSON out."""
    source = _pixels(Path(argument["path"]), argument["media_type"], argument["page"], argument["max_pixels"])
    page = read_pixels(source, argument["page"])
    dumped: dict[str, Any] = page.model_dump(mode="json")
    return dumped


def _pixels(path: Path, kind: str, page: int, max_pixels: int) -> Source:
    if kind == "application/pdf":
        drawn = pdf_pages.render(path, page, max_pixels=max_pixels)
        return Source(drawn.image, drawn.dpi)
    decoded = image_pages.decode(path, page, max_pixels=max_pixels)
    return Source(decoded.image, decoded.dpi)


def read_pixels(source: Source, number: int) -> Page:
    """Set the page upright, find its zones, read it with one call of the engine, put the words in order."""
    grey = paper.grey(source.image)
    upright, _ = paper.set_upright(grey, source.dpi)
    flat = paper.flatten(paper.apply(grey, upright), source.dpi)
    small, scale = paper.shrink(flat, source.dpi)
    layout = find_layout(find_segments(paper.ink(small)), small.shape[1], small.shape[0])
    stack = compose.stack(flat, compose.cut(layout, flat.shape[1], flat.shape[0], 1 / scale), source.dpi)
    words = tesseract.read_words(stack.image, psm=PSM, dpi=round(source.dpi), options=ENGINE_OPTIONS) if stack.parts else []
    rows = assemble.rows_of(_tokens(words, stack))
    height, width = grey.shape
    boxes = assemble.BoxMaker(np.linalg.inv(upright.matrix).tolist(), width, height)
    text, lines = assemble.to_lines(rows, number, boxes)
    return Page(
        number=number,
        kind="scan",
        width_px=width,
        height_px=height,
        dpi=round(source.dpi, 1),
        skew_degrees=round(upright.skew_degrees, 2),
        text_raw=text,
        text=text,
        confidence=assemble.mean_confidence(token for row in rows for token in row.tokens),
        lines=lines,
        steps={"psm": PSM, "perspective": upright.perspective, "border": upright.bordered, "read_dpi": round(source.dpi, 1)},
    )


def _tokens(words: list[tesseract.EngineWord], stack: compose.Stack) -> list[assemble.Token]:
    tokens = []
    for word in words:
        part = stack.part_at((word.top + word.bottom) / 2)
        if part is None:
            continue
        x, y = part.left - part.at[0], part.top - part.at[1]
        tokens.append(
            assemble.Token(
                word.text, word.confidence, word.left + x, word.top + y, word.right + x, word.bottom + y, part.zone, word.line
            )
        )
    return tokens
