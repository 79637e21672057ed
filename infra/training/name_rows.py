"""Rows of signers' names as scans have them, with their letters: what the net of names is taught on. Drawn here.

A row is two to four syllables of any that spelling allows, in the bold serifs of letters, with what lies over names: a pen's
strokes, a seal's edge, or the white that lifting it leaves. Then it is scanned (scanning.py) and cut as reading cuts it.
"""

import random
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from infra.training.over_print import bent_line, gaps, rings
from infra.training.scanning import Array, Picture, scan
from tasks.core.scan.words.family_place import width_of
from tasks.core.scan.words.name_letters import Line, centres, starts, strip_of, windows
from tasks.core.scan.words.name_net import answers
from tasks.core.vietnamese.syllable import syllables

FONTS = Path("/usr/share/fonts/truetype")
_FACES = (*("liberation2/LiberationSerif-Bold",) * 17, "liberation2/LiberationSerif-Regular", "dejavu/DejaVuSerifCondensed-Bold")
_DPI, _HIGH = 300, 190


class Drawn(NamedTuple):
    """A row: its picture, the text and the edges (left, right) of each word, its baseline and em in pixels."""

    image: Picture
    words: tuple[tuple[str, float, float], ...]
    baseline: float
    em: float


@lru_cache(maxsize=64)
def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), size)


@lru_cache(maxsize=1)
def every() -> list[str]:
    """Every syllable that spelling allows, in an order that stays: which one a seed chooses hangs on it."""
    return sorted(syllables())


def _words(rng: random.Random) -> list[str]:
    chosen = [rng.choice(every()) for _ in range(rng.choice((2, 3, 3, 3, 4)))]
    return [word[0].upper() + word[1:] for word in chosen]


def draw(rng: random.Random, gen: np.random.Generator) -> Drawn:
    """One row, scanned."""
    face, size = rng.choice(_FACES), round(rng.choice((13, 14, 14, 14)) * _DPI / 72)
    font, texts, left, baseline = _face(face, size), _words(rng), 60.0, 120.0
    wide = int(font.getlength(" ".join(texts))) + 130
    page = Image.new("RGB", (wide, _HIGH), "white")
    pen, words, shade = ImageDraw.Draw(page), [], rng.randint(0, 45)
    for text in texts:
        box = font.getbbox(text, anchor="ls")
        pen.text((left, baseline), text, font=font, fill=(shade,) * 3, anchor="ls")
        words.append((text, left + box[0], left + box[2]))
        left += font.getlength(text + " ")
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        _stroke(pen, rng, wide)
    inked: Array = np.asarray(page, np.float32) / 255
    if rng.random() < 0.4:
        inked = _edge(inked, rng, gen)
    scale = rng.choice((150, 180, 200, 200, 200, 220, 300, 300)) / _DPI
    small = cv2.resize(inked, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else inked
    turn = rng.uniform(-0.4, 0.4)
    middle = (small.shape[1] / 2, baseline * scale)
    small = cv2.warpAffine(
        small, cv2.getRotationMatrix2D(middle, turn, 1), small.shape[1::-1], borderMode=cv2.BORDER_CONSTANT, borderValue=(1.0,) * 3
    )
    picture = cv2.cvtColor(scan(small.astype(np.float32), rng, gen), cv2.COLOR_BGR2GRAY)
    if rng.random() < 0.25:
        picture = _lifted(picture, rng)
    placed = tuple((text, start * scale, stop * scale) for text, start, stop in words)
    return Drawn(np.asarray(picture, np.uint8), placed, baseline * scale, size * scale)


def _stroke(pen: ImageDraw.ImageDraw, rng: random.Random, wide: int) -> None:
    """A pen's stroke: a bent line across a part of the row."""
    points = bent_line((wide, _HIGH), 25, 8, rng)
    colour = (rng.randint(10, 60), rng.randint(20, 80), rng.randint(60, 190))
    pen.line(points, fill=colour, width=rng.randint(2, 7), joint="curve")


def _ring(shape: tuple[int, ...], rng: random.Random) -> Array:
    """Where a seal's edge runs: two arcs of a circle whose middle is above the row, on the left."""
    radius = rng.uniform(0.8, 1.1) * 212 * shape[0] / _HIGH
    middle = (rng.uniform(-0.1, 0.45) * shape[1], rng.uniform(-0.75, 0.1) * shape[0])
    return rings(shape, middle, radius)


def _edge(inked: Array, rng: random.Random, gen: np.random.Generator) -> Array:
    """A seal's edge over the row, as dark as grey scans and faxes have it, with gaps."""
    mask = _ring(inked.shape, rng)
    mask *= gaps(inked.shape, (4, 16), 0.8, rng, gen=gen)
    edged: Array = inked * (1 - mask[..., None])
    return edged


def _lifted(picture: NDArray[np.uint8], rng: random.Random) -> NDArray[np.uint8]:
    """The row with what lifting a seal takes of letters: paper where its edge ran, here and there."""
    paper = float(np.percentile(picture, 90))
    mask = _ring(picture.shape, rng) * rng.uniform(0.2, 1.0)
    return np.asarray(picture * (1 - mask) + paper * mask, np.uint8)


def samples(drawn: Drawn, rng: random.Random) -> tuple[list[Array], list[tuple[int, int, int]]]:
    """The pictures of a row's letters, cut a little beside their places as boxes are rough, and what each is (`answers`)."""
    low, high = (float(level) for level in np.percentile(drawn.image, (1, 90)))
    if high - low < 1:
        return [], []
    pictures: list[Array] = []
    right: list[tuple[int, int, int]] = []
    for text, left, right_edge in drawn.words:
        em = drawn.em * rng.gauss(1, 0.02)
        line = Line(em, (drawn.baseline + rng.gauss(0, 0.03) * em,), low + rng.uniform(0, 0.15) * (high - low), high)
        start, stop = left + rng.gauss(0, 0.035) * em, right_edge + rng.gauss(0, 0.035) * em
        places, stretch = centres(text), (stop - start) / em / width_of(text)
        strip = strip_of(drawn.image, line, 0, start, stop)
        pictures.extend(windows(strip, starts(places * stretch, strip.shape[1])))
        right.extend(answers(text))
    return pictures, right
