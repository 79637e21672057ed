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

from tasks.core.scan.stamps.secrecy import Candidate, middle_of

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

ASIDE = 3.0
"""How many degrees another stamp's words may lie aside from a secrecy stamp's on the same dots."""

ON_IT, AROUND_IT = 2, 36
"""How far beside a place, in pixels at `FIT_DPI`, a word may stand: the first net often sees what is left of a frame's end."""

SECRET_SHARE, SECRET_LIKELY, SOMEHOW = 0.88, 0.84, 0.5
THICK_SHARE, THICK_OTHER, THICK_MORE = 0.7, 0.6, 4.0
OTHER_SHARE, OTHER_MORE = 0.7, 1.5
RIVAL, THICK_RIVAL = 0.65, 0.35
LEAST, FEW, MANY = 4.0, 6.0, 12.0
POSSIBLE, EVEN, LIKELY, NEARLY_SURE = 0.35, 0.5, 0.6, 0.85
"""Bars of `says` and `fit_words`: shares, worths of other words beside the stamp's own, dots, chances."""

Words = Mapping[str, NDArray[np.float32]]
"""Letters of each word (height x width, 0 to 1, at `WORD_DPI`), grown by half a point, by name: "secret/…" or "other/…"."""


PURE = 3
"""How much more it counts that no dots lie beside the letters than that many lie on them."""


class Fit(NamedTuple):
    """How well a word fits: `dots` on its letters less those beside them (black pixels at `FIT_DPI`), and their share of all."""

    dots: float
    share: float

    @property
    def worth(self) -> float:
        """Many dots on the letters, few beside them."""
        return max(self.dots, 0.0) * max(self.share, 0.0) ** PURE


class Fits(NamedTuple):
    """The best fit of a secrecy stamp's words and of another stamp's."""

    secret: Fit
    other: Fit


NOTHING = Fit(0.0, 0.0)
Kernels = Sequence[tuple[bool, NDArray[np.float32]]]


def says(fits: Fits, chance: float) -> Literal["secret", "likely", "other", "doubt"]:
    """Whose words stand there, when the second net gives a secrecy stamp this chance (0 to 1).

    The bars were chosen on 77 synthetic pages (docs/secrecy.md): at places with a secrecy stamp its words had a share of 0.9 and
    more, and other words were worth 0.6 of it at most; at urgency stamps and type, beside six dots and more, 0.8 and more.
    """
    secret, other = fits
    rival = other.worth / max(secret.worth, 0.1)
    if other.dots >= FEW and (
        (other.share >= OTHER_SHARE and rival >= OTHER_MORE) or (other.share >= THICK_OTHER and rival >= THICK_MORE)
    ):
        return "other"
    if secret.share >= SECRET_SHARE and rival <= RIVAL and secret.dots >= (FEW if chance >= POSSIBLE else MANY):
        return "secret"
    if secret.share >= THICK_SHARE and rival <= THICK_RIVAL and secret.dots >= MANY:
        return "secret"  # a thick stamp, or one of another make, dots of which lie beside the letters that were drawn
    if secret.share >= SECRET_LIKELY and rival <= RIVAL and secret.dots >= LEAST:
        return "likely"
    if chance >= NEARLY_SURE or (chance >= LIKELY and secret.share >= SOMEHOW and rival < 1):
        return "likely"
    return "doubt"


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
    return np.ascontiguousarray(255 - middle_of(page[None], *middle, ROUND, beyond=255)[0])


def fit_words(ink: NDArray[np.uint8], kernels: Kernels, chance: float = 1.0) -> Fits:
    """Lay secrecy stamps' words on and around the middle of a black and white picture (`round_of`); where they fit, others'.

    Others' (three quarters of the time) only where they matter: where a stamp's words fit, or by the second net's `chance`.
    """
    middle = (ROUND[0] / 2, ROUND[1] / 2)
    secret, place, angle = _best(ink, [kernel for is_secret, kernel in kernels if is_secret], middle, AROUND_IT)
    if chance < EVEN and (secret.share < SOMEHOW or secret.dots < LEAST):
        return Fits(secret, NOTHING)
    other, *_ = _best(ink, [kernel for is_secret, kernel in kernels if not is_secret], place, ON_IT, near=angle)
    return Fits(secret, other)


def _best(
    ink: NDArray[np.uint8],
    kernels: Sequence[NDArray[np.float32]],
    place: tuple[float, float],
    slack: int,
    *,
    near: float | None = None,
) -> tuple[Fit, tuple[float, float], float]:
    """The word that fits best near a place of the picture, in any angle or those `near` one; where its middle lies; its angle."""
    best, where, turned = NOTHING, place, 0.0
    for angle in [one for one in ANGLES if near is None or abs(one - near) <= ASIDE]:
        turn = cv2.getRotationMatrix2D(place, angle, 1)
        turn[:, 2] += np.array((ROUND[0] / 2 - place[0], ROUND[1] / 2 - place[1]))
        half = cv2.resize(cv2.warpAffine(ink, turn, ROUND), (ROUND[0] // 2, ROUND[1] // 2), interpolation=cv2.INTER_AREA)
        dots = (half / 255).astype(np.float32)
        for kernel in kernels:
            fit, (x, y) = _lay(dots, kernel, slack)
            if fit.worth > best.worth:
                back = cv2.invertAffineTransform(turn) @ np.array([2 * x, 2 * y, 1.0])
                best, where, turned = fit, (float(back[0]), float(back[1])), angle
    return best, where, turned


def _lay(dots: NDArray[np.float32], kernel: NDArray[np.float32], slack: int) -> tuple[Fit, tuple[float, float]]:
    """The best place for a word that covers the middle of the picture, or misses it by `slack` pixels; where its middle lies."""
    high, wide = kernel.shape
    middle_y, middle_x = dots.shape[0] // 2, dots.shape[1] // 2
    top, left = max(0, middle_y - high - 1), max(0, middle_x - wide - slack)
    near = dots[top : middle_y + high + 2, left : middle_x + wide + slack + 1]
    if near.shape[0] < high or near.shape[1] < wide:
        return NOTHING, (0.0, 0.0)
    laid = cv2.matchTemplate(near, kernel, cv2.TM_CCORR)
    below = cv2.boxFilter(near, -1, (wide, high), anchor=(0, 0), normalize=False, borderType=cv2.BORDER_CONSTANT)
    under = np.maximum(below[: laid.shape[0], : laid.shape[1]], 1)
    worth = np.maximum(laid, 0) * np.clip(laid / under, 0, 1) ** PURE
    y, x = np.unravel_index(int(worth.argmax()), worth.shape)
    fit = Fit(float(laid[y, x]), float(laid[y, x] / under[y, x]))
    return fit, (left + float(x) + wide / 2, top + float(y) + high / 2)
