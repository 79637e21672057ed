"""Synthetic heads of letters with and without a secrecy stamp: what the gate's net is taught on. Drawn here, from fonts only."""

import math
import random
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from infra.training.stamp_words import OTHER, SECRECY, WORDS
from tasks.core.scan.secrecy import DPI, STRIDE, ink_and_red

WIDTH, HEIGHT = 192, 112
"""Size of one example, in pixels at the net's resolution."""

FADED = 0.025
"""Mean ink around MẬT below which nobody could say what stands there (a whole one has some 0.35)."""

DRAW = 3  # drawn at three times the net's resolution, as scanners do
FONTS = Path("/usr/share/fonts/truetype")
_BOLD = ("liberation2/LiberationSerif-Bold", "liberation2/LiberationSans-Bold", "dejavu/DejaVuSerif-Bold", "dejavu/DejaVuSans-Bold")
_TYPE = (
    "liberation2/LiberationSerif-Regular",
    "liberation2/LiberationSerif-Bold",
    "liberation2/LiberationSerif-Italic",
    "liberation2/LiberationSans-Regular",
    "liberation2/LiberationSerif-BoldItalic",
    "liberation2/LiberationSans-Bold",
)


@dataclass
class Example:
    """Maps of one head (2 x height x width) and, for each cell, 1 where MẬT of a stamp stands, 0 elsewhere, -1 near it."""

    maps: NDArray[np.float32]
    truth: NDArray[np.float32]


def _font(rng: random.Random, names: tuple[str, ...], points: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"{rng.choice(names)}.ttf"), max(6, round(points * DRAW * DPI / 72)))


def _points(rng: random.Random) -> float:
    """Size of a stamp's letters: mostly that of the forms in use, sometimes any."""
    return rng.uniform(13.5, 16.5) if rng.random() < 0.6 else math.exp(rng.uniform(math.log(11), math.log(26)))


def _patches(gen: np.random.Generator, height: int, width: int, cell: float) -> NDArray[np.float32]:
    coarse = gen.random((max(2, int(height / cell)), max(2, int(width / cell)))).astype(np.float32)
    return np.clip(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)


def _stamp(word: str, rng: random.Random, gen: np.random.Generator) -> tuple[NDArray[np.float32], tuple[float, float] | None]:
    """Ink of a stamp (0 to 1) and the middle of its MẬT, or None when it has none."""
    unit = DRAW * DPI / 72
    points = _points(rng)
    font = _font(rng, ("liberation2/LiberationSerif-Bold",) if rng.random() < 0.5 else _BOLD, points)
    spaced = "  ".join(word) if rng.random() < 0.04 else word
    width = font.getlength(spaced) + 2 * unit * (8 if rng.random() < 0.5 else rng.uniform(3, 14))
    height = unit * points * (25 / 15 if rng.random() < 0.5 else rng.uniform(1.3, 2.1))
    edge = int(10 * unit)
    image = Image.new("L", (int(width + 2 * edge), int(height + 2 * edge)), 0)
    draw = ImageDraw.Draw(image)
    box = (edge, edge, edge + width, edge + height)
    line = max(2, int(unit * rng.uniform(0.7, 2.2)))
    frame = rng.random()
    if frame < 0.9:
        draw.rounded_rectangle(box, radius=unit * 3 if frame < 0.06 else 0, outline=255, width=line)
        if frame > 0.75:
            gap = line + unit * rng.uniform(0.8, 2)
            draw.rectangle((box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap), outline=255, width=max(1, line // 2))
    middle = (edge + width / 2, edge + height / 2)
    draw.text(middle, spaced, font=font, fill=255, anchor="mm")
    centre = None
    if word.endswith("MẬT"):
        centre = (middle[0] + font.getlength(spaced) / 2 - font.getlength(spaced[-3 if spaced == word else -7 :]) / 2, middle[1])
    ink = np.asarray(image, np.float32) / 255
    low, high = (0.6, 1.0) if rng.random() < 0.6 else sorted((rng.uniform(0.3, 1), rng.uniform(0.5, 1)))
    ink = ink * (low + (high - low) * _patches(gen, *ink.shape, unit * rng.choice((14, 14, 8, 25))))
    ink = ink * np.where(gen.random(ink.shape) < 0.06, 0.35, 1)
    return _turn(ink, rng.uniform(-4, 4) if rng.random() < 0.8 else rng.uniform(-10, 10), centre)


def _turn(
    ink: NDArray[np.float32], degrees: float, centre: tuple[float, float] | None
) -> tuple[NDArray[np.float32], tuple[float, float] | None]:
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    sine = abs(math.sin(math.radians(degrees)))
    size = (int(width + height * sine), int(height + width * sine))
    matrix[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    turned = cv2.GaussianBlur(cv2.warpAffine(ink, matrix, size), (0, 0), 0.6)
    if centre is None:
        return turned, None
    x, y = matrix @ np.array([*centre, 1.0])
    return turned, (float(x), float(y))


def _text(image: Image.Image, rng: random.Random) -> None:
    """Lines of type as a head or a body has them, over the whole picture."""
    draw = ImageDraw.Draw(image)
    unit = DRAW * DPI / 72
    y = rng.uniform(-15, 30) * unit
    while y < image.height:
        points = rng.choice((13, 13, 14, 12, 11, 14, 15))
        font = _font(rng, _TYPE[:4] if rng.random() < 0.8 else _TYPE, points)
        kind = rng.random()
        if kind < 0.3:
            y += rng.uniform(10, 45) * unit
            continue
        x = rng.choice((rng.uniform(-150, 60), rng.uniform(0, 130))) * unit
        text = " ".join(rng.choice(WORDS) for _ in range(rng.choice((1, 1, 2, 4))))
        draw.text((x, y), text, font=font, fill=rng.choice((0, 0, 0, 20, 60)))
        if kind > 0.93:
            draw.line((x, y + 17 * unit, x + font.getlength(text) * rng.uniform(0.3, 1), y + 17 * unit), fill=0, width=int(unit))
        y += points * rng.uniform(1.15, 1.6) * unit


def _clutter(image: Image.Image, rng: random.Random) -> None:
    """Tables, seals, scrawls, holes: what else a head may have."""
    draw = ImageDraw.Draw(image)
    unit = DRAW * DPI / 72
    ink = rng.choice(((214, 28, 42), (30, 60, 170), (0, 0, 0), (60, 40, 160)))
    kind = rng.random()
    x, y = rng.uniform(-40, 180) * unit, rng.uniform(-30, 100) * unit
    if kind < 0.25:
        radius = rng.uniform(25, 55) * unit
        for part in (1, 0.93, 0.6):
            draw.ellipse(
                (x - radius * part, y - radius * part, x + radius * part, y + radius * part), outline=ink, width=int(unit * 1.5)
            )
        for _ in range(10):
            angle = rng.uniform(0, 6.3)
            place = (x + 0.75 * radius * math.cos(angle), y + 0.75 * radius * math.sin(angle))
            draw.text(place, rng.choice("TỈNHUBDÂKSY★"), font=_font(rng, _BOLD, 9), fill=ink, anchor="mm")
    elif kind < 0.5:
        step_x, step_y = rng.uniform(20, 80) * unit, rng.uniform(14, 30) * unit
        for k in range(5):
            draw.line((x + k * step_x, y, x + k * step_x, y + 4 * step_y), fill=ink, width=int(unit))
            draw.line((x, y + k * step_y, x + 4 * step_x, y + k * step_y), fill=ink, width=int(unit))
            draw.text(
                (x + k * step_x + 3 * unit, y + 2 * unit),
                rng.choice(("TT", "Số", "MÃ", "12", "TÊN", "NT")),
                font=_font(rng, _TYPE, 12),
                fill=0,
            )
    elif kind < 0.8:
        path = [(x + rng.gauss(0, 25) * unit, y + rng.gauss(0, 12) * unit) for _ in range(12)]
        draw.line(path, fill=ink, width=int(unit * rng.uniform(0.7, 2)), joint="curve")
    else:
        radius = 8 * unit
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(40, 40, 44))


def _arrival(image: Image.Image, rng: random.Random) -> None:
    """The ĐẾN stamp of the receiving office: a ruled box with words in it."""
    draw = ImageDraw.Draw(image)
    unit = DRAW * DPI / 72
    ink = rng.choice(((214, 28, 42), (60, 40, 160), (150, 40, 120), (20, 20, 20)))
    x, y, w, h = rng.uniform(-60, 110) * unit, rng.uniform(-30, 80) * unit, rng.uniform(100, 150) * unit, rng.uniform(45, 80) * unit
    draw.rectangle((x, y, x + w, y + h), outline=ink, width=int(1.1 * unit))
    draw.line((x, y + h * 0.28, x + w, y + h * 0.28), fill=ink, width=int(1.1 * unit))
    draw.line((x + w * 0.36, y + h * 0.28, x + w * 0.36, y + h), fill=ink, width=int(1.1 * unit))
    draw.text(
        (x + w / 2, y + h * 0.15),
        rng.choice(("SỞ Y TẾ", "VĂN THƯ LƯU TRỮ", "SỞ NỘI VỤ")),
        font=_font(rng, _BOLD, 8.5),
        fill=ink,
        anchor="mm",
    )
    draw.text((x + w * 0.18, y + h * 0.62), "ĐẾN", font=_font(rng, _BOLD, rng.uniform(10, 15)), fill=ink, anchor="mm")
    for row, word in ((0.47, "Số:"), (0.78, "Ngày:")):
        draw.text((x + w * 0.4, y + h * row), word, font=_font(rng, _TYPE, 8), fill=ink, anchor="lm")


def _scan(page: NDArray[np.float32], rng: random.Random, gen: np.random.Generator) -> tuple[NDArray[np.uint8], bool]:
    """Paper, light, lens, sensor; colour, grey or black and white. The picture at the net's resolution."""
    height, width = page.shape[:2]
    rough = rng.random()
    contrast = rng.uniform(0.55, 1) if rough < 0.4 else rng.uniform(0.8, 1)
    ink = (1 - page) * contrast
    if rng.random() < 0.4:
        ghost = cv2.GaussianBlur(ink[::-1, ::-1].mean(axis=2), (0, 0), 4)[..., None]
        ink = np.maximum(ink, ghost * rng.uniform(0, 0.22))
    yellow = rng.choice((0, 0, rng.uniform(0, 0.22)))
    paper = np.array([1 - 1.6 * yellow, 1 - 0.45 * yellow, 1 - 0.15 * yellow], np.float32)
    out = np.clip(paper * (1 - ink), 0, 1)
    slope = np.linspace(1, 1 - rng.choice((0.0, 0.0, rng.uniform(0, 0.35))), width, dtype=np.float32)[None, :, None]
    out = out * (slope if rng.random() < 0.5 else slope[:, ::-1])
    if rng.random() < 0.3:
        edge = 1 / (1 + np.exp(-(np.arange(width) - rng.uniform(0, width)) / rng.uniform(10, 100)))
        out = out * (1 - rng.uniform(0.1, 0.38) * edge[None, :, None])
    dpi = rng.choice((150, 150, 200, 225, 225))
    out = cv2.resize(out.astype(np.float32), (int(width * dpi / 225), int(height * dpi / 225)), interpolation=cv2.INTER_AREA)
    out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, 1.2))
    out = out + gen.standard_normal(out.shape[:2], dtype=np.float32)[..., None] * (rng.uniform(0, 14) / 255)
    mode = rng.random()
    for _ in range(rng.choice((0, 0, 3, 12))):
        cv2.circle(
            out, (rng.randrange(out.shape[1]), rng.randrange(out.shape[0])), rng.choice((0, 0, 1)), (rng.uniform(0, 0.5),) * 3, -1
        )
    out = np.clip(out, 0, 1)
    if mode > 0.4:
        grey = cv2.cvtColor(out.astype(np.float32), cv2.COLOR_BGR2GRAY)
        if mode > 0.65:
            background = cv2.GaussianBlur(grey, (0, 0), 30)
            grey = (grey > background * (1 - contrast * (1 - rng.uniform(0.4, 0.66)))).astype(np.float32)
            if rng.random() < 0.15:
                grey = cv2.dilate(grey, np.ones((2, 1)))
        out = np.repeat(grey[..., None], 3, axis=2)
    small = cv2.resize((out * 255).astype(np.uint8), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.3:
        small = cv2.imdecode(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, rng.randrange(50, 90)])[1], cv2.IMREAD_COLOR)
    return small, mode > 0.65


def make_example(seed: int) -> Example:
    """One example; the same seed gives the same."""
    rng, gen = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - reproducible pictures, no secret
    width, height = WIDTH * DRAW, HEIGHT * DRAW
    image = Image.new("RGB", (width, height), "white")
    clear = rng.random() < 0.12
    if not clear:
        _text(image, rng)
    for chance, add in ((0.25, _clutter), (0.12, _arrival)):
        if rng.random() < chance:
            add(image, rng)
    page = np.asarray(image, np.float32)[:, :, ::-1] / 255
    centres: list[tuple[float, float]] = []
    kind = rng.random()
    words = [rng.choice(SECRECY)] if kind < 0.5 else [rng.choice(OTHER)] if kind < 0.8 else []
    if words and rng.random() < 0.25:
        words.append(rng.choice(OTHER))
    colour = rng.choice(((42, 28, 214), (42, 28, 214), (42, 28, 214), (40, 40, 190), (30, 30, 30), (10, 10, 10), (150, 40, 60)))
    x, y = rng.uniform(0.02, 0.75) * width, rng.uniform(0.08, 0.75) * height
    for word in words:
        ink, centre = _stamp(word, rng, gen)
        if rng.random() < 0.75:  # mostly on free paper, as clerks do
            _clear(page, x, y, ink.shape)
        page = _press(page, ink, colour, int(x), int(y))
        if centre is not None:
            centres.append(((x + centre[0]) / DRAW, (y + centre[1]) / DRAW))
        x += ink.shape[1] * rng.uniform(0.8, 1.1)
    page, centres = _lay_askew(page, centres, rng)
    small, _ = _scan(page, rng, gen)
    maps = ink_and_red(small)
    return Example(maps, _truth(centres, maps[0]))


def _clear(page: NDArray[np.float32], x: float, y: float, shape: tuple[int, ...]) -> None:
    edge = 6 * DRAW
    page[max(0, int(y) + edge) : max(0, int(y) + shape[0] - edge), max(0, int(x)) : max(0, int(x) + shape[1])] = 1


def _press(
    page: NDArray[np.float32], ink: NDArray[np.float32], colour: tuple[int, int, int], x: int, y: int
) -> NDArray[np.float32]:
    part = page[max(y, 0) : y + ink.shape[0], max(x, 0) : x + ink.shape[1]]
    cut = ink[max(-y, 0) :, max(-x, 0) :][: part.shape[0], : part.shape[1], None]
    part *= 1 - cut * (1 - np.array(colour, np.float32) / 255)
    return page


def _lay_askew(
    page: NDArray[np.float32], centres: list[tuple[float, float]], rng: random.Random
) -> tuple[NDArray[np.float32], list[tuple[float, float]]]:
    """Skew, size and perspective of a page on a scanner's glass or under a telephone."""
    height, width = page.shape[:2]
    scale = rng.uniform(0.9, 1.06)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-3.5, 3.5), scale)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    target = corners @ matrix[:, :2].T.astype(np.float32) + matrix[:, 2].astype(np.float32)
    if rng.random() < 0.5:
        target += np.array([[rng.uniform(-0.02, 0.02) * width for _ in "xy"] for _ in range(4)], np.float32)
    warp = cv2.getPerspectiveTransform(corners, target.astype(np.float32))
    laid = cv2.warpPerspective(page, warp, (width, height), borderMode=cv2.BORDER_CONSTANT, borderValue=(0.97,) * 3)
    if not centres:
        return laid, []
    points = cv2.perspectiveTransform(np.array([centres], np.float32) * DRAW, warp)[0] / DRAW
    return laid, [(float(x), float(y)) for x, y in points]


def _truth(centres: list[tuple[float, float]], ink: NDArray[np.float32]) -> NDArray[np.float32]:
    """1 within a cell of the middle of MẬT, -1 (not judged) around it, where it is cut off at the edge or has faded away."""
    truth = np.zeros((HEIGHT // STRIDE, WIDTH // STRIDE), np.float32)
    rows, columns = np.mgrid[0 : truth.shape[0], 0 : truth.shape[1]]
    for x, y in centres:
        across, down = np.abs(columns * STRIDE + STRIDE / 2 - x) / STRIDE, np.abs(rows * STRIDE + STRIDE / 2 - y) / STRIDE
        whole = 14 <= x <= WIDTH - 14 and 6 <= y <= HEIGHT - 6
        seen = ink[max(0, int(y) - 7) : int(y) + 8, max(0, int(x) - 16) : int(x) + 17]
        whole = whole and float(seen.mean()) > FADED
        truth[(across < 4) & (down < 2.5) & (truth == 0)] = -1
        if whole:
            truth[(across < 1.05) & (down < 1.05)] = 1
    return truth
