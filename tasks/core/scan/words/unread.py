"""Ink behind or within an item of Nơi nhận that no word covers: something of it was not read, and nobody knows what."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import cv2
import numpy as np

from schemas.page import Zone
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.doubted_rows import is_file

UNREAD = "…"
"""What stands in the text for print that was not read."""

_INK = 160
_LETTERS = 2
"""Pieces of ink as high as letters: a paraph is one. Of 1,583 rows of items eight had as many, and each had lost words."""
_ENDS = (".", ";", ":")
_ROUND, _ABOVE, _BELOW = 1.0, 0.4, 0.5  # heights of a word: looked at round the row, and what a letter reaches beyond its words
_LOST = 1.8
"""Heights of a word between two of them where one may be missing; a blank is a third of one."""
_LOW, _WIDE, _GAP, _NEAR = 0.35, 3.0, 1.2, 0.15  # heights: of a stop at most, of a stroke at least, between words, after a word


def with_unread(rows: Sequence[Row], image: Grey, right: float) -> list[Row]:
    """The rows of a page, items of Nơi nhận with `UNREAD` where print stands between their words or beside the last one.

    `image`: the page without its marks; `right`: where the items' column ends, in pixels. Behind a stop nothing of an item stands,
    and behind the Lưu item paraphs do.
    """
    signed = [row.left for row in rows if row.zone is Zone.FOOT_RIGHT]
    done = []
    for row in rows:
        row = _with_lost(row, image) if row.zone is Zone.FOOT_LEFT else row  # noqa: PLW2901 - the same row, nothing lost
        words = [token for token in row.tokens if any(sign.isalnum() for sign in token.text)]
        ended = row.text.rstrip().endswith(_ENDS) or is_file(row)
        if row.zone is not Zone.FOOT_LEFT or not words or ended:
            done.append(row)
            continue
        edge = _end_of_print(image, row, words, min([right, *(left for left in signed if left > row.right)]))
        done.append(row if edge is None else replace(row, tokens=(*row.tokens, _unread(row, edge))))
    return done


def _with_lost(row: Row, image: Grey) -> Row:
    """The row with `UNREAD` in each wide gap between two words in which print stands: a word was left out there."""
    tokens: list[Token] = []
    for token in row.tokens:
        before = replace(row, tokens=tuple(tokens))
        height = median(one.bottom - one.top for one in row.tokens)
        if tokens and token.left - before.right > _LOST * height:
            edge = _end_of_print(image, before, tokens, token.left - _NEAR * height)
            tokens += [] if edge is None else [_unread(before, edge)]
        tokens.append(token)
    return replace(row, tokens=tuple(tokens))


def _unread(row: Row, edge: float) -> Token:
    last = row.tokens[-1]
    return replace(last, text=UNREAD, confidence=0.0, left=last.right, right=edge, top=row.top, bottom=row.bottom)


def _end_of_print(image: Grey, row: Row, words: Sequence[Token], limit: float) -> float | None:
    """Where print beside a row's last word ends, in pixels; None where none stands there before `limit`."""
    height = median(word.bottom - word.top for word in words)
    top, bottom = median(word.top for word in words), median(word.bottom for word in words)
    left, above = round(row.right + _NEAR * height), max(round(top - _ROUND * height), 0)
    ink = (image[above : round(bottom + _ROUND * height), left : round(limit)] < _INK).astype(np.uint8)
    if not ink.size:
        return None
    edge, letters = row.right, 0
    for x, y, wide, high, _ in sorted(cv2.connectedComponentsWithStats(ink, connectivity=8)[2][1:].tolist()):
        if y + above < top - _ABOVE * height or y + high + above > bottom + _BELOW * height:
            continue  # a signature's stroke, or another row's
        if high < _LOW * height or wide > _WIDE * height:
            continue
        if x + left - edge > _GAP * height:
            break
        edge, letters = max(edge, float(x + wide + left)), letters + 1
    return edge if letters >= _LETTERS else None
