"""One picture for one call of the engine: the zones of a page stacked in the order a person reads them.

Stacked, no line of one column can run into the other, and a page costs the start of the engine only once.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from schemas.page import Zone
from tasks.core.scan.ink.marks import Shape
from tasks.core.scan.sheet.layout import Layout
from tasks.core.scan.sheet.paper import Grey

INK, FAINT_INK = 160, 200
"""Brightness of 255 below which a pixel is ink, on a usual page and on a faint one (`paper.ink_level` above 200)."""

_FRAME = 4  # pixels of the small picture from a frame's box or corners to within its line
_LEVEL = 3  # of these pixels that a frame may fall along its width: its box without an edge of `_FRAME` has no line in it

_MARGIN = 0.12  # inches of white around the stack; print at the very edge is read worse
_DIGIT = 0.14  # inches: a page number of one digit is narrower
_COPIES = 4
_GAP = 0.16  # inches of white between two parts: about one line, so that the engine sees two blocks


@dataclass(frozen=True, slots=True)
class Part:
    """A cut of the upright page, in its pixels (left, top, right, bottom), and where it stands in the stack.

    `mark`: the number of the stamp that the cut shows, None for a cut of the letter itself; `slant`: degrees it falls to the right;
    `inside`: width and height of the stamp within its frame once it is level, None where the cut has no frame in it; `copies`: how
    often it stands there side by side (the engine takes a digit alone for a speck).
    """

    zone: Zone
    left: int
    top: int
    right: int
    bottom: int
    at: tuple[int, int] = (0, 0)
    mark: int | None = None
    slant: float = 0.0
    inside: tuple[int, int] | None = None
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Stack:
    """The composed picture and its parts."""

    image: Grey
    parts: tuple[Part, ...]

    def part_at(self, y: float) -> Part | None:
        """The part that a height of the stack belongs to."""
        return next((part for part in self.parts if part.at[1] - 4 <= y <= part.at[1] + part.bottom - part.top + 4), None)


def cut(layout: Layout, width: int, height: int, scale: float) -> list[Part]:
    """Cuts of a page of `width` x `height` upright pixels, in reading order; `scale`: upright pixels for one of the layout's."""
    parts: list[Part] = []
    y = round(layout.number_bottom * scale)
    if y > 0:
        parts.append(Part(Zone.PAGE_NUMBER, 0, 0, width, y))
    if layout.head:
        x, bottom = round(layout.head.channel * scale), round(layout.head.bottom * scale)
        parts += [Part(Zone.HEAD_LEFT, 0, y, x, bottom), Part(Zone.HEAD_RIGHT, x, y, width, bottom)]
        y = bottom
    end = round(layout.foot.top * scale) if layout.foot else height
    parts.append(Part(Zone.BODY, 0, y, width, end))
    if layout.foot:
        x = round(layout.foot.channel * scale)
        parts += [Part(Zone.FOOT_LEFT, 0, end, x, height), Part(Zone.FOOT_RIGHT, x, end, width, height)]
    return [part for part in parts if part.right - part.left > 4 and part.bottom - part.top > 4]


def stack(image: Grey, parts: Sequence[Part], dpi: float, *, stamps: Grey | None = None, below: int = INK) -> Stack:
    """Crop each part to its ink and stack them; parts without ink are left out. Stamps are cut from `stamps`.

    `below`: brightness below which a pixel is ink. A faint page needs `FAINT_INK`: at `INK` the last row of a zone, a small word
    that the light has bleached, was cut off and never read.
    """
    margin, gap = round(_MARGIN * dpi), round(_GAP * dpi)
    placed: list[tuple[Part, Grey]] = []
    y = margin
    for part in parts:
        source = image if part.mark is None or stamps is None else stamps
        tight = _to_ink(source, part, below) if part.inside is None else (part.left, part.top, part.right, part.bottom)
        if tight is None:
            continue
        left, top, right, bottom = tight
        copies = _COPIES if part.zone is Zone.PAGE_NUMBER and right - left < _DIGIT * dpi else 1
        moved = replace(part, left=left, top=top, right=right, bottom=bottom, at=(margin, y), copies=copies)
        pixels = _repeated(cut_out(source, moved), copies)
        placed.append((moved, pixels))
        y += pixels.shape[0] + gap
    width = max((pixels.shape[1] for _, pixels in placed), default=1) + 2 * margin
    canvas = np.full((max(y - gap + margin, 1), width), 255, np.uint8)
    for part, pixels in placed:
        x, top = part.at
        canvas[top : top + pixels.shape[0], x : x + pixels.shape[1]] = pixels
    return Stack(canvas, tuple(part for part, _ in placed))


def stamp_cuts(shapes: Sequence[Shape], scale: float, size: tuple[int, int]) -> list[Part]:
    """Cuts of the framed stamps without their frames; `scale`: upright pixels for one of the shapes', `size`: width and height."""
    found = []
    for number, shape in enumerate(shapes):
        if shape.kind == "frame":
            fall = _fall(shape)
            inset = 0 if fall else _FRAME
            left, top = round((shape.left + inset) * scale), round((shape.top + inset) * scale)
            right, bottom = round((shape.right - inset) * scale), round((shape.bottom - inset) * scale)
            edges = max(left, 0), max(top, 0), min(right, size[0]), min(bottom, size[1])
            inside = _inside(shape, scale) if fall else None
            found.append(Part(Zone.BODY, *edges, mark=number, slant=fall or shape.angle, inside=inside))
    return [part for part in found if part.right - part.left > 4 and part.bottom - part.top > 4]


def _fall(shape: Shape) -> float:
    """Degrees that a frame with known corners falls to the right where its box, less its edge, would have its lines; else 0."""
    if not shape.corners:
        return 0.0
    (left, top), (right, beside), *_ = shape.corners
    fall = math.degrees(math.atan2(beside - top, right - left))
    return fall if abs(beside - top) > _LEVEL else 0.0


def _inside(shape: Shape, scale: float) -> tuple[int, int]:
    """Width and height within a frame, in upright pixels."""
    one, two, _, four = shape.corners
    width, height = math.dist(one, two), math.dist(one, four)
    return max(round((width - 2 * _FRAME) * scale), 1), max(round((height - 2 * _FRAME) * scale), 1)


def cut_out(image: Grey, part: Part) -> Grey:
    """The pixels of a part, level, without the frame of a stamp that stands aslant."""
    cut = image[part.top : part.bottom, part.left : part.right]
    if part.inside is None:
        return _levelled(cut, part.slant, least=5)
    level = _levelled(cut, part.slant, least=0)
    (height, width), (wide, high) = level.shape, part.inside
    x, y = max((width - wide) // 2, 0), max((height - high) // 2, 0)
    out = np.full_like(level, 255)
    out[y : y + high, x : x + wide] = level[y : y + high, x : x + wide]
    return out


def _repeated(pixels: Grey, copies: int) -> Grey:
    """The cut so often side by side, half a digit apart."""
    gap = np.full((pixels.shape[0], pixels.shape[1] // 2), 255, np.uint8)
    return np.hstack([pixels, *(piece for _ in range(copies - 1) for piece in (gap, pixels))])


def copied_digit(texts: Sequence[str], copies: int) -> str | None:
    """The digit that most of the copies were read as; None where they differ or are something else."""
    read = "".join(texts)
    digit, count = Counter(read).most_common(1)[0] if read else ("", 0)
    return digit if digit.isdigit() and 2 * count > max(len(read), copies) else None


def _levelled(pixels: Grey, slant: float, *, least: float) -> Grey:
    """A stamp that slants by `least` degrees or more turned level, in a cut of the same size."""
    if abs(slant) < least:
        return pixels
    height, width = pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), slant, 1.0)
    return np.asarray(cv2.warpAffine(pixels, matrix, (width, height), borderValue=(255,)), np.uint8)


def _to_ink(image: Grey, part: Part, below: int) -> tuple[int, int, int, int] | None:
    dark = (image[part.top : part.bottom, part.left : part.right] < below).astype(np.uint8)
    left, top, width, height = cv2.boundingRect(dark)
    if width < 3 or height < 3:
        return None
    pad = 3
    return (
        max(part.left + left - pad, part.left),
        max(part.top + top - pad, part.top),
        min(part.left + left + width + pad, part.right),
        min(part.top + top + height + pad, part.bottom),
    )
