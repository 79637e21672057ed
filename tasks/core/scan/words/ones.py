"""A code's last sign, I or 1 (QLHT1): every reading has it alike, and only its serifs on the page tell which.

An I has a serif on both sides at its head and foot; a 1 has its flag left of the stroke and nothing right of its head.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from schemas.page import Zone
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.strokes import inked, longest_runs, runs_of

_CODE = re.compile(r"(?P<start>.*[A-ZĐ][A-HJ-UWYZĐ])(?P<last>[I1l])(?P<end>\W*)")
"""Not behind another I, V or X: those are Roman."""
_UPRIGHT, _BAND, _REACH = 0.7, 0.2, 0.4
"""Shares of a letter's height: of a stroke without a gap, of a serif from head or foot, of how far right one reaches."""
_SERIF, _NONE, _AS_LONG = 0.06, 0.3, 0.6
"""A serif's least length; and how long one at the head is beside that at the foot: at most where there is none, and at least."""

_PALE, _HALF = 0.75, 0.5
"""How pale a serif's shade may be, from ink (0) to paper (1); share of a stroke's side that its own shade fills."""


def with_ones(rows: Sequence[Row], image: Grey) -> list[Row]:
    """The rows with the last sign of their codes as its serifs say; `image`: the upright page that the words' boxes are in."""
    return [replace(row, tokens=tuple(_told(token, image) for token in row.tokens)) if _has(row) else row for row in rows]


def _has(row: Row) -> bool:
    return any(_is_code(token) for token in row.tokens)


def _is_code(token: Token) -> bool:
    """Whether a word ends as a counted room's code may: of an item, or behind the stroke of a symbol; no word of a title (CHI)."""
    of_row = token.zone is Zone.FOOT_LEFT or (token.zone is Zone.HEAD_LEFT and re.search(r"[/-]", token.text) is not None)
    return of_row and _CODE.fullmatch(token.text) is not None


def _told(token: Token, image: Grey) -> Token:
    found = _CODE.fullmatch(token.text) if _is_code(token) else None
    if found is None:
        return token
    high = token.bottom - token.top
    right = round(token.right + _REACH * high)
    sign = last_sign(image[max(round(token.top), 0) : round(token.bottom), max(round(token.right - 2 * high), 0) : right])
    if sign is None or sign == found["last"]:
        return token
    return replace(token, text=f"{found['start']}{sign}{found['end']}")


def last_sign(picture: Grey) -> str | None:
    """`I` or `1`, whichever the last upright stroke of a picture of print is; None where that can't be told."""
    ink = inked(picture)
    rows = np.flatnonzero(ink.any(axis=1))
    if not rows.size:
        return None
    ink = ink[rows[0] : rows[-1] + 1]
    high = ink.shape[0]
    runs = runs_of(longest_runs(ink) >= _UPRIGHT * high)
    if not runs:
        return None
    edge, far, band = runs[-1][1], round(_REACH * high), max(round(_BAND * high), 1)
    if ink[band:-band, edge + round(_SERIF * high) : edge + far].any():
        return None  # another letter
    pale = inked(picture, _PALE)[rows[0] : rows[-1] + 1, edge : edge + far]  # of a small serif but its shade is left
    side = _reach(np.asarray(pale[band:-band].mean(axis=0) > _HALF))
    head, foot = (_reach(np.asarray(part.any(axis=0))) - side for part in (pale[:band], pale[-band:]))
    if foot < max(_SERIF * high, 1):
        return None
    if head <= _NONE * foot:
        return "1"
    return "I" if head >= _AS_LONG * foot else None


def _reach(columns: NDArray[np.bool_]) -> int:
    """How many columns from the left on are inked, without a gap."""
    blank = np.flatnonzero(~columns)
    return int(blank[0]) if blank.size else columns.size
