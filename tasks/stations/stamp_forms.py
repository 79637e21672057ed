"""Urgency stamps that black and white has torn to dots, told by their form: the engine reads noise, or no frame is found at all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np

from tasks.core.scan.ink import grey_marks
from tasks.core.scan.ink.ink import Cleaned
from tasks.core.scan.ink.marks import Shape
from tasks.core.scan.sheet.layout import Layout
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.sheet.segments import Segment
from tasks.core.scan.stamps.secrecy_kernels import FORM_DPI
from tasks.core.scan.stamps.secrecy_words import is_stamp_text
from tasks.core.scan.stamps.urgency_forms import Named, find_level
from tasks.stations.stamp_look import says_level
from tasks.stations.stamp_weights import forms

SAME = 1.4
"""How many times as wide and as high as a form a frame may be that was found of the same stamp."""


class Told(NamedTuple):
    """A page's stamp that was told by its form: the number of its mark."""

    mark: int
    named: Named


def tell_stamp(cleaned: Cleaned, dpi: float, layout: Layout, bars: Sequence[Segment], scale: float) -> tuple[Cleaned, Told | None]:
    """A black and white page whose faded urgency stamp is a mark with its level, lifted off print like any other; and which it is.

    Only a page with a head has one (0.2 s). `layout` and `bars` are those of the small picture, which is `scale` as large.
    """
    if layout.head is None:
        return cleaned, None
    named = find_level(_at_form_dpi(cleaned.seen, dpi), forms())
    if named is None:
        return cleaned, None
    left, top, right, bottom = (round(edge * dpi / FORM_DPI * scale) for edge in named.box)
    shape = Shape("frame", left, top, right, bottom)
    kept = tuple(other for other in cleaned.shapes if not _is_same(shape, other))
    image = cleaned.image
    if named.level:
        image = image.copy()
        dark = image[image < 150]
        level = float(np.percentile(dark, 25)) if dark.size else 0.0
        grey_marks.lift(image, shape, bars, scale, level)
    return replace(cleaned, image=image, shapes=(*kept, shape)), Told(len(kept), named)


def with_levels(stamps: Mapping[int, Sequence[str]], told: Told | None) -> dict[int, list[str]]:
    """What was read in each stamp, by the number of its mark; of one that was told by its form, its level instead.

    Save where the engine read a secrecy stamp's words: whoever looks for them must find them. Of a stamp whose level can't be told
    noise is no reading either: a person is asked.
    """
    words = {mark: list(texts) for mark, texts in stamps.items()}
    read = words.get(told.mark, []) if told else []
    if told and told.named.level and not is_stamp_text(" ".join(read)):
        words[told.mark] = told.named.level.split()
    elif told and not told.named.level and not says_level(read):
        words.pop(told.mark, None)
    return words


def _at_form_dpi(image: Grey, dpi: float) -> Grey:
    fit = FORM_DPI / dpi
    if abs(fit - 1) < 0.01:
        return image
    size = (max(1, round(image.shape[1] * fit)), max(1, round(image.shape[0] * fit)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA if fit < 1 else cv2.INTER_LINEAR), np.uint8)


def _is_same(shape: Shape, other: Shape) -> bool:
    """Whether a frame, or a piece of one, was found of the same stamp."""
    (wide, high), (across, down) = shape.size, other.size
    return other.kind == "frame" and shape.holds(other) and across <= SAME * wide and down <= SAME * high
