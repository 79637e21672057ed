"""Written numbers and days (số, ngày viết tay): the recogniser's weights, and one call for the reading of a page."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from tasks.core.scan.handwriting.agreed_symbols import row_cut, stacked, stacked_torn, symbol_place, with_agreed
from tasks.core.scan.handwriting.digits import Weights
from tasks.core.scan.handwriting.rows import read_gaps
from tasks.core.scan.handwriting.symbols import cut_of, doubted_symbol, with_settled, with_symbol, without_digits
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.sheet.strengthen import thicker
from tasks.core.scan.words import second_look
from tasks.core.scan.words.assemble import Row, Token
from tasks.stations.under_strokes import Read, words_of

_Place = TypeVar("_Place")
"""Where in a row something stands: the number of a word, or more of it."""


@cache
def nets() -> tuple[Weights, ...]:
    """The weights that infra/training made, of every net that was taught."""
    return tuple(_weights(path) for path in sorted(Path(__file__).parent.glob("handwriting_net*.npz")))


def _weights(path: Path) -> Weights:
    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def read_written(
    rows: Sequence[Row],
    image: Grey,
    dpi: float,
    read: Read,
    *,
    printed: Grey | None = None,
    torn: bool = False,
    twice: bool = False,
) -> list[Row]:
    """The rows of a page with the digits that are written by hand (or stamped) into the gaps of its heads.

    `read`: one call of the engine, for symbols beside written numbers that were read with doubt, and for all of number lines by
    `printed`, the page without its marks; where its print is `torn`, for those of which the engine was not sure, and no others.
    `twice`: the net of rows read the page too.
    """
    done = read_gaps(rows, image, dpi, nets())
    if torn and printed is not None:
        return _with_torn_symbols(done, printed, image, dpi, read)
    done = _with_symbols_alone(done, image, dpi, read)
    return done if printed is None else _with_agreed_symbols(done, printed, dpi, read, twice=twice)


def _with_agreed_symbols(rows: Sequence[Row], image: Grey, dpi: float, read: Read, *, twice: bool) -> list[Row]:
    """The rows with the symbols that several readings of a number line alone agree on; what engine and net make sure stays."""
    places = [(number, place) for number, row in enumerate(rows) if (place := symbol_place(row)) is not None]
    sure = {number: row for number, place in places if twice and (row := with_settled(rows[number], place)) is not None}
    rows = [sure.get(number, row) for number, row in enumerate(rows)]
    places = [(number, place) for number, place in places if number not in sure]
    cuts = [row_cut(rows[number], place, image.shape) for number, place in places]
    return _read_alone(rows, places, cuts, read, stack=lambda: stacked(cuts, image, dpi), put=with_agreed)


def _with_torn_symbols(rows: Sequence[Row], image: Grey, seen: Grey, dpi: float, read: Read) -> list[Row]:
    """The same of a scan whose strokes are torn; `seen`: with its marks and specks."""
    places = [(number, place) for number, row in enumerate(rows) if (place := symbol_place(row, torn=True)) is not None]
    cuts = [row_cut(rows[number], place, image.shape) for number, place in places]
    put = partial(with_agreed, torn=True)
    return _read_alone(rows, places, cuts, read, stack=lambda: stacked_torn(cuts, image, seen, dpi), put=put)


def _with_symbols_alone(rows: Sequence[Row], image: Grey, dpi: float, read: Read) -> list[Row]:
    """The rows with the symbols beside written digits as readings of them alone, without the digits, have them."""
    places = [(number, at) for number, row in enumerate(rows) if (at := doubted_symbol(row)) is not None]
    cuts = [cut_of(rows[number], at, image.shape) for number, at in places]

    def bare_twice() -> tuple[Grey, list[second_look.Placed]]:
        return second_look.stack(cuts, [[bare, thicker(bare)] for bare in (without_digits(image, cut) for cut in cuts)], dpi)

    return _read_alone(rows, places, cuts, read, stack=bare_twice, put=with_symbol)


def _read_alone(
    rows: Sequence[Row],
    places: Sequence[tuple[int, _Place]],
    cuts: Sequence[second_look.Cut],
    read: Read,
    *,
    stack: Callable[[], tuple[Grey, list[second_look.Placed]]],
    put: Callable[[Row, _Place, Sequence[Sequence[Token]]], Row],
) -> list[Row]:
    """The rows with what one call of the engine reads of `cuts`, each at its place (row, where in it), put in by `put`."""
    done = list(rows)
    if not places:
        return done
    picture, placed = stack()
    words = read(picture)
    for order, (number, at) in enumerate(places):
        again = [words_of(words, where, cuts[order]) for where in placed if where.cut == order]
        done[number] = put(done[number], at, again)
    return done
