"""What the secrecy gate cuts out of a page: for its second net, for the engine, and to see which way up the page is."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tasks.core.scan.stamps.secrecy import AROUND, CLOSE_DPI, DPI, Candidate, middle_of

READ_DPI = 200
ACROSS, DOWN = 75, 20
"""Half of what is cut out around a place, in points: the longest stamp beside MẬT, and a line above and below."""

Grey = NDArray[np.uint8]


def around_of(page: NDArray[np.uint8], candidate: Candidate, small: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What the second net is shown: `AROUND` with the candidate in its middle, at its resolution; white beyond the page's edge."""
    size = (round(AROUND[0] * CLOSE_DPI / DPI), round(AROUND[1] * CLOSE_DPI / DPI))
    page = at_dpi(page, small, CLOSE_DPI)
    middle = middle_of(page.transpose(2, 0, 1), candidate.x * page.shape[1], candidate.y * page.shape[0], size, beyond=255)
    return np.ascontiguousarray(middle.transpose(1, 2, 0))


def at_dpi(page: NDArray[np.uint8], small: NDArray[np.uint8], dpi: int) -> NDArray[np.uint8]:
    """The page, in any quarter turn, at `dpi`; `small` is the whole page at `DPI`."""
    fit = dpi / DPI * max(small.shape[:2]) / max(page.shape[:2])
    if abs(fit - 1) * dpi / DPI <= 0.01:
        return page  # else a huge page or a picture of fewer dots: drawn otherwise than asked for
    return cv2.resize(np.ascontiguousarray(page), None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA).astype(np.uint8)


def darkest(picture: NDArray[np.uint8]) -> Grey:
    """The darkest of a picture's colours (height x width): red ink as dark as black."""
    blue, green, red = cv2.split(picture)
    return np.asarray(cv2.min(cv2.min(blue, green), red), np.uint8)


def strip_of(page: Grey, scale: float) -> Grey:
    """The piece with the most type of a page's middle, two or three lines high."""
    high, wide = round(2.2 * DOWN * scale), round(2 * ACROSS * scale)
    left = max(0, (page.shape[1] - wide) // 2)
    tops = [int(page.shape[0] * share) for share in (0.3, 0.38, 0.46, 0.54, 0.62, 0.7)]
    pieces = [page[top : top + high, left : left + wide] for top in tops]
    return max(pieces, key=lambda piece: float(np.abs(np.diff(piece.astype(np.float32), axis=1)).sum()) if piece.size else 0.0)


def cut_of(page: NDArray[np.uint8], candidate: Candidate, scale: float) -> NDArray[np.uint8]:
    """The place with its surroundings, its own middle in the middle; white beyond the page's edge."""
    across, down = round(ACROSS * scale), round(DOWN * scale)
    x, y = round(candidate.x * page.shape[1]), round(candidate.y * page.shape[0])
    cut = np.full((2 * down, 2 * across), 255, np.uint8)
    part = page[max(0, y - down) : y + down, max(0, x - across) : x + across]
    top, left = max(0, down - y), max(0, across - x)
    cut[top : top + part.shape[0], left : left + part.shape[1]] = part
    return cut


def cleaned(cut: Grey) -> Grey:
    """The cut as the engine reads it best: white paper, black ink, without frames, rings and rules."""
    paper = cv2.blur(cv2.dilate(cut, np.ones((25, 25), np.uint8)), (51, 51)).astype(np.float32)
    light = cv2.GaussianBlur(cut, (0, 0), 0.7).astype(np.float32) / np.maximum(paper, 16)
    dark = min(float(np.quantile(light, 0.01)), 0.7)
    white = np.clip((light - dark) / max(0.92 - dark, 0.1), 0, 1)
    _, labels, stats, _ = cv2.connectedComponentsWithStats((white < 0.6).astype(np.uint8), connectivity=8)
    large = (stats[:, cv2.CC_STAT_WIDTH] > 40 * READ_DPI / 72) | (stats[:, cv2.CC_STAT_HEIGHT] > 18 * READ_DPI / 72)
    large[0] = False
    white[cv2.dilate(large[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 1
    return (white * 255).astype(np.uint8)
