"""Whether the digits in a gap are print: then they stand on one line, are equally high and equally far apart.

Offices fill most numbers in by machine, often in another type or colour than the head's. Measured on 100 gaps of scans: tops and
feet of printed digits are within 0.05 of a capital's height, their height is 0.9 to 1.15 capitals; of written ones a tenth, and 1.2
to 1.6.
"""

import itertools
from collections.abc import Sequence

import cv2
import numpy as np

from tasks.core.scan.handwriting.gaps import Gap
from tasks.core.scan.sheet.paper import Grey

_APART = 0.06
"""How far tops and feet of printed digits may be apart, in capitals' heights; two pixels are always allowed."""

_HIGH = (0.86, 1.18)
"""Height of printed digits in capitals' heights: 12 to 15 points beside a head of 13."""

_UNEVEN = 0.16
"""How far the steps from digit to digit may differ: a 1 and a 7 do not fill their places."""

_SOME, _ROOM = 3, (0.4, 0.67)
"""Digits of which one may be torn; capitals' heights that one takes of a number's width, 0.68 and more in writing (of 18)."""

_STEP = (0.6, 0.98)
"""Capitals' heights from one printed digit to the next."""


def are_printed(image: Grey, gap: Gap, left: float, right: float, digits: int) -> bool:
    """Whether the ink from `left` to `right` (pixels of the upright page) is so many printed digits, each of them whole."""
    shapes = _shapes(image, gap, left, right)
    if len(shapes) != digits:
        return False
    tops, feet = [top for _, top, _ in shapes], [foot for _, _, foot in shapes]
    allowed = max(_APART * gap.capital, 2.0)
    high = (float(np.mean(feet)) - float(np.mean(tops))) / gap.capital
    level = max(tops) - min(tops) <= allowed and max(feet) - min(feet) <= allowed
    return level and _HIGH[0] <= high <= _HIGH[1] and _is_even([middle for middle, _, _ in shapes], gap.capital)


def are_torn_print(image: Grey, gap: Gap, left: float, right: float, digits: int) -> bool:
    """The same on a scan that tore some of the digits: all but one of three or more stand as print does, none as writing does.

    They are as high as a capital, none is higher than print, and they take the room that so many printed digits take.
    """
    shapes = _shapes(image, gap, left, right)
    tops = [(gap.baseline - top) / gap.capital for _, top, _ in shapes]
    room = (right - left) / gap.capital / digits
    if digits < _SOME or not tops or max(tops) > _HIGH[1] or not _ROOM[0] <= room <= _ROOM[1]:
        return False
    allowed = max(_APART * gap.capital, 2.0)
    top, foot = float(np.median([top for _, top, _ in shapes])), float(np.median([foot for _, _, foot in shapes]))
    level = [one for one in shapes if abs(one[1] - top) <= allowed and abs(one[2] - foot) <= allowed]
    return len(shapes) <= digits and len(level) >= digits - 1 and _HIGH[0] <= (foot - top) / gap.capital <= _HIGH[1]


def _is_even(middles: Sequence[float], capital: float) -> bool:
    steps = [(after - before) / capital for before, after in itertools.pairwise(middles)]
    return not steps or (max(steps) - min(steps) <= _UNEVEN and _STEP[0] <= min(steps) and max(steps) <= _STEP[1])


def _shapes(image: Grey, gap: Gap, left: float, right: float) -> list[tuple[float, float, float]]:
    """Middle, top and foot of each tall shape there, from the left."""
    margin = 0.2 * gap.capital
    first, top = max(0, round(left - margin)), max(0, round(gap.baseline - 1.7 * gap.capital))
    part = image[top : max(0, round(gap.baseline + 0.5 * gap.capital)), first : max(0, round(right + margin))]
    if not part.size:
        return []
    level = (float(np.percentile(part, 1)) + float(np.median(part))) / 2
    _, _, stats, _ = cv2.connectedComponentsWithStats((part < level).astype(np.uint8), connectivity=8)
    tall = (one for one in stats[1:].tolist() if one[3] > 0.6 * gap.capital)
    return sorted((first + x + wide / 2, float(top + y), float(top + y + high)) for x, y, wide, high, _ in tall)
