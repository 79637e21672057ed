"""Pictures of written numbers in their printed surroundings, with their digits: what the recogniser is taught on. Drawn here.

A picture is the gap of a head's line (`Số:      /UBND-KTTH`, `ngày    tháng`) with some of the print on both sides, cut as
tasks.core.scan.handwriting.digits cuts it. Written digits are strokes of our own (digit_strokes.py) or figures of MNIST;
printed and stamped ones come from fonts. Both are slanted, stretched, moved into each other, faded and speckled.
"""

import math
import random
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from infra.training.digit_pens import Figures, Ink, drawn_digit, mnist_digit, mnist_figures, new_hand, slanted, trim
from tasks.core.scan.handwriting.digits import BASELINE, CAPITAL, HEIGHT

WIDTH = 128
"""Width of a picture, in pixels of the net."""

FINE = 3  # drawn at three times the net's resolution, about that of a 300 dpi scan
FONTS = Path("/usr/share/fonts/truetype")

_PRINT = ("liberation2/LiberationSerif-Regular", "liberation2/LiberationSerif-Regular", "liberation2/LiberationSerif-Bold")
_ITALIC = ("liberation2/LiberationSerif-Italic", "liberation2/LiberationSerif-Italic", "liberation2/LiberationSerif-Regular")
_STAMP = (
    "liberation2/LiberationSans-Regular",
    "liberation2/LiberationSans-Bold",
    "liberation2/LiberationMono-Bold",
    "dejavu/DejaVuSansMono-Bold",
    "dejavu/DejaVuSans",
    "dejavu/DejaVuSerif",
    "liberation2/LiberationSerif-Bold",
)
_SIGNS = "UBND KTTH SYT NVY QĐ TB BC KH TTr CV VP STC HĐ CT GM SGDĐT TU HD PA STNMT CP BNV TTg NQ LĐ XH BCĐ TW"


@lru_cache(maxsize=4000)
def _type(text: str, font: str, size: int) -> tuple[Ink, int]:
    """Print and the row of its baseline."""
    face = ImageFont.truetype(str(FONTS / f"{font}.ttf"), size)
    left, top, right, bottom = face.getbbox(text, anchor="ls")
    image = Image.new("L", (int(right - left) + 2, int(bottom - top) + 2), 0)
    ImageDraw.Draw(image).text((1 - left, 1 - top), text, font=face, fill=255, anchor="ls")
    return np.asarray(image, np.float32) / 255, int(1 - top)


def _paste(canvas: Ink, ink: Ink, left: int, top: int, strength: float) -> None:
    """Ink over ink: the darker one stays; what falls outside is cut off."""
    height, width = canvas.shape
    top_in, left_in = max(0, -top), max(0, -left)
    bottom_in, right_in = min(ink.shape[0], height - top), min(ink.shape[1], width - left)
    if bottom_in <= top_in or right_in <= left_in:
        return
    part = canvas[top + top_in : top + bottom_in, left + left_in : left + right_in]
    np.maximum(part, ink[top_in:bottom_in, left_in:right_in] * strength, out=part)


def _value(rng: random.Random) -> tuple[str, str]:
    """What is written, and what kind of gap it is in."""
    kind = rng.choice(("number", "number", "number", "day", "day", "month"))
    if rng.random() < 0.05:
        return "", kind
    if kind == "day":
        value = rng.randint(1, 31)
        return (f"{value:02d}" if rng.random() < 0.93 else str(value)), kind
    if kind == "month":
        value = rng.randint(1, 12)
        return (f"{value:02d}" if value < 3 or rng.random() < 0.4 else str(value)), kind
    length = rng.choices((1, 2, 3, 4, 5), (1, 4, 7, 9, 1.5))[0]
    value = rng.randrange(1, 10**length)
    return (f"{value:02d}" if rng.random() < 0.85 else str(value)), kind


def _around(kind: str, rng: random.Random) -> tuple[str, str, str]:
    """Print before and after the gap, and its font."""
    if kind == "number":
        before = rng.choice(("Số:", "Số:", "Số:", "Số :", "Số", "số:", "SỐ:"))
        words = "-".join(rng.choices(_SIGNS.split(), k=rng.choice((1, 2, 2, 3))))
        after = rng.choice(("/", "/", "/", "/ ", "-")) + words
        return before, after, rng.choice(_PRINT)
    font = rng.choice(_ITALIC)
    if kind == "day":
        return rng.choice(("ngày", "ngày", "ngày", "Ngày", ", ngày")), rng.choice(("tháng", "tháng", "tháng", "/", "-")), font
    return rng.choice(("tháng", "tháng", "tháng", "/", "-")), rng.choice(("năm", "năm", "năm", "/", "-")), font


class Inked(NamedTuple):
    """A value's ink, how far its lower edge lies below the baseline, and the middle of each digit from its left, in pixels."""

    ink: Ink
    drop: float
    middles: list[float]


def _written(value: str, figures: Figures, unit: float, rng: random.Random) -> Inked:
    """A value written by hand."""
    hand = new_hand(rng)
    height = hand.height * unit
    pieces = []
    for digit in value:
        own = height * (rng.uniform(0.85, 1.12) if rng.random() < 0.85 else rng.uniform(0.65, 1.25))
        plain = drawn_digit(digit, hand, own, rng) if hand.drawn or not figures else mnist_digit(figures[digit], hand, own, rng)
        slant = hand.slant + rng.gauss(0, 0.05) - (0 if hand.drawn else 0.08)
        pieces.append(slanted(plain, slant, rng.gauss(0, 4)))
    room = round(height)
    canvas = np.zeros((round(3 * height), sum(p.shape[1] + room for p in pieces) + 2 * room), np.float32)
    x, rise, middles = room, rng.gauss(0, 0.06), []
    for piece in pieces:
        y = 2 * height + rng.gauss(0, 0.06) * height + rise * (x - room)
        _paste(canvas, piece, x, round(y) - piece.shape[0], rng.uniform(0.8, 1))
        middles.append(x + piece.shape[1] / 2)
        x += max(round(piece.shape[1] + max(hand.gap + rng.gauss(0, 0.07), -0.22) * height), piece.shape[1] // 2)
    trimmed = trim((canvas * 255).astype(np.uint8))
    first = int(np.flatnonzero(canvas.max(axis=0) > 60 / 255)[0])
    return Inked(trimmed, rng.gauss(0.12, 0.16) * unit, [middle - first for middle in middles])


class Drawn(NamedTuple):
    """A picture (HEIGHT x WIDTH, ink is light), the digits in its gap, possibly none, and the x of each one's middle."""

    picture: NDArray[np.uint8]
    value: str
    middles: list[float]


def draw(figures: Figures, rng: random.Random, gen: np.random.Generator) -> Drawn:
    """One picture."""
    value, kind = _value(rng)
    unit = FINE * CAPITAL * rng.uniform(0.85, 1.18)
    before, after, font = _around(kind, rng)
    size = round(unit / 0.66)
    baseline = FINE * (BASELINE + rng.gauss(0, 1.2))
    canvas = np.zeros((HEIGHT * FINE, WIDTH * FINE), np.float32)
    strength = rng.uniform(0.6, 1)
    left, base = _type(before, font, size)
    shown = rng.uniform(0, 1) * min(left.shape[1], 2.4 * unit) if rng.random() < 0.9 else rng.uniform(-0.6, 0) * unit
    _paste(canvas, left, round(shown) - left.shape[1], round(baseline) - base, strength)
    inked = _gap_ink(value, figures, font, unit, rng)
    start = round(shown + (rng.uniform(-0.12, 0.35) if rng.random() < 0.7 else rng.uniform(0, 1.3)) * unit)
    end = max(start + inked.ink.shape[1], round(shown))
    end += round((rng.uniform(-0.25, 0.5) if rng.random() < 0.6 else rng.uniform(0.3, 2)) * unit)
    if rng.random() < 0.15:
        _dots(canvas, (round(shown), end), baseline, unit, rng)
    right, base = _type(after, font, size)
    _paste(canvas, right, end, round(baseline) - base, strength)
    _paste(canvas, inked.ink, start, round(baseline + inked.drop) - inked.ink.shape[0], rng.uniform(0.55, 1))
    _neighbours(canvas, unit, baseline, rng)
    if rng.random() < 0.5:
        canvas[:, end + round(rng.uniform(0.1, 2.5) * unit) :] = 0
    picture = _scanned(canvas, rng, gen)
    written = np.zeros_like(canvas)
    _paste(written, inked.ink, start, round(baseline + inked.drop) - inked.ink.shape[0], 1)
    if value and not _legible(picture, written):
        return draw(figures, rng, gen)
    return Drawn(picture, value, [(start + middle) / FINE for middle in inked.middles])


def _legible(picture: NDArray[np.uint8], written: Ink) -> bool:
    """Whether enough is left of the digits' ink: who is taught digits that are not there learns to guess."""
    there = cv2.resize(written, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA) > 0.35
    return bool(there.any()) and float(picture[there].mean()) > float(picture[~there].mean()) + 50


def _gap_ink(value: str, figures: Figures, font: str, unit: float, rng: random.Random) -> Inked:
    """The value as it stands in the gap: written, printed like its surroundings, or stamped."""
    if not value:
        return Inked(np.zeros((1, 1), np.float32), 0.0, [])
    how = rng.random()
    if how < 0.78:
        return _written(value, figures, unit, rng)
    face = font if how < 0.9 else rng.choice(_STAMP)
    ink, base = _type(value, face, round(unit / 0.66 if how < 0.9 else unit * rng.uniform(0.9, 1.5) / 0.7))
    drop = float(ink.shape[0] - base)
    if how >= 0.9:
        ink, drop = slanted(ink, 0, rng.gauss(0, 3)), rng.gauss(0.1, 0.15) * unit
    step = ink.shape[1] / len(value)
    return Inked(ink, drop, [(place + 0.5) * step for place in range(len(value))])


def _dots(canvas: Ink, span: tuple[int, int], baseline: float, unit: float, rng: random.Random) -> None:
    """A leader of dots (…….) that was printed for the pen, or a line."""
    left, right = span
    y = round(baseline - rng.uniform(-0.05, 0.06) * unit)
    if rng.random() < 0.25:
        cv2.line(canvas, (left, y), (right, y), 0.8, max(1, round(0.04 * unit)))
        return
    step = unit * rng.uniform(0.28, 0.4)
    radius = max(1, round(unit * rng.uniform(0.04, 0.07)))
    for number in range(int(max(0, right - left) / step)):
        cv2.circle(canvas, (left + round((number + 0.5) * step), y), radius, rng.uniform(0.6, 1), -1)


def _neighbours(canvas: Ink, unit: float, baseline: float, rng: random.Random) -> None:
    """Lower parts of the line above, upper parts of the one below, rules."""
    if rng.random() < 0.3:
        text, base = _type(rng.choice(("V/v triển khai", "về việc báo cáo", "Kính gửi", "HỘI ĐỒNG")), _PRINT[0], round(unit / 0.7))
        _paste(canvas, text, round(rng.uniform(-3, 3) * unit), round(baseline + unit * rng.uniform(1.45, 2)) - base, 1)
    if rng.random() < 0.1:
        y = round(baseline - unit * rng.uniform(1.45, 1.8))
        cv2.line(
            canvas, (round(rng.uniform(-2, 3) * unit), y), (round(rng.uniform(3, 9) * unit), y), 1.0, max(1, round(0.06 * unit))
        )


def _scanned(canvas: Ink, rng: random.Random, gen: np.random.Generator) -> NDArray[np.uint8]:
    """As it comes from a scanner, fax or camera: blurred, noisy, bilevel or grey; then small."""
    if rng.random() < 0.3:
        canvas = cv2.warpAffine(
            canvas, cv2.getRotationMatrix2D((canvas.shape[1] / 2, canvas.shape[0] / 2), rng.gauss(0, 0.8), 1), canvas.shape[::-1]
        )
    how = rng.random()
    if how < 0.35:  # bilevel, sharp or torn
        canvas = cv2.GaussianBlur(canvas, (0, 0), rng.uniform(0.6, 1.8)) + gen.normal(
            0, rng.uniform(0.01, 0.16), canvas.shape
        ).astype(np.float32)
        canvas = (canvas > rng.uniform(0.25, 0.55)).astype(np.float32)
    elif how < 0.7:
        canvas = cv2.GaussianBlur(canvas, (0, 0), math.exp(rng.uniform(math.log(0.5), math.log(3.2))))
    if rng.random() < 0.25:
        wide = FINE * rng.uniform(0.5, 1.3)  # a coarse scan: 100 to 200 dpi
        low = cv2.resize(canvas, None, fx=1 / wide, fy=1 / wide, interpolation=cv2.INTER_AREA)
        canvas = cv2.resize(low, (WIDTH * FINE, HEIGHT * FINE), interpolation=cv2.INTER_LINEAR)
    small = cv2.resize(canvas, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.15:
        small = np.where(gen.random(small.shape) < rng.uniform(0, 0.03), rng.uniform(0.3, 0.9), small)
    small = small + gen.normal(0, rng.uniform(0, 0.05), small.shape) + rng.uniform(-0.02, 0.05)
    return np.asarray(np.clip(small * rng.uniform(0.75, 1.15), 0, 1) * 255, np.uint8)


def draw_many(count: int, seed: int, mnist: Path, *, held_out: bool = False) -> list[Drawn]:
    """`count` pictures with figures of the folder `mnist` (see `mnist_figures`); `held_out`: of hands that are never taught."""
    rng, gen = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - drawings, no secrets
    figures = mnist_figures(mnist, held_out=held_out)
    return [draw(figures, rng, gen) for _ in range(count)]
