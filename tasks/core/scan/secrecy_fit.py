"""Whose words the dots of a faded stamp are: what is left of a black and white stamp is laid on the words that it may have been.

A machine that knows black and white only lets a red stamp fade: dots of its letters vanish, but none appear where the stamp has
no letter. So the word of which the dots miss no free place is the one (docs/secrecy.md has the figures). Words as they are
stamped (Nghị định 30/2020 Phụ lục I, Thông tư 24/2020/TT-BCA) are data, handed in by the caller; infra/training draws them.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.secrecy import Candidate, middle_of

FIT_DPI = 75
"""Resolution that words are laid at; dots are averaged to it from twice as many, so that none is lost."""

WORD_DPI = 150
"""Resolution of the words handed in, as stamps of 15 points have them, and of the page."""

ROUND = (640, 132)
"""Width and height, in pixels at `WORD_DPI`, of what is looked at around a place: the longest stamp to either side."""

SIZES = (0.86, 0.93, 1.0, 1.07, 1.15)
"""Sizes that a stamp may have, as shares of 15 points."""

ANGLES = (-6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0)
"""Degrees that a stamp, and the page it stands on, may be turned by."""

ON_IT, AROUND_IT = 2, 36
"""How far beside a place, in pixels at `FIT_DPI`, a word may stand: the first net often sees what is left of a frame's end."""

SECRET_SHARE, SECRET_LIKELY = 0.9, 0.8
OTHER_SHARE = 0.75
OTHER_MORE = 1.5
LIKELY, VERY_LIKELY, NEARLY_SURE = 0.5, 0.8, 0.93
SOMEHOW = 0.65
FEW, MANY = 5.0, 15.0
"""Bars of `says` and `may_be_held_unread`."""

Words = Mapping[str, NDArray[np.float32]]
"""Letters of each word (height x width, 0 to 1, at `WORD_DPI`), grown by half a point, by name: "secret/…" or "other/…"."""


class Fit(NamedTuple):
    """How well a word fits: `dots` on its letters less those beside them (black pixels at `FIT_DPI`), and their share of all."""

    dots: float
    share: float

    @property
    def worth(self) -> float:
        """Many dots on the letters, few beside them."""
        return max(self.dots, 0) * self.share


class Fits(NamedTuple):
    """The best fit of a secrecy stamp's words and of another stamp's."""

    secret: Fit
    other: Fit


NOTHING = Fit(0.0, 0.0)
Kernels = Sequence[tuple[bool, NDArray[np.float32]]]


def says(fits: Fits, chance: float) -> Literal["secret", "other", "doubt"]:
    """Whose words stand there, when the second net gives a secrecy stamp this chance (0 to 1).

    The bars were chosen on synthetic fax pages (docs/secrecy.md): at places with a secrecy stamp its words had a share of 0.9 and
    more, elsewhere of 0.85 at most; an urgency stamp's own words fit at 0.9 and more, and at a secrecy stamp at 0.75 at most.
    """
    secret, other = fits
    if other.share >= OTHER_SHARE and other.worth >= OTHER_MORE * secret.worth and other.dots >= FEW:
        return "other"
    clear = secret.share >= SECRET_SHARE and (chance >= LIKELY or (secret.dots >= MANY and secret.worth > other.worth))
    if secret.dots >= FEW and (clear or (secret.share >= SECRET_LIKELY and chance >= VERY_LIKELY)):
        return "secret"
    return "doubt"


def may_be_held_unread(fits: Fits, chance: float) -> bool:
    """Whether a place in doubt of which the engine reads nothing is held: the second net is all but sure, or the words fit."""
    return chance >= NEARLY_SURE or fits.secret.share >= SOMEHOW


def sized(words: Words) -> Kernels:
    """Each word in each size: 1 on its letters, -1 beside them; whether it is a secrecy stamp's."""
    fit = FIT_DPI / WORD_DPI
    return [
        (
            name.startswith("secret"),
            (2 * cv2.resize(word, None, fx=fit * size, fy=fit * size, interpolation=cv2.INTER_AREA) - 1).astype(np.float32),
        )
        for name, word in words.items()
        for size in SIZES
    ]


def round_of(page: NDArray[np.uint8], candidate: Candidate) -> NDArray[np.uint8]:
    """What stands around the candidate (`ROUND`, ink 0 to 255) on an upright page (grey, height x width, at `WORD_DPI`)."""
    middle = (candidate.x * page.shape[1], candidate.y * page.shape[0])
    return np.ascontiguousarray(middle_of((255 - page)[None], *middle, ROUND)[0])


def fit_words(ink: NDArray[np.uint8], kernels: Kernels) -> Fits:
    """Lay all words over the middle of a black and white picture (`round_of`), secrecy stamps' also around it."""
    best = {True: NOTHING, False: NOTHING}
    for angle in ANGLES:
        turn = cv2.getRotationMatrix2D((ROUND[0] / 2, ROUND[1] / 2), angle, 1)
        half = cv2.resize(cv2.warpAffine(ink, turn, ROUND), (ROUND[0] // 2, ROUND[1] // 2), interpolation=cv2.INTER_AREA)
        dots = (half / 255).astype(np.float32)
        for secret, kernel in kernels:
            fit = _lay(dots, kernel, AROUND_IT if secret else ON_IT)
            if fit.worth > best[secret].worth:
                best[secret] = fit
    return Fits(best[True], best[False])


def _lay(dots: NDArray[np.float32], kernel: NDArray[np.float32], slack: int) -> Fit:
    """The best place for a word that covers the middle of the picture, or misses it by `slack` pixels."""
    high, wide = kernel.shape
    middle_y, middle_x = dots.shape[0] // 2, dots.shape[1] // 2
    top, left = max(0, middle_y - high - 1), max(0, middle_x - wide - slack)
    near = dots[top : middle_y + high + 2, left : middle_x + wide + slack + 1]
    if near.shape[0] < high or near.shape[1] < wide:
        return NOTHING
    laid = cv2.matchTemplate(near, kernel, cv2.TM_CCORR)
    _, most, _, (x, y) = cv2.minMaxLoc(laid)
    below = float(near[y : y + high, x : x + wide].sum())
    return Fit(float(most), float(most) / below if below > 1 else 0.0)
