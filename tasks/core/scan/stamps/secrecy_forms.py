"""Faded secrecy stamps in black and white, found by their form: the word in its frame, as the circular has it.

Nghị định 30/2020 Phụ lục I and Thông tư 24/2020/TT-BCA: letters of 15 points in a rectangle. A machine that knows black and white
only lets red fade to dots; what is left of the frame still says how wide the word is and where its letters must lie. Each form is
laid on the whole left head, coarsely, then closely where it fits; where a secrecy stamp's fits, other stamps' are laid too, and
the best is believed (docs/secrecy.md has the figures). Forms are data, handed in by the caller; infra/training draws them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tasks.core.scan.stamps.form_laying import ANGLES, Bar, Fit, Least, dots_of, is_spread, look, refine, take_away
from tasks.core.scan.stamps.secrecy_kernels import CLOSE, Array, Forms, Grey

LEFT_HEAD = (0.14, 0.08, 0.52, 0.36)
"""Where a stamp's middle lies: left, top, right, bottom of the upright page."""

PLACES = 4
"""Most places of each word that are looked at closely."""

RIVAL_ACROSS, RIVAL_DOWN = 45, 6
"""How far, in close dots, the middle of another stamp may lie that leaves the same dots."""

RIVAL_PLACES, RIVALS = 3, 12
"""Places of each other word, and of all, that are laid closely: coarsely, a long faded word may look best where it lies askew."""

BAR = Bar(letters=3.0, frame=4.0, pure=Least(worth=8.0, share=0.8), thick=Least(worth=25.0, share=0.6))
"""What a stamp's form must have here."""

USUAL_PLACE, OUTSIDE = (0.16, 0.1, 0.36, 0.27), 25.0
"""Where nearly all middles lie (measured: of 107 stamped pages' forms all but one that was none), and what a form is worth at least
that is believed elsewhere: a row of broken type is worth up to 21 there."""

FRAMED = 0.55
"""How many dots on its frame a secrecy stamp's form must have for each on its letters: a line of broken type has few of them."""

HANGS, LETTERED = 2.0, 0.45
"""How far below another stamp, in its heights, its lower edge and the upper one of an arrival stamp make a frame; how many dots
letters must have there for each of the frame's (measured: of such frames 0.23 and 0.25, of stamps 0.47 and more on 113 of 118)."""

PURE_MORE, THICK_MORE = 1.2, 1.4
"""How many times what the best other form is worth a pure form must be, and a thick one."""

OTHER_MORE = 1.3
"""How many times what a secrecy stamp's form is worth another stamp's must be to be taken away."""

REST = 8
"""How far about a stamp that was taken away, in close dots, the middle of no other can lie."""

OTHER_ACROSS, OTHER_DOWN = 60, 14
"""How far about a place, in close dots, the middle of a stamp may lie that the place is a part of."""

ROUNDS = 3
"""How often what is left is looked at: no more than three stamps stand in a head."""


class Laid(NamedTuple):
    """A secrecy stamp's form and the best of other stamps' at the same place (None: none fits at all)."""

    secret: Fit
    other: Fit | None

    @property
    def is_secret(self) -> bool:
        """Whether the dots there are a secrecy stamp's."""
        fit, rival = self.secret, self.other.worth if self.other else 0.0
        pure = fit.share >= BAR.pure.share and fit.worth >= PURE_MORE * rival
        thick = BAR.thick.met_by(fit) and fit.worth >= THICK_MORE * rival
        return fit.frame >= FRAMED * fit.letters and (pure or thick)


def shows_form(page: Grey, forms: Forms) -> bool:
    """Whether a secrecy stamp's form stands in the left head of an upright page (grey, at `FORM_DPI`, black and white).

    What is clearly another stamp is taken away and the rest looked at again: a faded stamp beside a good one is not lost.
    """
    page, others = np.array(page, order="C"), set[Fit]()
    for _ in range(ROUNDS):
        found = list(lay_forms(page, forms))
        seen = {laid.other for laid in found if laid.other and laid.other.worth >= OTHER_MORE * laid.secret.worth}
        for fit in (laid.secret for laid in found if laid.is_secret):
            explained = any(_lies_on(fit.x, fit.y, other, forms) for other in others)
            explained = explained or any(_hangs(fit, other, forms) for other in others | seen)
            if not explained and _is_placed(fit, page) and is_spread(dots_of(page)[0], fit, forms):
                return True
        if not seen:
            return False
        for other in seen:
            take_away(page, other, forms)
        others |= seen
    return False


def _is_placed(fit: Fit, page: Grey) -> bool:
    """Whether a form lies where stamps do, or is worth so much that no type is."""
    left, top, right, bottom = USUAL_PLACE
    x, y = fit.x * CLOSE / page.shape[1], fit.y * CLOSE / page.shape[0]
    return (left <= x <= right and top <= y <= bottom) or fit.worth >= OUTSIDE


def shows_other(page: Grey, forms: Forms, x: float, y: float) -> bool:
    """Whether a place (fractions of an upright page) lies on what is clearly another stamp."""
    close, coarse = dots_of(page)
    x, y = x * close.shape[1], y * page.shape[0] / CLOSE
    around = (x - OTHER_ACROSS, y - OTHER_DOWN, x + OTHER_ACROSS, y + OTHER_DOWN)

    def best(names: Sequence[str]) -> Iterator[Fit]:
        for name in names:
            yield from (refine(close, forms, one) for one in look(coarse, forms.coarse(name, ANGLES), around, 1))

    other = max(best(forms.others), key=lambda one: one.worth, default=None)
    if other is None or not BAR.pure.met_by(other) or not _lies_on(x, y, other, forms):
        return False
    return all(other.worth >= OTHER_MORE * one.worth for one in best(forms.secret))


def _hangs(fit: Fit, other: Fit, forms: Forms) -> bool:
    """Whether a form hangs from another stamp's lower edge and has next to no letters."""
    high, wide = forms.size(other.name)
    below = abs(fit.x - other.x) < wide / CLOSE / 2 and 0 < fit.y - other.y < HANGS * high / CLOSE
    return below and fit.letters < LETTERED * fit.frame


def _lies_on(x: float, y: float, other: Fit, forms: Forms) -> bool:
    """Whether a place (close dots) lies on a stamp or just beside it, where no other's middle can be."""
    high, wide = forms.size(other.name)
    return abs(x - other.x) < wide / CLOSE / 2 + REST and abs(y - other.y) < high / CLOSE / 2 + REST


def lay_forms(page: Grey, forms: Forms) -> Iterator[Laid]:
    """Each place where a secrecy stamp's form fits somewhat, best first, and what other forms are worth there."""
    close, coarse = dots_of(page)
    left, top, right, bottom = LEFT_HEAD
    high, wide = page.shape[0] / CLOSE, page.shape[1] / CLOSE
    head = (left * wide, top * high, right * wide, bottom * high)
    fits = [refine(close, forms, fit) for name in forms.secret for fit in look(coarse, forms.coarse(name, ANGLES), head, PLACES)]
    for fit in sorted(fits, key=lambda one: -one.worth):
        if BAR.met_by(fit):
            yield Laid(fit, _rival(close, coarse, forms, fit))


def _rival(close: Array, coarse: Array, forms: Forms, fit: Fit) -> Fit | None:
    around = (fit.x - RIVAL_ACROSS, fit.y - RIVAL_DOWN, fit.x + RIVAL_ACROSS, fit.y + RIVAL_DOWN)
    angles = [angle for angle in ANGLES if abs(angle - fit.angle) < 4]
    seen = [one for name in forms.others for one in look(coarse, forms.coarse(name, angles), around, RIVAL_PLACES)]
    best = sorted(seen, key=lambda one: -one.worth)[:RIVALS]
    return max((refine(close, forms, one) for one in best), key=lambda one: one.worth, default=None)
