"""The printed symbol beside written digits (`/UBND-KTTH`), read alone.

Glued to writing, a printed word is no surer than the writing in it (`62Ÿ6/UBND-KT`: 0.29), and its letters suffer. Once it is known
where the digits end, what stands right of them is print like any other.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from tasks.core.scan.handwriting.agreed_symbols import AGREED, Place
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.second_look import Cut

_SURE = 0.88
"""A symbol that was read with this confidence stays as it is."""

_FORM = re.compile(r"[A-ZĐ][A-Za-zĐđ]*(?:[-/][A-ZĐ][A-Za-zĐđ&]*)+")
_INK, _EDGE = 160, 0.12
"""Levels of ink, and how far from the cut's left edge a digit's end may begin, as a share of its height."""
_OTHER = 0.8
"""A symbol that alone is read otherwise than in its row is no surer."""
_SETTLED = 0.95
"""A symbol of which the page's own reading is so sure, the net's with it, is not read again."""
_STROKES = re.compile(r"I[IVX]|[VX]I|[I1]$")
"""Roman numbers lose strokes, and an I at the end may be a 1: what all readings have alike tells more."""
_BELOW = 0.1
"""What is added below a written word's box, as a share of its height: Q and a comma reach below the line."""


def doubted_symbol(row: Row) -> int | None:
    """The place of the written digits of a number line whose symbol was read with doubt; None where there is nothing to read again.

    A year between number and symbol (12/2025/QĐ-TTg) stays with what was read.
    """
    at = next((place for place, token in enumerate(row.tokens) if token.written), None)
    if at is None or at == 0 or not re.match(r"\W*[Ss5]\w", row.tokens[0].text):
        return None
    after = row.tokens[at + 1 :]
    text = "".join(token.text for token in after)
    if not re.search("[A-ZĐ]{2}", text) or re.search(r"\d", text):
        return None
    return at if min(token.confidence for token in after) < _SURE else None


def cut_of(row: Row, at: int, size: Sequence[int]) -> Cut:
    """Where the symbol stands: from the written digits' end to the row's; `size`: height and width of the page."""
    written = row.tokens[at]
    high = written.bottom - written.top
    bottom = min(round(written.bottom + _BELOW * high), size[0])
    right = min(round(row.right + high / 2), size[1])
    return Cut(row.zone, round(written.right), max(round(written.top), 0), right, bottom, (written.top, written.bottom))


def without_digits(image: Grey, cut: Cut) -> Grey:
    """The page without what reaches into the cut from the left: ends of the last written digit."""
    part = image[cut.top : cut.bottom, cut.left : cut.right]
    edge = round(_EDGE * (cut.bottom - cut.top))
    count, labels, stats, _ = cv2.connectedComponentsWithStats((part < _INK).astype(np.uint8), connectivity=8)
    ends = [one for one in range(1, count) if stats[one, cv2.CC_STAT_LEFT] < edge]
    out = image.copy()
    out[cut.top : cut.bottom, cut.left : cut.right][np.isin(labels, ends)] = 255
    return out


def with_symbol(row: Row, at: int, readings: Sequence[Sequence[Token]]) -> Row:
    """The row with its symbol as most readings of it alone have it, where these are surer; other letters are doubted."""
    before = row.tokens[at + 1 :]
    named, total = _named(readings)
    if not named:
        return row
    symbol = max(named, key=lambda one: sum(named[one]))
    sure = max(named[symbol]) * (sum(named[symbol]) / total) ** 0.5
    old = _letters("".join(token.text for token in before))
    if old != _letters(symbol):
        sure = 0.0 if len(_letters(symbol)) < len(old) else min(sure, _OTHER)
    if sure <= min(token.confidence for token in before):
        return row
    sign = "-" if re.match(r"\w+/", symbol) else "/"
    word = replace(before[0], text=sign + symbol, confidence=sure, right=max(token.right for token in before))
    return replace(row, tokens=(*row.tokens[: at + 1], word))


def _named(readings: Sequence[Sequence[Token]]) -> tuple[dict[str, list[float]], float]:
    """The symbols that readings have, each with how sure each of these is of it; and how sure all readings are together."""
    named: dict[str, list[float]] = {}
    total = 0.0
    for reading in readings:
        sure = min((token.confidence for token in reading if any(sign.isalpha() for sign in token.text)), default=0.0)
        found = _FORM.search("".join(token.text for token in reading))
        total += sure
        if found is not None and sure > 0:
            named.setdefault(found[0], []).append(sure)
    return named, total


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def with_settled(row: Row, place: Place) -> Row | None:
    """The row with a symbol that engine and net of rows make sure as sure as one that every reading has; None for others.

    Of 326 symbols that the net read with 0.9 and more one was wrong.
    """
    token = row.tokens[place.first]
    whole = place.stop == place.first + 1 and token.confidence >= _SETTLED
    if not whole or _STROKES.search(token.text):
        return None
    tokens = [replace(token, confidence=AGREED) if at == place.first else token for at, token in enumerate(row.tokens)]
    return replace(row, tokens=tuple(tokens))
