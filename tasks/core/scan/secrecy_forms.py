"""Faded secrecy stamps in black and white, found by their form: the word in its frame, as the circular has it.

Nghị định 30/2020 Phụ lục I and Thông tư 24/2020/TT-BCA: letters of 15 points in a rectangle. A machine that knows black and white
only lets red fade to dots; what is left of the frame still says how wide the word is and where its letters must lie. Each form is
laid on the whole left head, coarsely, then closely where it fits; where a secrecy stamp's fits, other stamps' are laid too, and
the best is believed (docs/secrecy.md has the figures). Forms are data, handed in by the caller; infra/training draws them.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from tasks.core.scan.secrecy_kernels import CLOSE, COARSE, Array, Forms, Grey, Kernel, shrunk

SIZES = (0.965, 1.0, 1.035)
ANGLES = (-5.0, -3.3, -1.7, 0.0, 1.7, 3.3, 5.0)
"""Sizes (shares of the form's) and angles (degrees, stamp and page together) that forms are laid in."""

LEFT_HEAD = (0.14, 0.08, 0.52, 0.36)
"""Where a stamp's middle lies: left, top, right, bottom of the upright page."""

PURE = 3
"""How much more it counts that no dots lie beside a form than that many lie on it."""

PLACES = 4
"""Most places of each word that are looked at closely."""

SLACK = 4
"""How far about a coarse place, in close dots, the form is laid."""

RIVAL_ACROSS, RIVAL_DOWN = 45, 6
"""How far, in close dots, the middle of another stamp may lie that leaves the same dots."""

RIVALS = 3
"""How many other words are laid closely."""

LETTERS, FRAME, FRAMED = 3.0, 4.0, 0.55
"""Dots on its letters and on its frame that a secrecy stamp's form must have, and how many on its frame for each on its letters:
a line of broken type has few of them."""

PURE_WORTH, PURE_SHARE, PURE_MORE = 8.0, 0.8, 1.2
"""What else a pure form must have: worth, share, and how many times what the best other form is worth."""

THICK_WORTH, THICK_SHARE, THICK_MORE = 25.0, 0.6, 1.4
"""The same of one beside which dots lie too: another stamp over it, a line of type through it."""

OTHER_MORE = 1.3
"""How many times what a secrecy stamp's form is worth another stamp's must be to be taken away."""

COLUMNS, IN_COLUMN, SPREAD = 6, 0.04, 4
"""Upright parts of a form, and how many of them must have such a share of its dots: a faded stamp's dots lie all over it (115 of
116 that were found: in four or more), those of three dashes of a list do not (a page of a real scan: in two)."""

REST = 8
"""How far about a stamp that was taken away, in close dots, the middle of no other can lie."""

OTHER_ACROSS, OTHER_DOWN = 60, 14
"""How far about a place, in close dots, the middle of a stamp may lie that the place is a part of."""

ROUNDS = 3
"""How often what is left is looked at: no more than three stamps stand in a head."""


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


class Laid(NamedTuple):
    """A secrecy stamp's form and the best of other stamps' at the same place (None: none fits at all)."""

    secret: Fit
    other: Fit | None

    @property
    def is_secret(self) -> bool:
        """Whether the dots there are a secrecy stamp's."""
        fit, rival = self.secret, self.other.worth if self.other else 0.0
        pure = fit.share >= PURE_SHARE and fit.worth >= PURE_MORE * rival
        thick = _is_thick(fit) and fit.worth >= THICK_MORE * rival
        return fit.frame >= FRAMED * fit.letters and (pure or thick)


def shows_form(page: Grey, forms: Forms) -> bool:
    """Whether a secrecy stamp's form stands in the left head of an upright page (grey, at `FORM_DPI`, black and white).

    What is clearly another stamp is taken away and the rest looked at again: a faded stamp beside a good one is not lost.
    """
    page, others = np.array(page, order="C"), set[Fit]()
    for _ in range(ROUNDS):
        seen = set[Fit]()
        for laid in lay_forms(page, forms):
            lies_on = any(_lies_on(laid.secret.x, laid.secret.y, other, forms) for other in others)
            if laid.is_secret and not lies_on and _is_spread(page, laid.secret, forms):
                return True
            if laid.other and laid.other.worth >= OTHER_MORE * laid.secret.worth:
                seen.add(laid.other)
        if not seen:
            return False
        for other in seen:
            _take_away(page, other, forms)
        others |= seen
    return False


def shows_other(page: Grey, forms: Forms, x: float, y: float) -> bool:
    """Whether a place (fractions of an upright page) lies on what is clearly another stamp."""
    close, coarse = _dots(page)
    x, y = x * close.shape[1], y * page.shape[0] / CLOSE
    around = (x - OTHER_ACROSS, y - OTHER_DOWN, x + OTHER_ACROSS, y + OTHER_DOWN)

    def best(names: Sequence[str]) -> Iterator[Fit]:
        for name in names:
            yield from (_refine(close, forms, one) for one in _look(coarse, forms.coarse(name, ANGLES), around, 1))

    other = max(best(forms.others), key=lambda one: one.worth, default=None)
    if other is None or not _is_pure(other) or not _lies_on(x, y, other, forms):
        return False
    return all(other.worth >= OTHER_MORE * one.worth for one in best(forms.secret))


def _is_spread(page: Grey, fit: Fit, forms: Forms) -> bool:
    """Whether dots lie in most parts of a form's width."""
    on = forms.kernel(fit.name, fit.angle, fit.size, CLOSE).on
    left, top = round(fit.x - on.shape[1] / 2), round(fit.y - on.shape[0] / 2)
    dots = _dots(page)[0][top : top + on.shape[0], left : left + on.shape[1]]
    if dots.shape != on.shape:
        return False
    parts = [float(part.sum()) for part in np.array_split(dots * on, COLUMNS, axis=1)]
    return sum(part >= IN_COLUMN * sum(parts) for part in parts) >= SPREAD


def _lies_on(x: float, y: float, other: Fit, forms: Forms) -> bool:
    """Whether a place (close dots) lies on a stamp or just beside it, where no other's middle can be."""
    high, wide = forms.size(other.name)
    return abs(x - other.x) < wide / CLOSE / 2 + REST and abs(y - other.y) < high / CLOSE / 2 + REST


def _take_away(page: Grey, fit: Fit, forms: Forms) -> None:
    """Whiten a stamp with its frame."""
    high, wide = forms.size(fit.name)
    box = ((fit.x * CLOSE, fit.y * CLOSE), (wide, high), -fit.angle)
    cv2.fillPoly(page, [cv2.boxPoints(box).astype(np.int32)], (255,))


def lay_forms(page: Grey, forms: Forms) -> Iterator[Laid]:
    """Each place where a secrecy stamp's form fits somewhat, best first, and what other forms are worth there."""
    close, coarse = _dots(page)
    left, top, right, bottom = LEFT_HEAD
    high, wide = page.shape[0] / CLOSE, page.shape[1] / CLOSE
    head = (left * wide, top * high, right * wide, bottom * high)
    fits = [_refine(close, forms, fit) for name in forms.secret for fit in _look(coarse, forms.coarse(name, ANGLES), head, PLACES)]
    for fit in sorted(fits, key=lambda one: -one.worth):
        if _is_whole(fit):
            yield Laid(fit, _rival(close, coarse, forms, fit))


def _dots(page: Grey) -> tuple[Array, Array]:
    """Ink of the upper half of a page, as forms are laid on it closely and coarsely."""
    ink = 255 - page[: page.shape[0] // 2]
    return shrunk(ink, CLOSE), shrunk(ink, COARSE)


def _is_whole(fit: Fit) -> bool:
    """Whether enough of a form is there to be compared."""
    return fit.letters >= LETTERS and fit.frame >= FRAME and (_is_pure(fit) or _is_thick(fit))


def _is_pure(fit: Fit) -> bool:
    return fit.worth >= PURE_WORTH and fit.share >= PURE_SHARE


def _is_thick(fit: Fit) -> bool:
    return fit.worth >= THICK_WORTH and fit.share >= THICK_SHARE


def _rival(close: Array, coarse: Array, forms: Forms, fit: Fit) -> Fit | None:
    around = (fit.x - RIVAL_ACROSS, fit.y - RIVAL_DOWN, fit.x + RIVAL_ACROSS, fit.y + RIVAL_DOWN)
    angles = [angle for angle in ANGLES if abs(angle - fit.angle) < 4]
    seen = [one for name in forms.others for one in _look(coarse, forms.coarse(name, angles), around, 1)]
    best = sorted(seen, key=lambda one: -one.worth)[:RIVALS]
    return max((_refine(close, forms, one) for one in best), key=lambda one: one.worth, default=None)


def _look(coarse: Array, kernels: Sequence[Kernel], box: tuple[float, float, float, float], most: int) -> list[Fit]:
    """The best places, some way apart, of a form in several angles whose middle lies in a box (close dots)."""
    fit = CLOSE / COARSE
    found: list[Fit] = []
    for kernel in kernels:
        found += _lay(coarse, kernel, [side * fit for side in box], most)
    apart: list[Fit] = []
    for one in sorted(found, key=lambda one: -one.worth):
        if len(apart) < most and all(abs(one.x - other.x) > 5 or abs(one.y - other.y) > 4 for other in apart):
            apart.append(one)
    return [one._replace(x=one.x / fit, y=one.y / fit) for one in apart]


def _refine(close: Array, forms: Forms, fit: Fit) -> Fit:
    """The form laid closely about a place, in all sizes and in angles near the one that fitted."""
    box = (fit.x - SLACK, fit.y - SLACK, fit.x + SLACK, fit.y + SLACK)
    angles = [angle for angle in ANGLES if abs(angle - fit.angle) < 2]
    laid = [one for angle in angles for size in SIZES for one in _lay(close, forms.kernel(fit.name, angle, size, CLOSE), box, 1)]
    return max(laid, key=lambda one: one.worth, default=fit._replace(letters=0.0))


def _lay(dots: Array, kernel: Kernel, box: Sequence[float], most: int) -> list[Fit]:
    """The best places, some way apart, for a kernel whose middle lies in a box (left, top, right, bottom in the dots' pixels)."""
    high, wide = kernel.on.shape
    left, top = max(0, round(box[0] - wide / 2)), max(0, round(box[1] - high / 2))
    part = dots[top : max(0, round(box[3] + high / 2) + 1), left : max(0, round(box[2] + wide / 2) + 1)]
    if part.shape[0] < high or part.shape[1] < wide:
        return []
    maps = (kernel.on, kernel.beside, kernel.frame)
    on, beside, frame = (np.maximum(cv2.matchTemplate(part, one, cv2.TM_CCORR), 0) for one in maps)
    letters = np.maximum(on - frame, 0)
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
