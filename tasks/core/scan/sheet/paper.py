"""The sheet (tờ giấy) in the picture: its light, its edges, its skew; one homography sets it upright."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

SMALL_DPI = 100.0
"""Layout and geometry are found on a copy of this resolution: 8 times fewer pixels than at 300 dpi and lines still stand apart."""

_LARGEST_SKEW = 6.0  # degrees; beyond it the page was not scanned but thrown
_DARK = 0.45  # of the paper's own brightness: scan borders and table tops are darker, shadows on paper are not
_WHITE = 0.86  # of the paper: bleed-through and paper grain are lighter, ink is not (measured, docs/reading.md)


@dataclass(frozen=True, slots=True)
class Upright:
    """How the sheet is set upright: `matrix` takes source pixels to upright pixels of `size` (width, height)."""

    matrix: NDArray[np.float64]
    size: tuple[int, int]
    skew_degrees: float
    bordered: bool
    perspective: bool


def grey(pixels: Pixels) -> Grey:
    """Brightness of a colour picture (height x width x 3, blue green red)."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)


def shrink(image: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8], float]:
    """A copy at `SMALL_DPI` and the scale that made it (never above 1)."""
    scale = min(1.0, SMALL_DPI / dpi)
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8), scale


def flatten(image: Grey, dpi: float, *, white: float = _WHITE) -> Grey:
    """Divide the paper's own shade out and clip what is nearly paper to white.

    The paper is what remains when all strokes are closed: the brightest within 5 mm, smoothed.
    """
    step = max(1, round(dpi / 40))
    small = cv2.resize(image, (max(1, image.shape[1] // step), max(1, image.shape[0] // step)), interpolation=cv2.INTER_AREA)
    small = cv2.dilate(small, np.ones((7, 7), np.uint8))
    small = cv2.medianBlur(small, 9)
    small = cv2.GaussianBlur(small, (0, 0), 3)
    paper = cv2.resize(np.maximum(small, 32), (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(image, paper, scale=255 / white), np.uint8)


def ink(flat: Grey, *, below: int = 200) -> Mask:
    """Ink of a flattened picture; on a small copy thin strokes are grey, so that the bar is high."""
    return np.asarray(flat < below, np.bool_)


def ink_level(small: Grey) -> int:
    """Brightness below which a flattened small picture is ink: 200, on faint scans up to 222, where print is hardly darker."""
    dark = small[small < 235]
    return int(np.clip(50 + np.percentile(dark, 10), 200, 222)) if dark.size else 200


def without_black(image: Grey, level: int) -> Grey:
    """A faint picture whose punch holes and blots are no darker than its print; `level`: its ink's, 200 to 222.

    Beside black the engine, which cuts a picture's brightness in two, takes pale print for paper: of such a page it read no word.
    """
    return np.maximum(image, np.uint8(level - _PALE))


_PALE = 100  # the darkest print of a faint scan is so much darker than its ink's level


def outside(small: Grey) -> Mask:
    """What of the small picture is dark border or table: dark all over and reaching in from an edge."""
    bright = float(np.percentile(small, 90))
    filled = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    dark = (filled < _DARK * bright).astype(np.uint8)
    if not dark.any():
        return np.zeros(small.shape, np.bool_)
    count, labels = cv2.connectedComponents(dark)
    edge = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    kept = np.zeros(count, np.bool_)
    kept[edge[edge > 0]] = True
    return np.asarray(kept[labels], np.bool_)


def skew(mask: Mask) -> float:
    """Degrees that the lines of text rise to the right (counter-clockwise), from the sharpest row profile."""
    points = np.argwhere(mask)
    if len(points) < 200:
        return 0.0
    if len(points) > 20_000:
        points = points[:: len(points) // 20_000 + 1]
    rows, columns = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    best = 0.0
    for span, step in ((_LARGEST_SKEW, 0.5), (0.5, 0.1), (0.1, 0.03)):
        angles = np.arange(best - span, best + span + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(rows, columns, float(angle))))
    return best


def _sharpness(rows: NDArray[np.float64], columns: NDArray[np.float64], angle: float) -> float:
    turned = rows + columns * np.tan(np.deg2rad(angle))
    profile = np.bincount((turned - turned.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())


def sheet_corners(small: Grey, border: Mask) -> NDArray[np.float32] | None:
    """Corners of a bright sheet on a dark ground, clockwise from the top left; None when it fills the picture."""
    if border.mean() < 0.01:
        return None
    contours, _ = cv2.findContours((~border).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    area = cv2.contourArea(hull)
    if area < 0.4 * small.size:
        return None
    for share in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, closed=True), closed=True)
        if len(corners) == 4 and cv2.contourArea(corners) > 0.96 * area:
            return _ordered(corners.reshape(4, 2).astype(np.float32))
    return None


def _ordered(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    total, difference = corners.sum(axis=1), np.diff(corners, axis=1)[:, 0]
    order = [total.argmin(), difference.argmin(), total.argmax(), difference.argmax()]
    return np.asarray(corners[order], np.float32)


def set_upright(image: Grey, dpi: float) -> tuple[Upright, Grey]:
    """Find what sets a grey picture upright: the homography, and the small flattened picture that it was found on."""
    small, scale = shrink(image, dpi)
    border = outside(small)
    corners = sheet_corners(small, border)
    height, width = image.shape
    down = np.diag([scale, scale, 1.0])
    flat = flatten(np.where(border, np.uint8(255), small).astype(np.uint8), SMALL_DPI)
    matrix = np.eye(3)
    if corners is not None:
        long, high = _sides(corners)
        target = np.array([[0, 0], [long, 0], [long, high], [0, high]], np.float32)
        found = cv2.getPerspectiveTransform(corners, target)
        flat = np.asarray(cv2.warpPerspective(flat, found, (round(long), round(high)), borderValue=(255,)), np.uint8)
        matrix = np.linalg.inv(down) @ found @ down
        width, height = round(long / scale), round(high / scale)
    angle = skew(ink(flat))
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0), [0, 0, 1]])
    return Upright(turn @ matrix, (width, height), angle, bool(border.any()), corners is not None), flat


def _sides(corners: NDArray[np.float32]) -> tuple[float, float]:
    top_left, top_right, bottom_right, bottom_left = corners
    across = max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left))
    down = max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right))
    return float(across), float(down)


def apply(image: NDArray[np.uint8], upright: Upright, fill: int = 255) -> NDArray[np.uint8]:
    """The picture set upright; what was not in it is `fill`."""
    moved = cv2.warpPerspective(
        image, upright.matrix, upright.size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(fill, fill, fill)
    )
    return np.asarray(moved, np.uint8)


def without_border(image: Grey, source: Grey, upright: Upright, dpi: float) -> Grey:
    """The upright picture with the dark border of its source (the grey picture it was set upright from) made white."""
    if not upright.bordered:
        return image
    small, scale = shrink(source, dpi)
    border = cv2.dilate(outside(small).astype(np.uint8), np.ones((7, 7), np.uint8))  # with its blurred edge
    grow = upright.matrix @ np.diag([1 / scale, 1 / scale, 1.0])
    where = cv2.warpPerspective(border, grow, upright.size, flags=cv2.INTER_NEAREST, borderValue=(1,))
    out = image.copy()
    out[where > 0] = 255
    return np.asarray(out, np.uint8)
