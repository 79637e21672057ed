"""From clean paper to what a scanner, a fax machine or a telephone makes of it, for the drawings that the nets are taught on."""

import random

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Picture = NDArray[np.uint8]


def lay(page: Array, rng: random.Random) -> tuple[Array, Array]:
    """Skew, size, perspective and waves of a page on the glass or under a telephone; the page and the matrix that moved it."""
    height, width = page.shape[:2]
    if rng.random() < 0.25:
        page = waved(page, rng.uniform(0, 6), 4, rng)
    matrix = cv2.getRotationMatrix2D(
        (width / 2, height / 2), rng.choice((rng.uniform(-1, 1), rng.uniform(-3.6, 3.6))), rng.uniform(0.93, 1.04)
    )
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    target = corners @ matrix[:, :2].T.astype(np.float32) + matrix[:, 2].astype(np.float32)
    if rng.random() < 0.4:
        target += np.array([[rng.uniform(-0.025, 0.025) * width for _ in "xy"] for _ in range(4)], np.float32)
    warp = cv2.getPerspectiveTransform(corners, target.astype(np.float32)).astype(np.float32)
    laid = cv2.warpPerspective(page, warp, (width, height), borderMode=cv2.BORDER_CONSTANT, borderValue=(0.97,) * 3)
    return laid.astype(np.float32), warp


def waved(page: Array, high: float, most: float, rng: random.Random) -> Array:
    """The page with its rows in waves so many pixels high; they turn by up to `most` radians over its width."""
    height, width = page.shape[:2]
    wave = high * np.sin(np.linspace(0, rng.uniform(1, most), width) + rng.uniform(0, 6.3))
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    moved = cv2.remap(page, columns, (rows + wave[None]).astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.float32)


def scan(page: Array, rng: random.Random, gen: np.random.Generator) -> Picture:
    """Paper, light, lens, sensor, machine; colour, grey or black and white."""
    contrast = rng.choice((rng.uniform(0.5, 0.85), rng.uniform(0.8, 1)))
    out = _light(_paper((1 - page) * contrast, rng), rng)
    out = _lens(out, rng)
    noise = rng.choice((rng.uniform(0, 5), rng.uniform(3, 14))) / 255
    out = out + gen.standard_normal(out.shape[:2], dtype=np.float32)[..., None] * noise
    for _ in range(int(rng.choice((0, 0, rng.uniform(0, 12))))):
        place = (rng.randrange(out.shape[1]), rng.randrange(out.shape[0]))
        cv2.circle(out, place, rng.choice((0, 0, 1)), (rng.uniform(0, 0.5),) * 3, -1)
    return _machine(np.clip(out, 0, 1).astype(np.float32), rng, contrast)


def _paper(ink: Array, rng: random.Random) -> Array:
    if rng.random() < 0.4:
        ghost = cv2.GaussianBlur(ink[:, ::-1].mean(axis=2), (0, 0), 4)[..., None]
        ink = np.maximum(ink, np.roll(ghost, rng.randrange(ink.shape[0]), axis=0) * rng.uniform(0, 0.22))
    yellow = rng.choice((0, 0, rng.uniform(0, 0.22)))
    paper = np.array([1 - 1.6 * yellow, 1 - 0.45 * yellow, 1 - 0.15 * yellow], np.float32)
    out = np.clip(paper * (1 - ink), 0, 1)
    if rng.random() < 0.15:
        place, along = rng.random(), rng.random() < 0.75
        length = out.shape[0 if along else 1]
        dent = 1 - 0.16 * np.exp(-(((np.arange(length) - place * length) / rng.uniform(2, 6)) ** 2))
        out = out * (dent[:, None, None] if along else dent[None, :, None])
    paper_lit: Array = np.asarray(out, np.float32)
    return paper_lit


def _light(out: Array, rng: random.Random) -> Array:
    width = out.shape[1]
    slope = np.linspace(1, 1 - rng.choice((0.0, 0.0, rng.uniform(0, 0.3))), width, dtype=np.float32)[None, :, None]
    out = out * (slope if rng.random() < 0.5 else slope[:, ::-1])
    if rng.random() < 0.3:
        edge = 1 / (1 + np.exp(-(np.arange(width) - rng.uniform(0, width)) / rng.uniform(10, 100)))
        out = out * (1 - rng.uniform(0.1, 0.38) * edge[None, :, None])
    lit: Array = out.astype(np.float32)
    return lit


def _lens(out: Array, rng: random.Random) -> Array:
    out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, 1.15)).astype(np.float32)
    if rng.random() < 0.12:
        length = rng.randrange(3, 6)
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1 / length
        out = cv2.filter2D(out, -1, kernel if rng.random() < 0.5 else kernel.T).astype(np.float32)
    return out


def _machine(out: Array, rng: random.Random, contrast: float) -> Picture:
    kind = rng.random()
    if kind > 0.35:
        grey = cv2.cvtColor(out, cv2.COLOR_BGR2GRAY)
        if kind > 0.58:
            background = cv2.GaussianBlur(grey, (0, 0), 30)
            grey = (grey > background * (1 - contrast * (1 - rng.uniform(0.4, 0.66)))).astype(np.float32)
            if rng.random() < 0.12:
                grey = cv2.dilate(grey, np.ones((2, 1))).astype(np.float32)
        out = np.repeat(grey[..., None], 3, axis=2)
    picture = (out * 255 + 0.5).astype(np.uint8)
    for quality in () if kind > 0.58 else (rng.randrange(25, 95), rng.randrange(50, 95))[: rng.choice((1, 1, 2))]:
        coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        picture = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)
    return picture
