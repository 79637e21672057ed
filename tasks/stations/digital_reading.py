"""A born-digital page: its own text, believed only after it was held against the page's pixels."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from schemas.page import Mark, Page
from tasks.adapters import tesseract
from tasks.core.scan.sheet import paper
from tasks.core.scan.sheet.layout import find_layout
from tasks.core.scan.sheet.segments import find_segments
from tasks.core.scan.words import assemble, own_text
from tasks.core.scan.words.own_text import Sign
from tasks.core.scan.words.tidy import tidy
from tasks.stations.pixel_reading import ENGINE_OPTIONS, Source

_STRIP = 0.06  # of the page's height: three lines of print are read to compare, a tenth of a page's cost
_ALIKE = 0.75  # the engine's own errors leave two readings of one line more alike than this


def why_not(source: Source, signs: Sequence[Sign], text: str) -> str | None:
    """Why a page's own text can't be believed, or None. Cheap questions first; at last a strip of the page is read and compared."""
    legacy = own_text.legacy_encoding(text)
    if legacy:
        return f"legacy encoding {legacy}"
    if own_text.broken_share(text) > 0.02:
        return "signs without meaning"
    words = own_text.words_of(signs)
    small, _ = paper.shrink(paper.grey(source.image), source.dpi)
    on_ink, covered = own_text.agreement(words, paper.ink(small))
    if on_ink < 0.9:
        return "text that is not on the page"
    if covered < 0.3:
        return "most of the print is not in the text"
    return _strip_differs(source, words)


def why_not_same(text: str, read: str) -> str | None:
    """Why a scan's text layer is not what its pixels say, or None."""
    if len(text.split()) < 0.3 * len(read.split()):
        return "an overlay, not the page's text"
    return None if own_text.same_words(text, read) > _ALIKE else "the text layer differs from the pixels"


def _strip_differs(source: Source, words: Sequence[Sign]) -> str | None:
    """Read the strip of the page that holds most words, and compare."""
    height = source.image.shape[0]
    tops = sorted(word.box[1] for word in words)
    start = max(tops, key=lambda top: sum(top <= other < top + _STRIP for other in tops)) - 0.004
    inside = [word for word in words if start <= word.box[1] and word.box[3] <= start + _STRIP + 0.004]
    strip = paper.grey(source.image)[max(round(start * height), 0) : round((start + _STRIP + 0.008) * height)]
    framed = cv2.copyMakeBorder(strip, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=(255,))
    read = tesseract.read_words(np.asarray(framed, np.uint8), psm=6, dpi=round(source.dpi), options=ENGINE_OPTIONS)
    alike = own_text.same_words(" ".join(word.text for word in inside), " ".join(word.text for word in read))
    return None if alike > _ALIKE else "a strip of the page reads otherwise"


def read_own_text(source: Source, signs: Sequence[Sign], number: int) -> Page:
    """The page from its own text, with zones from its pixels."""
    height, width = source.image.shape[:2]
    small, scale = paper.shrink(paper.grey(source.image), source.dpi)
    layout = find_layout(find_segments(paper.ink(small)), small.shape[1], small.shape[0])
    tokens = [
        replace(token, zone=layout.zone((token.left + token.right) / 2 * scale, token.middle * scale))
        for token in own_text.tokens_of(own_text.words_of(signs), (width, height))
    ]
    tidied = tidy(assemble.rows_of(own_text.on_lines(tokens)))
    boxes = assemble.BoxMaker(np.eye(3).tolist(), width, height)
    text, lines = assemble.to_lines(tidied.rows, number, boxes)
    return Page(
        number=number,
        kind="digital" if lines else "blank",
        width_px=width,
        height_px=height,
        dpi=round(source.dpi, 1),
        text_raw=text,
        text=text,
        confidence=1.0 if lines else None,
        lines=lines,
        marks=tuple(Mark(kind=aside.kind, text=aside.text, box=boxes(*aside.box)) for aside in tidied.asides),
        steps={"own_text": True},
    )
