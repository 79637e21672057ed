"""Pieces of print and what a black-and-white scan leaves of them: what the net is taught on that joins torn strokes. Drawn here.

A piece is some rows of text as official letters have them, set in an office's types, laid askew, faded, blurred, made noisy and
cut to black and white at a level that takes thin strokes away (or, now and then, at one that keeps them), then set upright again
as the reading does. The net learns to give the piece as it was before.
"""

import random
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Grey = NDArray[np.float32]
"""A picture, 0 black to 1 white."""

SIZE = (160, 256)
"""Rows and columns of a piece, in pixels at 200 dpi."""

_LISTS = Path(__file__).parent.parent / "language"
_FONTS = Path("/usr/share/fonts/truetype")
_USUAL = "liberation2/LiberationSerif-Regular"
_TYPES = tuple(f"liberation2/LiberationSerif-{cut}" for cut in ("Regular", "Bold", "Italic", "BoldItalic"))
_OTHERS = ("liberation2/LiberationSans-Regular", "liberation2/LiberationSans-Bold", "dejavu/DejaVuSerif", "dejavu/DejaVuSerif-Bold")
_CAPITALS = "ABCDĐEGHIKLMNOPQRSTUVXYƯÂÔ"
_FINE = 1.5
"""Drawn at one and a half times the piece's resolution: 300 dpi."""

_EDGE = 12
"""Pixels around a piece that turning may leave empty."""


@cache
def words(name: str) -> tuple[str, ...]:
    """The lines of a list of infra/language, what a tab parts off left out."""
    lines = (_LISTS / name).read_text("utf-8").splitlines()
    return tuple(line.split("\t")[0].strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / f"{name}.ttf"), size)


def letters(rng: random.Random, least: int, most: int) -> str:
    """So many capitals as codes have them."""
    return "".join(rng.choice(_CAPITALS) for _ in range(rng.randint(least, most)))


def _code(rng: random.Random) -> str:
    """A unit's code (KGVX, QLĐT2, TCKT-Lợi, VT.hoa): listed ones and made ones alike, so that none is learnt by heart."""
    made = (
        rng.choice(words("codes.txt")),
        letters(rng, 1, 5),
        letters(rng, 1, 4) + rng.choice("&-/.") + letters(rng, 1, 4),
        f"{letters(rng, 1, 4)}{rng.randint(1, 12)}",
        f"{letters(rng, 1, 4)}.{''.join(rng.choice('abcdehiklmnpqrtuvxy') for _ in range(rng.randint(3, 7)))}",
    )
    return rng.choices(made, (50, 20, 10, 10, 10))[0]


def _text(rng: random.Random, length: int) -> str:
    """Words, names, codes and numbers of about `length` characters."""
    text = "- " if rng.random() < 0.3 else ""
    while len(text) < length:
        word = (
            rng.choice(words("phrases.txt")),
            rng.choice(words("places.txt")),
            rng.choice(words("titles.txt")),
            _code(rng),
            rng.choice(words("surnames.txt")).title(),
            f"{rng.randint(1, 4000)}{rng.choice(('', '/', '-', '.', ' ngày'))}",
        )
        text += rng.choices(word, (45, 15, 10, 18, 6, 6))[0] + rng.choice((" ", " ", " ", ", ", "; ", " - ", ": "))
    style = rng.random()
    return text.upper() if style < 0.18 else text.title() if style < 0.3 else text


def _print(rng: random.Random, high: int, wide: int) -> Grey:
    """Rows of text on a piece of so many pixels; some pieces are half empty, some rows short."""
    height, width = round(high * _FINE) + 40, round(wide * _FINE) + 40
    image = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(image)
    kind = rng.choices((_USUAL, rng.choice(_TYPES), rng.choice(_OTHERS)), (54, 36, 10))[0]
    gaps, short = rng.random() < 0.25, rng.random() < 0.55
    left = rng.choice((rng.randint(-30, 60), rng.randint(-30, 60), rng.randint(0, wide)))
    top = rng.randint(-20, 15)
    while top < height:
        top += rng.randint(20, 160) if gaps and rng.random() < 0.5 else 0
        size = round(rng.choice((10, 11, 11, 11, 12, 12, 13, 13, 14, 14)) * 300 / 72 * rng.uniform(0.95, 1.05))
        kind = rng.choice(_TYPES) if rng.random() < 0.25 else kind
        most = int(width / size * 2.4)
        pen.text((left, top), _text(rng, rng.randint(2, most) if short else most), font=_face(kind, size), fill=0)
        top += int(size * rng.uniform(1.05, 1.6))
    drawn = cv2.GaussianBlur(np.asarray(image, np.float32) / 255, (0, 0), 0.45)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-1.6, 1.6), rng.uniform(0.97, 1.03) / _FINE)
    turn[:, 2] += (wide / 2 - width / 2, high / 2 - height / 2)
    laid: Grey = cv2.warpAffine(drawn, turn, (wide, high), flags=cv2.INTER_LINEAR, borderValue=1.0)
    return laid


def tear(piece: Grey, rng: random.Random, gen: np.random.Generator) -> Grey:
    """What a machine for black and white makes of it: 0 and 1 only.

    Its level is relative to ink and paper: of ink of contrast c what is darker than 1 - c * (1 - level) stays; levels above a
    half take thin strokes away.
    """
    contrast = rng.uniform(0.75, 1)
    ink = (1 - piece) * contrast
    if rng.random() < 0.2:  # the other side shines through
        behind = cv2.GaussianBlur(np.roll(ink[:, ::-1], rng.randint(-20, 20), 0), (0, 0), 3.5)
        ink = np.maximum(ink, behind * rng.uniform(0, 0.08))
    seen = cv2.GaussianBlur(1 - ink, (0, 0), rng.uniform(0.5, 1.1))
    seen = seen + gen.standard_normal(seen.shape, dtype=np.float32) * (rng.uniform(4, 16) / 255)
    for _ in range(int(rng.uniform(0, 260) * seen.size / 1e6)):
        place = (rng.randrange(seen.shape[1]), rng.randrange(seen.shape[0]))
        cv2.circle(seen, place, rng.choice((0, 0, 1)), rng.uniform(0, 0.5), -1)
    level = rng.uniform(0.45, 0.7) if rng.random() < 0.85 else rng.uniform(0.3, 0.45)
    torn: Grey = (seen > 1 - contrast * (1 - level)).astype(np.float32)
    return cv2.dilate(torn, np.ones((2, 1), np.uint8)) if rng.random() < 0.25 else torn


def pair(seed: int) -> tuple[Grey, Grey]:
    """A torn piece and the same whole, of `SIZE`."""
    rng, gen = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - drawings, no secrets
    high, wide = SIZE[0] + 2 * _EDGE, SIZE[1] + 2 * _EDGE
    whole = _print(rng, high, wide)
    torn = tear(whole, rng, gen)
    if rng.random() < 0.75:  # set upright by the reading
        back = cv2.getRotationMatrix2D((wide / 2, high / 2), rng.uniform(-1.6, 1.6), 1)
        back[:, 2] += (rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5))
        torn = np.clip(cv2.warpAffine(torn, back, (wide, high), flags=cv2.INTER_CUBIC, borderValue=1.0), 0, 1)
        whole = np.clip(cv2.warpAffine(whole, back, (wide, high), flags=cv2.INTER_LINEAR, borderValue=1.0), 0, 1)
    inner = slice(_EDGE, -_EDGE), slice(_EDGE, -_EDGE)
    return np.ascontiguousarray(torn[inner]), np.ascontiguousarray(whole[inner])
