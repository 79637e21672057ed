"""Pictures of the single letters of a signer's name, cut where bold Times has them, for the net that tells letters and marks.

The engine gives a box for each word only; in it the letters stand as wide as each is (`family_place.width_of`). A row's em follows
from its words, its baseline from its ink. All pictures have EM pixels an em, so that scans of any resolution look alike.
"""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.net import Array
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.family_place import width_of

EM, HEIGHT, WIDTH, BASE = 24.0, 32, 24, 24.5
"""Pixels an em; size of a letter's picture; its row on which print stands: marks of a capital above it, tails below."""
_AROUND = 1.0
"""Ems of the row on both sides of a word: its neighbours are seen in the pictures of its first and last letter."""
_LEAST = 2
_FOOT, _BELOW, _APART = 0.12, (0.03, 0.15), 0.08
"""Ems above and below a baseline between which the ink becomes less; and by which words of a row differ at most: y has no foot."""


class Line(NamedTuple):
    """How a row is set: pixels an em, the baseline's row under each word, and the shades of its ink and paper."""

    em: float
    baselines: tuple[float, ...]
    ink: float
    paper: float


def letters_of(word: str) -> str:
    """The word without signs at its ends that are no letters."""
    return word.strip(".,:;*-_~'’`\"“”/\\|()‘—<>«»")


def line_of(image: Grey, words: Sequence[Token]) -> Line | None:
    """How a row of words is set; None where too little of it was read as words."""
    read = [(token, width_of(letters_of(token.text))) for token in words]
    ems = [(token.right - token.left) / width for token, width in read if width > 1]
    if not ems:
        return None
    em = median(ems)
    top = max(int(min(token.top for token in words) - 0.3 * em), 0)
    bottom = min(int(max(token.bottom for token in words) + 0.3 * em), image.shape[0])
    left, right = max(int(words[0].left), 0), min(int(words[-1].right), image.shape[1])
    if bottom - top < em / 2 or right - left < em:
        return None
    row = image[top:bottom, left:right]
    low, high = (float(level) for level in np.percentile(row, (1, 90)))
    if high - low < 1:
        return None
    dark = np.clip((high - row.astype(np.float32)) / (high - low), 0, 1)
    usual = median(token.bottom for token in words)
    feet = [_foot(dark, token, (left, top), em, usual) for token in words]
    middle = median(feet)
    return Line(em, tuple(foot if abs(foot - middle) < _APART * em else middle for foot in feet), low, high)


def _foot(dark: Array, token: Token, corner: tuple[int, int], em: float, usual: float) -> float:
    """The row on which a word stands: the ink right above it is much, below it little."""
    left, top = corner
    across = dark[:, max(int(token.left) - left, 0) : max(int(token.right) - left, 1)].sum(axis=1)
    whole = np.concatenate(([0.0], np.cumsum(across)))
    last = len(across)

    def mean(start: float, stop: float) -> float:
        first, end = (min(max(round(edge), 0), last) for edge in (start, stop))
        return float(whole[end] - whole[first]) / max(end - first, 1)

    places = np.arange(usual - 0.5 * em, usual + 0.25 * em)
    drops = [mean(at - top - _FOOT * em, at - top) - mean(at - top + _BELOW[0] * em, at - top + _BELOW[1] * em) for at in places]
    return float(places[int(np.argmax(drops))])


def columns_of(line: Line, left: float, right: float) -> int:
    """How wide the strip of a word is."""
    return max(round((right - left + 2 * _AROUND * line.em) * EM / line.em), 1)


def strip_of(image: Grey, line: Line, word: int, left: float, right: float) -> Array:
    """One word's part of the row, HEIGHT high, ink 1 and paper 0, `_AROUND` ems of the row on both sides of it."""
    scale, width = EM / line.em, columns_of(line, left, right)
    start = left - _AROUND * line.em
    shift = np.array([[scale, 0, -start * scale], [0, scale, BASE - line.baselines[word] * scale]], np.float64)
    top, bottom = (round(line.baselines[word] + rows * line.em) for rows in (-1.3, 0.6))
    first, last = round(start - line.em), round(right + 2 * _AROUND * line.em)
    top, first = max(top, 0), max(first, 0)
    part = image[top:bottom, first:last]
    if not part.size:
        return np.zeros((HEIGHT, width), np.float32)
    shift[0, 2] += first * scale
    shift[1, 2] += top * scale
    part = np.asarray(cv2.GaussianBlur(part, (0, 0), 0.4 / scale), np.uint8) if scale < _SMALLER else part
    size = (width, HEIGHT)
    seen = cv2.warpAffine(part, shift, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=line.paper)
    dark: Array = np.clip((line.paper - seen.astype(np.float32)) / (line.paper - line.ink), 0, 1)
    return dark


_SMALLER = 0.75


def centres(word: str) -> NDArray[np.float32]:
    """Where each letter's middle stands in a word, in ems from its left edge; marks take no room."""
    widths = np.array([width_of(letter) for letter in word], np.float32)
    return np.asarray(np.cumsum(widths) - widths / 2, np.float32)


def starts(places: Sequence[float] | NDArray[np.float32], width: int) -> list[int]:
    """Where in a strip of `width` columns the pictures round some places (in ems from the word's left edge) begin."""
    firsts = [round((_AROUND + float(place)) * EM - WIDTH / 2) for place in places]
    return [min(max(first, -WIDTH), width) for first in firsts]


def windows(strip: Array, firsts: Sequence[int]) -> Array:
    """The pictures (n x HEIGHT x WIDTH) of a strip that begin at some columns."""
    padded = np.pad(strip, ((0, 0), (WIDTH, WIDTH)))
    return np.stack([padded[:, first + WIDTH : first + 2 * WIDTH] for first in firsts])
