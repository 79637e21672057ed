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
from tasks.core.scan.words.torn_codes import is_doubtful, most_whole, whole_k, whole_l
from tasks.core.vietnamese.normal import one_d

SCALES = (1.0, 0.75, 0.6, 1.5)
"""A row is read at these sizes, and once more with thicker strokes."""

AGREED = 0.98
"""How sure a symbol is that every reading has: of 70 such none was wrong."""

_STROKES = 0.5
"""And one of which readings have more or fewer strokes (VIII, VII): the most are given, for they are lost and not made.

So are a small letter or a bar that one reading alone has (CTrTT, CTTTT).
"""

_TORN_WELL = 0.9
"""A torn scan's symbol of which the page's own reading is so sure is not read again."""


class _Level(NamedTuple):
    """How sure a symbol is that every reading has, one that a single reading has otherwise, and one that the page has otherwise."""

    agreed: float
    dissent: float
    outvoted: float


_WHOLE, _TORN = _Level(AGREED, 0.85, 0.8), _Level(0.95, 0.75, 0.6)

_SMALLER = 0.75
_LABEL = re.compile(r"^[^\w]{0,2}(?:[S5][ốổôóoöỐỔÔÓO06]\s?(?:[:;.]|\d|$)|số\s?:)")
_START = re.compile(r"[/|\u2044](?:(?:19|20)\d\d[/|\u2044])?(?=[A-ZĐÐ])")
_PARTY = re.compile(r"^[^/|\u2044]*?-(?=[A-ZĐÐ][A-Za-zĐÐ]{0,3}/)")
"""What stands before a symbol: the stroke, with the year of a legal document; in the Party's form the dash before a `TB/`."""
_AFTER = r"[:;.,'’‘!]{0,2}(?=[A-ZĐ]{2})"
_BEHIND = re.compile(rf"\d{_AFTER}")
_CAPITALS = re.compile(_AFTER)
"""What a stroke before it becomes that was not read, behind digits, and in a word of its own."""
_REST, _NEAR = re.compile(r"[A-ZĐ][A-Za-zĐđ\d&.]*[A-ZĐ\d](?:-[A-ZĐ\d&.]+)*"), 0.6
"""A part of a symbol that a tear parts from it, and how near it stands, in heights of a word: hardly nearer than a blank."""
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
    """What one reading of a row says: the digits before the symbol and the symbol; `lost`: no stroke was read between them."""

    digits: str
    symbol: str
    lost: bool = False


def symbol_place(row: Row, *, torn: bool = False) -> Place | None:
    """Where the symbol of a number line stands; None for other rows, and where no stroke before it was read.

    On a `torn` scan also where its capitals stand behind the digits without one; None there where it was read well.
    """
    if _LABEL.match(row.text) is None:
        return None
    first = next((at for at, token in enumerate(row.tokens) if not token.written and _start(token.text) is not None), None)
    if first is None and torn:
        first = next((at for at in range(1, len(row.tokens)) if _is_behind_digits(row.tokens, at)), None)
    if first is None:
        return None
    stop = first + 1
    while stop < len(row.tokens) and _goes_on(row.tokens[stop - 1], row.tokens[stop], torn=torn):
        stop += 1
    place = Place(first, stop)
    return None if torn and _is_well_read(row, place) else place


def _is_behind_digits(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is a symbol without its stroke: capitals behind a word of digits, or in one with them."""
    before, token = tokens[at - 1], tokens[at]
    if token.written:
        return False
    apart = re.fullmatch(r"\d+", before.text) and _CAPITALS.match(token.text)
    return bool(apart) or _BEHIND.search(token.text) is not None


def _goes_on(token: Token, after: Token, *, torn: bool) -> bool:
    """Whether a symbol goes on in the next word: by a dash, or, torn, close behind it in capitals (374/K TTL-TCHC)."""
    if _GOES_ON.match(after.text) or _OPEN.search(token.text):
        return True
    near = after.left - token.right < _NEAR * (token.bottom - token.top)
    return torn and near and _REST.fullmatch(after.text) is not None


def _is_well_read(row: Row, place: Place) -> bool:
    """Whether a torn scan's symbol stands whole in one word of which the engine is sure, without a sign that is misread surely."""
    token, start = row.tokens[place.first], _start(row.tokens[place.first].text)
    whole = place.stop == place.first + 1 and start is not None
    return whole and token.confidence >= _TORN_WELL and not is_doubtful(token.text[start:])


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
    pieces = []
    for number, cut in enumerate(cuts):
        row = image[cut.top : cut.bottom, cut.left : cut.right]
        pieces += [(number, scale, _scaled(row, scale)) for scale in SCALES]
        pieces.append((number, 1.0, thicker(row)))
    return _below_each_other(pieces, dpi)


def stacked_torn(cuts: Sequence[Cut], image: Grey, seen: Grey, dpi: float) -> tuple[Grey, list[Placed]]:
    """The same of a torn scan: thicker, thicker and softer at two sizes, and closed.

    `seen`: with marks and specks, of which a thin stroke may be taken for one.
    """
    pieces: list[tuple[int, float, Grey]] = []
    for number, cut in enumerate(cuts):
        row, other = (picture[cut.top : cut.bottom, cut.left : cut.right] for picture in (image, seen))
        closed = 255 - cv2.morphologyEx(255 - other, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
        pieces += [
            (number, 1.0, thicker(row)),
            (number, _SMALLER, _scaled(_soft(thicker(row)), _SMALLER)),
            (number, 1.0, _soft(thicker(other))),
            (number, 1.0, np.asarray(closed, np.uint8)),
        ]
    return _below_each_other(pieces, dpi)


def _soft(row: Grey) -> Grey:
    return np.asarray(cv2.GaussianBlur(row, (0, 0), 1.0), np.uint8)


def _below_each_other(pieces: Sequence[tuple[int, float, Grey]], dpi: float) -> tuple[Grey, list[Placed]]:
    """Pictures (number of the row, scale, pixels) below each other with white between them, and where each of them stands."""
    margin = round(_MARGIN * dpi)
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


def said(tokens: Sequence[Token], behind: str | None = None) -> Said | None:
    """Digits and symbol in what was read of a row; None where no symbol was. `behind`: what stands before one without a stroke."""
    text = one_d(re.sub(r"\s+", "", "".join(token.text for token in tokens))).replace("Ð", "Đ")
    start = _start(text)
    lost = start is None
    if start is None and behind is not None:
        found = re.search(rf"{behind}{_AFTER}", text)
        start = found.end() if found else None
    if start is None:
        return None
    digits = re.search(r"(\d*)\D?(?:20\d\d/)?$", text[:start])
    symbol = whole_l(_END.sub("", text[start:]).replace("–", "-"))
    return Said(digits[1] if digits else "", symbol, lost) if 0 < len(symbol) <= _MOST else None


def with_agreed(row: Row, place: Place, readings: Sequence[Sequence[Token]], *, torn: bool = False) -> Row:
    """The row with the symbol that most readings of it alone have, as sure as they agree; unchanged where they have none.

    Digits that stand in one word with the symbol must be the same in all of them too. On a `torn` scan a symbol that the page has
    no stroke before or in pieces, or that has signs which all readings may have for others, is doubted.
    """
    printed = row.tokens[place.first : place.stop]
    own, behind = said(printed, r"(?:^|\d)" if torn else None), _digits_before(row, place, torn=torn)
    again = [said(sorted(tokens, key=lambda token: token.left), behind) for tokens in readings]
    if own is None or not any(again):
        return row
    read = [one.symbol for one in (own, *again) if one is not None]
    if torn:
        own, again = _with_k(own), [one and _with_k(one) for one in again]
    symbol, sure = _elected(own, again, _TORN if torn else _WHOLE, min(token.confidence for token in printed))
    if sure is None:
        return row
    if torn and (own.lost or any(map(is_doubtful, read))):
        symbol, sure = most_whole(symbol, read), min(sure, _TORN.outvoted)
    if sum(one is not None and not one.lost for one in again) <= len(again) / 2:
        sure = min(sure, _WHOLE.dissent)
    return _with(row, place, symbol, sure)


def _with_k(said: Said) -> Said:
    return said._replace(symbol=whole_k(said.symbol))


def _digits_before(row: Row, place: Place, *, torn: bool) -> str | None:
    """A pattern of what stands before a symbol whose stroke a reading lost: on whole print the number that was read there."""
    before = row.tokens[place.first - 1].text if place.first else ""
    if torn:
        return r"\d"
    return rf"(?<!\d){before}" if before.isdigit() else None


def _elected(own: Said, again: Sequence[Said | None], level: _Level, printed: float) -> tuple[str, float | None]:
    """The symbol that most readings have, and how sure it is; None for that of the page where only digits beside it differ.

    `printed`: how sure the engine was of the page's own.
    """
    symbol, count = Counter(one.symbol for one in again if one is not None).most_common(1)[0]
    contested = _contested(symbol, [own.symbol, *(one.symbol for one in again if one is not None)], level)
    if contested is not None:
        return contested
    if 2 * count <= len(again):
        return own.symbol, min(level.outvoted, printed)
    if symbol != own.symbol:
        return symbol, level.outvoted
    if count < len(again):
        return symbol, level.dissent if count == len(again) - 1 else level.outvoted
    same = not own.digits or all(one is not None and one.digits == own.digits for one in again)
    return symbol, level.agreed if same else None


def _contested(symbol: str, read: Sequence[str], level: _Level) -> tuple[str, float] | None:
    """What a symbol of which readings lose strokes, small letters or bars is at its most, and how sure; None where none does."""
    alike = [one for one in read if _without_strokes(one) == _without_strokes(symbol)]
    if len(set(alike)) > 1:
        return max(alike, key=len), _STROKES
    fine = finest(symbol, read)
    if not fine.sure:
        return fine.code, _STROKES
    return (fine.code, level.outvoted) if fine.code != symbol else None


def _without_strokes(symbol: str) -> str:
    """A symbol but for how often a stroke stands in it: of VIII one reading makes VII."""
    return re.sub("I+", "I", symbol)


def _with(row: Row, place: Place, symbol: str, sure: float) -> Row:
    """The row with a symbol in place of the one read, as one word with the stroke and what stands before it."""
    printed = row.tokens[place.first : place.stop]
    text = "".join(token.text for token in printed)
    start, behind = _start(text), _BEHIND.search(text)
    lost = text[: behind.start() + 1] + "/" if behind else "/"
    word = replace(printed[0], text=(lost if start is None else text[:start]) + symbol, confidence=sure, right=printed[-1].right)
    return replace(row, tokens=(*row.tokens[: place.first], word, *row.tokens[place.stop :]))
