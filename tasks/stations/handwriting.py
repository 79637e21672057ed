"""Written numbers and days (số, ngày viết tay): the recogniser's weights, and one call for the reading of a page."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from tasks.core.scan.handwriting.digits import Weights
from tasks.core.scan.handwriting.rows import read_gaps
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.assemble import Row


@cache
def nets() -> tuple[Weights, ...]:
    """The weights that infra/training made, of every net that was taught."""
    return tuple(_weights(path) for path in sorted(Path(__file__).parent.glob("handwriting_net*.npz")))


def _weights(path: Path) -> Weights:
    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def read_written(rows: Sequence[Row], image: Grey, dpi: float) -> list[Row]:
    """The rows of a page with the digits that are written by hand (or stamped) into the gaps of its heads."""
    return read_gaps(rows, image, dpi, nets())
