"""A page read from its pixels: set upright, cleaned, cut into zones, read with one call of the engine, put in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.page import Mark, MarkKind, Page, Rotation, Zone
from tasks.adapters import tesseract
from tasks.core.scan.ink import ink
from tasks.core.scan.ink.marks import Shape
from tasks.core.scan.sheet import orientation, paper, specks, strengthen
from tasks.core.scan.sheet.blank import has_rows, is_blank
from tasks.core.scan.sheet.layout import find_layout
from tasks.core.scan.sheet.segments import find_segments
from tasks.core.scan.sheet.strengthen import Manner
from tasks.core.scan.words import assemble, compose
from tasks.core.scan.words.beside_rows import with_dashes
from tasks.core.scan.words.boldness import with_strokes
from tasks.core.scan.words.item_codes import with_whole
from tasks.core.scan.words.ones import with_ones
from tasks.core.scan.words.strokes import with_counted
from tasks.core.scan.words.tidy import Tidied, tidy
from tasks.core.scan.words.torn_purposes import with_purposes
from tasks.core.scan.words.unread import with_unread
from tasks.stations import name_spelling, row_net, second_look, stamp_forms, stamp_look
from tasks.stations.handwriting import read_written
from tasks.stations.torn_print import whole

ENGINE_OPTIONS = (
    "tessedit_do_invert=0",
)  # letters are dark on light; looking for the reverse costs a second look at every weak line


UPSIDE_DOWN = 0.6
"""Confidence below which a page is also read the other way up: upside down it is below 0.5, upright it hardly ever is."""

FEW = 8
"""A page of which fewer words were read is also read from the side: a signature with its list of readers has twenty and more."""

_INCOMING = re.compile(r"[ĐD][EÊẾÉ]N|Ngày|Số|Chuyển", re.IGNORECASE)


class Source(NamedTuple):
    """A page's pixels before any change."""

    image: NDArray[np.uint8]
    dpi: float
    bilevel: bool = False


@dataclass(frozen=True)
class Reading:
    """One reading of a page: `factor` takes pixels of the small picture to upright ones, `size` is that of the turned page."""

    rotation: Rotation
    upright: paper.Upright
    cleaned: ink.Cleaned
    factor: float
    tidied: Tidied
    stamps: dict[int, list[str]]
    boxes: assemble.BoxMaker
    size: tuple[int, int]
    manner: Manner
    told: stamp_forms.Told | None
    printed: bool  # rows of print are seen, whatever was read of them
    twice: bool  # the net of rows knows the type and read it too

    @property
    def words(self) -> int:
        """Number of words."""
        return sum(len(row.tokens) for row in self.tidied.rows)

    @property
    def quality(self) -> float:
        """Mean confidence of the words, weighted by length."""
        return assemble.mean_confidence(token for row in self.tidied.rows for token in row.tokens)

    @property
    def weight(self) -> float:
        """Letters that are likely right: what the better of two readings has more of."""
        return sum(len(token.text) * (token.confidence - 0.4) for row in self.tidied.rows for token in row.tokens)


def read_pixels(source: Source, number: int) -> Page:
    """Set the page upright and read it; a reading that looks bad is tried the other way up, then harder, and the best is kept."""
    rotation: Rotation = 90 if orientation.lies_sideways(paper.grey(source.image), source.dpi) else 0
    best = _attempt(source, rotation)
    if best.words < FEW:  # a foot that lies on its side, alone on its page, looks blank, or its seal is read as a word or two
        turned: Rotation = 0 if rotation == 90 else 90
        beside = _attempt(source, turned)
        if beside.weight > best.weight or (beside.words and not best.words):
            best, rotation = beside, turned
    if best.quality < UPSIDE_DOWN and best.words:
        best = max(best, _attempt(source, _opposite(rotation)), key=lambda reading: reading.weight)
    return _page(best, source, number)


def _opposite(rotation: Rotation) -> Rotation:
    return 270 if rotation == 90 else 180


def _attempt(source: Source, rotation: Rotation) -> Reading:
    """One reading of the page turned by `rotation`."""
    turned = orientation.turn(source.image, rotation)
    light = paper.grey(turned)
    upright, _ = paper.set_upright(light, source.dpi)
    page = turned if not source.bilevel and ink.has_colour(turned, source.dpi) else light
    cleaned = ink.clean(paper.apply(page, upright), source.dpi, bilevel=source.bilevel)
    cleaned = replace(cleaned, image=paper.without_border(cleaned.image, light, upright, source.dpi))
    if source.bilevel:  # after the marks: of a worn seal's ring nothing but specks is there
        cleaned = replace(cleaned, image=specks.without_specks(cleaned.image, source.dpi))
    small, scale = paper.shrink(cleaned.image, source.dpi)
    bars = find_segments(paper.ink(small))
    blank = is_blank(bars)
    faint = (level := paper.ink_level(small)) > 200
    if faint and not blank:
        bars = find_segments(paper.ink(small, below=level))
    layout = find_layout(bars, small.shape[1], small.shape[0])
    told = None
    if source.bilevel and not blank:
        cleaned, told = stamp_forms.tell_stamp(cleaned, source.dpi, layout, bars, scale)
    height, width = cleaned.image.shape
    cuts = [] if blank else [*compose.cut(layout, width, height, 1 / scale), *_stamp_cuts(cleaned, scale)]
    ink_below = compose.FAINT_INK if faint else compose.INK
    stack = compose.stack(cleaned.image, cuts, source.dpi, stamps=cleaned.seen, below=ink_below)
    manner = strengthen.choose(cleaned.image, source.dpi, bilevel=source.bilevel)
    known = False
    tokens, stamps = _tokens(_words_of(stack, manner, source.dpi, level if faint else None), stack)
    stamps = stamp_forms.with_levels(stamps, told)
    if assemble.mean_confidence(tokens) >= UPSIDE_DOWN:  # else the page may stand on its head
        tokens, known = _looked_again(tokens, stack.parts, cleaned, source, manner)
        alone = replace(manner, psm=stamp_look.PSM)
        stamps = stamp_look.look_alone(stamps, cuts, cleaned.seen, lambda stamp: _words(stamp, alone, source.dpi))
    size = (turned.shape[1], turned.shape[0])
    boxes = assemble.BoxMaker(np.linalg.inv(upright.matrix).tolist(), *size)
    tidied = tidy(assemble.rows_of(tokens))
    rows = with_purposes(with_whole(tidied.rows)) if manner.torn else tidied.rows
    rows = with_dashes(with_counted(rows, cleaned.image), cleaned.image)
    tidied.rows = with_unread(rows, cleaned.image, _right_of_items(stack.parts, width))
    return Reading(rotation, upright, cleaned, 1 / scale, tidied, stamps, boxes, size, manner, told, has_rows(bars), known)


def _looked_again(
    tokens: list[assemble.Token], parts: Sequence[compose.Part], cleaned: ink.Cleaned, source: Source, manner: Manner
) -> tuple[list[assemble.Token], bool]:
    """The words of a page after the net of rows and the second look at its doubtful rows; whether the net knows its type."""
    again = replace(manner, psm=second_look.PSM)

    def read(rows: paper.Grey) -> list[tesseract.EngineWord]:
        return _words(rows, again, source.dpi)

    page = row_net.Pictures(cleaned.image, cleaned.seen, manner.torn)
    known = row_net.knows(tokens, page)
    settled, done = row_net.settled(tokens, page) if known else (tokens, [])
    seen = second_look.look_again(settled, parts, cleaned, source.dpi, read, torn=manner.torn, bilevel=source.bilevel)
    seen = row_net.with_net(seen, page, done) if known else seen
    return name_spelling.with_spelled_names(seen, cleaned.image, cleaned.seen, twice=known), known


def _right_of_items(parts: Sequence[compose.Part], width: int) -> int:
    """Where the column of Nơi nhận ends, in pixels; the page's `width` where none was cut."""
    return max((part.right for part in parts if part.mark is None and part.zone is Zone.FOOT_LEFT), default=width)


def _stamp_cuts(cleaned: ink.Cleaned, scale: float) -> list[compose.Part]:
    height, width = cleaned.image.shape
    return compose.stamp_cuts(cleaned.shapes, 1 / scale, (width, height))


def _words_of(stack: compose.Stack, manner: Manner, dpi: float, faint: int | None) -> list[tesseract.EngineWord]:
    """The words of the stacked zones; of a faint scan with the level of ink `faint`, which gave none, without its black."""
    image = whole(stack, dpi) if manner.torn else stack.image
    words = _words(image, manner, dpi) if stack.parts else []
    if stack.parts and faint is not None and not words:
        return _words(paper.without_black(stack.image, faint), manner, dpi)
    return words


def _words(stack: paper.Grey, manner: Manner, dpi: float) -> list[tesseract.EngineWord]:
    """The engine's words in pixels of the stack."""
    image = strengthen.apply(stack, manner)
    words = tesseract.read_words(image, psm=manner.psm, dpi=round(dpi * manner.scale), options=ENGINE_OPTIONS)
    if manner.scale == 1:
        return words
    return [word.scaled(1 / manner.scale) for word in words]


def _tokens(words: list[tesseract.EngineWord], stack: compose.Stack) -> tuple[list[assemble.Token], dict[int, list[str]]]:
    """Words at their places on the upright page, and the words of each stamp."""
    tokens: list[assemble.Token] = []
    stamps: dict[int, list[str]] = {}
    digits: list[tesseract.EngineWord] = []
    for word in words:
        part = stack.part_at((word.top + word.bottom) / 2)
        if part is None:
            continue
        if part.copies > 1:
            digits.append(word)
            continue
        if part.mark is not None:
            stamps.setdefault(part.mark, []).append(word.text)
            continue
        x, y = part.left - part.at[0], part.top - part.at[1]
        box = (word.left + x, word.top + y, word.right + x, word.bottom + y)
        tokens.append(assemble.Token(word.text, word.confidence, *box, part.zone, word.line))
    return [*_page_number(digits, stack), *tokens], stamps


def _page_number(words: list[tesseract.EngineWord], stack: compose.Stack) -> list[assemble.Token]:
    """A page number of one digit from what its copies were read as; none where they differ."""
    part = next((part for part in stack.parts if part.copies > 1), None)
    digit = compose.copied_digit([word.text for word in words], part.copies) if part else None
    if part is None or digit is None:
        return []
    confidence = sum(word.confidence for word in words) / len(words)
    return [assemble.Token(digit, confidence, part.left, part.top, part.right, part.bottom, part.zone, words[0].line)]


def _page(reading: Reading, source: Source, number: int) -> Page:
    again = replace(reading.manner, psm=second_look.PSM)
    cleaned, torn = reading.cleaned, reading.manner.torn

    def read(rows: paper.Grey) -> list[tesseract.EngineWord]:
        return _words(rows, again, source.dpi)

    rows = read_written(reading.tidied.rows, cleaned.seen, source.dpi, read, printed=cleaned.image, torn=torn, twice=reading.twice)
    rows = with_ones(rows, cleaned.image)
    text, lines = assemble.to_lines(rows, number, reading.boxes)
    lines = with_strokes(lines, rows, cleaned.image)
    return Page(
        number=number,
        kind="scan" if lines or reading.printed else "blank",
        width_px=reading.size[0],
        height_px=reading.size[1],
        dpi=round(source.dpi, 1),
        rotation=reading.rotation,
        skew_degrees=round(reading.upright.skew_degrees, 2),
        text_raw=text,
        text=text,
        confidence=round(reading.quality, 4) if lines or reading.printed else None,
        lines=lines,
        marks=_marks(reading),
        steps={
            "psm": reading.manner.psm,
            "read_dpi": round(source.dpi * reading.manner.scale, 1),
            "torn": reading.manner.torn,
            "blur": reading.manner.blur,
            "perspective": reading.upright.perspective,
            "border": reading.upright.bordered,
            "coloured_ink": reading.cleaned.coloured,
            "net": reading.twice,
        },
    )


def _marks(reading: Reading) -> tuple[Mark, ...]:
    found = []
    for index, shape in enumerate(reading.cleaned.shapes):
        box = reading.boxes(*(reading.factor * edge for edge in (shape.left, shape.top, shape.right, shape.bottom)))
        text = " ".join(reading.stamps.get(index, ())) or None
        told = reading.told
        if told and told.mark == index and text == told.named.level:
            found.append(Mark(kind="stamp", text=text, box=box, confidence=told.named.confidence, by_form=True))
        else:
            found.append(Mark(kind=_mark_kind(shape, text), text=text, box=box))
    found += [Mark(kind=aside.kind, text=aside.text, box=reading.boxes(*aside.box)) for aside in reading.tidied.asides]
    return tuple(found)


def _mark_kind(shape: Shape, text: str | None) -> MarkKind:
    if shape.kind == "seal":
        return "red_seal"
    return "incoming_stamp" if text and _INCOMING.search(text) else "stamp"
