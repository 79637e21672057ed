"""What lies over drawn print: a pen's bent lines, a seal's two rings and the gaps in them."""

import random

import cv2
import numpy as np

from infra.training.scanning import Array


def bent_line(size: tuple[int, int], step: float, turn: float, rng: random.Random) -> list[tuple[float, float]]:
    """Points of a pen's line that begins on a picture of so many columns and rows.

    The first step goes at most `step` pixels across and down, each further one differs by `turn` at most from that before.
    """
    points = [(rng.uniform(0, size[0]), rng.uniform(0, size[1]))]
    across, down = rng.uniform(-step, step), rng.uniform(-step, step)
    for _ in range(rng.randint(2, 8)):
        across, down = across + rng.uniform(-turn, turn), down + rng.uniform(-turn, turn)
        points.append((points[-1][0] + across, points[-1][1] + down))
    return points


def rings(shape: tuple[int, ...], middle: tuple[float, float], radius: float) -> Array:
    """The edge of a round seal, 1 where it runs: a thick ring and a thin one within it."""
    mask, at = np.zeros(shape[:2], np.float32), (round(middle[0]), round(middle[1]))
    cv2.circle(mask, at, round(radius), 1.0, max(1, round(radius / 26)), cv2.LINE_AA)
    cv2.circle(mask, at, round(radius * 0.92), 1.0, max(1, round(radius / 60)), cv2.LINE_AA)
    return mask


def gaps(shape: tuple[int, ...], patches: tuple[int, int], most: float, rng: random.Random, *, gen: np.random.Generator) -> Array:
    """How much of a stamp's ink paper took, in so many patches down and across: a part of it at best, `most` or less."""
    smooth = cv2.resize(gen.random(patches, dtype=np.float32), shape[1::-1], interpolation=cv2.INTER_CUBIC)
    taken: Array = np.clip(smooth * rng.uniform(0.4, 1.3), 0, 1) * rng.uniform(0.3, most)
    return taken
