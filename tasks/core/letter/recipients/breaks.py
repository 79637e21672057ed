"""Where an item of Nơi nhận ends though neither its end mark nor the next one's dash was read (xuống dòng).

On a torn scan the semicolon is read as a comma and the next item's dash is lost; the white that is left at the row's end stays.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from schemas.found import Found
from schemas.page import Word
from tasks.core.letter.recipients.naming import squash
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.vocabulary.usual_items import KNOWN_ITEMS, USUAL_ITEMS

_SURE = 0.6
"""A row read with less confidence may have strokes of a pen at its end: it does not show how wide the column is."""
_ROOM = 0.1
"""Of the column's width: so much more than the next words take is left at the end of a row that nobody wrapped."""
_WORDS = 2


def right_edge(rows: Sequence[Row]) -> float | None:
    """Where the column ends at least, as a fraction of the page's width: its longest well-read row; None without boxes."""
    boxes = [row.box for row in rows if row.line.words and row.stretch(0, len(row.text)).confidence >= _SURE]
    return max((box[2] for box in boxes if box is not None), default=None)


def ends_early(above: Row, row: Row, edge: float | None) -> bool:
    """Whether the row above ends with a comma, or with no mark, though two words of this one had room beside it."""
    first, last = _printed(row), _printed(above)
    if edge is None or not first or not last or row.page != above.page or not row.text[:1].isupper():
        return False
    if above.text.rstrip()[-1:] not in (",", "") and not above.text.rstrip()[-1:].isalpha():
        return False
    left = min(word.box[0] for word in last)
    end, taken = max(word.box[2] for word in last), first[min(_WORDS, len(first)) - 1].box[2] - first[0].box[0]
    return end + taken + _ROOM * (edge - left) < edge


def begins_late(item: Found, left: float) -> bool:
    """Whether a scan's item begins in small letters right of where the list does: its first words were not read (inh ủy viên)."""
    return item.box is not None and item.box[0] > left + _INDENT and item.value[:1].islower()


_INDENT = 0.03
"""Of the page's width: wider than a dash and its blank."""


def _printed(row: Row) -> list[Word]:
    """The words of the row with a letter or a figure, from left to right."""
    start, end = row.stretch(0, len(row.text)).raw_range
    words = [word for word in row.line.words if word.start < end and word.end > start]
    return sorted(
        (word for word in words if any(sign.isalnum() for sign in row.line.raw[word.start : word.end])),
        key=lambda word: word.box[0],
    )


def lost_dash(group: Sequence[Row], row: Row) -> bool:
    """On a scan: a usual item after another usual one (a letter off) that did not end open, and both together are none."""
    above = squash("".join(part.text for part in group))
    own = _nearest_usual(squash(row.text))
    if not row.line.words or own not in _USUAL or above + own in _USUAL or re.search(r"[:&+(-]\s*$", group[-1].text):
        return False
    if group[-1].text.rstrip().endswith(","):  # a semicolon that lost its dot: only between two whole items
        return _nearest_usual(above) in _WHOLE and own in _WHOLE
    if own in _WHOLE and row.text[:1].isupper() and _is_most_of_one(above):
        return True
    return above in _USUAL or (len(above) > 8 and any(Levenshtein.distance(above, item, score_cutoff=1) <= 1 for item in _USUAL))


def _is_most_of_one(above: str) -> bool:
    """Whether a long row is a usual item but for its last word, which was not read (TP trực thuộc TW), two letters off at most."""
    return len(above) > _LONG and any(
        0 < len(item) - len(above) <= _LAST_WORD and Levenshtein.distance(above, item[: len(above)], score_cutoff=2) <= 2
        for item in _WHOLE
    )


_LAST_WORD = 3  # letters
_USUAL = frozenset(squash(item) for item in KNOWN_ITEMS)


def _nearest_usual(own: str) -> str:
    """The usual item that a long one is but for one letter; itself where none or several are."""
    if own in _USUAL or len(own) <= _LONG:
        return own
    near = [item for item in _USUAL if Levenshtein.distance(own, item, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else own


_LONG = 8
_WHOLE = frozenset(squash(item) for item in USUAL_ITEMS)


_NEXT_ITEM = re.compile(r";\s+(?=[-–]\s+[A-ZĐ])")


def dashed_apart(row: Row) -> list[Row]:
    """The items of a row that holds several, each with its dash (- KTNN; - KBNN;)."""
    at = [0, *(match.end() for match in _NEXT_ITEM.finditer(row.text)), len(row.text)]
    return [row.part(start, end) for start, end in pairwise(at)] if len(at) > 2 else [row]
