"""Forms of whole stamps (khung và chữ của con dấu) laid on the dots of a black and white page: coarsely, then closely.

A machine that knows black and white only lets red fade to dots; what is left of the frame still says how wide the word is and where
its letters must lie. Forms are data (`Forms`); whose stamp it is, secrecy_forms and urgency_forms decide.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from tasks.core.scan.stamps.secrecy_kernels import CLOSE, COARSE, Array, Forms, Grey, Kernel, shrunk

SIZES = (0.965, 1.0, 1.035)
ANGLES = (-5.0, -3.3, -1.7, 0.0, 1.7, 3.3, 5.0)
"""Sizes (shares of the form's) and angles (degrees, stamp and page together) that forms are laid in."""

PURE = 3
"""How much more it counts that no dots lie beside a form than that many lie on it."""

SLACK = 4
"""How far about a coarse place, in close dots, the form is laid."""

COLUMNS, IN_COLUMN, SPREAD = 6, 0.04, 4
"""Upright parts of a form, and how many of them must have such a share of its dots: a faded stamp's dots lie all over it (115 of
116 that were found: in four or more), those of three dashes of a list do not (a page of a real scan: in two)."""

END = 0.06
"""Share of a form's width that an upright edge of its frame takes."""

Around = tuple[float, float, float, float]
"""Left, top, right, bottom, in close dots."""


class Fit(NamedTuple):
    """How well a form fits: dots on its letters, on its frame and beside them; `x`, `y` of its middle in close dots."""

    name: str
    angle: float
    size: float
    letters: float
    frame: float
    beside: float
    x: float
    y: float

    @property
    def share(self) -> float:
        """Dots on it less those beside it, as a share of both (-1 to 1)."""
        on = self.letters + self.frame
        return (on - self.beside) / max(on + self.beside, 1.0)

    @property
    def worth(self) -> float:
        """Many dots on its letters and on its frame, few beside them."""
        both = 2 * math.sqrt(max(self.letters, 0.0) * max(self.frame, 0.0))
        return float(max(both - self.beside, 0.0) * max(self.share, 0.0) ** PURE)


class Least(NamedTuple):
    """The least worth and share of a form that is believed."""

    worth: float
    share: float

    def met_by(self, fit: Fit) -> bool:
        """Whether a form has as much."""
        return fit.worth >= self.worth and fit.share >= self.share


class Bar(NamedTuple):
    """What a form must have to be compared with others: dots on its letters and on its frame, and then one of two.

    `pure`: few dots lie beside it. `thick`: some do, another stamp over it or a line of type through it, but it is worth more.
    """

    letters: float
    frame: float
    pure: Least
    thick: Least

    def met_by(self, fit: Fit) -> bool:
        """Whether enough of a form is there."""
        enough = fit.letters >= self.letters and fit.frame >= self.frame
        return enough and (self.pure.met_by(fit) or self.thick.met_by(fit))


def dots_of(page: Grey) -> tuple[Array, Array]:
    """Ink of the upper half of a page, as forms are laid on it closely and coarsely."""
    ink = 255 - page[: page.shape[0] // 2]
    return shrunk(ink, CLOSE), shrunk(ink, COARSE)


def look(coarse: Array, kernels: Sequence[Kernel], box: Around, most: int, *, framed: float = 0.0) -> list[Fit]:
    """The best places, some way apart, of a form in several angles whose middle lies in a box (close dots).

    `framed`: no more dots on its letters count than the frame's divided by it (0: all do); on a line of type few lie on a frame.
    """
    fit = CLOSE / COARSE
    found: list[Fit] = []
    for kernel in kernels:
        found += _lay(coarse, kernel, [side * fit for side in box], most, framed)
    apart: list[Fit] = []
    for one in sorted(found, key=lambda one: -one.worth):
        if len(apart) < most and all(abs(one.x - other.x) > 5 or abs(one.y - other.y) > 4 for other in apart):
            apart.append(one)
    return [one._replace(x=one.x / fit, y=one.y / fit) for one in apart]


def refine(close: Array, forms: Forms, fit: Fit, *, framed: float = 0.0, turn: float = 2.0) -> Fit:
    """The form laid closely about a place, in sizes and angles (by `turn` degrees) near those that fitted; `framed`: see `look`."""
    box = (fit.x - SLACK, fit.y - SLACK, fit.x + SLACK, fit.y + SLACK)
    angles = [angle for angle in ANGLES if abs(angle - fit.angle) < turn]
    kernels = [forms.kernel(fit.name, angle, round(fit.size * size, 4), CLOSE) for angle in angles for size in SIZES]
    laid = [one for kernel in kernels for one in _lay(close, kernel, box, 1, framed)]
    return max(laid, key=lambda one: one.worth, default=fit._replace(letters=0.0))


def is_spread(close: Array, fit: Fit, forms: Forms) -> bool:
    """Whether dots lie in most parts of a form's width. `close`: as `dots_of` gives them."""
    on = forms.kernel(fit.name, fit.angle, fit.size, CLOSE).on
    dots = dots_under(close, fit, on.shape)
    if dots is None:
        return False
    parts = [float(part.sum()) for part in np.array_split(dots * on, COLUMNS, axis=1)]
    return sum(part >= IN_COLUMN * sum(parts) for part in parts) >= SPREAD


def edge_density(close: Array, fit: Fit, forms: Forms, side: int) -> float:
    """How densely the left (-1) or right (1) edge of a form's frame is dotted, as a share of the whole frame's density."""
    kernel = forms.kernel(fit.name, fit.angle, fit.size, CLOSE)
    under = dots_under(close, fit, kernel.on.shape)
    if under is None:
        return 0.0
    edge = max(2, round(END * kernel.on.shape[1]))
    part = np.s_[:edge] if side < 0 else np.s_[-edge:]
    dots = under * kernel.frame
    whole = float(dots.sum()) / max(float(kernel.frame.sum()), 1e-6)
    return float(dots[:, part].sum()) / max(float(kernel.frame[:, part].sum()), 1e-6) / max(whole, 1e-6)


def dots_under(close: Array, fit: Fit, shape: tuple[int, ...]) -> Array | None:
    """The page's dots under a form of this shape; None where it reaches beyond the page."""
    left, top = round(fit.x - shape[1] / 2), round(fit.y - shape[0] / 2)
    dots = close[max(top, 0) : top + shape[0], max(left, 0) : left + shape[1]]
    return dots if dots.shape == shape else None


def take_away(page: Grey, fit: Fit, forms: Forms) -> None:
    """Whiten a stamp with its frame."""
    high, wide = forms.size(fit.name)
    box = ((fit.x * CLOSE, fit.y * CLOSE), (wide, high), -fit.angle)
    cv2.fillPoly(page, [cv2.boxPoints(box).astype(np.int32)], (255,))


def _lay(dots: Array, kernel: Kernel, box: Sequence[float], most: int, framed: float) -> list[Fit]:
    """The best places, some way apart, for a kernel whose middle lies in a box (left, top, right, bottom in the dots' pixels)."""
    high, wide = kernel.on.shape
    left, top = max(0, round(box[0] - wide / 2)), max(0, round(box[1] - high / 2))
    part = dots[top : max(0, round(box[3] + high / 2) + 1), left : max(0, round(box[2] + wide / 2) + 1)]
    if part.shape[0] < high or part.shape[1] < wide:
        return []
    maps = (kernel.on, kernel.beside, kernel.frame)
    on, beside, frame = (np.maximum(cv2.matchTemplate(part, one, cv2.TM_CCORR), 0) for one in maps)
    letters = np.maximum(on - frame, 0)
    if framed:
        letters = np.minimum(letters, frame / framed)
        on = letters + frame
    share = np.maximum(on - beside, 0) / np.maximum(on + beside, 1)
    worth = np.maximum(2 * np.sqrt(letters * frame) - beside, 0) * share * share * share
    found = []
    for _ in range(most):
        y, x = (int(n) for n in np.unravel_index(int(worth.argmax()), worth.shape))
        if worth[y, x] <= 0:
            break
        at = (left + x + wide / 2, top + y + high / 2)
        found.append(
            Fit(kernel.name, kernel.angle, kernel.size, float(letters[y, x]), float(frame[y, x]), float(beside[y, x]), *at)
        )
        worth[max(0, y - 4) : y + 5, max(0, x - 5) : x + 6] = 0
    return found
