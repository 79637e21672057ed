"""Specks (hạt bẩn) of bilevel scans: dots too small for a letter and too far from any to be its accent or its full stop."""

import cv2
import numpy as np

from tasks.core.scan.sheet.paper import Grey

_SPECK = 0.022  # inches (4 px at 200 dpi): a full stop is about as large, but stands near a letter
_NEAR = 0.045  # inches: accents, dots and full stops stand nearer to their letter


def without_specks(image: Grey, dpi: float) -> Grey:
    """The picture without lone specks."""
    ink = (image < 170).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    size = max(_SPECK * dpi, 2.0)
    small = (stats[:, cv2.CC_STAT_WIDTH] <= size) & (stats[:, cv2.CC_STAT_HEIGHT] <= size)
    small[0] = False
    if not small.any():
        return image
    speck = small[labels]
    letters = ink.copy()
    letters[speck] = 0
    reach = 2 * max(round(_NEAR * dpi), 1) + 1
    near = cv2.dilate(letters, np.ones((reach, reach), np.uint8)) > 0
    kept = np.zeros(count, np.bool_)
    kept[np.unique(labels[near])] = True
    lone = cv2.dilate((small & ~kept)[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    out = image.copy()
    out[(lone > 0) & (letters == 0)] = 255
    return np.asarray(out, np.uint8)
