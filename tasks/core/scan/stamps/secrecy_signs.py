"""What tells a faded secrecy stamp from type that fell to pieces, measured at a place where its form fits.

Each sign is a number; together they are weighed as logistic regression weighed them on places of letters with and without a stamp
(docs/secrecy.md has the figures).
"""

import math
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.stamps.secrecy_kernels import CLOSE, Array, Forms, Grey
from tasks.core.scan.stamps.stamp_room import Paper, free_about

EDGE_PARTS, EDGE, INKED = 4, 5, 0.14
"""Parts of a frame's long sides, each; how thick its sides are; dots that make a part inked."""

AROUND = (192, 64)
"""Width and height of what is cut out around a place, in close dots: the longest word, and as much paper at its sides."""

ABOVE, BELOW = 2, 4
"""Rows above and below a form that belong to its band."""

DARK = 0.08
"""Ink from which dots that touch are one piece."""

INK = 128
"""Grey below which a dot is ink."""

FULLEST = 3
"""How many of a form's rows are its fullest: one line is as thick."""


class Faint(NamedTuple):
    """A place where dots lie on a secrecy stamp's form: how purely, dots on letters and frame, its middle in close dots."""

    worth: float
    name: str
    angle: float
    size: float
    letters: float
    frame: float
    x: float
    y: float


class Signs(NamedTuple):
    """The signs of a place; counts of dots come as logarithms.

    `pure`: few dots beside the form. `fewer`: dots on its letters or on its frame, whichever has fewer. `sides`: how
    many of the frame's ten parts have dots. `band`: dots left and right of it between its upper and lower
    edge, where a line of type goes on. `pieces`: of how many its dots are. `rows`: share of them in its three fullest rows, as of
    a dash or a table's line. `ratio`: dots on its letters for each on its frame, as of type. `free`: how much of the paper that a
    stamp needs is free about it (0 to 1), in a head that has room for one. `lost`: 1 where a row of type has gone from that room.
    """

    pure: float
    fewer: float
    sides: float
    band: float
    pieces: float
    rows: float
    ratio: float
    free: float
    lost: float


WEIGHTS = Signs(pure=1.35, fewer=-1.07, sides=0.33, band=-0.94, pieces=1.28, rows=-6.97, ratio=-0.12, free=3.0, lost=-1.0)
BIAS = 1.33

SPECK, WHOLE = 5, 26
"""Dots (150 an inch) up to which a piece of a page's ink is a speck, and from which half of the others are whole letters: on 9 of
10 pages of faxes they have more, and a stamp faded to a corner on one of which half have 22. Of 150 unstamped faxes none is held
more than with 22."""

FEW, FULL = 1000, 45
"""Pieces of a page most of whose type is gone: such pages had up to 650, others 1,600 and more. A short letter has few, too: half
of its pieces have so many dots and more (measured: 62), of the others' 23 to 40."""


BARE = 500
"""Pieces of a page of which so little is left that nobody can read it, and rows may be gone anywhere (measured: one black and white
worst page in twelve; of 517 faxes none, the least had 1,300)."""


def is_torn(page: Grey) -> bool:
    """Whether a black and white page's type, at `FORM_DPI`, fell to pieces: only there does a stamp fade to a few dots."""
    pieces = _pieces(page)
    return bool(pieces.size) and float(np.median(pieces)) < WHOLE


def has_few_pieces(page: Grey) -> bool:
    """Whether so few pieces, and thin ones, are left on a black and white page, at `FORM_DPI`, that most of its type is gone."""
    pieces = _pieces(page)
    return 0 < pieces.size < FEW and float(np.median(pieces)) < FULL


def is_bare(page: Grey) -> bool:
    """Whether next to nothing is left on a black and white page, at `FORM_DPI`: its free paper says little then."""
    return bool(_pieces(page).size < BARE)


def _pieces(page: Grey) -> NDArray[np.integer]:
    """How many dots each piece of a page's ink has, specks left out."""
    high, wide = page.shape
    inner = page[high // 20 : high - high // 20, wide // 12 : wide - wide // 12]  # without the scanner's dark borders
    sizes = cv2.connectedComponentsWithStats((inner < INK).astype(np.uint8), connectivity=8)[2][1:, cv2.CC_STAT_AREA]
    return np.asarray(sizes[sizes > SPECK], np.int64)


def weigh(signs: Signs) -> float:
    """How much speaks for a stamp: the logarithm of its odds where half of the places had one."""
    return BIAS + sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True))


def signs_of(close: Array, fit: Faint, forms: Forms, paper: Paper) -> Signs:
    """The signs at a place of the dots that `form_laying.dots_of` gives, on a page with this free paper."""
    kernel = forms.kernel(fit.name, 0.0, fit.size, CLOSE)
    around, (high, wide) = _cut(close, fit), kernel.on.shape
    top, left = AROUND[1] // 2 - high // 2, AROUND[0] // 2 - wide // 2
    dots = around[top : top + high, left : left + wide]
    rows = np.sort(dots.sum(1))
    band = float(around[top - ABOVE : top + high + BELOW].sum() - dots.sum())
    pieces = cv2.connectedComponents((dots > DARK).astype(np.uint8), connectivity=8)[0]
    return Signs(
        pure=math.log(fit.worth + 0.1),
        fewer=math.log1p(max(min(fit.letters, fit.frame), 0.0)),
        sides=sum(float(side.sum()) > INKED for side in _sides(dots * kernel.frame)),
        band=math.log1p(max(band, 0.0)),
        pieces=math.log1p(pieces),
        rows=float(rows[-FULLEST:].sum() / (rows.sum() + 0.3)),
        ratio=fit.letters / (fit.frame + 1),
        free=_free(paper, fit, forms) if paper.has_room else 0.0,
        lost=float(paper.row_is_lost),
    )


def _free(paper: Paper, fit: Faint, forms: Forms) -> float:
    return free_about(paper.head, CLOSE * fit.x, CLOSE * fit.y, forms.size(fit.name), math.tan(math.radians(fit.angle)))


def _cut(close: Array, fit: Faint) -> Array:
    """The dots around a place, turned as its form lies; white beyond the page's edge."""
    turn = cv2.getRotationMatrix2D((fit.x, fit.y), -fit.angle, 1)
    turn[:, 2] += np.array((AROUND[0] / 2 - fit.x, AROUND[1] / 2 - fit.y))
    return np.asarray(cv2.warpAffine(close, turn, AROUND), np.float32)


def _sides(dots: Array) -> list[Array]:
    """The ten parts of a frame: four of each long side, and the short ones."""
    long = [part for side in (dots[:EDGE], dots[-EDGE:]) for part in np.array_split(side, EDGE_PARTS, axis=1)]
    return [*long, dots[EDGE:-EDGE, :EDGE], dots[EDGE:-EDGE, -EDGE:]]
