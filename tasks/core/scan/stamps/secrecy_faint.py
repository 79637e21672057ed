"""Secrecy stamps of which only a few dots are left on a black and white page: fewer than `secrecy_forms` can count.

A machine that knows black and white only lets red fade away; it adds no dots. So what is left of a stamp lies on its form and
nowhere else: next to none beside its letters, and none left, right and below of its frame, where paper is free in ô 10a. Type
that fell to pieces has as many dots on a form, but more beside it, and its line goes on. The search therefore counts how pure the
dots are, not how many; what it finds is weighed by its signs (`secrecy_signs`), and let go where another stamp explains more of the
dots around (docs/secrecy.md has the figures).
"""

from collections.abc import Iterator, Sequence
from itertools import product

import cv2
import numpy as np

from tasks.core.scan.stamps.form_laying import ANGLES, SLACK, dots_of
from tasks.core.scan.stamps.secrecy_forms import LEFT_HEAD, shows_other
from tasks.core.scan.stamps.secrecy_kernels import CLOSE, COARSE, Array, Forms, Grey, Ringed
from tasks.core.scan.stamps.secrecy_signs import Faint, Signs, signs_of, weigh
from tasks.core.scan.stamps.stamp_room import Paper, paper_of

PLACES, MOST = 6, 16
"""Most places of each word that are looked at, and of all words that are looked at closely."""

USUAL, SMALLER, LARGER = 0.975, 0.945, 1.005
"""Sizes (shares of the form's) that are laid: a page that lies aslant under a lens is a little smaller, never larger."""

TURN = 0.85
"""By how many degrees more or less than in the search a form is laid closely."""

ENOUGH, PURE = 12.0, 6
"""Dots (75 an inch) from which more of them count no more, and how much more it counts that they are pure."""

LEAST_DOTS = 0.3
"""What an empty half of a form counts as: a stamp may be pressed on one side only."""

BAR, BARE_BAR, SURE = 1.5, 2.5, 4.0
"""What the signs of a place must come to: on a letter's first page whose type fell to pieces too, on such a page of which next to
nothing is left, and on any other."""

AGAINST = 2.5
"""How much a dot beside a form speaks against it, where one on it speaks for it."""

OTHER_MORE, ARRIVED = 1.1, 0.6
"""Shares of the dots that a secrecy stamp's form explains from which another stamp's is believed, and ĐẾN of an arrival stamp."""

MOST_FRAME, LETTERS_FRAME = 50.0, 0.15
"""Dots on a frame from which it isn't faint (a table's line, or a stamp that `secrecy_forms` sees), and how many dots its letters
must have for each of the frame's: red fades on both alike."""

ARRIVAL, ARRIVAL_SIZE = "other/ĐẾN", 0.8
"""The word of an arrival stamp (dấu Đến): in letters of 12 points, in a box of any size."""

SIDE_EDGE, DOWN_EDGE = 220, 24
"""Free paper, in close dots, that a page is given at its sides, above and below: a form may reach beyond its edge."""

ACROSS, OTHER_ACROSS, DOWN = 34, 45, 5
"""How far about a place, in close dots, the middle of a secrecy stamp and of another may lie that explains its dots."""


def shows_faint(page: Grey, forms: Forms, paper: Paper | None = None, *, bar: float = BAR) -> bool:
    """Whether the left head of an upright page (grey, at `FORM_DPI`, black and white) has what is left of a secrecy stamp.

    `paper`: the page's free paper, where it is known already. `bar`: what its signs must come to (`BAR`, `BARE_BAR`, `SURE`).
    """
    found = places_of(page, forms, paper or paper_of(page))
    return any(weigh(signs) >= bar and not is_explained(page, fit, forms) for fit, signs in found)


def places_of(page: Grey, forms: Forms, paper: Paper) -> Iterator[tuple[Faint, Signs]]:
    """Places that may be a faded secrecy stamp's, with their signs."""
    close, coarse = dots_of(page)
    for fit in find_faint(page, close, coarse, forms):
        if LETTERS_FRAME * fit.frame <= fit.letters and fit.frame <= MOST_FRAME:
            yield fit, signs_of(close, fit, forms, paper)


def is_explained(page: Grey, fit: Faint, forms: Forms) -> bool:
    """Whether a place's dots are another stamp's."""
    close = dots_of(page)[0]
    wide, high = page.shape[1] / CLOSE, page.shape[0] / CLOSE
    return is_another(close, fit, forms) or shows_other(page, forms, fit.x / wide, fit.y / high)


def find_faint(page: Grey, close: Array, coarse: Array, forms: Forms) -> list[Faint]:
    """Places where secrecy stamps' forms fit purest."""
    left, top, right, bottom = LEFT_HEAD
    high, wide = page.shape[0] / COARSE, page.shape[1] / COARSE
    head = (left * wide, top * high, right * wide, bottom * high)
    found: list[Faint] = []
    for name in forms.secret:
        laid = [one for angle in ANGLES for one in _lay(coarse, forms.ringed(name, angle, USUAL, COARSE), head, PLACES)]
        apart: list[Faint] = []
        for one in sorted(laid, reverse=True):
            if len(apart) < PLACES and all(abs(one.x - other.x) > 5 or abs(one.y - other.y) > 4 for other in apart):
                apart.append(one)
        found += apart
    refined = [_refine(close, one, forms) for one in sorted(found, reverse=True)[:MOST]]
    return [one for one in refined if one]


def _refine(close: Array, fit: Faint, forms: Forms) -> Faint | None:
    """The form laid closely about a place: in three sizes, then a little turned."""
    x, y = fit.x * COARSE / CLOSE, fit.y * COARSE / CLOSE
    box = (x - SLACK, y - SLACK, x + SLACK, y + SLACK)

    def best(poses: Sequence[tuple[float, float]]) -> Faint | None:
        kernels = [forms.ringed(fit.name, angle, size, CLOSE) for angle, size in poses]
        return max((one for kernel in kernels for one in _lay(close, kernel, box, 1)), default=None)

    first = best([(fit.angle, size) for size in (SMALLER, USUAL, LARGER)])
    if first is None:
        return None
    turned = best([(fit.angle + turn, first.size) for turn in (-TURN, TURN)])
    return max(first, turned) if turned else first


def _lay(dots: Array, kernel: Ringed, box: Sequence[float], most: int) -> list[Faint]:
    """The purest places, some way apart, for a form whose middle lies in a box (left, top, right, bottom in the dots' pixels)."""
    high, wide = kernel.beside.shape
    x, y = kernel.middle
    left, top = max(0, round(box[0] - x)), max(0, round(box[1] - y))
    part = dots[top : max(0, round(box[3] + high - y) + 1), left : max(0, round(box[2] + wide - x) + 1)]
    if part.shape[0] < high or part.shape[1] < wide:
        return []
    maps = (kernel.left, kernel.right, kernel.beside, kernel.frame)
    first, second, beside, frame = (np.maximum(cv2.matchTemplate(part, one, cv2.TM_CCORR), 0) for one in maps)
    on = first + second
    letters = np.maximum(on - frame, 0)
    share = np.maximum(on - beside, 0) / np.maximum(on + beside, 0.7)
    halves = np.minimum(2 * np.sqrt((first + LEAST_DOTS) * (second + LEAST_DOTS)), ENOUGH)
    both = (letters + 0.3) / (letters + 1.3) * (frame + 0.3) / (frame + 1.3)
    worth = halves * both * share**PURE
    found = []
    for _ in range(most):
        row, column = (int(n) for n in np.unravel_index(int(worth.argmax()), worth.shape))
        if worth[row, column] <= 0:
            break
        what = (float(worth[row, column]), kernel.name, kernel.angle, kernel.size)
        found.append(Faint(*what, float(letters[row, column]), float(frame[row, column]), left + column + x, top + row + y))
        worth[max(0, row - 4) : row + 5, max(0, column - 5) : column + 6] = 0
    return found


def is_another(close: Array, fit: Faint, forms: Forms) -> bool:
    """Whether another stamp explains the dots around a place better than a secrecy stamp: KHẨN, HỎA TỐC, or ĐẾN of an arrival."""
    secret = _explained(close, forms, fit, forms.secret, ACROSS)
    others = [name for name in forms.others if name != ARRIVAL]
    if _explained(close, forms, fit, others, OTHER_ACROSS) >= OTHER_MORE * secret:
        return True
    return ARRIVAL in forms.others and _explained(close, forms, fit, [ARRIVAL], ACROSS, bare=True) >= ARRIVED * secret


def _explained(close: Array, forms: Forms, fit: Faint, names: Sequence[str], across: int, *, bare: bool = False) -> float:
    """The most dots that one of these forms explains about a place, less what speaks against it; `bare`: smaller, unframed."""
    angles = [angle for angle in ANGLES if abs(angle - fit.angle) <= 2]
    least = ARRIVAL_SIZE if bare else 1.0
    edge = cv2.copyMakeBorder(close, DOWN_EDGE, DOWN_EDGE, SIDE_EDGE, SIDE_EDGE, cv2.BORDER_CONSTANT, value=(0,))
    best = 0.0
    for name, angle, size in product(names, angles, (SMALLER, USUAL, LARGER)):
        kernel = forms.ringed(name, angle, round(size * least, 4), CLOSE)
        on = kernel.left + kernel.right - (kernel.frame if bare else 0)
        high, wide = on.shape
        left = max(0, round(fit.x - kernel.middle[0]) - across + SIDE_EDGE)
        top = max(0, round(fit.y - kernel.middle[1]) - DOWN + DOWN_EDGE)
        part = edge[top : top + high + 2 * DOWN, left : left + wide + 2 * across]
        if part.shape[0] >= high and part.shape[1] >= wide:
            laid = cv2.matchTemplate(part, (on - AGAINST * kernel.beside).astype(np.float32), cv2.TM_CCORR)
            best = max(best, float(laid.max()))
    return best
