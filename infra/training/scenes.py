"""Pieces of letters that never were, with and without a secrecy stamp: what the gate's nets learn from. Drawn from fonts only."""

import random
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from infra.training.scanning import lay, scan
from infra.training.stamp_words import CODES, ISSUERS, OTHER, PLACES, SECRECY, SIGNERS, SYLLABLES, TITLES, URGENCY, WORDS
from infra.training.stamps import BOLD, DRAW_DPI, INKS, TYPE, UNIT, arrival, draw_stamp, font, press, scrawl, seal
from tasks.core.scan.stamps.secrecy import AROUND, DPI

WIDTH, HEIGHT = AROUND
"""Size of a scene, in pixels at the first net's resolution: what the second net is shown the middle of."""

SERIF, SERIF_BOLD, SERIF_ITALIC = TYPE[:1], TYPE[1:2], TYPE[2:3]
STAMP_INKS = ((42, 28, 214), (42, 28, 214), (42, 28, 214), (40, 40, 190), (30, 30, 30), (10, 10, 10), (150, 40, 60))
"""Blue, green, red: stamps are red, or black where only a copy came."""

Array = NDArray[np.float32]
_SYLLABLES = SYLLABLES.split()
Draw = ImageDraw.ImageDraw


class Place(NamedTuple):
    """A secrecy stamp of a scene, in pixels of the first net: middle of MẬT, then the frame's middle and half sizes."""

    x: float
    y: float
    frame_x: float
    frame_y: float
    half_width: float
    half_height: float


class Scene(NamedTuple):
    """A scanned piece of a letter (height x width x 3, blue green red) at `DRAW_DPI`, and its secrecy stamps."""

    picture: NDArray[np.uint8]
    places: list[Place]


def make_scene(seed: int) -> Scene:
    """One scene; the same seed gives the same. Half of them have a secrecy stamp, a third another one."""
    rng, gen = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - reproducible pictures, no secret
    scale = DRAW_DPI // DPI
    image = Image.new("RGB", (WIDTH * scale, HEIGHT * scale), "white")
    where = _background(image, rng)
    for chance, add in ((0.15, _clutter), (0.2, _arrival), (0.08, _seal)):
        if rng.random() < chance:
            add(image, rng)
    page = (np.asarray(image, np.float32)[:, :, ::-1] / 255).copy()
    places = _stamps(page, where, rng, gen)
    page, warp = lay(page, rng)
    return Scene(scan(page, rng, gen), [_moved(place, warp, scale) for place in places])


def _moved(place: Place, warp: Array, scale: int) -> Place:
    points = np.array([[place[:2], place[2:4]]], np.float32)
    (x, y), (frame_x, frame_y) = cv2.perspectiveTransform(points, warp)[0] / scale
    return Place(float(x), float(y), float(frame_x), float(frame_y), place.half_width / scale, place.half_height / scale)


def _stamps(page: Array, where: tuple[float, float], rng: random.Random, gen: np.random.Generator) -> list[Place]:
    """Press none to three stamps into the page, side by side as clerks do; where its secrecy stamps are."""
    kind = rng.random()
    words = [rng.choice(SECRECY)] if kind < 0.5 else [rng.choice(URGENCY if rng.random() < 0.6 else OTHER)] if kind < 0.82 else []
    if words and rng.random() < 0.3:
        words.insert(rng.randrange(2), rng.choice(URGENCY if rng.random() < 0.8 else OTHER))
    height, width = page.shape[:2]
    free = rng.random() < 0.75
    x, y = where if free else (rng.uniform(0.0, 0.8) * width, rng.uniform(0.05, 0.8) * height)
    if rng.random() < 0.1:  # free paper in the midst of type is no sign of a stamp
        _clear(
            page, rng.uniform(0, width), rng.uniform(0, height), (int(rng.uniform(25, 45) * UNIT), int(rng.uniform(60, 130) * UNIT))
        )
    colour = rng.choice(STAMP_INKS)
    places = []
    for word in words:
        stamp = draw_stamp(word, rng, gen)
        if rng.random() < (0.15 if free else 0.6):
            _clear(page, x, y, stamp.ink.shape)
        press(page, stamp.ink, colour, int(x), int(y))
        if stamp.centre is not None:
            middle_x, middle_y, wide, high = stamp.frame
            places.append(Place(x + stamp.centre[0], y + stamp.centre[1], x + middle_x, y + middle_y, wide / 2, high / 2))
        x += stamp.ink.shape[1] * rng.uniform(0.85, 1.1)
    return places


def _clear(page: Array, x: float, y: float, shape: tuple[int, ...]) -> None:
    edge = int(5 * UNIT)
    page[max(0, int(y) + edge) : max(0, int(y) + shape[0] - edge), max(0, int(x)) : max(0, int(x) + shape[1])] = 1


def _background(image: Image.Image, rng: random.Random) -> tuple[float, float]:
    """Draw a piece of a letter; where a stamp would be pressed on it."""
    kind = rng.random()
    draw = ImageDraw.Draw(image)
    if kind < 0.45:
        return _head(draw, image, rng)
    if kind < 0.62:
        _body(draw, image.width, rng.uniform(-60, 60) * UNIT, image.height, rng)
    elif kind < 0.76:
        _foot(image, draw, rng)
    elif kind < 0.94:
        _jumble(draw, image, rng)
    return rng.uniform(0.0, 0.7) * image.width, rng.uniform(0.05, 0.7) * image.height


def _head(draw: Draw, image: Image.Image, rng: random.Random) -> tuple[float, float]:
    """The left column of a head: issuer, number, subject, free paper for stamps, addressees or a title."""
    middle = rng.uniform(60, 130) * UNIT
    y = rng.uniform(-55, 25) * UNIT
    for name in rng.sample(ISSUERS, 2):
        draw.text(
            (middle, y),
            name.format(place=rng.choice(PLACES)),
            font=font(rng, SERIF_BOLD if rng.random() < 0.7 else SERIF, rng.choice((12, 13))),
            fill=0,
            anchor="ma",
        )
        y += 15 * UNIT
    draw.line((middle - 25 * UNIT, y + 2 * UNIT, middle + 25 * UNIT, y + 2 * UNIT), fill=0, width=int(UNIT * 0.7))
    y += rng.uniform(5, 12) * UNIT
    draw.text((middle, y), rng.choice(CODES).format(n=rng.randrange(1, 9999)), font=font(rng, SERIF, 13), fill=0, anchor="ma")
    y += 16 * UNIT
    for _ in range(rng.choice((0, 1, 2, 3))):
        draw.text(
            (middle, y), _sentence(rng, rng.randrange(3, 8)), font=font(rng, SERIF, rng.choice((11, 12))), fill=0, anchor="ma"
        )
        y += 13.5 * UNIT
    where = (middle + rng.uniform(-75, 20) * UNIT, y - rng.uniform(8, 14) * UNIT)
    y += rng.uniform(14, 50) * UNIT
    right = rng.uniform(190, 260) * UNIT
    for row in range(rng.randrange(4)):
        draw.text((right, rng.uniform(-30, 0) * UNIT + 18 * row * UNIT), rng.choice(WORDS), font=font(rng, TYPE, 13), fill=0)
    if rng.random() < 0.5:
        draw.text((rng.uniform(60, 160) * UNIT, y), f"Kính gửi: {_sentence(rng, 4)}", font=font(rng, SERIF, 14), fill=0)
    else:
        draw.text((rng.uniform(140, 220) * UNIT, y), rng.choice(TITLES), font=font(rng, SERIF_BOLD, 14), fill=0, anchor="ma")
    _body(draw, image.width, y + rng.uniform(25, 60) * UNIT, image.height, rng)
    return where


def _sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choice(_SYLLABLES) for _ in range(words))


def _body(draw: Draw, width: float, top: float, bottom: float, rng: random.Random) -> None:
    """Paragraphs of type over the whole width or from a margin on."""
    face, size = font(rng, TYPE if rng.random() < 0.15 else SERIF, rng.choice((13, 13.5, 14))), rng.uniform(15, 22) * UNIT
    margin = rng.choice((-200.0, rng.uniform(20, 90))) * UNIT
    y = top
    while y < bottom:
        short = rng.random() < 0.15
        draw.text((margin + (28 * UNIT if rng.random() < 0.25 else 0), y), _sentence(rng, 4 if short else 26), font=face, fill=0)
        y += size * (1.4 if short else 1)
    del width


def _foot(image: Image.Image, draw: Draw, rng: random.Random) -> None:
    """The end of a letter: recipients on the left, signature and seal on the right."""
    x, y = rng.uniform(-60, 60) * UNIT, rng.uniform(-40, 60) * UNIT
    if rng.random() < 0.4:
        _body(draw, image.width, -40 * UNIT, y - 10 * UNIT, rng)
    draw.text((x, y), "Nơi nhận:", font=font(rng, TYPE[4:5], 12), fill=0)
    for row in range(rng.randrange(2, 9)):
        draw.text((x, y + (15 + 13 * row) * UNIT), f"- {_sentence(rng, rng.randrange(2, 6))};", font=font(rng, SERIF, 11), fill=0)
    middle = x + rng.uniform(150, 320) * UNIT
    for row in range(rng.randrange(1, 4)):
        draw.text(
            (middle, y + 16 * row * UNIT),
            rng.choice(SIGNERS),
            font=font(rng, SERIF_BOLD, rng.choice((13, 14))),
            fill=0,
            anchor="ma",
        )
    ink = rng.choice(INKS)
    scrawl(image, (middle + rng.uniform(-20, 20) * UNIT, y + 75 * UNIT), rng.choice(INKS[2:5]), rng)
    stamp = seal(rng.uniform(80, 112), ink, rng)
    image.paste(stamp, (int(middle - 90 * UNIT), int(y + 25 * UNIT)), stamp)
    draw.text((middle, y + 120 * UNIT), "Trần Văn Mẫu", font=font(rng, SERIF_BOLD, 14), fill=0, anchor="ma")


def _jumble(draw: Draw, image: Image.Image, rng: random.Random) -> None:
    """Lines of any type anywhere, rules beneath some."""
    y = rng.uniform(-15, 30) * UNIT
    while y < image.height:
        points = rng.choice((13, 13, 14, 12, 11, 14, 15))
        face = font(rng, TYPE, points)
        kind = rng.random()
        if kind < 0.3:
            y += rng.uniform(10, 45) * UNIT
            continue
        x = rng.choice((rng.uniform(-150, 60), rng.uniform(0, 130))) * UNIT
        text = " ".join(rng.choice(WORDS) for _ in range(rng.choice((1, 1, 2, 4))))
        draw.text((x, y), text, font=face, fill=rng.choice((0, 0, 0, 20, 60)))
        if kind > 0.93:
            draw.line((x, y + 17 * UNIT, x + face.getlength(text) * rng.uniform(0.3, 1), y + 17 * UNIT), fill=0, width=int(UNIT))
        y += points * rng.uniform(1.15, 1.6) * UNIT


def _clutter(image: Image.Image, rng: random.Random) -> None:
    """A table, a scrawl, a punch hole."""
    draw = ImageDraw.Draw(image)
    x, y = rng.uniform(-40, 200) * UNIT, rng.uniform(-30, 110) * UNIT
    kind = rng.random()
    if kind < 0.45:
        ink = rng.choice(INKS)
        across, down = rng.uniform(20, 90) * UNIT, rng.uniform(14, 30) * UNIT
        for k in range(5):
            draw.line((x + k * across, y, x + k * across, y + 4 * down), fill=ink, width=int(UNIT))
            draw.line((x, y + k * down, x + 4 * across, y + k * down), fill=ink, width=int(UNIT))
            word = rng.choice(("TT", "Số", "MÃ", "12", "TÊN", "NT", "GHI CHÚ", "MỨC", "MẶT", "TỔNG", "ĐẠT"))
            draw.text((x + k * across + 3 * UNIT, y + rng.randrange(4) * down + 2 * UNIT), word, font=font(rng, BOLD, 12), fill=0)
    elif kind < 0.8:
        scrawl(image, (x, y), rng.choice(INKS), rng)
    else:
        draw.ellipse((x - 8 * UNIT, y - 8 * UNIT, x + 8 * UNIT, y + 8 * UNIT), fill=(40, 40, 44))


def _arrival(image: Image.Image, rng: random.Random) -> None:
    stamp = arrival(rng.choice(INKS), rng)
    image.paste(stamp, (int(rng.uniform(-60, 110) * UNIT), int(rng.uniform(-30, 110) * UNIT)), stamp)


def _seal(image: Image.Image, rng: random.Random) -> None:
    stamp = seal(rng.uniform(60, 112), rng.choice(INKS), rng)
    image.paste(stamp, (int(rng.uniform(-60, 180) * UNIT), int(rng.uniform(-60, 100) * UNIT)), stamp)
