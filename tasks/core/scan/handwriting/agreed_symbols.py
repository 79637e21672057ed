"""A printed symbol (ký hiệu: `/BCH-ĐVQL`) by several readings of its row alone: what all say is sure, where they differ is doubt.

The engine's own confidence says little of a code: of TTr it makes TTT with .94. Its readings of one row at other sizes differ where
the print is doubtful (docs/reading.md).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np

from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.sheet.strengthen import thicker
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.finer_letters import finest
from tasks.core.scan.words.second_look import Cut, Placed
from tasks.core.vietnamese.normal import one_d

SCALES = (1.0, 0.75, 0.6, 1.5)
"""A row is read at these sizes, and once more with thicker strokes."""

AGREED = 0.98
"""How sure a symbol is that every reading has: of 70 such none was wrong."""

_DISSENT = 0.85
"""So sure is one that a single reading has otherwise."""

_STROKES = 0.5
"""And one of which readings have more or fewer strokes (VIII, VII): the most are given, for they are lost and not made.

So are a small letter or a bar that one reading alone has (CTrTT, CTTTT).
"""

_OUTVOTED = 0.8
"""And one that most readings of the row alone have, but not that of the page."""

_LABEL = re.compile(r"^[^\w]{0,2}(?:[S5][ốổôóoỐỔÔÓO06]\s?(?:[:;.]|\d|$)|số\s?:)")
_START = re.compile(r"[/|\u2044](?:(?:19|20)\d\d[/|\u2044])?(?=[A-ZĐÐ])")
_PARTY = re.compile(r"^[^/|\u2044]*?-(?=[A-ZĐÐ][A-Za-zĐÐ]{0,3}/)")
"""What stands before a symbol: the stroke, with the year of a legal document; in the Party's form the dash before a `TB/`."""
_END = re.compile(r"[^\w]+$")
_GOES_ON, _OPEN = re.compile(r"[-–/]"), re.compile(r"[-–/]$")
_WIDE, _MARGIN = 0.35, 0.1  # heights of a word round the row; inches of white round it in the stack
_MOST = 40  # signs of a symbol


def _start(text: str) -> int | None:
    """Where a symbol begins in a text without blanks, behind what parts it from its number; None where none does."""
    found = _PARTY.search(text) or _START.search(text)
    return found.end() if found else None


class Place(NamedTuple):
    """Where a row's symbol is printed: its tokens from `first` on, before `stop`; the first may begin with the digits."""

    first: int
    stop: int


class Said(NamedTuple):
    """What one reading of a row says: the digits before the symbol and the symbol."""

    digits: str
    symbol: str


def symbol_place(row: Row) -> Place | None:
    """Where the symbol of a number line stands; None for other rows, and where no stroke before it was read."""
    if _LABEL.match(row.text) is None:
        return None
    first = next((at for at, token in enumerate(row.tokens) if not token.written and _start(token.text) is not None), None)
    if first is None:
        return None
    stop = first + 1
    while stop < len(row.tokens) and (_GOES_ON.match(row.tokens[stop].text) or _OPEN.search(row.tokens[stop - 1].text)):
        stop += 1
    return Place(first, stop)


def row_cut(row: Row, place: Place, size: Sequence[int]) -> Cut:
    """The row from its label to its symbol, with some white round it; `size`: height and width of the page."""
    printed = [row.tokens[0], *row.tokens[place.first : place.stop]]
    high = median(token.bottom - token.top for token in printed)
    top, bottom = min(token.top for token in printed), max(token.bottom for token in printed)
    left, right = row.tokens[0].left - _WIDE * high, printed[-1].right + 2 * _WIDE * high
    edges = (
        max(round(left), 0),
        max(round(top - _WIDE * high), 0),
        min(round(right), size[1]),
        min(round(bottom + _WIDE * high), size[0]),
    )
    return Cut(row.zone, *edges, (top - _WIDE * high, bottom + _WIDE * high))


def stacked(cuts: Sequence[Cut], image: Grey, dpi: float) -> tuple[Grey, list[Placed]]:
    """Each row at every size and with thicker strokes, below each other with white between them; and where each of them stands."""
    margin, pieces = round(_MARGIN * dpi), []
    for number, cut in enumerate(cuts):
        row = image[cut.top : cut.bottom, cut.left : cut.right]
        pieces += [(number, scale, _scaled(row, scale)) for scale in SCALES]
        pieces.append((number, 1.0, thicker(row)))
    width = max(piece.shape[1] for *_, piece in pieces) + 2 * margin
    strips, placed, y = [np.full((margin, width), 255, np.uint8)], [], margin
    for number, scale, piece in pieces:
        high, wide = piece.shape
        strip = np.full((high + margin, width), 255, np.uint8)
        strip[:high, margin : margin + wide] = piece
        strips.append(strip)
        placed.append(Placed(number, margin, y, high, scale))
        y += strip.shape[0]
    return np.vstack(strips), placed


def _scaled(row: Grey, scale: float) -> Grey:
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return row if scale == 1 else np.asarray(cv2.resize(row, None, fx=scale, fy=scale, interpolation=way), np.uint8)


def said(tokens: Sequence[Token]) -> Said | None:
    """Digits and symbol in what was read of a row; None where no symbol was."""
    text = one_d(re.sub(r"\s+", "", "".join(token.text for token in tokens))).replace("Ð", "Đ")
    start = _start(text)
    if start is None:
        return None
    digits = re.search(r"(\d*)\D?(?:20\d\d/)?$", text[:start])
    symbol = _END.sub("", text[start:]).replace("–", "-")
    return Said(digits[1] if digits else "", symbol) if 0 < len(symbol) <= _MOST else None


def with_agreed(row: Row, place: Place, readings: Sequence[Sequence[Token]]) -> Row:
    """The row with the symbol that most readings of it alone have, as sure as they agree; unchanged where they have none.

    Digits that stand in one word with the symbol must be the same in all of them too.
    """
    printed = row.tokens[place.first : place.stop]
    own = said(printed)
    again = [said(sorted(tokens, key=lambda token: token.left)) for tokens in readings]
    votes = Counter(one.symbol for one in again if one is not None)
    if own is None or not votes:
        return row
    symbol, count = votes.most_common(1)[0]
    contested = _contested(symbol, [own.symbol, *votes.elements()])
    if contested is not None:
        return _with(row, place, *contested)
    if 2 * count <= len(readings):
        return _with(row, place, own.symbol, min(_OUTVOTED, *(token.confidence for token in printed)))
    if symbol != own.symbol:
        return _with(row, place, symbol, _OUTVOTED)
    if count < len(readings):
        return _with(row, place, symbol, _DISSENT if count == len(readings) - 1 else _OUTVOTED)
    same = not own.digits or all(one is not None and one.digits == own.digits for one in again)
    return _with(row, place, symbol, AGREED) if same else row


def _contested(symbol: str, read: Sequence[str]) -> tuple[str, float] | None:
    """What a symbol of which readings lose strokes, small letters or bars is at its most, and how sure; None where none does."""
    alike = [one for one in read if _without_strokes(one) == _without_strokes(symbol)]
    if len(set(alike)) > 1:
        return max(alike, key=len), _STROKES
    fine = finest(symbol, read)
    if not fine.sure:
        return fine.code, _STROKES
    return (fine.code, _OUTVOTED) if fine.code != symbol else None


def _without_strokes(symbol: str) -> str:
    """A symbol but for how often a stroke stands in it: of VIII one reading makes VII."""
    return re.sub("I+", "I", symbol)


def _with(row: Row, place: Place, symbol: str, sure: float) -> Row:
    """The row with a symbol in place of the one read, as one word with the stroke and what stands before it."""
    printed = row.tokens[place.first : place.stop]
    text = "".join(token.text for token in printed)
    word = replace(printed[0], text=text[: _start(text) or 0] + symbol, confidence=sure, right=printed[-1].right)
    return replace(row, tokens=(*row.tokens[: place.first], word, *row.tokens[place.stop :]))
