"""Written numbers and days (số, ngày viết tay): the recogniser's weights, and one call for the reading of a page."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from tasks.core.scan.handwriting.agreed_symbols import row_cut, stacked, symbol_place, with_agreed
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


def read_written(rows: Sequence[Row], image: Grey, dpi: float, read: Read, *, printed: Grey | None = None) -> list[Row]:
    """The rows of a page with the digits that are written by hand (or stamped) into the gaps of its heads.

    `read`: one call of the engine, for symbols beside written numbers that were read with doubt, and for all of number lines by
    `printed`, the page without its marks, where its print is not torn.
    """
    done = _with_symbols_alone(read_gaps(rows, image, dpi, nets()), image, dpi, read)
    return done if printed is None else _with_agreed_symbols(done, printed, dpi, read)


def _with_agreed_symbols(rows: Sequence[Row], image: Grey, dpi: float, read: Read) -> list[Row]:
    """The rows with the symbols that several readings of a number line alone agree on."""
    done = list(rows)
    places = [(number, place) for number, row in enumerate(done) if (place := symbol_place(row)) is not None]
    if not places:
        return done
    cuts = [row_cut(done[number], place, image.shape) for number, place in places]
    stack, placed = stacked(cuts, image, dpi)
    words = read(stack)
    for order, (number, place) in enumerate(places):
        again = [words_of(words, where, cuts[order]) for where in placed if where.cut == order]
        done[number] = with_agreed(done[number], place, again)
    return done


def _with_symbols_alone(rows: Sequence[Row], image: Grey, dpi: float, read: Read) -> list[Row]:
    """The rows with the symbols beside written digits as readings of them alone, without the digits, have them."""
    done = list(rows)
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
