"""Faded urgency stamps (dấu chỉ mức độ khẩn) in black and white, told by their form: KHẨN, THƯỢNG KHẨN, HỎA TỐC, HỎA TỐC HẸN GIỜ.

Nghị định 30/2020 Phụ lục I, ô 10b; Party letters have them under the number too. All forms of a level are laid on the left head;
where one fits, every other stamp's (other levels, secrecy, SAO Y, CÔNG VĂN ĐẾN) is laid on the same dots, and the level is believed
only when it fits clearly better (docs/reading.md has the figures). A wrong level is worse than none.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.core.scan.stamps import form_laying
from tasks.core.scan.stamps.form_laying import ANGLES, Around, Bar, Fit, Least, dots_of, is_spread, look, refine
from tasks.core.scan.stamps.secrecy_kernels import CLOSE, Array, Forms, Grey

LEVELS = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ")

HEAD = (0.1, 0.08, 0.54, 0.38)
"""Where a stamp's middle may lie: left, top, right, bottom of the upright page."""

SCALES = (0.93, 1.0, 1.07)
"""Sizes in which forms are looked for, as shares of theirs: stamps differ, and a sheet in perspective is set upright roughly."""

PLACES = 2
"""Places of each form that are looked at closely."""

RIVAL_ACROSS, RIVAL_DOWN = 45, 10
"""How far, in close dots, the middle of another stamp may lie that leaves the same dots."""

TURN = 4.0
"""Degrees about the angle that fits coarsely in which forms are laid closely."""

RIVALS = 6
"""How many other forms are laid closely."""

BAR = Bar(letters=3.0, frame=4.0, pure=Least(worth=18.0, share=0.88), thick=Least(worth=40.0, share=0.6))
"""What a form must have here. Stamps of words that are no forms had shares of 0.87 at most where both edges of a frame were; a
thick one says that a stamp of some kind stands there."""

FRAMED = 0.45
"""How many dots on its frame a form must have for each on its letters: a line of broken type has few of them."""

PURE_MORE, THICK_MORE = 1.25, 1.4
"""How many times what the best form of another stamp is worth a form must be to be believed, and to be very clear."""

CLEAR_WORTH = 40.0
"""Worth of a form that is very clear."""

BARE, VERY_PURE = 0.15, 0.94
"""Density below which an upright edge of a form's frame is bare; share that such a form must have: it may be a part of a longer
stamp, or a stamp of other words."""

TWO_LINES, THROUGH = "/two lines", 0.72
"""Makes whose lower line often lies on the letter's next one, and the share that is enough for them."""

LARGER, OWN = 1.15, 0.15
"""From how many times the size a form is larger than another, and the share of its dots that must lie beyond the other."""

SURE, FAIR, TORN = 0.97, 0.93, 0.75
"""Confidence in a level whose form is very clear, clear, and clear but for an edge (docs/reading.md)."""


class Sheet(NamedTuple):
    """The dots of a page, close and coarse, and the forms that are laid on them."""

    close: Array
    coarse: Array
    forms: Forms


class Named(NamedTuple):
    """An urgency stamp: its level, the confidence in it (0 to 1) and its box (left, top, right, bottom in the page's pixels).

    No level: a stamp stands there whose level can't be told.
    """

    level: str | None
    confidence: float
    box: tuple[int, int, int, int]


def find_level(page: Grey, forms: Forms) -> Named | None:
    """The urgency stamp in the head of an upright page (grey, at `FORM_DPI`, black and white); None where no form fits."""
    sheet = Sheet(*dots_of(page), forms)
    high, wide = page.shape[0] / CLOSE, page.shape[1] / CLOSE
    left, top, right, bottom = HEAD
    head = (left * wide, top * high, right * wide, bottom * high)
    fits = _fits(sheet, _urgent(forms), head, PLACES)
    whole = [fit for fit in fits if BAR.met_by(fit) and is_spread(sheet.close, fit, forms)]
    named = [one for fit in _apart(whole, forms) if (one := _name(sheet, fit))]
    return max(named, key=lambda one: one.confidence, default=None)


def _apart(fits: Sequence[Fit], forms: Forms) -> Iterator[Fit]:
    """The best form of each place."""
    taken: list[Fit] = []
    for fit in sorted(fits, key=lambda one: -one.worth):
        if not any(_share_dots(fit, other, forms) for other in taken):
            yield fit
        taken.append(fit)


def _share_dots(one: Fit, other: Fit, forms: Forms) -> bool:
    (left, top, right, bottom), (x0, y0, x1, y1) = _box(one, forms), _box(other, forms)
    return min(right, x1) > max(left, x0) and min(bottom, y1) > max(top, y0)


def _name(sheet: Sheet, fit: Fit) -> Named | None:
    """What stands at a form's place; None where it is clearly another stamp."""
    rival, box = _rival(sheet, fit), _box(fit, sheet.forms)
    worth = rival.worth if rival else 0.0
    if rival and word_of(rival.name) not in LEVELS and worth >= THICK_MORE * fit.worth:
        return None
    sure = _confidence(sheet, fit, worth)
    return Named(word_of(fit.name) if sure else None, sure, box)


def _confidence(sheet: Sheet, fit: Fit, rival: float) -> float:
    """How sure a form's level is when the best of another stamp is worth `rival`; 0: not at all."""
    if not BAR.pure.met_by(fit):
        through = fit.name.endswith(TWO_LINES) and fit.share >= THROUGH and fit.worth >= THICK_MORE * rival
        return TORN if through else 0.0
    if fit.worth < PURE_MORE * rival:
        return 0.0
    if min(form_laying.edge_density(sheet.close, fit, sheet.forms, side) for side in (-1, 1)) < BARE:
        return TORN if fit.share >= VERY_PURE else 0.0
    return SURE if fit.worth >= max(CLEAR_WORTH, THICK_MORE * rival) else FAIR


def word_of(name: str) -> str:
    """What a form of this name says."""
    return name.split("/")[1]


def _urgent(forms: Forms) -> list[str]:
    return [name for name in forms.all if word_of(name) in LEVELS]


def _rival(sheet: Sheet, fit: Fit) -> Fit | None:
    """The best form of another stamp on a form's dots.

    KHẨN stands in THƯỢNG KHẨN, HỎA TỐC in HỎA TỐC HẸN GIỜ: of two such forms the larger is no rival when the rest of it is empty,
    and the smaller is none when it is not.
    """
    around = (fit.x - RIVAL_ACROSS, fit.y - RIVAL_DOWN, fit.x + RIVAL_ACROSS, fit.y + RIVAL_DOWN)
    names = [name for name in sheet.forms.all if word_of(name) != word_of(fit.name)]
    rivals = _fits(sheet, names, around, 1, near=fit)
    return max((one for one in rivals if _is_rival(sheet, one, fit)), key=lambda one: one.worth, default=None)


def _is_rival(sheet: Sheet, one: Fit, fit: Fit) -> bool:
    if _is_larger(one, fit, sheet.forms):
        return _beyond(sheet, one, fit) >= OWN
    part = one.worth < fit.worth and word_of(one.name) in word_of(fit.name) and _is_larger(fit, one, sheet.forms)
    return not part or _beyond(sheet, fit, one) < OWN


def _is_larger(one: Fit, other: Fit, forms: Forms) -> bool:
    (high, wide), (low, narrow) = forms.size(one.name), forms.size(other.name)
    return wide * one.size > LARGER * narrow * other.size or high * one.size > LARGER * low * other.size


def _beyond(sheet: Sheet, fit: Fit, other: Fit) -> float:
    """Share of a form's dots that lie beyond another's box."""
    on = sheet.forms.kernel(fit.name, fit.angle, fit.size, CLOSE).on
    left, top = round(fit.x - on.shape[1] / 2), round(fit.y - on.shape[0] / 2)
    under = form_laying.dots_under(sheet.close, fit, on.shape)
    if under is None:
        return 0.0
    dots = under * on
    x0, y0, x1, y1 = (edge / CLOSE for edge in _box(other, sheet.forms))
    within = dots[max(0, round(y0 - top)) : max(0, round(y1 - top)), max(0, round(x0 - left)) : max(0, round(x1 - left))]
    return 1 - float(within.sum()) / max(float(dots.sum()), 1e-6)


def _fits(sheet: Sheet, names: Sequence[str], box: Around, places: int, *, near: Fit | None = None) -> Iterator[Fit]:
    """The best places of each form in a box, laid closely; `near`: of all forms the best few in angles about one's."""
    angles = [angle for angle in ANGLES if near is None or abs(angle - near.angle) < TURN]
    laid = {name: sheet.forms.coarse(name, angles, SCALES) for name in names}
    seen = [one for kernels in laid.values() for one in look(sheet.coarse, kernels, box, places, framed=FRAMED)]
    best = sorted(seen, key=lambda one: -one.worth)[: None if near is None else RIVALS]
    yield from (refine(sheet.close, sheet.forms, one, framed=FRAMED, turn=TURN) for one in best)


def _box(fit: Fit, forms: Forms) -> tuple[int, int, int, int]:
    high, wide = (side * fit.size for side in forms.size(fit.name))
    x, y = fit.x * CLOSE, fit.y * CLOSE
    return round(x - wide / 2), round(y - high / 2), round(x + wide / 2), round(y + high / 2)
