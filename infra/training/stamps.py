"""Rubber stamps and other marks of a letter's head, as ink: what the gate's nets must find and what they must let go."""

import math
import random
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

DRAW_DPI = 150
"""Resolution of drawing: twice that of the first net, that of the poorest scanners."""

UNIT = DRAW_DPI / 72
"""Pixels of a point."""

FONTS = Path("/usr/share/fonts/truetype")
SERIF_BOLD = ("liberation2/LiberationSerif-Bold",)
BOLD = (
    "liberation2/LiberationSerif-Bold",
    "liberation2/LiberationSans-Bold",
    "dejavu/DejaVuSerif-Bold",
    "dejavu/DejaVuSans-Bold",
    "dejavu/DejaVuSerifCondensed-Bold",
    "dejavu/DejaVuSansCondensed-Bold",
    "liberation2/LiberationMono-Bold",
    "liberation2/LiberationSerif-Regular",
    "liberation2/LiberationSans-Regular",
)
TYPE = (
    "liberation2/LiberationSerif-Regular",
    "liberation2/LiberationSerif-Bold",
    "liberation2/LiberationSerif-Italic",
    "liberation2/LiberationSans-Regular",
    "liberation2/LiberationSerif-BoldItalic",
    "liberation2/LiberationSans-Bold",
)

Array = NDArray[np.float32]
Point = tuple[float, float]


class Stamp(NamedTuple):
    """Ink of a stamp (height x width, 0 to 1), the middle of its MẬT or None, and middle, width, height of the whole frame."""

    ink: Array
    centre: Point | None
    frame: tuple[float, float, float, float]


def font(rng: random.Random, names: tuple[str, ...], points: float) -> ImageFont.FreeTypeFont:
    """One of the fonts, in points on paper."""
    return ImageFont.truetype(str(FONTS / f"{rng.choice(names)}.ttf"), max(6, round(points * UNIT)))


def draw_stamp(word: str, rng: random.Random, gen: np.random.Generator) -> Stamp:
    """A stamp as pressed on paper: font, frame, worn rubber, uneven ink, turned a little."""
    plain = rng.random() < 0.5  # as the forms of the circular have it; else anything that stamp makers make
    points = rng.uniform(14, 16) if plain else math.exp(rng.uniform(math.log(11), math.log(26)))
    face = font(rng, SERIF_BOLD if plain or rng.random() < 0.3 else BOLD, points)
    spaced = "  ".join(word) if not plain and rng.random() < 0.08 else word
    width = face.getlength(spaced) + 2 * UNIT * (8 if plain else rng.uniform(3, 14))
    height = UNIT * points * (25 / 15 if plain else rng.uniform(1.3, 2.1))
    edge = int(10 * UNIT)
    image = Image.new("L", (int(width + 2 * edge), int(height + 2 * edge)), 0)
    draw = ImageDraw.Draw(image)
    _frame(draw, (edge, edge, edge + width, edge + height), rng, plain=plain)
    middle = (edge + width / 2, edge + height / 2)
    draw.text(middle, spaced, font=face, fill=255, anchor="mm")
    centre = None
    if word.endswith("MẬT"):
        tail = spaced[-3 if spaced == word else -7 :]
        centre = (middle[0] + face.getlength(spaced) / 2 - face.getlength(tail) / 2, middle[1])
    ink = _wear(np.asarray(image, np.float32) / 255, rng, gen)
    stretch = 1.0 if plain else rng.uniform(0.85, 1.2)
    return _turn(ink, rng.uniform(-4, 4) if plain else rng.uniform(-9, 9), stretch, centre, (*middle, width, height))


def _frame(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], rng: random.Random, *, plain: bool) -> None:
    kind = 0.5 if plain else rng.random()
    line = max(2, int(UNIT * (rng.uniform(1.2, 1.7) if plain else rng.uniform(0.6, 2.2))))
    if kind > 0.88:
        return
    draw.rounded_rectangle(box, radius=UNIT * 3 if kind < 0.1 else 0, outline=255, width=line)
    if kind > 0.65:
        gap = line + UNIT * rng.uniform(0.8, 2)
        draw.rectangle((box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap), outline=255, width=max(1, line // 2))
    if kind < 0.3:  # the rubber's edge is worn off somewhere
        x = rng.uniform(box[0], box[2])
        draw.rectangle((x, box[1] - 5, x + rng.uniform(5, 25) * UNIT, box[1] + line), fill=0)


def patches(gen: np.random.Generator, height: int, width: int, cell: float) -> Array:
    """A smooth field from 0 to 1 that changes over some `cell` pixels."""
    coarse = gen.random((max(2, int(height / cell)), max(2, int(width / cell)))).astype(np.float32)
    return np.clip(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)


def _wear(ink: Array, rng: random.Random, gen: np.random.Generator) -> Array:
    """Ink that lies unevenly; pinholes; sometimes pressed on one side only."""
    low, high = (rng.uniform(0.5, 0.65), 1.0) if rng.random() < 0.6 else sorted((rng.uniform(0.25, 1), rng.uniform(0.5, 1)))
    ink = ink * (low + (high - low) * patches(gen, *ink.shape, UNIT * rng.choice((14, 14, 14, 8, 25))))
    if rng.random() < 0.12:
        slope = np.linspace(rng.uniform(0.2, 1), 1, ink.shape[1], dtype=np.float32)
        ink = ink * (slope if rng.random() < 0.5 else slope[::-1])
    return (ink * np.where(gen.random(ink.shape) < 0.06, 0.35, 1)).astype(np.float32)


def _turn(ink: Array, degrees: float, stretch: float, centre: Point | None, frame: tuple[float, float, float, float]) -> Stamp:
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    matrix[0] *= stretch
    sine = abs(math.sin(math.radians(degrees)))
    size = (int((width + height * sine) * stretch), int(height + width * sine))
    matrix[:, 2] += ((size[0] - width * stretch) / 2, (size[1] - height) / 2)
    turned = cv2.GaussianBlur(cv2.warpAffine(ink, matrix, size), (0, 0), 0.6).astype(np.float32)
    middle = matrix @ np.array([frame[0], frame[1], 1.0])
    placed = (float(middle[0]), float(middle[1]), frame[2] * stretch, frame[3])
    if centre is None:
        return Stamp(turned, None, placed)
    x, y = matrix @ np.array([*centre, 1.0])
    return Stamp(turned, (float(x), float(y)), placed)


def press(page: Array, ink: Array, colour: tuple[int, int, int], x: int, y: int) -> None:
    """Multiply ink of a colour (blue, green, red) into the page (height x width x 3, 0 to 1) with its corner at x, y; in place."""
    part = page[max(y, 0) : y + ink.shape[0], max(x, 0) : x + ink.shape[1]]
    cut = ink[max(-y, 0) :, max(-x, 0) :][: part.shape[0], : part.shape[1], None]
    part *= 1 - cut * (1 - np.array(colour, np.float32) / 255)


INKS = ((214, 28, 42), (214, 28, 42), (30, 60, 170), (0, 0, 0), (60, 40, 160), (150, 40, 120))
"""Colours of other marks: red, blue, green, as Pillow has them."""


def seal(size: float, ink: tuple[int, int, int], rng: random.Random) -> Image.Image:
    """A round seal of `size` points across, with words around, transparent elsewhere."""
    side = int(size * UNIT)
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    middle, colour = side / 2, (*ink, int(rng.uniform(120, 245)))
    for part in (0.98, 0.93, 0.6):
        draw.ellipse(
            (middle * (1 - part), middle * (1 - part), middle * (1 + part), middle * (1 + part)), outline=colour, width=int(UNIT)
        )
    face = font(rng, BOLD, size / 11)
    for number, letter in enumerate("ỦY BAN NHÂN DÂN TỈNH MẪU ★ "):
        angle = number * 6.28 / 27
        draw.text(
            (middle + 0.77 * middle * math.cos(angle), middle + 0.77 * middle * math.sin(angle)),
            letter,
            font=face,
            fill=colour,
            anchor="mm",
        )
    draw.regular_polygon((middle, middle, middle * 0.3), 5, rotation=rng.randrange(72), fill=colour)
    return image.rotate(rng.uniform(-25, 25), Image.Resampling.BICUBIC)


def arrival(ink: tuple[int, int, int], rng: random.Random) -> Image.Image:
    """The ĐẾN stamp of the receiving office: a ruled box with words, and a number and a day by hand."""
    width, height = rng.uniform(100, 150) * UNIT, rng.uniform(42, 75) * UNIT
    image = Image.new("RGBA", (int(width * 1.1), int(height * 1.1)), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    colour = (*ink, int(rng.uniform(110, 250)))
    line = max(2, int(rng.uniform(0.7, 1.3) * UNIT))
    draw.rectangle((2, 2, width, height), outline=colour, width=line)
    draw.line((2, height * 0.28, width, height * 0.28), fill=colour, width=line)
    draw.line((width * 0.36, height * 0.28, width * 0.36, height), fill=colour, width=line)
    top = rng.choice(("SỞ Y TẾ", "VĂN THƯ LƯU TRỮ", "SỞ NỘI VỤ", "VĂN PHÒNG UBND TỈNH"))
    draw.text((width / 2, height * 0.15), top, font=font(rng, BOLD, rng.uniform(6.5, 9)), fill=colour, anchor="mm")
    draw.text((width * 0.18, height * 0.62), "ĐẾN", font=font(rng, BOLD, rng.uniform(10, 14)), fill=colour, anchor="mm")
    for row, word in ((0.47, "Số:"), (0.78, "Ngày:")):
        draw.text((width * 0.4, height * row), word, font=font(rng, TYPE, 8), fill=colour, anchor="lm")
        wrote = "".join(rng.choice("0123456789/.") for _ in range(6))
        draw.text(
            (width * 0.55, height * row), wrote, font=font(rng, TYPE, rng.uniform(8, 12)), fill=(30, 50, 150, 255), anchor="lm"
        )
    return image.rotate(rng.uniform(-4, 4), Image.Resampling.BICUBIC)


def scrawl(image: Image.Image, place: Point, ink: tuple[int, int, int], rng: random.Random) -> None:
    """A signature or initials around `place`."""
    size = rng.uniform(6, 28) * UNIT
    path = [(place[0] + rng.gauss(0, size), place[1] + rng.gauss(0, size / 2)) for _ in range(rng.randrange(5, 14))]
    ImageDraw.Draw(image).line(path, fill=ink, width=int(UNIT * rng.uniform(0.6, 1.8)), joint="curve")
