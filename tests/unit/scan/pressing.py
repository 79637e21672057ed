"""Stamps pressed on pages in black and white, faded to dots."""

import cv2
import numpy as np
from numpy.typing import NDArray

from infra.training.stamp_fits import draw_form

Grey = NDArray[np.uint8]
PLACE = (330, 310)
"""Where a stamp's middle stands on the page, in pixels."""


def pressed(page: Grey, word: str | Grey, *, left: float, seed: int, angle: float = 0, place: tuple[int, int] = PLACE) -> Grey:
    """The page with a stamp (a word, or a form that was drawn) of which a share of the dots is left, in patches."""
    gen = np.random.default_rng(seed)
    inked = cv2.erode((draw_form(word) if isinstance(word, str) else word)[0], np.ones((3, 3), np.uint8))
    high, wide = inked.shape
    edge = 20
    ink = cv2.copyMakeBorder(inked, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(0,))
    size = (wide + 2 * edge, high + 2 * edge)
    ink = cv2.warpAffine(ink, cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1), size)
    patches = cv2.resize(gen.random((3, 10)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    chance = np.clip(left + 0.6 * (patches - 0.5), 0, 1)
    dots = (ink > 127) & (gen.random(ink.shape) < chance)
    out = page.copy()
    x, y = place[0] - size[0] // 2, place[1] - size[1] // 2
    out[y : y + size[1], x : x + size[0]][dots] = 0
    return out


HEAD_ENDS, GOES_ON = 229, 450
"""Rows of pixels of a letter (`tests.drawn.letter`, at 150 dots an inch): below its number, and above its next row of type."""

IN_ROOM = (PLACE[0], HEAD_ENDS + 38)
"""Where a stamp's middle stands in the room that `with_room` leaves."""


def with_room(page: Grey, points: float) -> Grey:
    """The letter with so much free paper below its head, which ends with a row at its right too (its date's place)."""
    page = page.copy()
    page[HEAD_ENDS - 36 : HEAD_ENDS - 4, 600:1040] = page[GOES_ON : GOES_ON + 32, 455:895]
    free = np.full((round(points * 150 / 72), page.shape[1]), 255, np.uint8)
    whole = np.concatenate([page[:HEAD_ENDS], free, page[GOES_ON:]])[: page.shape[0]]
    below = np.full((page.shape[0] - whole.shape[0], page.shape[1]), 255, np.uint8)
    return np.concatenate([whole, below])


def torn(page: Grey) -> Grey:
    """The page with its type fallen to pieces."""
    return np.where(np.random.default_rng(3).random(page.shape) < 0.6, 255, page).astype(np.uint8)


def almost_gone(page: Grey, *, left: float = 0.2) -> Grey:
    """The page with most of its type gone, and what is left of it thin, but in one piece: one letter of five."""
    count, labels = cv2.connectedComponents((page < 128).astype(np.uint8), connectivity=8)
    stays = np.random.default_rng(9).random(count) < left
    kept = np.where(stays[labels], page, 255).astype(np.uint8)
    return np.asarray(cv2.dilate(kept, np.ones((1, 2), np.uint8)), np.uint8)
