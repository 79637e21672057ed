"""A third look, at the signature block's rows that are still in doubt: without the pen's strokes that run through their letters."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from schemas.page import Zone
from tasks.adapters.tesseract import EngineWord
from tasks.core.letter.vocabulary.titles import is_spelt
from tasks.core.scan.ink.pen_lines import without_pen_lines
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words import assemble, crossed_rows, row_vote, second_look
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.second_look import Cut, Placed

Read = Callable[[Grey], list[EngineWord]]
"""One call of the engine."""

_ONCE_MORE = 20_000  # number of the first block of rows that were read here: no other block has it


class Foot(NamedTuple):
    """A signature block: its edges on the page (left, top, right, bottom), the page without marks, its dots an inch.

    `height`: of a word of print, in pixels.
    """

    region: tuple[int, int, int, int]
    image: Grey
    dpi: float
    height: float


def look_under(tokens: list[Token], before: Sequence[Row], foot: Foot, read: Read) -> list[Token]:
    """The words of a page; rows of its signature block that lack letters are read once more, by a call of their own.

    In one picture with other rows the engine would read those otherwise too. `before`: the rows before the second look.
    """
    rows = assemble.rows_of(tokens)
    bare = second_look.without_strokes(foot.image, foot.region, foot.height)
    printed = second_look.rows_of_print(bare, foot.region, Zone.FOOT_RIGHT, foot.dpi, foot.height)
    cuts = crossed_rows.doubted(printed, rows, before, is_spelt)
    first = [second_look.held(cut, rows) for cut in cuts]
    pictures = _pictures(cuts, first, foot)
    picked = [number for number, picture in enumerate(pictures) if picture]
    if not picked:
        return tokens
    stack, placed = second_look.stack([cuts[number] for number in picked], [pictures[number] for number in picked], foot.dpi)
    words = read(stack)
    for at, number in enumerate(picked):
        cut, own = cuts[number], first[number]
        again = [words_of(words, place, cut) for place in placed if place.cut == at]
        if crossed_rows.is_better(again, own):
            kept = crossed_rows.no_surer(row_vote.vote(own, again), own)
            tokens = [token for token in tokens if token not in own]
            tokens += [replace(token, line=(_ONCE_MORE + number,)) for token in kept]
    return tokens


def _pictures(cuts: Sequence[Cut], first: Sequence[Sequence[Token]], foot: Foot) -> list[list[Grey]]:
    """For each row the page without the straight strokes that cross it; none where there are none and the row is not broken.

    Of a row that was not read well the other strokes are off too.
    """
    out, pad = foot.image.copy(), round(foot.height / 2)
    crossed = []
    for cut, own in zip(cuts, first, strict=True):
        place = np.s_[max(cut.top - pad, 0) : cut.bottom + pad, max(cut.left - pad, 0) : cut.right + pad]
        out[place] = without_pen_lines(out[place], foot.height)
        row = np.s_[cut.top : cut.bottom, cut.left : cut.right]
        crossed.append(crossed_rows.is_broken(own) or not np.array_equal(out[row], foot.image[row]))
    bare = second_look.without_strokes(out, foot.region, foot.height) if any(crossed) else out
    chosen = [out if second_look.well_read(own) else bare for own in first]
    return [[picture] if is_crossed else [] for picture, is_crossed in zip(chosen, crossed, strict=True)]


def words_of(words: Sequence[EngineWord], place: Placed, cut: Cut) -> list[Token]:
    """The words of one row of the stack at their places on the upright page."""
    found = []
    for word in words:
        if place.y <= (word.top + word.bottom) / 2 <= place.y + place.height:
            left, right = (cut.left + (edge - place.x) / place.scale for edge in (word.left, word.right))
            top, bottom = (cut.top + (edge - place.y) / place.scale for edge in (word.top, word.bottom))
            found.append(Token(word.text, word.confidence, left, top, right, bottom, cut.zone, ()))
    return [token for token in found if cut.holds(token)]
