"""Pages drawn for these tests: bars for lines of print, circles for seals. No font is needed."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

A4 = (1170, 827)  # height and width at 100 dpi


def white(size: tuple[int, int] = A4, channels: int = 0) -> Picture:
    return np.full((*size, channels) if channels else size, 255, np.uint8)


def line(page: Picture, left: int, top: int, right: int, *, height: int = 9, shade: int = 20) -> None:
    """A line of print: strokes three pixels wide with blanks of two, a word's gap after each eight strokes."""
    x, stroke = left, 0
    while x + 3 <= right:
        page[top : top + height, x : x + 3] = shade
        stroke += 1
        x += 5 if stroke % 8 else 9


def letter_page() -> Picture:
    """Head in two columns, a body across, a foot in two columns."""
    page = white()
    for top in (80, 100):
        line(page, 130, top, 300)
    line(page, 150, 140, 290)
    for left, top in ((380, 80), (420, 100), (410, 140)):
        line(page, left, top, 1150 - left)
    for top in range(240, 640, 22):
        line(page, 110, top, 750)
    for top in range(700, 790, 18):
        line(page, 110, top, 280)
    for left, top in ((480, 700), (500, 722), (500, 860)):
        line(page, left, top, 1200 - left)
    return page


def turned(page: Picture, degrees: float) -> Picture:
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(page, matrix, (width, height), borderValue=(255, 255, 255)), np.uint8)


def seal(page: Picture, centre: tuple[int, int], radius: int, colour: tuple[int, int, int] | int) -> None:
    cv2.circle(page, centre, radius, colour, 3)
    cv2.circle(page, centre, round(radius * 0.62), colour, 2)
