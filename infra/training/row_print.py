"""Rows of print as scans have them, with their text: what the net of rows (tasks.stations.row_net) is taught on. Drawn here.

A few rows below each other are set in an office's types, signed and stamped over, laid askew, scanned (scanning.py) or torn by a
machine for black and white (torn_print.py), and cut as the reading cuts them: by an em and a baseline that it measured roughly.
Rows below each other, as tails and marks of neighbours reach into a row's strip. What is right is the row's text alone: the net
itself finds which columns show which sign.
"""

import random
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from infra.training.over_print import bent_line, gaps, rings
from infra.training.row_text import KINDS, Kind, made
from infra.training.scanning import Array, scan, waved
from infra.training.torn_print import tear
from tasks.core.scan.words.row_strip import BASE, EM, HEIGHT

_FONTS = Path("/usr/share/fonts/truetype")
_TERMES = "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes"
_LIBERTINE = "/usr/share/fonts/opentype/linux-libertine/LinLibertine"
_USUAL = {"r": "Regular", "b": "Bold", "i": "Italic"}
_OTHERS = {
    "r": (
        *("dejavu/DejaVuSerif.ttf", "liberation2/LiberationSans-Regular.ttf", "freefont/FreeSerif.ttf"),
        *(f"{_TERMES}-regular.otf", f"{_LIBERTINE}_R.otf"),
    ),
    "b": (
        *("dejavu/DejaVuSerifCondensed-Bold.ttf", "liberation2/LiberationSans-Bold.ttf", "freefont/FreeSerifBold.ttf"),
        *(f"{_TERMES}-bold.otf", f"{_LIBERTINE}_RB.otf"),
    ),
    "i": (f"{_TERMES}-italic.otf", "freefont/FreeSerifItalic.ttf", f"{_LIBERTINE}_RI.otf"),
}
"""Other makes of Times, and other types: Debian's fonts-dejavu, -freefont-ttf, -texgyre and -linuxlibertine beside -liberation2."""
_RARE = 0.14
"""Share of the rows that are set in them."""
_DPI, _WIDE, _MOST, _ROWS = 300, 1120, 980, 5
"""Drawn at so many dots an inch; columns of a drawing, and those that print takes at most; rows of one."""
_TORN_FROM = 180
"""Dots an inch from which on a scan may be torn here; of a poorer one too little of small print is left to be read at all."""
_SEEN = 12
"""Least difference of ink and paper (of 255) by which a row is seen."""


class Row(NamedTuple):
    """A row's picture (HEIGHT x columns, ink 255, paper 0) and its text."""

    picture: NDArray[np.uint8]
    text: str


class _Set(NamedTuple):
    """A row that was set: its text, where it begins and ends, and its baseline, in pixels of the drawing."""

    text: str
    left: float
    right: float
    base: float


class _Scan(NamedTuple):
    """A scan (0 to 255), the matrix (2 x 3) that moved the drawing there, its letters' em and its paper's shade."""

    picture: Array
    moved: Array
    em: float
    white: float


@cache
def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


def _type(rng: random.Random, cut: str, size: int) -> ImageFont.FreeTypeFont:
    return _face(rng.choice(_OTHERS[cut]) if rng.random() < _RARE else f"liberation2/LiberationSerif-{_USUAL[cut]}.ttf", size)


def _kind(rng: random.Random) -> Kind:
    return rng.choices(KINDS, [kind.weight for kind in KINDS])[0]


def rows(rng: random.Random, gen: np.random.Generator) -> list[Row]:
    """The rows of one drawing, scanned and cut."""
    page, placed, size = _drawn(rng)
    dpi = rng.choice((150, 180, 200, 200, 200, 200, 220, 300))
    small, moved = _laid(_marked(page, rng, gen), dpi / _DPI, rng)
    seen = _torn(small, rng, gen) if dpi >= _TORN_FROM and rng.random() < 0.5 else _scanned(small, rng, gen)
    white, em = float(np.percentile(seen[::3, ::3], 90)), size * float(np.hypot(moved[0, 0], moved[0, 1]))
    whole = _Scan(seen, moved, em, white)
    cut = [(_cut(whole, row, rng), row.text) for row in placed]
    return [Row(picture, text) for picture, text in cut if picture is not None]


def _drawn(rng: random.Random) -> tuple[Array, list[_Set], int]:
    """A drawing (1 paper), its rows and the size of their letters in pixels."""
    kind = _kind(rng)
    cut, size = rng.choice(kind.cuts), round(rng.choice(kind.points) * _DPI / 72 * rng.uniform(0.96, 1.04))
    pitch = size * rng.choice((1.0, 1.05, 1.15, 1.3, 1.5))
    image = Image.new("L", (_WIDE, round(pitch * (_ROWS + 1)) + 40), 255)
    pen, shade, placed = ImageDraw.Draw(image), rng.choice((0, 0, rng.randint(0, 60))), []
    for number in range(_ROWS):
        if rng.random() < 0.25:
            kind = _kind(rng)
            cut = rng.choice(kind.cuts)
        font, base = _type(rng, cut, size), pitch * (number + 1) + 10
        text = _fitting(made(kind, rng), font)
        left = rng.uniform(30, max(31, _MOST - font.getlength(text)))
        pen.text((left, base), text, font=font, fill=shade, anchor="ls")
        placed.append(_Set(text, left, left + font.getlength(text), base))
    return np.asarray(image, np.float32) / 255, placed, size


def _fitting(text: str, font: ImageFont.FreeTypeFont) -> str:
    """The text without the last words that the drawing has no room for."""
    parts = text.split()
    while len(parts) > 1 and font.getlength(" ".join(parts)) > _MOST - 60:
        parts.pop()
    return " ".join(parts)


def _marked(page: Array, rng: random.Random, gen: np.random.Generator) -> Array:
    """The drawing with a pen's strokes and a seal's edge over it, or with what lifting that edge took, now and then."""
    if rng.random() < 0.3:
        for _ in range(rng.randint(1, 3)):
            page = page * _stroke(page.shape, rng)
    if rng.random() < 0.3:
        edge = _edge(page.shape, rng, gen)
        page = np.maximum(page, edge) if rng.random() < 0.4 else page * (1 - edge)
    return page.astype(np.float32)


def _stroke(shape: tuple[int, ...], rng: random.Random) -> Array:
    """What a pen's bent line leaves of the light."""
    points = bent_line((shape[1], shape[0]), 30, 9, rng)
    light = np.ones(shape, np.float32)
    cv2.polylines(light, [np.array(points, np.int32)], isClosed=False, color=rng.uniform(0.05, 0.6), thickness=rng.randint(2, 7))
    return light


def _edge(shape: tuple[int, ...], rng: random.Random, gen: np.random.Generator) -> Array:
    """A seal's two rings, with gaps."""
    radius, middle = rng.uniform(150, 230), (rng.uniform(0, shape[1]), rng.uniform(-100, shape[0]))
    edge: Array = rings(shape, middle, radius) * gaps(shape, (8, 12), 0.9, rng, gen=gen)
    return edge


def _laid(page: Array, scale: float, rng: random.Random) -> tuple[Array, Array]:
    """The drawing at its scan's size, almost upright, with waves now and then; and the matrix (2 x 3) that moved it."""
    high, wide = round(page.shape[0] * scale), round(page.shape[1] * scale)
    turn = rng.uniform(-0.6, 0.6) if rng.random() < 0.7 else 0.0
    moved = cv2.getRotationMatrix2D((page.shape[1] / 2, page.shape[0] / 2), turn, scale * rng.uniform(0.96, 1.04))
    moved[:, 2] += (wide / 2 - page.shape[1] / 2, high / 2 - page.shape[0] / 2)
    fine = cv2.GaussianBlur(page, (0, 0), 0.45 / scale) if scale < 1 else page
    laid = cv2.warpAffine(fine, moved, (wide, high), flags=cv2.INTER_LINEAR, borderValue=1.0)
    if rng.random() < 0.2:
        laid = waved(laid, rng.uniform(0, 2.5) * scale, 8, rng)
    return np.asarray(laid, np.float32), np.asarray(moved, np.float32)


def _torn(small: Array, rng: random.Random, gen: np.random.Generator) -> Array:
    """As a machine for black and white leaves it, set upright again by the reading; 0 to 255."""
    seen: Array = tear(small, rng, gen) * 255
    if rng.random() < 0.7:
        high, wide = seen.shape
        back = cv2.getRotationMatrix2D((wide / 2, high / 2), rng.uniform(-0.05, 0.05), 1)
        back[:, 2] += (rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5))
        seen = np.clip(cv2.warpAffine(seen, back, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255.0), 0, 255)
    return seen.astype(np.float32)


def _scanned(small: Array, rng: random.Random, gen: np.random.Generator) -> Array:
    coloured = np.repeat(small[..., None], 3, axis=2)
    grey: Array = cv2.cvtColor(scan(coloured, rng, gen), cv2.COLOR_BGR2GRAY).astype(np.float32)
    return grey


def _cut(scan: _Scan, row: _Set, rng: random.Random) -> NDArray[np.uint8] | None:
    """A row as row_strip cuts it: its em and baseline are a little off, the em by a seventh at most; None where nothing is seen."""
    ends = (scan.moved @ np.array([at, row.base, 1], np.float32) for at in (row.left, row.right))
    (left, base_left), (right, base_right) = ends
    em = scan.em * (rng.uniform(0.88, 1.14) if rng.random() < 0.6 else rng.gauss(1, 0.03))
    scale, base = EM / em, (base_left + base_right) / 2 + rng.gauss(0, 0.045) * em
    left, right = left - rng.uniform(0.15, 1.1) * em, right + rng.uniform(0.15, 1.1) * em
    size = max(16, round(float(right - left) * scale)), HEIGHT
    shift = np.array([[scale, 0, -left * scale], [0, scale, BASE - base * scale]], np.float64)
    part = cv2.GaussianBlur(scan.picture, (0, 0), 0.4 / scale) if scale < 0.75 else scan.picture
    strip = cv2.warpAffine(part, shift, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=scan.white)
    low, high = (float(level) for level in np.percentile(strip[6:44], (1, 88)))
    if high - low < _SEEN:
        return None
    return np.asarray(np.clip((high - strip) / (high - low), 0, 1) * 255, np.uint8)
