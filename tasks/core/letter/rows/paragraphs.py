"""Paragraphs (đoạn): rows of the running text put together again across wrapped lines and page breaks.

Evidence, strongest first: a list mark after a finished sentence; the indent of a first line (Nghị định 30/2020, Phụ lục I, II.6:
1 or 1.27 cm); a line that stops although the next word had room; a blank line in a text file. A sentence that is not finished goes
on, whatever stands between.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from schemas.base import Box
from schemas.page import Zone
from tasks.core.letter.rows.lines import Flow, Row

_MARK = re.compile(
    r"(?:[-–—+•▪●*]\s*(?=[^\W\d_])"  # dash, plus, bullet
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s*(?=[^\W\d_\"“(*])"  # 1. 3.1. 2)
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=[^\W\d_])"  # 3.1 Tình hình
    r"|[a-zđ]\)\s*"  # a) đ)
    r"|(?:[IVX]{1,5})\.\s+"  # II.
    r"|(?:Điều|Chương|Mục|Phần)\s+(?:\d+|[IVX]+)\b)"
)
_NUMBER_ALONE = re.compile(r"[\W_]*(?:trang\s*(?:số\s*)?)?\d{1,3}(?:\s?/\s?\d{1,3})?[\W_]*", re.IGNORECASE)
_FINISHED = re.compile(r"[.;:!?…](?:[\"”')\]*_\s]|\./)*$|\./\.?\S{0,6}$")
_RULE = re.compile(r"[\W_]*")
_JOINING = re.compile(
    r"của|và|các|tại|với|về|số|ngày|là|theo|những|một|trong|cho|đến|từ|bằng|do|để|hoặc|không|đã|được|bị|cùng|như|tỉnh|huyện|"
    r"riêng|giao|gồm|nếu|khi|vì|giữa|nhằm|hay|qua|ở|cả|thuộc|trực thuộc|trừ|gửi|phía|nhất|sẽ|phải|cần"
)
"""Words after which no sentence and no heading ends."""

INDENT = 0.018
"""Least indent of a first line as a fraction of the page's width: 0.4 cm of 21 cm, under half of what the decree asks."""

WRAPPED_WIDTH = 130
"""A text file whose longest lines have no more characters was wrapped by a page's width; longer lines are whole paragraphs."""


@dataclass(frozen=True)
class _Margins:
    """Left and right edge of the running text of one page, as fractions of its width."""

    left: float
    right: float


def paragraphs(rows: Sequence[Row]) -> list[Flow]:
    """Group the rows of a running text into paragraphs, in order. Page numbers and ruled lines between them are left out."""
    kept = _without_noise(rows)
    if not kept:
        return []
    margins = _margins(kept)
    width = _text_width(kept)
    groups = [[kept[0]]]
    for before, row in pairwise(kept):
        if _begins(before, row, margins, width):
            groups.append([row])
        else:
            groups[-1].append(row)
    return [Flow(group) for group in groups]


def _without_noise(rows: Iterable[Row]) -> list[Row]:
    """Rows that carry running text: no page number (a bare number first on its page), no line of dashes."""
    kept: list[Row] = []
    seen: set[int] = set()
    for row in rows:
        first = row.page not in seen
        seen.add(row.page)
        if row.zone is Zone.PAGE_NUMBER or _RULE.fullmatch(row.text):
            continue
        if _NUMBER_ALONE.fullmatch(row.text) and (first or row.box is None):
            continue
        kept.append(row)
    return kept


def _margins(rows: Sequence[Row]) -> dict[int, _Margins]:
    """The running text's edges on each page that has boxes; of few lines, the widest line speaks."""
    pages: dict[int, list[Box]] = {}
    for row in rows:
        if (box := row.box) is not None:
            pages.setdefault(row.page, []).append(box)
    result = {}
    everything = [box for boxes in pages.values() for box in boxes]
    for page, boxes in pages.items():
        sample = boxes if len(boxes) >= 5 else everything
        result[page] = _Margins(left=min(box[0] for box in _trim(sample, 0)), right=max(box[2] for box in _trim(sample, 2)))
    return result


def _trim(boxes: Sequence[Box], edge: int) -> Sequence[Box]:
    """Drop the outermost tenth on one side: stray marks at the page's edge are no margin."""
    if len(boxes) < 10:
        return boxes
    ordered = sorted(boxes, key=lambda box: box[edge])
    spare = len(boxes) // 10
    return ordered[spare:] if edge == 0 else ordered[:-spare]


def _text_width(rows: Sequence[Row]) -> float | None:
    """Characters to a full line of a wrapped text file; None where lines are whole paragraphs (or the page has boxes)."""
    lengths = [len(row.text) for row in rows if row.box is None]
    if len(lengths) < 4 or max(lengths) > WRAPPED_WIDTH:
        return None
    return quantiles(lengths, n=10)[-1]


def begins_item(text: str) -> bool:
    """Whether a line starts with a list mark: dash, 1. 3.1. a) II. Điều 5."""
    return _MARK.match(text) is not None


def is_finished(text: str) -> bool:
    """Whether a line ends as a sentence, a list item or an introduction does."""
    return _FINISHED.search(text) is not None


def _begins(before: Row, row: Row, margins: dict[int, _Margins], width: float | None) -> bool:
    """Whether `row` starts a new paragraph after `before`."""
    finished = is_finished(before.text)
    box, edge = row.box, margins.get(row.page)
    if box is None or edge is None:
        return not _goes_on(before.text, row.text, finished=finished) and _begins_in_text(before, row, finished, width)
    indent = box[0] - edge.left > INDENT
    short = _stops_early(before, row, margins)
    if indent and short and before.page == row.page and not row.text[:1].islower():
        return True
    if _goes_on(before.text, row.text, finished=finished):
        return False
    if begins_item(row.text):
        return finished or indent or short
    if before.page != row.page:
        return finished and (indent or short)
    return (finished and short) or (indent and (finished or short)) or (short and row.text[:1].isupper())


def _goes_on(before: str, after: str, *, finished: bool) -> bool:
    """Whether the sentence plainly continues: it starts in lower case after an unfinished line, or on a joining word."""
    if finished:
        return False
    word = before.rsplit(maxsplit=1)[-1].casefold() if before.split() else ""
    if begins_item(after):
        tail = after.lstrip("-–—+• ")
        return after[0] in "-–—" and (tail[:1].islower() or (word == "động" and tail.startswith("Thương binh")))
    return after[:1].islower() or before.endswith((",", "-", "/", "(")) or _JOINING.fullmatch(word) is not None


def _stops_early(before: Row, row: Row, margins: dict[int, _Margins]) -> bool:
    """Whether the line before ends although the next word would have fitted: the last line of its paragraph."""
    box, edge = before.box, margins.get(before.page)
    if box is None or edge is None or row.box is None or not row.text:
        return False
    first_word = len(row.text.split(maxsplit=1)[0]) / len(row.text) * (row.box[2] - row.box[0])
    return box[2] + first_word + 0.015 < edge.right


def _begins_in_text(before: Row, row: Row, finished: bool, width: float | None) -> bool:  # noqa: FBT001
    """The same for a text file: blank lines between blocks, and the width at which it was wrapped."""
    if before.line.block != row.line.block or begins_item(row.text):
        return True
    if width is None:
        return finished or row.text[:1].isupper()
    room = len(before.text) + len(row.text.split(maxsplit=1)[0]) + 1 < width
    return room and (finished or row.text[:1].isupper())
