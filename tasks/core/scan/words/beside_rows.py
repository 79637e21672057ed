"""Ink beside the words of a row: the dash of an item that the engine left out, or a word of which it said nothing."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np

from schemas.page import Zone
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Row
from tasks.core.scan.words.name_letters import Line, line_of

_DASHES = frozenset("-–~")
_INK = 160
_ABOVE, _BELOW = 0.95, 0.25  # ems of a row over and under its baseline
_BEFORE, _APART = 1.9, 0.1
"""Ems before an item's first word between which its dash stands."""
_WIDE, _HIGH, _UP = (0.15, 0.6), 0.2, (0.08, 0.45)
"""Ems: a dash's width, its height at most and its middle over the baseline.

So are 1,830 of 1,926 dashes; of 126 rows without one two have such a piece of ink, and they had lost theirs.
"""
_BESIDE = 0.5
"""Ems by which dashes of one list stand over each other at most."""
_AS_SURE = 0.9
_NEXT, _LETTER = 1.2, 0.35
"""Ems: as near is a word that belongs to a row, and as high a letter at least."""


class _Piece(NamedTuple):
    """A piece of ink: its edges on the page; its width, its height and its middle over the baseline in ems."""

    left: float
    right: float
    wide: float
    high: float
    up: float


def with_dashes(rows: Sequence[Row], image: Grey) -> list[Row]:
    """The rows of a page, items of Nơi nhận with the dash that stands before them: without it two items are one.

    `image`: the page without its marks, grey.
    """
    known = [row.tokens[0].left for row in rows if row.zone is Zone.FOOT_LEFT and row.tokens[0].text in _DASHES]
    if not known:
        return list(rows)
    return [_with_dash(row, image, median(known)) if row.zone is Zone.FOOT_LEFT else row for row in rows]


def _with_dash(row: Row, image: Grey, place: float) -> Row:
    """The row with a dash where its ink is one, near the page's column `place`, where other items have theirs."""
    first = row.tokens[0]
    line = None if first.text[:1] in _DASHES else line_of(image, row.tokens)
    if line is None or abs(place - first.left) > _BEFORE * line.em:
        return row
    found = [
        piece
        for piece in _pieces(image, line, first.left - _BEFORE * line.em, first.left - _APART * line.em)
        if _is_dash(piece) and abs(piece.left - place) < _BESIDE * line.em
    ]
    if not found:
        return row
    dash = replace(first, text="-", confidence=_AS_SURE, left=found[0].left, right=found[0].right)
    return replace(row, tokens=(dash, *row.tokens))


def has_more(row: Row, image: Grey) -> bool:
    """Whether letters stand right beside a row's words: the engine left out its first or last word."""
    line = line_of(image, row.tokens)
    if line is None:
        return True
    far, near = _NEXT * line.em, _APART * line.em
    beside = (*_pieces(image, line, row.left - far, row.left - near), *_pieces(image, line, row.right + near, row.right + far))
    return any(piece.high >= _LETTER for piece in beside)


def _is_dash(piece: _Piece) -> bool:
    return _WIDE[0] <= piece.wide <= _WIDE[1] and piece.high <= _HIGH and _UP[0] <= piece.up <= _UP[1]


def _pieces(image: Grey, line: Line, left: float, right: float) -> list[_Piece]:
    """The pieces of ink at the height of a row between two columns of the page."""
    em, base = line.em, median(line.baselines)
    top, first = max(round(base - _ABOVE * em), 0), max(round(left), 0)
    part = image[top : round(base + _BELOW * em), first : max(round(right), 0)]
    if not part.size:
        return []
    found = cv2.connectedComponentsWithStats((part < _INK).astype(np.uint8), connectivity=8)[2][1:]
    return [
        _Piece(float(first + x), float(first + x + wide), wide / em, high / em, (base - top - y - high / 2) / em)
        for x, y, wide, high, _ in found.tolist()
    ]
