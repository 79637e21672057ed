"""One row of print as the net of rows takes it: its baseline level, all letters of one size, ink 1 and paper 0."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np

from tasks.core.scan.net import Array
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.name_letters import Line

EM, HEIGHT, BASE = 34.0, 48, 36.0
"""Pixels an em, rows of pixels, and the row on which print stands: an em and a little above it, a third of one below."""
_AROUND = 0.7
"""Ems of paper on both sides of a row."""
_STEEP = 0.02
"""Most that a row rises or falls by once its page is level; what seems to is a word whose foot was not found."""
_SPREAD = 4
"""Ems between a row's first and last word from which on its slope is measured."""
_SMALLER = 0.75
"""Below this scale a picture is blurred before it is made smaller."""
_FAINT = 12.0
"""Least difference of ink and paper (of 255)."""


class Strip(NamedTuple):
    """A row's picture (HEIGHT x columns, ink 1, paper 0), the page's column at which it begins and its columns a page's pixel."""

    picture: Array
    left: float
    scale: float

    def column(self, at: float) -> float:
        """The column of the page that a column of the strip shows."""
        return self.left + at / self.scale


def strip_of(image: Grey, line: Line, words: Sequence[Token], *, wider: float = 1.0) -> Strip:
    """The row of `words` (at least one, from left to right). `line`: how it is set; `wider`: by how much its letters are larger."""
    em = line.em * wider
    scale = EM / em
    slope, base = _baseline(line, words)
    left, right = words[0].left - _AROUND * em, max(word.right for word in words) + _AROUND * em
    top = max(int(min(base + slope * left, base + slope * right) - 2 * em), 0)
    bottom = max(int(max(base + slope * left, base + slope * right) + 2 * em), top + 1)
    first = max(int(left - em), 0)
    part = image[top:bottom, first : int(right + em)]
    columns = max(round((right - left) * scale), 16)
    if not part.size:
        return Strip(np.zeros((HEIGHT, columns), np.float32), left, scale)
    part = np.asarray(cv2.GaussianBlur(part, (0, 0), 0.4 / scale), np.uint8) if scale < _SMALLER else part
    from_strip = np.array(
        [[1 / scale, 0, left - first], [slope / scale, 1 / scale, slope * left + base - BASE / scale - top]], np.float64
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen = cv2.warpAffine(part, from_strip, (columns, HEIGHT), flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=line.paper)
    low, high = (float(level) for level in np.percentile(seen[6:44], (1, 88)))
    dark: Array = np.clip((high - seen.astype(np.float32)) / max(high - low, _FAINT), 0, 1)
    return Strip(dark, left, scale)


def _baseline(line: Line, words: Sequence[Token]) -> tuple[float, float]:
    """Slope and height at column 0 of the line on which the words stand."""
    middles = [(word.left + word.right) / 2 for word in words]
    level = float(median(line.baselines))
    if len(words) < 3 or middles[-1] - middles[0] < _SPREAD * line.em:  # two points always lie on a line
        return 0.0, level
    slope, base = (float(value) for value in np.polyfit(middles, line.baselines, 1))
    return (slope, base) if abs(slope) <= _STEEP else (0.0, level)
