"""The gaps of a head's lines in which numbers and days are written: where they are, and their pictures for the recogniser.

The printed words on the line tell: `Số:` and the symbol after it (ô 3), `ngày`, `tháng`, `năm` (ô 4; Nghị định 30/2020 Phụ lục
I). The engine often glues what is written to them (`ngày32`, `Só:.204JJSYT-NVY`); then the print's own width tells.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.handwriting.digits import BASELINE, CAPITAL, HEIGHT
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Row, Token

Kind = Literal["number", "day", "month"]

_EM = 13 / 72
"""Size of the print of a head in inches: 13 points (Nghị định 30/2020 Phụ lục I II.3)."""

_GLUED = 2.2
"""How far, in capitals' heights, the widths of the letters may be off that tell where a glued symbol starts."""

_LOOK, _LEAST = 1.0, 0.5
"""Capitals' heights that are looked at beyond (rows.py), and what is left at least where the symbol's own figures stand near."""

_NARROW = 0.8
"""Digits glued to a symbol take this share of their width in print at least, however large its print was taken for."""

_OF_EM = 0.66  # height of a capital of Times, in ems
_THANG = (0.9, 2.28)  # height and width of the word tháng, in ems
_WIDTHS = {"Số:": 1.34, "Số": 1.06, "ngày": 1.95}

_LABEL = re.compile(r"^[^\w]{0,2}(?:[s5]\s?[o06e]|s8)(?![a-z])\s?[:;.,]?", re.IGNORECASE)
_NGAY = re.compile(r"ng[aàáâ][a-zỳýỵ]|n?g[aà][yỳýu]|^ng\w{0,2}$")
_THANG_WORD = re.compile(r"^(?P<start>th[a-z]{1,2}n[a-z])|(?P<end>thang)$")
_NAM = re.compile(r"^n[a-z]m")
_YEAR = re.compile(r"^[12][\doOlI]{3}\W{0,2}$")


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap on the upright page, in its pixels: from `left` to `right` between print; `em` is the size of that print.

    `row` is the place of its line among the rows, `first` and `last` (excluded) the tokens that lie in the gap or reach into it.
    Digits may stand up to `unsure` capitals' heights right of it: more where the print was glued to them.
    """

    kind: Kind
    row: int
    first: int
    last: int
    left: float
    right: float
    baseline: float
    em: float
    unsure: float = 0.5

    @property
    def capital(self) -> float:
        """Height of a capital."""
        return _OF_EM * self.em


def plain(text: str) -> str:
    """Lower case without marks."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def find_gaps(rows: Sequence[Row], dpi: float, width: int) -> list[Gap]:
    """The gaps of a page's lines; `width` of the upright page in pixels."""
    em = _em(rows, dpi)
    found: list[Gap] = []
    for place, row in enumerate(rows):
        if row.right - row.left > 0.62 * width:
            continue  # running text
        found += _date_gaps(row, place, em, width)
        number = _number_gap(row, place, em, width)
        if number is not None:
            found.append(number)
    return found


def _em(rows: Sequence[Row], dpi: float) -> float:
    """Size of the head's print by its words tháng; by the scan's resolution where there is none or it can't be."""
    usual = _EM * dpi
    heights = [(t.bottom - t.top) / _THANG[0] for row in rows for t in row.tokens if plain(t.text) == "thang"]
    measured = median(heights[:3]) if heights else usual
    return measured if 0.7 * usual < measured < 1.4 * usual else usual


def _number_gap(row: Row, place: int, em: float, width: int) -> Gap | None:
    """From `Số:` to the symbol."""
    tokens = row.tokens
    label = _LABEL.match(plain(tokens[0].text))
    if label is None or tokens[0].left > 0.55 * width or not _has_symbol(row.text):
        return None
    if label[0][-1].isalnum() and ("/" not in row.text or tokens[0].text[1:2] in {"ở", "Ở"}):
        return None  # SỞ Y TẾ
    alone = label.end() == len(plain(tokens[0].text))
    start = 1 if alone and len(tokens) > 1 and tokens[1].text in {":", ";", ".", ","} else 0
    expected = _WIDTHS["Số:"] * em
    whole = alone and tokens[start].right - tokens[0].left < 1.35 * expected
    left = tokens[start].right if whole else tokens[0].left + expected
    first = start + 1 if whole else start
    at = next((i for i in range(first, len(tokens)) if _holds_symbol(tokens[i].text, glued=i <= start and not whole)), None)
    if at is None:
        return None
    limit = left + 4.6 * em
    parted = at > first and tokens[at - 1].text.isdigit() and shape(tokens[at].text).startswith("AA")
    right = min(tokens[at].left if parted else _symbol_left(tokens, at, em) or limit, limit)  # of the stroke a blank is left
    last = at if right <= tokens[at].left + 1 else at + 1
    unsure = _slack(tokens[at].text) if last > at and right < limit else 0.5
    clean = [t for t in tokens[start : at + 1] if plain(t.text) in {"so:", "so"} or t.text.startswith("/")]
    baseline = min(t.bottom for t in clean or tokens[: at + 1])
    return Gap("number", place, min(first, last), last, left, max(right, left), baseline, em, unsure)


def _has_symbol(text: str) -> bool:
    """Whether signs like those of a symbol stand in a line: capitals after a stroke, or two together."""
    return re.search(r"[/|]\s?A|AA|A-A", shape(text)) is not None


def shape(text: str) -> str:
    """A for each capital, a for each other letter, 0 for each digit; the other signs as they are, every dash the same."""
    signs = ("A" if c.isupper() else "a" if c.isalpha() else "0" if c.isdigit() else "-" if c in "-–" else c for c in text)
    return "".join(signs)


def _holds_symbol(text: str, *, glued: bool) -> bool:
    """Whether the symbol starts in a word: by its stroke, else by two capitals (`glued`: after those of `Số:`)."""
    return re.search(r"/$|[/|]\s?A|AA|A-A|0-A|^-A", shape(text)[2 if glued else 0 :]) is not None


def symbol_start(text: str, after: str) -> int | None:
    """Place of the sign before a symbol in a word: `/`, in the Party's form the dash before a `/`; None: it was not read.

    The symbol's first letter may be read as a figure (/5XD). Of two dashes the first is a `/` that was misread; a stop between
    figures and capitals is one whose middle is torn, and a word that begins with a type's code has lost it.
    """
    found = re.search(r"/$|[/|]\s?(?:A|0AA)|(?<=0)[:;.,'!](?=AA)|-A", shape(text))
    if found is None:
        return None
    if found[0] == "-A" and re.match(r"A{2,}-AA", shape(text)):
        return 0
    rest = text[found.start() :] + after
    lone = found[0][0] == "-" and "/" not in rest and len(re.findall("-A", shape(rest))) < 2
    return None if lone else found.start()


def _symbol_left(tokens: Sequence[Token], at: int, em: float) -> float | None:
    """Where the symbol starts in word `at`, by the widths of its letters; None where its stroke was not read."""
    token = tokens[at]
    start = symbol_start(token.text, "".join(t.text for t in tokens[at + 1 :]))
    if start is None:
        return None
    if start == 0:
        return token.left
    glued = token.text[:start]
    least = _NARROW * em * print_width(glued) if any(sign.isdigit() for sign in glued) else 0.0
    return max(token.left + least, token.right - em * print_width(token.text[start:]))


def _slack(text: str) -> float:
    """How far right of its gap, in capitals' heights, a number may stand that was glued to the symbol in a word.

    Not as far as the figures of the symbol itself (/PC07), which would be taken for more digits of the number.
    """
    symbol = text[symbol_start(text, "") or 0 :]
    figure = re.search(r"\d", symbol)
    room = _GLUED if figure is None else print_width(symbol[: figure.start()]) / _OF_EM - _LOOK
    return max(_LEAST, min(_GLUED, room))


def print_width(text: str) -> float:
    """Width of a text in Times, in ems, nearly."""
    return sum(_width(char) for char in text)


def _width(char: str) -> float:
    base = unicodedata.normalize("NFD", char)[0]
    if base in "MW":
        return 0.9
    if base in "/|.,:;ilItrfj-–' ":
        return 0.31
    if base in "EFLPSTZB":
        return 0.61
    return 0.72 if base.isupper() else 0.48


def _date_gaps(row: Row, place: int, em: float, width: int) -> Iterator[Gap]:
    """From `ngày` to `tháng`, and from there to `năm`."""
    tokens = row.tokens
    month_word = next((i for i, t in enumerate(tokens) if _THANG_WORD.search(plain(t.text))), None)
    if month_word is None or tokens[month_word].right < 0.3 * width:
        return
    year_word = next((i for i in range(month_word + 1, len(tokens)) if _NAM.match(plain(tokens[i].text))), None)
    if year_word is None or not any(_YEAR.match(t.text) for t in tokens[year_word + 1 :]):
        return
    word, baseline, wide = tokens[month_word], tokens[year_word].bottom, 1.06 * _THANG[1] * em
    glued_before = not plain(word.text).startswith("th")
    month_left = word.right - wide if glued_before else word.left
    day_word = _day_word(tokens[:month_word], month_left, em)
    if day_word is None:
        return
    named = tokens[day_word]
    start = _NGAY.search(named.text.lower())
    before = em * print_width(named.text[: start.start()]) if start else 0.0
    ends = named.left + before + 1.08 * _WIDTHS["ngày"] * em
    first, last = day_word + int(named.right <= ends), month_word + int(glued_before)
    yield Gap("day", place, first, last, min(named.right, ends), month_left, baseline, em)
    month_ends = word.right if glued_before else min(word.right, word.left + wide)
    first = month_word + int(word.right <= month_ends)
    yield Gap("month", place, first, year_word, month_ends, tokens[year_word].left, baseline, em)


def _day_word(tokens: Sequence[Token], end: float, em: float) -> int | None:
    """The place of `ngày`, however it was read: the last word like it, not far before `tháng`."""
    for at in range(len(tokens) - 1, -1, -1):
        if end - tokens[at].left > 6 * em:
            return None
        if _NGAY.search(tokens[at].text.lower()):
            return at
    return None


class View(NamedTuple):
    """One way to cut a gap's picture: lower by `down` capitals' heights, and so much larger print is taken for a capital."""

    down: float = 0.0
    larger: float = 1.0


PLAIN = View()
VIEWS = (PLAIN, View(down=-0.08), View(down=0.08), View(larger=0.95), View(larger=1.05))
"""A digit that is really there is seen however the picture is cut; what one view alone sees is doubtful (measured)."""


def scale_of(gap: Gap, view: View = PLAIN) -> float:
    """Pixels of the page to a column of a picture."""
    return gap.capital * view.larger / CAPITAL


def cut(image: Grey, gap: Gap, view: View = PLAIN) -> tuple[NDArray[np.float32], float]:
    """The gap's picture (HEIGHT x width, ink 1, paper 0) with print on both sides, and the page's x of its first column."""
    scale = scale_of(gap, view)
    left = max(0, round(gap.left - 1.6 * gap.capital))
    right = min(image.shape[1], round(gap.right + (1.7 + gap.unsure) * gap.capital))
    top = round(gap.baseline + view.down * gap.capital - BASELINE * scale)
    bottom = round(top + HEIGHT * scale)
    part = image[max(0, top) : max(0, bottom), left:right]
    above, below = max(0, -top), max(0, bottom - max(0, top) - part.shape[0])
    if not part.size:
        return np.zeros((HEIGHT, 16), np.float32), float(left)
    whole = cv2.copyMakeBorder(part, above, below, 0, 0, cv2.BORDER_CONSTANT, value=(255,))
    wide = max(16, round((right - left) / scale / 2) * 2)
    small = cv2.resize(whole, (wide, HEIGHT), interpolation=cv2.INTER_AREA)
    return np.asarray(1 - small / 255, np.float32), float(left)
