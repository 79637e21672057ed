"""What is left of a mark of urgency (KHẨN, dấu độ khẩn) on a fax whose frame tore: a row of few letters under the head's column."""

from schemas.base import Box
from schemas.letter import Document
from schemas.page import Line, Page, Zone
from tasks.core.letter.rows.lines import hull

_LETTERS = range(2, 7)
"""Letters of what is read of it (KHẨN: Lý)."""
_DOUBTED = 0.5
"""Mean confidence of the engine below which such a row is no print: a subject's last word has .84 and more."""
_RISES = 0.006
"""Shares of the page's height that a row may rise into the one above."""


def has_torn_stamp(page: Page, document: Document) -> bool:
    """Whether a torn scan has such a row under number and V/v, left, where only a mark of urgency stands (ô 10b)."""
    if not page.steps.get("torn") or document.number is None or document.number.page != page.number:
        return False
    subject = document.subject if document.subject is not None and document.subject.page == page.number else None
    column = [line for line in page.lines if line.zone is Zone.HEAD_LEFT]
    boxes = [found.box for found in (document.number, subject) if found is not None and found.box is not None]
    above = hull(box for box in boxes if box[2] < _COLUMN)
    return above is not None and any(_is_left_over(line, above) for line in column)


_COLUMN = 0.5
"""Share of the page's width at which the left column ends."""


_BEYOND = 0.02
"""Shares of the page's width that a row may begin left of number and V/v: further off lies a receipt stamp (ĐẾN)."""


def _is_left_over(line: Line, above: Box) -> bool:
    letters = sum(char.isalpha() for char in line.text)
    below = line.box is not None and line.box[1] > above[3] - _RISES and line.box[0] > above[0] - _BEYOND
    figures = any(char.isdigit() for char in line.text)
    return below and letters in _LETTERS and not figures and line.text[:1].isupper() and line.confidence < _DOUBTED
