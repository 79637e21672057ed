"""One picture for one call of the engine: the zones of a page stacked in the order a person reads them.

Stacked, no line of one column can run into the other, and a page costs the start of the engine only once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from schemas.page import Zone
from tasks.core.scan.layout import Layout
from tasks.core.scan.paper import Grey

_MARGIN = 0.12  # inches of white around the stack; print at the very edge is read worse
_GAP = 0.16  # inches of white between two parts: about one line, so that the engine sees two blocks


@dataclass(frozen=True, slots=True)
class Part:
    """A cut of the upright page, in its pixels (left, top, right, bottom), and where it stands in the stack."""

    zone: Zone
    left: int
    top: int
    right: int
    bottom: int
    at: tuple[int, int] = (0, 0)


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


def stack(image: Grey, parts: Sequence[Part], dpi: float) -> Stack:
    """Crop each part to its ink and stack them; parts without ink are left out."""
    margin, gap = round(_MARGIN * dpi), round(_GAP * dpi)
    placed: list[Part] = []
    y = margin
    for part in parts:
        tight = _to_ink(image, part)
        if tight is None:
            continue
        placed.append(Part(part.zone, *tight, at=(margin, y)))
        y += tight[3] - tight[1] + gap
    width = max((part.right - part.left for part in placed), default=1) + 2 * margin
    canvas = np.full((max(y - gap + margin, 1), width), 255, np.uint8)
    for part in placed:
        x, top = part.at
        canvas[top : top + part.bottom - part.top, x : x + part.right - part.left] = image[
            part.top : part.bottom, part.left : part.right
        ]
    return Stack(canvas, tuple(placed))


def _to_ink(image: Grey, part: Part) -> tuple[int, int, int, int] | None:
    dark = (image[part.top : part.bottom, part.left : part.right] < 160).astype(np.uint8)
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
