"""An urgency stamp at the second place, in black and white: right of where a secrecy stamp stands when a letter has both.

Whoever presses both begins with the secrecy stamp (ô 10a before 10b, Nghị định 30/2020 Phụ lục I) at the left, and leaves the
urgency stamp the place beside it. One that stands alone stands at the first place. So a good urgency stamp at the second says
that one of secrecy stood at the first, however few of its dots are left (docs/secrecy.md has the figures).
"""

from collections.abc import Iterator

from tasks.core.scan.stamps.form_laying import ANGLES, Fit, Least, dots_of, dots_under, is_spread, look, refine
from tasks.core.scan.stamps.room_stamps import URGENT
from tasks.core.scan.stamps.secrecy_kernels import CLOSE, Array, Forms, Grey

HEAD = (0.24, 0.08, 0.68, 0.36)
"""Where the middle of an urgency stamp at the first or the second place may lie: left, top, right, bottom of the upright page."""

SECOND = (0.32, 0.45)
"""Where the left edge of one lies at the second place, in shares of the page's width: measured 0.32 to 0.39, at the first up to
0.26; the end of THƯỢNG KHẨN looks like KHẨN that begins at 0.28 to 0.36."""

PLACES = 2
"""Places of each form that are looked at closely."""

BAR = Least(worth=15.0, share=0.85)
"""What a form must have: type comes to a share of 0.75."""

FRAMED = 0.45
"""How many dots on its frame a form must have for each on its letters: broken type has few there."""

TAIL, BEFORE, FREE = "other/KHẨN", 8, 0.15
"""The stamp that looks like the end of THƯỢNG KHẨN; how far left of it, in close dots, paper must be free, and how densely it may
be dotted, as a share of the stamp (measured: left of KHẨN up to 0.08, before the end of THƯỢNG KHẨN 0.23 and more)."""

SECRET_MORE = 1.3
"""How many times what a secrecy stamp's form on the same dots is worth it must be."""

ACROSS, DOWN = 45, 6
"""How far about its middle, in close dots, the middle of a secrecy stamp may lie that leaves the same dots."""


def stands_second(page: Grey, forms: Forms) -> bool:
    """Whether the clearest urgency stamp of an upright page (grey, at `FORM_DPI`, black and white) stands at the second place."""
    close, coarse = dots_of(page)
    wide = page.shape[1] / CLOSE
    clear = sorted(_clear(close, coarse, page.shape[0] / CLOSE, forms), key=lambda one: -one.worth)
    best = next((fit for fit in clear if not _is_secret(close, coarse, fit, forms)), None)
    if best is None:
        return False
    left = (best.x - forms.size(best.name)[1] * best.size / CLOSE / 2) / wide
    return SECOND[0] <= left <= SECOND[1] and (best.name != TAIL or _begins_there(close, best, forms))


def _begins_there(close: Array, fit: Fit, forms: Forms) -> bool:
    """Whether nothing stands right before a stamp that it could be the end of."""
    on = forms.kernel(fit.name, fit.angle, fit.size, CLOSE).on
    left, top = round(fit.x - on.shape[1] / 2), round(fit.y - on.shape[0] / 2)
    before = close[max(0, top) : top + on.shape[0], max(0, left - BEFORE) : max(0, left)]
    under = dots_under(close, fit, on.shape)
    return under is not None and before.size > 0 and float(before.mean()) <= FREE * float(under.mean())


def _clear(close: Array, coarse: Array, high: float, forms: Forms) -> Iterator[Fit]:
    """Urgency stamps' forms of which enough is there."""
    left, top, right, bottom = HEAD
    wide = close.shape[1]
    head = (left * wide, top * high, right * wide, bottom * high)
    for name in URGENT:
        for one in look(coarse, forms.coarse(name, ANGLES), head, PLACES):
            fit = refine(close, forms, one)
            if BAR.met_by(fit) and fit.frame >= FRAMED * fit.letters and is_spread(close, fit, forms):
                yield fit


def _is_secret(close: Array, coarse: Array, fit: Fit, forms: Forms) -> bool:
    """Whether a secrecy stamp's form explains the same dots nearly as well, or better."""
    around = (fit.x - ACROSS, fit.y - DOWN, fit.x + ACROSS, fit.y + DOWN)
    laid = (refine(close, forms, one) for name in forms.secret for one in look(coarse, forms.coarse(name, ANGLES), around, 1))
    return any(SECRET_MORE * one.worth > fit.worth for one in laid)
