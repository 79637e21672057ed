"""A second look (đọc lại) at rows that the engine left out or doubted: cut out alone, read again, and the words voted on.

A signature, a seal's ring or a title stamped too high makes the engine skip a row that a person reads at once, and psm 4 takes
the accents of a name for a row of their own. Alone, with nothing above or below, such rows are read well (docs/reading.md).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np

from schemas.page import Zone
from tasks.core.scan.sheet import paper
from tasks.core.scan.sheet.paper import Grey, Mask
from tasks.core.scan.sheet.segments import Segment, find_segments, rows_of
from tasks.core.scan.words.assemble import Row, Token, mean_confidence

SCALES = (1.0, 0.75)
"""Each row is read at these sizes: their errors differ, and two that agree outvote one."""

ITEM_SCALES = (*SCALES, 0.6, 1.5)
"""And an item of Nơi nhận on a scan of whole strokes: its print is small, and of `(5)` one size makes `(5)`, another `@)`."""

GREY_SCALES = ITEM_SCALES[1:]
"""And one that was read already on a page that is not black and white: as it is both readings make QUTHADS of QLTHADS."""

_SOFT, _BLUR = 1.5, 1.5
"""How much a torn scan's item is enlarged for its witness, and then blurred (sigma in pixels): steps and gaps become curves.

Words are read worse so, but otherwise than from the other pictures: of 73 codes that these had alike six were wrong (HRVN of HKVN),
of 60 that this one had too one (BTI of BTL, a stroke that may be a figure).
"""

_DOUBT = 0.9  # a word of a signature block below it is read again
_FAIR = 0.8  # but not one of a title from this on
_MOST = 20  # rows of a page that are read again: the call must stay short
_MARGIN = 0.1  # inches of white round a row of the stack
_INK = 160
_WELL = 0.6  # confidence of a row
_ACCENTS, _TAILS = 6, 4  # pixels of the small picture that bars of print lack above and below


@dataclass(frozen=True, slots=True)
class Cut:
    """One row of the upright page, its edges in pixels; `zone` is that of the words that are found in it."""

    zone: Zone
    left: int
    top: int
    right: int
    bottom: int
    between: tuple[float, float]

    def holds(self, token: Token) -> bool:
        """Whether a word stands in the row: its middle lies `between` the neighbours' rows."""
        across = min(token.right, self.right) - max(token.left, self.left)
        top, bottom = self.between
        return self.zone is token.zone and top <= token.middle <= bottom and across > 0.5 * (token.right - token.left)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cut in the stack: number of the cut, its upper left corner in the stack and how much smaller it is there.

    `witness`: that picture of it says whether a code is so, and has no voice in what it is.
    """

    cut: int
    x: int
    y: int
    height: int
    scale: float
    witness: bool = False


def without_strokes(image: Grey, region: tuple[int, int, int, int], height: float) -> Grey:
    """The picture with the pen strokes of a region (left, top, right, bottom) taken off; `height`: of a word of print.

    Strokes are higher than two lines or longer than three words' heights, and nearly all of their box is white.
    """
    left, top, right, bottom = region
    ink = (image[top:bottom, left:right] < _INK).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, high, area = (stats[:, column].astype(np.float64) for column in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    stroke = ((high > 2.2 * height) | (wide > 3 * height)) & (area < 0.25 * wide * high)
    stroke |= (wide > 3 * height) & (high < 0.3 * height)
    stroke[0] = False
    out = image.copy()
    if count > 1 and stroke.any():
        mask = cv2.dilate(stroke[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
        out[top:bottom, left:right][mask > 0] = 255
    return np.asarray(out, np.uint8)


def rows_of_print(
    image: Grey, region: tuple[int, int, int, int], zone: Zone, dpi: float, height: float, *, least: float = 2.5
) -> list[Cut]:
    """Rows of a region by their ink, pale ink too, whatever was read there, `least` heights long; `height`: a word's, in pixels."""
    left, top, right, bottom = region
    if bottom - top < 0.5 * height or right - left < height:
        return []
    small, scale = paper.shrink(image[top:bottom, left:right], dpi)
    mask = paper.ink(small, below=paper.ink_level(small))
    bars = [half for bar in find_segments(mask) for half in _parted(bar, mask, height * scale)]
    rows = [row for row in rows_of(bars) if sum(bar.width for bar in row) > least * height * scale]
    found: list[Cut] = []
    for number, row in enumerate(rows):
        above = _bottom(rows[number - 1]) if number else 0
        below = _top(rows[number + 1]) if number + 1 < len(rows) else mask.shape[0]
        edges = min(bar.left for bar in row) - 4, _top(row) - _ACCENTS, max(bar.right for bar in row) + 4, _bottom(row) + _TAILS
        between = max(_top(row) - _ACCENTS, (above + _top(row)) / 2), min(_bottom(row) + _TAILS, (_bottom(row) + below) / 2)
        if between[1] - between[0] < 0.5 * height * scale:  # a slanted word's end, seen with its row already
            continue
        x0, y0, x1, y1 = (round(edge / scale) for edge in edges)
        place = max(x0 + left, 0), max(y0 + top, 0), min(x1 + left, image.shape[1]), min(y1 + top, image.shape[0])
        found.append(Cut(zone, *place, (between[0] / scale + top, between[1] / scale + top)))
    return found


def _top(row: Sequence[Segment]) -> int:
    return min(bar.top for bar in row)


def _bottom(row: Sequence[Segment]) -> int:
    return max(bar.bottom for bar in row)


def _parted(bar: Segment, mask: Mask, height: float) -> list[Segment]:
    """A bar as high as two lines (a stamp set too near the line above) cut where it has least ink; none for what is no print."""
    if not 0.3 * height < bar.height < 2.6 * height:
        return []
    if bar.height < 1.7 * height or bar.width < 4 * height:
        return [bar]
    profile = mask[bar.top : bar.bottom, bar.left : bar.right].sum(axis=1)
    third = bar.height // 3
    middle = bar.top + third + int(profile[third : bar.height - third].argmin())
    return [replace(bar, bottom=middle), replace(bar, top=middle)]


def held(cut: Cut, rows: Sequence[Row]) -> list[Token]:
    """The words that were read in a row of print: all of a line whose middle lies there (boxes of single words may be wrong)."""
    top, bottom = cut.between
    return [token for row in rows if row.zone is cut.zone and top <= row.middle <= bottom for token in row.tokens]


def doubtful(cuts: Sequence[Cut], rows: Sequence[Row], is_known: Callable[[str], bool] = lambda _: False) -> list[Cut]:
    """Of the rows by ink, those without words and those with a word that the engine was not sure of.

    Not those that read well enough as one of few (`is_known`: a title, spelt so), with no ink beside the words: of 13 such rows
    no look changed any.
    """
    found = []
    for cut in cuts:
        tokens = held(cut, rows)
        words = [token for token in tokens if says_something(token)]
        if words and min(token.confidence for token in words) >= _DOUBT:
            continue
        if not is_fair(tokens, cut, is_known):
            found.append(cut)
    return found


def is_fair(tokens: Sequence[Token], cut: Cut, is_known: Callable[[str], bool]) -> bool:
    """Whether a row reads well enough as one of few, and has no ink beside its words."""
    fair = bool(tokens) and min(token.confidence for token in tokens) >= _FAIR
    return fair and is_known(" ".join(token.text for token in tokens)) and _fills(tokens, cut)


def _fills(tokens: Sequence[Token], cut: Cut) -> bool:
    """Whether the words of a row reach from end to end of its ink: no PHÓ under a seal stands before them."""
    height = median(token.bottom - token.top for token in tokens)
    return min(token.left for token in tokens) - cut.left < height and cut.right - max(token.right for token in tokens) < height


def well_read(tokens: Sequence[Token]) -> bool:
    """Whether a row was read so well that no pen stroke can be in its way."""
    return mean_confidence(tokens) >= _WELL


def says_something(token: Token) -> bool:
    """Whether a word has two letters or digits at least: fewer are a dash or a speck."""
    return sum(sign.isalnum() for sign in token.text) >= 2


def stack(
    cuts: Sequence[Cut],
    pictures: Sequence[Sequence[Grey]],
    dpi: float,
    *,
    torn: bool = False,
    sizes: Sequence[float] | None = None,
) -> tuple[Grey, list[Placed]]:
    """The rows below each other with white between them: from the first of a row's pictures at each size, from others as it is.

    A picture that one before it is like is left out. `sizes`: other ones than those of the row's zone. An item of a torn scan has a
    witness besides, of its second picture, which is as the page is.
    """
    margin, pieces = round(_MARGIN * dpi), list[_Piece]()
    for number, (cut, own) in enumerate(zip(cuts[:_MOST], pictures, strict=False)):
        place = np.s_[cut.top : cut.bottom, cut.left : cut.right]
        first = own[0][place]
        scales = sizes or (ITEM_SCALES if cut.zone is Zone.FOOT_LEFT and not torn else SCALES)
        pieces += [_Piece(number, scale, _scaled(first, scale)) for scale in scales]
        others = [other[place] for other in own]
        new = [one for at, one in enumerate(others) if at and not any(np.array_equal(one, other) for other in others[:at])]
        pieces += [_Piece(number, 1.0, one) for one in new]
        if torn and cut.zone is Zone.FOOT_LEFT:
            soft = cv2.GaussianBlur(_scaled(others[min(1, len(others) - 1)], _SOFT), (0, 0), _BLUR)
            pieces.append(_Piece(number, _SOFT, np.asarray(soft, np.uint8), witness=True))
    width = max((piece.pixels.shape[1] for piece in pieces), default=1) + 2 * margin
    strips, placed, y = [np.full((margin, width), 255, np.uint8)], list[Placed](), margin
    for piece in pieces:
        high, wide = piece.pixels.shape
        strip = np.full((high + margin, width), 255, np.uint8)
        strip[:high, margin : margin + wide] = piece.pixels
        strips.append(strip)
        placed.append(Placed(piece.cut, margin, y, high, piece.scale, piece.witness))
        y += strip.shape[0]
    return np.vstack(strips), placed


class _Piece(NamedTuple):
    """One picture of a row in the stack, `scale` times as large as on the page."""

    cut: int
    scale: float
    pixels: Grey
    witness: bool = False


def _scaled(pixels: Grey, scale: float) -> Grey:
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return pixels if scale == 1 else np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=way), np.uint8)


def usual_height(rows: Sequence[Row]) -> float:
    """Height of a word of print on the page, in pixels; 0 without rows."""
    return median([row.height for row in rows]) if rows else 0.0
