"""Roman numerals behind the word that they number (khu vực III, LTQG II): their strokes counted on the page itself.

In small print the serifs of equal strokes touch, and the engine takes III for HH, IH or HI, surely at times; or it loses one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Row, Token

_NUMBERED = re.compile(r"^\W*(?:vực|VỰC|[Vv]ùng|VÙNG|KV|LTQG|gia|[Qq]uý|hạng)$")
_NUMERAL = re.compile(r"^(?P<start>[VX]?)(?P<strokes>[IH1lÍÌ|!]{1,4})(?P<end>[.,;:)]*)$")
_UPRIGHT = 0.7
"""Share of a letter's height that the ink of an upright stroke fills without a gap."""
_MIDDLE = (0.35, 0.65)
"""Shares of a stroke's height between which a bar makes one H of two strokes; serifs stand above and below."""
_UNEVEN = 1.9
"""How much wider than the thinnest of a numeral the thickest stroke may be; letters that run together are more."""
_THICK, _FAR = 0.4, 2.0
"""Of a height, the thickest stroke; and how many times as far from each other as usual two strokes may be."""
_ROUND, _MOST = 0.5, 3
_COUNTED = 0.95
"""How sure a numeral is whose strokes were counted: of 24 in scans all were right, of which the engine had read ten right."""


def with_counted(rows: Sequence[Row], image: Grey) -> list[Row]:
    """The rows with the Roman numerals of their regions as their strokes say; those of which these can't be counted are doubted.

    `image`: the upright page, whose pixels the words' boxes are in.
    """
    above = [None, *rows[:-1]]
    return [_with_counted(row, image, before) for row, before in zip(rows, above, strict=True)] if rows else []


def _with_counted(row: Row, image: Grey, above: Row | None) -> Row:
    """One row; `above`: the one before it, at whose end the numbered word may stand (KHU VỰC / VIII)."""
    last = above.tokens[-1] if above is not None and above.zone is row.zone else None
    told = _counted(row.tokens, image, last)
    return row if told == row.tokens else replace(row, tokens=told)


def _is_numeral(before: Token, token: Token) -> bool:
    found = _NUMERAL.match(token.text)
    return found is not None and _NUMBERED.match(before.text) is not None and not re.match(r"[1l|!]?\W*$|1+\W*$", token.text)


def _counted(tokens: Sequence[Token], image: Grey, above: Token | None) -> tuple[Token, ...]:
    told = list(tokens)
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else above
        if before is not None and _is_numeral(before, token):
            left = before.right if at else 0.0
            after = tokens[at + 1].left if at + 1 < len(tokens) else float(image.shape[1])
            told[at] = _told(token, image, (left, after))
    return tuple(told)


def _told(token: Token, image: Grey, between: tuple[float, float]) -> Token:
    """A numeral as it is printed `between` its neighbours (edges in pixels); doubted where its strokes can't be told."""
    found = _NUMERAL.match(token.text)
    if found is None:
        return token
    round_it = _ROUND * (token.bottom - token.top)  # a box may lack the last stroke, or a paraph stand beside it
    row = image[max(round(token.top), 0) : round(token.bottom)]
    left, right = max(token.left - round_it, between[0] + 1, 0), min(token.right + round_it, between[1] - 1)
    within = strokes(row[:, max(round(token.left) - 1, 0) : round(token.right) + 1])
    count = strokes(row[:, round(left) : round(right)]) or within
    read = len(found["strokes"]) if set(found["strokes"]) == {"I"} else None
    if read == 1 and count in (1, None):
        return token
    if count is None or count > _MOST:
        return replace(token, confidence=0.0) if len(found["strokes"]) > 1 else token
    if count == read:
        return replace(token, confidence=max(token.confidence, _COUNTED))
    lost = read is None or (count > read and count == within)  # HH is no numeral; and strokes are lost, not made
    sure = _COUNTED if lost else 0.0
    return replace(token, text=found["start"] + "I" * count + found["end"], confidence=sure)


def strokes(picture: Grey) -> int | None:
    """How many upright strokes stand beside each other in a picture of print; None where they are uneven, or letters."""
    ink = inked(picture)
    rows = np.flatnonzero(ink.any(axis=1))
    if not rows.size:
        return None
    ink = ink[rows[0] : rows[-1] + 1]
    runs = runs_of(longest_runs(ink) >= _UPRIGHT * ink.shape[0])
    widths = [stop - start for start, stop in runs]
    if not runs or max(widths) > _UNEVEN * min(widths) or max(widths) > _THICK * ink.shape[0]:
        return None
    middle = ink[round(_MIDDLE[0] * ink.shape[0]) : round(_MIDDLE[1] * ink.shape[0])]
    pairs = [(left[1], right[0]) for left, right in pairwise(runs)]
    if any(middle[:, start:stop].all(axis=1).any() for start, stop in pairs):
        return None
    gaps = [stop - start for start, stop in pairs]
    return len(runs) if not gaps or max(gaps) <= _FAR * median(gaps) else None


def inked(picture: Grey, pale: float = 0.5) -> NDArray[np.bool_]:
    """Where print stands: darker than `pale` of the way from its ink (0) to its paper (1)."""
    if not picture.size:  # a word of no height, or at the page's edge
        return np.zeros(picture.shape, np.bool_)
    low, high = float(picture.min()), float(np.percentile(picture, 95))
    return picture < low + pale * (high - low)


def longest_runs(ink: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each column the longest run of ink in it, in pixels."""
    longest = run = np.zeros(ink.shape[1], np.int64)
    for row in ink:
        run = np.where(row, run + 1, 0)
        longest = np.maximum(longest, run)
    return longest


def runs_of(columns: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where columns that are true begin and stop."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.astype(np.int8), [0]))))
    return [(int(start), int(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]
