"""Rows in reading order, and where columns were read into one line: head and foot of a letter have two."""

import itertools
import re
from collections.abc import Iterator, Sequence

from schemas.base import Box
from schemas.page import Page, Zone
from tasks.core.letter.parts.copies import copy_below
from tasks.core.letter.parts.doctype import type_word
from tasks.core.letter.parts.marking import is_date_row
from tasks.core.letter.rows.lines import Row, Stretch, row_of
from tasks.core.letter.rows.signs import (
    AUTHORITY,
    DATE_LINE,
    NOI_NHAN,
    NUMBER_LINE,
    SIGNED,
    TITLE,
    bare,
    is_caps,
    motto,
    national_title,
    party_title,
    union_title,
)
from tasks.core.letter.vocabulary.names import has_surname, is_name

_PAGE_NUMBER = re.compile(r"^\W{0,3}(?:trang\s*)?\d{1,3}(?:\s?/\s?\d{1,3})?\W{0,3}$", re.IGNORECASE)
_SYMBOL_END = re.compile(r"s\S{0,2}\s?[:.]?\s*[^/\-]{0,12}\s?[/\-]\s?[^\s]+(?:(?<=[-/])\s?[^\s]+)*")
_WIDE_GAP = 0.045  # of the page's width; justified body text keeps its blanks under 0.03 (measured on 48 synthetic office letters)


def rows_of(pages: Sequence[Page]) -> list[Row]:
    """Rows of all pages in reading order, without empty ones and page numbers, each column of a merged line for itself."""
    rows: list[Row] = []
    for page in pages:
        if page.kind == "blank":
            continue
        numbered = paired = False
        first = len(rows)
        for place, line in enumerate(page.lines):
            if line.zone is Zone.PAGE_NUMBER:
                continue
            row = row_of(line)
            if not row.text:
                continue
            if not numbered and place < 3 and page.number > 1 and _PAGE_NUMBER.match(row.text):
                numbered = True
                continue
            cut = list(_apart(row)) if not paired else list(_apart_in_foot(row))
            paired = paired or (len(cut) > 1 and not line.words and NOI_NHAN.match(bare(row.text)) is not None)
            rows.extend(cut)
        rows[first:] = copy_below(rows[first:])
    return [Row(r.line, r.text, r.where, order, r.zone) for order, r in enumerate(rows)]


def _apart(row: Row) -> Iterator[Row]:
    """The columns of a line that was read across both; the row itself where there is one column."""
    for test in (national_title, party_title, motto, union_title):
        place = test(row.text)
        if place and (place[0] > 2 or place[1] < len(row.text) - 2):
            yield from _cut(row, place)
            return
    low = bare(row.text)
    if NUMBER_LINE.match(low):
        symbol = _SYMBOL_END.match(low)
        date = DATE_LINE.search(low, symbol.end()) if symbol else None
        if symbol and date and date.start() - symbol.end() <= 3:
            yield from _halves(row, symbol.end())
            return
    at = _foot_cut(row, low) or _type_cut(row) or _date_cut(row)
    if at:
        yield from _halves(row, at)
        return
    yield row


_TEXT_ITEM = re.compile(r"^[-–+•*]\s?.*?[;.,](?=\s)")


def _apart_in_foot(row: Row) -> Iterator[Row]:
    """The same in a text file below a label that shared its row with the signer's title: single blanks part the columns."""
    if not row.line.words and _TEXT_ITEM.match(row.text):
        for end in (match.start() for match in re.finditer(r"(?<=[;.,])\s", row.text)):
            right = row.text[end:].strip()
            if _is_right(right) and (is_caps(right) or has_surname(right)):
                yield from _halves(row, end)
                return
    yield from _apart(row)


def _cut(row: Row, place: tuple[int, int]) -> Iterator[Row]:
    start, end = place
    if row.text[:start].strip(" .,-*|"):
        yield row.part(0, start)
    yield row.part(start, end)
    if row.text[end:].strip(" .,-*|"):
        yield row.part(end, len(row.text))


def _halves(row: Row, at: int) -> Iterator[Row]:
    yield row.part(0, at)
    yield row.part(at, len(row.text))


def _foot_cut(row: Row, low: str) -> int | None:
    """Where the signer's column starts in a row of Nơi nhận."""
    label = NOI_NHAN.match(low)
    if label and is_caps(row.text[label.end() :]) and _is_right(row.text[label.end() :]):
        return label.end()
    return next((at for at in wide_gaps(row) if _is_right(row.text[at:].strip())), None)


def _type_cut(row: Row) -> int | None:
    """Where a type word alone starts after what an arrival stamp left beside it (SO 2 …      THÔNG BÁO)."""
    at = next(reversed(wide_gaps(row)), None)
    rest = row.text[at:].strip() if at else ""
    word = type_word(rest) if is_caps(rest) else None
    return at if word and word[1] == len(rest) else None


def _date_cut(row: Row) -> int | None:
    """Where place and date start beside a row of the left column (V/v …      Sao Mai, ngày 12 tháng 3 năm 2021)."""
    gaps = wide_gaps(row) if row.line.words else _wide_blanks(row, 2)
    return next((at for at in gaps if is_date_row(rest := row.text[at:].strip(), bare(rest))), None)


def _is_right(text: str) -> bool:
    low = bare(text)
    return (is_caps(text) and bool(TITLE.match(low) or AUTHORITY.match(low))) or is_name(text) or SIGNED.fullmatch(low) is not None


def wide_gaps(row: Row) -> list[int]:
    """Places in the row where a blank is as wide as the gap between columns."""
    gaps = _wide_blanks(row, 4)
    words = row.line.words
    for before, after in itertools.pairwise(words):
        if after.box[0] - before.box[2] > _WIDE_GAP:
            gaps.extend(at for at in range(1, len(row.text)) if row.text[at - 1] == " " and _raw_start(row, at) == after.start)
    return sorted(set(gaps))


def _wide_blanks(row: Row, width: int) -> list[int]:
    """Places of blanks that were as wide as `width` characters, and more, in the line."""
    inner = range(1, len(row.text) - 1)
    return [at for at in inner if row.text[at] == " " and row.where[at + 1] - row.where[at - 1] > width]


def margins(rows: Sequence[Row]) -> tuple[float, float] | None:
    """Left and right edge of the text of a page, as fractions of its width, by its long rows; None without boxes.

    The edges are the outermost at which two rows start or two long ones end, so that noise beside the text does not count and
    the last word of a full row does, however few of the rows are full.
    """
    boxes = [row.line.box for row in rows if row.line.box and row.line.confidence > 0.85]
    wide = [box for box in boxes if box[2] - box[0] > 0.55]
    if len(wide) < 2:
        return None
    left = _outermost(sorted(box[0] for box in boxes)) or wide[0][0]
    right = _outermost(sorted((box[2] for box in wide), reverse=True))
    return left, max(box[2] for box in wide) if right is None else right


def _outermost(ends: Sequence[float]) -> float | None:
    """The first of sorted row ends that the next one shares."""
    return next((one for one, other in itertools.pairwise(ends) if abs(other - one) < _SHARED), None)


_SHARED = 0.012
"""Rows start or end at one edge within this fraction of the page's width."""


def _raw_start(row: Row, at: int) -> int:
    """Where in the line's raw text the character at `at` was read."""
    return row.stretch(at, at + 1).raw_range[0] if row.line.corrections else row.where[at]


def runs(box: Box, edges: tuple[float, float]) -> bool:
    """Whether a row of this box is running text between these edges: at the left one or indented, and not centred."""
    left, right = box[0] - edges[0], edges[1] - box[2]
    if abs(left - right) < 0.024 and left > 0.012:
        return False  # centred
    return left < 0.02 or (left < 0.13 and (right < 0.02 or right - left > 0.03))


def within(row: Row, edges: tuple[float, float] | None) -> Row:
    """The row without what was read outside the text's edges: shadows of a fold, punched holes, a stamp in the margin."""
    if edges is None or not row.line.words:
        return row
    tokens = [match.span() for match in re.finditer(r"\S+", row.text)]
    boxes = [row.stretch(*token).box for token in tokens]
    kept = [
        token
        for token, box in zip(tokens, boxes, strict=True)
        if box is None or (box[2] > edges[0] - _MARGIN and box[0] < edges[1] + _MARGIN)
    ]
    if not kept or len(kept) == len(tokens) or len(tokens) - len(kept) > _MOST_OUTSIDE:
        return row
    return row.part(kept[0][0], kept[-1][1])


_MARGIN = 0.012
"""What a skewed page moves its lines at most, as a fraction of its width, beyond the edges of its text."""
_MOST_OUTSIDE = 3


def clear(row: Row) -> Row:
    """The row without the noise at its ends that a seal, a stamp or a pen stroke left: badly read words apart from the rest.

    "Apart" is a gap wider than a blank of justified text, or a bar; text files have neither and stay as they are.
    """
    if not row.line.words:
        return row
    bar = row.text.find("|")
    if 0 <= bar < min(14, 0.4 * len(row.text)):
        row = row.part(bar + 1, len(row.text))
    tokens = [match.span() for match in re.finditer(r"\S+", row.text)]
    places = [row.stretch(*token) for token in tokens]
    first, last = 0, len(tokens)
    while first < last - 1 and _is_noise(row.text[slice(*tokens[first])], places[first].confidence, _gap(places, first)):
        first += 1
    while last > first + 1 and _is_noise(row.text[slice(*tokens[last - 1])], places[last - 1].confidence, _gap(places, last - 2)):
        last -= 1
    if first == 0 and last == len(tokens):
        return row
    return row.part(tokens[first][0], tokens[last - 1][1])


def _gap(places: Sequence[Stretch], at: int) -> float:
    """Blank between two words, as a fraction of the page's width."""
    before, after = places[at].box, places[at + 1].box
    return after[0] - before[2] if before and after else 0.0


def _is_noise(word: str, confidence: float, gap: float) -> bool:
    letters = sum(char.isalnum() for char in word)
    if letters == 0:
        if _BRACKETS.match(word) or word == UNREAD:
            return False
        return word not in {"-", "–", "+", "•", "*"} and (confidence < 0.8 or word in {"|", "_", "~", "`", "‘", "’"})
    if _COPIES.fullmatch(word):
        return False
    if letters > 3:  # a word: of a list whose blanks are wide
        return gap > _COLUMN and confidence < 0.5
    return gap > 0.012 and (confidence < 0.5 or (letters <= 2 and confidence < 0.6))


_BRACKETS = re.compile(r"\([^()]{0,2}/[^()]{1,2}\)")
"""What an item's body gets a letter for, as small print is read: (/€), which is (b/c)."""
_COPIES = re.compile(r"\W?\w{1,2}b\)\W?")
"""The number of copies behind a Lưu item, its bracket and figure misread: Œb). for (7b). A pen's stroke has no such end."""
UNREAD = "…"
"""What stands for print that was not read (tasks/core/scan/words/unread.py)."""
_COLUMN = 0.022
"""A blank wider than any of a badly read row, as a fraction of the page's width."""
