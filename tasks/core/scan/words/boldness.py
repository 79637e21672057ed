"""How thick a row's print is (nét đậm, nét thường): in a letterhead the issuer is bold, the office above it is not.

Nghị định 30/2020, Phụ lục I, II.2: the office above (cơ quan chủ quản) in upright capitals, the issuer (cơ quan ban hành) in
upright bold ones of the same size. Of 112 letterheads in scans the issuer's strokes are 1.34 to 1.69 times as thick on office
scans and faxes, 1.07 to 1.46 times on telephone pictures (docs/understanding.md).
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.page import Line, Zone
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Row, Token

_LEAST = 20
"""Runs of ink below which nothing is said: a handful of letters."""


def with_strokes(lines: Sequence[Line], rows: Sequence[Row], image: Grey) -> tuple[Line, ...]:
    """The lines made of the rows, those of a letterhead with the thickness of their strokes. `image`: the upright page."""
    return tuple(
        line.model_copy(update={"stroke": stroke(row, image)}) if row.zone is Zone.HEAD_LEFT else line
        for line, row in zip(lines, rows, strict=True)
    )


def stroke(row: Row, image: Grey) -> float | None:
    """The usual thickness of the row's upright strokes, in pixels of `image` (in which its words' boxes are); None: too few.

    It is the mean of the middle half of all runs of ink along the row: thin serifs and long bars are left out.
    """
    runs = np.sort(np.concatenate([_runs(token, image) for token in row.tokens]))
    if runs.size < _LEAST:
        return None
    return round(float(runs[runs.size // 4 : 3 * runs.size // 4].mean()), 2)


def _runs(token: Token, image: Grey) -> NDArray[np.intp]:
    """Lengths of the runs of ink in a word's box."""
    height, width = image.shape
    top, bottom = max(0, round(token.top)), min(height, round(token.bottom))
    left, right = max(0, round(token.left)), min(width, round(token.right))
    if bottom <= top or right <= left:
        return np.zeros(0, np.intp)
    word = np.ascontiguousarray(image[top:bottom, left:right])
    level, _ = cv2.threshold(word, 0, 255, cv2.THRESH_OTSU)
    edges = np.diff(np.pad((word <= level).astype(np.int8), ((0, 0), (1, 1))), axis=1)
    return np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1)
