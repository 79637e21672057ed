"""The head of a document (phần đầu): its title, subject and addressees, and where the body starts."""

import re
from collections.abc import Sequence
from functools import cached_property
from statistics import median

from schemas.base import Box
from schemas.page import Word
from tasks.core.letter.parts.columns import clear, margins, runs
from tasks.core.letter.parts.continued import goes_on, is_short_end, is_wrapped_end, with_continued
from tasks.core.letter.parts.doctype import is_copy, type_word
from tasks.core.letter.parts.kinh_gui import addressee_rows, invited_rows
from tasks.core.letter.parts.marking import ANCHORS, Marked, Sign
from tasks.core.letter.parts.openings import (
    BODY_OPENER,
    GLUED_STROKES,
    SAYS,
    STOPPED,
    STROKES,
    after_unreadable_label,
    body_begins,
    ends_a_sentence,
    fills_its_line,
    from_label,
    indented_items,
    is_centred,
    is_stamped,
    new_paragraph,
    of_stamp,
    on_axis,
    opens_body,
    stands_apart,
    under_title,
    without_stroke,
)
from tasks.core.letter.rows.lines import Row
from tasks.core.letter.rows.signs import ITEM, SEPARATOR, TITLE, author_at, bare, caps_share, is_caps
from tasks.core.letter.vocabulary.doctypes import BY_WORD

_NEAR = 0.2  # of the page's height


class Head:
    """Finds title, subject and addressees in the rows before the foot. `end`: the place after the head's last row."""

    def __init__(self, marked: Sequence[Marked]) -> None:
        self.marked = with_continued(marked)
        self.title: Row | None = None
        self.subject: list[Row] = []
        self.addressees: list[Row] = []
        self._margins = {page: margins([m.row for m in marked if m.row.page == page]) for page in {m.row.page for m in marked}}
        self.end = self._read()

    def _read(self) -> int:
        limit = self._body_limit()
        begun = body_begins(self.marked, limit, self._is_body)
        end = 1 + max(
            (i for i, m in enumerate(self.marked[:begun]) if m.sign in ANCHORS and not ends_a_sentence(self.marked, i)), default=-1
        )
        to = next((i for i, m in enumerate(self.marked[:limit]) if m.sign is Sign.KINH_GUI), None)
        about = next((i for i, m in enumerate(self.marked[: to or limit]) if m.sign is Sign.VE_VIEC), None)
        title = self._title_at(limit, to, about)
        if title is not None:
            self.title = self.marked[title].row
            end = max(end, self._subject_after(title))
        if about is None and title is None:
            end = max(end, self._under_number(limit if to is None else to))
        if about is not None and not self.subject:
            end = max(end, self._ve_viec(about, to if to is not None else limit))
        elif about is not None and title is not None and about < title:
            end = max(end, about + 1)
        if to is None:
            to = next((i for i, m in enumerate(self.marked[end : end + 3], end) if m.sign is Sign.KINH_GUI), None)
        if to is None:
            return max(end, self._without_label(end) if self.title is None else self._invited(end))
        self.addressees, last = addressee_rows(self.marked, to, self._margins, self._is_body)
        return max(end, last)

    def _title_at(self, limit: int, to: int | None, about: int | None) -> int | None:
        """Place of the row with the type word; where that is under a stamp, of the row below it that says whose document it is."""
        head = self.marked[: to or limit]
        title = next((i for i, m in enumerate(head) if self._may_be_title(i, m)), None)
        if title is None and to is not None:
            title = next((i for i, m in enumerate(self.marked[:limit]) if i > to and self._may_be_title(i, m)), None)
        if title is None and about is None:
            title = next((i for i, m in enumerate(head) if author_at(m.row.text) is not None), None)
        return title

    def _invited(self, start: int) -> int:
        """Take whom an invitation names without Kính gửi; its sentence (… trân trọng kính mời:) stays in the body."""
        word = type_word(self.title.text) if self.title else None
        if word and BY_WORD[word[0]] == "giay_moi":
            self.addressees = invited_rows(self.marked, start)
        return start

    def _without_label(self, start: int) -> int:
        """Take the rows of Kính gửi whose label a stamp covers; give the place after them."""
        for finder in (indented_items, after_unreadable_label):
            rows, end = finder(self.marked, start, self._margins, self._is_body)
            if rows:
                self.addressees.extend(rows)
                return end
        return start

    def _body_limit(self) -> int:
        """Place of the first row that can only be body: after it, no head is looked for."""
        long = 0
        for at, item in enumerate(self.marked):
            if item.sign is Sign.KINH_GUI:
                return min(len(self.marked), at + 25)
            if item.sign in (Sign.TEXT, Sign.ITEM) and (len(item.low) > 110 or (len(item.low) > 60 and self._is_body(item.row))):
                long += 1
                if long >= 3:
                    return at
        return len(self.marked)

    def _may_be_title(self, at: int, item: Marked) -> bool:
        if item.sign is not Sign.TYPE:
            return False
        if is_copy(item.row):
            return any(m.sign is Sign.NUMBER and re.search(r"/\s?(?:sy|sl|trs)", m.low) for m in self.marked[: at + 8])
        return True

    def _is_body(self, row: Row) -> bool:
        """By its place a row of running text: it starts at the left edge or an indent and is not centred.

        Both against the page's edges and those of the rows around it: a skewed page's edges wander.
        """
        whole, box = self._margins.get(row.page), row.box
        if not whole or not box:
            return len(row.text) > 160
        return runs(box, whole) and runs(box, self._edges_at(row, box) or whole)

    def _edges_at(self, row: Row, box: Box) -> tuple[float, float] | None:
        near = (m.row for m in self.marked if m.row.page == row.page and m.row.line.box and abs(m.row.line.box[1] - box[1]) < _NEAR)
        return margins(list(near))

    def _subject_after(self, title: int) -> int:
        """Take the rows of the trích yếu after the type word; give the place after them."""
        row = self.marked[title].row
        word = type_word(row.text)
        rest = row.part(word[1], len(row.text)) if word else None
        if rest and any(c.isalnum() for c in rest.text):
            self.subject.append(rest)
        at = title + 1
        small = False
        while at < len(self.marked):
            item = self.marked[at]
            if item.sign is Sign.NOISE and self.subject and len(item.row.text) >= 3 and SEPARATOR.match(item.row.text):
                return at + 1
            if item.sign in (Sign.NOISE, Sign.STAMP, *ANCHORS) or of_stamp(item.row, self.marked[title].row):
                at += 1
                continue
            row = from_label(clear(item.row))
            sign = item.sign
            if sign is Sign.ITEM and (part := self._after_strokes(row)):
                row, sign = part, Sign.TEXT  # dashes that a stamp's frame left
            ends = self._ends_subject(Marked(row, sign, bare(row.text)), small=small)
            if ends and (self.subject or not fills_its_line(self.marked, at, self._is_body)):
                break
            small = small or caps_share(row.text) < 0.6
            self.subject.append(row)
            at += 1
        return at

    def _after_strokes(self, row: Row) -> Row | None:
        """The row right under the type word after dashes that a stamp's frame left; None where it is an item of a list."""
        strokes = STROKES.match(row.text) or (GLUED_STROKES.match(row.text) if self.subject else None) if row.line.words else None
        if not row.line.words or (strokes is None and ITEM.match(row.text)):
            return None
        part = row.part(strokes.end() if strokes else 0, len(row.text))
        return part if part and part.text and not self._is_body(part) else None

    def _ends_subject(self, item: Marked, *, small: bool) -> bool:
        if item.sign in (Sign.KINH_GUI, Sign.NOI_NHAN, Sign.LUU, Sign.ITEM, Sign.ANNEX) or SAYS.search(item.low):
            return True
        if is_caps(item.row.text) and not (self.subject and is_wrapped_end(self.subject[-1], item.row)):  # who decides
            return small or (bool(self.subject) and bool(TITLE.match(item.low)) and not item.low.startswith("cua "))
        if self.subject and item.row.text[:1].islower() and goes_on(self.subject[-1], item.row):
            return False  # no body begins with a small letter
        opener = opens_body(item)
        if self.subject and (opener or stands_apart(item.row, self.subject[-1])):
            return True
        if item.row.line.box and self._margins.get(item.row.page):
            centred = not opener and under_title(item.row, self.title, self.subject[-1] if self.subject else self.title)
            return self._is_body(item.row) and not centred
        sentence = item.low.rstrip(" *_").endswith((";", ":", "./.", "./")) or len(item.low) > 230
        return sentence or (bool(self.subject) and new_paragraph(item.row, self.subject[-1]))

    def _ve_viec(self, about: int, limit: int) -> int:
        """Take the rows of V/v; give the place after them."""
        first = self._in_column(self.marked[about].row)
        self.subject.append(first)
        last, end = first, about + 1
        for at in range(about + 1, limit):
            item = self.marked[at]
            wrapped = is_short_end(last, item.row)
            capitals = (item.sign is Sign.CAPS or is_stamped(item.row)) and not _open_for(last, item.row)
            if item.sign in ANCHORS or ((item.sign is Sign.NOISE or capitals) and not wrapped):
                continue
            row = item.row if wrapped else without_stroke(self._in_column(item.row))
            is_item = item.sign is Sign.ITEM and ITEM.match(row.text) is not None and not wrapped
            if not wrapped and row.stretch(0, len(row.text)).confidence < (0.8 if is_item else 0.6):
                continue  # strokes of a pen or a stamp
            if is_item or item.sign in (Sign.TYPE, Sign.KINH_GUI) or not self._continues(last, row, at - end):
                break
            self.subject.append(row)
            last, end = row, at + 1
        return end

    def _in_column(self, row: Row) -> Row:
        """The part of the row in the left column, where the right one was read into it: as wide on both sides of the middle."""
        box = row.line.box
        middle = self._middle
        if middle is None or box is None or box[2] < 0.56 or not row.line.words or _is_above(self.title, row):
            return row
        edge = 2 * middle - box[0] + 0.02
        kept = [word for word in row.line.words if word.box[2] <= edge]
        if not kept or (_is_above(self._date, row) and not _has_neighbour(row, kept[-1], 2 * middle - box[0])):
            return row
        end = next((i for i in range(len(row.text)) if row.stretch(i, i + 1).raw_range[0] >= kept[-1].end), len(row.text))
        return row.part(0, end)

    @cached_property
    def _date(self) -> Row | None:
        """The row of place and date: what is printed below it has no neighbour in the right column."""
        return next((m.row for m in self.marked[:20] if m.sign is Sign.DATE), None)

    @cached_property
    def _middle(self) -> float | None:
        """The middle of the left column, on which agency and number are centred; None without boxes."""
        boxes = [
            box
            for m in self.marked[:14]
            if m.sign in (Sign.NUMBER, Sign.CAPS, Sign.TITLE) and (box := m.row.line.box) and box[2] < 0.52
        ]
        return median((box[0] + box[2]) / 2 for box in boxes) if boxes else None

    def _under_number(self, limit: int) -> int:
        """Take the subject that stands without V/v right under the number, as Party letters print it; give the place after it."""
        number = next((i for i, m in enumerate(self.marked[:limit]) if m.sign is Sign.NUMBER), None)
        if number is None or number + 1 >= limit:
            return 0
        last, end = self.marked[number].row, number + 1
        for at in range(number + 1, limit):
            item = self.marked[at]
            rest = bool(self.subject) and is_wrapped_end(last, item.row)
            if not rest and (item.sign in ANCHORS or item.sign in (Sign.NOISE, Sign.CAPS)):
                continue
            if not rest and (item.sign not in _SAYING or opens_body(item) or not self._continues(last, item.row, at - end)):
                break
            sure = item.row.stretch(0, len(item.row.text)).confidence
            long = sum(char.isalpha() for char in item.low) >= 6 or (item.row.text.islower() and on_axis(item.row, self._middle))
            if not rest and sure < (0.6 if long else 0.9):
                continue
            self.subject.append(item.row)
            last, end = item.row, at + 1
        return end if self.subject else 0

    def _continues(self, last: Row, row: Row, skipped: int) -> bool:
        """The row goes on with V/v: right under it in the left column, or in the same block of a text."""
        if STOPPED.search(last.text) and row.text[:1].isupper():
            return False
        if last.box and row.box:
            box, before = row.box, last.box
            height = before[3] - before[1]
            under = row.page == last.page and box[1] - before[3] < 1.3 * height and (box[0] + box[2]) / 2 < 0.5 and box[2] < 0.62
            centred = self._middle is None or abs((box[0] + box[2]) / 2 - self._middle) < 0.07
            return under and (centred or (abs(box[0] - before[0]) < 0.025 and not is_centred(self.subject, self._middle)))
        if len(row.text) > 110:
            return False
        if row.line.block == last.line.block:
            return True
        return row.text[:1].islower() or (skipped > 0 and len(row.text) < 45 and not BODY_OPENER.match(bare(row.text)))


def _has_neighbour(row: Row, last: Word, edge: float) -> bool:
    """Whether what stands right of the word `last` is another's text (a note typed beside V/v): the row is centred without it.

    `edge`: where a row centred in the left column ends, of the page's width; a note begins with a number or a capital.
    """
    rest = row.line.raw[last.end :].lstrip()
    return abs(last.box[2] - edge) < _CENTRED and bool(rest) and (rest[0].isdigit() or rest[0].isupper())


_CENTRED, _SAYING = 0.012, (Sign.TEXT, Sign.NAME)


def _open_for(last: Row, row: Row) -> bool:
    """Whether a row in capitals can be the subject's next: after a comma (thu BHXH, / BHTN), or a code (gói thầu / XL02)."""
    code = re.fullmatch(r"(?=.*\d)[A-ZĐ]{1,5}[-.]?[\dA-ZĐ]{1,6}[.;]?", row.text.strip()) is not None
    return last.text.rstrip().endswith((",", "-", "&")) or code


def _is_above(one: Row | None, other: Row) -> bool:
    """Both on one page, the first printed wholly above the second."""
    if one is None or one.order >= other.order:
        return False
    return one.page == other.page and one.box is not None and other.box is not None and one.box[3] < other.box[1]
