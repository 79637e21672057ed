"""Written numbers and days (số, ngày viết tay): the recogniser's weights, and one call for the reading of a page."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from tasks.core.scan.handwriting.digits import Weights
from tasks.core.scan.handwriting.rows import read_gaps
from tasks.core.scan.handwriting.symbols import cut_of, doubted_symbol, with_symbol, without_digits
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.sheet.strengthen import thicker
from tasks.core.scan.words import second_look
from tasks.core.scan.words.assemble import Row
from tasks.stations.under_strokes import Read, words_of


@cache
def nets() -> tuple[Weights, ...]:
    """The weights that infra/training made, of every net that was taught."""
    return tuple(_weights(path) for path in sorted(Path(__file__).parent.glob("handwriting_net*.npz")))


def _weights(path: Path) -> Weights:
    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def read_written(rows: Sequence[Row], image: Grey, dpi: float, read: Read) -> list[Row]:
    """The rows of a page with the digits that are written by hand (or stamped) into the gaps of its heads.

    `read`: one call of the engine, for the symbols beside written numbers that were read with doubt.
    """
    done = read_gaps(rows, image, dpi, nets())
    places = [(number, at) for number, row in enumerate(done) if (at := doubted_symbol(row)) is not None]
    if not places:
        return done
    cuts = [cut_of(done[number], at, image.shape) for number, at in places]
    stack, placed = second_look.stack(cuts, [[bare, thicker(bare)] for bare in (without_digits(image, cut) for cut in cuts)], dpi)
    words = read(stack)
    for order, (number, at) in enumerate(places):
        again = [words_of(words, place, cuts[order]) for place in placed if place.cut == order]
        done[number] = with_symbol(done[number], at, again)
    return done
