"""Whose stamp stands in a head's free paper (`stamp_room`), in black and white: clearly an urgency stamp's, or not.

A letter leaves as much paper for an urgency stamp (mức độ khẩn, ô 10b) as for a secrecy stamp (ô 10a). Where red faded, only
what is left of the stamp tells one from the other: the forms of both are laid on all of the levelled room, and the urgency stamp is
believed when its form explains clearly more dots than any secrecy stamp's, next to none lie beside it, and no secrecy stamp has
room left of it, where it stands when a letter has both. A secrecy stamp is believed by the same rule. Where neither is clear,
three things speak against a secrecy stamp (docs/secrecy.md has the figures): a room that isn't as high as one needs, an urgency
stamp's form that explains better what lies there, and dots in it that nothing explains.
"""

import math
from collections.abc import Sequence
from itertools import product
from typing import Literal, NamedTuple

import cv2
import numpy as np

from tasks.core.scan.stamps.form_laying import ANGLES
from tasks.core.scan.stamps.secrecy_kernels import CLOSE, Array, Forms, Grey, Ringed, shrunk
from tasks.core.scan.stamps.stamp_room import Head, Paper

URGENT = ("other/KHẨN", "other/THƯỢNG KHẨN", "other/HỎA TỐC", "other/HỎA TỐC HẸN GIỜ")
SIZES = (0.945, 0.975, 1.005)
"""Sizes (shares of the forms') that are laid, as `secrecy_faint` has them."""

COLUMNS = (0.1, 0.56)
"""Where the middle of a stamp may lie, in shares of the page's width."""

PLACE = (0.16, 0.38)
"""Where the middle of a stamp lies that stands alone, in the same."""

FIRST, PAST_MARGIN = 0.28, 0.12
"""Where the left edge of a stamp lies at most that has no secrecy stamp left of it, and what lies left of all, in shares of the
page's width."""

AGAINST = 2.5
"""How much a dot beside a form speaks against it, where one on it speaks for it."""

LEAST, MORE, PURE = 7.0, 1.1, 0.7
"""Dots (75 an inch) that the form of a stamp must explain which is clear; how many times what any form of the other kind does; and
the share that must be left of its dots when those beside it have spoken against it."""

STAMPED = 47.0
"""Points of free paper of a letter with a stamp (measured: 44 to 50)."""

OTHER_HEIGHT, URGENT_FORM, DOTS, AT_MOST = 0.06, 4.0, 8.0, 2.0
"""How much each point more or less speaks against a secrecy stamp; the logarithm of how many times an urgency stamp's form explains
what a secrecy stamp's does; how full of dots the room is (`Paper.fullness`); and how much of it all may. Rounded from a logistic
regression's on 77 worst pages with a stamp and 38 without that were held for their room alone."""

BEYOND, SIDE, EDGE = 14, 220, 6
"""Pixels above and below the room that a form may reach into; paper in close dots that the room is given at its sides, and above
and below."""


class Explained(NamedTuple):
    """How many dots a form explains where it does best, less what speaks against it; dots `on` it; its `left` edge (0 to 1)."""

    dots: float
    on: float
    left: float


NOTHING = Explained(0.0, 0.0, 0.0)


def whose_room(page: Grey, paper: Paper, forms: Forms) -> Literal["secret", "urgent", "doubtful"]:
    """Whose stamp stood in the room of an upright page (grey, at `FORM_DPI`, black and white), a letter's first, that faded.

    doubtful: nobody's, as it seems, or another's; no secrecy stamp's by its room alone.
    """
    room, width = _levelled(page, paper.head, paper.room.rows), page.shape[1]
    urgent, secret = (_best(room, width, names, forms, COLUMNS) for names in (URGENT, forms.secret))
    if _is_clear(urgent, secret) and urgent.left <= FIRST:
        return "urgent"
    urgent, secret = (_best(room, width, names, forms, PLACE) for names in (URGENT, forms.secret))
    better = math.log((max(urgent.dots, 0) + 1) / (max(secret.dots, 0) + 1))
    against = OTHER_HEIGHT * abs(paper.room.height - STAMPED) + URGENT_FORM * better + DOTS * paper.fullness
    return "secret" if against <= AT_MOST or _is_clear(secret, urgent) else "doubtful"


def _is_clear(one: Explained, other: Explained) -> bool:
    return one.dots >= max(LEAST, PURE * one.on, MORE * other.dots)


def _levelled(page: Grey, head: Head, rows: tuple[int, int]) -> Array:
    """The room's ink in close dots, levelled as its cells are, with free paper around it and no scanner's dark border."""
    high, wide = page.shape
    level = np.array([[1, 0, 0], [-head.slope, 1, head.slope * wide / 2]], np.float32)
    upper = 255 - page[: min(high, head.top + head.cells.shape[0])]
    levelled = cv2.warpAffine(upper, level, (wide, upper.shape[0]))
    levelled[:, : round(PAST_MARGIN * wide)] = 0
    start, end = (head.top + row for row in rows)
    room = shrunk(levelled[max(0, start - BEYOND) : end + BEYOND], CLOSE)
    return np.asarray(cv2.copyMakeBorder(room, EDGE, EDGE, SIDE, SIDE, cv2.BORDER_CONSTANT, value=(0,)), np.float32)


def _best(room: Array, width: int, names: Sequence[str], forms: Forms, columns: tuple[float, float]) -> Explained:
    """The best of these forms in a room of a page so many pixels wide, its middle within these columns."""
    poses = ((name, angle, size) for name in names if name in forms.all for angle, size in product(ANGLES, SIZES))
    laid = (_lay(room, forms.ringed(*pose, CLOSE), width, forms.size(pose[0]), columns) for pose in poses)
    return max(laid, default=NOTHING)


def _lay(room: Array, kernel: Ringed, width: int, size: Sequence[int], columns: tuple[float, float]) -> Explained:
    """The best place of a form in a room of a page so many pixels wide."""
    on = kernel.left + kernel.right
    high, wide = on.shape
    first, last = (round(share * width / CLOSE + SIDE - kernel.middle[0]) for share in columns)
    part = room[:, max(0, first) : max(0, last) + wide]
    if part.shape[0] < high or part.shape[1] < wide:
        return NOTHING
    laid = cv2.matchTemplate(part, (on - AGAINST * kernel.beside).astype(np.float32), cv2.TM_CCORR)
    row, column = (int(n) for n in np.unravel_index(int(laid.argmax()), laid.shape))
    dots = float((part[row : row + high, column : column + wide] * on).sum())
    middle = (max(0, first) + column + kernel.middle[0] - SIDE) * CLOSE
    return Explained(float(laid[row, column]), dots, (middle - size[1] * kernel.size / 2) / width)
