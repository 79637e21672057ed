"""Which rows make which document (tách văn bản): by heads, type words after a finished document, annexes. No barcodes.

A scan holds a cover letter with attachments, several letters, a draft behind a submission, a copy's second head on the same page.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from schemas.page import Page, Zone
from tasks.core.letter.parts.columns import rows_of
from tasks.core.letter.parts.doctype import type_word
from tasks.core.letter.parts.marking import Marked, Sign, mark
from tasks.core.letter.parts.parts import make_span
from tasks.core.letter.rows.signs import END_MARK
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.doctypes import BY_WORD, COPIES
from tasks.core.letter.vocabulary.names import has_surname

_HEAD_ONLY = {
    Sign.CAPS,
    Sign.NUMBER,
    Sign.NOISE,
    Sign.E_SIGNATURE,
    Sign.VE_VIEC,
    Sign.STAMP,
    Sign.DATE,
    Sign.MOTTO,
    Sign.NATIONAL,
    Sign.PARTY,
}
_LEADING = {Sign.CAPS, Sign.NOISE, Sign.STAMP}


def split_documents(pages: Sequence[Page], first_pages: Collection[int] = ()) -> list[Span]:
    """The documents of a scan in the order of their first rows; an empty scan has none.

    `first_pages`: where a person says that documents begin; none: it is found out.
    """
    marked = mark(rows_of(pages))
    if not marked:
        return []
    starts = _starts_of_pages(marked, first_pages) if first_pages else find_starts(marked, Sheets.of(pages))
    bounds = zip(starts, [*starts[1:], len(marked)], strict=True)
    return [make_span(index, marked[start:end]) for index, (start, end) in enumerate(bounds)]


def _starts_of_pages(marked: Sequence[Marked], first_pages: Collection[int]) -> list[int]:
    """Places of the first row on each of these pages, or after it where the page is blank; the first is 0."""
    firsts = {next((at for at, item in enumerate(marked) if item.row.page >= page), 0) for page in first_pages}
    return sorted({0, *firsts})


_PRINTED = re.compile(r"\W{0,3}(\d{1,3})\W{0,3}")


@dataclass(frozen=True)
class Sheets:
    """What the sheets themselves say. `turned`: landscape pages. `going_on`: pages whose printed number follows the one before.

    A letter's first page is upright and carries no number (Nghị định 30/2020, Phụ lục I, I.7); annexes may lie across.
    """

    turned: frozenset[int] = frozenset()
    going_on: frozenset[int] = frozenset()

    @classmethod
    def of(cls, pages: Sequence[Page]) -> "Sheets":
        """Read the sheets of a scan, blank ones left out."""
        written = [page for page in pages if page.kind != "blank"]
        printed = [_page_number(page) for page in written]
        going_on = {
            page.number
            for at, page in enumerate(written)
            if at and (number := printed[at]) is not None and number == (printed[at - 1] or 1) + 1
        }
        turned = {page.number for page in written if page.width_px and page.height_px and page.width_px > page.height_px}
        return cls(frozenset(turned), frozenset(going_on))

    def may_start(self, page: int) -> bool:
        """Whether a document whose own title is lost may start on the page."""
        return page not in self.turned and page not in self.going_on


def _page_number(page: Page) -> int | None:
    line = next((line for line in page.lines if line.zone is Zone.PAGE_NUMBER), None)
    match = _PRINTED.fullmatch(line.text.strip()) if line else None
    return int(match[1]) if match else None


@dataclass
class _State:
    """What the current document has shown so far."""

    start: int = 0
    titled: bool = False  # Quốc hiệu or the Party's title seen
    body: int = 0  # body rows seen
    recipients: bool = False
    filed: bool = False  # Lưu seen
    signed: bool = False  # a title, then a name
    title_seen: bool = False
    annex: int | None = None  # row where an annex started

    @property
    def finished(self) -> bool:
        return self.filed or self.signed or (self.recipients and self.title_seen)


_UNKNOWN = Sheets()


def find_starts(marked: Sequence[Marked], sheets: Sheets = _UNKNOWN) -> list[int]:
    """Places of the first row of each document; the first is 0."""
    starts = [0]
    state = _State()
    for at in range(len(marked)):
        begin = _begins(marked, at, state, sheets)
        if begin is not None and begin > starts[-1]:
            starts.append(begin)
            state = _State(start=begin)
            for seen in range(begin, at):
                _learn(state, marked, seen)
        _learn(state, marked, at)
    return starts


def _learn(state: _State, marked: Sequence[Marked], at: int) -> None:
    item = marked[at]
    sign = item.sign
    state.titled = state.titled or sign in (Sign.NATIONAL, Sign.PARTY)
    state.recipients = state.recipients or sign is Sign.NOI_NHAN
    state.filed = state.filed or (sign is Sign.LUU and (state.recipients or state.title_seen))
    if sign is Sign.ANNEX and state.finished:
        state.annex = at
    state.title_seen = state.title_seen or sign is Sign.AUTHORITY or (sign is Sign.TITLE and (state.body > 1 or state.recipients))
    state.signed = state.signed or (sign is Sign.NAME and state.title_seen and (has_surname(item.row.text) or state.recipients))
    state.body += (sign is Sign.KINH_GUI) + (sign is Sign.TEXT and len(item.low) > 60) + (END_MARK.search(item.low) is not None)


def _begins(marked: Sequence[Marked], at: int, state: _State, sheets: Sheets) -> int | None:
    """Where the document starts that the row at `at` announces; None where it announces none."""
    sign = marked[at].sign
    if sign in (Sign.NATIONAL, Sign.PARTY):
        if state.annex is not None and at - state.annex <= 8 and _page(marked, at) == _page(marked, state.annex):
            return None  # a form printed in an annex
        fresh = not state.titled and not state.finished and state.body <= (1 if at - state.start <= 12 else 0)
        return None if fresh and at - state.start <= 25 else _back(marked, at, state.start)
    if not state.finished or state.annex is not None:
        return None
    page = _page(marked, at)
    if page != _page(marked, state.start) and not sheets.may_start(page):
        return None
    if at and page != _page(marked, at - 1) and _has_head(marked, at):
        return at
    named = sign is Sign.NUMBER or (sign is Sign.TYPE and _is_title(marked, at))
    return _back(marked, at, state.start) if named else None


def _has_head(marked: Sequence[Marked], at: int) -> bool:
    """The page that starts here has a head of two columns, whatever could be read of it."""
    zones = [item.row.zone for item in marked[at : at + 12] if item.row.page == marked[at].row.page]
    return Zone.HEAD_LEFT in zones and Zone.HEAD_RIGHT in zones


def _is_title(marked: Sequence[Marked], at: int) -> bool:
    """The type word stands alone on its row, as in ô 5a, or is a copy's form word followed by its number."""
    word = type_word(marked[at].row.text)
    if word is None or word[1] < len(marked[at].row.text.rstrip(" .:*")):
        return False
    if BY_WORD[word[0]] in COPIES:
        return any(m.sign is Sign.NUMBER for m in marked[at + 1 : at + 8])
    return True


def _page(marked: Sequence[Marked], at: int) -> int:
    return marked[at].row.page


def _back(marked: Sequence[Marked], at: int, floor: int) -> int:
    """First row of the head that the row at `at` belongs to: back over agency, number, V/v, stamps; over the page's top."""
    page = _page(marked, at)
    top = at
    while top > floor and _page(marked, top - 1) == page:
        top -= 1
    if all(m.sign in _HEAD_ONLY or _short_head(m) for m in marked[top:at]):
        return max(top, floor + 1)
    number = next((i for i in range(at - 1, max(floor, at - 12), -1) if marked[i].sign is Sign.NUMBER), None)
    begin = at
    if number is not None and not any(m.sign in (Sign.NAME, Sign.LUU, Sign.ITEM, Sign.NOI_NHAN) for m in marked[number:at]):
        begin = number
    while begin - 1 > floor and (marked[begin - 1].sign in _LEADING or _copy_word(marked[begin - 1])):
        begin -= 1
    return begin


def _copy_word(item: Marked) -> bool:
    word = type_word(item.row.text) if item.sign is Sign.TYPE else None
    return word is not None and BY_WORD[word[0]] in COPIES


def _short_head(item: Marked) -> bool:
    return (
        item.row.zone in (Zone.HEAD_LEFT, Zone.HEAD_RIGHT)
        or item.sign in (Sign.TITLE, Sign.ANNEX, Sign.TYPE)
        or (item.sign is Sign.TEXT and len(item.low) < 45)
    )
