"""Rows of print that the engine left out (dòng bị bỏ sót): it takes a line over a rule for a picture (see second_look.py)."""

from collections.abc import Sequence

from tasks.core.scan.words.assemble import Row
from tasks.core.scan.words.second_look import Cut

LEAST = 1.2
"""Heights of a word of print that a row is long at least: what ends a subject may be one short word."""

_GUESS = 0.6  # confidence
_LINE = 6  # a line that was left out is so many heights long at least: a hand's mark or a speck is shorter


def left_out(cuts: Sequence[Cut], rows: Sequence[Row], height: float) -> list[Cut]:
    """Of the rows by ink, those of a line's shape that have no words at all.

    The short word that ends a subject (trích yếu) is among them also when the engine had a guess: what is as short and doubtful
    as that is dropped as noise. `height`: of a word of print, in pixels.
    """
    tokens = [token for row in rows for token in row.tokens]
    found = []
    for cut in cuts:
        there = [one for one in tokens if cut.top < one.middle < cut.bottom and one.right > cut.left and one.left < cut.right]
        line = cut.right - cut.left > _LINE * height and not there
        last = all(one.confidence < _GUESS for one in there) and _is_last_word(cut, rows, height)
        if 0.8 * height < cut.bottom - cut.top < 3 * height and (line or last):
            found.append(cut)
    return found


def _is_last_word(cut: Cut, rows: Sequence[Row], height: float) -> bool:
    """Whether a row by ink stands right below a row of words of its zone, and in its middle."""
    middle = (cut.top + cut.bottom) / 2
    above = max((row for row in rows if row.zone is cut.zone and row.middle < cut.top), key=lambda row: row.middle, default=None)
    if above is None or middle - above.middle > 2 * height:
        return False
    return above.right - above.left > _LINE * height and abs(cut.left + cut.right - above.left - above.right) < 2 * height
